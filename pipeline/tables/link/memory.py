"""The names of all letters in SQLite, so that one more letter costs what it touches and not a look at all.

Kept are the names of each letter (`letter.py`), the nodes and edges that follow from them, and the entity that each
node leads to. A letter that comes, changes or goes makes nodes dirty: its own, those of its municipality and of its
abbreviations whose edges change. Only what hangs together with a dirty node is linked again. What comes out depends
on the letters that are there and on nothing else: not on their order, nor on those that left.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from pipeline.tables.link.acronyms import Acronym, acronym_edges
from pipeline.tables.link.entities import Entities, KnownEntity
from pipeline.tables.link.graph import Edge
from pipeline.tables.link.letter import LetterNames, Printed
from pipeline.tables.link.link import Entity, Link, entity_of
from pipeline.tables.link.link_organisations import misprint_edges
from pipeline.tables.link.link_people import municipal_edges
from pipeline.tables.link.names import one_line
from pipeline.tables.link.nodes import Nodes
from pipeline.tables.link.occurrence import Named, Occurrence
from pipeline.tables.remembered import set_up

# `support` counts the letters that say so; at none the row goes. `source` is what a set of edges is made from anew:
# a municipality, an abbreviation, an identifier; empty for the letters' own.
_SCHEMA = (
    "tables_letters (letter INTEGER PRIMARY KEY, letter_id TEXT UNIQUE, municipality TEXT, day TEXT, names BLOB)",
    "tables_named (node INTEGER, letter INTEGER, mentions INTEGER, day TEXT, PRIMARY KEY (node, letter)) WITHOUT ROWID",
    "tables_surfaces (node INTEGER, surface TEXT, support INTEGER, PRIMARY KEY (node, surface)) WITHOUT ROWID",
    "tables_edges (first INTEGER, second INTEGER, reason TEXT, score REAL, source TEXT, support INTEGER,"
    " PRIMARY KEY (first, second, reason, score, source)) WITHOUT ROWID",
    "tables_acronyms (key TEXT, municipality TEXT, node INTEGER, long INTEGER, support INTEGER,"
    " PRIMARY KEY (key, municipality, node, long)) WITHOUT ROWID",
)
_INDEXES = (
    "tables_of_municipality ON tables_letters (municipality)",
    "tables_second ON tables_edges (second)",
    "tables_source ON tables_edges (source) WHERE source != ''",
)


class _Kept(msgspec.Struct, array_like=True):
    """What is kept of a letter, nodes by their numbers; `long` is 0 for an abbreviation that is not written out."""

    names: list[tuple[str, str, str, int, int]]  # label, text, role, count, node
    edges: list[tuple[int, int, str, float]]
    acronyms: list[tuple[str, int, int]]  # key, node, long


_KEPT = msgspec.msgpack.Decoder(_Kept)


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids of letters of which a mention leads elsewhere than before, and of entities that changed, came or went."""

    letters: set[str]
    entities: set[str]


