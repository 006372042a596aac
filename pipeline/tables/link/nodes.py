"""Nodes by number, in SQLite: what `memory.py` counts and joins are numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from pipeline.tables.link.graph import Node
from pipeline.tables.link.link import Link
from pipeline.tables.remembered import set_up

_TABLE = (
    "tables_nodes (number INTEGER PRIMARY KEY, label TEXT, key TEXT, reach TEXT, identifier TEXT, name TEXT, "
    "entity_id TEXT NOT NULL DEFAULT '', score REAL, reason TEXT, UNIQUE (label, key, reach, identifier, name))"
)
_INDEXES = (
    "tables_identified ON tables_nodes (label, identifier) WHERE identifier != ''",
    "tables_of_entity ON tables_nodes (entity_id)",
)
# So many nodes are held in memory at a time, some 300 bytes each.
_AT_HAND = 500_000


class Nodes:
    """The nodes of all letters, each with its number and the entity that it leads to."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        set_up(connection, [_TABLE], _INDEXES)
        self._numbers: dict[Node, int] = {}
        self._nodes: dict[int, Node] = {}

    def number(self, node: Node) -> int:
        """The number of a node, a new one if it has none yet."""
        if node not in self._numbers:
            query = (
                "SELECT number FROM tables_nodes WHERE label = ? AND key = ? AND reach = ? AND identifier = ? "
                "AND name = ?"
            )
            row = self._db.execute(query, node).fetchone()
            columns = "(label, key, reach, identifier, name)"
            self._hold(
                row[0]
                if row
                else self._db.execute(f"INSERT INTO tables_nodes {columns} VALUES (?, ?, ?, ?, ?)", node).lastrowid,
                node,
            )
        return self._numbers[node]

    def node(self, number: int) -> Node:
        """The node of a number."""
        if number not in self._nodes:
            query = "SELECT label, key, reach, identifier, name FROM tables_nodes WHERE number = ?"
            self._hold(number, Node(*self._db.execute(query, (number,)).fetchone()))
        return self._nodes[number]

    def _hold(self, number: int | None, node: Node) -> None:
        assert number is not None
        if len(self._nodes) >= _AT_HAND:
            self._nodes.clear()
            self._numbers.clear()
        self._nodes[number] = node
        self._numbers[node] = number

    def drop(self, numbers: Iterable[int]) -> None:
        """Forgets nodes that no letter names any more."""
        for number in numbers:
            self._numbers.pop(self.node(number))
            del self._nodes[number]
            self._db.execute("DELETE FROM tables_nodes WHERE number = ?", (number,))

    # -------------------------------------------------------------------------------------------- lead to

    def link(self, number: int) -> Link:
        """What a mention of the node leads to."""
        query = "SELECT entity_id, score, reason FROM tables_nodes WHERE number = ?"
        return Link(*self._db.execute(query, (number,)).fetchone())

    def entity_id(self, number: int) -> str:
        """The id of the entity that the node leads to, empty before it was linked."""
        return self.link(number).entity_id

    def lead(self, number: int, link: Link) -> bool:
        """Lets a node lead to an entity; returns whether that is new."""
        if self.link(number) == link:
            return False
        statement = "UPDATE tables_nodes SET entity_id = ?, score = ?, reason = ? WHERE number = ?"
        self._db.execute(statement, (link.entity_id, link.score, link.reason, number))
        return True

    def of_entity(self, entity_id: str) -> list[int]:
        """The numbers of the nodes that lead to an entity."""
        rows = self._db.execute("SELECT number FROM tables_nodes WHERE entity_id = ?", (entity_id,))
        return [number for (number,) in rows]

    # ---------------------------------------------------------------------------------------- identifiers

    def identifiers(self, numbers: Iterable[int]) -> set[tuple[str, str]]:
        """The labels and identifiers of these nodes, of those that have one."""
        nodes = map(self.node, numbers)
        return {(node.label, node.identifier) for node in nodes if node.identifier}

    def identified(self, label: str, identifier: str) -> Iterator[Node]:
        """The nodes with that identifier that a letter names."""
        query = (
            "SELECT label, key, reach, identifier, name FROM tables_nodes WHERE label = ? AND identifier = ? "
            "AND identifier != '' AND EXISTS (SELECT 1 FROM tables_named WHERE node = number)"
        )
        return (Node(*row) for row in self._db.execute(query, (label, identifier)).fetchall())
