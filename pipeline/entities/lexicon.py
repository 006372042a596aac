"""Finds listed names in a text, whatever the number of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.entities.overlap import Candidate
from pipeline.entities.settings import WordList

TOKEN = re.compile(r"\w+|[^\w\s]")
# What makes a surname of the name of a town behind it ("A. van Doorn", "sprak Van Doorn", "Van Basten Batenburg").
SURNAME_BEFORE = re.compile(
    r"(?:\b[A-Z]\. ?[Vv]an|[a-z,;(] Van|\b(?:heer|dhr\.|[Mm]evrouw|mw\.) [Vv]an|\b[Vv]an(?: de[rn]?)? [A-Z][a-z]+) $"
)


class Lexicon:
    """All word lists in one: a text is read once, from word to word."""

    def __init__(self, lists: Iterable[WordList]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, WordList]]] = {}
        seen = set()
        for words in lists:
            for name in _spellings(words):
                tokens = tuple(TOKEN.findall(name))
                if (tokens, words.label) not in seen:
                    seen.add((tokens, words.label))
                    self._by_first.setdefault(tokens[0], []).append((tokens, name, words))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: len(entry[0]), reverse=True)

    def __call__(self, text: str) -> Iterator[Candidate]:
        tokens = [(found.group(), found.start(), found.end()) for found in TOKEN.finditer(text)]
        for index, (token, start, _) in enumerate(tokens):
            for wanted, name, words in self._by_first.get(token, ()):
                last = index + len(wanted) - 1
                if last >= len(tokens) or any(tokens[index + i][0] != part for i, part in enumerate(wanted)):
                    continue
                end = tokens[last][2]
                if " ".join(text[start:end].split()) == name and not _inside_a_word(text, start, end):
                    if words.label == "LOC" and SURNAME_BEFORE.search(text, max(0, start - 30), start):
                        continue
                    yield Candidate(words.label, start, end, words.score, "rule", words.name)


def _spellings(words: WordList) -> Iterator[str]:
    for name in words.entries:
        straight = name.replace("’", "'")
        yield from dict.fromkeys((straight, straight.replace("'", "’"), straight.replace("'", "‘")))
        if words.capitals and len(name) > 3:
            yield straight.upper()


def _inside_a_word(text: str, start: int, end: int) -> bool:
    """Whether it is part of an address on the web, a case number ("OCW/109") or a longer name ("Velsen-Noord")."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return (
        before[-1:] in ("@", "/", "_", "#")
        or (before[-1:] in (".", "-") and before[:1].isalnum())
        or after[:1] in ("@", "_")
        or (after[:1] in (".", "/") and (after[1:].islower() or after[1:].isdigit()))
        or (after[:1] == "-" and after[1:].isupper())
    )
