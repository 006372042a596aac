"""Digits and months that OCR confuses, put right before the rules look; every character keeps its place."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.dates.lexicon import lexicon

_LOOKALIKES = str.maketrans({"l": "1", "I": "1", "|": "1", "i": "1", "O": "0", "o": "0", "S": "5", "B": "8", "Z": "2"})
_MIXED = re.compile(r"(?<![^\W_])[0-9lIi|OoSBZ]{2,4}(?![^\W_])")
_WORD = re.compile(r"[^\W\d_]{3,12}")
_MOST_CHANGES = 1  # letters of a month that may be wrong


def mended(text: str) -> str:
    """The text with "l2 maart 2O18" as "12 maart 2018", of the same length."""
    text = _MIXED.sub(_digits, text)
    return _WORD.sub(lambda found: _month(text, found), text)


def _digits(found: re.Match[str]) -> str:
    word = found.group()
    return word.translate(_LOOKALIKES) if any(char.isdecimal() for char in word) else word


def _month(text: str, found: re.Match[str]) -> str:
    """A month with a wrong letter between a day and a year becomes the month, padded to the same length."""
    word = found.group()
    before, after = text[max(0, found.start() - 3) : found.start()], text[found.end() : found.end() + 3]
    if not (before.strip()[-1:].isdecimal() and before[-1:].isspace() and after.strip()[:1] in ("1", "2")):
        return word
    lower = word.lower()
    for month in _months():
        if len(month) <= len(word) and month != lower and _changes(lower.replace("rn", "m"), month) <= _MOST_CHANGES:
            return month.ljust(len(word))
    return word


def _changes(word: str, month: str) -> int:
    """Letters that differ between words of one length; any other length is too many."""
    return sum(a != b for a, b in zip(word, month, strict=True)) if len(word) == len(month) else _MOST_CHANGES + 1


@lru_cache(maxsize=1)
def _months() -> tuple[str, ...]:
    return tuple(sorted(lexicon("und").months.first_words(), key=len, reverse=True))
