"""From names that hang together to the thing that they name."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.tables.link.graph import Edge, Node, Reached, reach_from


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing. `aliases` are the other names in use, as printed."""

    entity_id: str
    label: str
    name: str
    aliases: tuple[str, ...]
    identifier: str


@dataclass(frozen=True, slots=True)
class Link:
    """Why a mention is taken to name an entity, and how sure that is (0 to 1)."""

    entity_id: str
    score: float
    reason: str


def entity_of(
    nodes: Sequence[Node], edges: Sequence[Edge], surfaces: Mapping[Node, Collection[str]]
) -> tuple[Entity, Mapping[Node, Reached]]:
    """The entity of nodes that hang together, and how each node leads to it.

    Args:
        surfaces: node -> the names that are printed for it; a node to which only edges lead has none.
    """
    misprints = {edge.second for edge in edges if edge.reason == "misprint"}
    anchor = max(nodes, key=lambda node: (node not in misprints, *_fullness(node)))
    names = set().union(*surfaces.values())
    name = anchor.name or _best(surfaces.get(anchor) or names)
    aliases = tuple(sorted(names - {name}))
    return Entity(_entity_id(anchor), anchor.label, name, aliases, anchor.identifier), reach_from(anchor, edges)


def _fullness(node: Node) -> tuple[bool, bool, int, int, str, str]:
    """What makes a node the one that names its thing; no counts, so that more of the same changes nothing."""
    forenames = node.key.partition(", ")[2]
    written_out = bool(forenames) and not forenames.split()[0].endswith(".")
    known = bool(node.identifier or node.name)
    return (known, written_out, len(node.key), -len(node.reach), node.key, node.reach)


def _best(surfaces: Collection[str]) -> str:
    """The name that is shown: no capitals only, an initial capital, the longest, the first in the alphabet."""
    return min(surfaces, key=lambda name: (name.isupper() and len(name) > 5, name[:1].islower(), -len(name), name))


def _entity_id(anchor: Node) -> str:
    key = "\x1f".join((anchor.label, anchor.identifier or anchor.key, "" if anchor.identifier else anchor.reach))
    return f"{anchor.label.lower()}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
