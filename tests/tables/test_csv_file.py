from __future__ import annotations

import csv

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.tables.csv_file import raw_text, write_csv
from pipeline.tables.parquet_file import StoredTable, write_parquet
from pipeline.tables.schema import Column, Table

TABLE = Table("things", "thing", (), (Column("text", "string", "A text."), Column("value", "number", "A sum.")))


def stored(folder, texts, values):
    """A table in two files, as far as it has two rows."""
    paths = [folder / "part-0.parquet", folder / "part-1.parquet"]
    data = pa.table({"text": pa.array(texts, pa.string()), "value": pa.array(values, pa.float64())})
    write_parquet(TABLE, [data.slice(0, 1)], paths[0])
    write_parquet(TABLE, [data.slice(1)], paths[1])
    return StoredTable(TABLE, paths)


def written(tmp_path, *cells):
    path = tmp_path / "t.csv"
    write_csv(stored(tmp_path, cells, [1] * len(cells)), path)
    with path.open(encoding="utf-8", newline="") as file:
        return [row[0] for row in csv.reader(file)][1:]


@pytest.mark.parametrize(
    "cell",
    [
        '=HYPERLINK("http://kwaad.example")',
        "=1+1",
        "@SUM(A1)",
        "+31 43 350",
        "-1+1",
        "-2+3+cmd|' /C calc'!D2",
        "- cmd|' /C calc'!A0",
        "- HYPERLINK(A1)",
        "-\nWEBSERVICE(A1)",
        "\t=1",
        "\r=1",
    ],
)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(tmp_path, cell):
    assert written(tmp_path, cell) == ["'" + cell]
    assert raw_text("'" + cell) == cell


@pytest.mark.parametrize(
    "cell", ["- ontvangst delegatie (10 gasten)", "-", "'s-Hertogenbosch", "a=1", "2015 - 2017", " =1", "'t Gooi", ""]
)
def test_other_text_stays_as_it_is(tmp_path, cell):
    assert written(tmp_path, cell) == [cell]
    assert raw_text(cell) == cell


def test_line_ends_quotes_and_empty_cells_come_back(tmp_path):
    assert written(tmp_path, 'a "b", c', "a\nb", "a\rb", None) == ['a "b", c', "a\nb", "a\rb", ""]


@given(st.text(alphabet="'=@+- \t\r\naB|!(", max_size=8))
def test_the_raw_text_of_any_cell_comes_back(tmp_path_factory, cell):
    (found,) = written(tmp_path_factory.mktemp("csv"), cell)
    assert raw_text(found) == cell


def test_large_sums_are_written_in_digits(tmp_path):
    path = tmp_path / "amounts.csv"
    write_csv(stored(tmp_path, ["a", "b", "c"], [2.5, 1e10, None]), path)
    rows = [row["value"] for row in csv.DictReader(path.open(encoding="utf-8", newline=""))]
    assert rows == ["2.50", "10000000000.00", ""]
