"""Which of the dates of a letter is its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.dates.reader import read_dates
from pipeline.records import DateExpression, Issue, Languages, Letter, Passage

STAGE_PAGE = 1  # a letter says when it was written on its first page
_LONGEST_DATELINE = 60  # characters: "Maastricht, 6 februari 2018" and a label or a place around it
_LONGEST_LABEL_GAP = 40


@dataclass(frozen=True, slots=True)
class _Candidate:
    day: str
    rank: int


def letter_date(letter: Letter, languages: Languages, labels: Sequence[str], *, ocr: bool) -> tuple[str, list[Issue]]:
    """Choose the day a letter was written on, and say what is doubtful about it.

    The rule: the date that the letterhead gives as its own; else, on page one, the first full date after a label
    ("Datum"), else the first in the letterhead, else the first that stands alone or with a place ("Maastricht,
    6 februari 2018"); a date in running text is never the letter's own. Of the lines of furniture on any page
    the same holds. Where dates of the same rank differ, the first is taken and an issue says so.
    """
    if letter.letterhead.date:
        days = _full_days(letter.letterhead.date, ocr=ocr)
        if days:
            return days[0][0], []
        if letter_month(letter, ocr=ocr):
            return "", [Issue("letter-date-no-day", "info", f"the letter names no day: {letter.letterhead.date!r}", 1)]
        return "", [Issue("letter-date-unread", "warning", f"no day can be read in {letter.letterhead.date!r}", 1)]
    candidates = list(_candidates(letter, languages, labels, ocr=ocr))
    if not candidates:
        return "", [
            Issue("letter-date-not-found", "info", "the letter names no date as its own; relative dates stay open", 1)
        ]
    best = min(candidate.rank for candidate in candidates)
    days_found = list(dict.fromkeys(candidate.day for candidate in candidates if candidate.rank == best))
    issues = []
    if len(days_found) > 1:
        message = f"more than one date may be the letter's own: {', '.join(days_found)}; the first is taken"
        issues.append(Issue("letter-date-ambiguous", "warning", message, 1))
    return days_found[0], issues


def letter_month(letter: Letter, *, ocr: bool) -> tuple[dt.date, dt.date] | None:
    """The first and last day of the month that the letterhead gives instead of a day."""
    for date in read_dates(letter.letterhead.date, "und", None, ocr=ocr):
        if date.precision == "month" and date.start_date and "/" not in date.edtf:
            return dt.date.fromisoformat(date.start_date), dt.date.fromisoformat(date.end_date)
    return None


def _candidates(letter: Letter, languages: Languages, labels: Sequence[str], *, ocr: bool) -> Iterable[_Candidate]:
    before = ""
    for passage in letter.passages:
        text = letter.text[passage.start_char : passage.end_char]
        if _may_hold_date(passage):
            for day, found in _full_days(text, ocr=ocr):
                rank = _rank(passage, text, found, before, labels)
                if rank is not None:
                    yield _Candidate(day, rank)
        before = text


def _may_hold_date(passage: Passage) -> bool:
    return passage.page_number == STAGE_PAGE or passage.kind == "furniture"


def _rank(passage: Passage, text: str, found: DateExpression, before: str, labels: Sequence[str]) -> int | None:
    """0 after a label, 1 in the letterhead, 2 alone or with a place; None in running text."""
    lead = text[: found.start_char]
    line = lead.rpartition("\n")[2]
    label = _last_words(line if line.strip(" :\t") else lead if lead.strip(" :\t\n") else before)
    if label.endswith(tuple(labels)):
        return 0
    if passage.kind == "letterhead":
        return 1
    rest = text[found.end_char :].partition("\n")[0]
    alone = len(line) + len(rest) + found.end_char - found.start_char <= _LONGEST_DATELINE
    place = line.rstrip(" ,").replace(" ", "").replace("-", "").replace("'", "")
    if alone and not rest.strip(" .") and (not place or (place.isalpha() and line.rstrip().endswith(","))):
        return 2
    return None


def _last_words(text: str) -> str:
    """The last words before a date, without the colon, to compare with labels."""
    return " ".join(text[-_LONGEST_LABEL_GAP:].casefold().split()).rstrip(" :")


def _full_days(text: str, *, ocr: bool) -> list[tuple[str, DateExpression]]:
    """The days with a year in a text."""
    found = read_dates(text, "und", None, ocr=ocr)
    return [(d.start_date, d) for d in found if d.precision == "day" and d.start_date and d.start_date == d.end_date]
