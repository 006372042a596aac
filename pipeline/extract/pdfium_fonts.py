"""What pdfium knows of a font and its glyphs, asked for once."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

from pipeline.extract.glyphs import UNDECODABLE, font_style, printed_text
from pipeline.extract.pdfium_calls import (
    get_font_flags,
    get_font_name,
    get_glyph_width,
    get_ink,
    get_loose_box,
    get_origin,
    has_map_error,
)

# In points: pdfium works with single precision.
NO_EXTENT = 0.001
# In em: half a point at the size of headings.
_UNEVEN = 0.004


@dataclass(slots=True)
class Font:
    """What is known of a font: its name and dress, and the width in em and the text of its glyphs by character.

    `plain` has the widths of those that print themselves, `words` what is known of words: the word without a blank
    behind it, how wide all letters but the last are together, and the width of that. `uneven` fonts have glyphs of
    several widths for one character; then each is measured where it stands.
    """

    address: int
    name: str
    bold: bool
    italic: bool
    glyphs: dict[str, tuple[float, str]] = field(default_factory=dict)
    plain: dict[str, float] = field(default_factory=dict)
    words: dict[str, tuple[str, float, float]] = field(default_factory=dict)
    uneven: bool = False

    def learn(self, character: str, width: float, text: str) -> None:
        """Take down what a character is; one that can't be told stands for many glyphs."""
        self.glyphs[character] = (width, text)
        if text == character != UNDECODABLE:
            self.plain[character] = width


def font_at(address: int) -> Font:
    """Return a font of which no glyph is known yet."""
    length = get_font_name(address, None, 0)
    name = ctypes.create_string_buffer(length or 1)
    get_font_name(address, ctypes.addressof(name), length)
    return Font(address, *font_style(name.value.decode("utf-8", "replace"), get_font_flags(address)))


class Ruler:
    """Measures the glyphs of one text page where they stand.

    Args:
        textpage: the address of pdfium's text page.
    """

    def __init__(self, textpage: int) -> None:
        self._textpage = textpage
        self._sides = (ctypes.c_double * 4)()
        self._to_sides = tuple(ctypes.addressof(self._sides) + 8 * place for place in range(4))
        self._box = (ctypes.c_float * 4)()  # left, top, right, bottom
        self._width = ctypes.c_float()

    def measure(self, font: Font, character: str, index: int, scale: float) -> tuple[float, str]:
        """Return a character's width, in em, and what it prints.

        Args:
            font: that it is set in.
            character: it.
            index: its place on the text page.
            scale: the factor from em to points; 0 where the text isn't level.
        """
        text = printed_text(character)
        if character < "\u0100" and has_map_error(self._textpage, index) == 1:
            # Without a name for the glyph pdfium hands on its code; beyond Latin-1 it had an encoding to go by.
            text = UNDECODABLE
        get_glyph_width(font.address, ord(character), 1.0, ctypes.addressof(self._width))
        width = self._width.value
        advance = self._advance(index) / scale if scale > 0 else 0.0
        if advance and abs(advance - width) > _UNEVEN:
            # pdfium looks glyphs up by Unicode value, which is not what fonts for symbols and those of scanners,
            # with several glyphs for one letter, are ordered by.
            font.uneven = True
            width = advance
        font.learn(character, width, text)
        return width, text

    def loose_width(self, index: int) -> float:
        """Return how wide the box of a character is, in points."""
        get_loose_box(self._textpage, index, ctypes.addressof(self._box))
        return max(self._box[2] - self._box[0], 0.0)

    def _advance(self, index: int) -> float:
        """Return how far a character of level text moves on, 0 where its ink reaches further and that can't be told."""
        left, right, bottom, top = self._to_sides
        get_ink(self._textpage, index, left, right, bottom, top)
        get_loose_box(self._textpage, index, ctypes.addressof(self._box))
        end = self._box[2]
        if end - self._sides[1] < NO_EXTENT:
            return 0.0
        get_origin(self._textpage, index, left, bottom)
        return max(end - self._sides[0], 0.0)
