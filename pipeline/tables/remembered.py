"""The SQLite tables in which is remembered what the tables were made from; their names begin with `tables_`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable


def set_up(connection: sqlite3.Connection, tables: Iterable[str], indexes: Iterable[str] = ()) -> None:
    """Makes those tables and indexes, given as the rest of their CREATE statements, that are not there yet."""
    for table in tables:
        connection.execute(f"CREATE TABLE IF NOT EXISTS {table}")
    for index in indexes:
        connection.execute(f"CREATE INDEX IF NOT EXISTS {index}")
