"""Pages made by hand: words set as a typesetter sets them, for the tests of layout."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any, Literal

from pipeline.records import Box, Page, Word

PITCH = 12.5
SIGH = (
    "Met deze brief informeren wij u over de voortgang van het plan voor de haven en over de kosten daarvan, die "
    "binnen de begroting blijven. Wij leggen het plan in het najaar aan u voor, samen met de tweede rapportage."
)
MORE = (
    "De gesprekken met de bewoners van de wijk verliepen goed en leverden een lange lijst van wensen op, waarvan wij "
    "er in het komende jaar een groot aantal zullen uitvoeren. Over de rest praten wij verder met de corporatie."
)


def printed(
    text: str, x: float = 70, top: float = 100, *, size: float = 10, turn: Literal[0, 90, 270] = 0, **dress: Any
) -> list[Word]:
    """One line of words. Three or more blanks in the text are a gap as wide as those characters."""
    words = []
    along = 0.0
    for token in text.split(" "):
        length = 0.5 * size * len(token)
        if token:
            match turn:
                case 0:
                    box = Box(x + along, top, x + along + length, top + size)
                case 90:
                    box = Box(x, top + along, x + size, top + along + length)
                case 270:
                    box = Box(x, top - along - length, x + size, top - along)
            words.append(Word(token, box, "Plain", size, rotation=turn, **dress))
        along += length + 0.28 * size
    return words


def paragraph(text: str, x: float = 70, top: float = 100, *, chars: int = 80, **dress: Any) -> list[Word]:
    """Lines of at most so many characters, one below the other."""
    lines = textwrap.wrap(text, chars, break_on_hyphens=False)
    return [word for row, line in enumerate(lines) for word in printed(line, x, top + row * PITCH, **dress)]


def page(*lines: Sequence[Word], number: int = 1, rules: Sequence[Box] = (), **size: float) -> Page:
    """A page of A4 with these words, in the order given."""
    words = tuple(word for line in lines for word in line)
    return Page(number, size.get("width", 595.0), size.get("height", 842.0), 0, "pdfium", words, tuple(rules))
