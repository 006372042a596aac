"""What the pages over all letters list: values for their scripts, short because there may be thousands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from pipeline.report_site.reading import Row, Tables

# Enough to find anyone who matters; a drawing or list of more names than this is read by nobody.
MOST_NAMES = 400
MOST_TIES = 25
# A list of attendance says who was invited, not who works with whom, and its pairs grow with the square.
_CROWD = 60


def letter_list(tables: Tables) -> dict[str, Any]:
    """All letters, with what the index searches, sorts and filters by."""
    issues: dict[str, Counter[str]] = defaultdict(Counter)
    worst: dict[str, str] = {}
    for row in tables.rows("SELECT letter_id, code, severity FROM issues ORDER BY severity DESC"):
        issues[row["letter_id"] or ""][row["code"]] += 1
        worst[row["letter_id"] or ""] = _worse(worst.get(row["letter_id"] or "", ""), row["severity"])
    names = tables.rows("SELECT entity_id, name, aliases FROM entities ORDER BY entity_id")
    numbers = {row["entity_id"]: number for number, row in enumerate(names)}
    named: dict[str, list[int]] = defaultdict(list)
    for row in tables.rows("SELECT DISTINCT letter_id, entity_id FROM mentions WHERE entity_id <> '' ORDER BY 1, 2"):
        named[row["letter_id"]].append(numbers[row["entity_id"]])
    letters = [
        {
            **{key: row[key] or "" for key in _LISTED},
            "pages": row["pages"] or 0,
            "codes": sorted(issues[row["letter_id"]]),
            "points": issues[row["letter_id"]].total(),
            "worst": worst.get(row["letter_id"], ""),
            "names": named[row["letter_id"]],
        }
        for row in tables.letters()
    ]
    return {"letters": letters, "names": [[row["name"], row["aliases"] or ""] for row in names]}


_LISTED = (
    "letter_id",
    "file_name",
    "letter_date",
    "subject",
    "reference",
    "municipality",
    "kind",
    "language",
    "status",
)
_SEVERITIES = ("", "info", "warning", "error")


def _worse(one: str, other: str) -> str:
    return max(one, other, key=_SEVERITIES.index)


def date_list(tables: Tables) -> list[list[Any]]:
    """All dates that have a first or last day: letter, key on its page, text, value, first and last day, side."""
    rows = tables.rows(
        "SELECT d.letter_id, d.date_id, d.text, d.edtf, d.start_date, d.end_date, l.letter_date "
        "FROM dates d JOIN letters l USING (letter_id) WHERE d.start_date <> '' OR d.end_date <> '' "
        "ORDER BY coalesce(nullif(d.start_date, ''), d.end_date), d.date_id"
    )
    return [
        [
            row["letter_id"],
            row["date_id"].removeprefix(f"{row['letter_id']}-"),
            row["text"],
            row["edtf"],
            row["start_date"] or "",
            row["end_date"] or "",
            side_of(row),
        ]
        for row in rows
    ]


def side_of(date: Row) -> str:
    """Whether a date lies in a year before, after or of its letter."""
    if not date["letter_date"]:
        return "unknown"
    year = int((date["start_date"] or date["end_date"])[:4])
    own = int(date["letter_date"][:4])
    return "before" if year < own else "after" if year > own else "same"


def network(tables: Tables) -> dict[str, Any]:
    """People and organisations named most, and pairs that share a section, by the number of letters they do so in."""
    nodes = tables.rows(
        "SELECT entity_id, name, label, count(DISTINCT letter_id) AS number "
        "FROM entities JOIN mentions USING (entity_id, label) "
        "WHERE label IN ('PERSON', 'ORG') AND section_id <> '' "
        "GROUP BY entity_id ORDER BY number DESC, count(*) DESC, name, entity_id LIMIT ?",
        MOST_NAMES,
    )
    numbers = {row["entity_id"]: number for number, row in enumerate(nodes)}
    together: dict[tuple[str, str], set[int]] = defaultdict(set)
    for row in tables.rows("SELECT DISTINCT letter_id, section_id, entity_id FROM mentions WHERE section_id <> ''"):
        if row["entity_id"] in numbers:
            together[row["letter_id"], row["section_id"]].add(numbers[row["entity_id"]])
    pairs: dict[tuple[int, int], set[str]] = defaultdict(set)
    for (letter_id, _), found in together.items():
        if len(found) <= _CROWD:
            for pair in combinations(sorted(found), 2):
                pairs[pair].add(letter_id)
    return {
        "nodes": [[row["entity_id"], row["name"], row["label"], row["number"]] for row in nodes],
        "ties": _strongest({pair: len(letters) for pair, letters in pairs.items()}),
    }


def _strongest(weights: dict[tuple[int, int], int]) -> list[list[int]]:
    """The ties that are among the strongest of either end."""
    by_node: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in sorted(weights, key=lambda pair: (-weights[pair], pair)):
        for node in pair:
            by_node[node].append(pair)
    kept = {pair for pairs in by_node.values() for pair in pairs[:MOST_TIES]}
    return [[*pair, weights[pair]] for pair in sorted(kept)]


def ledger(tables: Tables) -> tuple[Sequence[Row], int]:
    """Characters by what read the page, and the number of pages whose sums don't agree."""
    rows = tables.rows(
        "SELECT reader, count(*) AS pages, sum(chars) AS chars, sum(chars_body) AS chars_body, "
        "sum(chars_furniture) AS chars_furniture, sum(chars_undecodable) AS chars_undecodable, "
        "sum(chars_hidden) AS chars_hidden FROM pages GROUP BY reader ORDER BY reader"
    )
    (wrong,) = tables.rows(
        "SELECT count(*) AS number FROM pages WHERE chars <> chars_body + chars_furniture + chars_undecodable"
    )
    return rows, wrong["number"]
