"""Writes the tables: Parquet parts always, and the other formats that are asked for, made from the parts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.tables.columns import ENTITIES, LETTERS, TABLES
from pipeline.tables.csv_file import write_csv
from pipeline.tables.datapackage import write_datapackage
from pipeline.tables.datasette_file import write_metadata
from pipeline.tables.frames import typed
from pipeline.tables.parquet_file import ROW_GROUP, StoredTable, write_parquet
from pipeline.tables.parts import Layout, buckets_for
from pipeline.tables.schema import Table
from pipeline.tables.sqlite_file import write_sqlite

Frames = Mapping[str, pd.DataFrame]
Export = Literal["parquet", "csv", "sqlite", "xlsx"]
EXPORTS: tuple[Export, ...] = ("parquet", "csv", "sqlite", "xlsx")


def write_tables(frames: Frames, folder: Path, exports: Sequence[Export] = EXPORTS) -> None:
    """Writes the parts and exports of all tables into `folder`, which must be there and hold no tables.

    The same frames give the same bytes.
    """
    layout = Layout(buckets_for(len(frames[LETTERS.name])))
    for table in TABLES:
        data = typed(table, frames[table.name])
        for name, rows in _parts_of(table, data, layout):
            write_part(table, rows, folder / name)
    write_exports({name: folder / name for name in layout.names()}, folder, exports)


def write_part(table: Table, data: pa.Table, path: Path) -> None:
    """Writes a part of a table to `path`, in a folder that is made where it is not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_parquet(table, [data], path)


def _parts_of(table: Table, data: pa.Table, layout: Layout) -> Iterator[tuple[str, pa.Table]]:
    if table == ENTITIES:
        ids = data["entity_id"]
        for part in layout.entity_parts():
            yield part.name, data.filter(pc.and_(pc.greater_equal(ids, part.first), pc.less(ids, part.last)))
        return
    buckets = pa.array([layout.bucket(letter_id or "") for letter_id in data["letter_id"].to_pylist()], pa.int64())
    for bucket in range(layout.buckets):
        yield layout.letter_parts(bucket)[table.name], data.filter(pc.equal(buckets, bucket))


def export_names(exports: Collection[Export]) -> set[str]:
    """The names of the files that `write_exports` writes."""
    names = {"datapackage.json"}
    names |= {f"{table.name}.{suffix}" for table in TABLES for suffix in ("parquet", "csv") if suffix in exports}
    names |= {"letters.sqlite", "metadata.yml"} if "sqlite" in exports else set()
    return names | ({"letters.xlsx"} if "xlsx" in exports else set())


def write_exports(parts: Mapping[str, Path], folder: Path, exports: Collection[Export]) -> None:
    """Writes the exports into `folder`, and `datapackage.json`, which describes the CSV files or else the parts.

    Rows are in memory some thousands at a time, however many there are. Nothing is written in steps that a reader
    could see half of: the caller moves the finished folder into place.

    Args:
        parts: name of each part, as in `Layout.names`, in order -> where it lies now.
    """
    names = {table: [name for name in parts if name.startswith(f"{table.name}/")] for table in TABLES}
    if exports:
        tables = [StoredTable(table, [parts[name] for name in names[table]]) for table in TABLES]
        for name, write in _WRITERS.items():
            if name in exports:
                write(tables, folder)
    write_datapackage(TABLES, folder, {} if "csv" in exports else {table.name: names[table] for table in TABLES})


def _write_xlsx(tables: Sequence[StoredTable], folder: Path) -> None:
    from pipeline.tables.workbook import write_workbook

    write_workbook(tables, folder / "letters.xlsx")


def _write_sqlite(tables: Sequence[StoredTable], folder: Path) -> None:
    write_sqlite(tables, folder / "letters.sqlite")
    write_metadata(TABLES, folder / "metadata.yml")


def _write_parquet(tables: Sequence[StoredTable], folder: Path) -> None:
    for data in tables:
        write_parquet(data.table, data.pieces(ROW_GROUP), folder / f"{data.table.name}.parquet")


def _write_csv(tables: Sequence[StoredTable], folder: Path) -> None:
    for data in tables:
        write_csv(data, folder / f"{data.table.name}.csv")


_WRITERS: Mapping[Export, Callable[[Sequence[StoredTable], Path], None]] = {
    "csv": _write_csv,
    "parquet": _write_parquet,
    "sqlite": _write_sqlite,
    "xlsx": _write_xlsx,
}
