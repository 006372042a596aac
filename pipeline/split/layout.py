"""The values between the rooms of `split`: lines as printed, and blocks of lines that are read as one.

pages -> lines (`lines.py`) -> reading order (`order.py`) -> body and furniture (`furniture.py`)
      -> letterhead and the rest (`letterhead.py`) -> blocks (`blocks.py`) -> headings (`headings.py`)
      -> sections, testimonials, signatures, ... -> one text (`compose.py`)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Literal

from pipeline.records import Box, Word

BlockKind = Literal["paragraph", "item", "table", "footnote", "heading", "signature", "quote"]


@dataclass(frozen=True)
class Line:
    """Words that are read one after another on one baseline of one column.

    `column` counts from the left on its page. `gap_above` is the white space, in points, between this line's
    top and the bottom of the line before it in the same column; -1 where it is the first.
    """

    page_number: int
    box: Box
    words: tuple[Word, ...]
    column: int = 0
    gap_above: float = -1.0

    @cached_property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def size(self) -> float:
        return median(word.size for word in self.words)

    @cached_property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @cached_property
    def italic(self) -> bool:
        return all(word.italic for word in self.words)

    @cached_property
    def underlined(self) -> bool:
        return all(word.underlined for word in self.words)

    @property
    def rotation(self) -> int:
        return self.words[0].rotation


@dataclass(frozen=True)
class Block:
    """Lines that make one paragraph, list item, table row, footnote, heading or signature.

    `marker` is the bullet or number that begins a list item ("-", "•", "1.", "a)"), which is part of its
    lines; `level` is the item's depth (1 outermost) or the heading's level; 0 for the rest.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    marker: str = ""
    level: int = 0

    @cached_property
    def text(self) -> str:
        """The words of all lines with single blanks: for wording rules only, hyphens are not joined here."""
        return " ".join(line.text for line in self.lines)
