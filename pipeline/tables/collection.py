"""All letters as their tables see them: what the rows of a letter need to know of the others.

The same letters give the same rows, whatever came and went before.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence

import msgspec

from pipeline.encoding import hash_of
from pipeline.tables.columns import LETTERS, MENTIONS, SIGNATURES
from pipeline.tables.corrections import Correction
from pipeline.tables.curation import Curated, curate, entity_row
from pipeline.tables.duplicates import Duplicates
from pipeline.tables.keys import Row
from pipeline.tables.letter_links import letter_cells, linked_mentions, linked_signatures, links_in, names_in, with_cell
from pipeline.tables.link.memory import NameMemory, Touched
from pipeline.tables.remembered import set_up
from pipeline.tables.rows import LetterRows

_CURATED = "tables_curated (kind TEXT, id TEXT, digest TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID"


class LetterCollection:
    """All letters.

    Args:
        connection: where to remember them; the caller commits or rolls back.
        rows: gives the kept rows of a letter by its id.
    """

    def __init__(
        self, connection: sqlite3.Connection, corrections: Sequence[Correction], rows: Callable[[str], LetterRows]
    ) -> None:
        self._db = connection
        set_up(connection, [_CURATED])
        self._corrections = corrections
        self._rows = rows
        self._names = NameMemory(connection)
        self._duplicates = Duplicates(connection)
        self._curated = Curated()

    def update(self, letter_ids: Collection[str], changed: Collection[str], gone: Collection[str]) -> Touched:
        """Takes in letters that changed or went; returns what has other rows now, or none.

        The letter with the empty id stands for rows that are about no letter.

        Args:
            letter_ids: the letters there are now.
            changed: those of them that are new or have other rows of their own.
        """
        for letter_id in gone:
            self._names.forget(letter_id)
            self._duplicates.forget(letter_id)
        for letter_id in sorted(changed):
            rows = self._rows(letter_id)
            self._names.keep(names_in(rows))
            self._duplicates.keep(letter_id, letter_cells(rows)["sha256"], rows.text_sha256)
        linked = self._names.settle()
        copies = self._duplicates.settle()
        if self._corrections:
            self._curated = curate(self._corrections, self._names, self._rows, letter_ids)
        curated = self._changed_by_curator()
        return Touched(
            {*changed, *gone} | linked.letters | copies | curated.letters, linked.entities | curated.entities
        )

    def _changed_by_curator(self) -> Touched:
        """The letters and entities of which corrections make something else than the last time."""
        made: dict[tuple[str, str], object] = {
            **{("letter", letter_id): rows for letter_id, rows in self._curated.mentions.items()},
            **{("entity", entity_id): row for entity_id, row in self._curated.entities.items()},
            **{("letter", ""): self._curated.issues},
        }
        new = {key: hash_of(msgspec.json.encode(rows)) for key, rows in made.items() if rows != []}
        rows = self._db.execute("SELECT kind, id, digest FROM tables_curated")
        old = {(kind, one_id): digest for kind, one_id, digest in rows}
        changed = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
        self._db.executemany("DELETE FROM tables_curated WHERE kind = ? AND id = ?", changed)
        self._db.executemany(
            "INSERT INTO tables_curated VALUES (?, ?, ?)", [(*key, new[key]) for key in changed & new.keys()]
        )
        ids = {wanted: {one_id for kind, one_id in changed if kind == wanted} for wanted in ("letter", "entity")}
        return Touched(ids["letter"], ids["entity"])

    def rows(self, letter_id: str) -> dict[str, list[Row]]:
        """The rows of one letter in every table but entities."""
        rows = self._rows(letter_id)
        tables = dict(rows.tables)
        first = self._duplicates.duplicate_of(letter_id)
        tables[LETTERS.name] = [with_cell(LETTERS, row, "duplicate_of", first) for row in rows.tables[LETTERS.name]]
        mentions = self._curated.mentions.get(letter_id)
        if mentions is None:
            mentions = linked_mentions(rows.tables[MENTIONS.name], links_in(rows, self._names.links(letter_id)))
        tables[MENTIONS.name] = mentions
        tables[SIGNATURES.name] = linked_signatures(rows.tables[SIGNATURES.name], mentions)
        return tables

    def issues(self) -> list[Row]:
        """The rows of the table of issues that are about no letter."""
        return self._curated.issues

    def entities(self, first: str, last: str) -> Iterator[Row]:
        """The rows of the entities with ids from `first` up to but without `last`."""
        curated = self._curated.entities
        for known in self._names.entities.between(first, last):
            if known.entity.entity_id not in curated:
                yield entity_row(known)
        for entity_id, row in curated.items():
            if row is not None and first <= entity_id < last:
                yield row
