"""From words on a page to lines: words of one baseline, in one direction, up to the next gap between columns."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.records import Box, Page, Word
from pipeline.split.layout import Line

# Gaps in units of the type size. Justified lines stretch their blanks to about one em; three ems are always columns.
_NARROW_GAP = 1.0
_WIDE_GAP = 2.5
_MARKER_GAP = 7.0
# How near (points) the left edges of two rows must be to count as one column edge, and how far apart the rows may lie.
_EDGE = 2.0
_NEIGHBOURS = 60.0

LIST_MARKER = re.compile(
    r"(?:[-–—•·▪■□●○◦‣⁃*\uf0b7\uf0a7\uf0d8\uf0fc>]|o|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d+(?:\.\d+)+\.?|\[\d+\])$"
)


class _Placed(NamedTuple):
    """A word in the frame of its own reading direction: x runs along the line, y down the lines."""

    x0: float
    top: float
    x1: float
    bottom: float
    word: Word


def lines_of(page: Page) -> list[Line]:
    """Return the page's lines: shown and hidden words apart, each direction by itself, from top to bottom."""
    groups: dict[tuple[bool, int], list[_Placed]] = defaultdict(list)
    for word in page.words:
        groups[word.hidden, word.rotation].append(_Placed(*along(word.rotation, word.box), word))
    lines = []
    for (_, rotation), placed in sorted(groups.items(), key=lambda group: group[0]):
        rules = [rule for rule in (along(rotation, rule) for rule in page.rules) if _is_vertical(rule)]
        rows = _rows(placed)
        edges = _column_edges(rows)
        for row in rows:
            lines += [_line(page.number, words) for words in _split_at_gaps(row, edges, rules)]
    return lines


def along(rotation: int, box: Box) -> Box:
    """Turn a box into the frame of a reading direction, in which x runs along the lines and y down them."""
    match rotation:
        case 90:
            return Box(box.top, -box.x1, box.bottom, -box.x0)
        case 180:
            return Box(-box.x1, -box.bottom, -box.x0, -box.top)
        case 270:
            return Box(-box.bottom, box.x0, -box.top, box.x1)
        case _:
            return box


def bounding_box(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around all of them."""
    left, top, right, bottom = zip(*boxes, strict=True)
    return Box(min(left), min(top), max(right), max(bottom))


def _is_vertical(rule: Box) -> bool:
    return rule.x1 - rule.x0 < 3 and rule.bottom - rule.top > 6


def _rows(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Chain each word, from left to right, to the row whose last word lies beside it.

    Comparing with the last word only, and not with the whole row, follows the slant of a crooked scan. Rows are
    looked up by horizontal strips, so that the cost grows with the number of words and not with its square.
    """
    strip = 8.0
    rows: list[list[_Placed]] = []
    strips: dict[int, list[int]] = defaultdict(list)
    for item in sorted(placed, key=lambda p: (p.x0, p.top)):
        best, best_overlap = -1, 0.5
        for number in range(int(item.top // strip), int(item.bottom // strip) + 1):
            for index in strips[number]:
                overlap = _beside(rows[index][-1], item)
                if overlap > best_overlap:
                    best, best_overlap = index, overlap
        if best < 0:
            best = len(rows)
            rows.append([])
        else:
            last = rows[best][-1]
            for number in range(int(last.top // strip), int(last.bottom // strip) + 1):
                strips[number].remove(best)
        rows[best].append(item)
        for number in range(int(item.top // strip), int(item.bottom // strip) + 1):
            strips[number].append(best)
    return sorted(rows, key=lambda row: (row[0].top, row[0].x0))


def _beside(left: _Placed, right: _Placed) -> float:
    """Return the share of the lower word's height that both have in common, 0 where they can't be one line."""
    height, other = left.bottom - left.top, right.bottom - right.top
    size = min(height, other)
    if size <= 0 or right.x0 < left.x1 - 0.5 * size:
        return 0.0
    if max(height, other) > 1.7 * size and right.x0 - left.x1 > size:
        return 0.0
    return (min(left.bottom, right.bottom) - max(left.top, right.top)) / size


def _column_edges(rows: Sequence[Sequence[_Placed]]) -> dict[int, list[float]]:
    """Return, by rounded left edge, the tops of the rows in which something begins there after a gap."""
    edges: dict[int, list[float]] = defaultdict(list)
    for row in rows:
        edges[round(row[0].x0 / _EDGE)].append(row[0].top)
        for left, right in itertools.pairwise(row):
            if right.x0 - left.x1 > 0.9 * _NARROW_GAP * _em(left, right):
                edges[round(right.x0 / _EDGE)].append(right.top)
    return edges


def _split_at_gaps(row: Sequence[_Placed], edges: dict[int, list[float]], rules: Sequence[Box]) -> list[list[Word]]:
    parts = [[row[0].word]]
    for left, right in itertools.pairwise(row):
        gap = (right.x0 - left.x1) / _em(left, right)
        after_marker = len(parts[-1]) == 1 and LIST_MARKER.match(left.word.text) is not None and gap < _MARKER_GAP
        if _rule_between(left, right, rules) or (
            not after_marker and (gap > _WIDE_GAP or (gap > _NARROW_GAP and _is_edge(right, edges)))
        ):
            parts.append([right.word])
        else:
            parts[-1].append(right.word)
    return parts


def _is_edge(item: _Placed, edges: dict[int, list[float]]) -> bool:
    """Whether something else begins right above or below this word: then the gap before it parts columns."""
    key = round(item.x0 / _EDGE)
    return any(
        0.5 < abs(top - item.top) < _NEIGHBOURS for near in (key - 1, key, key + 1) for top in edges.get(near, ())
    )


def _rule_between(left: _Placed, right: _Placed, rules: Sequence[Box]) -> bool:
    middle = (right.top + right.bottom) / 2
    return any(
        left.x1 - 1 <= rule.x0 and rule.x1 <= right.x0 + 1 and rule.top <= middle <= rule.bottom for rule in rules
    )


def _em(left: _Placed, right: _Placed) -> float:
    return max(left.word.size or left.bottom - left.top, right.word.size or right.bottom - right.top, 1.0)


def _line(page_number: int, words: Sequence[Word]) -> Line:
    return Line(page_number, bounding_box(word.box for word in words), tuple(words))
