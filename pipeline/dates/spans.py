"""Stretches of the calendar with their EDTF value, and the sums that the rules need."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century", ""]
Unit = Literal["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century", "spell"]

FIRST_YEAR, LAST_YEAR = 1, 9998  # the winter of a year ends in the next one, and dt.date ends at 9999

# EDTF code of a part of the year: first month, number of months, name. Seasons are the meteorological ones of the
# northern half of the world; winter begins in the December of its year.
PARTS: dict[int, tuple[int, int, Precision]] = {
    21: (3, 3, "season"),
    22: (6, 3, "season"),
    23: (9, 3, "season"),
    24: (12, 3, "season"),
    33: (1, 3, "quarter"),
    34: (4, 3, "quarter"),
    35: (7, 3, "quarter"),
    36: (10, 3, "quarter"),
    40: (1, 6, "half"),
    41: (7, 6, "half"),
}
_CACHED = 4096  # spans kept: letters name the same months and years over and over
_COARSENESS = ("", "day", "week", "month", "season", "quarter", "half", "year", "decade", "century")
_SPELLED_OUT = ("quarter", "half")  # EDTF has no intervals and no "~" of these


@dataclass(frozen=True, slots=True)
class Span:
    """A resolved expression. `start` and `end` are ISO days, empty on the open side of an interval.

    `anchored` says that the value was counted from the letter's date.
    """

    edtf: str
    start: str
    end: str
    precision: Precision
    anchored: bool = False

    @property
    def first_day(self) -> dt.date | None:
        """The first day, where `datetime` can hold it (not before the year 1)."""
        return dt.date.fromisoformat(self.start) if self.start and self.start[0] != "-" else None

    def counted(self) -> Span:
        """The same stretch, marked as counted from the letter's date."""
        return replace(self, anchored=True)

    def approximate(self) -> Span:
        """The same stretch with the EDTF mark for "about", where EDTF allows one."""
        single = "/" not in self.edtf and self.precision in ("day", "month", "year")
        return replace(self, edtf=f"{self.edtf}~") if single else self


def day_span(day: dt.date) -> Span:
    """One day."""
    return Span(day.isoformat(), day.isoformat(), day.isoformat(), "day")


def days_span(first: dt.date, last: dt.date, precision: Precision) -> Span:
    """From one day to another, both included."""
    return Span(f"{first}/{last}", first.isoformat(), last.isoformat(), precision)


@lru_cache(maxsize=_CACHED)
def month_span(year: int, month: int) -> Span:
    """One month."""
    last = calendar.monthrange(year, month)[1]
    return Span(f"{year:04}-{month:02}", f"{year:04}-{month:02}-01", f"{year:04}-{month:02}-{last}", "month")


def months_span(year: int, first: int, last: int) -> Span:
    """Months of `year`, by number; 13 is January of the next year."""
    a, b = month_span(*_carry(year, first)), month_span(*_carry(year, last))
    return a if first == last else replace(interval(a, b), precision="month")


@lru_cache(maxsize=_CACHED)
def year_span(year: int) -> Span:
    """One year; 0 is 1 BC, -1 is 2 BC, as in EDTF."""
    name = f"{year:04}" if year >= 0 else f"-{-year:04}"
    return Span(name, f"{name}-01-01", f"{name}-12-31", "year")


@lru_cache(maxsize=_CACHED)
def part_span(year: int, part: int) -> Span:
    """A season, quarter or half, by its EDTF code."""
    first, count, precision = PARTS[part]
    start, end = month_span(year, first), month_span(*_carry(year, first + count - 1))
    return Span(f"{year:04}-{part}", start.start, end.end, precision)


@lru_cache(maxsize=_CACHED)
def week_span(year: int, week: int) -> Span | None:
    """An ISO week. EDTF has no weeks, so the value is the interval of its days."""
    try:
        monday = dt.date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return days_span(monday, monday + dt.timedelta(days=6), "week")


