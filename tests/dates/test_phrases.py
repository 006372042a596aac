"""The phrases that every reader of council letters must know, and the ones that are no dates."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from pipeline.dates import read_dates

ANCHOR = dt.date(2018, 2, 6)
FILE = Path(__file__).resolve().parents[2] / "bench" / "date_phrases.csv"
ROWS = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))


def read(row: dict[str, str]) -> list[tuple[str, str]]:
    text = row["text"]
    return [(text[d.start_char : d.end_char], d.edtf) for d in read_dates(text, row["language"], ANCHOR)]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row["surface"]], ids=lambda row: f"{row['text']}: {row['edtf']}"
)
def test_phrase_is_read_with_its_value(row):
    assert (row["surface"], row["edtf"]) in read(row)


@pytest.mark.parametrize("row", [row for row in ROWS if row["surface"]], ids=lambda row: row["text"])
def test_nothing_else_is_read_in_a_phrase(row):
    known = {(other["surface"], other["edtf"]) for other in ROWS if other["text"] == row["text"]}
    assert set(read(row)) == known


@pytest.mark.parametrize("row", [row for row in ROWS if not row["surface"]], ids=lambda row: row["text"])
def test_what_is_no_date_is_left_alone(row):
    assert read(row) == []
