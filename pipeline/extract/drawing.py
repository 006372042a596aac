"""Drawn lines and areas as boxes: what a reader of tables, frames and underlines needs of them."""

from __future__ import annotations

from pipeline.extract.content import bounding_box
from pipeline.records import Box

Points = list[tuple[float, float]]

# A rectangle thinner than this is a line, in points; a line this much off the axis is still level.
_THIN = 2.0


def rule_boxes(subpaths: list[Points]) -> list[Box]:
    """Return the boxes of the subpaths that are level or upright lines, or rectangles.

    Args:
        subpaths: corners of subpaths of straight lines, on the page as shown.
    """
    boxes = []
    for points in subpaths:
        if len(points) < 2:
            continue
        box = bounding_box(points)
        width, height = box.x1 - box.x0, box.bottom - box.top
        if max(width, height) > 1 and (min(width, height) <= _THIN or _is_rectangle(points, box)):
            boxes.append(box)
    return boxes


def _is_rectangle(points: Points, box: Box) -> bool:
    corners = {
        (abs(x - box.x0) > abs(x - box.x1), abs(y - box.top) > abs(y - box.bottom))
        for x, y in points
        if min(abs(x - box.x0), abs(x - box.x1)) < 0.5 and min(abs(y - box.top), abs(y - box.bottom)) < 0.5
    }
    return len(points) in {4, 5} and len(corners) == 4
