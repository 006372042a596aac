"""From lines on a page to lines in the order in which a person reads them.

A page is cut along its white space: side columns (a reference column beside the letter) are read before the
main column; what stands side by side is read column by column where it is running text or separate groups, and
row by row where it is a table or labels with values.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pipeline.records import Box
from pipeline.split.columns import Column
from pipeline.split.grid import clear_of, grid_rows, row_of, upright_rules
from pipeline.split.layout import Line
from pipeline.split.lines import along, bounding_box

# White space between columns, in points: less than the blank before a list item's text is no gutter.
_GUTTER = 5.0
# A rule across a table is at least this long (points); so many of them between rows part every row from the next.
_ACROSS, _RULED = 30.0, 3
# A first cell of so many words is a caption with its answer beside it, and no name beside a name.
_CAPTION = 4
# Lines of sentences hold more words than this, on average; names and addresses fewer.
_WORDS = 5.0
# The right edge of a column of notes, whose lines end where their writer wants.
_OPEN = 1e6
_NO_LABEL = re.compile(r"(?!)")


@dataclass(frozen=True, eq=False, slots=True)
class _Piece:
    """A line with its box in the frame of its reading direction."""

    box: Box
    line: Line


@dataclass(frozen=True, eq=False, slots=True)
class _Read:
    """A piece in its place: where its column ends at the right, and the table row that it is a cell of (or -1)."""

    piece: _Piece
    right: float
    row: int = -1


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
            _Piece(clear_of(along(rotation, line.box), upright, _GUTTER), line)
            for line in lines
            if line.rotation == rotation
        ]
        here = main if rotation == 0 else None
        for column, side in enumerate(_side_columns(pieces, here, labels)):
            reader = _Reader(labels, turned)
            right = max(piece.box.x1 for piece in side)
            if here:
                beside = all(here.is_beside(piece.line) for piece in side)
                right = max(right, here.x1) if not beside else right if _is_running_text(side) else _OPEN
            ordered += _finished(list(reader.read(side, right)), column)
    return ordered


def _finished(sequence: Sequence[_Read], column: int) -> list[Line]:
    lines = []
    previous: _Read | None = None
    for item in sequence:
        gap = _gap(previous.piece.box, item.piece.box) if previous else -1.0
        lines.append(replace(item.piece.line, column=column, gap_above=gap, right=item.right, row=item.row))
        previous = item
    return lines


def _gap(above: Box, box: Box) -> float:
    """Return the white space between a line and the one read before it; -1 where that one does not stand above it."""
    overlaps = above.x0 < box.x1 and box.x0 < above.x1
    return max(0.0, box.top - above.bottom) if overlaps and box.top > above.top else -1.0


def _amount(lines: Sequence[Line], rotation: int) -> int:
    return sum(len(line.text) for line in lines if line.rotation == rotation)


def _side_columns(pieces: list[_Piece], main: Column | None, labels: re.Pattern[str]) -> list[list[_Piece]]:
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


def _on_one_baseline(piece: _Piece, other: _Piece) -> bool:
    return abs(piece.box.bottom - other.box.bottom) < 0.3 * (other.box.bottom - other.box.top)


class _Reader:
    """Cuts regions along their white space, and counts the table rows it meets."""

    def __init__(self, labels: re.Pattern[str], rules: Sequence[Box]) -> None:
        self._labels = labels
        self._rules = rules
        self._across = [rule for rule in rules if rule.bottom - rule.top < 3 and rule.x1 - rule.x0 > _ACROSS]
        self._rows = itertools.count()

    def read(self, pieces: Sequence[_Piece], right: float) -> Iterator[_Read]:
        """Yield the pieces of one region in reading order; `right` is the region's right edge."""
        columns = _cut_columns(pieces)
        if len(columns) > 1:
            grid = self._grid(columns)
            if grid or _is_table(columns) or self._is_captioned(columns):
                yield from self._read_rows(pieces, right, grid)
                return
            columns = _with_values(columns, self._labels)
            for column, end in zip(columns, _right_edges(columns, right), strict=True):
                if len(columns) == 1 or len(_cut_columns(column)) > 1:
                    yield from self._read_rows(column, end)
                else:
                    yield from self.read(column, end)
            return
        groups = _join_bands(_bands(pieces))
        if len(groups) > 1:
            middle = (min(piece.box.x0 for piece in pieces) + right) / 2
            for group in groups:
                yield from self.read(group, _OPEN if _is_set_apart(group, middle) else right)
        elif len(pieces) > 1:  # entangled: no white space runs through it
            yield from self._read_rows(pieces, right)
        else:
            yield from (_Read(piece, right) for piece in pieces)

    def _is_captioned(self, columns: Sequence[Sequence[_Piece]]) -> bool:
        """Whether a single row has a label or a question before its value."""
        first = columns[0][0].line
        if sum(len(column) for column in columns) > len(columns) or len(columns) > 2:
            return False
        return bool(self._labels.match(first.text)) or len(first.words) >= _CAPTION or first.text.endswith((":", "?"))

    def _grid(self, columns: Sequence[Sequence[_Piece]]) -> list[list[_Piece]]:
        """Return the rows of a table whose cells are drawn; none where the columns are no cells."""
        heights = grid_rows([[piece.box for piece in column] for column in columns], self._rules)
        if heights is None or (not heights and _are_texts(columns)):
            return []
        rows: dict[int, list[_Piece]] = {}
        for piece in sorted((piece for column in columns for piece in column), key=lambda piece: piece.box.top):
            rows.setdefault(row_of(piece.box, heights), []).append(piece)
        return list(rows.values())

    def _read_rows(
        self, pieces: Sequence[_Piece], right: float, grid: Sequence[Sequence[_Piece]] = ()
    ) -> Iterator[_Read]:
        for cells in grid or self._table_rows(_rows(pieces)):
            columns = _cut_columns(cells)
            row = next(self._rows) if len(columns) > 1 else -1
            for column, following in itertools.zip_longest(columns, columns[1:]):
                end = min(piece.box.x0 for piece in following) - _GUTTER if following else right
                column.sort(key=lambda piece: piece.box.top)
                yield from (_Read(piece, end, row) for piece in column)

    def _table_rows(self, rows: Sequence[list[_Piece]]) -> list[list[_Piece]]:
        """Join the lines of cells that hold several: they have no first cell of their own, or no rule above them."""
        first = min((piece.box.x0 for row in rows if len(row) > 1 for piece in row), default=0.0)
        ruled = sum(self._is_ruled(above, row) for above, row in itertools.pairwise(rows)) >= _RULED
        joined: list[list[_Piece]] = []
        for row in rows:
            begins = min(piece.box.x0 for piece in row) < first + _GUTTER
            above = joined[-1] if joined else []
            if len(above) > 1 and _is_wrapped(above, row) and not self._is_ruled(above, row) and (ruled or not begins):
                joined[-1] = [*above, *row]
            else:
                joined.append(row)
        return joined

    def _is_ruled(self, above: Sequence[_Piece], row: Sequence[_Piece]) -> bool:
        """Whether a line is drawn between two rows."""
        bottom, top = max(piece.box.bottom for piece in above), min(piece.box.top for piece in row)
        left = min(piece.box.x0 for piece in above)
        return any(
            bottom - 4 < rule.top < top + 4 and rule.x0 < left + _ACROSS and rule.x1 > left for rule in self._across
        )


