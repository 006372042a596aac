"""When things happened and what they cost: the stage that reads dates and sums of money.

`FindDates` is the stage; `read_dates` and `read_amounts` read any text.
"""

from __future__ import annotations

import datetime as dt

from pipeline.dates.amounts import read_amounts
from pipeline.dates.letter_date import letter_date, letter_month
from pipeline.dates.misread import is_doubtful, mended, mended_day, other_years
from pipeline.dates.passages import PassageReader, agreed, amounts_of
from pipeline.dates.reader import read_dates
from pipeline.dates.settings import DatesSettings
from pipeline.records import DateExpression, Dates, Issue, Languages, Letter

__all__ = ["DatesSettings", "FindDates", "read_amounts", "read_dates"]


class FindDates:
    """Reads the date expressions and amounts of a letter, passage by passage, each in its own language."""

    def __init__(self, settings: DatesSettings) -> None:
        self._settings = settings

    def __call__(self, letter: Letter, languages: Languages) -> Dates:
        """Find the letter's own date, then every expression, resolved against it.

        An expression that cannot be resolved keeps its place, with an empty value and an info issue.
        """
        ocr = self._settings.ocr and _may_be_ocr(letter)
        day, issues = letter_date(letter, languages, self._settings.date_labels, ocr=ocr)
        reader = PassageReader(letter, languages, self._settings, ocr=ocr)
        if day:
            day, dates, doubts = _counted_from(day, reader, ocr=ocr)
            issues += doubts
        elif month := letter_month(letter, ocr=ocr):
            dates = agreed(*(reader.dates(end) for end in month))
        else:
            dates = reader.dates(None)
        issues += [_unresolved(letter, date) for date in dates if not date.edtf]
        return Dates(day, tuple(dates), tuple(amounts_of(letter)), tuple(issues))


def _counted_from(day: str, reader: PassageReader, *, ocr: bool) -> tuple[str, list[DateExpression], list[Issue]]:
    """The letter's day, mended where a scan misread its year; the dates counted from it; what is doubtful."""
    dates = reader.dates(dt.date.fromisoformat(day))
    years = other_years(day, dates)
    if ocr and (right := mended_day(day, years)):
        message = f"the letter's date reads {day}, ten years after every other day in it; taken for {right}"
        dates = [mended(date, right) for date in reader.dates(dt.date.fromisoformat(right))]
        return right, dates, [Issue("letter-date-mended", "warning", message, 1)]
    if is_doubtful(day, years):
        message = f"the letter's date reads {day}, years away from every other day in it; look whether that is right"
        return day, dates, [Issue("letter-date-doubtful", "warning", message, 1)]
    return day, dates, []


def _may_be_ocr(letter: Letter) -> bool:
    """Whether text was read from pictures, by us or, as pictures on most pages hint, by whoever made the file."""
    pictured = sum(page.images > 0 for page in letter.ledger)
    return letter.ocr != "none" or pictured * 2 > len(letter.ledger)


def _unresolved(letter: Letter, date: DateExpression) -> Issue:
    page_number = next(p.page_number for p in letter.passages if p.start_char <= date.start_char < p.end_char)
    surface = " ".join(letter.text[date.start_char : date.end_char].split())
    return Issue(
        "date-unresolved", "info", f"{surface!r} has no value: it is vague or lacks a date to count from", page_number
    )
