"""From words on a page to lines: words of one baseline, in one direction, up to the next gap between columns."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.records import Box, Page, Word
from pipeline.split.gaps import Placed, column_edges, gaps_between_columns, row_of, split_at_gaps
from pipeline.split.layout import Line

# Words nearer than this, in units of the type size, stand beside one another.
_NEAR = 1.0
# In typeset text fewer than this share of the words differ in height from the one before them.
_RAGGED = 0.25


def lines_of(page: Page) -> list[Line]:
    """Return the page's lines: shown and hidden words apart, each direction by itself, from top to bottom."""
    groups: dict[tuple[bool, int], list[Word]] = defaultdict(list)
    for word in page.words:
        groups[word.hidden, word.rotation].append(word)
    lines = []
    for (_, rotation), group in sorted(groups.items(), key=lambda group: group[0]):
        drawn = [along(rotation, rule) for rule in page.rules]
        rules = [rule for rule in drawn if _is_vertical(rule)]
        bars = [rule for rule in drawn if _is_bar(rule)]
        rows = [row_of(words) for words in _rows([Placed(*along(rotation, word.box), word) for word in group])]
        gaps = gaps_between_columns(rows)
        edges = column_edges(rows, gaps)
        for row in rows:
            lines += [_line(page.number, words) for words in split_at_gaps(row, gaps, edges, rules, bars)]
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


def _runs(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Chain words that stand beside one another on the page and in the file, as most do."""
    runs: list[list[Placed]] = []
    last: Placed | None = None
    for item in placed:
        size = item.bottom - item.top
        if last and abs(item.top - last.top) < 0.05 * size and _is_next(last, item, size):
            runs[-1].append(item)
        else:
            runs.append([item])
        last = item
    return runs


def _is_next(left: Placed, right: Placed, size: float) -> bool:
    """Whether a word stands right behind another one. In scans, whose words are too wide at times, it may overlap."""
    gap = right.x0 - left.x1
    if gap < -0.2 * size:
        is_word = any(map(str.isalnum, right.word.text))  # and no line of a table, read as "|"
        return is_word and gap > -size and right.x0 - left.x0 > size and right.x1 > left.x1
    return gap < _NEAR * size


def _rows(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Chain words, from left to right, to the row whose last word lies beside them.

    Comparing with the last word only, and not with the whole row, follows the slant of a crooked scan. Rows are
    looked up by horizontal strips, so that the cost grows with the number of words and not with its square.
    """
    rows: list[list[Placed]] = []
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


def _strips(item: Placed) -> range:
    return range(int(item.top // 8), int(item.bottom // 8) + 1)


def _are_ragged(placed: Sequence[Placed]) -> bool:
    """Whether boxes are drawn close around the ink, as some scanners do: then "en" is half as high as "bij"."""
    pairs = ragged = 0
    for (_, left_top, left_end, left_bottom, _), (x0, top, _, bottom, _) in itertools.pairwise(placed):
        if x0 > left_end and top < left_bottom and left_top < bottom:
            pairs += 1
            one, other = left_bottom - left_top, bottom - top
            if one != other and abs(one - other) > 0.1 * max(one, other):
                ragged += 1
    return ragged > _RAGGED * pairs


def _beside(left: Placed, right: Placed, ragged: bool) -> float:
    """Return the share of the lower word's height that both have in common, 0 where they can't be one line."""
    height, other = left.bottom - left.top, right.bottom - right.top
    size = min(height, other)
    if size <= 0 or right.x0 < left.x1 - 0.5 * size:
        return 0.0
    if max(height, other) > 1.7 * size and right.x0 - left.x1 > (1.5 * max(height, other) if ragged else size):
        return 0.0
    return (min(left.bottom, right.bottom) - max(left.top, right.top)) / size


def _line(page_number: int, words: Sequence[Word]) -> Line:
    return Line(page_number, bounding_box(word.box for word in words), tuple(words))
