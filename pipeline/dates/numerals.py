"""Numbers as days, years and counts, and what may stand against a number that belongs to a date."""

from __future__ import annotations

from pipeline.dates.lexicon import Lexicon
from pipeline.dates.times import YearsAway
from pipeline.dates.tokens import Tokens

FIRST_YEAR, LAST_YEAR = 1000, 2199  # four digits that can be a year at all
_YEARS = {str(year): year for year in range(FIRST_YEAR, LAST_YEAR + 1)}
_GLUE = frozenset("./,:-+=_#@%&~\\|*")
_DECIMAL = frozenset(".,:/_=@")
_CENTURY_TURN = 60  # '59 is 2059, '60 is 1960


def clean_left(t: Tokens, i: int) -> bool:
    """Whether nothing stands against token `i` that makes it part of a code, a sum or an address."""
    if not t.joined(i):
        return True
    sign = t.words[i - 1]
    if sign.isalnum() or sign in "€$£":
        return False
    return not (sign in _GLUE and t.joined(i - 1) and t.words[i - 2].isalnum())


def clean_right(t: Tokens, end: int) -> bool:
    """Whether nothing stands against the token before `end` that makes it part of a code, a sum or a share."""
    sign = t.words[end]
    if sign in ("%", "‰"):
        return False
    if not t.joined(end):
        return True
    if sign.isalpha():
        return len(sign) > 1 and t.printed(end).istitle()  # a lost blank: "2017-2021Als het"
    if sign == "-":
        return not (t.joined(end + 1) and t.words[end + 1].isdecimal())
    return not (sign in _DECIMAL and t.joined(end + 1) and t.words[end + 1].isdecimal())


def day_at(t: Tokens, i: int, x: Lexicon) -> tuple[int, int] | None:
    """A day of the month at `i` ("6", "6th", "1ste") and the token after it."""
    word = t.words[i]
    if not (word.isdecimal() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    end = i + 1
    if t.joined(end) and t.words[end].isalpha():
        if not x.day_ends.at(t, end):
            return None
        end += 1
    return int(word), end


def four_digit_year(t: Tokens, i: int) -> int:
    """The year that token `i` is, or 0."""
    return _YEARS.get(t.words[i], 0)


def year_at(t: Tokens, i: int, *, clean: bool = True) -> tuple[int, int] | None:
    """A year at `i`, of four digits or as '17, and the token after it."""
    if year := four_digit_year(t, i):
        return (year, i + 1) if not clean or clean_right(t, i + 1) else None
    short = t.words[i + 1]
    if t.words[i] in "'`´" and t.words[i] and t.joined(i + 1) and len(short) == 2 and short.isdecimal():
        year = int(short)
        return (year + (2000 if year < _CENTURY_TURN else 1900), i + 2) if clean_right(t, i + 2) else None
    return None


def of_year(t: Tokens, i: int, x: Lexicon) -> tuple[int | YearsAway, int] | None:
    """The year that a month, season or quarter is of: "2012", "van 2012", "van dit jaar", ", 2012"."""
    linked = x.of.at(t, i)
    start = linked[1] if linked else i
    if not linked and t.words[i] == "-" and t.joined(i + 1) and four_digit_year(t, i + 1):  # "Q3-2021", "mei-2019"
        start = i + 1
    year = year_at(t, start)
    if year:
        return year
    start = x.article.skip(t, start)
    away = x.relative.at(t, start)
    if away and x.units.at(t, away[1]) == ("year", away[1] + 1):
        return YearsAway(away[0]), away[1] + 1
    return None


def count_at(t: Tokens, i: int, x: Lexicon) -> tuple[int, int] | None:
    """A number of units at `i`, in digits or words, and the token after it."""
    word = t.words[i]
    if word.isdecimal() and len(word) <= 3:
        return (int(word), i + 1) if clean_left(t, i) and not t.joined(i + 1) else None
    return x.numbers.at(t, i)
