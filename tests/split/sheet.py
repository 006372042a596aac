"""Draws council letters line by line, for dresses that the styles of `tests.drawn` don't have."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas

_HEIGHT = 842


class Sheet:
    """A page of A4 that is written from the top down; `top` is where the next line goes, in points."""

    def __init__(self, *, left: float = 80, size: float = 10) -> None:
        self._bytes = io.BytesIO()
        self._canvas = Canvas(self._bytes, pagesize=(595, _HEIGHT), invariant=True)
        self.left, self.size, self.top = left, size, 60.0

    def at(self, x: float, top: float, text: str, *, bold: bool = False, size: float = 0) -> None:
        """Write one line anywhere."""
        size = size or self.size
        self._canvas.setFont("Helvetica-Bold" if bold else "Helvetica", size)
        self._canvas.drawString(x, _HEIGHT - top - size, text)

    def block(self, x: float, top: float, *lines: str, size: float = 0) -> None:
        """Write lines below each other anywhere, as in a margin or the window of an envelope."""
        for row, text in enumerate(lines):
            self.at(x, top + row * 1.25 * (size or self.size), text, size=size)

    def lines(self, *texts: str, bold: bool = False, size: float = 0, after: float = 0) -> None:
        for text in texts:
            self.at(self.left, self.top, text, bold=bold, size=size)
            self.top += 1.25 * (size or self.size)
        self.top += after

    def fields(self, pairs: Sequence[tuple[str, str]], *, value: float = 180, bold: bool = False) -> None:
        """Labels with their values beside them."""
        for label, text in pairs:
            self.at(self.left, self.top, label, bold=bold)
            self.at(value, self.top, text)
            self.top += 1.3 * self.size
        self.top += self.size

    def row(self, *cells: tuple[float, str, str]) -> None:
        """Labels in a row with their values below them, in small type."""
        for x, label, text in cells:
            self.at(x, self.top, label, bold=True, size=7)
            self.at(x, self.top + 9, text, size=9)
        self.top += 28

    def heading(self, text: str) -> None:
        self.top += 0.8 * self.size
        self.lines(text, bold=True)

    def prose(self, *paragraphs: str, chars: int = 84) -> None:
        for text in paragraphs:
            self.lines(*textwrap.wrap(text, chars), after=self.size)

    def side_by_side(self, *columns: Sequence[str], width: float = 210, ink: float = 30) -> None:
        """Signatures beside each other; an empty line leaves room for ink."""
        start = lowest = self.top
        for index, column in enumerate(columns):
            top = start
            for text in column:
                if text:
                    self.at(self.left + index * width, top, text)
                top += 1.25 * self.size if text else ink
            lowest = max(lowest, top)
        self.top = lowest + self.size

    def foot(self, text: str) -> None:
        self.at(self.left, 800, text, size=7)

    def pdf(self) -> bytes:
        self._canvas.showPage()
        self._canvas.save()
        return self._bytes.getvalue()
