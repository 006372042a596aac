"""The values between the rooms of `split`: lines as printed, and blocks of lines that are read as one.

pages -> lines (`lines.py`) -> reading order (`order.py`) -> body and furniture (`furniture.py`)
      -> letterhead and the rest (`letterhead.py`) -> blocks (`blocks.py`) -> headings (`headings.py`)
      -> sections, testimonials, signatures, ... -> one text (`compose.py`)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING, Literal

from pipeline.records import Box, Furniture, FurnitureKind, Passage, PlacedWord, Section, SectionKind, Word
from pipeline.split.looks import Look, look_of_words

BlockKind = Literal["paragraph", "item", "table", "footnote", "heading", "signature", "quote"]


if TYPE_CHECKING:
    once = cached_property
else:

    class once(cached_property):  # noqa: N801 - used as that one is
        """`cached_property` without the lock of Python 3.11, which costs more than most of what is kept here."""

        def __get__(self, instance, owner=None):
            if instance is None:
                return self
            value = instance.__dict__[self.attrname] = self.func(instance)
            return value


@dataclass(frozen=True, eq=False)
class Line:
    """Words that are read one after another on one baseline of one column.

    `column` counts from the left on its page. `gap_above` is the white space, in points, between this line's
    top and the bottom of the line before it in the same column; -1 where it is the first. `right` is how far
    (points) the line could have gone on before the column ends, which tells a line that is full from one that
    was ended on purpose. `row` counts the rows of tables on the page; lines of one row are its cells; -1 for the rest.
    """

    page_number: int
    box: Box
    words: tuple[Word, ...]
    column: int = 0
    gap_above: float = -1.0
    right: float = 0.0
    row: int = -1

    @once
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @once
    def is_even(self) -> bool:
        """Whether all its words have the same size, as in most lines."""
        sizes = [word.size for word in self.words]
        return sizes.count(sizes[0]) == len(sizes)

    @once
    def size(self) -> float:
        """The type size of most of its characters: note numbers and single large words don't count."""
        if self.is_even:
            return self.words[0].size
        return median(word.size for word in self.words for _ in word.text)

    @once
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @once
    def italic(self) -> bool:
        return all(word.italic for word in self.words)

    @once
    def underlined(self) -> bool:
        return all(word.underlined for word in self.words)

    @once
    def look(self) -> Look:
        return look_of_words(self.words)

    @once
    def rotation(self) -> int:
        return self.words[0].rotation

    def placed(self, column: int, gap_above: float, right: float, row: int) -> Line:
        """Return the same line in its place in the reading order, with what is known of its words already."""
        line = object.__new__(Line)
        line.__dict__.update(self.__dict__, column=column, gap_above=gap_above, right=right, row=row)
        return line


@dataclass(frozen=True, eq=False)
class Block:
    """Lines that make one paragraph, list item, table row, footnote, heading or signature.

    `marker` is the bullet or number that begins a list item ("-", "•", "1.", "a)"), which is part of its
    lines; `level` is the item's depth (1 outermost) or the heading's level; 0 for the rest.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    marker: str = ""
    level: int = 0

    @once
    def text(self) -> str:
        """The words of all lines with single blanks: for wording rules only, hyphens are not joined here."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, eq=False)
class FurnitureLine:
    """A line kept out of the body, and why. The letterhead's lines become these too (kind `letterhead`)."""

    kind: FurnitureKind
    line: Line


@dataclass(frozen=True, eq=False)
class Part:
    """A section before it has a place in the text: its heading (none for the opening) and its blocks."""

    kind: SectionKind
    blocks: tuple[Block, ...]
    heading: Block | None = None
    level: int = 1
    number: str = ""


@dataclass(frozen=True, eq=False)
class Composed:
    """The one text and what stands where in it. `span` finds a line or block by identity, not by value.

    `passage_blocks` runs parallel to `passages`: the block (or the letterhead or furniture line, as a block)
    that the passage was made from, so that a reader of passages can look at bold, boxes and lines again.
    """

    text: str
    words: tuple[PlacedWord, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    passage_blocks: tuple[Block, ...]
    furniture: tuple[Furniture, ...]
    line_spans: dict[int, tuple[int, int]]

    def span(self, lines: Line | Block) -> tuple[int, int]:
        """Where this line (or block of lines) stands in the text: start and end, code points."""
        if isinstance(lines, Line):
            return self.line_spans[id(lines)]
        return self.line_spans[id(lines.lines[0])][0], self.line_spans[id(lines.lines[-1])][1]
