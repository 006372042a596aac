"""Drawn lines and areas as boxes: what a reader of tables, frames and underlines needs of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.content import Fill, PageContent, bounding_box
from pipeline.records import Box

Point = tuple[float, float]

# A rectangle thinner than this is a line, in points.
_THIN = 2.0


@dataclass(slots=True)
class Outline:
    """One closed or open figure of a path, on the page as shown. `straight` has no curves in it."""

    points: list[Point] = field(default_factory=list)
    straight: bool = True


def add_path(
    content: PageContent, outlines: list[Outline], order: int, *, filled: bool, white: bool, opaque: bool
) -> None:
    """Add the lines and areas of a painted path to the page.

    Args:
        content: the page.
        outlines: the figures of the path.
        order: its place in the content stream.
        filled: whether the figures are filled, not just drawn.
        white: whether they have the colour of paper: then they can cover, but don't show.
        opaque: whether they are known to hide what is beneath.
    """
    for outline in outlines:
        if len(outline.points) < 2:
            continue
        box = bounding_box(outline.points)
        rectangle = outline.straight and _is_rectangle(outline.points, box)
        width, height = box.x1 - box.x0, box.bottom - box.top
        if not white and max(width, height) > 1 and outline.straight and (rectangle or min(width, height) <= _THIN):
            content.rules.append(box)
        if filled:
            content.fills.append(Fill(box, order, white, opaque and rectangle))


def _is_rectangle(points: list[Point], box: Box) -> bool:
    corners = set()
    for x, y in points:
        left, right = abs(x - box.x0), abs(x - box.x1)
        above, below = abs(y - box.top), abs(y - box.bottom)
        if min(left, right) > 0.5 or min(above, below) > 0.5:
            return False
        corners.add((left < right, above < below))
    return len(corners) == 4
