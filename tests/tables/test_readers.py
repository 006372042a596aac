"""The programs that people open the tables with."""

from __future__ import annotations

import json
import subprocess
import sys

import duckdb
import pandas as pd
import pytest

from pipeline.tables.columns import TABLES

NAMES = [table.name for table in TABLES]


@pytest.mark.parametrize("name", NAMES)
def test_pandas_and_duckdb_read_parquet_and_csv_alike(tables, name):
    rows = len(pd.read_parquet(tables / f"{name}.parquet"))
    for suffix in ("parquet", "csv"):
        ((count,),) = duckdb.sql(f"SELECT count(*) FROM '{tables}/{name}.{suffix}'").fetchall()
        assert count == rows
    assert len(pd.read_csv(tables / f"{name}.csv")) == rows


def datasette(tables, path):
    command = [sys.executable, "-m", "datasette", "letters.sqlite", "-m", "metadata.yml", "--get", path]
    return subprocess.run(command, cwd=tables, check=True, capture_output=True, text=True, timeout=120).stdout


def test_datasette_shows_every_table_with_its_description(tables):
    described = {table["name"]: table["count"] for table in json.loads(datasette(tables, "/letters.json"))["tables"]}
    assert {name: described[name] for name in NAMES} == {
        name: len(pd.read_parquet(tables / f"{name}.parquet")) for name in NAMES
    }
    page = datasette(tables, "/letters/letters")
    assert TABLES[0].columns[1].description in page


def test_datasette_searches_the_passages_through_the_full_text_index(tables):
    found = json.loads(datasette(tables, "/letters/passages.json?_search=ontvangst&_shape=array"))
    assert [row["passage_id"] for row in found] == ["waterloo-1-pas0003", "waterloo-2-pas0003"]
