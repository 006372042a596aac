"""Pages read with pypdfium2: the characters of the content stream in its own order, lines, areas, pictures.

pdfium sorts the characters of a line, adds blanks and line ends of its own, and marks hyphens at line ends;
all of that is undone here, so that words are made from the file alone. It isn't thread safe: one document
at a time in one process.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.extract.content import (
    Fill,
    Glyph,
    Matrix,
    PageContent,
    Run,
    Style,
    direction,
    multiply,
    shown_matrix,
    transform,
    transform_box,
)
from pipeline.extract.drawing import rule_boxes
from pipeline.extract.glyphs import UNDECODABLE, font_style, printed_text

_POINTER = ctypes.c_void_p
# What pdfium makes of a hyphen that ends a line, in its text and as a character.
_LINE_END_HYPHEN = "\ufffe"
_HYPHEN_CODE = 2
_INVISIBLE_MODES = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
# Maps and drawings have hundreds of thousands of strokes; no letter's table or form has so many.
_MOST_PATHS = 5_000
_MOST_SEGMENTS = 1_000
_DEEPEST_FORM = 12


def _prototype(name: str, restype: Any, *argtypes: Any) -> Any:
    """Return a pdfium function that takes addresses as plain integers.

    Called for every character: the typed pointers of `pypdfium2.raw` cost three times as much.
    """
    address = ctypes.cast(getattr(pdfium_c, name), _POINTER).value
    return ctypes.CFUNCTYPE(restype, *argtypes)(address)


_get_unicode = _prototype("FPDFText_GetUnicode", ctypes.c_uint, _POINTER, ctypes.c_int)
_get_text_object = _prototype("FPDFText_GetTextObject", _POINTER, _POINTER, ctypes.c_int)
_get_origin = _prototype("FPDFText_GetCharOrigin", ctypes.c_int, _POINTER, ctypes.c_int, _POINTER, _POINTER)
_get_page_object = _prototype("FPDFPage_GetObject", _POINTER, _POINTER, ctypes.c_int)
_get_form_object = _prototype("FPDFFormObj_GetObject", _POINTER, _POINTER, ctypes.c_ulong)
_get_type = _prototype("FPDFPageObj_GetType", ctypes.c_int, _POINTER)


def read_page(page: pdfium.PdfPage, number: int) -> PageContent:
    """Return what a page shows."""
    left, bottom, right, top = page.get_bbox()
    rotation = page.get_rotation()
    matrix = shown_matrix((left, bottom, right, top), rotation)
    width, height = right - left, top - bottom
    if rotation % 180:
        width, height = height, width
    content = PageContent(number, width, height, rotation)
    orders = _read_objects(page, matrix, content)
    textpage = page.get_textpage()
    try:
        content.runs = _TextReader(textpage, matrix, orders).runs()
    finally:
        textpage.close()
    return content


# ------------------------------------------------------------------------------------------------ objects


def _read_objects(page: pdfium.PdfPage, matrix: Matrix, content: PageContent) -> dict[int, int]:
    """Add the page's lines, areas and pictures to `content`; return the order of each text object by address."""
    orders: dict[int, int] = {}
    paths = 0
    for order, (address, kind, to_page) in enumerate(_objects(page)):
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            orders[address] = order
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
            if paths <= _MOST_PATHS:
                _read_path(address, multiply(to_page, matrix), order, content)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            content.images.append(transform_box(multiply(_matrix_of(address), multiply(to_page, matrix)), 0, 0, 1, 1))
    return orders


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, int, Matrix]]:
    """Yield address, type and matrix to the page of every object, forms opened up, in drawing order."""
    handle = ctypes.cast(page.raw, _POINTER).value
    identity: Matrix = (1, 0, 0, 1, 0, 0)
    count = pdfium_c.FPDFPage_CountObjects(page)
    yield from _walk((_get_page_object(handle, number) for number in range(count)), identity, 0)


