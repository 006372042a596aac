from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import zipfile

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.escape import unescape

from pipeline.tables.columns import TABLES
from pipeline.tables.frames import typed
from pipeline.tables.parquet_file import StoredTable, write_parquet
from pipeline.tables.schema import Column, Table
from pipeline.tables.sheet_xml import CUT, MAX_CHARS
from pipeline.tables.workbook import write_workbook

TABLE = Table(
    "things",
    "thing",
    ("id",),
    (
        Column("id", "string", "Key.", required=True),
        Column("day", "date", "A day."),
        Column("n", "integer", "A number."),
        Column("x", "number", "Another."),
    ),
)


def read_back(tmp_path, *rows):
    frame = pd.DataFrame(list(rows), columns=TABLE.names, dtype=object)
    write_parquet(TABLE, [typed(TABLE, frame)], tmp_path / "t.parquet")
    write_workbook([StoredTable(TABLE, [tmp_path / "t.parquet"])], tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["things"]
    return [list(row) for row in sheet.iter_rows(min_row=2)]


@pytest.mark.parametrize(
    "text",
    ["=1+1", '<b>&"</b>', " blank \n ends ", "bell\x07 return\r", "_x0041_", "_x0041_\x01", "'quoted", "😀é", "123"],
)
def test_any_text_comes_back_as_text(tmp_path, text):
    ((cell, *_),) = read_back(tmp_path, (text, "", None, None))
    assert unescape(cell.value) == text
    assert cell.data_type in ("s", "inlineStr")
    assert cell.quotePrefix


def test_days_are_dates_and_days_before_the_calendar_of_excel_are_text(tmp_path):
    rows = read_back(tmp_path, ("a", "2018-02-06", 3, 0.25), ("b", "1813-11-30", None, -1.5))
    assert [cell.value for cell in rows[0]] == ["a", dt.datetime(2018, 2, 6), 3, 0.25]
    assert [cell.value for cell in rows[1]] == ["b", "1813-11-30", None, -1.5]


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path):
    ((cell, *_),) = read_back(tmp_path, ("x" * 40_000, "", None, None))
    assert len(cell.value) == MAX_CHARS
    assert cell.value.endswith(CUT)


def test_more_rows_than_are_written_at_once_all_stand_there_and_no_entry_bears_a_day(tmp_path):
    rows = read_back(tmp_path, *((f"{number:05}", "", number, None) for number in range(2_500)))
    assert [row[0].value for row in rows] == [f"{number:05}" for number in range(2_500)]
    assert [row[0].row for row in rows] == list(range(2, 2_502))
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_table_without_rows_has_its_header(tmp_path):
    assert read_back(tmp_path) == []


def test_libreoffice_opens_the_workbook_and_runs_nothing(tables, tmp_path):
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-calc-nogui)")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    target = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [office, profile, "--headless", "--convert-to", target, "--outdir", tmp_path, tables / "letters.xlsx"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    for table in TABLES:
        converted = pd.read_csv(tmp_path / f"letters-{table.name}.csv", dtype=str, keep_default_na=False)
        assert list(converted.columns) == table.names
        assert len(converted) == len(pd.read_parquet(tables / f"{table.name}.parquet"))
    passages = pd.read_csv(tmp_path / "letters-passages.csv", dtype=str, keep_default_na=False)
    assert passages["text"].str.startswith("=HYPERLINK(").any()
