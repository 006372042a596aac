"""When things happened and what they cost: the stage that reads dates and sums of money.

`FindDates` is the stage; `read_dates` and `read_amounts` read any text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.dates.amounts import read_amounts
from pipeline.dates.letter_date import letter_date, letter_month
from pipeline.dates.reader import read_dates, read_passage
from pipeline.dates.settings import DatesSettings
from pipeline.dates.times import Context
from pipeline.records import Amount, DateExpression, Dates, Issue, LanguageCode, Languages, Letter

__all__ = ["DatesSettings", "FindDates", "read_amounts", "read_dates"]


class FindDates:
    """Reads the date expressions and amounts of a letter, passage by passage, each in its own language."""

    def __init__(self, settings: DatesSettings) -> None:
        self._settings = settings

    def __call__(self, letter: Letter, languages: Languages) -> Dates:
        """Find the letter's own date, then every expression, resolved against it.

        An expression that cannot be resolved keeps its place, with an empty value and an info issue.
        """
        ocr = self._settings.ocr and letter.ocr != "none"
        day, issues = letter_date(letter, languages, self._settings.date_labels, ocr=ocr)
        if day:
            dates = _dates(letter, languages, dt.date.fromisoformat(day), ocr=ocr)
        elif month := letter_month(letter, ocr=ocr):
            dates = _agreed(*(_dates(letter, languages, end, ocr=ocr) for end in month))
        else:
            dates = _dates(letter, languages, None, ocr=ocr)
        issues += [_unresolved(letter, date) for date in dates if not date.edtf]
        return Dates(day, tuple(dates), tuple(_amounts(letter)), tuple(issues))


def _dates(letter: Letter, languages: Languages, anchor: dt.date | None, *, ocr: bool) -> list[DateExpression]:
    """The expressions of every passage; what is said in one passage ("2018") helps the next ("dat jaar")."""
    context = Context(anchor)
    dates: list[DateExpression] = []
    for passage, language in zip(letter.passages, languages.passages, strict=True):
        text = letter.text[passage.start_char : passage.end_char]
        read_as = _read_as(language, languages)
        found, context = read_passage(text, read_as, context, ocr=ocr, offset=passage.start_char)
        dates += [replace(date, language=language) for date in found]
    return dates


def _agreed(first: list[DateExpression], last: list[DateExpression]) -> list[DateExpression]:
    """Of a letter that names only its month: the values that are the same on its first and its last day."""
    return [
        a if a.edtf == b.edtf else replace(a, edtf="", start_date="", end_date="", precision="", anchor_date="")
        for a, b in zip(first, last, strict=True)
    ]


def _amounts(letter: Letter) -> list[Amount]:
    amounts: list[Amount] = []
    for passage in letter.passages:
        found = read_amounts(letter.text[passage.start_char : passage.end_char])
        amounts += [_moved(amount, passage.start_char) for amount in found]
    return amounts


def _read_as(language: LanguageCode, languages: Languages) -> LanguageCode:
    """A passage in no known language is read as the rest of the letter, or in both."""
    if language != "und":
        return language
    return languages.letter if languages.letter in ("nl", "en") else "und"


def _unresolved(letter: Letter, date: DateExpression) -> Issue:
    page_number = next(p.page_number for p in letter.passages if p.start_char <= date.start_char < p.end_char)
    surface = " ".join(letter.text[date.start_char : date.end_char].split())
    return Issue(
        "date-unresolved", "info", f"{surface!r} has no value: it is vague or lacks a date to count from", page_number
    )


def _moved(amount: Amount, offset: int) -> Amount:
    return replace(amount, start_char=amount.start_char + offset, end_char=amount.end_char + offset)