class NameMemory:
    """The names of all letters; `keep` and `forget` letters, then `settle`, then ask; `entities` too.

    Args:
        connection: where to keep it; the caller commits or rolls back.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        set_up(connection, _SCHEMA, _INDEXES)
        self.entities = Entities(connection)
        self._nodes = Nodes(connection)
        self._dirty: set[int] = set()
        self._municipalities: set[str] = set()
        self._keys: set[str] = set()
        self._surfaces: Counter[tuple[int, str]] = Counter()
        self._edges: Counter[tuple[int, int, str, float, str]] = Counter()
        self._acronyms: Counter[tuple[str, str, int, int]] = Counter()

    # --------------------------------------------------------------------------------------------- change

    def keep(self, letter: LetterNames) -> None:
        """Takes the names of a letter for what is now in it."""
        self.forget(letter.letter_id)
        number = self._nodes.number
        kept = _Kept(
            names=[(seen.label, seen.text, seen.role, seen.count, number(node)) for seen, node in letter.names],
            edges=[(number(edge.first), number(edge.second), edge.reason, edge.score) for edge in letter.edges],
            acronyms=[(node.key, number(node), number(long) if long else 0) for _, node, long in letter.acronyms],
        )
        row = (letter.letter_id, letter.municipality, letter.day, msgspec.msgpack.encode(kept))
        cursor = self._db.execute(
            "INSERT INTO tables_letters (letter_id, municipality, day, names) VALUES (?, ?, ?, ?)", row
        )
        self._db.executemany(
            "INSERT INTO tables_named VALUES (?, ?, ?, ?)",
            [
                (node, cursor.lastrowid, mentions, letter.day or None)
                for node, mentions in _mentions_by_node(kept).items()
            ],
        )
        self._count(kept, letter.municipality, 1)

    def forget(self, letter_id: str) -> None:
        """Drops the names of a letter, if there are any."""
        row = self._db.execute(
            "SELECT letter, municipality, names FROM tables_letters WHERE letter_id = ?", (letter_id,)
        ).fetchone()
        if row is None:
            return
        letter, municipality, names = row
        kept = _KEPT.decode(names)
        self._db.executemany(
            "DELETE FROM tables_named WHERE node = ? AND letter = ?",
            [(node, letter) for node in _mentions_by_node(kept)],
        )
        self._db.execute("DELETE FROM tables_letters WHERE letter = ?", (letter,))
        self._count(kept, municipality, -1)

    def settle(self) -> Touched:
        """Links anew what the letters kept and forgotten since the last time changed."""
        self._flush()
        for municipality in sorted(self._municipalities):
            self._replace(f"municipality {municipality}", self._municipal_edges(municipality))
        for key in sorted(self._keys):
            self._replace(f"abbreviation {key}", acronym_edges(self._acronyms_of(key)))
        for label, identifier in sorted(self._nodes.identifiers(self._dirty)):
            self._replace(f"identifier {label} {identifier}", self._identifier_edges(label, identifier))
        touched = self._link_dirty()
        self._municipalities.clear()
        self._keys.clear()
        return touched

    # ------------------------------------------------------------------------------------------------ ask

    def links(self, letter_id: str) -> dict[Printed, Link]:
        """What the names of a letter lead to; money leads nowhere."""
        row = self._db.execute("SELECT names FROM tables_letters WHERE letter_id = ?", (letter_id,)).fetchone()
        names = _KEPT.decode(row[0]).names if row else []
        return {Printed(label, text, role): self._nodes.link(node) for label, text, role, _, node in names}

    def letters_naming(self, entity_id: str) -> set[str]:
        """The ids of the letters with a mention that leads to the entity."""
        return self._letters_of(self._nodes.of_entity(entity_id))

    # ---------------------------------------------------------------------------------------------- count

    def _count(self, kept: _Kept, municipality: str, support: int) -> None:
        for _, text, _, _, node in kept.names:
            self._surfaces[node, one_line(text)] += support
            self._dirty.add(node)
        for first, second, reason, score in kept.edges:
            self._edges[first, second, reason, score, ""] += support
            self._dirty.update((first, second))
        for key, node, long in kept.acronyms:
            self._acronyms[key, municipality, node, long] += support
            self._keys.add(key)
        self._municipalities.add(municipality)

    def _flush(self) -> None:
        for table, width, counted in (
            ("tables_surfaces", 3, self._surfaces),
            ("tables_edges", 6, self._edges),
            ("tables_acronyms", 5, self._acronyms),
        ):
            marks = ", ".join("?" * width)
            self._db.executemany(
                f"INSERT INTO {table} VALUES ({marks}) ON CONFLICT DO UPDATE SET support = support + excluded.support",
                [(*key, support) for key, support in counted.items() if support],
            )
            self._db.execute(f"DELETE FROM {table} WHERE support = 0")
            counted.clear()

    # ---------------------------------------------------------------------------------------------- edges

    def _replace(self, source: str, edges: Iterable[Edge]) -> None:
        """Makes these the edges of a source; what that changes is dirty."""
        number = self._nodes.number
        new = {
            (number(edge.first), number(edge.second), edge.reason, edge.score)
            for edge in edges
            if edge.first != edge.second
        }
        rows = self._db.execute("SELECT first, second, reason, score FROM tables_edges WHERE source = ?", (source,))
        old = set(rows.fetchall())
        self._db.executemany(
            "DELETE FROM tables_edges WHERE first = ? AND second = ? AND reason = ? AND score = ? AND source = ?",
            [(*edge, source) for edge in old - new],
        )
        self._db.executemany(
            "INSERT INTO tables_edges VALUES (?, ?, ?, ?, ?, 1)", [(*edge, source) for edge in new - old]
        )
        self._dirty.update(node for first, second, *_ in old ^ new for node in (first, second))

    def _municipal_edges(self, municipality: str) -> list[Edge]:
        counts: Counter[tuple[str, str, str, int]] = Counter()
        rows = self._db.execute("SELECT names FROM tables_letters WHERE municipality = ?", (municipality,))
        for (names,) in rows:
            for label, text, role, count, node in _KEPT.decode(names).names:
                if label in ("PERSON", "ORG"):
                    counts[label, text, role, node] += count
        named: dict[str, list[Named]] = defaultdict(list)
        for (label, text, role, node), count in counts.items():
            seen = Occurrence("", label, text, municipality, role, count)
            named[label].append((seen, self._nodes.node(node)))
        return [*municipal_edges(named["PERSON"]), *misprint_edges(named["ORG"])]

    def _acronyms_of(self, key: str) -> list[Acronym]:
        rows = self._db.execute("SELECT municipality, node, long FROM tables_acronyms WHERE key = ?", (key,)).fetchall()
        node = self._nodes.node
        return [Acronym(municipality, node(short), node(long) if long else None) for municipality, short, long in rows]

    def _identifier_edges(self, label: str, identifier: str) -> list[Edge]:
        """Nodes with one identifier are one thing, whichever list knows them ("Den Haag" and "'s-Gravenhage")."""
        nodes = sorted(self._nodes.identified(label, identifier))
        return [Edge(nodes[0], other, "same-name", 1.0) for other in nodes[1:]]

    # ----------------------------------------------------------------------------------------------- link

    def _link_dirty(self) -> Touched:
        moved: set[int] = set()
        before: set[str] = set()
        after: list[KnownEntity] = []
        while self._dirty:
            numbers, edges = self._hanging_together(next(iter(self._dirty)))
            self._dirty -= numbers
            before.update(filter(None, map(self._nodes.entity_id, numbers)))
            surfaces = {number: self._surfaces_of(number) for number in numbers}
            if not any(surfaces.values()):
                self._nodes.drop(numbers)
                continue
            node = self._nodes.node
            entity, reached = entity_of(
                [node(number) for number in numbers],
                edges,
                {node(number): texts for number, texts in surfaces.items() if texts},
            )
            for number in numbers:
                score, reason = reached[node(number)]
                if self._nodes.lead(number, Link(entity.entity_id, score, reason)):
                    moved.add(number)
            score = min(reached[node(number)].score for number, texts in surfaces.items() if texts)
            after.append(self._known(entity, numbers, score))
        return Touched(self._letters_of(moved), self.entities.replace(before, after))

    def _hanging_together(self, start: int) -> tuple[set[int], list[Edge]]:
        """The numbers of the nodes that hang together with one, and the edges between them."""
        numbers, waiting = {start}, [start]
        edges: set[tuple[int, int, str, float]] = set()
        query = (
            "SELECT first, second, reason, score FROM tables_edges WHERE first = ?1 "
            "UNION SELECT first, second, reason, score FROM tables_edges WHERE second = ?1"
        )
        while waiting:
            for edge in self._db.execute(query, (waiting.pop(),)).fetchall():
                edges.add(edge)
                fresh = {edge[0], edge[1]} - numbers
                numbers |= fresh
                waiting.extend(fresh)
        node = self._nodes.node
        return numbers, [Edge(node(first), node(second), reason, score) for first, second, reason, score in edges]

    def _surfaces_of(self, number: int) -> set[str]:
        rows = self._db.execute("SELECT surface FROM tables_surfaces WHERE node = ?", (number,))
        return {surface for (surface,) in rows}

    def _known(self, entity: Entity, numbers: Iterable[int], score: float) -> KnownEntity:
        letters, mentions, first, last = self._db.execute(
            "SELECT count(DISTINCT letter), sum(mentions), min(day), max(day) FROM tables_named "
            f"WHERE node IN ({', '.join(map(str, numbers))})"
        ).fetchone()
        return KnownEntity(entity, letters, mentions, first or "", last or "", score)

    def _letters_of(self, numbers: Iterable[int]) -> set[str]:
        found: set[str] = set()
        for number in numbers:
            rows = self._db.execute(
                "SELECT letter_id FROM tables_named JOIN tables_letters USING (letter) WHERE node = ?", (number,)
            )
            found.update(letter_id for (letter_id,) in rows)
        return found


def _mentions_by_node(kept: _Kept) -> Counter[int]:
    mentions: Counter[int] = Counter()
    for _, _, _, count, node in kept.names:
        mentions[node] += count
    return mentions
