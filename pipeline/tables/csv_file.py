"""CSV: UTF-8, RFC 4180, lines end in a line feed; every filled text cell in quotes, numbers and empty cells bare.

A CSV file cannot say "this is text": a spreadsheet runs a cell that begins like a formula, in quotes or not. So a
cell that it could run gets one apostrophe before it, and so does, to keep the way back open, a cell that already
looks like that. `raw_text` takes the apostrophe off again. Parquet, SQLite and the workbook, whose cells have
types, hold the text as it is.

A spreadsheet runs what begins with `=`, `@`, a tab or a carriage return, and what begins with `+` or `-` and is more
than that. A list item ("- ontvangst delegatie") begins with a dash and a blank: that one is left alone unless it
also holds what a formula needs to reach out: a call `X(`, a DDE pipe `A|B`, or a sheet reference `A!B`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from pipeline.tables.frames import arrow_schema
from pipeline.tables.parquet_file import StoredTable
from pipeline.tables.schema import Column

_PIECE = 1_000
# From here on pyarrow writes powers of ten (1e+10), which not every reader takes for a number.
_POWERS = 1e10
_RUNS = r"""'*(?:[=@\t\r]|[+\-]\S|[+\-]\s(?:.|\s)*(?:\w\(|\||\S!\S))"""
_RUNS_OR_LOOKS_MARKED = rf"^(?:{_RUNS}|'+[=@\t\r+\-])"
_MARKED = re.compile(r"'(?='*[=@\t\r+\-])")


def write_csv(data: StoredTable, path: Path) -> None:
    """Writes the table to `path`."""
    schema = pa.schema([_written_as(data, column) for column in data.table.columns])
    options = pyarrow.csv.WriteOptions(quoting_style="needed", quoting_header="none")
    with pyarrow.csv.CSVWriter(str(path), schema, write_options=options) as file:
        for piece in data.pieces(_PIECE):
            columns = [_cells(column, field.type) for column, field in zip(piece.columns, schema, strict=True)]
            file.write_table(pa.Table.from_arrays(columns, schema=schema))


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """Yields the rows of a table as `write_csv` wrote them, by column name, cells as they were before."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {name: raw_text(cell) for name, cell in row.items()}


def raw_text(cell: str) -> str:
    """The text of a CSV cell without the apostrophe that keeps a spreadsheet from running it."""
    return _MARKED.sub("", cell, count=1) if _MARKED.match(cell) else cell


def _written_as(data: StoredTable, column: Column) -> pa.Field:
    """Sums of ten milliards are written out, to the cent, and then all sums of that column are."""
    field = arrow_schema(data.table).field(column.name)
    if column.type == "number":
        largest = pc.max(pc.abs(data.column(column.name))).as_py()
        if largest is not None and largest >= _POWERS:
            return field.with_type(pa.decimal128(38, 2))
    return field


def _cells(column: pa.ChunkedArray, wanted: pa.DataType) -> pa.ChunkedArray:
    if pa.types.is_string(wanted):
        return _marked(column)
    return pc.cast(pc.round(column, 2), wanted, safe=False) if pa.types.is_decimal(wanted) else column


def _marked(column: pa.ChunkedArray) -> pa.ChunkedArray:
    runs = pc.match_substring_regex(column, _RUNS_OR_LOOKS_MARKED)
    if not pc.any(runs).as_py():
        return column
    return pc.if_else(runs, pc.binary_join_element_wise("'", column, ""), column)
