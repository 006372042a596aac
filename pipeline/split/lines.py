"""From words on a page to lines: words of one baseline, in one direction, up to the next gap between columns."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from pipeline.records import Box, Page, Word
from pipeline.split.layout import Line
from pipeline.split.looks import middle_size
from pipeline.split.markers import is_bullet, is_list_marker

# Gaps in units of the type size. Justified lines stretch their blanks to about one em; three ems are always columns.
_NARROW_GAP = 1.0
_WIDE_GAP = 2.5
_MARKER_GAP, _BULLET_GAP = 7.0, 15.0
# The same in units of the page's usual blank, for scans; where a page has too few blanks, the usual one in ems.
_NARROW_BLANKS, _WIDE_BLANKS, _BLANK, _ENOUGH_BLANKS = 2.2, 4.5, 0.28, 10
# How near (points) the left edges of two rows must be to count as one column edge, and how far apart the rows may lie.
_EDGE = 2.0
_NEIGHBOURS = 60.0
# Edges that agree to the hair are no chance; where they agree less well (scans), more rows must bear witness.
_EXACT, _WITNESSES = 0.6, 2
# Notes in the margin are set at most this large beside the text.
_SMALLER = 0.85
# In typeset text fewer than this share of the words differ in height from the one before them.
_RAGGED = 0.25

_CLOSING_MARK = re.compile(r"[.,;:)\]’”]+$")


class _Placed(NamedTuple):
    """A word in the frame of its own reading direction: x runs along the line, y down the lines."""

    x0: float
    top: float
    x1: float
    bottom: float
    word: Word


class _Gaps(NamedTuple):
    """Widths, in units of the type size, from which on a gap may part columns and from which on it always does."""

    narrow: float
    wide: float


def lines_of(page: Page) -> list[Line]:
    """Return the page's lines: shown and hidden words apart, each direction by itself, from top to bottom."""
    groups: dict[tuple[bool, int], list[_Placed]] = defaultdict(list)
    for word in page.words:
        groups[word.hidden, word.rotation].append(_Placed(*along(word.rotation, word.box), word))
    lines = []
    for (_, rotation), placed in sorted(groups.items(), key=lambda group: group[0]):
        drawn = [along(rotation, rule) for rule in page.rules]
        rules = [rule for rule in drawn if _is_vertical(rule)]
        bars = [rule for rule in drawn if _is_bar(rule)]
        rows = _rows(placed)
        gaps = _gaps_between_columns(rows)
        edges = _column_edges(rows, gaps)
        for row in rows:
            lines += [_line(page.number, words) for words in _split_at_gaps(row, gaps, edges, rules, bars)]
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


def _is_bar(rule: Box) -> bool:
    """Whether a rectangle is as high as a line of type: the bar over a name that was made unreadable."""
    return 5 < rule.bottom - rule.top < 30 and rule.x1 - rule.x0 > 5


