"""The type size of the body, and the column of each page in which the body stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from pipeline.records import Page
from pipeline.split.layout import Line

# A column is known by its long lines: this share of the page's width, and at least this many of them.
_LONG, _ENOUGH = 0.4, 3
# Between these shares of the page's height lines are no headers or footers.
_HEAD, _FOOT = 0.15, 0.88


class Column(NamedTuple):
    """Left and right edge of a page's main column, in points."""

    x0: float
    x1: float

    def is_beside(self, line: Line) -> bool:
        """Whether the line stands outside the column, to its left or right."""
        return line.box.x1 <= self.x0 or line.box.x0 >= self.x1


def body_size(lines: Sequence[Line]) -> float:
    """Return the type size, in points, in which most of the letter is set; 0 for no lines."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def main_columns(pages: Sequence[Page], lines: Sequence[Line], size: float) -> Mapping[int, Column]:
    """Return the main column of each page that has one, by page number.

    A page with too few long lines of its own (the last one, with the signature) takes the column that is usual on
    pages of the same width in this letter.
    """
    long: dict[int, list[Line]] = defaultdict(list)
    width = {page.number: page.width for page in pages}
    for line in lines:
        extent = line.box.x1 - line.box.x0
        if line.rotation == 0 and extent > _LONG * width[line.page_number] and line.size > 0.9 * size:
            long[line.page_number].append(line)
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page_number].append(line)
    own = {
        page.number: _widened(
            Column(min(x.box.x0 for x in long[page.number]), max(x.box.x1 for x in long[page.number])),
            by_page[page.number],
            page,
        )
        for page in pages
        if len(long[page.number]) >= _ENOUGH
    }
    usual = {
        wide: _median_column([column for number, column in own.items() if round(width[number]) == wide])
        for wide in {round(width[number]) for number in own}
    }
    return {
        page.number: own.get(page.number) or usual[round(page.width)]
        for page in pages
        if page.number in own or round(page.width) in usual
    }


def _widened(column: Column, lines: Sequence[Line], page: Page) -> Column:
    """Return the column with the lines that reach over its edges: indented paragraphs alone would make it too narrow.

    Headers and footers are left out, as they may run over the side columns too.
    """
    reaching = [
        line.box
        for line in lines
        if line.rotation == 0
        and line.box.x1 - line.box.x0 > 0.6 * _LONG * page.width
        and line.box.x0 < column.x1
        and line.box.x1 > column.x0
        and _HEAD * page.height < line.box.top < _FOOT * page.height
    ]
    return Column(min([column.x0, *(box.x0 for box in reaching)]), max([column.x1, *(box.x1 for box in reaching)]))


def _median_column(columns: Sequence[Column]) -> Column:
    return Column(median(column.x0 for column in columns), median(column.x1 for column in columns))
