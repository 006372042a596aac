"""Personal names, taken apart: forenames or initials, and surname with its particles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.tables.link.lists import common_surnames, particles, titles
from pipeline.tables.link.names import fold, one_line

_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-z]{0,2}\.-?)*[A-ZÀ-Þ][a-z]{0,2}\.|[A-ZÀ-Þ]{1,3}")


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart. `forenames` are folded, initials end in a point: ("jan",), ("j.", "m."); may be empty."""

    forenames: tuple[str, ...]
    surname: str

    @property
    def has_given_name(self) -> bool:
        """Whether the first forename is written out."""
        return bool(self.forenames) and not self.forenames[0].endswith(".")

    @property
    def is_double(self) -> bool:
        """Whether the surname is a double name joined by a dash (married, mostly), which few people share."""
        return "-" in self.surname

    @property
    def is_common(self) -> bool:
        """Whether many people have this surname."""
        return self.surname in common_surnames()


@lru_cache(maxsize=100_000)
def take_apart(text: str) -> PersonName:
    """The parts of a personal name; titles and forms of address are left out."""
    line = one_line(text).strip(".,;:()")
    words = (line.title() if line.isupper() and "." not in line else line).split()
    while len(words) > 1 and fold(words[0]).rstrip(".") in titles():
        words.pop(0)
    start = _surname_start(words)
    forenames = [part for word in words[:start] for part in _forename_parts(word)]
    return PersonName(tuple(forenames), fold(" ".join(words[start:])))


def _surname_start(words: list[str]) -> int:
    for index, word in enumerate(words[:-1]):
        # "Penn-te Strake": the dash binds what comes after it to what comes before.
        if fold(word) in particles() or fold(word).rpartition("-")[2] in particles():
            return index
    return max(len(words) - 1, 0)


def _forename_parts(word: str) -> list[str]:
    if _INITIALS.fullmatch(word):
        parts = re.findall(r"[A-ZÀ-Þ][a-z]{0,2}(?=\.)", word) or list(word)
        return [f"{fold(part)}." for part in parts]
    return [fold(word)]


def may_be_one(first: PersonName, second: PersonName) -> bool:
    """Whether the forenames do not contradict each other: "J.M." and "Jan", not "J.M." and "J.A."."""
    if not first.forenames or not second.forenames or first.surname != second.surname:
        return False
    return all(_forenames_agree(one, other) for one, other in zip(first.forenames, second.forenames, strict=False))


def _forenames_agree(one: str, other: str) -> bool:
    if one.endswith(".") or other.endswith("."):
        bare = one.rstrip("."), other.rstrip(".")
        return bare[0].startswith(bare[1]) or bare[1].startswith(bare[0])
    return one == other


def safe_pairs(names: set[PersonName]) -> list[tuple[PersonName, PersonName]]:
    """Pairs of names with one surname that stand for one person, given that these are all the names there are.

    "J. Bakker" beside both "Jan Bakker" and "Joost Bakker" could be either, so it is neither: a group counts only
    where every name in it may be one with every other.
    """
    ordered = sorted((name for name in names if name.forenames), key=lambda name: name.forenames)
    neighbours = {name: {other for other in ordered if other == name or may_be_one(name, other)} for name in ordered}
    pairs: list[tuple[PersonName, PersonName]] = []
    for name in ordered:
        group = sorted(neighbours[name], key=lambda other: other.forenames)
        if group[0] == name and all(neighbours[other] == neighbours[name] for other in group):
            pairs.extend(pairwise(group))
    return pairs
