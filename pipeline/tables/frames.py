"""From rows to typed columns.

A frame is a `pandas.DataFrame` with the columns of its table, in order, and plain Python values in them; empty is
`""` or `None`. `typed` makes it an Arrow table, where empty is null and every column has its type: from that one
all files are written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.keys import Row
from pipeline.tables.schema import Column, Table

_ARROW_TYPES = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.string()}


def frame_of(table: Table, rows: Iterable[Row]) -> pd.DataFrame:
    """The frame of a table, sorted by key."""
    frame = pd.DataFrame(list(rows), columns=table.names, dtype=object)
    return frame.sort_values(list(table.key), kind="stable", ignore_index=True)


def rows_of_frame(frame: pd.DataFrame) -> Iterator[Row]:
    """The rows of a frame, in order."""
    return frame.itertuples(index=False, name=None)


def typed(table: Table, frame: pd.DataFrame) -> pa.Table:
    """The frame as an Arrow table. Raises pyarrow.ArrowInvalid for a cell that is not of its column's type."""
    columns = [_typed_column(column, frame[column.name]) for column in table.columns]
    return pa.Table.from_arrays(columns, schema=arrow_schema(table))


def arrow_schema(table: Table) -> pa.Schema:
    """The names, types and descriptions of the columns."""
    return pa.schema(
        [
            pa.field(
                column.name,
                pa.date32() if column.type == "date" else _ARROW_TYPES[column.type],
                nullable=not column.required,
                metadata={"description": column.description},
            )
            for column in table.columns
        ]
    )


def _typed_column(column: Column, values: pd.Series) -> pa.Array:
    array = pa.array(values.to_numpy(dtype=object), type=_ARROW_TYPES[column.type], from_pandas=True)
    if column.type in ("string", "date"):
        empty = pc.equal(array, "")
        array = pc.if_else(pc.fill_null(empty, True), pa.scalar(None, pa.string()), array)
    if column.required and array.null_count:
        raise ValueError(f"the column {column.name} has an empty cell and may not")
    return array.cast(pa.date32()) if column.type == "date" else array
