"""Whether a hyphen at a line end belongs to the word: "onder-/zoek" is onderzoek, "Noord-/Holland" is Noord-Holland."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

SOFT_HYPHEN = "\u00ad"
_HYPHENS = "-\u2010\u2011"
_ONE_HYPHEN = str.maketrans(dict.fromkeys(_HYPHENS, "-"))
_EDGE_MARKS = re.compile(r"^[^\w]+|[^\w\-]+$")
_ADDRESS = re.compile(r"https?://|www\.|@")


class Joint(NamedTuple):
    """How two words meet at a line end: what is left of the first one, and what stands between them."""

    left: str
    between: str


@dataclass(frozen=True, kw_only=True)
class LineEndWords:
    """Word lists about line ends, all in lower case; `line_ends.toml` beside this module says what each one is."""

    joiners: frozenset[str]
    first_parts: frozenset[str]
    second_parts: frozenset[str]
    adjective_first: tuple[str, ...]
    adjective_second: tuple[str, ...]
    open_words: frozenset[str]


@cache
def line_end_words() -> LineEndWords:
    """Return the lists that travel with the package."""
    lists = tomllib.loads((files("pipeline.split") / "line_ends.toml").read_text(encoding="utf-8"))
    return LineEndWords(
        joiners=frozenset(lists["joiners"]),
        first_parts=frozenset(lists["first_parts"]),
        second_parts=frozenset(lists["second_parts"]),
        adjective_first=tuple(lists["adjective_first"]),
        adjective_second=tuple(lists["adjective_second"]),
        open_words=frozenset(lists["open_words"]),
    )


class Vocabulary:
    """The words that a letter prints whole, which is the best evidence for those that it breaks."""

    def __init__(self, words: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for word, times in Counter(words).items():
            self._counts[bare(word)] += times
        self._first_parts = Counter(word.partition("-")[0] for word in self._counts if "-" in word.strip("-"))

    def count(self, word: str) -> int:
        return self._counts[bare(word)]

    def has_first_part(self, part: str) -> bool:
        return self._first_parts[bare(part)] > 0


def bare(word: str) -> str:
    """Return a word without the marks around it, in lower case, with one sort of hyphen."""
    if word.isalpha():
        return word.casefold()
    word = _EDGE_MARKS.sub("", word.replace(SOFT_HYPHEN, ""))
    return word.translate(_ONE_HYPHEN).strip("-").casefold()


def join(left: str, right: str, vocabulary: Vocabulary, words: LineEndWords | None = None) -> Joint:
    """Say how the last word of a line and the first word of the next one meet.

    Without a hyphen at the line end a blank stands between them; a soft hyphen always vanishes.
    """
    words = words or line_end_words()
    if left.endswith(SOFT_HYPHEN):
        return Joint(left[:-1], "")
    if _ADDRESS.search(left) and (left[-1] in _HYPHENS + "/_" or right.startswith((".", "/", "?"))):
        return Joint(left, "")
    if len(left) > 1 and left[-1] in "–/" and left[-2].isdigit() and right[0].isdigit():
        return Joint(left, "")
    if len(left) < 2 or left[-1] not in _HYPHENS or not left[-2].isalnum():
        return Joint(left, " ")
    if bare(right) in words.joiners or not right[0].isalnum():
        return Joint(left, " ")
    return Joint(left if _keeps_hyphen(left[:-1], right, vocabulary, words) else left[:-1], "")


def _keeps_hyphen(left: str, right: str, vocabulary: Vocabulary, words: LineEndWords) -> bool:
    """Whether the hyphen after `left` would be there in the middle of a line too. Print decides, then spelling."""
    last = re.split(f"[{_HYPHENS}/(]", left)[-1]
    if left[-1].isdigit() or right[0].isdigit():
        return True
    if last.isupper() and right[:2].isupper() and len(last) > 1:
        return vocabulary.count(left + right) == 0 and len(last) < 5
    if right[0].isupper() or len(bare(last)) == 1 or any(letter.isupper() for letter in last[1:]):
        return True
    right = re.sub(r"(?<=[^\W\d])\d+$", "", bare(right))  # "State-/ment4": a note's number
    whole, hyphenated = vocabulary.count(left + right), vocabulary.count(f"{left}-{right}")
    if whole != hyphenated:
        return hyphenated > whole
    if vocabulary.has_first_part(last) or bare(last) in words.first_parts or bare(right) in words.second_parts:
        return True
    return bare(last).endswith(words.adjective_first) and bare(right).endswith(words.adjective_second)
