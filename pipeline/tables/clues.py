"""What the text round a name says about whose name it is, kept for linking names across letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.tables.result import LetterResult


@dataclass(frozen=True, slots=True)
class Clue:
    """`abbreviates`: this mention stands in brackets after the mention whose id is `value`, for the same thing.

    `role`: the mention of a person stands after the role or title `value` ("burgemeester").
    """

    mention_id: str
    kind: Literal["abbreviates", "role"]
    value: str


def clues_of(result: LetterResult) -> tuple[Clue, ...]:
    """The clues of one letter, in the order of its text."""
    return ()
