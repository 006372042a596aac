"""Names as nodes, reasons to take two names for one thing as edges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple


class Node(NamedTuple):
    """A name in the reach in which it means one thing.

    `reach` is empty (everywhere), a municipality, an office, a letter, or what a letter ties the name to; `key` the
    compared form of the name. `identifier` and `name` are those of the register or list that knows it.
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

    def other(self, node: Node) -> Node:
        """The node at the other end."""
        return self.second if self.first == node else self.first


class Reached(NamedTuple):
    """How a node hangs together with the one that names its thing: the weakest score on the way, and why."""

    score: float
    reason: str


def reach_from(anchor: Node, edges: Iterable[Edge]) -> dict[Node, Reached]:
    """Every node that hangs together with the anchor, by the surest way there; the order of the edges is no matter."""
    at: dict[Node, list[Edge]] = defaultdict(list)
    for edge in edges:
        at[edge.first].append(edge)
        at[edge.second].append(edge)
    found: dict[Node, Reached] = {}
    waiting = [(-1.0, anchor, "same-name")]
    while waiting:
        weakest, node, reason = heappop(waiting)
        if node in found:
            continue
        found[node] = Reached(-weakest, reason)
        for edge in at[node]:
            if edge.other(node) not in found:
                heappush(waiting, (max(weakest, -edge.score), edge.other(node), edge.reason))
    return found
