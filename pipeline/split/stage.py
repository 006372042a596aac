"""The stage: pages of one letter in, its one text and parts out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from pipeline.collecting import collecting_rarely
from pipeline.records import Letter, Page, Pages
from pipeline.split.blocks import blocks_of
from pipeline.split.columns import Column, body_size, main_columns
from pipeline.split.compose import compose
from pipeline.split.furniture import separate
from pipeline.split.house_style import rules_for
from pipeline.split.layout import FurnitureLine, Line
from pipeline.split.ledger import ledger_of
from pipeline.split.letterhead import find_letterhead
from pipeline.split.lines import lines_of
from pipeline.split.order import in_reading_order
from pipeline.split.parts import complete_letterhead, find_parts, place_parts
from pipeline.split.settings import SplitSettings


class Split:
    """Reads pages as a person does.

    Args:
        settings: the words and patterns by which parts are told apart.
    """

    def __init__(self, settings: SplitSettings) -> None:
        self._settings = settings
        self._labels = _labels(settings)

    @collecting_rarely()
    def __call__(self, pages: Pages) -> Letter:
        lines = [line for page in pages.pages for line in lines_of(page)]
        shown = [line for line in lines if not line.words[0].hidden]
        rules = rules_for((line.text for line in shown), self._settings.house_styles, self._settings.parts)
        size = body_size(shown)
        columns = main_columns(pages.pages, shown, size)
        body, furniture = separate(pages.pages, lines, columns, size)
        body = self._in_order(pages.pages, body, columns)
        outside = [kept.line for kept in furniture if kept.kind != "hidden"]
        head = find_letterhead([*body, *outside], rules)
        body, letterhead = _without(body, head.lines)
        furniture = [*letterhead, *furniture]
        found = find_parts(blocks_of(body, size), rules)
        composed = compose(found.parts, furniture)
        placed = place_parts(found, composed, rules)
        values = {id(line) for line in head.values}
        top = [kept.line for kept in furniture if kept.kind != "hidden" and id(kept.line) not in values]
        return Letter(
            text=composed.text,
            words=composed.words,
            letterhead=complete_letterhead(head.letterhead, top, found, rules),
            furniture=composed.furniture,
            sections=composed.sections,
            passages=composed.passages,
            testimonials=placed.testimonials,
            signatures=placed.signatures,
            quotations=placed.quotations,
            activities=placed.activities,
            ledger=ledger_of(pages.pages, body, furniture),
            ocr=_share_of_ocr(pages.pages),
            issues=found.issues,
        )

    def _in_order(self, pages: Sequence[Page], lines: Sequence[Line], columns: Mapping[int, Column]) -> list[Line]:
        by_page: dict[int, list[Line]] = defaultdict(list)
        for line in lines:
            by_page[line.page_number].append(line)
        return [
            line
            for page in pages
            for line in in_reading_order(by_page[page.number], columns.get(page.number), self._labels, page.rules)
        ]


def _without(body: Sequence[Line], letterhead: Sequence[Line]) -> tuple[list[Line], list[FurnitureLine]]:
    """Part the lines of the letterhead from the body; those that are furniture already keep their kind."""
    held = {id(line) for line in letterhead}
    kept = [FurnitureLine("letterhead", line) for line in body if id(line) in held]
    return [line for line in body if id(line) not in held], kept


def _labels(settings: SplitSettings) -> re.Pattern[str]:
    """Return a pattern for a line that is nothing but a label of the letterhead ("Datum", "Ons kenmerk:")."""
    parts = (settings.parts, *settings.house_styles)
    words = "|".join(rule.pattern.pattern for part in parts for rule in part.labels)
    return re.compile(rf"(?:{words})\s*:?\s*$", re.I)


def _share_of_ocr(pages: Sequence[Page]) -> Literal["none", "some", "all"]:
    readers = {page.reader for page in pages if page.words}
    if "ocr" not in readers:
        return "none"
    return "all" if readers == {"ocr"} else "some"
