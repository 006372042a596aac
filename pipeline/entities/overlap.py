"""Candidates for mentions, and the one rule that says who wins where they overlap.

1. A sure rule (score of 0.9 or more) wins over the model, the model over a rule that is not sure.
2. Between two of the same standing the longer wins, then the higher score, then the one that begins first.

What overlaps a winner is dropped. Winners with the label NONE are dropped at the end: they only keep others out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.entities.settings import SURE, RuleLabel


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that one source holds for a name. `origin` is the rule's name, or the pipeline's."""

    label: RuleLabel
    start_char: int
    end_char: int
    score: float
    source: Literal["model", "rule"]
    origin: str

    @property
    def standing(self) -> tuple[int, int, float, int]:
        source = 1 if self.source == "model" else 2 if self.score >= SURE else 0
        return (source, self.end_char - self.start_char, self.score, -self.start_char)


def settle(candidates: Iterable[Candidate], fixed: Iterable[Candidate] = ()) -> list[Candidate]:
    """The winners, in order, none overlapping another; `fixed` ones have won already."""
    winners = Occupied(fixed)
    for candidate in sorted(candidates, key=lambda one: one.standing, reverse=True):
        winners.take(candidate)
    return list(winners)


class Occupied:
    """Mentions that don't overlap, in order of their place."""

    def __init__(self, mentions: Iterable[Candidate] = ()) -> None:
        self._mentions = sorted(mentions, key=lambda one: one.start_char)
        self._starts = [one.start_char for one in self._mentions]

    def take(self, candidate: Candidate) -> bool:
        """Whether the place was free; then it is taken."""
        index = bisect_left(self._starts, candidate.end_char)
        if candidate.end_char <= candidate.start_char or (
            index and self._mentions[index - 1].end_char > candidate.start_char
        ):
            return False
        self._mentions.insert(index, candidate)
        self._starts.insert(index, candidate.start_char)
        return True

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._mentions)
