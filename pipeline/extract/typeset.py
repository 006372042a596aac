"""Sets the text of docx and odt letters on pages, so that they can be read on like any other.

Such files hold no places: a word processor breaks the lines anew each time. What stands above what, and what
is large, bold or indented, is kept; where exactly a word would be on paper nobody can tell, and the reader's
name on the page (`docx`, `odt`) says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.extract.content import rounded
from pipeline.extract.office import Block, OfficeText, PageEnd, Row, Span
from pipeline.extract.words import ASCENT, DESCENT
from pipeline.records import Box, Page, Word

# A4, in points, with the margins that word processors propose.
_WIDTH, _HEIGHT = 595.0, 842.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 71.0, 524.0, 90.0, 770.0
_HEADER, _FOOTER = 36.0, 806.0
# The mean width of a letter and of a blank in Arial and Times, in em.
_LETTER, _BLANK = 0.5, 0.28
_LEADING = 1.2
# Blank paragraphs count as one line end each; paragraphs stand apart by this share of the type size.
_APART = 0.9
_INDENT = 18.0
_GUTTER = 12.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word in its type, and what it would take up."""

    text: str
    span: Span

    @property
    def width(self) -> float:
        return len(self.text) * _LETTER * self.span.size


@dataclass(slots=True)
class _Sheet:
    """A page in the making. `y` is where the next line's top will be."""

    words: list[Word] = field(default_factory=list)
    y: float = _TOP


def typeset(text: OfficeText, reader: Literal["docx", "odt"]) -> tuple[Page, ...]:
    """Return the pages of a letter."""
    sheets = [_Sheet()]
    marked = any(isinstance(part, PageEnd) for part in text.parts)
    for part in text.parts:
        if isinstance(part, PageEnd):
            if sheets[-1].words:
                sheets.append(_Sheet())
            continue
        if not marked and sheets[-1].y > _BOTTOM:
            sheets.append(_Sheet())
        _set_part(sheets[-1], part)
    for note in text.footnotes:
        _set_part(sheets[-1], note)
    if len(sheets) > 1 and not sheets[-1].words:
        sheets.pop()
    return tuple(_page(sheet, number, text, reader) for number, sheet in enumerate(sheets, 1))


def _page(sheet: _Sheet, number: int, text: OfficeText, reader: Literal["docx", "odt"]) -> Page:
    # What stands on one page in the word processor stays on one page, however much it is.
    longer = max(sheet.y - _BOTTOM, 0.0)
    header = _Sheet(y=_HEADER)
    footer = _Sheet(y=_FOOTER + longer)
    for block in text.header:
        _set_block(header, block, _LEFT, _RIGHT)
    for block in text.footer:
        _set_block(footer, block, _LEFT, _RIGHT)
    height = max(_HEIGHT + longer, footer.y)
    words = (*header.words, *sheet.words, *footer.words)
    return Page(number=number, width=_WIDTH, height=round(height, 2), rotation=0, reader=reader, words=words)


def _set_part(sheet: _Sheet, part: Block | Row) -> None:
    if isinstance(part, Block):
        _set_block(sheet, part, _LEFT, _RIGHT)
        return
    wide = (_RIGHT - _LEFT + _GUTTER) / max(len(part.cells), 1)
    top = lowest = sheet.y
    for place, cell in enumerate(part.cells):
        sheet.y = top
        left = _LEFT + place * wide
        for block in cell:
            _set_block(sheet, block, left, left + wide - _GUTTER)
        lowest = max(lowest, sheet.y)
    sheet.y = lowest


def _set_block(sheet: _Sheet, block: Block, left: float, right: float) -> None:
    left = min(left + block.depth * _INDENT, (left + right) / 2)
    size = max((span.size for span in block.spans), default=0.0)
    if block.marker and block.spans:
        marker = Span(block.marker, block.spans[0].size)
        _set_line(sheet, [_Piece(block.marker, marker)], left)
        left += max(_INDENT, (len(block.marker) + 1) * _LETTER * marker.size)
    for line in _lines(_pieces(block.spans), right - left):
        if line:
            _set_line(sheet, line, left)
        sheet.y += _LEADING * max((piece.span.size for piece in line), default=size)
    sheet.y += _APART * size


def _set_line(sheet: _Sheet, line: Sequence[_Piece], x: float) -> None:
    """Put the words on the line that begins at the sheet's place; don't move on."""
    base = sheet.y + ASCENT * max(piece.span.size for piece in line)
    for piece in line:
        span = piece.span
        box = Box(x, base - ASCENT * span.size, x + piece.width, base + DESCENT * span.size)
        sheet.words.append(
            Word(
                text=piece.text,
                box=rounded(box),
                size=span.size,
                bold=span.bold,
                italic=span.italic,
                underlined=span.underlined,
                hidden=span.hidden,
            )
        )
        x += piece.width + _BLANK * span.size


def _pieces(spans: Iterable[Span]) -> list[_Piece | None]:
    """Return the words of a paragraph, with None for its line ends; a word in two types is one in the first."""
    pieces: list[_Piece | None] = []
    joined = False
    for span in spans:
        for number, line in enumerate(span.text.split("\n")):
            if number:
                pieces.append(None)
                joined = False
            words = line.split()
            last = pieces[-1] if pieces else None
            if words and joined and last is not None and not line[:1].isspace() and last.span.hidden == span.hidden:
                pieces[-1] = _Piece(last.text + words.pop(0), last.span)
            pieces.extend(_Piece(word, span) for word in words)
            if line:
                joined = not line[-1].isspace()
    return pieces


def _lines(pieces: Sequence[_Piece | None], width: float) -> list[list[_Piece]]:
    """Return the lines; none ends with a hyphen that the writer put inside a phrase ("raads- en ...")."""
    lines: list[list[_Piece]] = [[]]
    x = 0.0
    for piece in pieces:
        if piece is None:
            lines.append([])
            x = 0.0
            continue
        if lines[-1] and x + piece.width > width:
            carried = [lines[-1].pop()] if len(lines[-1]) > 1 and lines[-1][-1].text.endswith("-") else []
            lines.append(carried)
            x = sum(word.width + _BLANK * word.span.size for word in carried)
        lines[-1].append(piece)
        x += piece.width + _BLANK * piece.span.size
    return lines
