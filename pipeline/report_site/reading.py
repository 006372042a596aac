"""Reads finished tables, texts and placed words from `processed/`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.encoding import decoded
from pipeline.errors import ConfigError
from pipeline.records import Letter, PlacedWord
from pipeline.results import RecordLostError, Result
from pipeline.store import Store

Row = Mapping[str, Any]
_ORDER = {
    "pages": "page_number",
    "furniture": "page_number, top, x0",
    "testimonials": "position",
    "signatures": "position",
    "quotations": "start_char",
    "passages": "start_char",
    "mentions": "start_char",
    "dates": "start_char",
    "amounts": "start_char",
    "issues": "severity, code, page_number",
}


@dataclass(frozen=True, slots=True)
class LetterRows:
    """All rows of one letter. `split` is how its text was made, or None; `names` tells its entities' names."""

    letter: Row
    tables: Mapping[str, Sequence[Row]]
    names: Mapping[str, str] = field(default_factory=dict)
    split: Result | None = None

    @property
    def letter_id(self) -> str:
        return str(self.letter["letter_id"])

    def __getitem__(self, table: str) -> Sequence[Row]:
        return self.tables[table]


class Tables:
    """The tables of one `processed/`, read from SQLite so that a letter costs its own rows only."""

    def __init__(self, processed: Path, connection: sqlite3.Connection, store: Store) -> None:
        self._texts = processed / "letters"
        self._connection = connection
        self._store = store

    @classmethod
    @contextmanager
    def reading(cls, processed: Path) -> Iterator[Tables]:
        """The tables for questions. Raises ConfigError where no run has made any."""
        path = processed / "tables" / "letters.sqlite"
        if not path.is_file():
            raise ConfigError(f"{path} is not there; `raadsbrieven run` makes it")
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        try:
            with Store.reading(processed) as store:
                yield cls(processed, connection, store)
        finally:
            connection.close()

    def rows(self, query: str, *values: object) -> list[Row]:
        """Rows that a query gives, by column name."""
        return [dict(row) for row in self._connection.execute(query, values)]

    def letters(self) -> list[Row]:
        """Every letter, the latest first, those without a date last."""
        return self.rows("SELECT * FROM letters ORDER BY letter_date IS NULL, letter_date DESC, letter_id")

    def letter(self, letter: Row) -> LetterRows:
        """All rows of a letter."""
        letter_id = letter["letter_id"]
        tables = {
            table: self.rows(f"SELECT * FROM {table} WHERE letter_id = ? ORDER BY {order}", letter_id)
            for table, order in _ORDER.items()
        }
        names = self.rows(
            "SELECT DISTINCT e.entity_id, e.name FROM entities e JOIN mentions m USING (entity_id) "
            "WHERE m.letter_id = ? ORDER BY e.entity_id",
            letter_id,
        )
        results = self._store.index.results_of(letter["sha256"])
        split = next((result for result in results if result.stage == "split" and result.output), None)
        return LetterRows(letter, tables, {row["entity_id"]: row["name"] for row in names}, split)

    def text(self, letter_id: str) -> str:
        """The text that offsets point into; empty where the letter was not read."""
        path = self._texts / f"{letter_id}.txt"
        return path.read_bytes().decode("utf-8", "surrogatepass") if path.is_file() else ""

    def words(self, rows: LetterRows, text: str) -> Sequence[PlacedWord]:
        """Where each word of the text stands; none where the record is gone or was made anew meanwhile."""
        if rows.split is None:
            return ()
        try:
            letter = decoded(self._store.record(rows.letter["sha256"], rows.split), Letter)
        except RecordLostError:
            return ()
        return letter.words if letter.text == text else ()

    def runs(self) -> list[dict[str, Any]]:
        """The run log, the oldest first."""
        return self._store.runs()
