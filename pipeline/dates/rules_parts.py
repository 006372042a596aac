"""Parts of years: seasons, quarters, halves, weeks, school holidays and holidays."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates.lexicon import Lexicon
from pipeline.dates.numerals import clean_left, clean_right, count_at, four_digit_year, of_year, year_at
from pipeline.dates.rule import DAY_DIGITS, YEAR_DIGITS, Found, rule
from pipeline.dates.rules_days import lean_at, with_year
from pipeline.dates.spans import PARTS
from pipeline.dates.times import Calendar, FirstUnits, Range
from pipeline.dates.tokens import Tokens

_MONTHS_OF = {"month": 1, "quarter": 3}
_LAST_WEEK = 53


@rule(
    "seasons",
    examples=(
        ("in het najaar van 2012", "najaar van 2012", "2012-23"),
        ("zomer 2016", "zomer 2016", "2016-22"),
        ("winter 2017/2018", "winter 2017/2018", "2017-24"),
        ("na de zomer", "zomer", "2018-22"),
        ("spring 2018", "spring 2018", "2018-21", "en"),
        ("the fall of 2019", "fall of 2019", "2019-23", "en"),
    ),
    counterexamples=("een zomer lang", "Permanente Winter Opvang"),
)
def season(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A season with its year; without one only after a preposition and an article ("voor de zomer")."""
    name = x.seasons.at(t, i)
    if not name or not clean_left(t, i):
        return None
    said = Calendar(part=name[0])
    if over := _over_new_year(t, name[1], x):
        return replace(said, year=over[0]), over[1]
    year = of_year(t, name[1], x)
    if year:
        return replace(said, year=year[0]), year[1]
    lean, end = lean_at(t, name[1], x)
    if lean:
        return replace(said, lean=lean), end
    return (said, name[1]) if not x.month_first and _pointed_at(t, i, x) else None


def _over_new_year(t: Tokens, i: int, x: Lexicon) -> tuple[int, int] | None:
    """The first year of "2017/2018" or "2017-'18" after a winter, which belongs to the year it begins in."""
    start = x.of.skip(t, i)
    year = four_digit_year(t, start)
    if not year or t.words[start + 1] not in ("/", "-"):
        return None
    other = year_at(t, start + 2)
    if other:
        return (year, other[1]) if other[0] == year + 1 else None
    follows = t.words[start + 2] == f"{(year + 1) % 100:02}" and t.joined(start + 2) and clean_right(t, start + 3)
    return (year, start + 3) if follows else None


def _pointed_at(t: Tokens, i: int, x: Lexicon) -> bool:
    """Whether "na de", "in het" or the like stands before token `i`."""
    if not x.article.before(t, i):
        return False
    tables = (x.prepositions, x.until, x.since, x.deadline, x.approximately)
    return any(table.before(t, i - 1) for table in tables)


