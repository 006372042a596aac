"""What a reader finds on a page, before words are made of it: the seam between the readers and the rest.

Coordinates are those of the page as shown: PDF points, origin top left, y grows downwards.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.records import Box

# Up to here floats are so fine that it can be told which of two hundredths is the nearer one.
_CERTAIN = 10_000_000

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Style:
    """How a run of characters is set. `right` and `down` are the direction in which it is read (unit vector)."""

    font: str
    size: float
    bold: bool = False
    italic: bool = False
    right: float = 1.0
    down: float = 0.0
    invisible: bool = False
    white: bool = False


class Glyph(NamedTuple):
    """A character, or several without a gap: the text, the start of the baseline, and how far it moves on.

    `last` is how far behind the start the last character begins.
    """

    text: str
    x: float
    y: float
    advance: float
    last: float = 0.0


@dataclass(slots=True)
class Run:
    """Characters that one operator of the content stream shows. `order` is the operator's place in the stream."""

    style: Style
    order: int
    glyphs: list[Glyph] = field(default_factory=list)


class Fill(NamedTuple):
    """A filled area. `opaque` is known to hide what was drawn before it; `white` has the colour of paper."""

    box: Box
    order: int
    white: bool
    opaque: bool


@dataclass(slots=True)
class PageContent:
    """Everything that one page shows, in the order in which it is drawn.

    Readers see the page's own content. `annotated` says that form fields, text boxes or stamps print on it too;
    `annotated_characters` is how many of the characters are theirs, once they have been added.
    """

    number: int
    width: float
    height: float
    rotation: int
    runs: list[Run] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    annotated: bool = False
    annotated_characters: int = 0


def shown_matrix(crop: tuple[float, float, float, float], rotation: int) -> Matrix:
    """Return the matrix from PDF user space to the page as shown (origin top left, y down).

    Args:
        crop: the visible part of the page in user space (left, bottom, right, top).
        rotation: the page's /Rotate, clockwise, a multiple of 90.
    """
    left, bottom, right, top = crop
    match rotation % 360:
        case 90:
            return (0, 1, 1, 0, -bottom, -left)
        case 180:
            return (-1, 0, 0, 1, right, -bottom)
        case 270:
            return (0, -1, -1, 0, top, right)
        case _:
            return (1, 0, 0, -1, -left, top)


def direction(matrix: Matrix) -> tuple[float, float]:
    """Return the unit vector in which text under `matrix` runs."""
    length = math.hypot(matrix[0], matrix[1])
    if length == 0:
        return (1.0, 0.0)
    return (matrix[0] / length, matrix[1] / length)


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def transform(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return the point (x, y) under `matrix`."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def bounding_box(points: list[tuple[float, float]]) -> Box:
    """Return the smallest box around the points."""
    xs = [x for x, _ in points]
    ys = [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def transform_box(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> Box:
    """Return the box around a rectangle under `matrix`."""
    corners = ((left, bottom), (right, bottom), (left, top), (right, top))
    return bounding_box([transform(matrix, x, y) for x, y in corners])


def rounded(box: Box) -> Box:
    """Return the box to the hundredth of a point, which is finer than anything is printed."""
    x0, top, x1, bottom = box
    return Box(hundredth(x0), hundredth(top), hundredth(x1), hundredth(bottom))


def hundredth(length: float) -> float:
    """Return what `round(length, 2)` does, which takes three times as long where it is clear which way to go."""
    hundreds = length * 100
    if 1 <= hundreds < _CERTAIN:
        whole = int(hundreds + 0.5)
        if -0.49 < hundreds - whole < 0.49:
            return whole / 100
    return round(length, 2)
