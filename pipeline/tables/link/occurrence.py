"""A mention as linking sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A mention, where it stands, and what stands round it.

    `municipality` is what the letter comes from: its TOOI code, else its folded name, else the letter's own id (a
    letter that does not say where it comes from shares its local names with no other). `role` is a folded word of
    `lists/roles.csv` that stands before or under a person's name.
    """

    mention_id: str
    letter_id: str
    label: str
    text: str
    municipality: str
    role: str = ""
