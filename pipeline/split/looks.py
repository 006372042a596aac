"""How a line is dressed, beside how the letter's plain text is: size, weight, slope, underline, capitals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.records import Word
from pipeline.split.layout import Block, Line
from pipeline.split.lines import is_list_marker

# The share of a line's letters that must be dressed alike: a stray plain bracket is no change of dress.
_MOST = 0.8
# Type that is this much larger than the body's is seen as larger.
_LARGER = 1.07


@dataclass(frozen=True, slots=True)
class Look:
    """The dress of some lines. `capitals` is True where every letter is one and there are at least four."""

    size: float
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """The look of the letter's plain text, and the usual white space between two of its lines, in points.

    `noisy` is a letter whose sizes say nothing, as those that OCR guesses.
    """

    look: Look
    gap: float
    width: float
    noisy: bool = False

    def is_larger(self, look: Look) -> bool:
        return look.size > _LARGER * self.look.size

    def is_emphasis(self, look: Look) -> bool:
        """Whether these lines stand out from the plain text by their dress."""
        plain = self.look
        return self.is_larger(look) or any(
            (
                look.bold and not plain.bold,
                look.underlined and not plain.underlined,
                look.italic and not plain.italic and look.size >= 0.9 * plain.size,
                look.capitals and look.size >= 0.9 * plain.size,
            )
        )


def look_of(lines: Sequence[Line]) -> Look:
    """The look that most letters of these lines share; a list marker before them doesn't count."""
    words = [word for line in lines for word in line.words]
    if len(words) > 1 and is_list_marker(words[0].text):
        words = words[1:]
    return Look(
        size=round(_middle([word.size for word in words]) * 2) / 2,
        bold=_mostly(words, [word.bold for word in words]),
        italic=_mostly(words, [word.italic for word in words]),
        underlined=_mostly(words, [word.underlined for word in words]),
        capitals=_in_capitals("".join(word.text for word in words)),
    )


def body_of(blocks: Sequence[Block]) -> Body:
    """The look in which most of these blocks are set."""
    lines = [line for block in blocks if block.kind in ("paragraph", "item") for line in block.lines]
    lines = lines or [line for block in blocks for line in block.lines]
    looks: Counter[Look] = Counter()
    for line in lines:
        look = look_of([line])
        looks[Look(look.size, look.bold, look.italic)] += len(line.text)
    gaps = [line.gap_above for line in lines if 0 <= line.gap_above < 1.2 * line.size and len(line.words) > 3]
    widths = sorted(line.box.x1 - line.box.x0 for line in lines)
    return Body(
        look=looks.most_common(1)[0][0] if looks else Look(10.0),
        gap=median(gaps) if gaps else 4.0,
        noisy=_is_noisy(lines),
        width=widths[int(0.9 * (len(widths) - 1))] if widths else 400.0,
    )


def _is_noisy(lines: Sequence[Line]) -> bool:
    """Whether no size of type is the size of at least half of the text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        for word in line.words:
            sizes[round(word.size)] += len(word.text)
    return bool(sizes) and sizes.most_common(1)[0][1] < 0.5 * sum(sizes.values())


def _middle(sizes: Sequence[float]) -> float:
    """The median, which for most lines needs no sorting: all of their words have the same size."""
    return sizes[0] if sizes.count(sizes[0]) == len(sizes) else median(sizes)


def _in_capitals(text: str) -> bool:
    if not all(char.isupper() for char in text if char.isalpha()):
        return False
    return sum(char.isalpha() for char in text) >= 4


def _mostly(words: Sequence[Word], dressed: Sequence[bool]) -> bool:
    """Whether the words dressed so hold most of the letters and figures."""
    if not any(dressed):
        return False
    weights = [sum(char.isalnum() for char in word.text) for word in words]
    return sum(weight for weight, yes in zip(weights, dressed, strict=True) if yes) > _MOST * sum(weights)
