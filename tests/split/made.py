"""Lines and blocks made by hand, as if read from a page: the smallest letters that show a rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.records import Box, Word
from pipeline.split.compose import compose
from pipeline.split.layout import Block, BlockKind, Composed, Line, Part

PITCH = 12.0


def line(
    text: str,
    *,
    x: float = 70.0,
    top: float = 100.0,
    size: float = 10.0,
    bold: bool = False,
    italic: bool = False,
    underlined: bool = False,
    page: int = 1,
    gap: float = -1.0,
    font: str = "Plain",
) -> Line:
    """One line; every character is half as wide as the type is high."""
    words = []
    left = x
    for token in text.split():
        right = left + 0.5 * size * len(token)
        box = Box(left, top, right, top + size)
        words.append(Word(token, box, font, size, bold=bold, italic=italic, underlined=underlined))
        left = right + 0.3 * size
    box = Box(x, top, words[-1].box.x1, top + size)
    return Line(page, box, tuple(words), gap_above=gap)


def block(text: str, *, kind: BlockKind = "paragraph", marker: str = "", level: int = 0, **dress: Any) -> Block:
    """One block of one line a line of `text`, right below each other."""
    top = dress.pop("top", 100.0)
    gap = dress.pop("gap", -1.0)
    size = dress.get("size", 10.0)
    lines = [
        line(row, top=top + index * PITCH, gap=gap if index == 0 else PITCH - size, **dress)
        for index, row in enumerate(text.strip().splitlines())
    ]
    return Block(kind, tuple(lines), marker=marker, level=level)


def column(*blocks: tuple[str, dict[str, Any]] | str, white: float = 12.0) -> list[Block]:
    """Blocks below each other in one column, `white` points of white space between them."""
    made = []
    top = 100.0
    for index, given in enumerate(blocks):
        text, dress = (given, {}) if isinstance(given, str) else given
        dress = dict(dress)
        gap = dress.pop("gap", -1.0 if index == 0 else white)
        top += max(gap, 0.0)
        made.append(block(text, top=top, gap=gap, **dress))
        top = made[-1].lines[-1].box.bottom
    return made


def composed(*blocks: Block) -> Composed:
    """The blocks as the opening of a letter, put into its one text."""
    return compose([Part("opening", tuple(blocks))], [])


def texts(blocks: Sequence[Block], kind: str) -> list[str]:
    """The texts of the blocks of one kind."""
    return [found.text for found in blocks if found.kind == kind]


PROSE = """Met deze brief informeren wij u over de voortgang van het plan voor de haven en over
de kosten daarvan, die binnen de begroting blijven en die wij in het najaar aan u zullen
voorleggen bij de behandeling van de tweede bestuursrapportage van dit jaar."""
