"""From the rows of all letters to the tables at once: a pure function, the same rows give the same tables.

This is the short way, against which the tests hold what `changed.py` comes to bit by bit.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing

from pipeline.tables.collection import LetterCollection
from pipeline.tables.columns import ENTITIES, ISSUES, TABLES
from pipeline.tables.corrections import Correction
from pipeline.tables.export import Frames
from pipeline.tables.frames import frame_of
from pipeline.tables.keys import Row
from pipeline.tables.rows import LetterRows


def build_frames(letters: Iterable[LetterRows], corrections: Sequence[Correction] = ()) -> Frames:
    """Every table over all letters, in the order of `TABLES`, as the corrections want them."""
    by_id = {rows.letter_id: rows for rows in letters}
    tables: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    with closing(sqlite3.connect(":memory:")) as connection:
        collection = LetterCollection(connection, corrections, by_id.__getitem__)
        collection.update(by_id.keys(), by_id.keys(), ())
        for letter_id in by_id:
            for name, rows in collection.rows(letter_id).items():
                tables[name].extend(rows)
        tables[ISSUES.name].extend(collection.issues())
        tables[ENTITIES.name].extend(collection.entities("", "~"))
    return {table.name: frame_of(table, tables[table.name]) for table in TABLES}
