"""Pages read with pypdfium2: text, lines, areas, pictures.

It isn't thread safe: one document at a time in one process.
"""

from __future__ import annotations

import pypdfium2 as pdfium

from pipeline.extract.annotations import is_annotated
from pipeline.extract.content import PageContent, shown_matrix
from pipeline.extract.document import Document
from pipeline.extract.limits import exceeded
from pipeline.extract.pdfium_fonts import Font
from pipeline.extract.pdfium_objects import read_objects
from pipeline.extract.pdfium_text import TextReader
from pipeline.extract.settings import Limits


def read(document: Document, number: int, limits: Limits) -> PageContent:
    """Return what a page shows.

    Args:
        document: an open PDF.
        number: of the page, from 1.
        limits: what a page may cost.

    Raises:
        LetterError: `limit-exceeded`.
        Exception: anything, if the page is broken.
    """
    if document.pdfium is None:
        raise ValueError("pdfium cannot open this file")
    page = document.pdfium[number - 1]
    try:
        content, fonts = _read_page(page, number, limits, document.fonts)
    except BaseException:
        page.close()
        raise
    document.keep_open(page, fonts)
    return content


def _read_page(
    page: pdfium.PdfPage, number: int, limits: Limits, known: dict[int, Font]
) -> tuple[PageContent, dict[int, Font]]:
    left, bottom, right, top = page.get_bbox()
    rotation = page.get_rotation()
    matrix = shown_matrix((left, bottom, right, top), rotation)
    width, height = right - left, top - bottom
    if rotation % 180:
        width, height = height, width
    content = PageContent(number, width, height, rotation, annotated=is_annotated(page))
    orders = read_objects(page, matrix, content)
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > limits.characters:
            raise exceeded("characters", f"page {number} has {textpage.count_chars():,} characters", limits.characters)
        reader = TextReader(textpage, matrix, orders, known)
        content.runs = reader.runs()
    finally:
        textpage.close()
    return content, reader.fonts
