"""Write docs/dates.md from the rules, their examples and the phrase lists.

usage: python bench/dates_page.py [FILE]     (default docs/dates.md; - for standard output)
"""

from __future__ import annotations

import csv
import datetime as dt
import inspect
import sys
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.dates import read_amounts, read_dates
from pipeline.dates.expressions import RULES
from pipeline.dates.letter_date import letter_date

HERE = Path(__file__).resolve().parent
ANCHOR = dt.date(2018, 2, 6)
INTRODUCTION = f"""# Dates and amounts

Made from the rules and their examples by `python bench/dates_page.py`; a test holds it up to date.

Every expression that points at calendar time becomes a row of the table `dates`: its surface without preposition or
article, an [EDTF](https://www.loc.gov/standards/datetime/) value, first and last day, precision, kind, modifier and the
day it was counted from. The day always goes before the month. What cannot be resolved keeps its surface, has an empty
value and an issue `date-unresolved`; nothing is guessed. In all examples the letter is of {ANCHOR}.

Relative expressions count from the letter's own date ("vorig jaar"), those that refer to the text from the last date
before them ("diezelfde dag"), and the questions in an answer to questions from the day they were put ("ingezonden").
A date without a year is the one nearest to the letter, before it with "jl." or a verb of the past ("Op 24 juni was").
"""


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return [
        *lines,
        *("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in r) + " |" for r in rows),
    ]


def kinds() -> list[str]:
    lines = ["## Every kind", ""]
    for rule in RULES:
        rows = [(e.text, e.surface, f"`{e.edtf}`" if e.edtf else "") for e in rule.examples]
        doc = " ".join((inspect.getdoc(rule.read) or "").split())
        lines += [f"### {rule.name.capitalize()}", "", doc, "", *table(("text", "expression", "value"), rows), ""]
        if rule.counterexamples:
            lines += ["No date: " + ", ".join(f"“{' '.join(text.split())}”" for text in rule.counterexamples) + ".", ""]
    return lines


def phrases() -> list[str]:
    rows = list(csv.DictReader((HERE / "date_phrases.csv").read_text("utf-8").splitlines()))
    read = []
    for text, language in dict.fromkeys((r["text"], r["language"]) for r in rows if r["surface"]):
        for d in read_dates(text, language, ANCHOR):
            days = f"{d.start_date} – {d.end_date}" if d.start_date != d.end_date else d.start_date
            words = text[d.start_char : d.end_char]
            read.append((text, words, f"`{d.edtf}`", days, d.precision, d.kind, d.modifier))
    head = ("text", "expression", "value", "days", "precision", "kind", "modifier")
    none = ", ".join(f"“{r['text']}”" for r in rows if not r["surface"])
    return ["## Phrases, with every column", "", *table(head, read), "", f"No dates: {none}.", ""]


def own_date() -> list[str]:
    rule = (inspect.getdoc(letter_date) or "").split("\n\n", 1)[1]
    return [
        *("## The letter's own date", "", rule, ""),
        "A scan that reads 1 as 2 puts a letter ten years ahead of every other day it names; then the year is put",
        "right (`letter-date-mended`). A day more than two years away from all others is kept and doubted",
        "(`letter-date-doubtful`). More issues: `letter-date-ambiguous`, `letter-date-no-day`, `letter-date-unread`,",
        "`letter-date-not-found`.",
        "",
    ]


def amounts() -> list[str]:
    rows = csv.DictReader((HERE / "dates_amounts.csv").read_text("utf-8").splitlines())
    read = []
    for row in rows:
        found = read_amounts(row["text"])
        surfaces = "; ".join(row["text"][a.start_char : a.end_char] for a in found)
        read.append((row["text"], surfaces, "; ".join(f"{a.value} {a.currency}".strip() for a in found)))
    said = "Of a range each end is an amount; the multiple and the currency of one end hold for both."
    return ["## Amounts", "", said, "", *table(("text", "amounts", "values"), read), ""]


def rivals() -> list[str]:
    file = HERE / "dates_results.csv"
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines())) if file.exists() else []
    if not rows:
        return []
    said = (
        "Phrases with surface and value right, expressions found where none is, from `python bench/dates.py` on the\n"
        "phrases above. A value that is finer or coarser than what is said is wrong; leading prepositions are forgiven."
    )
    head = ("reader", "right", "of", "false hits", "on non-dates")
    return ["## Beside other readers", "", said, "", *table(head, [tuple(r.values()) for r in rows]), ""]


def page() -> str:
    parts = [kinds(), phrases(), own_date(), amounts(), rivals()]
    return INTRODUCTION + "\n" + "\n".join(line for part in parts for line in part).rstrip() + "\n"


if __name__ == "__main__":
    target = sys.argv[1] if len(sys.argv) > 1 else str(HERE.parent / "docs" / "dates.md")
    if target == "-":
        sys.stdout.write(page())
    else:
        Path(target).write_text(page(), "utf-8")
