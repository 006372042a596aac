"""Brings the files of the tables up to date: writes the parts in which a row changed, and what is made from them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.tables.collection import LetterCollection
from pipeline.tables.columns import ENTITIES, ISSUES, TABLES
from pipeline.tables.corrections import Correction
from pipeline.tables.export import Export, export_names, write_exports, write_part
from pipeline.tables.frames import frame_of, typed
from pipeline.tables.keys import Row
from pipeline.tables.parts import EntityPart, Layout
from pipeline.tables.remembered import set_up
from pipeline.tables.rows import LetterRows

_LAYOUT = "tables_layout (buckets INTEGER)"


@dataclass(frozen=True, slots=True)
class Lying:
    """The files of the tables as they were written last.

    Attributes:
        folder: where they lie.
        names: those that nobody touched since, e.g. `mentions/part-0.parquet`.
    """

    folder: Path
    names: frozenset[str]


class ChangedTables:
    """The tables of a collection.

    Args:
        memory: where it is remembered what the files that lie there are made from; the caller commits or rolls back.
        layout: the parts that the tables shall have.
    """

    def __init__(
        self,
        memory: sqlite3.Connection,
        layout: Layout,
        corrections: Sequence[Correction],
        rows: Callable[[str], LetterRows],
    ) -> None:
        self._memory = memory
        self._layout = layout
        self._collection = LetterCollection(memory, corrections, rows)

    def write(
        self,
        letter_ids: Collection[str],
        changed: Collection[str],
        gone: Collection[str],
        lying: Lying,
        folder: Path,
        exports: Sequence[Export],
    ) -> set[str]:
        """Writes into an empty folder what has to take the place of what lies there.

        Returns:
            The names of all files that the tables have now, those that stay as they lie among them.
        """
        touched = self._collection.update(letter_ids, changed, gone)
        whole = lying.names if self._same_layout() else frozenset()
        buckets = {self._layout.bucket(letter_id) for letter_id in touched.letters}
        buckets |= {bucket for bucket in range(self._layout.buckets) if not self._parts(bucket) <= whole}
        self._write_buckets(letter_ids, buckets, folder)
        entities = {self._layout.entity_part(entity_id) for entity_id in touched.entities}
        entities |= {part for part in self._layout.entity_parts() if part.name not in whole}
        for part in entities:
            self._write_entities(part, folder)
        parts, others = self._layout.names(), export_names(exports)
        if buckets or entities or not others <= lying.names:
            places = {name: folder / name if (folder / name).exists() else lying.folder / name for name in parts}
            write_exports(places, folder, exports)
        return {*parts, *others}

    def _same_layout(self) -> bool:
        """Whether the parts that lie there are those of this layout; from now on they are."""
        set_up(self._memory, [_LAYOUT])
        before = self._memory.execute("SELECT buckets FROM tables_layout").fetchall()
        self._memory.execute("DELETE FROM tables_layout")
        self._memory.execute("INSERT INTO tables_layout VALUES (?)", (self._layout.buckets,))
        return before == [(self._layout.buckets,)]

    def _parts(self, bucket: int) -> set[str]:
        return set(self._layout.letter_parts(bucket).values())

    def _write_buckets(self, letter_ids: Iterable[str], buckets: Collection[int], folder: Path) -> None:
        members: dict[int, list[str]] = defaultdict(list)
        for letter_id in letter_ids:
            if (bucket := self._layout.bucket(letter_id)) in buckets:
                members[bucket].append(letter_id)
        for bucket in sorted(buckets):
            rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
            if bucket == 0:
                rows[ISSUES.name].extend(self._collection.issues())
            for letter_id in members[bucket]:
                for name, found in self._collection.rows(letter_id).items():
                    rows[name].extend(found)
            names = self._layout.letter_parts(bucket)
            for table in TABLES:
                if table != ENTITIES:
                    write_part(table, typed(table, frame_of(table, rows[table.name])), folder / names[table.name])

    def _write_entities(self, part: EntityPart, folder: Path) -> None:
        rows = self._collection.entities(part.first, part.last)
        write_part(ENTITIES, typed(ENTITIES, frame_of(ENTITIES, rows)), folder / part.name)
