"""Time seen from the letter ("vorige week", "twee jaar geleden") or from the last date ("diezelfde dag")."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates.lexicon import Lexicon
from pipeline.dates.numerals import count_at
from pipeline.dates.rule import DAY_DIGITS, OTHER_DIGITS, Found, rule
from pipeline.dates.times import Away, Calendar, Rolling, Same, Those, Vague, Weekday
from pipeline.dates.tokens import Tokens

_SINGULAR = ("dit", "this", "huidig", "lopend")  # "om dit drie weken uit te stellen" is no stretch of time
_PHRASE_REACH = 2  # tokens before a word for a day where a phrase with it may begin
_VAGUE_ALONE = ("day", "half")  # "de afgelopen dag" is no expression of the field


@rule(
    "relative",
    "rolling",
    examples=(
        ("vorig jaar", "vorig jaar", "2017"),
        ("volgende maand", "volgende maand", "2018-03"),
        ("vorige week", "vorige week", "2018-01-29/2018-02-04"),
        ("de afgelopen vijf jaar", "afgelopen vijf jaar", "2013/2018"),
        ("afgelopen jaar", "afgelopen jaar", "2017/2018"),
        ("komend voorjaar", "komend voorjaar", "2018-21"),
        ("dit voorjaar", "dit voorjaar", "2018-21"),
        ("afgelopen oktober", "afgelopen oktober", "2017-10"),
        ("de komende jaren", "komende jaren", ""),
        ("de komende periode (2021)", "komende periode", "2021"),
        ("van 2018 tot en met 2021. In deze drie jaar", "deze drie jaar", "2018/2021"),
        ("de laatste tijd", "laatste tijd", ""),
        ("the past five years", "past five years", "2013/2018", "en"),
        ("For the next five years", "next five years", "2018/2023", "en"),
        ("last Monday", "last Monday", "2018-02-05", "en"),
    ),
    counterexamples=(
        "dit moment",
        "om dit drie weken uit te stellen",
        "de afgelopen verkiezingen",
        "het laatste jaar van de studie",
        "komend vanuit het centrum",
    ),
)
def relative(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """An adjective of time with a unit, a number of units, a season, a month or a weekday."""
    away, rolling = x.relative.at(t, i), x.rolling.at(t, i)
    word = away or rolling
    if not word:
        return None
    lean, start = word
    return (
        _several(t, start, x, rolling)
        or _named(t, start, x, lean)
        or _spell(t, start, x, lean)
        or _unit(t, i, start, x)
    )


def _several(t: Tokens, start: int, x: Lexicon, rolling: tuple[int, int] | None) -> Found | None:
    """ "afgelopen vijf jaar": only the words that count from today, not "deze vijf jaar"."""
    count = count_at(t, start, x)
    unit = x.units.at(t, count[1]) if count else None
    if not count or not unit:
        return None
    if rolling is None:
        these = x.relative.at(t, start - 1) == (0, start) and t.words[start - 1] not in _SINGULAR
        return (Those(unit[0], count[0]), unit[1]) if these else None
    return Rolling(unit[0], rolling[0] * count[0]), unit[1]


def _named(t: Tokens, start: int, x: Lexicon, lean: int) -> Found | None:
    """A season, month, weekday, holiday or school holiday: the one before, of this year, or the next."""
    if found := x.seasons.at(t, start):
        return Calendar(part=found[0], lean=lean), found[1]
    if (found := x.months.at(t, start)) and lean:
        return Calendar(month=found[0], lean=lean), found[1]
    if (found := x.weekdays.at(t, start)) and lean:
        return Weekday(found[0], lean), found[1]
    if name := x.holidays.at(t, start):
        return Calendar(name=name[0], lean=lean), name[1]
    if months := x.breaks.at(t, start):
        first, last = months[0][0], months[0][-1]
        said = Calendar(lean=lean)
        return replace(said, part=first) if len(months[0]) == 1 else replace(said, months=(first, last)), months[1]
    if found := x.terms.at(t, start):
        return (Vague(), found[1]) if t.words[start].endswith("jaar") or t.words[start + 1] == "year" else None
    return None


def _spell(t: Tokens, start: int, x: Lexicon, lean: int) -> Found | None:
    """Stretches without a length: "komende periode", "afgelopen tijd"."""
    found = x.spells.at(t, start)
    return (Vague(), found[1]) if found and lean else None


def _unit(t: Tokens, i: int, start: int, x: Lexicon) -> Found | None:
    """A unit without a number; in the plural it has no value."""
    unit = x.units.at(t, start)
    if not unit or unit[0] in _VAGUE_ALONE:
        return None
    away, rolling = x.relative.at(t, i), x.rolling.at(t, i)
    lean = (away or rolling or (0, 0))[0]
    if t.words[unit[1] - 1] in _plurals(x, t, unit[1] - 1):
        return (Vague(), unit[1]) if lean else None
    if away:
        return Away(unit[0], away[0]), unit[1]
    if not rolling or t.words[i] == "laatste" or unit[0] == "century":
        return None
    if unit[0] in ("weekend", "quarter"):
        return Away(unit[0], lean), unit[1]
    return Rolling(unit[0], lean), unit[1]


def _plurals(x: Lexicon, t: Tokens, i: int) -> frozenset[str]:
    """The unit words that are plurals: those that a number of two takes and that are no singular."""
    return _PLURAL_UNITS


_PLURAL_UNITS = frozenset(
    [
        "dagen",
        "weken",
        "maanden",
        "kwartalen",
        "jaren",
        "decennia",
        "eeuwen",
        "days",
        "weeks",
        "months",
        "quarters",
        "years",
        "decades",
        "centuries",
    ]
)


@rule(
    "numbers",
    DAY_DIGITS,
    OTHER_DIGITS,
    "vague_ago",
    examples=(
        ("twee jaar geleden", "twee jaar geleden", "2016"),
        ("3 maanden geleden", "3 maanden geleden", "2017-11"),
        ("Enige tijd geleden", "Enige tijd geleden", ""),
        ("Twee, drie jaar geleden", "Twee, drie jaar geleden", ""),
        ("twee tot drie jaar geleden", "twee tot drie jaar geleden", ""),
        ("two years ago", "two years ago", "2016", "en"),
    ),
    counterexamples=("vijf jaar lang", "15 jaar directe vliegverbinding", "5000 jaar geleden"),
)
def ago(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A number of units before the letter."""
    vague = x.vague_ago.at(t, i)
    end = x.ago.at(t, vague[1]) if vague else None
    if end and t.words[end[1] - 1] != "terug":
        return Vague(), end[1]
    count = count_at(t, i, x)
    link = (x.through.at(t, count[1]) or x.coordination.at(t, count[1])) if count else None
    other = count_at(t, link[1], x) if link else None
    last = other or count
    unit = x.units.at(t, last[1]) if last else None
    end = x.ago.at(t, unit[1]) if unit else None
    if not count or not unit or not end:
        return None
    return (Vague() if other else Away(unit[0], -count[0])), end[1]


@rule(
    "relative_days",
    examples=(
        ("gisteren", "gisteren", "2018-02-05"),
        ("overmorgen", "overmorgen", "2018-02-08"),
        ("yesterday", "yesterday", "2018-02-05", "en"),
    ),
    counterexamples=("vandaag de dag", "in de morgen", "goede morgen", "de stad van morgen"),
)
def relative_day(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A word for a day, seen from the letter's date."""
    day = x.relative_days.at(t, i)
    held = any(x.not_relative_days.at(t, n) for n in range(max(0, i - _PHRASE_REACH), i + 1))
    if not day or held or x.article.before(t, i):
        return None
    return Away("day", day[0]), day[1]


@rule(
    "same",
    examples=(
        ("Op 19 mei 2020 verzonden, op dezelfde dag ontvangen", "dezelfde dag", "2020-05-19"),
        ("In 2018 waren het er 12, het jaar daarop 20", "jaar daarop", "2019"),
        ("dat jaar", "dat jaar", ""),
    ),
    counterexamples=("dat jaarlijks", "dat jaargetijde"),
)
def same(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """Counted from the last date of the text; without one there is no value."""
    found = x.same.at(t, i)
    return (Same(found[0][0], found[0][1]), found[1]) if found else None
