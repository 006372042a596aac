"""Text as tokens with offsets: the one pass that reads characters; every rule after it looks at tokens only."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import accumulate
from typing import Generic, TypeVar

Value = TypeVar("Value")

BLANK_LINE = "\n"  # the token that stands for an empty line: no expression runs over it

_PIECES = re.compile(r"[^\W\d_]+|\d+|\s+|[^\w\s]|_")
_PADDING = 12  # rules look a few tokens ahead without asking whether the text goes on


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words, runs of digits and single signs of a text, lower case, with where they stand.

    The lists end in empty words, so that `words[i + n]` needs no check for small `n`; `words[-1]` is empty too.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def joined(self, i: int) -> bool:
        """Whether token `i` stands against the one before it, without a blank."""
        return i > 0 and self.starts[i] == self.ends[i - 1]

    def capital(self, i: int) -> bool:
        """Whether token `i` is printed with a capital."""
        return self.text[self.starts[i] : self.ends[i]][:1].isupper()

    def printed(self, i: int) -> str:
        """Token `i` as printed."""
        return self.text[self.starts[i] : self.ends[i]]

    def __len__(self) -> int:
        return len(self.words) - _PADDING


def tokenise(text: str) -> Tokens:
    """Cut `text` into tokens, in time linear in its length."""
    pieces = _PIECES.findall(_lower(text))
    offsets = accumulate(map(len, pieces), initial=0)
    kept = [(p, o) for p, o in zip(pieces, offsets, strict=False) if not p.isspace() or p.count("\n") > 1]
    words = [BLANK_LINE if p.isspace() else p for p, _ in kept]
    starts = [o for _, o in kept]
    ends = [o + len(p) for p, o in kept]
    beyond = len(text) + 1
    return Tokens(text, words + [""] * _PADDING, starts + [beyond] * _PADDING, ends + [beyond + 1] * _PADDING)


def without_footnotes(t: Tokens, after: Set[str]) -> Tokens:
    """The tokens with the mark of a footnote cut off a year that it stands against ("7 november 20231").

    Only where a word of `after` (a month), or day and month in digits, goes before: elsewhere five digits are a number.
    """
    marked = [
        n for n, word in enumerate(t.words) if 4 < len(word) < 7 and word.isdecimal() and word[:2] in ("19", "20")
    ]
    marked = [n for n in marked if t.words[n - 1] in after or _day_and_month(t, n)]
    if not marked:
        return t
    words, starts, ends, done = [], [], [], 0
    for n in marked:
        words += [*t.words[done:n], t.words[n][:4], t.words[n][4:]]
        starts += [*t.starts[done:n], t.starts[n], t.starts[n] + 4]
        ends += [*t.ends[done:n], t.starts[n] + 4, t.ends[n]]
        done = n + 1
    return Tokens(t.text, words + t.words[done:], starts + t.starts[done:], ends + t.ends[done:])


def _day_and_month(t: Tokens, n: int) -> bool:
    """Whether "20-12-" or "20/12/" stands against token `n`."""
    sign = t.words[n - 1]
    if sign not in ("-", "/") or n < 4 or t.words[n - 3] != sign or not (t.joined(n) and t.joined(n - 1)):
        return False
    return all(t.words[m].isdecimal() and len(t.words[m]) <= 2 for m in (n - 2, n - 4))


def _lower(text: str) -> str:
    """Lower case of the same length, so that offsets stay true (one letter in Unicode grows: İ); ’ becomes '."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    return lower.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-").replace("‐", "-")


class Phrases(Generic[Value]):
    """Fixed phrases of one or more words, each with a value; the longest that stands at a place is found."""

    def __init__(self, entries: Mapping[str, Value]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self._by_last: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in entries.items():
            words = words_of(phrase)
            self._by_first.setdefault(words[0], []).append((words, value))
            self._by_last.setdefault(words[-1], []).append((words, value))
        for options in (*self._by_first.values(), *self._by_last.values()):
            options.sort(key=lambda option: -len(option[0]))

    def at(self, tokens: Tokens, i: int) -> tuple[Value, int] | None:
        """The value of the phrase that starts at token `i`, and the token after it."""
        words = tokens.words
        options = self._by_first.get(words[i])
        if options is None:
            return None
        for phrase, value in options:
            if len(phrase) == 1 or all(words[i + n] == word for n, word in enumerate(phrase)):
                return value, i + len(phrase)
        return None

    def skip(self, tokens: Tokens, i: int) -> int:
        """The token after the phrase at `i`, or `i` itself when none stands there."""
        found = self.at(tokens, i)
        return found[1] if found else i

    def before(self, tokens: Tokens, i: int) -> tuple[Value, int] | None:
        """The longest phrase that ends just before token `i`, and the token where it starts."""
        words = tokens.words
        options = self._by_last.get(words[i - 1]) if i > 0 else None
        if options is None:
            return None
        for phrase, value in options:
            start = i - len(phrase)
            if start >= 0 and all(words[start + n] == word for n, word in enumerate(phrase)):
                return value, start
        return None

    def value(self, word: str) -> Value | None:
        """The value of a phrase of one word."""
        return next((value for phrase, value in self._by_first.get(word, ()) if phrase == (word,)), None)

    def first_words(self) -> Set[str]:
        """The words that a phrase can start with."""
        return self._by_first.keys()


def words_of(phrase: str) -> tuple[str, ...]:
    """The tokens of a short phrase, without their places."""
    tokens = tokenise(phrase)
    return tuple(tokens.words[: len(tokens)])
