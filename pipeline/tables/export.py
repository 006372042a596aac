"""Writes the tables in every format into one folder."""

from __future__ import annotations

from pathlib import Path

from pipeline.tables.columns import TABLES
from pipeline.tables.csv_file import write_csv
from pipeline.tables.datapackage import write_datapackage
from pipeline.tables.datasette_file import write_metadata
from pipeline.tables.frames import typed
from pipeline.tables.parquet_file import write_parquet
from pipeline.tables.reduce import Frames
from pipeline.tables.sqlite_file import write_sqlite
from pipeline.tables.workbook import write_workbook


def write_tables(frames: Frames, folder: Path, *, workbook: bool = True) -> None:
    """Writes `<table>.csv`, `<table>.parquet`, `letters.sqlite` and its `metadata.yml`,
    `datapackage.json` and `letters.xlsx` into `folder`.

    The folder must be there and hold no tables. The same frames give the same bytes. Nothing is written in steps
    that a reader could see half of: the caller moves the finished folder into place.
    """
    tables = {table: typed(table, frames[table.name]) for table in TABLES}
    for table, data in tables.items():
        write_csv(data, folder / f"{table.name}.csv")
        write_parquet(table, data, folder / f"{table.name}.parquet")
    write_datapackage(TABLES, folder)
    write_sqlite(tables, folder / "letters.sqlite")
    write_metadata(TABLES, folder / "metadata.yml")
    if workbook:
        write_workbook(tables, folder / "letters.xlsx")
