"""What an expression says before it is known when the letter was written, and how it is resolved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from pipeline.dates.holy_days import holiday
from pipeline.dates.spans import (
    FIRST_YEAR,
    LAST_YEAR,
    PARTS,
    Span,
    Unit,
    day_span,
    interval,
    month_span,
    months_span,
    open_span,
    part_span,
    rolling_span,
    unit_span,
    week_span,
    year_span,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is resolved against: the letter's date and the last date before it in the text."""

    anchor: dt.date | None = None
    last: Span | None = None


class Time(Protocol):
    """What every rule returns."""

    def resolve(self, context: Context) -> Span | None:
        """When it is, or None where the context does not say."""
        ...


@dataclass(frozen=True, slots=True)
class YearsAway:
    """A year by its distance from the letter's: "vorig jaar" is -1."""

    years: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """A place in the calendar, as far as it is said: a year, a season, a month, a day, a holiday.

    `months` are the first and last month of a named break; `lean` is -1 for "jl." and "afgelopen", +1 for
    "a.s." and "komend". Without a year the one nearest to the letter's date is meant, on the side that `lean`
    names; a weekday decides between years.
    """

    year: int | YearsAway | None = None
    month: int = 0
    day: int = 0
    part: int = 0
    week: int = 0
    months: tuple[int, int] = (0, 0)
    name: str = ""
    weekday: int = -1
    lean: int = 0

    def resolve(self, context: Context) -> Span | None:
        """The span of the year that is said or meant."""
        if isinstance(self.year, int):
            return self.in_year(self.year)
        anchor = context.anchor
        if anchor is None:
            return None
        if isinstance(self.year, YearsAway):
            span = self.in_year(anchor.year + self.year.years)
        else:
            span = _nearest(self, anchor)
        return span.counted() if span else None

    def in_year(self, year: int) -> Span | None:
        """The span in `year`; None for days that do not exist."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        if self.name:
            day = holiday(self.name, year)
            return day_span(day) if day else None
        if self.day:
            try:
                return day_span(dt.date(year, self.month, self.day))
            except ValueError:
                return None
        if self.month:
            return month_span(year, self.month)
        if self.part:
            return part_span(year, self.part)
        if self.week:
            return week_span(year, self.week)
        return months_span(year, *self.months) if self.months[0] else year_span(year)


@lru_cache(maxsize=4096)
def _nearest(time: Calendar, anchor: dt.date) -> Span | None:
    """The span nearest to a day, on the side that `time` leans to."""
    spans = [span for years in (-1, 0, 1) if (span := time.in_year(anchor.year + years))]
    if time.weekday >= 0:
        spans = [s for s in spans if dt.date.fromisoformat(s.start).weekday() == time.weekday] or spans
    today = anchor.isoformat()
    if time.lean < 0:
        spans = [span for span in spans if span.start <= today]
    elif time.lean > 0:
        spans = [span for span in spans if (span.start if time.part else span.end) >= today]
    return min(spans, key=lambda span: _days_off(span, anchor), default=None)


@dataclass(frozen=True, slots=True)
class Away:
    """A calendar unit some units from the letter's date: "vorige week", "gisteren", "twee jaar geleden"."""

    unit: Unit
    units: int

    def resolve(self, context: Context) -> Span | None:
        """The unit, counted from the letter's date."""
        span = unit_span(self.unit, context.anchor, self.units) if context.anchor else None
        return span.counted() if span else None


@dataclass(frozen=True, slots=True)
class Rolling:
    """Units up to or from the letter's date: "de afgelopen vijf jaar"."""

    unit: Unit
    units: int

    def resolve(self, context: Context) -> Span | None:
        """The stretch, one end of which is the letter's date."""
        span = rolling_span(self.unit, context.anchor, self.units) if context.anchor else None
        return span.counted() if span else None


@dataclass(frozen=True, slots=True)
class Weekday:
    """The last (-1) or next (+1) such weekday, seen from the letter's date, which itself does not count."""

    weekday: int
    lean: int

    def resolve(self, context: Context) -> Span | None:
        """The day."""
        if context.anchor is None:
            return None
        if self.lean < 0:
            days = -((context.anchor.weekday() - self.weekday - 1) % 7 + 1)
        else:
            days = (self.weekday - context.anchor.weekday() - 1) % 7 + 1
        return day_span(context.anchor + dt.timedelta(days=days)).counted()


@dataclass(frozen=True, slots=True)
class Same:
    """Counted from the last date of the text: "diezelfde dag", "het jaar daarop"."""

    unit: Unit
    units: int

    def resolve(self, context: Context) -> Span | None:
        """The unit that the last date lies in, or one beside it; a month has no "same day"."""
        last = context.last
        if last is None or last.first_day is None or (self.unit == "day" and last.precision != "day"):
            return None
        if self.unit == "month" and last.precision not in ("day", "month"):
            return None
        span = unit_span(self.unit, last.first_day, self.units)
        return replace(span, anchored=last.anchored) if span else None


