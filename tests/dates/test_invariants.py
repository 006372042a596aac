"""What holds of any text: offsets, valid EDTF, days in order, and what is carried over coordinations."""

import datetime as dt

from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import read_amounts, read_dates

MONTHS = [
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
]
PIECES = st.sampled_from(
    [
        *MONTHS,
        *("1", "2", "12", "30", "31", "99", "2018", "2019", "1850", "'17", "Q3", "week", "najaar", "winter", "begin"),
        *("eind", "circa", "rond", "en", "tot", "t/m", "tussen", "van", "in", "sinds", "de", "het", "eerste", "helft"),
        *("kwartaal", "jaar", "jaren", "negentig", "eeuw", "19e", "vorig", "afgelopen", "komende", "vijf", "geleden"),
        *(
            "maandag",
            "jl.",
            "a.s.",
            "dat",
            "daarop",
            "diezelfde",
            "dag",
            "heden",
            "en verder",
            "Pasen",
            "kerstvakantie",
        ),
        *(
            "schooljaar",
            "may",
            "of",
            "the",
            "past",
            "-",
            "/",
            ".",
            ",",
            "(",
            ")",
            "\n",
            "\n\n",
            "€",
            "miljoen",
            "euro",
            "İ",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(st.tuples(PIECES, st.sampled_from([" ", " ", " ", ""])), max_size=14).map(
        lambda parts: "".join(a + b for a, b in parts)
    ),
    st.text(max_size=60),
)
LANGUAGES = st.sampled_from(["nl", "en", "und"])
ANCHORS = st.one_of(st.none(), st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)))


def is_edtf(value: str) -> bool:
    """Whether the library reads the value; it raises where it does not."""
    return parse_edtf(value) is not None


@settings(max_examples=400, deadline=None, derandomize=True)
@given(TEXTS, LANGUAGES, ANCHORS, st.booleans())
def test_expressions_lie_in_the_text_in_order_with_values_that_hold(text, language, anchor, ocr):
    end = 0
    for date in read_dates(text, language, anchor, ocr=ocr):
        assert end <= date.start_char < date.end_char <= len(text)
        end = date.end_char
        surface = text[date.start_char : date.end_char]
        assert surface == surface.strip()
        assert "\n\n" not in surface
        assert bool(date.edtf) == bool(date.start_date or date.end_date)
        if date.edtf:
            assert is_edtf(date.edtf), date.edtf
            assert date.precision
        if date.start_date and date.end_date and not date.start_date.startswith("-"):
            assert dt.date.fromisoformat(date.start_date) <= dt.date.fromisoformat(date.end_date)
        assert not date.anchor_date or date.anchor_date == anchor.isoformat()


@settings(max_examples=200, deadline=None, derandomize=True)
@given(TEXTS)
def test_amounts_lie_in_the_text_in_order(text):
    end = 0
    for amount in read_amounts(text):
        assert end <= amount.start_char < amount.end_char <= len(text)
        end = amount.end_char
        assert not amount.value or float(amount.value) == float(amount.value)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(1, 12), st.integers(1, 12), st.integers(1990, 2060), st.sampled_from([" en ", ", ", " of "]))
def test_a_year_is_carried_back_over_coordinated_months(first, second, year, link):
    text = f"in {MONTHS[first - 1]}{link}{MONTHS[second - 1]} {year}."
    values = [date.edtf for date in read_dates(text, "nl", None)]
    assert values == [f"{year - (first > second)}-{first:02}", f"{year}-{second:02}"]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(1, 28), st.integers(1, 28), st.sampled_from(MONTHS), st.integers(1990, 2060))
def test_a_range_of_days_shares_month_and_year(first, last, month, year):
    text = f"van {first} tot en met {last} {month} {year}"
    ordered = [date for date in read_dates(text, "nl", None) if "/" in date.edtf]
    number = MONTHS.index(month) + 1
    if first < last:
        assert [d.edtf for d in ordered] == [f"{year}-{number:02}-{first:02}/{year}-{number:02}-{last:02}"]
    else:
        assert ordered == []


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.dates(dt.date(1000, 1, 1), dt.date(2199, 12, 31)))
def test_a_day_in_any_spelling_is_that_day(day):
    month = MONTHS[day.month - 1]
    for text in (f"{day.day} {month} {day.year}", f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}"):
        found = read_dates(f"brief van {text}.", "nl", None)
        assert [(d.start_date, d.end_date, d.edtf) for d in found] == [(day.isoformat(),) * 3]
