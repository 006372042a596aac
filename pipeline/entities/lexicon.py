"""Finds listed names in a text, whatever the number of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.entities.overlap import Candidate
from pipeline.entities.settings import WordList

TOKEN = re.compile(r"\w+|[^\w\s]")
WORD = re.compile(r"\w")
# What makes a surname of the name of a town behind it ("A. van Doorn", "sprak Van Doorn", "Van Basten Batenburg").
SURNAME_BEFORE = re.compile(
    r"(?:\b[A-Z]\. ?[Vv]an|[a-z,;(] Van|\b(?:heer|dhr\.|[Mm]evrouw|mw\.) [Vv]an|\b[Vv]an(?: de[rn]?)? [A-Z][a-z]+) $"
)
# A word before a slash: two names side by side ("VPRO Argos/Follow the Money"), no address and no case number.
SIDE_BY_SIDE = re.compile(r"(?<![\w/@:.-])[A-Z][\w’'&-]*[a-z]/$")


class Lexicon:
    """All word lists in one: a text is read once, from word to word."""

    def __init__(self, lists: Iterable[WordList]) -> None:
        self._by_first: dict[str, list[tuple[int, tuple[str, ...], WordList]]] = {}
        seen = set()
        for words in lists:
            for name in _spellings(words):
                tokens = tuple(TOKEN.findall(name))
                if (tokens, words.label) not in seen:
                    seen.add((tokens, words.label))
                    self._by_first.setdefault(tokens[0], []).append((len(tokens), tuple(name.split()), words))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: entry[0], reverse=True)

    def __call__(self, text: str) -> Iterator[Candidate]:
        for found in TOKEN.finditer(text):
            start = found.start()
            for _, parts, words in self._by_first.get(found.group(), ()):
                end = _end_of(text, start, parts)
                if end and not _inside_a_word(text, start, end):
                    if words.label == "LOC" and SURNAME_BEFORE.search(text, max(0, start - 30), start):
                        continue
                    yield Candidate(words.label, start, end, words.score, "rule", words.name)


def _end_of(text: str, start: int, parts: Sequence[str]) -> int:
    """Where a name that begins at `start` ends, 0 if it isn't there; blanks and line ends may be between its parts."""
    end = start
    for place, part in enumerate(parts):
        if place:
            start = end
            while text[start : start + 1].isspace():
                start += 1
            if start == end:
                return 0
        if not text.startswith(part, start):
            return 0
        end = start + len(part)
    goes_on = WORD.match(text[end - 1 : end]) and WORD.match(text[end : end + 1])
    return 0 if goes_on else end


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
        before[-1:] in ("@", "_", "#")
        or (before[-1:] == "/" and not SIDE_BY_SIDE.search(text, max(0, start - 30), start))
        or (before[-1:] in (".", "-") and before[:1].isalnum())
        or after[:1] in ("@", "_")
        or (after[:1] in (".", "/") and (after[1:].islower() or after[1:].isdigit()))
        or (after[:1] == "-" and after[1:].isupper())
    )
