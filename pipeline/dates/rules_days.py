"""Days and months: "3 mei 2012", "12-03-2019", "donderdag jl.", "mei 2019"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates.lexicon import Lexicon
from pipeline.dates.numerals import clean_left, clean_right, day_at, four_digit_year, of_year
from pipeline.dates.rule import DAY_DIGITS, YEAR_DIGITS, Found, rule
from pipeline.dates.times import Calendar, Range, Weekday
from pipeline.dates.tokens import Tokens


@rule(
    DAY_DIGITS,
    YEAR_DIGITS,
    examples=(
        ("d.d. 12-03-2019", "12-03-2019", "2019-03-12"),
        ("12/03/2019", "12/03/2019", "2019-03-12"),
        ("brief van 09.07.2021.", "09.07.2021", "2021-07-09"),
        ("19-4-18", "19-4-18", "2018-04-19"),
        ("2019-03-12", "2019-03-12", "2019-03-12"),
        ("31-02-2019", "31-02-2019", ""),
        ("RE: Gloves 4/13/2020 8:45 AM", "4/13/2020", "2020-04-13"),
    ),
    counterexamples=("versie 1.2.18", "art. 12.3.2019.4", "12-13-2019", "06-12-03-2019-55", "10.0.0.12"),
)
def date_in_digits(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """Day, month and year in digits, or year, month and day; always day before month."""
    first, sign, second, again, third = t.words[i : i + 5]
    if sign not in ("-", "/", ".") or sign != again or not (second.isdecimal() and third.isdecimal()):
        return None
    if t.words[i + 5] == sign and t.joined(i + 5) and t.joined(i + 6) and t.words[i + 6] not in "'\")":
        return None
    if len(second) > 2 or not clean_right(t, i + 5):
        return None
    if len(first) == 4 and len(third) <= 2 and _tight(t, i):
        year, month, day = int(first), int(second), int(third)
    elif len(first) <= 2 and (
        len(third) == 4 or (len(third) == 2 and _tight(t, i) and _two_digit_year(first, second, sign))
    ):
        day, month, year = int(first), int(second), int(third) + (2000 if len(third) == 2 else 0)
    else:
        return None
    if sign == "/" and _american_clock(t, i + 5):
        day, month = month, day
    return (Calendar(year=year, month=month, day=day), i + 5) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _american_clock(t: Tokens, i: int) -> bool:
    """Whether "8:45 AM" follows: mail programs that print it put the month first."""
    minutes = i + 2
    if t.words[i + 1] != ":" or not (t.words[i].isdecimal() and t.words[minutes].isdecimal()):
        return False
    after = minutes + 1 + 2 * (t.words[minutes + 1] == ":")
    return t.words[after] in ("am", "pm")


def _tight(t: Tokens, i: int) -> bool:
    """Whether the five tokens from `i` on have no blank between them."""
    return all(t.joined(n) for n in range(i + 1, i + 5))


def _two_digit_year(first: str, second: str, sign: str) -> bool:
    """Numbered paragraphs look like 1.2.18, so dots need two digits each."""
    return sign != "." or (len(first) == 2 and len(second) == 2)


@rule(
    DAY_DIGITS,
    examples=(
        ("op 3 mei 2012 besloten", "3 mei 2012", "2012-05-03"),
        ("6 februari jl.", "6 februari jl.", "2018-02-06"),
        ("uiterlijk 1 maart a.s.", "1 maart a.s.", "2018-03-01"),
        ("di 25 okt. 2022", "di 25 okt. 2022", "2022-10-25"),
        ("per 1 juli", "1 juli", "2018-07-01"),
        ("30 februari 2019", "30 februari 2019", ""),
        ("het besluit van 20\nnovember 2020", "20\nnovember 2020", "2020-11-20"),
        ("31 januari van dit jaar", "31 januari van dit jaar", "2018-01-31"),
        ("25-mei-2018", "25-mei-2018", "2018-05-25"),
        ("brief van 28 spetember 2020", "28 spetember 2020", "2020-09-28"),
        ("op 8 mei 202,5 de door", "8 mei 202,5", "2025-05-08"),
        ("Per 2 april was het vol", "2 april", "2017-04-02"),
        ("2-mei-12", "2-mei-12", "2012-05-02"),
        ("6th of February 2018", "6th of February 2018", "2018-02-06", "en"),
        ("on 8 October 2002,", "8 October 2002", "2002-10-08", "en"),
    ),
    counterexamples=("artikel 12 mag niet", "nr. 2018-3 mei", "3 may apply", "3 maar 12 jaar"),
)
def day_and_month(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A day before its month, with or without a year."""
    day = day_at(t, i, x)
    if not day:
        return None
    dashed = t.words[day[1]] == "-" and t.joined(day[1]) and t.joined(day[1] + 1)
    month = month_at(t, day[1] + 1 if dashed or t.words[day[1]] == "of" else day[1], x)
    if not month:
        return None
    said = Calendar(month=month[0], day=day[0])
    found = with_year(t, month[1], x, said)
    if dashed and found[0].year is None:
        return _short_year(t, month[1], said)
    if found[0].year is None and t.words[month[1] - 1] in ("may", "march") and not t.capital(month[1] - 1):
        return None
    return found


