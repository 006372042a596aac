"""A docx or odt letter: bytes in, pages out."""

from __future__ import annotations

from pipeline.errors import LetterError
from pipeline.extract.docx_reader import read_docx
from pipeline.extract.limits import exceeded
from pipeline.extract.odt_reader import read_odt
from pipeline.extract.office import OfficeText, check_archive
from pipeline.extract.recognise import OfficeKind
from pipeline.extract.settings import Limits
from pipeline.extract.typeset import typeset
from pipeline.records import Issue, Pages

_READERS = {"docx": read_docx, "odt": read_odt}


def read_office(data: bytes, kind: OfficeKind, limits: Limits) -> Pages:
    """Return the pages of a letter from a word processor, set anew: places on paper are not in such a file.

    Raises:
        LetterError: the letter can't be read; `docs/failures.md` has the codes.
    """
    check_archive(data, limits)
    text = _read(data, kind)
    pages = typeset(text, kind)
    if len(pages) > limits.pages:
        raise exceeded("pages", f"the letter has {len(pages):,} pages", limits.pages)
    longest = max(sum(len(word.text) for word in page.words) for page in pages)
    if longest > limits.characters:
        raise exceeded("characters", f"a page has {longest:,} characters", limits.characters)
    if not any(not word.hidden for page in pages for word in page.words):
        if text.pictures:
            message = "the letter consists of pictures and has no text; print it to PDF, which can be read by OCR"
            raise LetterError("no-text-layer", message)
        raise LetterError("empty", "no page shows any text; check whether this is the right file")
    issues = [Issue("no-page-places", "info", f"{kind} files hold no places on paper; page numbers are estimates")]
    if text.pictures:
        message = f"the letter holds {text.pictures} picture(s), which are not read"
        issues.append(Issue("pictures-unread", "info", message))
    return Pages(pages, issues=tuple(issues))


def _read(data: bytes, kind: OfficeKind) -> OfficeText:
    try:
        return _READERS[kind](data)
    except (LetterError, MemoryError):
        raise
    except Exception as error:  # a damaged package fails in every way there is
        message = f"the {kind} file is damaged and cannot be read; open it in a word processor and save it as PDF"
        raise LetterError("unreadable", message) from error
