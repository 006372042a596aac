"""Which letters are one letter: those with the same bytes or, failing that, the same text."""

from __future__ import annotations

import sqlite3

from pipeline.tables.remembered import set_up

_TABLE = (
    "tables_copies (letter_id TEXT PRIMARY KEY, bytes_hash TEXT, text_hash TEXT, first TEXT NOT NULL DEFAULT '')"
    " WITHOUT ROWID"
)
_INDEXES = ("tables_same_bytes ON tables_copies (bytes_hash)", "tables_same_text ON tables_copies (text_hash)")


class Duplicates:
    """The hashes of all letters, in SQLite; an empty hash is that of no other."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        set_up(connection, [_TABLE], _INDEXES)
        self._dirty: set[tuple[str, str]] = set()

    def keep(self, letter_id: str, bytes_hash: str, text_hash: str) -> None:
        """Takes these for the hashes of a letter."""
        self.forget(letter_id)
        self._db.execute(
            "INSERT INTO tables_copies (letter_id, bytes_hash, text_hash) VALUES (?, ?, ?)",
            (letter_id, bytes_hash, text_hash),
        )
        self._dirty |= {("bytes_hash", bytes_hash), ("text_hash", text_hash)}

    def forget(self, letter_id: str) -> None:
        """Drops a letter, if it is there."""
        query = "SELECT bytes_hash, text_hash FROM tables_copies WHERE letter_id = ?"
        for bytes_hash, text_hash in self._db.execute(query, (letter_id,)).fetchall():
            self._dirty |= {("bytes_hash", bytes_hash), ("text_hash", text_hash)}
        self._db.execute("DELETE FROM tables_copies WHERE letter_id = ?", (letter_id,))

    def settle(self) -> set[str]:
        """Looks anew at what changed; returns the ids of the letters that are copies of another letter than before."""
        changed: set[str] = set()
        near: set[str] = set()
        for column, value in sorted(self._dirty):
            if value:
                query = f"SELECT letter_id FROM tables_copies WHERE {column} = ?"
                near.update(letter_id for (letter_id,) in self._db.execute(query, (value,)))
        for letter_id in sorted(near):
            first = self._first(letter_id)
            if first != self.duplicate_of(letter_id):
                self._db.execute("UPDATE tables_copies SET first = ? WHERE letter_id = ?", (first, letter_id))
                changed.add(letter_id)
        self._dirty.clear()
        return changed

    def duplicate_of(self, letter_id: str) -> str:
        """The first letter, by id, that it is a copy of; empty where there is none."""
        row = self._db.execute("SELECT first FROM tables_copies WHERE letter_id = ?", (letter_id,)).fetchone()
        return row[0] if row else ""

    def _first(self, letter_id: str) -> str:
        hashes = self._db.execute(
            "SELECT bytes_hash, text_hash FROM tables_copies WHERE letter_id = ?", (letter_id,)
        ).fetchone()
        for column, value in zip(("bytes_hash", "text_hash"), hashes, strict=True):
            query = f"SELECT min(letter_id) FROM tables_copies WHERE {column} = ?"
            first: str = self._db.execute(query, (value,)).fetchone()[0] if value else letter_id
            if first != letter_id:
                return first
        return ""
