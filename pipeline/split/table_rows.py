"""The rows of tables: which columns are read row by row, and which lines make one row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from pipeline.records import Box
from pipeline.split.grid import grid_rows, row_of
from pipeline.split.pieces import GUTTER, Piece, Read, cut_columns, is_running_text, rows_of

# A rule across a table is at least this long (points); so many of them between rows part every row from the next.
_ACROSS, _RULED = 30.0, 3
# A first cell of so many words is a caption with its answer beside it, and no name beside a name.
_CAPTION = 4


class TableReader:
    """Tells tables from columns, reads them row by row, and counts the rows it meets on a page."""

    def __init__(self, labels: re.Pattern[str], rules: Sequence[Box]) -> None:
        self._labels = labels
        self._rules = rules
        self._across = [rule for rule in rules if rule.bottom - rule.top < 3 and rule.x1 - rule.x0 > _ACROSS]
        self._count = itertools.count()

    def is_captioned(self, columns: Sequence[Sequence[Piece]]) -> bool:
        """Whether a single row has a label or a question before its value."""
        first = columns[0][0].line
        if sum(len(column) for column in columns) > len(columns) or len(columns) > 2:
            return False
        return bool(self._labels.match(first.text)) or len(first.words) >= _CAPTION or first.text.endswith((":", "?"))

    def grid(self, columns: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
        """Return the rows of a table whose cells are drawn; none where the columns are no cells."""
        heights = grid_rows([[piece.box for piece in column] for column in columns], self._rules)
        if heights is None or (not heights and _are_texts(columns)):
            return []
        rows: dict[int, list[Piece]] = {}
        for piece in sorted((piece for column in columns for piece in column), key=lambda piece: piece.box.top):
            rows.setdefault(row_of(piece.box, heights), []).append(piece)
        return list(rows.values())

    def read(self, pieces: Sequence[Piece], right: float, grid: Sequence[Sequence[Piece]] = ()) -> Iterator[Read]:
        """Yield the pieces of one region row by row, and within a row cell by cell.

        Args:
            pieces: the region's pieces.
            right: the region's right edge.
            grid: the rows, where lines are drawn between them.
        """
        for cells in grid or self._table_rows(rows_of(pieces)):
            columns = cut_columns(cells)
            row = next(self._count) if len(columns) > 1 else -1
            for column, following in itertools.zip_longest(columns, columns[1:]):
                end = min(piece.box.x0 for piece in following) - GUTTER if following else right
                column.sort(key=lambda piece: piece.box.top)
                yield from (Read(piece, end, row) for piece in column)

    def _table_rows(self, rows: Sequence[list[Piece]]) -> list[list[Piece]]:
        """Join the lines of cells that hold several: they have no first cell of their own, or no rule above them."""
        first = min((piece.box.x0 for row in rows if len(row) > 1 for piece in row), default=0.0)
        ruled = sum(self._is_ruled(above, row) for above, row in itertools.pairwise(rows)) >= _RULED
        joined: list[list[Piece]] = []
        for row in rows:
            begins = min(piece.box.x0 for piece in row) < first + GUTTER
            above = joined[-1] if joined else []
            if len(above) > 1 and _is_wrapped(above, row) and not self._is_ruled(above, row) and (ruled or not begins):
                joined[-1] = [*above, *row]
            else:
                joined.append(row)
        return joined

    def _is_ruled(self, above: Sequence[Piece], row: Sequence[Piece]) -> bool:
        """Whether a line is drawn between two rows."""
        bottom, top = max(piece.box.bottom for piece in above), min(piece.box.top for piece in row)
        left = min(piece.box.x0 for piece in above)
        return any(
            bottom - 4 < rule.top < top + 4 and rule.x0 < left + _ACROSS and rule.x1 > left for rule in self._across
        )


def is_table(columns: Sequence[Sequence[Piece]]) -> bool:
    """Whether what stands side by side is read row by row, and is no columns of text or of addresses."""
    if _are_texts(columns):
        return False
    rows = rows_of([piece for column in columns for piece in column])
    shared = sum(len(row) > 1 for row in rows)
    if shared < 3 or not share_baselines(columns):
        return False
    figures = sum(_is_figure(piece.line.text) for column in columns[1:] for piece in column)
    return len(columns) > 2 or figures >= shared / 2


def _are_texts(columns: Sequence[Sequence[Piece]]) -> bool:
    return is_running_text(columns[0]) and any(is_running_text(column) for column in columns[1:])


def share_baselines(columns: Sequence[Sequence[Piece]]) -> bool:
    """Whether most lines of the columns to the right stand on a baseline with one to their left."""
    rows = rows_of([piece for column in columns for piece in column])
    return sum(len(row) - 1 for row in rows) >= 0.6 * sum(len(column) for column in columns[1:])


def _is_figure(text: str) -> bool:
    return sum(character.isdigit() for character in text) * 2 >= len(text.replace(" ", ""))


def _is_wrapped(above: Sequence[Piece], row: Sequence[Piece]) -> bool:
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
