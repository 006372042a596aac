"""`metadata.yml`: what Datasette shows beside `letters.sqlite`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.tables.schema import Table

_LABEL_COLUMNS = {"letters": "file_name", "entities": "name", "sections": "heading", "testimonials": "title"}
_SORT = {"letters": "letter_date", "entities": "mentions"}


def write_metadata(tables: Iterable[Table], path: Path) -> None:
    """Writes titles, descriptions, units of browsing and full-text search of all tables."""
    path.write_text("\n".join(_lines(tables)) + "\n", encoding="utf-8", newline="\n")


def _lines(tables: Iterable[Table]) -> Iterator[str]:
    yield "title: Council letters"
    yield "databases:"
    yield "  letters:"
    yield "    tables:"
    for table in tables:
        yield f"      {table.name}:"
        yield f"        description: {_quoted(f'One row per {table.row}.')}"
        if table.name in _LABEL_COLUMNS:
            yield f"        label_column: {_LABEL_COLUMNS[table.name]}"
        if table.name in _SORT:
            yield f"        sort_desc: {_SORT[table.name]}"
        if table.name == "passages":
            yield "        fts_table: passages_fts"
            yield "        fts_pk: rowid"
        yield "        columns:"
        for column in table.columns:
            yield f"          {column.name}: {_quoted(column.description)}"


def _quoted(text: str) -> str:
    # A JSON string is a YAML string.
    return json.dumps(text, ensure_ascii=False)
