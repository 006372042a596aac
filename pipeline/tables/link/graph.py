"""Names as nodes, reasons to take two names for one thing as edges, things as what hangs together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Node(NamedTuple):
    """A name in the reach in which it means one thing.

    `reach` is empty (everywhere), a municipality, or a letter; `key` the compared form of the name. `identifier` and
    `name` are those of the register or list that knows it.
    """

    label: str
    key: str
    reach: str
    identifier: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """Two nodes are one thing, for this reason, this sure (0 to 1)."""

    first: Node
    second: Node
    reason: str
    score: float


class Reached(NamedTuple):
    """How a node hangs together with the one that names its thing: the weakest score on the way, and why."""

    anchor: Node
    score: float
    reason: str


def things(nodes: Iterable[Node], edges: Iterable[Edge]) -> list[list[Node]]:
    """The nodes that hang together, each group and all groups in order."""
    parent = {node: node for node in nodes}

    def root(node: Node) -> Node:
        while parent[node] is not node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for edge in edges:
        one, other = sorted((root(edge.first), root(edge.second)))
        parent[other] = one
    groups: dict[Node, list[Node]] = defaultdict(list)
    for node in parent:
        groups[root(node)].append(node)
    return sorted(sorted(group) for group in groups.values())


def reach_from(anchor: Node, edges: dict[Node, list[Edge]]) -> dict[Node, Reached]:
    """Every node that hangs together with the anchor, by the surest way there (fewest edges on a draw)."""
    found = {anchor: Reached(anchor, 1.0, "same-name")}
    waiting = [anchor]
    while waiting:
        waiting.sort(key=lambda node: (-found[node].score, node))
        node = waiting.pop(0)
        for edge in sorted(edges.get(node, ()), key=lambda edge: (-edge.score, edge.reason)):
            other = edge.second if edge.first == node else edge.first
            score = min(found[node].score, edge.score)
            if other not in found:
                found[other] = Reached(anchor, score, edge.reason)
                waiting.append(other)
    return found
