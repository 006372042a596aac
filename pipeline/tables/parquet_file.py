"""Parquet: every column typed, columns with few values dictionary-encoded, descriptions in the schema."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables.schema import Table


def write_parquet(table: Table, data: pa.Table, path: Path) -> None:
    """Writes the table to `path`."""
    for index, column in enumerate(table.columns):
        if column.labels:
            field = data.schema.field(index)
            encoded = data.column(index).cast(pa.dictionary(pa.int32(), pa.string()))
            data = data.set_column(index, field.with_type(encoded.type), encoded)
    pq.write_table(data, path, compression="zstd", version="2.6")