def _short_year(t: Tokens, i: int, said: Calendar) -> Found | None:
    """The year of "2-mei-12", which has two digits after a second dash."""
    year = t.words[i + 1]
    dashed = t.words[i] == "-" and t.joined(i) and t.joined(i + 1) and len(year) == 2 and year.isdecimal()
    return (replace(said, year=2000 + int(year)), i + 2) if dashed and clean_right(t, i + 2) else None


@rule(
    "weekdays",
    "weekday_abbreviations",
    examples=(
        ("donderdag jl.", "donderdag jl.", "2018-02-01"),
        ("vrijdag a.s.", "vrijdag a.s.", "2018-02-09"),
        ("woensdag 29 oktober 2008", "woensdag 29 oktober 2008", "2008-10-29"),
        ("donderdag 3 april", "donderdag 3 april", "2018-04-03"),
        ("Wednesday, 3 May 2012", "Wednesday, 3 May 2012", "2012-05-03", "en"),
    ),
    counterexamples=("elke donderdag", "wo en hbo", "do 's"),
)
def weekday(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A weekday with its date, or with "jl." or "a.s."; a weekday alone comes back every week."""
    name = x.weekdays.at(t, i) or x.weekday_abbreviations.at(t, i)
    if not name or (t.joined(i) and t.words[i - 1].isalnum()):
        return None
    end = name[1] + (t.words[name[1]] in (",", "."))
    dated = day_and_month.read(t, end, x) or month_and_day.read(t, end, x) or date_in_digits.read(t, end, x)
    if dated and isinstance(dated[0], Calendar):
        return replace(dated[0], weekday=name[0]), dated[1]
    lean, end = lean_at(t, name[1], x)
    return (Weekday(name[0], lean), end) if lean else None


@rule(
    "months",
    "month_abbreviations",
    examples=(
        ("February 6, 2018", "February 6, 2018", "2018-02-06", "en"),
        ("Januari 25, 2023", "Januari 25, 2023", "2023-01-25"),
        ("In Maart 3 keer", "Maart", "2018-03"),
        ("on March 3rd", "March 3rd", "2018-03-03", "en"),
        ("on November 7 and 8, 2023", "November 7 and 8, 2023", "2023-11-07/2023-11-08", "en"),
        ("from May 4 to 9, 2018", "May 4 to 9, 2018", "2018-05-04/2018-05-09", "en"),
    ),
)
def month_and_day(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """The English order; in other text only with a comma and a year."""
    month = month_at(t, i, x)
    day = day_at(t, month[1], x) if month and t.capital(i) else None
    if not month or not day or not clean_left(t, i):
        return None
    said = Calendar(month=month[0], day=day[0])
    if days := _to_day(t, day[1], x, said):
        return days
    found = with_year(t, day[1], x, said)
    if found[0].year is None and not (x.month_first and clean_right(t, day[1])):
        return None
    return found


def _to_day(t: Tokens, i: int, x: Lexicon, first: Calendar) -> Found | None:
    """The second day and the year of "November 7 and 8, 2023", which are one stretch, or of "May 4-9, 2018"."""
    through = x.through.at(t, i)
    link = through or x.coordination.at(t, i)
    day = day_at(t, link[1], x) if link and t.words[i] != "," else None
    if not day or not (day[0] == first.day + 1 or (through and day[0] > first.day)):
        return None
    last, end = with_year(t, day[1], x, replace(first, day=day[0]))
    return (Range(replace(first, year=last.year), last), end) if last.year is not None else None


@rule(
    "months",
    "month_abbreviations",
    examples=(
        ("mei 2019", "mei 2019", "2019-05"),
        ("dec 2008", "dec 2008", "2008-12"),
        ("april van 2024", "april van 2024", "2024-04"),
        ("in mei 12 van de 13", "mei", "2018-05"),
        ("in december is aangekondigd", "december", "2017-12"),
        ("januari jl.", "januari jl.", "2018-01"),
        ("mei '17", "mei '17", "2017-05"),
        ("In May, the council", "May", "2018-05", "en"),
    ),
    counterexamples=("dagmails/2020/juni/5-", "mei ook u bedanken", "dat mag mei niet", "we may march", "jan heeft"),
)
def month(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A month with its year, or alone; a month that is another word too only after a preposition."""
    name = month_at(t, i, x)
    if not name or not (clean_left(t, i) or _after_month(t, i, x)):
        return None
    found = with_year(t, name[1], x, Calendar(month=name[0]))
    if found[0].year is not None or found[0].lean:
        return found
    compound = t.words[name[1]] in ("-", ".") and t.joined(name[1]) and t.joined(name[1] + 1)
    if not x.months.at(t, i) or (compound and t.words[name[1] + 1].isalpha()):
        return None
    return found if _alone(t, i, name[1], x) else None


def _after_month(t: Tokens, i: int, x: Lexicon) -> bool:
    """Whether "mei/" or "mei-" stands against the month at `i`."""
    return t.words[i - 1] in ("/", "-") and bool(x.months.at(t, i - 2) or x.month_abbreviations.at(t, i - 2))


def month_at(t: Tokens, i: int, x: Lexicon) -> tuple[int, int] | None:
    """A month, in full or short, and the token after it and its full stop."""
    full = x.months.at(t, i)
    if full:
        return full
    short = x.month_abbreviations.at(t, i)
    return (short[0], short[1] + (t.words[short[1]] == "." and t.joined(short[1]))) if short else None


def with_year(t: Tokens, i: int, x: Lexicon, said: Calendar) -> tuple[Calendar, int]:
    """`said` with the year that follows, or with "jl." or "a.s.", and the token after it."""
    year = of_year(t, i, x)
    if year:
        return replace(said, year=year[0]), year[1]
    if t.words[i] in ("-", "/", ".") and t.joined(i) and four_digit_year(t, i + 1) and clean_right(t, i + 2):
        return replace(said, year=four_digit_year(t, i + 1)), i + 2  # "03-mei-2019"
    lean, end = lean_at(t, i, x)
    return replace(said, lean=lean), end


def lean_at(t: Tokens, i: int, x: Lexicon) -> tuple[int, int]:
    """-1 for "jl.", +1 for "a.s.", 0 for neither, and the token after it."""
    for lean, words in ((-1, x.past), (1, x.coming)):
        start = i + (t.words[i] == "," and bool(words.at(t, i + 1)))
        if found := words.at(t, start):
            return lean, found[1]
    return 0, i


def _alone(t: Tokens, i: int, end: int, x: Lexicon) -> bool:
    """Whether a month without a year, day or "jl." is a month and no other word."""
    if x.capital_months.at(t, i) and not t.capital(i):
        return False
    if not x.names.at(t, i):
        return True
    tables = (x.prepositions, x.since, x.until, x.deadline, x.coordination, x.position, x.through, x.approximately)
    if any(table.before(t, i) for table in tables):
        return True
    return t.words[end] in ("/", "-") and bool(x.months.at(t, end + 1))
