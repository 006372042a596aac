"""Hands the letters' records to `pipeline.tables`, in the form that the runner keeps and asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.encoding import decoded, encoded
from pipeline.records import Dates, Issue, Languages, Letter, Mentions, Pages
from pipeline.results import Failure
from pipeline.stages import LetterFile
from pipeline.tables.columns import TABLES
from pipeline.tables.corrections import Correction
from pipeline.tables.export import write_tables
from pipeline.tables.keys import Row
from pipeline.tables.reduce import build_frames
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
        workbook: whether `letters.xlsx` is written too; it is the slowest of all the files.
        corrections: what curators put right, in the order in which it is applied.
    """

    workbook: bool = True
    corrections: tuple[Correction, ...] = ()


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

    def write(self, rows: Iterable[bytes], folder: Path) -> None:
        """All tables over all letters, into an empty folder."""
        frames = build_frames((decoded(packed, LetterRows) for packed in rows), self._settings.corrections)
        write_tables(frames, folder, workbook=self._settings.workbook)

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
