"""A name as linking sees it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.tables.link.graph import Node


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A name in one letter, what stands round it, and how often it stands there so.

    `municipality` is what the letter comes from: its TOOI code, else its folded name, else the letter's own id (a
    letter that does not say where it comes from shares its local names with no other). `role` is a folded word of
    `lists/roles.csv` that stands before or under a person's name.
    """

    letter_id: str
    label: str
    text: str
    municipality: str
    role: str = ""
    count: int = 1


Named = tuple[Occurrence, Node]