def _walk(addresses: Iterator[int], to_page: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    for address in addresses:
        if not address:
            continue
        kind = _get_type(address)
        if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield address, kind, to_page
        elif depth < _DEEPEST_FORM:
            count = max(pdfium_c.FPDFFormObj_CountObjects(_typed(address)), 0)
            inner = (_get_form_object(address, number) for number in range(count))
            yield from _walk(inner, multiply(_matrix_of(address), to_page), depth + 1)


def _typed(address: int) -> Any:
    return ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)


def _matrix_of(address: int) -> Matrix:
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(_typed(address), ctypes.byref(matrix))
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _read_path(address: int, matrix: Matrix, order: int, content: PageContent) -> None:
    path = _typed(address)
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, ctypes.byref(fill_mode), ctypes.byref(stroke))
    filled = bool(fill_mode.value)
    if not filled and not stroke.value:
        return
    matrix = multiply(_matrix_of(address), matrix)
    subpaths = _subpaths(path, matrix)
    color = _color(path, pdfium_c.FPDFPageObj_GetFillColor if filled else pdfium_c.FPDFPageObj_GetStrokeColor)
    white = color is not None and min(color[:3]) >= 250
    boxes = rule_boxes(subpaths)
    if not white:
        content.rules.extend(boxes)
    if filled:
        opaque = color is not None and color[3] == 255 and not pdfium_c.FPDFPageObj_HasTransparency(path)
        for box in boxes:
            content.fills.append(Fill(box, order, white, opaque))


