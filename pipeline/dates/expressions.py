"""From rules to expressions: position words, approximations, ranges, coordinated days."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeGuard

from pipeline.dates import rules_days, rules_parts, rules_relative, rules_years
from pipeline.dates.lexicon import Lexicon, lexicon
from pipeline.dates.numerals import clean_left, day_at
from pipeline.dates.ocr import mend_dates, mend_digits
from pipeline.dates.rule import DAY_DIGITS, OTHER_DIGITS, YEAR_DIGITS, Found, Rule
from pipeline.dates.rules_days import day_and_month
from pipeline.dates.times import Away, Calendar, Context, Onwards, Range, Time, UntilNow, with_year_before
from pipeline.dates.tokens import Tokens, tokenise, without_footnotes
from pipeline.records import LanguageCode

# In this order: what is more specific is tried first.
RULES: tuple[Rule, ...] = (
    rules_days.date_in_digits,
    rules_parts.quarter_sign,
    rules_days.weekday,
    rules_days.day_and_month,
    rules_years.century,
    rules_parts.part_of_year,
    rules_relative.ago,
    rules_years.decade,
    rules_years.year_of_era,
    rules_parts.week,
    rules_years.school_year,
    rules_years.years,
    rules_days.month_and_day,
    rules_days.month,
    rules_parts.season,
    rules_parts.school_holiday,
    rules_parts.holiday,
    rules_relative.same,
    rules_relative.relative,
    rules_relative.relative_day,
    rules_years.lone_year,
)
_BY_DIGITS = tuple(start[1:] for start in ("=", DAY_DIGITS, DAY_DIGITS, OTHER_DIGITS, YEAR_DIGITS, "="))
_DAY_LENGTH = 2  # digits of a day
_MOST_DAYS = 12  # days in one list ("1, 2 en 3 juli"); keeps the look ahead short


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression in the tokens of a text. `position` is begin, mid, end, ultimo, approx or empty."""

    start: int
    end: int
    time: Time
    position: str = ""


class Grammar:
    """The rules of one language, filed under the words they start at."""

    def __init__(self, language: LanguageCode) -> None:
        self.words: Lexicon = lexicon(language)
        self._rules: dict[str, list[Rule]] = {}
        for rule in RULES:
            for start in self._starts(rule):
                self._rules.setdefault(start, []).append(rule)
        self._leads = {*self.words.position.first_words(), *self.words.approximately.first_words()}
        self.triggers = frozenset(self._rules.keys() | self._leads)

    def expressions(self, t: Tokens) -> list[Expression]:
        """Every expression of a text that was cut with `tokens`, in order, none overlapping."""
        triggers, found, i, listed = self.triggers, [], -1, -1
        for n in [n for n, word in enumerate(t.words) if word in triggers or word.isdecimal()]:
            if n < i or (t.words[n].isdecimal() and not clean_left(t, n)):
                continue
            several: list[Expression] = []
            if n >= listed and t.words[n].isdecimal() and len(t.words[n]) <= _DAY_LENGTH:
                several, listed = self._days(t, n)
            several = several or self._one(t, n)
            if several:
                found += several
                i = several[-1].end
        return [_told(t, one, self.words) for one in _years_carried(t, found, self.words)]

    def tokens(self, text: str, *, ocr: bool = False) -> Tokens:
        """The tokens of a text, as the rules want them, with the confusions of OCR put right."""
        tokens = tokenise(mend_digits(text) if ocr else text)
        return without_footnotes(mend_dates(tokens, self.words, ocr=ocr), self.words.months.first_words())

    def unit(self, t: Tokens, i: int) -> Found | None:
        """What the first rule that fits makes of the tokens from `i` on."""
        word = t.words[i]
        if word.isdecimal() and not clean_left(t, i):
            return None
        for rule in self._rules.get(_filed(word) if word.isdecimal() else word, ()):
            if found := rule.read(t, i, self.words):
                return found
        return None

    def _starts(self, rule: Rule) -> Iterable[str]:
        for start in rule.starts:
            if start[0] == "=":
                yield start[1:]
            else:
                yield from getattr(self.words, start).first_words()

    def _one(self, t: Tokens, i: int) -> list[Expression]:
        """One expression at `i`: with its position word, and as a range where it is one."""
        found = self._positioned(t, i)
        if not found:
            return []
        time, end, position = found
        ranged = self._ranged(t, i, time, end)
        if ranged:
            return [Expression(i, ranged[1], ranged[0], position)]
        onwards = self.words.onwards.at(t, end)
        if onwards:
            return [Expression(i, onwards[1], Onwards(time), position)]
        return [Expression(i, end, time, position)]

    def _positioned(self, t: Tokens, i: int) -> tuple[Time, int, str] | None:
        """A unit, or a position word and a unit ("eind vorig jaar", "einde van het jaar")."""
        if unit := self.unit(t, i):
            return unit[0], unit[1], ""
        lead = self.words.position.at(t, i) or self.words.approximately.at(t, i)
        if not lead or not clean_left(t, i):
            return None
        position, start = lead
        if position == "approx":
            unit = self.unit(t, start) if t.words[start] not in ("dit", "deze", "this") else None
            return (unit[0], unit[1], position) if unit else None
        bare = self.words.article.skip(t, start)
        whole = self.words.units.at(t, bare) if bare > start else None
        if whole and whole[0] in ("year", "month", "week", "quarter") and position and t.words[bare] != "jaren":
            return Away(whole[0], 0), whole[1], position
        unit = self.unit(t, bare)
        if unit and not position and not isinstance(unit[0], Away) and t.words[start - 1] != "van":
            return None
        inner = "" if unit else self.words.position.at(t, bare) and ""
        return (unit[0], unit[1], position or inner or "") if unit else None

    def _ranged(self, t: Tokens, i: int, time: Time, end: int) -> Found | None:
        """The range that the expression begins, if a second one follows a word for "to"."""
        words = self.words
        link = words.through.at(t, end) or (words.coordination.at(t, end) if words.between.before(t, i) else None)
        slash = t.words[end] == "/" and t.joined(end) and t.joined(end + 1)
        if not link and not slash:
            return None
        start = link[1] if link else end + 1
        if link and (now := words.now.at(t, start)) and t.words[end] not in (",", "en", "and"):
            return UntilNow(time), now[1]
        last = self._positioned(t, words.article.skip(t, start))
        if not last or isinstance(time, Range | Onwards) or isinstance(last[0], Range):
            return None
        sign = t.words[end] in ("-", "/")
        if sign and not (isinstance(time, Calendar) and isinstance(last[0], Calendar) and _alike(time, last[0])):
            return None
        ranged = Range(time, last[0])
        return (ranged, last[1]) if _in_order(time, last[0], ranged) else None

    def _days(self, t: Tokens, i: int) -> tuple[list[Expression], int]:
        """Days that share a month: "4 tot en met 8 juni 2018" is a range, "5 en 20 november" two days.

        Days that follow each other ("14, 15 en 16 maart") are one stretch and one expression. Also returns the
        token up to which no other list of days can begin.
        """
        days, through, last = self._day_numbers(t, i)
        if not days:
            return [], last
        found = day_and_month.read(t, last, self.words)
        if not found or not isinstance(found[0], Calendar):
            return [], last
        time, end = found[0], found[1]
        first = replace(time, day=days[0][0], weekday=-1)
        numbers = [day for day, _, _ in days] + [time.day]
        if any(a >= b for a, b in itertools.pairwise(numbers)):
            return [], last
        if through or numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            return [Expression(i, end, Range(first, time))], end
        singles = [Expression(a, b, replace(time, day=day)) for day, a, b in days]
        return [*singles, Expression(last, end, time)], end

    def _day_numbers(self, t: Tokens, i: int) -> tuple[list[tuple[int, int, int]], bool, int]:
        """The day numbers before the last one (with their tokens), whether they are a range, where the last starts."""
        words, start, through = self.words, i, False
        days: list[tuple[int, int, int]] = []
        while (day := day_at(t, start, words)) and len(days) < _MOST_DAYS:
            days.append((day[0], start, day[1]))
            ranged = words.through.at(t, day[1])
            link = ranged or words.coordination.at(t, day[1])
            if not link and t.words[day[1]] == "/" and t.joined(day[1]):
                link = (1, day[1] + 1)
            if not link or through:
                break
            through = bool(ranged) or (len(days) == 1 and bool(words.between.before(t, i)))
            start = words.weekdays.skip(t, link[1])
        return days[:-1], through, days[-1][1] if days else i


