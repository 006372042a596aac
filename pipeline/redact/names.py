"""Finds given names in a text, however they are spaced, cased or joined ("jan-de-vries" in a file name)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

_TOKEN = re.compile(r"[^\W_]+")
# Between two parts of one name: "J.M. Penn – te Strake", a line break, the dashes of a file name.
_LONGEST_GAP = 4


class NameFinder:
    """Finds the longest known names, word by word, in time linear in the text."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` are pairs of a name and what it stands for; of two alike the first counts."""
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, bool]]] = {}
        seen: set[tuple[str, ...]] = set()
        for name, meaning in names:
            tokens = tuple(words(name))
            if tokens and tokens not in seen:
                seen.add(tokens)
                # "Post" alone is mr Post, "post" is not.
                capital = len(tokens) == 1 and name.lstrip()[0].isupper()
                self._by_first.setdefault(tokens[0], []).append((tokens, meaning, capital))
        for forms in self._by_first.values():
            forms.sort(key=lambda form: -len(form[0]))

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Yields start, end and meaning of every name, in order, not overlapping."""
        spans = [match.span() for match in _TOKEN.finditer(text)]
        tokens = [fold(text[start:end]) for start, end in spans]
        at = 0
        while at < len(tokens):
            for form, meaning, capital in self._by_first.get(tokens[at], ()):
                end = at + len(form)
                if capital and not text[spans[at][0]].isupper():
                    continue
                if tuple(tokens[at:end]) == form and _close(spans[at:end]):
                    yield spans[at][0], spans[end - 1][1], meaning
                    at = end - 1
                    break
            at += 1


def fold(token: str) -> str:
    """The form in which words are compared: no accents, no case."""
    plain = unicodedata.normalize("NFKD", token)
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def words(name: str) -> list[str]:
    """The folded words of a name."""
    return [fold(token) for token in _TOKEN.findall(name)]


def surname(name: str) -> str:
    """What is left of a full name without given names and initials: "de Vries" of "Jan P. de Vries", "" of one word."""
    parts = name.split()
    if len(parts) < 2:
        return ""
    particles = next((n for n, part in enumerate(parts) if n and part[0].islower()), len(parts) - 1)
    tail = " ".join(parts[particles:])
    return tail if len(tail.replace(".", "")) > 2 else ""


def _close(spans: list[tuple[int, int]]) -> bool:
    return all(after[0] - before[1] <= _LONGEST_GAP for before, after in pairwise(spans))
