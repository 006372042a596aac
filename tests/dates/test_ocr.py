"""Confusions of OCR are read through in OCR text, and only there."""

import datetime as dt

import pytest

from pipeline.dates import read_dates

ANCHOR = dt.date(2018, 12, 20)


def edtf(text: str, *, ocr: bool) -> list[tuple[str, str]]:
    return [(text[d.start_char : d.end_char], d.edtf) for d in read_dates(text, "nl", ANCHOR, ocr=ocr)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("l2 maart 2O18", "2018-03-12"),
        ("20 decernber 203_8", "2018-12-20"),
        ("6 november 2o3.8", "2018-11-06"),
        ("5 september zo18", "2018-09-05"),
        ("mei oi8", "2018-05"),
        ("1 jannari 2019", "2019-01-01"),
    ],
)
def test_confusions_are_put_right_in_ocr_text(text, value):
    assert edtf(f"Op {text}.", ocr=True) == [(text, value)]


def test_april_with_a_misread_jl_is_the_last_april():
    assert edtf("in april ji. verzonden", ocr=True)[0][1] == "2018-04"


@pytest.mark.parametrize("text", ["l2 maart", "maar 2018 was goed", "lijst bijlage 10l", "zool van 12 cm"])
def test_a_word_that_is_like_a_month_or_number_stays_a_word(text):
    assert all(surface != text for surface, _ in edtf(text, ocr=False))
    assert "maart" not in text or edtf(text, ocr=True) == [("l2 maart", "2019-03-12")]
    if text.startswith("maar "):
        assert edtf(text, ocr=True) == [("2018", "2018")]


def test_text_that_is_not_ocr_is_read_as_printed():
    assert edtf("l2 maart 2O18", ocr=False) == [("maart", "2019-03")]
