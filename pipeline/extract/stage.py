"""The stage: bytes of one letter in, its pages out."""

from __future__ import annotations

import logging
from typing import get_args

from pipeline.errors import LetterError
from pipeline.extract import pdfium_reader, pdfplumber_reader
from pipeline.extract.content import PageContent, rounded
from pipeline.extract.document import Document, attachment_names, open_document
from pipeline.extract.limits import check_size, check_streams, exceeded
from pipeline.extract.marks import is_hidden, level_lines, underlined_words
from pipeline.extract.recognise import kind_of
from pipeline.extract.settings import ExtractSettings, PdfReader
from pipeline.extract.words import finished_word, group_words
from pipeline.records import Issue, Page, Pages

_READERS = {"pdfium": pdfium_reader.read, "pdfplumber": pdfplumber_reader.read}


class Extract:
    """Reads letters.

    Args:
        settings: which library reads, what a letter may cost, how scans are read.
    """

    def __init__(self, settings: ExtractSettings) -> None:
        self._settings = settings
        # pdfminer.six warns about every oddity of a font, with text of the letter in it.
        logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

    def __call__(self, data: bytes) -> Pages:
        """Return the pages of a letter.

        Args:
            data: the letter's file.

        Raises:
            LetterError: the letter can't be read; `docs/failures.md` has the codes.
        """
        check_size(data, self._settings.limits)
        kind_of(data)
        try:
            return self._read_pdf(data)
        except MemoryError as error:
            raise LetterError("limit-exceeded", "the letter needs more memory than there is; split it up") from error

    def _read_pdf(self, data: bytes) -> Pages:
        limits = self._settings.limits
        check_streams(data, limits)
        with open_document(data, self._settings.passwords) as document:
            count = document.page_count()
            if count > limits.pages:
                raise exceeded("pages", f"the letter has {count:,} pages", limits.pages)
            pages = [self._read_page(document, number) for number in range(1, count + 1)]
            attachments = attachment_names(document.pdfium) if document.pdfium is not None else ()
            return Pages(tuple(pages), attachments, tuple(document.issues))

    def _read_page(self, document: Document, number: int) -> Page:
        """Return a page, read by the chosen library or, where that fails, by the other one."""
        chosen: PdfReader = self._settings.reader
        for reader in (chosen, *(other for other in get_args(PdfReader) if other != chosen)):
            try:
                content = _READERS[reader](document, number, self._settings.limits)
            except (LetterError, MemoryError):
                raise
            except Exception:  # both libraries fail on broken pages in every way there is
                continue
            if reader != chosen:
                message = f"{chosen} cannot read this page; {reader} read it"
                document.issues.append(Issue("reader-fallback", "info", message, number))
            return finished_page(content, reader)
        message = "the page is damaged and could not be read; look at it in the original"
        document.issues.append(Issue("unreadable-page", "error", message, number))
        return Page(number=number, width=0.0, height=0.0, rotation=0, reader=chosen, words=())


def finished_page(content: PageContent, reader: PdfReader) -> Page:
    """Return the record of a page."""
    words = group_words(content.runs)
    underlined = underlined_words(words, level_lines(content.rules))
    return Page(
        number=content.number,
        width=round(content.width, 2),
        height=round(content.height, 2),
        rotation=content.rotation,
        reader=reader,
        words=tuple(
            finished_word(word, underlined=place in underlined, hidden=is_hidden(word, content))
            for place, word in enumerate(words)
        ),
        rules=tuple(rounded(rule) for rule in content.rules),
        images=tuple(rounded(image) for image in content.images),
    )
