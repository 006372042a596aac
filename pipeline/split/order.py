"""From lines on a page to lines in the order in which a person reads them.

A page is cut along its white space: side columns (a reference column beside the letter) are read before the
main column; what stands side by side is read column by column where it is running text or separate groups, and
row by row where it is a table or labels with values.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from pipeline.records import Box
from pipeline.split.columns import Column
from pipeline.split.grid import clear_of, upright_rules
from pipeline.split.layout import Line
from pipeline.split.lines import along
from pipeline.split.pieces import GUTTER, Piece, Read, bands_of, cut_columns, is_running_text, is_wordy, join_bands
from pipeline.split.table_rows import TableReader, is_table, share_baselines

# The right edge of a column of notes, whose lines end where their writer wants.
_OPEN = 1e6
_NO_LABEL = re.compile(r"(?!)")


def in_reading_order(
    lines: Sequence[Line],
    main: Column | None = None,
    labels: re.Pattern[str] = _NO_LABEL,
    rules: Sequence[Box] = (),
) -> list[Line]:
    """Return the lines of one page as they are read, with `column`, `gap_above`, `right` and `row` filled in.

    Args:
        lines: upright and turned lines of one page, without its furniture.
        main: the column in which the body of the page stands, where there is one.
        labels: words that stand before a value ("Datum"): a column of labels is read together with the values.
        rules: drawn lines and rectangles, which part the rows of tables.
    """
    ordered: list[Line] = []
    for rotation in sorted({line.rotation for line in lines}, key=lambda turn: -_amount(lines, turn)):
        turned = [along(rotation, rule) for rule in rules]
        upright = upright_rules(turned)
        pieces = [
            Piece(clear_of(along(rotation, line.box), upright, GUTTER), line)
            for line in lines
            if line.rotation == rotation
        ]
        here = main if rotation == 0 else None
        for column, side in enumerate(_side_columns(pieces, here, labels)):
            reader = _Reader(labels, turned)
            right = max(piece.box.x1 for piece in side)
            if here:
                beside = all(here.is_beside(piece.line) for piece in side)
                right = max(right, here.x1) if not beside else right if is_running_text(side) else _OPEN
            ordered += _finished(list(reader.read(side, right)), column)
    return ordered


def _finished(sequence: Sequence[Read], column: int) -> list[Line]:
    lines = []
    previous: Read | None = None
    for item in sequence:
        gap = _gap(previous.piece.box, item.piece.box) if previous else -1.0
        lines.append(item.piece.line.placed(column, gap, item.right, item.row))
        previous = item
    return lines


def _gap(above: Box, box: Box) -> float:
    """Return the white space between a line and the one read before it; -1 where that one does not stand above it."""
    overlaps = above.x0 < box.x1 and box.x0 < above.x1
    return max(0.0, box.top - above.bottom) if overlaps and box.top > above.top else -1.0


def _amount(lines: Sequence[Line], rotation: int) -> int:
    return sum(len(line.text) for line in lines if line.rotation == rotation)


def _side_columns(pieces: list[Piece], main: Column | None, labels: re.Pattern[str]) -> list[list[Piece]]:
    """Part the side columns from the main one: left, right, main, in the order of reading.

    Labels in the left margin whose values stand in the main column stay with them.
    """
    if main is None:
        return [pieces]
    middle = [piece for piece in pieces if piece.box.x1 > main.x0 and piece.box.x0 < main.x1]
    left = [piece for piece in pieces if piece.box.x1 <= main.x0]
    with_value = {id(p) for p in left if labels.match(p.line.text) and any(_on_one_baseline(p, q) for q in middle)}
    middle += [piece for piece in left if id(piece) in with_value]
    left = [piece for piece in left if id(piece) not in with_value]
    right = [piece for piece in pieces if piece.box.x0 >= main.x1]
    return [column for column in (left, right, middle) if column]


def _on_one_baseline(piece: Piece, other: Piece) -> bool:
    return abs(piece.box.bottom - other.box.bottom) < 0.3 * (other.box.bottom - other.box.top)


class _Reader:
    """Cuts regions along their white space."""

    def __init__(self, labels: re.Pattern[str], rules: Sequence[Box]) -> None:
        self._labels = labels
        self._tables = TableReader(labels, rules)

    def read(self, pieces: Sequence[Piece], right: float) -> Iterator[Read]:
        """Yield the pieces of one region in reading order; `right` is the region's right edge."""
        if len(pieces) == 1:  # as most are in the end
            yield Read(pieces[0], right)
            return
        columns = cut_columns(pieces)
        if len(columns) > 1:
            grid = self._tables.grid(columns)
            if grid or is_table(columns) or self._tables.is_captioned(columns):
                yield from self._tables.read(pieces, right, grid)
                return
            columns = _with_values(columns, self._labels)
            for column, end in zip(columns, _right_edges(columns, right), strict=True):
                if len(columns) == 1 or len(cut_columns(column)) > 1:
                    yield from self._tables.read(column, end)
                else:
                    yield from self.read(column, end)
            return
        groups = join_bands(bands_of(pieces))
        if len(groups) > 1:
            middle = (min(piece.box.x0 for piece in pieces) + right) / 2
            for group in groups:
                yield from self.read(group, _OPEN if _is_set_apart(group, middle) else right)
        elif pieces:  # entangled: no white space runs through it
            yield from self._tables.read(pieces, right)


def _is_set_apart(group: Sequence[Piece], middle: float) -> bool:
    """Whether the group is no text but stands by itself in the right half, as an address does."""
    return min(piece.box.x0 for piece in group) > middle and not is_wordy(group)


def _right_edges(columns: Sequence[Sequence[Piece]], right: float) -> Iterator[float]:
    """Yield how far the lines of each column can go: text to its own edge, the rest to the next column."""
    for column, following in itertools.zip_longest(columns, columns[1:]):
        if is_running_text(column):
            yield max(piece.box.x1 for piece in column)
        elif following:
            yield min(piece.box.x0 for piece in following) - GUTTER
        else:
            yield right if len(columns) == 1 or is_wordy(column) else _OPEN


def _with_values(columns: Sequence[list[Piece]], labels: re.Pattern[str]) -> list[list[Piece]]:
    """Join each column of labels ("Datum", "Ons kenmerk:") with the column of values beside it."""
    joined: list[list[Piece]] = []
    labels_before = False
    for column in columns:
        if labels_before and share_baselines([joined[-1], column]):
            joined[-1] = [*joined[-1], *column]
            labels_before = False
            continue
        joined.append(column)
        known = sum(bool(labels.match(piece.line.text)) or piece.line.text.endswith(":") for piece in column)
        labels_before = known > 0.5 * len(column)
    return joined
