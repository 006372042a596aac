"""Hands the letters' records to `pipeline.tables`, in the form that the runner keeps and asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.encoding import decoded, encoded
from pipeline.records import Dates, Issue, Languages, Letter, Mentions, Pages
from pipeline.results import Failure
from pipeline.stages import LetterFile, TableWork
from pipeline.tables.changed import ChangedTables, Lying
from pipeline.tables.columns import TABLES
from pipeline.tables.corrections import Correction
from pipeline.tables.export import EXPORTS, Export
from pipeline.tables.keys import Row
from pipeline.tables.parts import Layout, buckets_for
from pipeline.tables.result import LetterResult
from pipeline.tables.rows import LetterRows, rows_of
from pipeline.tables.schema import Table

TELLING = ("file_name", "heading", "title", "name", "message", "text")
"""Columns that tell a person which row it is, the best first."""
LINE_CHARS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSettings:
    """What can be set about the tables.

    Attributes:
        exports: the formats that are written beside the Parquet parts, each over all letters.
        buckets: how many parts each table has, a power of two; 0 lets it grow with the number of letters.
        corrections: what curators put right, in the order in which it is applied.
    """

    exports: tuple[Export, ...] = EXPORTS
    buckets: int = 0
    corrections: tuple[Correction, ...] = ()

    def __post_init__(self) -> None:
        if self.buckets < 0 or self.buckets & (self.buckets - 1):
            raise ValueError(f"buckets is {self.buckets} and must be a power of two, or 0")


class CouncilTables:
    """Makes the tables of `docs/tables.md`."""

    def __init__(self, settings: TableSettings) -> None:
        self._settings = settings

    def rows(self, file: LetterFile, records: Mapping[type, Any], failed_stage: str, failure: Failure | None) -> bytes:
        """The rows of one letter, as JSON."""
        pages: Pages | None = records.get(Pages)
        return encoded(
            rows_of(
                LetterResult(
                    letter_id=file.letter_id,
                    file_name=file.file_name,
                    sha256=file.sha256,
                    bytes=file.size,
                    status="failed" if failure else "ok",
                    failure=Issue(failure.code, "error", failure.message) if failure else None,
                    failed_stage=failed_stage,
                    extract_issues=pages.issues if pages else (),
                    letter=records.get(Letter),
                    languages=records.get(Languages),
                    mentions=records.get(Mentions),
                    dates=records.get(Dates),
                )
            )
        )

    def write(self, work: TableWork, folder: Path) -> set[str]:
        """The files of the tables in which something changed, into an empty folder; returns the names of all."""
        settings = self._settings
        layout = Layout(settings.buckets or buckets_for(len(work.letter_ids)))

        def rows(letter_id: str) -> LetterRows:
            return decoded(work.rows(letter_id), LetterRows)

        tables = ChangedTables(work.memory, layout, settings.corrections, rows)
        lying = Lying(work.lying, work.untouched)
        return tables.write(work.letter_ids, work.changed, work.gone, lying, folder, settings.exports)

    def changes(self, old: bytes | None, new: bytes | None) -> dict[str, dict[str, list[str]]]:
        """Table -> "added", "gone", "changed" -> a line per row that one letter has now and had before."""
        before, after = _by_key(old), _by_key(new)
        found: dict[str, dict[str, list[str]]] = {}
        for table in TABLES:
            rows, others = before.get(table.name, {}), after.get(table.name, {})
            kinds = {
                "added": [_line(table, key, others[key]) for key in sorted(others.keys() - rows.keys())],
                "gone": [_line(table, key, rows[key]) for key in sorted(rows.keys() - others.keys())],
                "changed": [
                    _line(table, key, others[key])
                    for key in sorted(rows.keys() & others.keys())
                    if rows[key] != others[key]
                ],
            }
            if any(kinds.values()):
                found[table.name] = kinds
        return found


def _line(table: Table, key: str, row: Row) -> str:
    """A row as a person knows it: its key, and the column that says most."""
    cells = dict(zip(table.names, row, strict=True))
    telling = next((str(cells[name]) for name in TELLING if cells.get(name)), "")
    return f"{key}  {' '.join(telling.split())[:LINE_CHARS]}".rstrip()


def _by_key(packed_rows: bytes | None) -> dict[str, dict[str, Row]]:
    if packed_rows is None:
        return {}
    tables = decoded(packed_rows, LetterRows).tables
    return {
        table.name: {" ".join(map(str, row[: len(table.key)])): row for row in tables.get(table.name, [])}
        for table in TABLES
    }
