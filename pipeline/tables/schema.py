"""What a table and a column are: the one definition from which CSV, Parquet, SQLite, the workbook and docs are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnType = Literal["string", "integer", "number", "date"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `description` is a sentence for analysts; `required` cells are never empty.

    `labels` are the values that can occur, where there are few; such a column is dictionary-encoded in Parquet.
    """

    name: str
    type: ColumnType
    description: str
    required: bool = False
    labels: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """The cell in `column`, where it is not empty, is the primary key `key` of a row of `table`."""

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `row` completes the phrase "one row per"; rows are sorted by `key`, which is unique."""

    name: str
    row: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    references: tuple[Reference, ...] = ()

    @property
    def names(self) -> list[str]:
        """The names of the columns, in order."""
        return [column.name for column in self.columns]
