"""The account of each page: every character that the page shows went to the body or to furniture, or is undecodable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pipeline.records import Page, PageLedger
from pipeline.split.layout import FurnitureLine, Line


def ledger_of(
    pages: Iterable[Page], body: Iterable[Line], furniture: Iterable[FurnitureLine]
) -> tuple[PageLedger, ...]:
    """Count, page by page, where the characters went. What neither body nor furniture holds shows as a difference."""
    in_body: Counter[int] = Counter()
    in_furniture: Counter[int] = Counter()
    for line in body:
        in_body[line.page_number] += _decoded(line)
    for kept in furniture:
        if kept.kind != "hidden":
            in_furniture[kept.line.page_number] += _decoded(kept.line)
    return tuple(
        PageLedger(
            page_number=page.number,
            width=page.width,
            height=page.height,
            rotation=page.rotation,
            reader=page.reader,
            chars=sum(len(word.text) for word in page.words if not word.hidden),
            chars_body=in_body[page.number],
            chars_furniture=in_furniture[page.number],
            chars_hidden=sum(len(word.text) for word in page.words if word.hidden),
            chars_undecodable=sum(word.undecodable for word in page.words if not word.hidden),
            images=len(page.images),
        )
        for page in pages
    )


def agrees(page: PageLedger) -> bool:
    """Whether every shown character of the page is accounted for."""
    return page.chars == page.chars_body + page.chars_furniture + page.chars_undecodable


def _decoded(line: Line) -> int:
    return sum([len(word.text) - word.undecodable for word in line.words])