def _runs(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Chain words that stand beside one another on the page and in the file, as most do."""
    runs: list[list[_Placed]] = []
    last: _Placed | None = None
    for item in placed:
        size = item.bottom - item.top
        if last and abs(item.top - last.top) < 0.05 * size and _is_next(last, item, size):
            runs[-1].append(item)
        else:
            runs.append([item])
        last = item
    return runs


def _is_next(left: _Placed, right: _Placed, size: float) -> bool:
    """Whether a word stands right behind another one. In scans, whose words are too wide at times, it may overlap."""
    gap = right.x0 - left.x1
    if gap < -0.2 * size:
        is_word = any(map(str.isalnum, right.word.text))  # and no line of a table, read as "|"
        return is_word and gap > -size and right.x0 - left.x0 > size and right.x1 > left.x1
    return gap < _NARROW_GAP * size


def _rows(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Chain words, from left to right, to the row whose last word lies beside them.

    Comparing with the last word only, and not with the whole row, follows the slant of a crooked scan. Rows are
    looked up by horizontal strips, so that the cost grows with the number of words and not with its square.
    """
    rows: list[list[_Placed]] = []
    ragged = _are_ragged(placed)
    strips: dict[int, set[int]] = defaultdict(set)
    for run in sorted(_runs(placed), key=lambda run: (run[0].x0, run[0].top)):
        near = {index for strip in _strips(run[0]) for index in strips[strip]}
        fits = [(_beside(rows[index][-1], run[0], ragged), index) for index in sorted(near)]
        overlap, best = max(fits, default=(0.0, -1))
        if overlap <= 0.5:
            best = len(rows)
            rows.append([])
        else:
            for strip in _strips(rows[best][-1]):
                strips[strip].discard(best)
        rows[best] += run
        for strip in _strips(run[-1]):
            strips[strip].add(best)
    return sorted(rows, key=lambda row: (row[0].top, row[0].x0))


def _strips(item: _Placed) -> range:
    return range(int(item.top // 8), int(item.bottom // 8) + 1)


def _are_ragged(placed: Sequence[_Placed]) -> bool:
    """Whether boxes are drawn close around the ink, as some scanners do: then "en" is half as high as "bij"."""
    heights = [
        (left.bottom - left.top, right.bottom - right.top)
        for left, right in itertools.pairwise(placed)
        if right.x0 > left.x1 and right.top < left.bottom and left.top < right.bottom
    ]
    return sum(abs(one - other) > 0.1 * max(one, other) for one, other in heights) > _RAGGED * len(heights)


def _beside(left: _Placed, right: _Placed, ragged: bool) -> float:
    """Return the share of the lower word's height that both have in common, 0 where they can't be one line."""
    height, other = left.bottom - left.top, right.bottom - right.top
    size = min(height, other)
    if size <= 0 or right.x0 < left.x1 - 0.5 * size:
        return 0.0
    if max(height, other) > 1.7 * size and right.x0 - left.x1 > (1.5 * max(height, other) if ragged else size):
        return 0.0
    return (min(left.bottom, right.bottom) - max(left.top, right.top)) / size


def _gaps_between_columns(rows: Sequence[Sequence[_Placed]]) -> _Gaps:
    """Return from which width on a gap may part columns, and from which on it does, by the page's usual blank.

    In scans the type size is a guess and often far too small, so that blanks are nearly an em wide.
    """
    blanks = [
        (right.x0 - left.x1) / em
        for row, em in ((row, _em(row)) for row in rows)
        for left, right in itertools.pairwise(row)
        if 0.05 * em < right.x0 - left.x1 < 1.5 * em
    ]
    blank = median(blanks) if len(blanks) > _ENOUGH_BLANKS else _BLANK
    return _Gaps(max(_NARROW_GAP, _NARROW_BLANKS * blank), max(_WIDE_GAP, _WIDE_BLANKS * blank))


def _column_edges(rows: Sequence[Sequence[_Placed]], gaps: _Gaps) -> dict[int, list[_Placed]]:
    """Return, by rounded left edge, the words with which a row begins or goes on after a gap."""
    edges: dict[int, list[_Placed]] = defaultdict(list)
    for row in rows:
        em = _em(row)
        edges[round(row[0].x0 / _EDGE)].append(row[0])
        for left, right in itertools.pairwise(row):
            if right.x0 - left.x1 > 0.9 * gaps.narrow * em:
                edges[round(right.x0 / _EDGE)].append(right)
    return edges


def _split_at_gaps(
    row: Sequence[_Placed],
    gaps: _Gaps,
    edges: dict[int, list[_Placed]],
    rules: Sequence[Box],
    bars: Sequence[Box],
) -> list[list[Word]]:
    em = _em(row)
    top, bottom = min([placed.top for placed in row]), max([placed.bottom for placed in row])
    rules = [rule for rule in rules if rule.top < bottom and rule.bottom > top]
    parts = [[row[0].word]]
    for left, right in itertools.pairwise(row):
        gap = (right.x0 - left.x1) / em
        numbered = len(parts) == 1 and len(parts[-1]) == 1 and gap < _MARKER_GAP and _is_in_list(row, gaps, edges)
        if gap > gaps.narrow and not numbered and not _belongs(left, right, len(parts[-1]) == 1, em, bars):
            apart = gap > gaps.wide or _is_edge(right, edges)
        else:
            apart = gap > _NARROW_GAP and _is_in_smaller_type(left, right, edges)
        if apart or (rules and _rule_between(left, right, rules)):
            parts.append([right.word])
        else:
            parts[-1].append(right.word)
    return parts


def _belongs(left: _Placed, right: _Placed, first: bool, em: float, bars: Sequence[Box]) -> bool:
    """Whether a wide gap parts nothing: behind a list marker, before a comma, or where a bar hides a name."""
    text = left.word.text
    gap = (right.x0 - left.x1) / em
    if first and is_list_marker(text) and gap < (_BULLET_GAP if is_bullet(text) else _MARKER_GAP):
        return True
    if _CLOSING_MARK.match(right.word.text):
        return True
    middle = (right.top + right.bottom) / 2
    covered = sum(
        max(0.0, min(bar.x1, right.x0) - max(bar.x0, left.x1)) for bar in bars if bar.top < middle < bar.bottom
    )
    return covered > 0.7 * (right.x0 - left.x1)


def _is_in_list(row: Sequence[_Placed], gaps: _Gaps, edges: dict[int, list[_Placed]]) -> bool:
    """Whether the row begins with a number of a list ("7   Opening"): the one before or after it stands in its column.

    A row with more gaps is one of a table.
    """
    first, em = row[0], _em(row)
    if not first.word.text.isdigit() or len(first.word.text) > 2:
        return False
    if any(right.x0 - left.x1 > gaps.narrow * em for left, right in itertools.pairwise(row[1:])):
        return False
    key = round(first.x0 / _EDGE)
    near = [other for at in (key - 1, key, key + 1) for other in edges.get(at, ())]
    return any(other.word.text.isdigit() and abs(int(other.word.text) - int(first.word.text)) == 1 for other in near)


def _is_edge(item: _Placed, edges: dict[int, list[_Placed]]) -> bool:
    """Whether other rows begin right above or below this word: then the gap before it parts columns."""
    key = round(item.x0 / _EDGE)
    near = [
        other
        for at in (key - 1, key, key + 1)
        for other in edges.get(at, ())
        if 1 < abs(other.top - item.top) < _NEIGHBOURS
    ]
    exact = any(abs(other.x0 - item.x0) < _EXACT for other in near)
    return exact or len({round(other.top) for other in near}) >= _WITNESSES


def _is_in_smaller_type(left: _Placed, right: _Placed, edges: dict[int, list[_Placed]]) -> bool:
    """Whether a column of notes in small type begins here, close beside a line of text that runs long."""
    if right.word.size > _SMALLER * left.word.size:
        return False
    key = round(right.x0 / _EDGE)
    rows = {
        round(other.top)
        for at in (key - 1, key, key + 1)
        for other in edges.get(at, ())
        if abs(other.x0 - right.x0) < _EXACT
        and 1 < abs(other.top - right.top) < _NEIGHBOURS
        and abs(other.word.size - right.word.size) < 0.02 * right.word.size
    }
    return len(rows) >= _WITNESSES


def _rule_between(left: _Placed, right: _Placed, rules: Sequence[Box]) -> bool:
    middle = (right.top + right.bottom) / 2
    return any(
        left.x1 - 1 <= rule.x0 and rule.x1 <= right.x0 + 1 and rule.top <= middle <= rule.bottom for rule in rules
    )


def _em(row: Sequence[_Placed]) -> float:
    """Return the row's type size, in points."""
    return max(middle_size([placed.word.size or placed.bottom - placed.top for placed in row]), 1.0)


def _line(page_number: int, words: Sequence[Word]) -> Line:
    return Line(page_number, bounding_box(word.box for word in words), tuple(words))
