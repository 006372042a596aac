"""How words are dressed: size, weight, slope, underline, capitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.records import Word
from pipeline.split.markers import is_list_marker

# The share of a line's letters that must be dressed alike: a stray plain bracket is no change of dress.
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class Look:
    """The dress of some words. `capitals` is True where every letter is one and there are at least four."""

    size: float
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False


def look_of_words(words: Sequence[Word]) -> Look:
    """Return the look that most letters of these words share; a list marker before them doesn't count."""
    if len(words) > 1 and is_list_marker(words[0].text):
        words = words[1:]
    return Look(
        size=round(middle_size([word.size for word in words]) * 2) / 2,
        bold=_mostly(words, [word.bold for word in words]),
        italic=_mostly(words, [word.italic for word in words]),
        underlined=_mostly(words, [word.underlined for word in words]),
        capitals=_in_capitals("".join([word.text for word in words])),
    )


def middle_size(sizes: Sequence[float]) -> float:
    """Return the median, which for most lines needs no sorting: all of their words have the same size."""
    return sizes[0] if sizes.count(sizes[0]) == len(sizes) else median(sizes)


def _in_capitals(text: str) -> bool:
    """Whether there are four letters or more, all of them capitals."""
    if not text.isupper():
        return False
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 4 and all(map(str.isupper, letters))


def _mostly(words: Sequence[Word], dressed: Sequence[bool]) -> bool:
    """Whether the words dressed so hold most of the letters and figures."""
    if True not in dressed:
        return False
    weights = [sum(map(str.isalnum, word.text)) for word in words]
    return sum(weight for weight, yes in zip(weights, dressed, strict=True) if yes) > _MOST * sum(weights)
