"""List items: the bullet or number that begins one, and how deep it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.split.breaks import SENTENCE_END, fits
from pipeline.split.layout import Block, Line
from pipeline.split.markers import is_list_marker


def marker_of(line: Line, last: Line | None, before: str, markers: Sequence[str]) -> str:
    """Return the bullet or number that begins the line, where it begins a list item.

    Args:
        line: the line that may begin an item.
        last: the line before it, if there is one.
        before: the marker of the block that `last` belongs to, if it has one.
        markers: markers of the items that a list may go on from.
    """
    marker = line.words[0].text
    if len(line.words) < 2 or not is_list_marker(marker):
        return ""
    sort = _sort_of_marker(marker)
    if sort == "a" and not _starts_list(marker) and not any(_follows(other, marker) for other in markers):
        return ""  # an initial: "H. Steinbusch"
    if before and sort == _sort_of_marker(before):
        return marker
    if last is None or line.gap_above < 0 or line.gap_above > 0.6 * line.size or SENTENCE_END.search(last.text):
        return marker
    return marker if fits(last, line, last.right) or line.box.x0 > last.box.x0 + line.size else ""


def _starts_list(marker: str) -> bool:
    return marker.strip("().").casefold() in ("a", "i")


def _follows(before: str, marker: str) -> bool:
    """Whether one letter or Roman numeral comes after another in a list."""
    first, second = before.strip("().").casefold(), marker.strip("().").casefold()
    if set(first + second) <= set("ivx"):
        return len(second) > 1 or len(first) > 1 or first + second in ("iv", "vv")
    return len(first) == len(second) == 1 and ord(second) - ord(first) == 1


def with_levels(blocks: Sequence[Block]) -> list[Block]:
    """Count the depth of list items by their indent, and by the sort of marker where nothing is indented."""
    levelled = []
    stack: list[tuple[float, str]] = []
    for block in blocks:
        if block.kind != "item":
            if block.kind != "footnote":
                stack = []
            levelled.append(block)
            continue
        indent, sort = block.lines[0].box.x0, _sort_of_marker(block.marker)
        known = next((i for i, (x0, other) in enumerate(stack) if abs(x0 - indent) < 3 and sort == other), None)
        if known is not None:
            stack = stack[: known + 1]
        else:
            while stack and indent < stack[-1][0] - 3:
                stack.pop()
            stack.append((indent, sort))
        levelled.append(replace(block, level=len(stack)))
    return levelled


def _sort_of_marker(marker: str) -> str:
    bare = marker.strip("().[]")
    if bare.replace(".", "").isdigit():
        return "1"
    return "a" if bare.isalpha() and marker != "o" else marker
