from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import replace

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from frictionless import Package, system

from pipeline.tables.columns import TABLES
from pipeline.tables.csv_file import raw_text
from pipeline.tables.export import write_tables
from pipeline.tables.rows import rows_of
from tests.tables.letters import failed_result
from tests.tables.reduce import build_frames

NAMES = [table.name for table in TABLES]
SPANNED = [table.name for table in TABLES if {"start_char", "end_char", "text"} <= set(table.names)]


def read_csv(folder, name):
    return pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)


def test_the_package_is_valid_with_all_its_keys(tables):
    with system.use_context(trusted=True):
        report = Package(str(tables / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])
    assert report.stats["tasks"] == len(TABLES)


def test_a_broken_reference_is_seen_by_the_check(tables, tmp_path):
    for path in tables.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    package = json.loads((tables / "datapackage.json").read_text())
    for resource in package["resources"]:
        resource.pop("hash")
        resource.pop("bytes")
    (tmp_path / "datapackage.json").write_text(json.dumps(package))
    mentions = (tmp_path / "mentions.csv").read_text()
    (tmp_path / "mentions.csv").write_text(mentions.replace('"waterloo-1"', '"nowhere"', 1))
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert ["foreign-key"] in [[row[0]] for row in report.flatten(["type"])]


@pytest.mark.parametrize("name", SPANNED)
def test_every_text_is_what_stands_at_its_span(tables, results, name):
    texts = {result.letter_id: result.letter.text for result in results if result.letter}
    rows = read_csv(tables, name)
    assert len(rows)
    for row in rows.itertuples():
        assert raw_text(row.text) == texts[row.letter_id][int(row.start_char) : int(row.end_char)]


@pytest.mark.parametrize("name", NAMES)
def test_all_formats_hold_the_same_cells(tables, name):
    csv = read_csv(tables, name).map(raw_text)
    parquet = pq.read_table(tables / f"{name}.parquet").to_pandas()
    with sqlite3.connect(tables / "letters.sqlite") as connection:
        sqlite = pd.read_sql(f"SELECT * FROM {name}", connection)
    assert list(csv.columns) == list(parquet.columns) == list(sqlite.columns)
    as_text = [_as_text(frame) for frame in (csv, parquet, sqlite)]
    assert as_text[0] == as_text[1] == as_text[2]


def _as_text(frame):
    return [[_cell(value) for value in row] for row in frame.itertuples(index=False)]


def _cell(value):
    if value is None or value != value:
        return ""
    try:
        return str(float(value))
    except (TypeError, ValueError):
        return str(value)


def test_the_same_frames_give_the_same_bytes(frames, tables, tmp_path):
    write_tables(frames, tmp_path)
    names = {path.relative_to(tables).as_posix() for path in tables.rglob("*") if path.is_file()}
    files = {f"{name}.{suffix}" for name in NAMES for suffix in ("csv", "parquet")}
    files |= {"datapackage.json", "letters.sqlite", "letters.xlsx", "metadata.yml"}
    labels = ("event", "law", "loc", "org", "person")
    parts = {f"{name}/part-0.parquet" for name in NAMES if name != "entities"}
    assert names == files | parts | {f"entities/part-{label}-0.parquet" for label in labels}
    for name in names:
        assert (tmp_path / name).read_bytes() == (tables / name).read_bytes(), name


def test_columns_with_few_values_are_dictionaries_in_parquet(tables):
    schema = pq.read_schema(tables / "mentions.parquet")
    assert str(schema.field("label").type).startswith("dictionary")
    assert str(schema.field("start_char").type) == "int64"
    assert str(pq.read_schema(tables / "letters.parquet").field("letter_date").type) == "date32[day]"


def test_sqlite_finds_a_word_in_the_passages_whatever_its_accents(tables):
    with sqlite3.connect(tables / "letters.sqlite") as connection:
        found = connection.execute(
            "SELECT passage_id FROM passages JOIN passages_fts ON passages.rowid = passages_fts.rowid "
            "WHERE passages_fts MATCH 'ontvángst' ORDER BY passage_id"
        ).fetchall()
    assert found == [("waterloo-1-pas0003",), ("waterloo-2-pas0003",)]


def test_sqlite_refuses_a_label_that_is_not_documented(tables):
    with sqlite3.connect(tables / "letters.sqlite") as connection:
        connection.execute("BEGIN")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("UPDATE mentions SET label = 'PLANET'")
        connection.rollback()


def test_every_cell_of_the_workbook_is_text_or_a_number(tables):
    workbook = openpyxl.load_workbook(tables / "letters.xlsx")
    assert workbook.sheetnames == ["explanation", *NAMES]
    for sheet in workbook:
        assert sheet.freeze_panes
        assert sheet.auto_filter.ref
        assert not [cell for row in sheet for cell in row if cell.data_type == "f"]
    columns = {(row[0].value, row[1].value) for row in workbook["explanation"].iter_rows(min_row=2)}
    assert {(table.name, column) for table in TABLES for column in table.names} <= columns


def test_a_cell_that_a_spreadsheet_could_run_is_disarmed_in_csv(tables):
    texts = [text for name in SPANNED for text in read_csv(tables, name)["text"]]
    assert not [text for text in texts if re.match(r"[=@\t\r]|[+-]\S", text)]


def test_a_file_that_cannot_be_opened_has_its_row_without_a_hash(tmp_path):
    result = replace(failed_result(), sha256="")
    write_tables(build_frames([rows_of(result)]), tmp_path)
    [row] = pq.read_table(tmp_path / "letters.parquet").to_pylist()
    assert (row["status"], row["sha256"]) == ("failed", None)
