"""Sums of money with value and currency, and what is none."""

import csv
from pathlib import Path

import pytest

from pipeline.dates import read_amounts

FILE = Path(__file__).resolve().parents[2] / "bench" / "dates_amounts.csv"
ROWS = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_amounts_of_a_phrase_have_value_and_currency(row):
    text = row["text"]
    found = [f"{text[a.start_char : a.end_char]} = {f'{a.value} {a.currency}'.strip()}" for a in read_amounts(text)]
    assert "; ".join(found) == row["amounts"]


def test_numbers_without_a_currency_are_no_money():
    assert read_amounts("In 2019 kwamen 12.000 bezoekers, 3,5 miljoen meer dan in 2018 (bel 14 020).") == []
