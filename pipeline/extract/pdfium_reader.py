"""Pages read with pypdfium2: the characters of the content stream in its own order, lines, areas, pictures.

pdfium sorts the characters of a line, adds blanks and line ends of its own, and marks hyphens at line ends;
all of that is undone here, so that words are made from the file alone. It isn't thread safe: one document
at a time in one process.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.extract.annotations import is_annotated
from pipeline.extract.content import Glyph, Matrix, PageContent, Run, Style, direction, multiply, shown_matrix
from pipeline.extract.document import Document
from pipeline.extract.glyphs import UNDECODABLE, font_style, printed_text
from pipeline.extract.limits import exceeded
from pipeline.extract.pdfium_calls import ADDRESS, color_of, get_origin, get_text_object, get_unicode, typed_object
from pipeline.extract.pdfium_objects import read_objects
from pipeline.extract.settings import Limits

# What pdfium makes of a hyphen that ends a line, in its text and as a character.
_LINE_END_HYPHEN = "\ufffe"
_HYPHEN_CODE = 2
# In points: pdfium works with single precision.
_NO_EXTENT = 0.001
# In em: half a point at the size of headings.
_UNEVEN = 0.004
_BLANK_STYLE = Style(font="", size=0.0)


def read(document: Document, number: int, limits: Limits) -> PageContent:
    """Return what a page shows.

    Args:
        document: an open PDF.
        number: of the page, from 1.
        limits: what a page may cost.

    Raises:
        LetterError: `limit-exceeded`.
        Exception: anything, if the page is broken.
    """
    if document.pdfium is None:
        raise ValueError("pdfium cannot open this file")
    page = document.pdfium[number - 1]
    try:
        return _read_page(page, number, limits)
    finally:
        page.close()


def _read_page(page: pdfium.PdfPage, number: int, limits: Limits) -> PageContent:
    left, bottom, right, top = page.get_bbox()
    rotation = page.get_rotation()
    matrix = shown_matrix((left, bottom, right, top), rotation)
    width, height = right - left, top - bottom
    if rotation % 180:
        width, height = height, width
    content = PageContent(number, width, height, rotation, annotated=is_annotated(page))
    orders = read_objects(page, matrix, content)
    textpage = page.get_textpage()
    try:
        if textpage.count_chars() > limits.characters:
            raise exceeded("characters", f"page {number} has {textpage.count_chars():,} characters", limits.characters)
        content.runs = _TextReader(textpage, matrix, orders).runs()
    finally:
        textpage.close()
    return content


@dataclass(slots=True)
class _Font:
    """What is known of a font: the width in em and the text of its glyphs by character.

    `uneven` has glyphs of several widths for one character; then each is measured where it stands.
    """

    glyphs: dict[str, tuple[float, str]] = field(default_factory=dict)
    uneven: bool = False


class _TextReader:
    """Reads one text page. Keeps what it has learnt about fonts' glyphs, which are asked for once."""

    def __init__(self, textpage: pdfium.PdfTextPage, matrix: Matrix, orders: dict[int, int]) -> None:
        self._raw = textpage.raw
        self._handle = ctypes.cast(textpage.raw, ADDRESS).value
        self._matrix = matrix
        self._orders = orders
        self._fonts: dict[int, _Font] = {}
        self._level = True
        self._box = pdfium_c.FS_RECTF()
        self._ink = tuple(ctypes.c_double() for _ in range(4))
        self._text_matrix = pdfium_c.FS_MATRIX()

    def runs(self) -> list[Run]:
        """Return the runs in the order of the content stream."""
        a, b, c, d, e, f = self._matrix
        x, y = ctypes.c_double(), ctypes.c_double()
        to_x, to_y = ctypes.addressof(x), ctypes.addressof(y)
        handle = self._handle
        runs: list[Run] = []
        glyphs: list[Glyph] = []
        font = _Font()
        known = font.glyphs
        last_address = 0
        last_x = last_y = scale = 0.0
        for index, character in enumerate(self._characters()):
            address = get_text_object(handle, index)
            if not address:
                continue  # a line end that pdfium adds
            if address != last_address:
                last_address = address
                run, scale, font = self._start_run(address, index)
                runs.append(run)
                glyphs, known = run.glyphs, font.glyphs
            if character == _LINE_END_HYPHEN:
                character = "-" if get_unicode(handle, index) == _HYPHEN_CODE else "\x00"
            if character not in known or font.uneven or known[character][1] == UNDECODABLE:  # which is many glyphs
                known[character] = self._measure(address, character, index, scale, font)
            width, text = known[character]
            if not text or (text == " " and pdfium_c.FPDFText_IsGenerated(self._raw, index) == 1):
                continue
            get_origin(handle, index, to_x, to_y)
            px, py = x.value, y.value
            if px == last_x and py == last_y and glyphs:  # the second letter of a ligature
                glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + text, advance=self._loose_width(index))
            else:
                glyphs.append(Glyph(text, a * px + c * py + e, b * px + d * py + f, width * scale))
            last_x, last_y = px, py
        runs.extend(self._blanks({run.order for run in runs}))
        runs.sort(key=lambda run: run.order)
        return runs

    def _blanks(self, seen: set[int]) -> Iterator[Run]:
        """Yield the blanks that stand alone: pdfium leaves out what has no extent."""
        sides = [ctypes.c_float() for _ in range(4)]
        for address, order in self._orders.items():
            if order in seen:
                continue
            pdfium_c.FPDFPageObj_GetBounds(typed_object(address), *[ctypes.byref(side) for side in sides])
            left, bottom, right, top = (side.value for side in sides)
            if min(right - left, top - bottom) < _NO_EXTENT:
                yield Run(_BLANK_STYLE, order, [Glyph(" ", left, bottom, 0.0)])

    def _characters(self) -> str | list[str]:
        """Return the characters by index; all at once where pdfium's text is parallel to its index."""
        count = max(pdfium_c.FPDFText_CountChars(self._raw), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        got = pdfium_c.FPDFText_GetText(self._raw, 0, count, buffer)
        if got == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            if len(text) == count and "\x00" not in text:
                return text
        codes = (get_unicode(self._handle, index) for index in range(count))
        return [_LINE_END_HYPHEN if code == _HYPHEN_CODE else chr(min(code, 0x10FFFF)) for code in codes]

    def _start_run(self, address: int, index: int) -> tuple[Run, float, _Font]:
        """Return a run without glyphs, the factor from glyph widths to points, and what is known of its font."""
        obj = typed_object(address)
        size = ctypes.c_float()
        pdfium_c.FPDFTextObj_GetFontSize(obj, ctypes.byref(size))
        pdfium_c.FPDFText_GetMatrix(self._raw, index, ctypes.byref(self._text_matrix))
        own = self._text_matrix
        placed = multiply((own.a, own.b, own.c, own.d, 0, 0), self._matrix)
        right, down = direction(placed)
        font = pdfium_c.FPDFTextObj_GetFont(obj)
        name, bold, italic = font_style(_font_name(font), pdfium_c.FPDFFont_GetFlags(font))
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(obj)
        color = color_of(obj, pdfium_c.FPDFPageObj_GetFillColor)
        style = Style(
            font=name,
            size=abs(size.value) * math.hypot(own.c, own.d),
            bold=bold or mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE,
            italic=italic,
            right=right,
            down=down,
            invisible=mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE or (color is not None and color[3] == 0),
            white=color is not None and min(color[:3]) >= 250,
        )
        self._level = own.a > 0 and own.b == 0
        known = self._fonts.setdefault(ctypes.cast(font, ADDRESS).value or 0, _Font())
        return Run(style, self._orders.get(address, -1)), size.value * math.hypot(own.a, own.b), known

    def _measure(self, address: int, character: str, index: int, scale: float, known: _Font) -> tuple[float, str]:
        """Return a character's width, in em, and what it prints."""
        text = printed_text(character)
        if character < "\u0100" and pdfium_c.FPDFText_HasUnicodeMapError(self._raw, index) == 1:
            # Without a name for the glyph pdfium hands on its code; beyond Latin-1 it had an encoding to go by.
            text = UNDECODABLE
        width = ctypes.c_float()
        font = pdfium_c.FPDFTextObj_GetFont(typed_object(address))
        pdfium_c.FPDFFont_GetGlyphWidth(font, ord(character), ctypes.c_float(1.0), ctypes.byref(width))
        advance = self._advance(index) / scale if scale > 0 and self._level else 0.0
        if advance and abs(advance - width.value) > _UNEVEN:
            # pdfium looks glyphs up by Unicode value, which is not what fonts for symbols and those of scanners,
            # with several glyphs for one letter, are ordered by.
            known.uneven = True
            return advance, text
        return width.value, text

    def _advance(self, index: int) -> float:
        """Return how far a character of level text moves on, 0 where its ink reaches further and that can't be told."""
        left, right, bottom, top = self._ink
        pdfium_c.FPDFText_GetCharBox(self._raw, index, left, right, bottom, top)
        pdfium_c.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(self._box))
        end = self._box.right
        if end - right.value < _NO_EXTENT:
            return 0.0
        pdfium_c.FPDFText_GetCharOrigin(self._raw, index, left, bottom)
        return float(max(end - left.value, 0.0))

    def _loose_width(self, index: int) -> float:
        pdfium_c.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(self._box))
        return float(max(self._box.right - self._box.left, 0.0))


def _font_name(font: Any) -> str:
    length = pdfium_c.FPDFFont_GetBaseFontName(font, None, 0)
    if not length:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium_c.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")