@rule(
    "breaks",
    examples=(
        ("kerstvakantie 2018", "kerstvakantie 2018", "2018-12/2019-01"),
        ("na het zomerreces", "zomerreces", "2018-22"),
        ("vóór het meireces 2025", "meireces 2025", "2025-05"),
        ("kerstreces 2020-2021", "kerstreces 2020-2021", "2020-12/2021-01"),
    ),
    counterexamples=("zomervakantie vieren",),
)
def school_holiday(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """School holidays and recesses differ a week a year, so their value is the months they lie in."""
    name = x.breaks.at(t, i)
    if not name:
        return None
    months = name[0]
    said = Calendar(part=months[0]) if len(months) == 1 else Calendar(months=(months[0], months[1]))
    if over := _over_new_year(t, name[1], x):
        return replace(said, year=over[0]), over[1]
    year = of_year(t, name[1], x)
    if year:
        return replace(said, year=year[0]), year[1]
    lean, end = lean_at(t, name[1], x)
    return (replace(said, lean=lean), end) if lean or _pointed_at(t, i, x) else None


@rule(
    "holidays",
    examples=(
        ("Pasen 2019", "Pasen 2019", "2019-04-21"),
        ("Koningsdag 2020", "Koningsdag 2020", "2020-04-27"),
        ("Prinsjesdag 2021", "Prinsjesdag 2021", "2021-09-21"),
        ("in verband met de kerst", "kerst", "2017-12-25"),
        ("op tweede pinksterdag", "tweede pinksterdag", "2018-05-21"),
        ("Easter 2019", "Easter 2019", "2019-04-21", "en"),
    ),
    counterexamples=("een kerst zonder sneeuw", "Kerstboom"),
)
def holiday(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A holiday that is a day; without a year only after a preposition."""
    name = x.holidays.at(t, i)
    if not name or not clean_left(t, i):
        return None
    found = with_year(t, name[1], x, Calendar(name=name[0]))
    if found[0].year is not None or found[0].lean:
        return found
    before = (x.prepositions, x.until, x.since, x.deadline)
    return found if _pointed_at(t, i, x) or any(table.before(t, i) for table in before) else None


@rule(
    "ordinals",
    DAY_DIGITS,
    examples=(
        ("vierde kwartaal van 2019", "vierde kwartaal van 2019", "2019-36"),
        ("eerste helft van 2021", "eerste helft van 2021", "2021-40"),
        ("de 2e helft van 2026", "2e helft van 2026", "2026-41"),
        ("tweede helft van dit jaar", "tweede helft van dit jaar", "2018-41"),
        ("het laatste kwartaal", "laatste kwartaal", "2017-36"),
        ("eerste halfjaar van 2021", "eerste halfjaar van 2021", "2021-40"),
        ("eerste drie kwartalen van 2023", "eerste drie kwartalen van 2023", "2023-01/2023-09"),
        ("the second half of 2020", "second half of 2020", "2020-41", "en"),
    ),
    counterexamples=("de eerste helft van de wedstrijd", "tweede kwart"),
)
def part_of_year(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A quarter or half by its number in words or digits; a half needs its year."""
    number = x.ordinals.at(t, i) or _ordinal_in_digits(t, i, x)
    if not number:
        return None
    if number[0] == 1 and (several := count_at(t, number[1], x)):
        return _first_units(t, several, x)
    part = x.parts.at(t, number[1])
    if not part:
        return None
    most = 4 if part[0] == "quarter" else 2
    nth = most if number[0] == -1 else number[0]
    year = of_year(t, part[1], x)
    if nth > most or (part[0] == "half" and not year):
        return None
    said = Calendar(part=(32 if part[0] == "quarter" else 39) + nth)
    return (replace(said, year=year[0]), year[1]) if year else (said, part[1])


def _first_units(t: Tokens, several: tuple[int, int], x: Lexicon) -> Found | None:
    unit = x.units.at(t, several[1])
    year = of_year(t, unit[1], x) if unit else None
    months = several[0] * _MONTHS_OF.get(unit[0], 0) if unit else 0
    return (FirstUnits(months, year[0]), year[1]) if year and 0 < months <= 12 else None


def _ordinal_in_digits(t: Tokens, i: int, x: Lexicon) -> tuple[int, int] | None:
    """ "1e", "2de", "3rd": one digit with its ending."""
    word = t.words[i]
    if len(word) == 1 and word.isdecimal() and t.joined(i + 1):
        ending = x.ordinal_ends.at(t, i + 1)
        return (int(word), ending[1]) if ending and 1 <= int(word) <= 4 else None
    return None


@rule(
    "=q",
    "=h",
    DAY_DIGITS,
    YEAR_DIGITS,
    examples=(
        ("Q3 2021", "Q3 2021", "2021-35"),
        ("Q1 of 2022", "Q1 of 2022", "2022-33", "en"),
        ("eind Q2 2025", "eind Q2 2025", "2025-34"),
        ("Q2", "Q2", "2018-34"),
        ("Q1/Q2 van 2023", "Q1/Q2 van 2023", "2023-01/2023-06"),
        ("1Q 2023", "1Q 2023", "2023-33"),
        ("2021-Q4", "2021-Q4", "2021-36"),
        ("H1 2021", "H1 2021", "2021-40"),
    ),
    counterexamples=("Q7", "FAQ1", "H2"),
)
def quarter_sign(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """Q1 to Q4, also as 1Q and after the year; H1 and H2 with their year."""
    if not clean_left(t, i) and t.words[i - 1] != "/":
        return None
    if before := four_digit_year(t, i):
        sign = i + 1 + (t.words[i + 1] == "-")
        part = _sign_at(t, sign)
        return (Calendar(year=before, part=part), sign + 2) if part else None
    if t.words[i].isdecimal():
        swapped = len(t.words[i]) == 1 and t.words[i + 1] == "q" and t.joined(i + 1) and not t.joined(i + 2)
        part = 32 + int(t.words[i]) if swapped and 1 <= int(t.words[i]) <= 4 else 0
    else:
        part = _sign_at(t, i)
    if not part:
        return None
    year = of_year(t, i + 2, x)
    if year:
        return Calendar(year=year[0], part=part), year[1]
    if t.words[i].isdecimal():
        return None
    return (Calendar(part=part), i + 2) if PARTS[part][2] == "quarter" else None


def _sign_at(t: Tokens, i: int) -> int:
    """The EDTF part that "Q3" or "H1" is, or 0."""
    number = t.words[i + 1]
    if not (t.capital(i) and t.joined(i + 1) and len(number) == 1 and number.isdecimal() and clean_right(t, i + 2)):
        return 0
    part = {"q": 32, "h": 39}.get(t.words[i], 0) + int(number)
    return part if part in PARTS and int(number) else 0


@rule(
    "=week",
    "=weken",
    "=weeks",
    "=wk",
    examples=(
        ("week 12", "week 12", "2018-03-19/2018-03-25"),
        ("week 12 van 2020", "week 12 van 2020", "2020-03-16/2020-03-22"),
        ("week 12 t/m 14", "week 12 t/m 14", "2018-03-19/2018-04-08"),
    ),
    counterexamples=("week 60", "2 weken 12 uur", "per week 12.000 bezoekers"),
)
def week(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A numbered week, or a range of them."""
    first = _week_number(t, i + 1)
    if not first or t.words[i - 1].isdecimal() or t.words[i - 1] == "per" or x.numbers.before(t, i):
        return None
    end, last = i + 2, 0
    through = x.through.at(t, end)
    if through and (last := _week_number(t, through[1])) > first:
        end = through[1] + 1
    year = of_year(t, end, x)
    value, end = year if year else (None, end)
    if last > first:
        return Range(Calendar(year=value, week=first), Calendar(year=value, week=last)), end
    return Calendar(year=value, week=first), end


def _week_number(t: Tokens, i: int) -> int:
    word = t.words[i]
    ok = (
        word.isdecimal()
        and len(word) <= 2
        and 1 <= int(word) <= _LAST_WEEK
        and not (t.joined(i + 1) and t.words[i + 1] in "%€")
    )
    return int(word) if ok and (clean_right(t, i + 1) or t.words[i + 1] == "-") else 0
