"""The rows of a table whose cells are drawn: lines between its columns, and lines between its rows."""

from __future__ import annotations

import itertools
from bisect import bisect
from collections.abc import Sequence

from pipeline.records import Box
from pipeline.split.lines import bounding_box

# In a table at least this share of the rows with several cells has lines between them.
_PARTED = 0.8
# Lines thinner than this (points) are drawn to part; of two lines nearer than this one is the other's edge.
_THIN, _SAME = 3.0, 4.0
# The line between two columns runs along at least this share of the text, that between two rows across as much.
_ALONG, _ACROSS = 0.6, 0.6


def grid_rows(columns: Sequence[Sequence[Box]], rules: Sequence[Box]) -> list[float] | None:
    """Return the heights at which drawn lines part the rows of a table; None where no lines part its columns.

    Args:
        columns: boxes of the lines of text, column by column.
        rules: drawn lines and rectangles of the page.
    """
    upright = upright_rules(rules)
    if not upright:
        return None
    heights = _heights(bounding_box(box for column in columns for box in column), rules)
    rows: dict[int, dict[int, list[Box]]] = {}
    for place, column in enumerate(columns):
        for box in column:
            rows.setdefault(row_of(box, heights), {}).setdefault(place, []).append(box)
    cells = [[bounding_box(row[place]) for place in sorted(row)] for row in rows.values() if len(row) > 1]
    parted = sum(_is_parted(row, upright) for row in cells)
    return heights if cells and parted >= _PARTED * len(cells) else None


def _is_parted(cells: Sequence[Box], upright: Sequence[Box]) -> bool:
    """Whether a line runs along each gap between the cells of a row."""
    top, bottom = min(cell.top for cell in cells), max(cell.bottom for cell in cells)
    return all(
        _covered(
            [(rule.top, rule.bottom) for rule in upright if left.x1 - 1 <= rule.x0 and rule.x1 <= right.x0 + 1],
            top,
            bottom,
        )
        > _ALONG * (bottom - top)
        for left, right in itertools.pairwise(cells)
    )


def upright_rules(rules: Sequence[Box]) -> list[Box]:
    """Return the lines that may part two columns."""
    return [rule for rule in rules if rule.x1 - rule.x0 < _THIN < rule.bottom - rule.top]


def clear_of(box: Box, upright: Sequence[Box], white: float) -> Box:
    """Return the box with its right edge drawn in where a line stands close behind it, to leave that much white."""
    middle = (box.top + box.bottom) / 2
    for rule in upright:
        if rule.top < middle < rule.bottom and 0 <= rule.x0 - box.x1 + 1 < white and box.x1 - box.x0 > 2 * white:
            return box._replace(x1=rule.x0 - white)
    return box


def row_of(box: Box, heights: Sequence[float]) -> int:
    """Return which row of the table the text stands in, counted from the top."""
    return bisect(heights, (box.top + box.bottom) / 2)


def _heights(region: Box, rules: Sequence[Box]) -> list[float]:
    level = sorted(
        (rule for rule in rules if rule.bottom - rule.top < _THIN < rule.x1 - rule.x0 and _is_within(rule, region)),
        key=lambda rule: rule.top,
    )
    heights: list[list[Box]] = []
    for rule in level:
        if heights and rule.top - heights[-1][0].top < _SAME:
            heights[-1].append(rule)
        else:
            heights.append([rule])
    width = region.x1 - region.x0
    return [
        same[0].top
        for same in heights
        if _covered([(rule.x0, rule.x1) for rule in same], region.x0, region.x1) > _ACROSS * width
    ]


def _is_within(rule: Box, region: Box) -> bool:
    return region.top < rule.top < region.bottom and rule.x1 > region.x0 and rule.x0 < region.x1


def _covered(stretches: Sequence[tuple[float, float]], start: float, end: float) -> float:
    """Return how much of the way from start to end the stretches cover together."""
    covered, reached = 0.0, start
    for low, high in sorted(stretches):
        low, high = max(low, reached), min(high, end)
        if high > low:
            covered += high - low
            reached = high
    return covered