def decade_span(year: int) -> Span:
    """The ten years from `year` on, as 199X."""
    return Span(f"{year // 10:03}X", f"{year:04}-01-01", f"{year + 9:04}-12-31", "decade")


def century_span(number: int) -> Span:
    """The 19th century is 18XX: EDTF counts hundreds of years, 1800 to 1899."""
    hundreds = number - 1
    return Span(f"{hundreds:02}XX", f"{max(1, hundreds * 100):04}-01-01", f"{hundreds}99-12-31".zfill(10), "century")


def interval(first: Span, last: Span) -> Span:
    """From the start of one span to the end of the other, both with their own precision ("2001/2013-04")."""
    return Span(
        f"{_side(first, 0)}/{_side(last, -1)}",
        first.start,
        last.end,
        max(first.precision, last.precision, key=_COARSENESS.index),
        first.anchored or last.anchored,
    )


def open_span(first: Span) -> Span:
    """From a span on, without an end."""
    return Span(f"{_side(first, 0)}/..", first.start, "", first.precision, first.anchored)


def add_months(day: dt.date, months: int) -> tuple[int, int]:
    """The year and month that lie `months` after the month of `day`."""
    return _carry(day.year, day.month + months)


def unit_span(unit: Unit, day: dt.date, away: int) -> Span | None:
    """The calendar unit `away` units from the one that `day` lies in ("vorig jaar" is year, -1)."""
    if not -900 <= away <= 900:
        return None
    year, month = add_months(day, away) if unit == "month" else (day.year, day.month)
    if unit == "day":
        return day_span(day + dt.timedelta(days=away))
    if unit in ("week", "weekend"):
        monday = day - dt.timedelta(days=day.weekday()) + dt.timedelta(weeks=away)
        first = monday if unit == "week" else monday + dt.timedelta(days=5)
        return days_span(first, monday + dt.timedelta(days=6), "week" if unit == "week" else "day")
    if unit == "month":
        return month_span(year, month)
    if unit in ("quarter", "half"):
        per_year, codes = (4, 33) if unit == "quarter" else (2, 40)
        index = year * per_year + (month - 1) // (12 // per_year) + away
        return part_span(index // per_year, codes + index % per_year)
    if unit == "year":
        return year_span(year + away)
    if unit == "decade":
        return decade_span(year // 10 * 10 + away * 10)
    return century_span(year // 100 + 1 + away) if unit == "century" else None


def rolling_span(unit: Unit, day: dt.date, count: int) -> Span | None:
    """The `count` units before (negative) or after `day`: the past five years of 2018 are 2013/2018."""
    if unit in ("day", "week"):
        other = day + dt.timedelta(days=count * (7 if unit == "week" else 1))
        return days_span(min(day, other), max(day, other), "day" if unit == "day" else "week")
    here, there = unit_span("month", day, 0), None
    if unit in ("month", "quarter", "half"):
        there = unit_span("month", day, count * {"month": 1, "quarter": 3, "half": 6}[unit])
    elif unit in ("year", "decade"):
        years = count * (10 if unit == "decade" else 1)
        here, there = unit_span("year", day, 0), unit_span("year", day, years)
    if here is None or there is None:
        return None
    return interval(there, here) if count < 0 else interval(here, there)


def _side(span: Span, which: int) -> str:
    """One side of an interval as EDTF can write it: intervals end where they end, quarters become months."""
    if "/" in span.edtf:
        return span.edtf.split("/")[which]
    if span.precision in _SPELLED_OUT or (span.precision == "season" and which):
        return (span.end if which else span.start)[:7]
    return (
        span.edtf.rstrip("~")
        if span.precision not in ("decade", "century")
        else (span.end if which else span.start)[:4]
    )


def _carry(year: int, month: int) -> tuple[int, int]:
    """Month 13 is January of the next year, month 0 December of the last one."""
    return year + (month - 1) // 12, (month - 1) % 12 + 1
