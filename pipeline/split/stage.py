"""The stage: pages of one letter in, its one text and parts out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from pipeline.records import Letter, Letterhead, Page, Pages
from pipeline.split.blocks import blocks_of
from pipeline.split.compose import compose
from pipeline.split.furniture import separate
from pipeline.split.layout import Line, Part
from pipeline.split.ledger import ledger_of
from pipeline.split.lines import lines_of
from pipeline.split.order import in_reading_order
from pipeline.split.settings import SplitSettings


class Split:
    """Reads pages as a person does.

    Args:
        settings: the words and patterns by which parts are told apart.
    """

    def __init__(self, settings: SplitSettings) -> None:
        self._settings = settings

    def __call__(self, pages: Pages) -> Letter:
        lines = [line for page in pages.pages for line in lines_of(page)]
        body, furniture = separate(pages.pages, lines)
        body = _ordered(pages.pages, body)
        blocks = blocks_of(body)
        parts = [Part("opening", tuple(blocks))] if blocks else []
        composed = compose(parts, furniture)
        return Letter(
            text=composed.text,
            words=composed.words,
            letterhead=Letterhead(),
            furniture=composed.furniture,
            sections=composed.sections,
            passages=composed.passages,
            testimonials=(),
            signatures=(),
            quotations=(),
            activities=(),
            ledger=ledger_of(pages.pages, body, furniture),
            ocr=_share_of_ocr(pages.pages),
        )


def _ordered(pages: Sequence[Page], lines: Sequence[Line]) -> list[Line]:
    return [
        line
        for page in pages
        for line in in_reading_order(page, [line for line in lines if line.page_number == page.number])
    ]


def _share_of_ocr(pages: Sequence[Page]) -> Literal["none", "some", "all"]:
    readers = {page.reader for page in pages if page.words}
    if "ocr" not in readers:
        return "none"
    return "all" if readers == {"ocr"} else "some"
