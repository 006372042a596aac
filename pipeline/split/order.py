"""From lines on a page to lines in the order in which a person reads them.

A page is cut along its white space: side columns (a reference column beside the letter) are read before the
main column; what stands side by side is read column by column where it is running text or separate groups, and
row by row where it is a table or labels with values.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pipeline.records import Box, Page
from pipeline.split.layout import Line
from pipeline.split.lines import along, bounding_box

# White space between columns, in points: less than the blank before a list item's text is no gutter.
_GUTTER = 5.0


def in_reading_order(page: Page, lines: Sequence[Line]) -> list[Line]:
    """Return the lines as they are read, with `column` and `gap_above` filled in. The page gives width and rules."""
    ordered: list[Line] = []
    for rotation in sorted({line.rotation for line in lines}, key=lambda r: -_amount(lines, r)):
        placed = [_Piece(along(rotation, line.box), line) for line in lines if line.rotation == rotation]
        for column, pieces in enumerate(_columns_of_page(placed)):
            sequence = _read(pieces)
            ordered += [replace(piece.line, column=column, gap_above=gap) for piece, gap in _with_gaps(sequence)]
    return ordered


class _Piece:
    """A line with its box in the frame of its reading direction."""

    __slots__ = ("box", "line")

    def __init__(self, box: Box, line: Line) -> None:
        self.box = box
        self.line = line


def _amount(lines: Sequence[Line], rotation: int) -> int:
    return sum(len(line.text) for line in lines if line.rotation == rotation)


def _columns_of_page(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Part the side columns from the main one: first left, then right, then main (in order of reading)."""
    main = _main_column(pieces)
    if main is None:
        return [pieces]
    x0, x1 = main
    left = [piece for piece in pieces if piece.box.x1 <= x0]
    right = [piece for piece in pieces if piece.box.x0 >= x1]
    middle = [piece for piece in pieces if piece.box.x1 > x0 and piece.box.x0 < x1]
    return [column for column in (left, right, middle) if column]


def _main_column(pieces: Sequence[_Piece]) -> tuple[float, float] | None:
    """Return left and right edge of the column that most of the text stands in, if there is one such column."""
    if not pieces:
        return None
    width = max(piece.box.x1 for piece in pieces) - min(piece.box.x0 for piece in pieces)
    long = [piece for piece in pieces if piece.box.x1 - piece.box.x0 > 0.45 * width]
    if sum(len(piece.line.text) for piece in long) < 0.4 * sum(len(piece.line.text) for piece in pieces):
        return None
    return min(piece.box.x0 for piece in long), max(piece.box.x1 for piece in long)


def _read(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return the pieces of one region in reading order, by cutting it along its white space."""
    if len(pieces) < 2:
        return list(pieces)
    columns = _cut_columns(pieces)
    if len(columns) > 1:
        if _read_by_rows(columns):
            return [piece for row in _rows(pieces) for piece in sorted(row, key=lambda p: p.box.x0)]
        return [piece for column in columns for piece in _read(column)]
    bands = _bands(pieces)
    if len(bands) == 1:
        return sorted(pieces, key=lambda p: (p.box.top, p.box.x0))
    groups = _join_bands(bands)
    if len(groups) == 1:
        return [piece for row in _rows(pieces) for piece in sorted(row, key=lambda p: p.box.x0)]
    return [piece for group in groups for piece in _read(group)]


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
        if rows and rows[-1][0].box.top < middle < rows[-1][0].box.bottom:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


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
    edge = float("inf")
    for piece in sorted(pieces, key=lambda p: p.box.x0):
        if piece.box.x0 > edge + _GUTTER:
            gutters.append((edge, piece.box.x0))
        edge = piece.box.x1 if edge == float("inf") else max(edge, piece.box.x1)
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


def _read_by_rows(columns: Sequence[Sequence[_Piece]]) -> bool:
    """Whether what stands side by side is a table, or labels with values, and not columns of text or of addresses."""
    if any(_is_running_text(column) for column in columns[1:]) and _is_running_text(columns[0]):
        return False
    pieces = [piece for column in columns for piece in column]
    rows = _rows(pieces)
    shared = sum(len(row) > 1 for row in rows)
    labels = sum(piece.line.text.rstrip().endswith(":") for piece in columns[0])
    colons = sum(piece.line.text.startswith(":") for column in columns[1:] for piece in column)
    if max(labels, colons) >= 0.5 * shared > 0:
        return True
    figures = sum(_is_figure(piece.line.text) for column in columns[1:] for piece in column)
    return shared >= 3 and (len(columns) > 2 or figures >= shared / 2)


def _is_running_text(column: Sequence[_Piece]) -> bool:
    """Whether the lines of a column fill its width with several words each, as paragraphs do."""
    if len(column) < 4:
        return False
    box = bounding_box(piece.box for piece in column)
    full = sum(piece.box.x1 - piece.box.x0 > 0.7 * (box.x1 - box.x0) for piece in column)
    wordy = sum(len(piece.line.words) >= 4 for piece in column)
    return full >= 0.5 * len(column) and wordy >= 0.6 * len(column)


def _is_figure(text: str) -> bool:
    return sum(character.isdigit() for character in text) * 2 >= len(text.replace(" ", ""))


def _with_gaps(sequence: Sequence[_Piece]) -> list[tuple[_Piece, float]]:
    """Pair each piece with the white space between it and the piece read before it, where that stands above it."""
    pairs = [(piece, -1.0) for piece in sequence[:1]]
    for above, piece in itertools.pairwise(sequence):
        overlaps = above.box.x0 < piece.box.x1 and piece.box.x0 < above.box.x1
        below = piece.box.top > above.box.top and overlaps
        pairs.append((piece, max(0.0, piece.box.top - above.box.bottom) if below else -1.0))
    return pairs
