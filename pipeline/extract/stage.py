"""The stage: bytes of one letter in, its pages out."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from pipeline.collecting import collecting_rarely
from pipeline.errors import LetterError
from pipeline.extract import pdfium_reader
from pipeline.extract.annotations import add_drawn, only_annotations
from pipeline.extract.content import PageContent, rounded
from pipeline.extract.document import Document, attachment_names, open_document
from pipeline.extract.limits import check_size, check_streams, exceeded
from pipeline.extract.marks import hidden_words, level_lines, underlined_words
from pipeline.extract.recognise import OfficeKind, kind_of
from pipeline.extract.scans import ScanReader
from pipeline.extract.settings import ExtractSettings, Limits, PdfReader
from pipeline.extract.words import finished_words, group_words
from pipeline.records import Issue, Page, Pages


class Extract:
    """Reads letters.

    Args:
        settings: which library reads, what a letter may cost, how scans are read.
    """

    def __init__(self, settings: ExtractSettings) -> None:
        self._settings = settings
        self._scans = ScanReader(settings)
        # pdfminer.six warns about every oddity of a font, with text of the letter in it.
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

    @collecting_rarely()
    def __call__(self, data: bytes) -> Pages:
        """Return the pages of a letter.

        Args:
            data: the letter's file.

        Raises:
            LetterError: the letter can't be read; `docs/failures.md` has the codes.
        """
        check_size(data, self._settings.limits)
        kind = kind_of(data)
        try:
            return self._read_pdf(data) if kind == "pdf" else self._read_office(data, kind)
        except MemoryError as error:
            raise LetterError("limit-exceeded", "the letter needs more memory than there is; split it up") from error

    def _read_pdf(self, data: bytes) -> Pages:
        limits = self._settings.limits
        check_streams(data, limits)
        with open_document(data, self._settings.passwords) as document:
            count = document.page_count()
            if count > limits.pages:
                raise exceeded("pages", f"the letter has {count:,} pages", limits.pages)
            pages = tuple(self._read_page(document, number) for number in range(1, count + 1))
            _check_readable(pages, document, self._scans.available())
            attachments = attachment_names(document.pdfium) if document.pdfium is not None else ()
            return Pages(pages, attachments, joined_issues(document.issues, count))

    def _read_office(self, data: bytes, kind: OfficeKind) -> Pages:
        # Few letters are docx or odt; the others don't wait until these libraries are loaded.
        from pipeline.extract.office_letter import read_office

        return read_office(data, kind, self._settings.limits)

    def _read_page(self, document: Document, number: int) -> Page:
        """Return a page, read by the chosen library or, where that finds nothing, by the other one."""
        chosen: PdfReader = self._settings.reader
        other: PdfReader = "pdfplumber" if chosen == "pdfium" else "pdfium"
        reader, content = chosen, self._content(chosen, document, number)
        if content is None or not content.runs:
            second = self._content(other, document, number)
            if second is not None and (content is None or second.runs):
                message = f"{chosen} cannot read this page; {other} read it"
                document.issues.append(Issue("reader-fallback", "info", message, number))
                reader, content = other, second
        if content is None:
            message = "the page is damaged and could not be read; look at it in the original"
            document.issues.append(Issue("unreadable-page", "error", message, number))
            return Page(number=number, width=0.0, height=0.0, rotation=0, reader=chosen, words=())
        figures = len(content.fills)
        if content.annotated:
            _add_annotations(document, content, self._settings.limits)
        return self._scans.read(document, finished_page(content, reader), figures, content.annotated_characters)

    def _content(self, reader: PdfReader, document: Document, number: int) -> PageContent | None:
        try:
            return _reader(reader)(document, number, self._settings.limits)
        except (LetterError, MemoryError):
            raise
        except Exception:  # both libraries fail on broken pages in every way there is
            return None


def _reader(name: PdfReader) -> Callable[[Document, int, Limits], PageContent]:
    if name == "pdfium":
        return pdfium_reader.read
    from pipeline.extract import pdfplumber_reader  # takes long to load, and few letters need it

    return pdfplumber_reader.read


def _add_annotations(document: Document, content: PageContent, limits: Limits) -> None:
    """Add what form fields, text boxes and stamps print on a page; pdfium reads them, whoever read the page."""
    try:
        if document.pdfium is None:
            raise ValueError("pdfium cannot open this file")
        with Document(b"", pdfium=only_annotations(document.pdfium, content.number)) as drawn:
            add_drawn(content, pdfium_reader.read(drawn, 1, limits))
    except (LetterError, MemoryError):
        raise
    except Exception:  # as for pages
        message = "form fields, text boxes or stamps on this page could not be read; look at it in the original"
        document.issues.append(Issue("annotations-unread", "warning", message, content.number))


def _check_readable(pages: tuple[Page, ...], document: Document, ocr: bool) -> None:
    """Refuse a letter of which nothing was read.

    Raises:
        LetterError: `unreadable`, `no-text-layer` or `empty`.
    """
    if any(not word.hidden and len(word.text) > word.undecodable for page in pages for word in page.words):
        return
    if not pages or all(page.width == 0 for page in pages):
        raise LetterError("unreadable", "no page of the PDF can be read; print it to PDF, or fetch it again")
    if any(issue.code in {"page-is-picture", "ocr-failed", "text-garbled"} for issue in document.issues):
        remedy = (
            "look at the original"
            if ocr
            else "install tesseract-ocr and tesseract-ocr-nld, or run OCRmyPDF on it first"
        )
        raise LetterError("no-text-layer", f"the letter has no text that can be read, only what it shows; {remedy}")
    raise LetterError("empty", "no page shows any text; check whether this is the right file")


def joined_issues(issues: list[Issue], count: int) -> tuple[Issue, ...]:
    """Return the issues, with one for the whole letter where every page has the same one."""
    pages = Counter((issue.code, issue.message) for issue in issues)
    joined: dict[Issue, None] = {}
    for issue in issues:
        everywhere = count > 1 and pages[issue.code, issue.message] >= count
        joined[replace(issue, page_number=0) if everywhere else issue] = None
    return tuple(joined)


def finished_page(content: PageContent, reader: PdfReader) -> Page:
    """Return the record of a page."""
    words = group_words(content.runs)
    boxes = [word.sides() for word in words]
    underlined = underlined_words(words, level_lines(content.rules))
    return Page(
        number=content.number,
        width=round(content.width, 2),
        height=round(content.height, 2),
        rotation=content.rotation,
        reader=reader,
        words=tuple(finished_words(words, boxes, underlined, hidden_words(words, boxes, content))),
        rules=tuple(rounded(rule) for rule in content.rules),
        images=tuple(rounded(image) for image in content.images),
    )
