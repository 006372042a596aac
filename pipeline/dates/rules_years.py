"""Years, ranges of years, school years, decades, centuries and years before Christ."""

from __future__ import annotations

from pipeline.dates.lexicon import Lexicon
from pipeline.dates.numerals import LAST_YEAR, clean_right, four_digit_year, year_at
from pipeline.dates.rule import DAY_DIGITS, OTHER_DIGITS, YEAR_DIGITS, Found, rule
from pipeline.dates.spans import century_span, decade_span, year_span
from pipeline.dates.surroundings import is_count, is_law_name, is_number_of, is_postcode, may_stand_alone
from pipeline.dates.times import Calendar, Fixed, Range
from pipeline.dates.tokens import Tokens

_FIRST_RANGED = 1500  # "1151-1152 Aankoop" numbers files; "(1000-1384)" are years
_FIRST_SLASHED = 1980  # 1169/2011 is a regulation


@rule(
    YEAR_DIGITS,
    examples=(
        ("2012-2017", "2012-2017", "2012/2017"),
        ("2018 – 2022", "2018 – 2022", "2018/2022"),
        ("periode 2015 t/m 2017", "2015 t/m 2017", "2015/2017"),
        ("Kamerstukken II 2023/24, 36 410", "2023/24", "2023/2024"),
        ("tussen 2016 en 2021", "2016 en 2021", "2016/2021"),
        ("Waterplan 2012-2015/2018", "2012-2015/2018", "2012/2018"),
        ("between 2014 – 2017", "2014 – 2017", "2014/2017", "en"),
    ),
    counterexamples=(
        "kenmerk 2018-04321",
        "2018/13",
        "Verordening (EU) 2016/2031",
        "nr. 1169/2011",
        "2017-2012",
        "2020-2182814",
        "043-2012-2017-3",
        "1151-1152 Aankoop van het terrein",
    ),
)
def years(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A range of years in any spelling; "2018/19" only for years that follow each other."""
    first = four_digit_year(t, i)
    if not first:
        return None
    link = x.through.at(t, i + 1) or (x.coordination.at(t, i + 1) if x.between.before(t, i) else None)
    start = link[1] if link else i + 2 * (t.words[i + 1] == "/")
    last = year_at(t, start, clean=False) or _short_year(t, start, first)
    if not last or start == i or not first < last[0] <= LAST_YEAR:
        return None
    further = four_digit_year(t, last[1] + 1) if t.words[last[1]] == "/" and t.joined(last[1] + 1) else 0
    year, end = (further, last[1] + 2) if further > last[0] else last
    if t.words[i + 1] == "/" and year > first + 1 and not _slash_is_range(t, i, first):
        return None
    early = first < _FIRST_RANGED and t.words[i - 1] != "(" and not x.prepositions.before(t, i)
    stands = clean_right(t, end) and not is_law_name(t, i) and not early
    return (Range(Calendar(year=first), Calendar(year=year)), end) if stands else None


def _slash_is_range(t: Tokens, i: int, first: int) -> bool:
    """Whether "2021/2024" may be years: numbers of European law look like that ("Verordening (EU) 2016/2031")."""
    return first >= _FIRST_SLASHED and t.words[i - 1] not in (")", ".", "richtlijn", "verordening", "directive", "nr")


def _short_year(t: Tokens, i: int, first: int) -> tuple[int, int] | None:
    """The "19" of "2018/19" or, where it can't be a month, "2018-19"."""
    word = t.words[i]
    follows = len(word) == 2 and word == f"{(first + 1) % 100:02}" and t.joined(i)
    return (first + 1, i + 1) if follows and (t.words[i - 1] == "/" or int(word) > 12) else None


@rule(
    "terms",
    examples=(
        ("het schooljaar 2016-2017", "schooljaar 2016-2017", "2016/2017"),
        ("seizoen 2018/19", "seizoen 2018/19", "2018/2019"),
        ("schooljaar 2021-'22", "schooljaar 2021-'22", "2021/2022"),
        ("the academic year 2020-21", "academic year 2020-21", "2020/2021", "en"),
    ),
    counterexamples=("het schooljaar begint", "seizoen 3"),
)
def school_year(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A school year or sports season over two years; with one year only that year is read."""
    term = x.terms.at(t, i)
    if not term:
        return None
    found = years.read(t, term[1], x)
    if found:
        return found
    first, end = four_digit_year(t, term[1]), term[1] + 3
    second = t.words[term[1] + 2]
    if first and t.words[term[1] + 1] in ("-", "/") and second == f"{(first + 1) % 100:02}" and clean_right(t, end):
        return Range(Calendar(year=first), Calendar(year=first + 1)), end
    return None


@rule(
    YEAR_DIGITS,
    "='",
    examples=(
        ("(2017)", "2017", "2017"),
        ("sinds 2012", "2012", "2012"),
        ("tot 2030", "2030", "2030"),
        ("Agenda van 2022-begroting", "2022", "2022"),
        ("in '17", "'17", "2017"),
        ("since 1848", "1848", "1848", "en"),
    ),
    counterexamples=(
        "2012 inwoners",
        "Postbus 1992",
        "6211 LE",
        "€ 2.019",
        "artikel 2012",
        "Wegenverkeerswet 1994",
        "Natura 2000",
        "Voldoet aan EN 50291-1: 2018",
        "NEN-EN-ISO 9001: 2008",
        "Verordening parkeerbelastingen Den Haag 2022",
        "Z2020-N001000",
        "Wob/2020/160",
        "kenmerk 2020",
        "020 2012 345",
        "Buikslotermeerplein 2000",
    ),
)
def lone_year(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A year by itself, where nothing around it says that it counts or numbers something."""
    found = year_at(t, i)
    if not found or (t.words[i] == "'" and not _short_year_stands(t, i, x)):
        return None
    year, end = found
    if is_postcode(t, i, x) or is_number_of(t, i) or is_count(t, end, x) or is_law_name(t, i):
        return None
    return (Calendar(year=year), end) if may_stand_alone(t, i, end, year, x) else None


def _short_year_stands(t: Tokens, i: int, x: Lexicon) -> bool:
    """'17 is a year after a preposition, in brackets or on its own, not at the start of a quotation."""
    before = t.words[i - 1] in ("", "(", "\n") or any(b.before(t, i) for b in (x.prepositions, x.since, x.until))
    return before and "'" not in t.words[i + 2 : i + 8]


@rule(
    DAY_DIGITS,
    "centuries",
    examples=(
        ("19e eeuw", "19e eeuw", "18XX"),
        ("de negentiende eeuw", "negentiende eeuw", "18XX"),
        ("the 15th century", "15th century", "14XX", "en"),
    ),
    counterexamples=("19e eeuwfeest",),
)
def century(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A numbered century."""
    number = x.centuries.at(t, i)
    if not number and len(t.words[i]) <= 2 and t.words[i].isdecimal():
        ending = x.day_ends.at(t, i + 1) if t.joined(i + 1) else None
        number = (int(t.words[i]), ending[1]) if ending else None
    if not number or not 1 <= number[0] <= 22:
        return None
    noun = x.century.at(t, number[1])
    return (Fixed(century_span(number[0])), noun[1]) if noun else None


@rule(
    "decade_lead",
    "decades",
    YEAR_DIGITS,
    examples=(
        ("jaren negentig", "jaren negentig", "199X"),
        ("begin jaren '80", "begin jaren '80", "198X"),
        ("jaren twintig van de vorige eeuw", "jaren twintig van de vorige eeuw", "192X"),
        ("in the nineties", "nineties", "199X", "en"),
        ("the 1990s", "1990s", "199X", "en"),
    ),
    counterexamples=("negentig jaar", "jaren 85", "over negentig jaren"),
)
def decade(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A decade of the twentieth century by its name, or any one in digits."""
    if t.words[i].isdecimal():
        tens = four_digit_year(t, i)
        plural = tens and tens % 10 == 0 and t.words[i + 1] == "s" and t.joined(i + 1)
        return (Fixed(decade_span(tens)), i + 2) if plural else None
    lead = x.decade_lead.at(t, i)
    if not lead and not x.month_first:
        return None
    start = lead[1] if lead else i
    named = x.decades.at(t, start)
    if not named and lead:
        start += t.words[start] in ("'", "`")
        word = t.words[start]
        tens = int(word) if len(word) == 2 and word.isdecimal() and word[1] == "0" and clean_right(t, start + 1) else 0
        named = (1900 + tens, start + 1) if tens else None
    return (Fixed(decade_span(named[0])), x.last_century.skip(t, named[1])) if named else None


@rule(
    DAY_DIGITS,
    OTHER_DIGITS,
    YEAR_DIGITS,
    examples=(
        ("800 v.Chr.", "800 v.Chr.", "-0799"),
        ("before 800 BC", "800 BC", "-0799", "en"),
    ),
    counterexamples=("800 voor een kaartje",),
)
def year_of_era(t: Tokens, i: int, x: Lexicon) -> Found | None:
    """A year before or after Christ; EDTF counts 1 BC as the year 0."""
    era = x.era.at(t, i + 1)
    year = int(t.words[i]) if era else 0
    if not era or not year or (x.month_first and not t.printed(i + 1).isupper()):
        return None
    return Fixed(year_span(1 - year if era[0] < 0 else year)), era[1]
