"""Lines of a page as pieces with white space between them, and how a region is cut along it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.records import Box
from pipeline.split.layout import Line
from pipeline.split.lines import bounding_box

# White space between columns, in points: less than the blank before a list item's text is no gutter.
GUTTER = 5.0
# Lines of sentences hold more words than this, on average; names and addresses fewer.
_WORDS = 5.0


@dataclass(frozen=True, eq=False, slots=True)
class Piece:
    """A line with its box in the frame of its reading direction."""

    box: Box
    line: Line


@dataclass(frozen=True, eq=False, slots=True)
class Read:
    """A piece in its place: where its column ends at the right, and the table row that it is a cell of (or -1)."""

    piece: Piece
    right: float
    row: int = -1


def cut_columns(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Cut a region along the vertical white strips that run through all of it."""
    columns: list[list[Piece]] = []
    edge = float("-inf")
    for piece in sorted(pieces, key=lambda p: p.box.x0):
        if not columns or piece.box.x0 > edge + GUTTER:
            columns.append([])
        columns[-1].append(piece)
        edge = max(edge, piece.box.x1)
    return columns


def bands_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Cut a region along the horizontal white strips that run through all of it.

    Boxes of neighbouring lines may overlap a little where the type is set solid, hence the third of a height.
    """
    bands: list[list[Piece]] = []
    edge = float("-inf")
    for piece in sorted(pieces, key=lambda p: p.box.top):
        third = (piece.box.bottom - piece.box.top) / 3
        if not bands or piece.box.top + third > edge:
            bands.append([])
            edge = piece.box.bottom
        bands[-1].append(piece)
        edge = max(edge, piece.box.bottom)
    return bands


def rows_of(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Group pieces by baseline, from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.box.top + p.box.bottom) / 2):
        middle = (piece.box.top + piece.box.bottom) / 2
        first = rows[-1][0].box if rows else None
        if first and first.top < middle < first.bottom and all(_is_beside(piece, other) for other in rows[-1]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _is_beside(piece: Piece, other: Piece) -> bool:
    return piece.box.x0 >= other.box.x1 - 1 or piece.box.x1 <= other.box.x0 + 1


def join_bands(bands: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """Join neighbouring bands that share a gutter, so that columns stay whole over several paragraphs."""
    groups: list[list[Piece]] = []
    gutters: list[tuple[float, float]] = []
    waiting: list[Piece] = []
    for band in bands:
        own = _gutters(band)
        shared = _common(gutters, band)
        if shared and own and _common(own, [*groups[-1], *waiting]):
            groups[-1] += [*waiting, *band]
            waiting, gutters = [], _gutters(groups[-1])
        elif shared and not own and _follows(groups[-1] + waiting, band):
            waiting += band
        else:
            groups = [*_with_longer_column(groups, waiting), list(band)]
            waiting, gutters = [], own
    return _with_longer_column(groups, waiting)


def _with_longer_column(groups: list[list[Piece]], below: list[Piece]) -> list[list[Piece]]:
    """Add what stands below a group of columns: to the group, where a column of text is longer than those beside it."""
    if not below:
        return groups
    left, right = min(piece.box.x0 for piece in below), max(piece.box.x1 for piece in below)
    column = [piece for piece in groups[-1] if piece.box.x0 < right and piece.box.x1 > left]
    if is_running_text(column):
        return [*groups[:-1], [*groups[-1], *below]]
    return [*groups, below]


def _gutters(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    gutters: list[tuple[float, float]] = []
    if len(pieces) == 1:
        return gutters
    columns = cut_columns(pieces)
    for left, right in itertools.pairwise(columns):
        gutters.append((max(piece.box.x1 for piece in left), min(piece.box.x0 for piece in right)))
    return gutters


def _common(gutters: Sequence[tuple[float, float]], pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    """Return the gutters that these pieces leave open."""
    return [
        (x0, x1)
        for x0, x1 in gutters
        if all(
            min(piece.box.x1, x1) - max(piece.box.x0, x0) < max(x1 - x0 - GUTTER, 0)
            and not (piece.box.x0 < x0 and piece.box.x1 > x1)
            for piece in pieces
        )
    ]


def _follows(above: Sequence[Piece], band: Sequence[Piece]) -> bool:
    """Whether the band comes right below, as the next line of a column does."""
    gap = min(piece.box.top for piece in band) - max(piece.box.bottom for piece in above)
    return gap < 1.2 * median(piece.box.bottom - piece.box.top for piece in band)


def is_wordy(pieces: Sequence[Piece]) -> bool:
    """Whether the lines are sentences rather than names and addresses."""
    return sum(len(piece.line.words) for piece in pieces) > _WORDS * len(pieces)


def is_running_text(column: Sequence[Piece]) -> bool:
    """Whether the lines of a column hold several words each and mostly fill its width, as paragraphs do."""
    if len(column) < 4:
        return False
    box = bounding_box(piece.box for piece in column)
    full = sum(piece.box.x1 - piece.box.x0 > 0.7 * (box.x1 - box.x0) for piece in column)
    wordy = sum(len(piece.line.words) >= 4 for piece in column)
    if len(column) >= 8 and is_wordy(column):
        return True
    return full >= 0.5 * len(column) and wordy >= 0.6 * len(column)
