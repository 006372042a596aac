"""Parquet: every column typed, columns with few values dictionary-encoded, descriptions in the schema."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables.frames import arrow_schema
from pipeline.tables.schema import Table


def write_parquet(table: Table, data: pa.Table, path: Path) -> None:
    """Writes the table to `path`."""
    for index, column in enumerate(table.columns):
        if column.labels:
            field = data.schema.field(index)
            encoded = data.column(index).cast(pa.dictionary(pa.int32(), pa.string()))
            data = data.set_column(index, field.with_type(encoded.type), encoded)
    pq.write_table(data, path, compression="zstd", version="2.6")


def read_parquet(table: Table, paths: Iterable[Path]) -> pa.Table:
    """The rows of all these files, one after the other, as they were before `write_parquet`."""
    schema = arrow_schema(table)
    return pa.concat_tables([pq.ParquetFile(path).read().cast(schema) for path in paths])