@dataclass(frozen=True, slots=True)
class FirstUnits:
    """The first months or quarters of a year: "eerste drie kwartalen van 2023"."""

    months: int
    year: int | YearsAway | None

    def resolve(self, context: Context) -> Span | None:
        """From January on."""
        year = self.year if self.year is not None else YearsAway(0)
        return Calendar(year=year, months=(1, self.months)).resolve(context)


@dataclass(frozen=True, slots=True)
class Fixed:
    """What needs no context: a decade, a century, a year before Christ."""

    span: Span

    def resolve(self, context: Context) -> Span | None:
        """The span."""
        return self.span


@dataclass(frozen=True, slots=True)
class Those:
    """ "Deze drie jaar": the last stretch of the text, if it is that many years."""

    unit: Unit
    units: int

    def resolve(self, context: Context) -> Span | None:
        """The stretch; 2018 to 2021 is three years as well as four."""
        last = context.last
        if last is None or self.unit != "year" or last.precision != "year" or not last.start or not last.end:
            return None
        years = int(last.end[:-6]) - int(last.start[:-6])
        return last if years in (self.units, self.units - 1) else None


@dataclass(frozen=True, slots=True)
class Vague:
    """Calendar time that nobody can give a value: "de komende jaren"."""

    def resolve(self, context: Context) -> Span | None:
        """Never a value."""
        return None


@dataclass(frozen=True, slots=True)
class Range:
    """From one time to another; what the first leaves out it takes from the second."""

    first: Time
    last: Time

    def resolve(self, context: Context) -> Span | None:
        """The interval, or None when an end has no value or the ends are the wrong way round."""
        first, last = completed(self.first, self.last)
        end = last.resolve(context)
        if end is None:
            return None
        if isinstance(first, Calendar) and first.year is None:
            if isinstance(last, Calendar) and isinstance(last.year, YearsAway):
                first = replace(first, year=last.year)
            elif end.anchored and end.first_day:
                first = year_before(first, end.first_day)
        start = first.resolve(context)
        if start is None or start.start > end.end:
            return None
        return interval(start, replace(end, anchored=end.anchored or start.anchored))


@dataclass(frozen=True, slots=True)
class Onwards:
    """From a time on: "2024 en verder", or "1890 to the present" in a text without a date."""

    first: Time

    def resolve(self, context: Context) -> Span | None:
        """An interval that is open at its end."""
        start = self.first.resolve(context)
        return open_span(start) if start else None


@dataclass(frozen=True, slots=True)
class UntilNow:
    """From a time to the day of the letter: "2018 tot heden"."""

    first: Time

    def resolve(self, context: Context) -> Span | None:
        """Ends at the letter's date, or open where that is unknown."""
        start = self.first.resolve(context)
        if start is None or context.anchor is None:
            return open_span(start) if start else None
        end = day_span(context.anchor)
        return interval(start, end).counted() if start.start <= end.end else None


def completed(first: Time, last: Time) -> tuple[Time, Time]:
    """Both ends of a range with the month and year that only the other end says."""
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        if first.day and not first.month:
            first = replace(first, month=last.month)
        if first.year is None and isinstance(last.year, int):
            first = with_year_before(first, last)
        elif last.year is None and isinstance(first.year, int):
            year = first.year + (order_in_year(last) < order_in_year(first))
            last = replace(last, year=year)
    return first, last


def with_year_before(first: Calendar, last: Calendar) -> Calendar:
    """`first` in the year of `last`, or in the one before when it would come after it ("december en januari 2020")."""
    if not isinstance(last.year, int):
        return first
    return replace(first, year=last.year - (order_in_year(first) > order_in_year(last)))


def year_before(first: Calendar, day: dt.date) -> Calendar:
    """`first` in the year of `day`, or in the one before when it would come after it."""
    span = first.in_year(day.year)
    return replace(first, year=day.year - bool(span and span.start > day.isoformat()))


def order_in_year(time: Calendar) -> tuple[int, int]:
    """Month and day where `time` begins, to compare two times of one year."""
    month = time.month or (PARTS[time.part][0] if time.part else time.months[0])
    return month, time.day


def _days_off(span: Span, anchor: dt.date) -> int:
    """How far the anchor lies outside a span, in days."""
    first, last = dt.date.fromisoformat(span.start), dt.date.fromisoformat(span.end)
    return max((first - anchor).days, (anchor - last).days, 0)