@lru_cache(maxsize=4)
def grammar(language: LanguageCode) -> Grammar:
    """The grammar of a language, built once."""
    return Grammar(language)


def _filed(number: str) -> str:
    """The name that rules for numbers of that many digits are filed under."""
    return _BY_DIGITS[min(len(number), len(_BY_DIGITS) - 1)]


def _alike(first: Calendar, last: Calendar) -> bool:
    """Whether two times are of one kind, as the ends of a range with a dash must be."""
    return (
        bool(first.day) == bool(last.day)
        and bool(first.month) == bool(last.month)
        and bool(first.part) == bool(last.part)
        and bool(first.week) == bool(last.week)
    )


def _in_order(first: Time, last: Time, ranged: Range) -> bool:
    """Whether a range of known years runs forward; what needs the letter's date is judged when that is known."""
    if isinstance(last, Calendar) and isinstance(last.year, int):
        return ranged.resolve(Context()) is not None or not isinstance(first, Calendar)
    return True


def _years_carried(t: Tokens, found: list[Expression], words: Lexicon) -> list[Expression]:
    """Give months and days of a coordination the year that only one of them says."""
    for k in range(len(found) - 2, -1, -1):
        here, after = found[k].time, found[k + 1].time
        if _shares(t, found[k], found[k + 1], words) and _lacks(here) and isinstance(after, Calendar):
            found[k] = replace(found[k], time=_with_year_of(here, after))
    for k in range(1, len(found)):
        before, here = found[k - 1].time, found[k].time
        if _shares(t, found[k - 1], found[k], words) and _lacks(here) and isinstance(before, Calendar):
            found[k] = replace(found[k], time=replace(here, year=before.year) if before.year else here)
    return found


def _told(t: Tokens, found: Expression, words: Lexicon) -> Expression:
    """A date without a year that a verb of the past follows ("Op 24 juni was er"): the last one."""
    time = found.time
    if _lacks(time) and (time.day or time.month) and words.past_verbs.at(t, found.end):
        return replace(found, time=replace(time, lean=-1))
    return found


def _with_year_of(here: Calendar, after: Calendar) -> Calendar:
    """`here` with what `after` says of the year: itself, or "jl." or "a.s."."""
    if isinstance(after.year, int):
        return with_year_before(here, after)
    return replace(here, year=after.year, lean=after.lean)


def _lacks(time: Time) -> TypeGuard[Calendar]:
    return isinstance(time, Calendar) and time.year is None and not time.lean


def _shares(t: Tokens, first: Expression, second: Expression, words: Lexicon) -> bool:
    """Whether nothing but "en", a comma or an article stands between two expressions."""
    link = words.coordination.at(t, first.end)
    return link is not None and words.article.skip(t, link[1]) == second.start
