"""Doubt about the year of a letter, from the other dates in it; and what a scan made of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from pipeline.records import DateExpression

_DECADE = 10  # years between a "1" and the "2" that it is read as in the third digit
_NEAR = 2  # years that a letter's other dates may lie off
_FEWEST = 2  # other dates that make a doubt


def other_years(day: str, dates: Iterable[DateExpression]) -> list[int]:
    """The years of the days that a letter names besides its own."""
    days = {d.start_date for d in dates if d.precision == "day" and d.kind == "absolute" and d.start_date[:1].isdigit()}
    return [int(other[:4]) for other in days if other != day]


def is_doubtful(day: str, years: list[int]) -> bool:
    """Whether none of the other days lies within two years of the letter's own."""
    return len(years) >= _FEWEST and all(abs(year - int(day[:4])) > _NEAR for year in years)


def mended_day(day: str, years: list[int]) -> str:
    """The letter's day ten years earlier, where every other day says that its 2 is a misread 1; else empty.

    OCR of some typefaces reads 1 as 2: "20 december 2028" on a letter about days in 2018. A day ahead of all
    others by ten years is that; it is not mended when one date of the letter is near it.
    """
    year = int(day[:4]) - _DECADE
    if not years or not all(abs(other - year) <= _NEAR for other in years) or day[2] != "2":
        return ""
    try:
        return dt.date.fromisoformat(day).replace(year=year).isoformat()
    except ValueError:
        return ""


def mended(date: DateExpression, day: str) -> DateExpression:
    """A day or month of a letter of `day` in which 1 was read as 2: ten years earlier if that is near the letter."""
    single = date.kind in ("absolute", "deadline") and date.precision in ("day", "month") and "/" not in date.edtf
    if not single or not date.start_date or date.start_date[2] != "2" or date.edtf[4:5] != "-":
        return date
    year = int(date.start_date[:4]) - _DECADE
    if abs(year - int(day[:4])) > _NEAR or date.start_date.endswith("02-29") or date.end_date.endswith("02-29"):
        return date
    edtf, start, end = (f"{year}{value[4:]}" for value in (date.edtf, date.start_date, date.end_date))
    return replace(date, edtf=edtf, start_date=start, end_date=end)
