"""Pages read with pdfplumber: its document and page, its pdfminer.six interpreter, and a device of our own.

The device keeps what pdfplumber's own objects don't tell: the render mode, the baseline, and which
characters one operator shows. It makes no layout objects, which also makes it faster.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pdfplumber.page
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdffont import PDFType1Font, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.utils import translate_matrix

from pipeline.extract.annotations import lists_printed
from pipeline.extract.content import (
    Fill,
    Glyph,
    Matrix,
    PageContent,
    Run,
    Style,
    direction,
    shown_matrix,
    transform,
    transform_box,
)
from pipeline.extract.document import Document
from pipeline.extract.drawing import Outline, add_path
from pipeline.extract.glyphs import UNDECODABLE, font_style, printed_text, standard_name
from pipeline.extract.limits import exceeded
from pipeline.extract.settings import Limits
from pipeline.records import Box

_INVISIBLE = 3
_FILL_STROKE = 2
# What pdfminer.six calls a font that has no name.
_NAMELESS = "unknown"
# "In WinAnsiEncoding, all unused codes greater than 40 map to the bullet character" (ISO 32000-1, annex D).
_UNUSED_CODES = frozenset({127, 129, 141, 143, 144, 157})


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
    if document.plumber is None:
        raise ValueError("pdfplumber cannot open this file")
    page = document.plumber.pages[number - 1]
    try:
        return _read_page(page, number, limits)
    finally:
        page.close()


def _read_page(page: pdfplumber.page.Page, number: int, limits: Limits) -> PageContent:
    left, bottom, right, top = _visible_box(page)
    rotation = page.rotation % 360
    matrix = shown_matrix((left, bottom, right, top), rotation)
    width, height = right - left, top - bottom
    if rotation % 180:
        width, height = height, width
    content = PageContent(number, width, height, rotation, annotated=lists_printed(page.page_obj.annots))
    device = _Device(page.pdf.rsrcmgr, content, limits)
    interpreter = _Interpreter(page.pdf.rsrcmgr, device)
    interpreter.render_contents(page.page_obj.resources, page.page_obj.contents, ctm=matrix)
    return content


def _visible_box(page: pdfplumber.page.Page) -> tuple[float, float, float, float]:
    """Return the crop box within the media box, in user space (left, bottom, right, top)."""
    media, crop = _ordered(page.page_obj.mediabox), _ordered(page.page_obj.cropbox or page.page_obj.mediabox)
    left, bottom = max(media[0], crop[0]), max(media[1], crop[1])
    right, top = min(media[2], crop[2]), min(media[3], crop[3])
    return (left, bottom, right, top) if right > left and top > bottom else media


def _ordered(box: Sequence[float]) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (float(side) for side in box)
    return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


class _Interpreter(PDFPageInterpreter):
    """Tells the device of shadings, which pdfminer.six skips: white text on one is shown."""

    def do_sh(self, name: object) -> None:
        if isinstance(self.device, _Device):
            self.device.paint_shading()


class _Device(PDFTextDevice):
    """Takes down what pdfminer.six draws; the current matrix already leads to the page as shown."""

    ctm: Matrix

    def __init__(self, rsrcmgr: Any, content: PageContent, limits: Limits) -> None:
        super().__init__(rsrcmgr)
        self._limits = limits
        self._characters = 0
        self._content = content
        self._order = 0
        self._glyphs: list[Glyph] = []
        self._scale = 0.0

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        font = textstate.font
        a, b, c, d, _, _ = self._text_matrix(textstate)
        right, down = direction((a, b, c, d, 0, 0))
        name, bold, italic = font_style(_font_name(font), int(font.flags or 0))
        style = Style(
            font=name,
            size=abs(textstate.fontsize) * math.hypot(c, d),
            bold=bold or textstate.render == _FILL_STROKE,
            italic=italic,
            right=right,
            down=down,
            invisible=textstate.render == _INVISIBLE,
            white=_is_white(graphicstate.ncolor),
        )
        run = Run(style, self._next_order())
        self._content.runs.append(run)
        self._glyphs = run.glyphs
        self._scale = math.hypot(a, b)
        if self._characters > self._limits.characters:
            raise exceeded("characters", f"a page has {self._characters:,} characters", self._limits.characters)
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_string_horizontal(
        self,
        seq: Any,
        matrix: Matrix,
        pos: tuple[float, float],
        font: Any,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: Any,
        graphicstate: Any,
    ) -> tuple[float, float]:
        """As ISO 32000-1, 9.4.4 has it: also the last character of a string is followed by its spacing.

        pdfminer.six leaves that out, and words that are shown piece by piece drift apart.
        """
        x, y = pos
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * dxscale
            elif isinstance(part, bytes):
                for cid in font.decode(part):
                    placed = translate_matrix(matrix, (x, y))
                    x += self.render_char(placed, font, fontsize, scaling, rise, cid, ncs, graphicstate) + charspace
                    if cid == 32:
                        x += wordspace
        return x, y

    def render_char(
        self,
        matrix: Matrix,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        try:
            text = printed_text(font.to_unichr(cid))
        except PDFUnicodeNotDefined:
            text = "•" if cid in _UNUSED_CODES and not font.is_multibyte() else UNDECODABLE
        width = font.char_width(cid)
        if not width and text == "€" and not font.is_multibyte():
            # pdfminer.six has Adobe's metrics of the standard fonts from before the euro, which is as wide as a digit.
            width = font.char_width(ord("0"))
        advance: float = width * fontsize * scaling
        self._characters += 1
        if text:
            x, y = transform(matrix, 0, rise)
            self._glyphs.append(Glyph(text, x, y, advance * self._scale))
        return advance

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        white = _is_white(gstate.ncolor if fill else gstate.scolor)
        # pdfminer.six knows no transparency: what is filled may be a highlight, and hides nothing for certain.
        outlines = self._outlines(path)
        add_path(self._content, outlines, self._next_order(), filled=fill, white=white, opaque=False)

    def paint_shading(self) -> None:
        """Take down a shading; how far it reaches, the clipping path says, which pdfminer.six doesn't keep."""
        page = Box(0, 0, self._content.width, self._content.height)
        self._content.fills.append(Fill(page, self._next_order(), white=False, opaque=False))

    def render_image(self, name: str, stream: Any) -> None:
        self._content.images.append(transform_box(self.ctm, 0, 0, 1, 1))

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """Forms are read like the page; pdfminer.six says when one begins, which makes no difference."""

    def end_figure(self, name: str) -> None:
        """See `begin_figure`."""

    def _next_order(self) -> int:
        self._order += 1
        return self._order

    def _text_matrix(self, textstate: Any) -> Matrix:
        a, b, c, d, _, _ = textstate.matrix
        p, q, r, s, _, _ = self.ctm
        return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, 0, 0)

    def _outlines(self, path: Sequence[Any]) -> list[Outline]:
        outlines: list[Outline] = []
        for operator, *operands in path:
            if operator == "m" or not outlines:
                outlines.append(Outline())
            elif operator in "cvy":
                outlines[-1].straight = False
            if len(operands) >= 2:
                outlines[-1].points.append(transform(self.ctm, operands[-2], operands[-1]))
        return outlines


def _font_name(font: Any) -> str:
    name = getattr(font, "basefont", None) or font.fontname
    if isinstance(name, bytes):
        name = name.decode("utf-8", "replace")
    if name == _NAMELESS:
        return ""
    return standard_name(str(name)) if type(font) is PDFType1Font else str(name)


def _is_white(color: Any) -> bool:
    channels = color if isinstance(color, (tuple, list)) else (color,)
    if not all(isinstance(channel, (int, float)) for channel in channels):
        return False
    if len(channels) == 4:
        return bool(max(channels) <= 0.02)
    return len(channels) in {1, 3} and bool(min(channels) >= 0.98)
