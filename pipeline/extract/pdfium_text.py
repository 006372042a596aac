"""The characters of a page as pdfium gives them, put back into the runs of the content stream.

pdfium sorts the characters of a line, adds blanks and line ends of its own, and marks hyphens at line ends;
all of that is undone here, so that words are made from the file alone. A call for each character would cost more
than all the rest: most words are read by asking for the places of their first and their last letter.
"""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.extract.content import Glyph, Matrix, Run, Style, direction, multiply
from pipeline.extract.glyphs import UNDECODABLE
from pipeline.extract.pdfium_calls import (
    address_of,
    color_of,
    get_bounds,
    get_character_matrix,
    get_fill_color,
    get_font,
    get_font_size,
    get_origin,
    get_render_mode,
    get_text_object,
    get_unicode,
    is_generated,
)
from pipeline.extract.pdfium_fonts import NO_EXTENT, Font, Ruler, font_at

# What pdfium makes of a hyphen that ends a line, in its text and as a character.
_LINE_END_HYPHEN = "\ufffe"
_HYPHEN_CODE = 2
_STRETCH = re.compile(r"\S+ ?|\s")
# In em: letters that end this near to where their widths put them leave no gap between two words.
_AS_WIDE = 0.1
# Kept in mind with each font: enough for most letters, little for those of hundreds of pages.
_MOST_WORDS = 5_000
_BLANK_STYLE = Style(font="", size=0.0)
_BLANK = Glyph(" ", 0.0, 0.0, 0.0)


