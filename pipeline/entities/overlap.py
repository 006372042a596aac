"""Candidates for mentions, and the one rule that says who wins where they overlap.

1. A sure rule (score of 0.9 or more) wins over the model, the model over a rule that is not sure.
2. Between two of the same standing the longer wins, then the higher score, then the one that begins first.

3. Places of the model that only together make up a place of a rule give way to it ("Leidschenveen" and "Ypenburg" to
   the district "Leidschenveen-Ypenburg"). Organisations side by side remain two. A person of a rule gives way to one of
   the model that ends there and begins earlier: first names are many ("Rosalinde Van Dam (VVD)").

4. A find of the model that begins or ends with a sure NONE is cut there and goes on with the rest ("CEO Greentom",
   "Directie Juridische Zaken, Postbus 12600").

What overlaps a winner is dropped. Winners with the label NONE are dropped at the end: they only keep others out.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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


def settle(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The winners, in order, none overlapping another."""
    ranked = sorted(candidates, key=lambda one: one.standing, reverse=True)
    parts = {part for whole in _places_in_parts(ranked) for part in whole} | set(_without_first_names(ranked))
    winners = Occupied()
    for candidate in ranked:
        if candidate not in parts:
            winners.take(candidate)
    return list(winners)


def _places_in_parts(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """The model's places that make up a place of a rule which is not sure."""
    places = sorted((one for one in candidates if one.label == "LOC"), key=lambda one: one.start_char)
    model = [one for one in places if one.source == "model"]
    starts = [one.start_char for one in model]
    for rule in places:
        if rule.source == "rule" and rule.score < SURE:
            inside = model[bisect_left(starts, rule.start_char) : bisect_left(starts, rule.end_char)]
            ends = inside and (inside[0].start_char, inside[-1].end_char)
            if len(inside) > 1 and ends == (rule.start_char, rule.end_char):
                yield inside


def _without_first_names(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The persons of rules that end where a longer one of the model does."""
    persons = [one for one in candidates if one.label == "PERSON"]
    starts = {one.end_char: one.start_char for one in persons if one.source == "model"}
    for one in persons:
        if one.source == "rule" and starts.get(one.end_char, one.start_char) < one.start_char:
            yield one


LOOSE = re.compile(r"(?:[\s,;:()/|–-]|(?:van|of|en|and|bij|de|het)\b)*")


def cut_at_none(text: str, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates; those of the model without what a sure NONE takes from either end."""
    none = sorted((one.start_char, one.end_char) for one in candidates if one.label == "NONE" and one.score >= SURE)
    starts = [start for start, _ in none]
    for one in candidates:
        if one.source != "model":
            yield one
            continue
        start_char, end_char = one.start_char, one.end_char
        for start, end in none[max(bisect_right(starts, start_char) - 1, 0) : bisect_left(starts, end_char)]:
            if start <= start_char < end < end_char:
                rest = LOOSE.match(text, end, end_char)
                start_char = rest.end() if rest else end
            elif start_char < start < end_char <= end:
                end_char = start_char + len(text[start_char:start].rstrip(" ,;:(/|–-\n"))
        if start_char == one.start_char or text[start_char : start_char + 1].isupper():
            yield replace(one, start_char=start_char, end_char=end_char)


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

    def replace_inside(self, candidate: Candidate) -> bool:
        """Takes the place of mentions that lie inside `candidate` and are no sure rule's, where that frees it."""
        first = bisect_left(self._starts, candidate.start_char)
        last = bisect_left(self._starts, candidate.end_char)
        inside = self._mentions[first:last]
        if any(
            one.end_char > candidate.end_char
            or one.label == "NONE"
            or one.end_char - one.start_char == candidate.end_char - candidate.start_char
            or (one.source == "rule" and one.score >= SURE)
            for one in inside
        ):
            return False
        if first and self._mentions[first - 1].end_char > candidate.start_char:
            return False
        del self._mentions[first:last], self._starts[first:last]
        return self.take(candidate)

    def __iter__(self) -> Iterator[Candidate]:
        return iter(self._mentions)
