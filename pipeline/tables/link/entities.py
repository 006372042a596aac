"""The entities of all letters, in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from pipeline.tables.link.link import Entity
from pipeline.tables.link.names import fold
from pipeline.tables.remembered import set_up

_TABLE = "tables_entities (entity_id TEXT PRIMARY KEY, entity BLOB) WITHOUT ROWID"


@dataclass(frozen=True, slots=True)
class KnownEntity:
    """An entity and what the letters that name it add up to.

    `score` is that of the least sure of its links; the dates are ISO, empty where no letter that names it has one.
    """

    entity: Entity
    letters: int
    mentions: int
    first_date: str
    last_date: str
    score: float


class Entities:
    """What names lead to; `replace` some, then ask."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        set_up(connection, [_TABLE])

    def between(self, first: str, last: str) -> list[KnownEntity]:
        """The entities with ids from `first` up to but without `last`, in order."""
        rows = self._db.execute(
            "SELECT entity FROM tables_entities WHERE entity_id >= ? AND entity_id < ? ORDER BY entity_id",
            (first, last),
        )
        return [msgspec.msgpack.decode(entity, type=KnownEntity) for (entity,) in rows]

    def get(self, entity_id: str) -> KnownEntity | None:
        """The entity of that id."""
        return next(iter(self.between(entity_id, entity_id + "\0")), None)

    def named(self, label: str, folded: str) -> set[str]:
        """The ids of the entities of that label that have this name, folded, or this alias. Looks at all of them."""
        prefix = label.lower()
        return {
            known.entity.entity_id
            for known in self.between(f"{prefix}-", f"{prefix}.")  # a point comes right after a dash
            if folded in map(fold, (known.entity.name, *known.entity.aliases))
        }

    def replace(self, before: set[str], after: Iterable[KnownEntity]) -> set[str]:
        """Puts the entities that came of a linking in the place of those that were there before.

        Args:
            before: ids of the entities to which the same names led.

        Returns:
            The ids of those that changed, came or went.
        """
        new: Mapping[str, bytes] = {known.entity.entity_id: msgspec.msgpack.encode(known) for known in after}
        gone = before - new.keys()
        self._db.executemany("DELETE FROM tables_entities WHERE entity_id = ?", [(entity_id,) for entity_id in gone])
        changed = {
            entity_id
            for entity_id, data in new.items()
            if self._db.execute("SELECT entity FROM tables_entities WHERE entity_id = ?", (entity_id,)).fetchone()
            != (data,)
        }
        self._db.executemany(
            "REPLACE INTO tables_entities VALUES (?, ?)", [(entity_id, new[entity_id]) for entity_id in changed]
        )
        return gone | changed
