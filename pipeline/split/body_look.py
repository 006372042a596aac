"""The look of a letter's plain text, from which headings and the like stand out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.split.layout import Block, Line
from pipeline.split.looks import Look, look_of_words

# Type that is this much larger than the body's is seen as larger.
_LARGER = 1.07


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
    """Return the look that most letters of these lines share; a list marker before them doesn't count."""
    return lines[0].look if len(lines) == 1 else look_of_words([word for line in lines for word in line.words])


def body_of(blocks: Sequence[Block]) -> Body:
    """The look in which most of these blocks are set."""
    lines = [line for block in blocks if block.kind in ("paragraph", "item") for line in block.lines]
    lines = lines or [line for block in blocks for line in block.lines]
    looks: Counter[Look] = Counter()
    for line in lines:
        looks[Look(line.look.size, line.look.bold, line.look.italic)] += len(line.text)
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
    exact: Counter[float] = Counter()
    for line in lines:
        if line.is_even:
            exact[line.size] += len(line.text) - len(line.words) + 1
            continue
        for word in line.words:
            exact[word.size] += len(word.text)
    sizes: Counter[int] = Counter()
    for size, letters in exact.items():
        sizes[round(size)] += letters
    return bool(sizes) and sizes.most_common(1)[0][1] < 0.5 * sum(sizes.values())
