"""What is known about letters and results, in SQLite: enough to tell that there is nothing to do.

The rows are committed together at moments that the runner chooses. Rows that a killed run didn't commit are work
that the next run does again, with the same outcome.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

from pipeline.fingerprint import Version
from pipeline.results import Result
from pipeline.sources import SourceFile, Stamp

_SCHEMA = """
CREATE TABLE IF NOT EXISTS files (file_name TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER, inode INTEGER,
    sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS letters (sha256 TEXT PRIMARY KEY, results BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS versions (key TEXT PRIMARY KEY, version BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS published (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""
_RESULTS = msgspec.json.Decoder(tuple[Result, ...])
_FORMAT = 1
"""Number of this layout. An index of another layout is thrown away: it can be made again."""


class Index:
    """The index of one `processed/`. Opened for reading only, it may be absent and is then empty."""

    def __init__(self, path: Path, *, writable: bool) -> None:
        if writable:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _opened(path)
        elif path.exists():
            self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        else:
            self._connection = sqlite3.connect(":memory:")
            self._connection.executescript(_SCHEMA)

    def close(self) -> None:
        self._connection.close()

    def commit(self) -> None:
        self._connection.commit()

    def rollback(self) -> None:
        """Takes back what was not committed."""
        self._connection.rollback()

    # ------------------------------------------------------------------------------------------- files

    def files(self) -> dict[str, tuple[Stamp, str]]:
        """File name -> stamp and SHA-256, as the last scan saw them."""
        rows = self._connection.execute("SELECT file_name, size, mtime_ns, inode, sha256 FROM files")
        return {name: (Stamp(size, mtime_ns, inode), sha256) for name, size, mtime_ns, inode, sha256 in rows}

    def set_files(self, files: Iterable[SourceFile]) -> bool:
        """Makes these the known files; returns whether that changed anything."""
        known = self.files()
        new = {file.file_name: (file.stamp, file.sha256) for file in files if file.sha256}
        gone = [(name,) for name in known.keys() - new.keys()]
        changed = [(name, entry) for name, entry in new.items() if known.get(name) != entry]
        self._connection.executemany("DELETE FROM files WHERE file_name = ?", gone)
        self._connection.executemany(
            "REPLACE INTO files VALUES (?, ?, ?, ?, ?)",
            [(name, stamp.size, stamp.mtime_ns, stamp.inode, sha256) for name, (stamp, sha256) in changed],
        )
        return bool(gone or changed)

    # ----------------------------------------------------------------------------------------- results

    def results(self) -> dict[str, tuple[Result, ...]]:
        """SHA-256 of a letter -> what its stages made of it."""
        rows = self._connection.execute("SELECT sha256, results FROM letters")
        return {sha256: _RESULTS.decode(results) for sha256, results in rows}

    def known_letters(self) -> set[str]:
        """SHA-256 of every letter of which there are results."""
        return {sha256 for (sha256,) in self._connection.execute("SELECT sha256 FROM letters")}

    def results_of(self, sha256: str) -> tuple[Result, ...]:
        row = self._connection.execute("SELECT results FROM letters WHERE sha256 = ?", (sha256,)).fetchone()
        return _RESULTS.decode(row[0]) if row else ()

    def set_results(self, sha256: str, results: tuple[Result, ...]) -> None:
        self._connection.execute("REPLACE INTO letters VALUES (?, ?)", (sha256, msgspec.json.encode(results)))

    def forget_letters(self, hashes: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM letters WHERE sha256 = ?", [(sha256,) for sha256 in hashes])

    # ---------------------------------------------------------------------------------------- versions

    def versions(self) -> dict[str, Version]:
        """Key -> version, for every version that a result was made with: to say what changed since."""
        rows = self._connection.execute("SELECT key, version FROM versions")
        return {key: msgspec.json.decode(version, type=Version) for key, version in rows}

    def add_versions(self, versions: Iterable[Version]) -> None:
        rows = [(version.key, msgspec.json.encode(version)) for version in versions]
        self._connection.executemany("INSERT OR IGNORE INTO versions VALUES (?, ?)", rows)

    # --------------------------------------------------------------------------------------- published

    def published(self) -> dict[str, str]:
        """What the files that readers see were made from: file name -> hash."""
        return dict(self._connection.execute("SELECT name, value FROM published"))

    def set_published(self, entries: Mapping[str, str]) -> None:
        """Makes these the published files, and writes the difference only."""
        known = self.published()
        self._connection.executemany(
            "DELETE FROM published WHERE name = ?", [(name,) for name in known.keys() - entries.keys()]
        )
        changed = [(name, value) for name, value in entries.items() if known.get(name) != value]
        self._connection.executemany("REPLACE INTO published VALUES (?, ?)", changed)

    # ------------------------------------------------------------------------------------------ tables

    def tables(self) -> sqlite3.Connection:
        """Where the maker of the tables remembers what it needs, in tables named `tables_...`."""
        return self._connection

    def forget_tables(self) -> None:
        """Drops all that the maker of the tables remembers, as part of what is committed next."""
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN")  # else each DROP would be committed at once
        names = self._connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (name,) in names:
            if name.startswith("tables_"):
                self._connection.execute(f"DROP TABLE {name}")


def _opened(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    try:
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        if number == _FORMAT:
            return connection
        if number == 0:
            connection.executescript(f"{_SCHEMA} PRAGMA user_version = {_FORMAT};")
            return connection
    except sqlite3.DatabaseError:
        pass  # damaged by something outside: all of it can be made again
    connection.close()
    path.unlink()
    return _opened(path)
