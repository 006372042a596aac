"""Where a row of words is cut: the gaps that part columns, and the wide gaps that part nothing."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from pipeline.records import Box, Word
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

_CLOSING_MARK = re.compile(r"[.,;:)\]’”]+$")


class Placed(NamedTuple):
    """A word in the frame of its own reading direction: x runs along the line, y down the lines."""

    x0: float
    top: float
    x1: float
    bottom: float
    word: Word


class Row(NamedTuple):
    """Words from left to right on one baseline, their type size in points, and the white before each but the first."""

    words: list[Placed]
    em: float
    white: list[float]


class Gaps(NamedTuple):
    """Widths, in units of the type size, from which on a gap may part columns and from which on it always does."""

    narrow: float
    wide: float


class Edges(NamedTuple):
    """The words with which a row begins or goes on after a gap, by rounded left edge.

    `cells` are the ids of those that go on behind something that begins no list item.
    """

    words: dict[int, list[Placed]]
    cells: set[int]

    def near(self, item: Placed) -> list[Placed]:
        """Return the words whose left edge is that of this one, or nearly."""
        key = round(item.x0 / _EDGE)
        return [other for at in (key - 1, key, key + 1) for other in self.words.get(at, ())]


def row_of(words: list[Placed]) -> Row:
    """Return a row of these words."""
    em = max(middle_size([placed.word.size or placed.bottom - placed.top for placed in words]), 1.0)
    return Row(words, em, [right.x0 - left.x1 for left, right in itertools.pairwise(words)])


def gaps_between_columns(rows: Sequence[Row]) -> Gaps:
    """Return from which width on a gap may part columns, and from which on it does, by the page's usual blank.

    In scans the type size is a guess and often far too small, so that blanks are nearly an em wide.
    """
    blanks = [gap / em for _, em, white in rows for gap in white if 0.05 * em < gap < 1.5 * em]
    blank = median(blanks) if len(blanks) > _ENOUGH_BLANKS else _BLANK
    return Gaps(max(_NARROW_GAP, _NARROW_BLANKS * blank), max(_WIDE_GAP, _WIDE_BLANKS * blank))


def column_edges(rows: Sequence[Row], gaps: Gaps) -> Edges:
    """Return, by rounded left edge, the words with which a row begins or goes on after a gap."""
    edges: dict[int, list[Placed]] = defaultdict(list)
    cells: set[int] = set()
    for words, em, white in rows:
        edges[round(words[0].x0 / _EDGE)].append(words[0])
        for place, gap in enumerate(white):
            if gap > 0.9 * gaps.narrow * em:
                right = words[place + 1]
                edges[round(right.x0 / _EDGE)].append(right)
                if not is_list_marker(words[place].word.text):
                    cells.add(id(right))
    return Edges(edges, cells)


def split_at_gaps(
    row: Row,
    gaps: Gaps,
    edges: Edges,
    rules: Sequence[Box],
    bars: Sequence[Box],
) -> list[list[Word]]:
    """Return the words of a row in as many pieces as there are columns.

    Args:
        row: the words.
        gaps: how wide a gap may be within a column, and how wide it must be between two.
        edges: where columns begin on the page.
        rules: upright lines, which part columns whatever the gap.
        bars: bars over names that were made unreadable, which part nothing.
    """
    words, em, white = row
    if rules:
        top, bottom = min([placed.top for placed in words]), max([placed.bottom for placed in words])
        rules = [rule for rule in rules if rule.top < bottom and rule.bottom > top]
    if not rules and max(white, default=0.0) <= _NARROW_GAP * em:
        return [[placed.word for placed in words]]
    parts = [[words[0].word]]
    for (left, right), points in zip(itertools.pairwise(words), white, strict=True):
        gap = points / em
        first = len(parts[-1]) == 1
        numbered = first and len(parts) == 1 and gap < _MARKER_GAP
        if (
            gap > gaps.narrow
            and not (numbered and _is_in_list(row, gaps, edges))
            and not _belongs(left, right, first and not _is_empty_cell(left, right, em, edges), em, bars)
        ):
            apart = gap > gaps.wide or _is_edge(right, edges)
        else:
            apart = gap > _NARROW_GAP and _is_in_smaller_type(left, right, edges)
        if apart or (rules and _rule_between(left, right, rules)):
            parts.append([right.word])
        else:
            parts[-1].append(right.word)
    return parts


def _belongs(left: Placed, right: Placed, first: bool, em: float, bars: Sequence[Box]) -> bool:
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


def _is_empty_cell(left: Placed, right: Placed, em: float, edges: Edges) -> bool:
    """Whether a dash stands for nothing: far from what follows, which stands below the cell of another row."""
    if not is_bullet(left.word.text) or right.x0 - left.x1 < _MARKER_GAP * em:
        return False
    near = [other for other in edges.near(right) if id(other) in edges.cells]
    return any(abs(other.x0 - right.x0) < _EXACT and 1 < abs(other.top - right.top) < _NEIGHBOURS for other in near)


def _is_in_list(row: Row, gaps: Gaps, edges: Edges) -> bool:
    """Whether the row begins with a number of a list ("7   Opening"): the one before or after it stands in its column.

    A row with more gaps is one of a table.
    """
    first = row.words[0]
    if not first.word.text.isdecimal() or len(first.word.text) > 2:
        return False
    if any(gap > gaps.narrow * row.em for gap in row.white[1:]):
        return False
    numbers = [other.word.text for other in edges.near(first) if other.word.text.isdecimal()]
    return any(abs(int(number) - int(first.word.text)) == 1 for number in numbers)


def _is_edge(item: Placed, edges: Edges) -> bool:
    """Whether other rows begin right above or below this word: then the gap before it parts columns."""
    near = [other for other in edges.near(item) if 1 < abs(other.top - item.top) < _NEIGHBOURS]
    exact = any(abs(other.x0 - item.x0) < _EXACT for other in near)
    return exact or len({round(other.top) for other in near}) >= _WITNESSES


def _is_in_smaller_type(left: Placed, right: Placed, edges: Edges) -> bool:
    """Whether a column of notes in small type begins here, close beside a line of text that runs long."""
    if right.word.size > _SMALLER * left.word.size:
        return False
    rows = {
        round(other.top)
        for other in edges.near(right)
        if abs(other.x0 - right.x0) < _EXACT
        and 1 < abs(other.top - right.top) < _NEIGHBOURS
        and abs(other.word.size - right.word.size) < 0.02 * right.word.size
    }
    return len(rows) >= _WITNESSES


def _rule_between(left: Placed, right: Placed, rules: Sequence[Box]) -> bool:
    middle = (right.top + right.bottom) / 2
    return any(
        left.x1 - 1 <= rule.x0 and rule.x1 <= right.x0 + 1 and rule.top <= middle <= rule.bottom for rule in rules
    )
