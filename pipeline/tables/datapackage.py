"""`datapackage.json`: the data dictionary for programs (Frictionless Data Package v2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.tables.schema import Column, Reference, Table

_PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
_SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"


def write_datapackage(tables: Iterable[Table], folder: Path, parts: Mapping[str, Sequence[str]]) -> None:
    """Writes `datapackage.json` beside the files that it describes.

    Args:
        parts: table -> the names of its Parquet parts; for a table without any, its CSV file must be there.
    """
    package = {
        "$schema": _PACKAGE_PROFILE,
        "name": "raadsbrieven",
        "title": "Council letters as tables",
        "description": (
            "Letters of Dutch municipal executives to their councils: parts, names, dates and amounts, each with its "
            "place in the letter. Offsets are code points into letters/<letter_id>.txt, end-exclusive; boxes are PDF "
            "points with the origin at the top left. An empty cell means: not found or not applicable. A text cell "
            "that a spreadsheet could run as a formula has an apostrophe before it, in CSV only."
        ),
        "keywords": ["raadsinformatiebrief", "municipality", "council", "named entities", "dates"],
        "resources": [_resource(table, folder, parts.get(table.name, ())) for table in tables],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="\n")


def _resource(table: Table, folder: Path, parts: Sequence[str]) -> dict[str, Any]:
    return {
        "$schema": _RESOURCE_PROFILE,
        "name": table.name,
        "type": "table",
        "description": f"One row per {table.row}.",
        **(_parquet_parts(parts) if parts else _csv_file(folder / f"{table.name}.csv")),
        "schema": _schema(table),
    }


def _csv_file(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    return {
        "path": path.name,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
    }


def _parquet_parts(names: Sequence[str]) -> dict[str, Any]:
    return {
        "path": names[0] if len(names) == 1 else list(names),
        "scheme": "file",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "$schema": _SCHEMA_PROFILE,
        "fields": [_field(column, table.key == (column.name,)) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.references:
        schema["foreignKeys"] = [_foreign_key(table, reference) for reference in table.references]
    return schema


def _foreign_key(table: Table, reference: Reference) -> dict[str, Any]:
    # A table that refers to itself names no resource (Table Schema, "foreignKeys").
    resource = "" if reference.table == table.name else reference.table
    return {"fields": [reference.column], "reference": {"resource": resource, "fields": [reference.key]}}


def _field(column: Column, unique: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if unique:
        constraints["unique"] = True
    if column.labels:
        constraints["enum"] = list(column.labels)
    for name in ("minimum", "maximum", "pattern"):
        value = getattr(column, name)
        if value not in (None, ""):
            constraints[name] = value
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})
