"""From the mentions of all letters to entities, and from each mention to its entity."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.tables.link.graph import Edge, Node, Reached, reach_from, things
from pipeline.tables.link.link_organisations import organisation_edges, organisation_node
from pipeline.tables.link.link_people import person_edges, person_node
from pipeline.tables.link.link_places import event_node, law_node, place_node
from pipeline.tables.link.names import one_line
from pipeline.tables.link.occurrence import Occurrence

_NODE_OF = {
    "PERSON": person_node,
    "ORG": organisation_node,
    "LOC": place_node,
    "EVENT": event_node,
    "LAW": law_node,
}


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


def link(seen: Sequence[Occurrence], brackets: Mapping[str, str]) -> tuple[list[Entity], dict[str, Link]]:
    """The entities, in order of id, and the link of each mention by its id.

    Args:
        seen: the mentions of all letters; sums of money name no thing and are passed over.
        brackets: from the id of a mention in brackets to the id of the one before the brackets.
    """
    named = [
        (occurrence, _NODE_OF[occurrence.label](occurrence)) for occurrence in seen if occurrence.label in _NODE_OF
    ]
    edges = [
        *person_edges([pair for pair in named if pair[1].label == "PERSON"]),
        *organisation_edges([pair for pair in named if pair[1].label == "ORG"], brackets),
        *_identifier_edges({node for _, node in named}),
    ]
    surfaces: dict[Node, Counter[str]] = defaultdict(Counter)
    for occurrence, node in named:
        surfaces[node][one_line(occurrence.text)] += 1
    entities, reached = _entities(surfaces, edges)
    links = {
        occurrence.mention_id: Link(entities[reached[node].anchor].entity_id, reached[node].score, reached[node].reason)
        for occurrence, node in named
    }
    return sorted(entities.values(), key=lambda entity: entity.entity_id), links


def _identifier_edges(nodes: Iterable[Node]) -> Iterator[Edge]:
    """Nodes with one identifier are one thing, whichever list knows them ("Den Haag" and "'s-Gravenhage")."""
    by_identifier: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for node in sorted(nodes):
        if node.identifier:
            by_identifier[node.label, node.identifier].append(node)
    for first, *others in by_identifier.values():
        yield from (Edge(first, other, "same-name", 1.0) for other in others)


def _entities(
    surfaces: Mapping[Node, Counter[str]], edges: Sequence[Edge]
) -> tuple[dict[Node, Entity], dict[Node, Reached]]:
    at: dict[Node, list[Edge]] = defaultdict(list)
    for edge in edges:
        at[edge.first].append(edge)
        at[edge.second].append(edge)
    misprints = {edge.second for edge in edges if edge.reason == "misprint"}
    nodes = {*surfaces, *at}
    entities: dict[Node, Entity] = {}
    reached: dict[Node, Reached] = {}
    for group in things(sorted(nodes), edges):
        anchor = max(group, key=lambda node: (node not in misprints, *_fullness(node)))
        reached.update(reach_from(anchor, at))
        names: Counter[str] = sum((surfaces[node] for node in group if node in surfaces), Counter())
        name = anchor.name or _best(surfaces.get(anchor) or names)
        aliases = tuple(sorted(set(names) - {name}))
        entities[anchor] = Entity(_entity_id(anchor), anchor.label, name, aliases, anchor.identifier)
    return entities, reached


def _fullness(node: Node) -> tuple[bool, bool, int, int, str]:
    """What makes a node the one that names its thing; no counts, so that more of the same changes nothing."""
    forenames = node.key.partition(", ")[2]
    written_out = bool(forenames) and not forenames.split()[0].endswith(".")
    return (bool(node.identifier or node.name), written_out, len(node.key), -len(node.reach), node.key)


def _best(surfaces: Counter[str]) -> str:
    """The name that is shown: no capitals only, an initial capital, the longest, the first in the alphabet."""
    return min(surfaces, key=lambda name: (name.isupper() and len(name) > 5, name[:1].islower(), -len(name), name))


def _entity_id(anchor: Node) -> str:
    key = "\x1f".join((anchor.label, anchor.identifier or anchor.key, "" if anchor.identifier else anchor.reach))
    return f"{anchor.label.lower()}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"
