"""Mentions by where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from pipeline.tables.link.graph import Node
from pipeline.tables.link.occurrence import Occurrence

Named = tuple[Occurrence, Node]


def by_letter(seen: Iterable[Named]) -> Iterator[list[Named]]:
    """The mentions of one letter after the other."""
    return _grouped(seen, lambda occurrence: occurrence.letter_id)


def by_municipality(seen: Iterable[Named]) -> Iterator[list[Named]]:
    """The mentions of one municipality after the other."""
    return _grouped(seen, lambda occurrence: occurrence.municipality)


def _grouped(seen: Iterable[Named], place: Callable[[Occurrence], str]) -> Iterator[list[Named]]:
    groups: dict[str, list[Named]] = defaultdict(list)
    for occurrence, node in seen:
        groups[place(occurrence)].append((occurrence, node))
    yield from groups.values()