def _is_wrapped(above: Sequence[_Piece], row: Sequence[_Piece]) -> bool:
    """Whether each piece of the row stands right below a cell of the row above, as its next line."""
    return all(
        any(
            piece.box.x0 < cell.box.x1
            and cell.box.x0 < piece.box.x1
            and piece.box.top - cell.box.bottom < 0.5 * (cell.box.bottom - cell.box.top)
            for cell in above
        )
        for piece in row
    )


def _is_set_apart(group: Sequence[_Piece], middle: float) -> bool:
    """Whether the group is no text but stands by itself in the right half, as an address does."""
    return min(piece.box.x0 for piece in group) > middle and not _is_wordy(group)


def _cut_columns(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Cut a region along the vertical white strips that run through all of it."""
    columns: list[list[_Piece]] = []
    edge = float("-inf")
    for piece in sorted(pieces, key=lambda p: p.box.x0):
        if not columns or piece.box.x0 > edge + _GUTTER:
            columns.append([])
        columns[-1].append(piece)
        edge = max(edge, piece.box.x1)
    return columns


def _right_edges(columns: Sequence[Sequence[_Piece]], right: float) -> Iterator[float]:
    """Yield how far the lines of each column can go: text to its own edge, the rest to the next column."""
    for column, following in itertools.zip_longest(columns, columns[1:]):
        if _is_running_text(column):
            yield max(piece.box.x1 for piece in column)
        elif following:
            yield min(piece.box.x0 for piece in following) - _GUTTER
        else:
            yield right if len(columns) == 1 or _is_wordy(column) else _OPEN


def _is_wordy(pieces: Sequence[_Piece]) -> bool:
    """Whether the lines are sentences rather than names and addresses."""
    return sum(len(piece.line.words) for piece in pieces) > _WORDS * len(pieces)


def _bands(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Cut a region along the horizontal white strips that run through all of it.

    Boxes of neighbouring lines may overlap a little where the type is set solid, hence the third of a height.
    """
    bands: list[list[_Piece]] = []
    edge = float("-inf")
    for piece in sorted(pieces, key=lambda p: p.box.top):
        third = (piece.box.bottom - piece.box.top) / 3
        if not bands or piece.box.top + third > edge:
            bands.append([])
            edge = piece.box.bottom
        bands[-1].append(piece)
        edge = max(edge, piece.box.bottom)
    return bands


def _rows(pieces: Sequence[_Piece]) -> list[list[_Piece]]:
    """Group pieces by baseline, from top to bottom."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.box.top + p.box.bottom) / 2):
        middle = (piece.box.top + piece.box.bottom) / 2
        first = rows[-1][0].box if rows else None
        if first and first.top < middle < first.bottom and all(_is_beside(piece, other) for other in rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _is_beside(piece: _Piece, other: _Piece) -> bool:
    return piece.box.x0 >= other.box.x1 - 1 or piece.box.x1 <= other.box.x0 + 1


def _join_bands(bands: Sequence[Sequence[_Piece]]) -> list[list[_Piece]]:
    """Join neighbouring bands that share a gutter, so that columns stay whole over several paragraphs."""
    groups: list[list[_Piece]] = []
    gutters: list[tuple[float, float]] = []
    waiting: list[_Piece] = []
    for band in bands:
        own = _gutters(band)
        shared = _common(gutters, band)
        if shared and own and _common(own, [*groups[-1], *waiting]):
            groups[-1] += [*waiting, *band]
            waiting, gutters = [], _gutters(groups[-1])
        elif shared and not own and _follows(groups[-1] + waiting, band):
            waiting += band
        else:
            if waiting:
                groups.append(waiting)
                waiting = []
            groups.append(list(band))
            gutters = own
    if waiting:
        groups.append(waiting)
    return groups


def _gutters(pieces: Sequence[_Piece]) -> list[tuple[float, float]]:
    gutters = []
    columns = _cut_columns(pieces)
    for left, right in itertools.pairwise(columns):
        gutters.append((max(piece.box.x1 for piece in left), min(piece.box.x0 for piece in right)))
    return gutters


def _common(gutters: Sequence[tuple[float, float]], pieces: Sequence[_Piece]) -> list[tuple[float, float]]:
    """Return the gutters that these pieces leave open."""
    return [
        (x0, x1)
        for x0, x1 in gutters
        if all(
            min(piece.box.x1, x1) - max(piece.box.x0, x0) < max(x1 - x0 - _GUTTER, 0)
            and not (piece.box.x0 < x0 and piece.box.x1 > x1)
            for piece in pieces
        )
    ]


def _follows(above: Sequence[_Piece], band: Sequence[_Piece]) -> bool:
    """Whether the band comes right below, as the next line of a column does."""
    gap = min(piece.box.top for piece in band) - max(piece.box.bottom for piece in above)
    return gap < 1.2 * median(piece.box.bottom - piece.box.top for piece in band)


def _is_table(columns: Sequence[Sequence[_Piece]]) -> bool:
    """Whether what stands side by side is read row by row, and is no columns of text or of addresses."""
    if _are_texts(columns):
        return False
    rows = _rows([piece for column in columns for piece in column])
    shared = sum(len(row) > 1 for row in rows)
    if shared < 3 or not _share_baselines(columns):
        return False
    figures = sum(_is_figure(piece.line.text) for column in columns[1:] for piece in column)
    return len(columns) > 2 or figures >= shared / 2


def _are_texts(columns: Sequence[Sequence[_Piece]]) -> bool:
    return _is_running_text(columns[0]) and any(_is_running_text(column) for column in columns[1:])


def _with_values(columns: Sequence[list[_Piece]], labels: re.Pattern[str]) -> list[list[_Piece]]:
    """Join each column of labels ("Datum", "Ons kenmerk:") with the column of values beside it."""
    joined: list[list[_Piece]] = []
    labels_before = False
    for column in columns:
        if labels_before and _share_baselines([joined[-1], column]):
            joined[-1] = [*joined[-1], *column]
            labels_before = False
            continue
        joined.append(column)
        known = sum(bool(labels.match(piece.line.text)) or piece.line.text.endswith(":") for piece in column)
        labels_before = known > 0.5 * len(column)
    return joined


def _share_baselines(columns: Sequence[Sequence[_Piece]]) -> bool:
    """Whether most lines of the columns to the right stand on a baseline with one to their left."""
    rows = _rows([piece for column in columns for piece in column])
    return sum(len(row) - 1 for row in rows) >= 0.6 * sum(len(column) for column in columns[1:])


def _is_running_text(column: Sequence[_Piece]) -> bool:
    """Whether the lines of a column hold several words each and mostly fill its width, as paragraphs do."""
    if len(column) < 4:
        return False
    box = bounding_box(piece.box for piece in column)
    full = sum(piece.box.x1 - piece.box.x0 > 0.7 * (box.x1 - box.x0) for piece in column)
    wordy = sum(len(piece.line.words) >= 4 for piece in column)
    if len(column) >= 8 and _is_wordy(column):
        return True
    return full >= 0.5 * len(column) and wordy >= 0.6 * len(column)


def _is_figure(text: str) -> bool:
    return sum(character.isdigit() for character in text) * 2 >= len(text.replace(" ", ""))
