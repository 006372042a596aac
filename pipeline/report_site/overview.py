"""Counts over all letters, and their charts."""

from __future__ import annotations

from collections import Counter
from typing import Any

from pipeline.report_site import charts, listings
from pipeline.report_site.charts import Counts
from pipeline.report_site.reading import Tables

_MOST_SENDERS = 12
_MOST_RUNS = 20
_SIDES = {
    "dates.before": charts.BLUE,
    "dates.same": charts.GREEN,
    "dates.after": charts.ORANGE,
    "dates.unknown": charts.GREY,
}
_LANGUAGES = {
    "language.nl": charts.BLUE,
    "language.en": charts.ORANGE,
    "language.mixed": charts.GREEN,
    "language.und": charts.GREY,
}
# A handful of dates in history would leave the years that letters are about a finger wide.
_OLDEST_SHARE = 0.02


def dates_context(tables: Tables) -> dict[str, Any]:
    """The timeline: how many dates lie in each year, and on which side of their letter."""
    dates = tables.rows(
        "SELECT d.start_date, d.end_date, l.letter_date FROM dates d JOIN letters l USING (letter_id) "
        "WHERE d.start_date <> '' OR d.end_date <> ''"
    )
    counted = Counter(((row["start_date"] or row["end_date"])[:4], listings.side_of(row)) for row in dates)
    counts = _counts({(year, f"dates.{side}"): number for (year, side), number in counted.items()})
    first = _first_year(counts)
    drawn = [count for count in counts if count[0] >= first]
    return {
        "chart": charts.by_year(drawn, _SIDES, "dates.chart"),
        "counts": _per_place(counts),
        "older": sum(number for year, _, number in counts if year < first),
    }


def _first_year(counts: Counts) -> str:
    """The year at which the chart begins: all but a few dates lie in it or later."""
    rest = sum(number for _, _, number in counts) * _OLDEST_SHARE
    for year, number in _per_place(counts):
        rest -= number
        if rest < 0:
            return year
    return ""


def overview_context(tables: Tables) -> dict[str, Any]:
    """What the overview shows: totals, counts and their charts, the account of characters, and the runs."""
    readers, wrong = listings.ledger(tables)
    drawn = {
        "years": charts.by_year(_years(tables), _LANGUAGES, "overview.years"),
        "languages": charts.ranked(_languages(tables), "overview.languages"),
        "problems": charts.ranked(_problems(tables), "overview.problems"),
        "municipalities": charts.ranked(_senders(tables), "overview.municipalities"),
    }
    return {
        "totals": _totals(tables),
        "charts": drawn,
        "counts": {
            "years": _per_place(_years(tables)),
            "languages": _per_place(_languages(tables)),
            "problems": _per_place(_problems(tables)),
            "municipalities": _per_place(_senders(tables)),
        },
        "readers": readers,
        "wrong": wrong,
        "runs": tables.runs()[: -_MOST_RUNS - 1 : -1],
    }


def _totals(tables: Tables) -> dict[str, int]:
    (row,) = tables.rows(
        "SELECT count(*) AS received, sum(status = 'failed') AS failed, sum(pages) AS pages, "
        "(SELECT count(*) FROM mentions) AS names, (SELECT count(*) FROM dates) AS dates, "
        "(SELECT count(*) FROM testimonials) AS testimonials FROM letters"
    )
    return {name: value or 0 for name, value in row.items()}


def _years(tables: Tables) -> Counts:
    rows = tables.rows(
        "SELECT substr(letter_date, 1, 4) AS year, coalesce(nullif(language, ''), 'und') AS language, "
        "count(*) AS number FROM letters WHERE letter_date <> '' GROUP BY 1, 2"
    )
    return _counts({(row["year"], f"language.{row['language']}"): row["number"] for row in rows})


def _languages(tables: Tables) -> Counts:
    rows = tables.rows("SELECT language, count(*) AS number FROM passages GROUP BY 1 ORDER BY 2 DESC, 1")
    return [(f"language.{row['language']}", "", row["number"]) for row in rows]


def _problems(tables: Tables) -> Counts:
    rows = tables.rows("SELECT code, count(*) AS number FROM issues GROUP BY 1 ORDER BY 2 DESC, 1")
    return [(row["code"], "", row["number"]) for row in rows]


def _senders(tables: Tables) -> Counts:
    rows = tables.rows(
        "SELECT coalesce(nullif(municipality, ''), 'overview.unknown') AS name, count(*) AS number "
        "FROM letters GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        _MOST_SENDERS,
    )
    return [(row["name"], "", row["number"]) for row in rows]


def _counts(numbers: dict[tuple[str, str], int]) -> Counts:
    return [(place, group, number) for (place, group), number in sorted(numbers.items())]


def _per_place(counts: Counts) -> list[tuple[str, int]]:
    """Place -> number over all groups, for the table beside the chart."""
    added: Counter[str] = Counter()
    for place, _, number in counts:
        added[place] += number
    return list(added.items())
