"""Holidays that are days, by year: those of the Netherlands from `holidays`, and a few that it does not have."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

# Names of this module, as the word lists give them, and names of the library (English, code NL).
_OF_LIBRARY = {
    "new year's day": ("New Year's Day",),
    "good friday": ("Good Friday",),
    "easter": ("Easter Sunday",),
    "easter monday": ("Easter Monday",),
    "king's day": ("King's Day", "Queen's Day"),
    "ascension": ("Ascension Day",),
    "pentecost": ("Pentecost", "Whit Sunday"),
    "pentecost monday": ("Pentecost Monday", "Whit Monday"),
    "christmas": ("Christmas Day",),
    "second day of christmas": ("Second Day of Christmas",),
}
_FIXED = {
    "remembrance day": (5, 4),
    "liberation day": (5, 5),
    "st nicholas' eve": (12, 5),
    "christmas eve": (12, 24),
    "new year's eve": (12, 31),
}


def holiday(name: str, year: int) -> dt.date | None:
    """The day of a holiday in a year; None for a year that the library does not know it in."""
    if name in _FIXED:
        return dt.date(year, *_FIXED[name])
    if name == "budget day":  # the third Tuesday of September (Grondwet, article 65)
        first = dt.date(year, 9, 1)
        return first + dt.timedelta(days=(1 - first.weekday()) % 7 + 14)
    days = _days_of(year)
    return next((days[title] for title in _OF_LIBRARY[name] if title in days), None)


@lru_cache(maxsize=512)
def _days_of(year: int) -> dict[str, dt.date]:
    import holidays  # slow to import, and most letters name no holiday

    found = holidays.country_holidays("NL", years=year, language="en_US", categories=("public", "optional"))
    return {title: day for day, titles in found.items() for title in titles.split("; ")}
