"""What linking needs of one letter: a pure function of its rows, so it can be kept when other letters change."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.tables.link.acronyms import Acronym, acronyms_in, expansions_in, part_edges
from pipeline.tables.link.graph import Edge, Node
from pipeline.tables.link.link_organisations import organisation_node
from pipeline.tables.link.link_people import letter_edges, person_node
from pipeline.tables.link.link_places import event_node, law_node, place_node
from pipeline.tables.link.occurrence import Named, Occurrence

_NODE_OF = {
    "PERSON": person_node,
    "ORG": organisation_node,
    "LOC": place_node,
    "EVENT": event_node,
    "LAW": law_node,
}

LABELS = tuple(_NODE_OF)
"""The labels of what names a thing; money names none."""


class Printed(NamedTuple):
    """A name as it is printed, with the role of the person that stands with it, if any."""

    label: str
    text: str
    role: str


@dataclass(frozen=True, slots=True)
class LetterNames:
    """The names of one letter, each once, and what the letter itself says about which are one thing.

    `day` is the letter's date in ISO form, empty where it has none.
    """

    letter_id: str
    municipality: str
    day: str
    names: tuple[Named, ...]
    edges: tuple[Edge, ...]
    acronyms: tuple[Acronym, ...]


def names_of(
    letter_id: str, municipality: str, day: str, mentions: Mapping[str, Printed], brackets: Mapping[str, str]
) -> LetterNames:
    """The names of a letter.

    Args:
        mentions: mention id -> what is printed; sums of money name no thing and are passed over.
        brackets: from the id of a mention in brackets to the id of the one before the brackets.
    """
    place = municipality or letter_id
    named = dict(_named(letter_id, place, mentions.values()))
    organisations = [pair for pair in named.values() if pair[1].label == "ORG"]
    pairs = [
        (named[mentions[inside]], named[mentions[before]])
        for inside, before in brackets.items()
        if all(mention in mentions and mentions[mention].label == "ORG" for mention in (inside, before))
    ]
    expansions = list(expansions_in(pairs))
    edges = {
        *letter_edges([pair for pair in named.values() if pair[1].label == "PERSON"]),
        *(edge for _, edge in expansions),
        *part_edges(organisations),
    }
    acronyms = acronyms_in(organisations, [acronym for acronym, _ in expansions])
    opened = {acronym.node for acronym in acronyms if acronym.long is None}
    shared = dict(_shared({node for _, node in named.values()}, edges, opened, letter_id, place))
    return LetterNames(
        letter_id,
        place,
        day,
        tuple((occurrence, shared.get(node, node)) for occurrence, node in named.values()),
        tuple(_renamed(edge, shared) for edge in edges if edge.first != edge.second),
        tuple(
            Acronym(place, shared.get(node, node), shared.get(long, long) if long else None)
            for _, node, long in acronyms
        ),
    )


def _named(letter_id: str, place: str, mentions: Iterable[Printed]) -> Iterator[tuple[Printed, Named]]:
    for printed, count in Counter(mentions).items():
        if printed.label in _NODE_OF:
            occurrence = Occurrence(letter_id, printed.label, printed.text, place, printed.role, count)
            yield printed, (occurrence, _NODE_OF[printed.label](occurrence))


def _shared(
    nodes: Iterable[Node], edges: Iterable[Edge], opened: set[Node], letter_id: str, place: str
) -> Iterator[tuple[Node, Node]]:
    """What a letter ties to the same names for the same reasons is the same in every letter: one node for all.

    Without this, "Bakker" beside "Jan Bakker" would be a node in each of a thousand letters. An abbreviation that its
    letter doesn't write out means the same in all such letters of a municipality.
    """
    ties: dict[Node, set[tuple[Node, str, float]]] = defaultdict(set)
    for edge in edges:
        for node in (edge.first, edge.second):
            ties[node].add((edge.other(node), edge.reason, edge.score))
    for node in nodes:
        if node.reach != letter_id or place == letter_id:
            continue
        if node in opened and not ties[node]:
            yield node, node._replace(reach=f"{place}~")
        elif ties[node] and node not in opened and all(other.reach != letter_id for other, _, _ in ties[node]):
            yield node, node._replace(reach=f"~{_digest(sorted(ties[node]))}")


def _digest(ties: Sequence[tuple[Node, str, float]]) -> str:
    plain = [(*other, reason, score) for other, reason, score in ties]
    return hashlib.sha256(repr(plain).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _renamed(edge: Edge, shared: Mapping[Node, Node]) -> Edge:
    return Edge(shared.get(edge.first, edge.first), shared.get(edge.second, edge.second), edge.reason, edge.score)
