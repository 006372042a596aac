"""When things happened and what they cost: the stage that reads dates and sums of money.

`FindDates` is the stage; `read_dates` and `read_amounts` read any text.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pipeline.dates.amounts import read_amounts
from pipeline.dates.letter_date import letter_date
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
        context = Context(dt.date.fromisoformat(day) if day else None)
        dates: list[DateExpression] = []
        amounts: list[Amount] = []
        for passage, language in zip(letter.passages, languages.passages, strict=True):
            text, offset = letter.text[passage.start_char : passage.end_char], passage.start_char
            found, context = read_passage(text, _read_as(language, languages), context, ocr=ocr, offset=offset)
            dates += [replace(date, language=language) for date in found]
            issues += [_unresolved(letter, date, passage.page_number) for date in found if not date.edtf]
            amounts += [_moved(amount, offset) for amount in read_amounts(text)]
        return Dates(day, tuple(dates), tuple(amounts), tuple(issues))


def _read_as(language: LanguageCode, languages: Languages) -> LanguageCode:
    """A passage in no known language is read as the rest of the letter, or in both."""
    if language != "und":
        return language
    return languages.letter if languages.letter in ("nl", "en") else "und"


def _unresolved(letter: Letter, date: DateExpression, page_number: int) -> Issue:
    surface = " ".join(letter.text[date.start_char : date.end_char].split())
    return Issue(
        "date-unresolved", "info", f"{surface!r} has no value: it is vague or lacks a date to count from", page_number
    )


def _moved(amount: Amount, offset: int) -> Amount:
    return replace(amount, start_char=amount.start_char + offset, end_char=amount.end_char + offset)