def _subpaths(path: Any, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """Return the corners of the subpaths that consist of straight lines, on the page as shown."""
    subpaths: list[list[tuple[float, float]]] = []
    straight = True
    count = pdfium_c.FPDFPath_CountSegments(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    to_x, to_y = ctypes.byref(x), ctypes.byref(y)
    for number in range(min(count, _MOST_SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, number)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if not straight and subpaths:
                subpaths.pop()
            subpaths.append([])
            straight = True
        elif kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            straight = False
        if subpaths and straight:
            pdfium_c.FPDFPathSegment_GetPoint(segment, to_x, to_y)
            subpaths[-1].append(transform(matrix, x.value, y.value))
    if not straight and subpaths:
        subpaths.pop()
    return subpaths


def _color(target: Any, getter: Any) -> tuple[int, int, int, int] | None:
    channels = [ctypes.c_uint() for _ in range(4)]
    if not getter(target, *[ctypes.byref(channel) for channel in channels]):
        return None
    red, green, blue, alpha = (channel.value for channel in channels)
    return (red, green, blue, alpha)


# --------------------------------------------------------------------------------------------- characters


class _TextReader:
    """Reads one text page. Keeps what it has learnt about fonts' glyphs, which are asked for once."""

    def __init__(self, textpage: pdfium.PdfTextPage, matrix: Matrix, orders: dict[int, int]) -> None:
        self._raw = textpage.raw
        self._handle = ctypes.cast(textpage.raw, _POINTER).value
        self._matrix = matrix
        self._orders = orders
        self._fonts: dict[int, dict[str, tuple[float, str]]] = {}
        self._box = pdfium_c.FS_RECTF()
        self._text_matrix = pdfium_c.FS_MATRIX()

    def runs(self) -> list[Run]:
        """Return the runs in the order of the content stream."""
        a, b, c, d, e, f = self._matrix
        x, y = ctypes.c_double(), ctypes.c_double()
        to_x, to_y = ctypes.addressof(x), ctypes.addressof(y)
        handle = self._handle
        runs: list[Run] = []
        glyphs: list[Glyph] = []
        known: dict[str, tuple[float, str]] = {}
        last_address = 0
        last_x = last_y = scale = 0.0
        for index, character in enumerate(self._characters()):
            address = _get_text_object(handle, index)
            if not address:
                continue  # a line end that pdfium adds
            if address != last_address:
                last_address = address
                run, scale, known = self._start_run(address, index)
                runs.append(run)
                glyphs = run.glyphs
            if character == _LINE_END_HYPHEN:
                character = "-" if _get_unicode(handle, index) == _HYPHEN_CODE else "\x00"
            if character not in known or known[character][1] == UNDECODABLE:  # which is many glyphs at once
                known[character] = self._measure(address, character, index, scale)
            width, text = known[character]
            if not text or (text == " " and pdfium_c.FPDFText_IsGenerated(self._raw, index) == 1):
                continue
            _get_origin(handle, index, to_x, to_y)
            px, py = x.value, y.value
            if px == last_x and py == last_y and glyphs:  # the second letter of a ligature
                glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + text, advance=self._loose_width(index))
            else:
                glyphs.append(Glyph(text, a * px + c * py + e, b * px + d * py + f, width * scale))
            last_x, last_y = px, py
        runs.sort(key=lambda run: run.order)
        return runs

    def _characters(self) -> str | list[str]:
        """Return the characters by index; all at once where pdfium's text is parallel to its index."""
        count = max(pdfium_c.FPDFText_CountChars(self._raw), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        got = pdfium_c.FPDFText_GetText(self._raw, 0, count, buffer)
        if got == count + 1:
            text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
            if len(text) == count and "\x00" not in text:
                return text
        codes = (_get_unicode(self._handle, index) for index in range(count))
        return [_LINE_END_HYPHEN if code == _HYPHEN_CODE else chr(min(code, 0x10FFFF)) for code in codes]

    def _start_run(self, address: int, index: int) -> tuple[Run, float, dict[str, tuple[float, str]]]:
        """Return a run without glyphs, the factor from glyph widths to points, and what is known of its font."""
        obj = _typed(address)
        size = ctypes.c_float()
        pdfium_c.FPDFTextObj_GetFontSize(obj, ctypes.byref(size))
        pdfium_c.FPDFText_GetMatrix(self._raw, index, ctypes.byref(self._text_matrix))
        own = self._text_matrix
        placed = multiply((own.a, own.b, own.c, own.d, 0, 0), self._matrix)
        right, down = direction(placed)
        font = pdfium_c.FPDFTextObj_GetFont(obj)
        name, bold, italic = font_style(_font_name(font), pdfium_c.FPDFFont_GetFlags(font))
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(obj)
        color = _color(obj, pdfium_c.FPDFPageObj_GetFillColor)
        style = Style(
            font=name,
            size=abs(size.value) * math.hypot(own.c, own.d),
            bold=bold or mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL_STROKE,
            italic=italic,
            right=right,
            down=down,
            invisible=mode in _INVISIBLE_MODES or (color is not None and color[3] == 0),
            white=color is not None and min(color[:3]) >= 250,
        )
        known = self._fonts.setdefault(ctypes.cast(font, _POINTER).value or 0, {})
        return Run(style, self._orders.get(address, -1)), size.value * math.hypot(own.a, own.b), known

    def _measure(self, address: int, character: str, index: int, scale: float) -> tuple[float, str]:
        """Return a character's width, in em, and what it prints."""
        text = printed_text(character)
        if character < "\u0100" and pdfium_c.FPDFText_HasUnicodeMapError(self._raw, index) == 1:
            # Without a name for the glyph pdfium hands on its code; beyond Latin-1 it had an encoding to go by.
            text = UNDECODABLE
        width = ctypes.c_float()
        font = pdfium_c.FPDFTextObj_GetFont(_typed(address))
        pdfium_c.FPDFFont_GetGlyphWidth(font, ord(character), ctypes.c_float(1.0), ctypes.byref(width))
        if text != character and scale > 0:
            # Fonts for symbols have other codes than pdfium assumes when it is asked for a width by Unicode value.
            width.value = self._loose_width(index) / scale or width.value
        return width.value, text

    def _loose_width(self, index: int) -> float:
        pdfium_c.FPDFText_GetLooseCharBox(self._raw, index, ctypes.byref(self._box))
        return max(self._box.right - self._box.left, 0.0)


def _font_name(font: Any) -> str:
    length = pdfium_c.FPDFFont_GetBaseFontName(font, None, 0)
    if not length:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pdfium_c.FPDFFont_GetBaseFontName(font, buffer, length)
    return buffer.value.decode("utf-8", "replace")
