"""Parquet: every column typed, columns with few values dictionary-encoded, descriptions in the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.tables.frames import arrow_schema
from pipeline.tables.schema import Table

# Arrow's own pool keeps what was freed for later: 60 MB with the tables of 1,000 letters, and no faster.
pa.set_memory_pool(pa.system_memory_pool())

ROW_GROUP = 50_000
"""Rows that are compressed together and read together, and that whoever writes them has in memory."""


def write_parquet(table: Table, pieces: Iterable[pa.Table], path: Path) -> None:
    """Writes the table to `path`; each piece becomes a row group."""
    schema = _file_schema(table)
    with pq.ParquetWriter(path, schema, compression="zstd", version="2.6") as file:
        for piece in pieces:
            file.write_table(piece.cast(schema))


def _file_schema(table: Table) -> pa.Schema:
    labels = pa.dictionary(pa.int32(), pa.string())
    fields = zip(table.columns, arrow_schema(table), strict=True)
    return pa.schema([field.with_type(labels) if column.labels else field for column, field in fields])


@dataclass(frozen=True)
class StoredTable:
    """A table as `write_parquet` wrote it, in one file or several; it is read a piece at a time.

    Attributes:
        paths: its files, in order of their rows.
    """

    table: Table
    paths: Sequence[Path]

    @cached_property
    def num_rows(self) -> int:
        """How many rows it has, as its files say without being read."""
        return sum(pq.read_metadata(path).num_rows for path in self.paths)

    def pieces(self, rows: int) -> Iterator[pa.Table]:
        """All rows, in order, so many at a time; the last piece may have fewer, and none is empty."""
        schema = arrow_schema(self.table)
        held = schema.empty_table()
        for path in self.paths:
            with pq.ParquetFile(path, pre_buffer=False) as file:  # nor a whole file, nor memory per thread
                for batch in file.iter_batches(rows, use_threads=False):
                    held = pa.concat_tables([held, pa.Table.from_batches([batch]).cast(schema)])
                    while held.num_rows >= rows:
                        yield held.slice(0, rows)
                        held = held.slice(rows)
        if held.num_rows:
            yield held

    def column(self, name: str) -> pa.ChunkedArray:
        """One column, whole."""
        return pa.concat_tables([pq.read_table(path, columns=[name]) for path in self.paths])[name]
