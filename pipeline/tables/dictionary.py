"""The data dictionary for people: `python -m pipeline.tables.dictionary > docs/tables.md` writes it anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from pipeline.tables.columns import TABLES
from pipeline.tables.link.reasons import REASONS
from pipeline.tables.schema import Column, Table

_INTRODUCTION = """\
# Tables

<!-- Made by `python -m pipeline.tables.dictionary`; a test fails when it is out of date. -->

`processed/tables/` holds each table as `<table>.csv` and `<table>.parquet`, all of them in `letters.sqlite` and
`letters.xlsx`, this page for programs in `datapackage.json` (Frictionless Data Package v2), and titles for Datasette in
`metadata.yml`. The folders `<table>/` hold the same rows in Parquet parts; they are what
[large collections](howto/large-collections.md) are read from.

- An empty cell means: not found, or not applicable. Nothing is made up.
- `start_char` and `end_char` are code points from 0 into `processed/letters/<letter_id>.txt`, end-exclusive:
  `text[start_char:end_char]` is the cell `text`. Read that file without translating line ends
  (`open(path, newline="")`).
- Boxes (`x0, top, x1, bottom`) are PDF points, origin at the top left of the page, as in pdfplumber.
- Rows are sorted by key. Keys are made from content: the same letters give the same keys and the same bytes.
- CSV is UTF-8 with a header, RFC 4180, line feeds. A text cell that a spreadsheet could run as a formula has an
  apostrophe before it there, and only there.
- `letters.sqlite` also has `passages_fts`, a full-text index over the passages that doesn't mind accents.
- A text longer than a cell of a workbook can hold is cut in `letters.xlsx`, and says so.
"""
_LINKS = """\
## Why a mention names its entity

`link_reason` in `mentions` is the last step of the surest way from the mention to the entity, `link_score` its weakest
step. The scores are judgements, in the order of what could be wrong, and not measured probabilities.

| link_reason | meaning |
|---|---|
"""


def as_markdown(tables: Sequence[Table] = TABLES) -> str:
    """The whole page."""
    parts = [_INTRODUCTION, *map(_section, tables), _LINKS + "\n".join(_row(pair) for pair in REASONS.items()) + "\n"]
    return "\n".join(parts)


def _section(table: Table) -> str:
    leads_to = {reference.column: f"{reference.table}.{reference.key}" for reference in table.references}
    lines = [
        f"## {table.name}",
        "",
        f"One row per {table.row}. Key: {', '.join(f'`{name}`' for name in table.key)}.",
        "",
        "| column | type | what it says |",
        "|---|---|---|",
        *(
            _row((column.name, column.type, _meaning(column, leads_to.get(column.name, ""))))
            for column in table.columns
        ),
    ]
    return "\n".join(lines) + "\n"


def _meaning(column: Column, leads_to: str) -> str:
    return " ".join(_sentences(column, leads_to))


def _sentences(column: Column, leads_to: str) -> Iterator[str]:
    yield column.description
    if column.labels:
        yield f"One of: {', '.join(f'`{label}`' for label in column.labels)}."
    if leads_to:
        yield f"Leads to `{leads_to}`."
    if column.required:
        yield "Never empty."


def _row(cells: Sequence[str]) -> str:
    first, *others = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join([f'`{first}`', *others])} |"


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