class TextReader:
    """Reads one text page: words at once where pdfium's figures leave no doubt, else character by character.

    Args:
        textpage: pdfium's text of the page.
        matrix: from user space to the page as shown.
        orders: each text object's place in the content stream, by its address.
        known: what is known of fonts, by their addresses.

    `fonts` holds those of this page afterwards.
    """

    def __init__(
        self, textpage: pdfium.PdfTextPage, matrix: Matrix, orders: dict[int, int], known: dict[int, Font]
    ) -> None:
        self._raw = textpage.raw
        self._page = address_of(textpage.raw)
        self._matrix = matrix
        self._orders = orders
        self._ruler = Ruler(self._page)
        self._known = known
        self.fonts: dict[int, Font] = {}
        self._styles: dict[tuple[object, ...], Style] = {}
        self._runs: list[Run] = []
        # The run that is being read, and where its last character stands.
        self._object = 0
        self._glyphs: list[Glyph] = []
        self._font = Font(0, "", bold=False, italic=False)
        self._level = True
        self._scale = self._last_x = self._last_y = 0.0
        self._places = array("d", [0.0] * 4)  # is unpacked in an eighth of the time that an array of ctypes takes
        self._to_places = [self._places.buffer_info()[0] + 8 * place for place in range(4)]
        self._own = (ctypes.c_float * 6)()
        self._size = ctypes.c_float()

    def runs(self) -> list[Run]:
        """Return the runs in the order of the content stream."""
        page = self._page
        text = self._characters()
        end = 0
        for stretch in _STRETCH.findall(text):
            start, end = end, end + len(stretch)
            last = get_text_object(page, end - 1)
            if last and last == self._object:  # the characters of an object follow one another
                self._read(stretch, start)
            else:
                self._read_objects(text, start, end, last)
        self._runs.extend(self._blanks({run.order for run in self._runs}))
        self._runs.sort(key=lambda run: run.order)
        return self._runs

    def _read_objects(self, text: str, start: int, end: int, last: int) -> None:
        """Read characters object by object; `last` is that of the last one.

        There is none for the blanks and line ends that pdfium adds.
        """
        page = self._page
        while start < end:
            address = last if end - start == 1 else get_text_object(page, start)
            if address == last:
                stop = end
            elif get_text_object(page, end - 2) == address:  # all but the blank behind a word
                stop = end - 1
            else:
                stop = next(stop for stop in range(start + 1, end) if get_text_object(page, stop) != address)
            if address:
                if address != self._object:
                    self._start_run(address, start)
                self._read(text[start:stop], start)
            start = stop

    def _read(self, text: str, start: int) -> None:
        """Read characters of one object: at once if they stand together, else in halves, at last one by one.

        The first and the last are asked for their places. If the widths of the others fill what is between them,
        there can be no gap. A blank may follow them.
        """
        if len(text) == 1:
            return self._read_character(text, start)
        font, page, scale = self._font, self._page, self._scale
        widths = font.words.get(text) or self._widths(text, start)
        if widths is None or font.uneven or not self._level:
            return self._read_halves(text, start)
        word, before, own = widths
        last = start + len(word) - 1
        to_x, to_y, to_last_x, to_last_y = self._to_places
        get_origin(page, start, to_x, to_y)
        get_origin(page, last, to_last_x, to_last_y)
        x, y, last_x, last_y = self._places
        if (
            abs(last_x - x - before * scale) > _AS_WIDE * scale
            or y != last_y
            or (x == self._last_x and y == self._last_y)  # the second letter of a ligature
        ):
            return self._read_halves(text, start)
        self._last_x, self._last_y = last_x, last_y
        a, b, c, d, e, f = self._matrix
        glyphs = self._glyphs
        lead = last_x - x
        glyphs.append(Glyph(word, a * x + c * y + e, b * x + d * y + f, lead + own * scale, lead))
        if text[-1] == " " and is_generated(page, last + 1) != 1:
            glyphs.append(_BLANK)

    def _read_halves(self, text: str, start: int) -> None:
        middle = len(text) // 2
        self._read(text[:middle], start)
        self._read(text[middle:], start + middle)

    def _widths(self, text: str, start: int) -> tuple[str, float, float] | None:
        """Return what `Font.words` holds of a word; None if a width can't be told."""
        font = self._font
        try:
            widths = list(map(font.plain.__getitem__, text))
        except KeyError:
            if not self._measure(text, start):
                return None
            widths = list(map(font.plain.__getitem__, text))
        word = text
        if text[-1] == " ":
            word = text[:-1]
            widths.pop()
        own = widths.pop()
        found = (word, sum(widths), own)
        if len(font.words) < _MOST_WORDS:
            font.words[text] = found
        return found

    def _measure(self, text: str, start: int) -> bool:
        """Measure the characters that aren't known yet; say whether all print themselves."""
        font = self._font
        for index, character in enumerate(text, start):
            if character not in font.glyphs and character != _LINE_END_HYPHEN:
                self._ruler.measure(font, character, index, self._scale if self._level else 0.0)
            if character not in font.plain:
                return False
        return True

    def _read_character(self, character: str, index: int) -> None:
        page = self._page
        if character == _LINE_END_HYPHEN:
            character = "-" if get_unicode(page, index) == _HYPHEN_CODE else "\x00"
        font = self._font
        known = font.glyphs.get(character)
        if known is None or font.uneven or known[1] == UNDECODABLE:  # which is many glyphs
            known = self._ruler.measure(font, character, index, self._scale if self._level else 0.0)
        width, text = known
        if not text or (text == " " and is_generated(page, index) == 1):
            return
        get_origin(page, index, *self._to_places[:2])
        x, y, _, _ = self._places
        glyphs = self._glyphs
        if x == self._last_x and y == self._last_y and glyphs:  # the second letter of a ligature
            whole, left, base, _, lead = glyphs[-1]
            glyphs[-1] = Glyph(whole + text, left, base, lead + self._ruler.loose_width(index), lead)
        else:
            a, b, c, d, e, f = self._matrix
            glyphs.append(Glyph(text, a * x + c * y + e, b * x + d * y + f, width * self._scale))
        self._last_x, self._last_y = x, y

    def _blanks(self, seen: set[int]) -> Iterator[Run]:
        """Yield the blanks that stand alone: pdfium leaves out what has no extent."""
        sides = (ctypes.c_float * 4)()
        to_sides = [ctypes.addressof(sides) + 4 * place for place in range(4)]
        for address, order in self._orders.items():
            if order in seen:
                continue
            get_bounds(address, *to_sides)
            left, bottom, right, top = sides[:]
            if min(right - left, top - bottom) < NO_EXTENT:
                yield Run(_BLANK_STYLE, order, [Glyph(" ", left, bottom, 0.0)])

    def _characters(self) -> str:
        """Return the characters by index; all at once where pdfium's text is parallel to its index."""
        count = max(pdfium_c.FPDFText_CountChars(self._raw), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        got = pdfium_c.FPDFText_GetText(self._raw, 0, count, buffer)
        if got == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            if len(text) == count and "\x00" not in text:
                return text
        codes = (get_unicode(self._page, index) for index in range(count))
        return "".join(_LINE_END_HYPHEN if code == _HYPHEN_CODE else chr(min(code, 0x10FFFF)) for code in codes)

    def _start_run(self, address: int, index: int) -> None:
        """Begin the run of a text object, whose first character is the one at `index`."""
        get_font_size(address, ctypes.addressof(self._size))
        get_character_matrix(self._page, index, ctypes.addressof(self._own))
        size = self._size.value
        a, b, c, d, _, _ = self._own[:]
        place = get_font(address) or 0
        font = self.fonts.get(place)
        if font is None:
            font = self._known.get(place)
            if font is None or font.uneven:  # which was one page's judgement
                font = font_at(place)
            self.fonts[place] = font
        mode = get_render_mode(address)
        color = color_of(address, get_fill_color)
        key = (place, size, a, b, c, d, mode, color)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._style(font, size, (a, b, c, d, 0, 0), mode, color)
        run = Run(style, self._orders.get(address, -1))
        self._runs.append(run)
        self._object, self._glyphs, self._font = address, run.glyphs, font
        self._level = a > 0 and b == 0
        self._scale = size * math.hypot(a, b)

    def _style(self, font: Font, size: float, own: Matrix, mode: int, color: tuple[int, int, int, int] | None) -> Style:
        right, down = direction(multiply(own, self._matrix))
        return Style(
            font=font.name,
            size=abs(size) * math.hypot(own[2], own[3]),
            bold=font.bold or mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE,
            italic=font.italic,
            right=right,
            down=down,
            invisible=mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE or (color is not None and color[3] == 0),
            white=color is not None and min(color[:3]) >= 250,
        )
