"""The stage: bytes of one letter in, its pages out."""

from __future__ import annotations

import io

import pdfplumber
import pypdfium2 as pdfium

from pipeline.extract import pdfium_reader, pdfplumber_reader
from pipeline.extract.content import PageContent
from pipeline.extract.marks import is_hidden, is_underlined, level_lines
from pipeline.extract.settings import ExtractSettings
from pipeline.extract.words import finished_word, group_words
from pipeline.records import Page, Pages, Reader


class Extract:
    """Reads letters.

    Args:
        settings: which library reads, what a letter may cost, how scans are read.
    """

    def __init__(self, settings: ExtractSettings) -> None:
        self._settings = settings

    def __call__(self, data: bytes) -> Pages:
        if self._settings.reader == "pdfium":
            doc = pdfium.PdfDocument(data)
            return Pages(
                tuple(finished_page(pdfium_reader.read_page(doc[i], i + 1), "pdfium") for i in range(len(doc)))
            )
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return Pages(
                tuple(
                    finished_page(pdfplumber_reader.read_page(p, i + 1), "pdfplumber") for i, p in enumerate(pdf.pages)
                )
            )


def finished_page(content: PageContent, reader: Reader) -> Page:
    """Return the record of a page."""
    lines = level_lines(content.rules)
    words = tuple(
        finished_word(word, underlined=is_underlined(word, lines), hidden=is_hidden(word, content))
        for word in group_words(content.runs)
    )
    return Page(
        number=content.number,
        width=round(content.width, 2),
        height=round(content.height, 2),
        rotation=content.rotation,
        reader=reader,
        words=words,
        rules=tuple(content.rules),
        images=tuple(content.images),
    )
