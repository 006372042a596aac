"""Which mentions of people are one person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.tables.link.graph import Edge, Node
from pipeline.tables.link.lists import roles
from pipeline.tables.link.occurrence import Named, Occurrence
from pipeline.tables.link.people import PersonName, safe_pairs, take_apart

Group = list[Named]
# How sure each reason is: a judgement, in order of what could make it wrong, not a measured probability.
IN_LETTER, IN_MUNICIPALITY, BARE, BARE_IN_MUNICIPALITY, DOUBLE = 0.95, 0.9, 0.9, 0.8, 0.85


def person_node(seen: Occurrence) -> Node:
    """The reach in which this name means one person.

    A given name with a surname that few share: everywhere. Initials, or a surname that many share: one municipality,
    and there one office or one letter. A bare surname: one office, or one letter.
    """
    name = take_apart(seen.text)
    key = f"{name.surname}, {' '.join(name.forenames)}" if name.forenames else name.surname
    if name.has_given_name and not name.is_common:
        return Node("PERSON", key, "")
    if name.forenames and (name.has_given_name or not name.is_common):
        return Node("PERSON", key, seen.municipality)
    return Node("PERSON", key, _office(seen) or seen.letter_id)


def letter_edges(people: Sequence[Named]) -> Iterator[Edge]:
    """The reasons that one letter gives to take two nodes for one person."""
    for group in _by_surname(people):
        yield from _forename_edges(group, IN_LETTER)
        yield from _bare_edges_in_letter(group)


def municipal_edges(people: Sequence[Named]) -> Iterator[Edge]:
    """The reasons that all letters of one municipality together give."""
    for group in _by_surname(people):
        if not take_apart(group[0][0].text).is_common:
            yield from _forename_edges(group, IN_MUNICIPALITY)
        yield from _office_edges(group)


def _by_surname(people: Sequence[Named]) -> Iterator[Group]:
    groups: dict[str, Group] = defaultdict(list)
    for seen, node in people:
        groups[take_apart(seen.text).surname].append((seen, node))
    yield from groups.values()


def _forename_edges(group: Group, score: float) -> Iterator[Edge]:
    """Forenames and initials that can only be one person's."""
    nodes = _nodes_by_name(group)
    for same in nodes.values():
        for first, second in pairwise(sorted(same)):
            yield Edge(first, second, "same-name", score)
    for one, other in safe_pairs({name for name in nodes if name.forenames}):
        yield Edge(min(nodes[one]), min(nodes[other]), "initials", score)


def _nodes_by_name(group: Group) -> dict[PersonName, set[Node]]:
    nodes: dict[PersonName, set[Node]] = defaultdict(set)
    for seen, node in group:
        name = take_apart(seen.text)
        if name.forenames:
            nodes[name].add(node)
    return nodes


def _bare_edges_in_letter(group: Group) -> Iterator[Edge]:
    """A bare surname is the one person of that name in the letter, unless their offices differ."""
    full = {node for seen, node in group if take_apart(seen.text).forenames}
    offices = {roles()[seen.role].name for seen, node in group if seen.role and node in full}
    bare = [(seen, node) for seen, node in group if not take_apart(seen.text).forenames]
    if full and _one_person(group):
        for seen, node in bare:
            if not seen.role or not offices or roles()[seen.role].name in offices:
                yield Edge(min(full), node, "surname-in-letter", BARE)
    elif not full and len({roles()[seen.role].name for seen, _ in bare if seen.role}) <= 1:
        nodes = sorted({node for _, node in bare})
        for first, second in pairwise(nodes):
            yield Edge(first, second, "surname-in-letter", BARE)


def _one_person(group: Group) -> bool:
    """Whether the names with forenames are all one person's: none contradicts, or a double name has one office."""
    offices: dict[PersonName, set[str]] = defaultdict(set)
    for seen, _ in group:
        name = take_apart(seen.text)
        if name.forenames:
            offices[name].update(filter(None, [_office(seen)]))
    if len(safe_pairs(set(offices))) == len(offices) - 1:
        return True
    return next(iter(offices)).is_double and all(offices.values()) and len(set.union(*offices.values())) == 1


def _office_edges(group: Group) -> Iterator[Edge]:
    """One surname and one office in one municipality: a bare surname, or a double name that few share."""
    by_office: dict[str, Group] = defaultdict(list)
    for seen, node in group:
        if _office(seen):
            by_office[_office(seen)].append((seen, node))
    for members in by_office.values():
        full = [(seen, node) for seen, node in members if take_apart(seen.text).forenames]
        nodes = sorted({node for _, node in full})
        if full and take_apart(full[0][0].text).is_double:
            for first, second in pairwise(nodes):
                yield Edge(first, second, "double-name-and-office", DOUBLE)
        elif not full or not _one_person(full):
            continue
        for seen, node in members:
            if not take_apart(seen.text).forenames:
                yield Edge(nodes[0], node, "surname-and-office", BARE_IN_MUNICIPALITY)


def _office(seen: Occurrence) -> str:
    if not seen.role:
        return ""
    role = roles()[seen.role]
    return {"national": role.name, "local": f"{seen.municipality} {role.name}"}.get(role.reach, "")
