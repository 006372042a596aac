"""SQLite: all tables in one file, with keys, checks, indexes, and a full-text index over the passages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pyarrow as pa

from pipeline.tables.parquet_file import StoredTable
from pipeline.tables.schema import Column, Table

_PIECE = 1_000
_AFFINITY = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT"}
# What people look rows up by, beside the keys.
_INDEXES = (
    ("letters", "municipality_code"),
    ("letters", "letter_date"),
    ("mentions", "text"),
    ("entities", "name"),
    ("dates", "start_date"),
    ("issues", "code"),
)
_FULL_TEXT = (
    "CREATE VIRTUAL TABLE passages_fts USING fts5 (text, content='passages', tokenize='unicode61 remove_diacritics 2')",
    "INSERT INTO passages_fts (passages_fts) VALUES ('rebuild')",
    "INSERT INTO passages_fts (passages_fts) VALUES ('optimize')",
)


def write_sqlite(tables: Sequence[StoredTable], path: Path) -> None:
    """Writes all tables to a new file at `path`. The same tables give the same bytes.

    Raises:
        sqlite3.IntegrityError: a key is there twice, a reference leads nowhere, or a label is unknown.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        connection.execute("BEGIN")
        for data in tables:
            table = data.table
            connection.execute(create_statement(table))
            marks = ", ".join("?" * len(table.columns))
            connection.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', _values(data))
        for statement in (*index_statements([data.table for data in tables]), *_FULL_TEXT):
            connection.execute(statement)
        connection.execute("COMMIT")
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        if broken is not None:
            raise sqlite3.IntegrityError(f"a row of {broken[0]} refers to a row of {broken[2]} that is not there")


def create_statement(table: Table) -> str:
    """The CREATE TABLE statement of a table."""
    parts = [_column_definition(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({', '.join(table.key)})")
    parts.extend(f"FOREIGN KEY ({ref.column}) REFERENCES {ref.table} ({ref.key})" for ref in table.references)
    return f"CREATE TABLE {table.name} (\n    " + ",\n    ".join(parts) + "\n)"


def index_statements(tables: list[Table]) -> Iterator[str]:
    """The CREATE INDEX statements: one per reference, and those of what people look rows up by."""
    names = {table.name for table in tables}
    wanted = [(table.name, reference.column) for table in tables for reference in table.references]
    for table_name, column in [*wanted, *(pair for pair in _INDEXES if pair[0] in names)]:
        yield f"CREATE INDEX {table_name}_{column} ON {table_name} ({column})"


def _column_definition(column: Column) -> str:
    definition = f"{column.name} {_AFFINITY[column.type]}"
    if column.required:
        definition += " NOT NULL"
    if column.labels:
        definition += f" CHECK ({column.name} IN ({', '.join(repr(label) for label in column.labels)}))"
    return definition


def _values(data: StoredTable) -> Iterator[tuple[object, ...]]:
    for piece in data.pieces(_PIECE):
        columns = [column.cast(pa.string()) if pa.types.is_date32(column.type) else column for column in piece.columns]
        yield from zip(*(column.to_pylist() for column in columns), strict=True)
