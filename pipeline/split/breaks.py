"""Whether a line ends where it is full, or where its writer ended it: what tells one paragraph from the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.split.hyphens import line_end_words
from pipeline.split.layout import Line
from pipeline.split.lines import along

SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")


def runs_over(last: Line, line: Line) -> bool:
    """Whether a sentence runs over from the foot of a column or page to this line."""
    if SENTENCE_END.search(last.text):
        return False
    return not fits(last, line, last.right) or (
        starts_lower(line) and last.column == line.column and not same_page(last, line)
    )


def ended_on_purpose(last: Line, line: Line, window: Sequence[Line]) -> bool:
    """Whether the line before was broken by its writer: what comes next would have fitted on it.

    After a full stop one word is enough. Without one the next two must fit, as a blank may be there that no line is
    broken at ("artikel 10"), and a word that begins small must have been given a good deal of room.
    """
    if last.text[-1:] == "-" or last.words[-1].text.casefold() in line_end_words().open_words:
        return False
    if not fits(last, line, last.right):
        return False
    here = next(index for index, other in enumerate(window) if other is line)
    for near in (window[max(0, here - 3) : here + 1], window[max(0, here - 1) : here + 3]):
        narrow = _narrow_edge(line, near)
        if narrow is not None and not fits(last, line, narrow):
            return False
    if SENTENCE_END.search(last.text):
        return True
    if starts_lower(line):
        return last.right - last.box.x1 > 0.35 * (last.right - last.box.x0)
    return fits(last, line, last.right, words=2)


def fits(last: Line, line: Line, edge: float, words: int = 1) -> bool:
    """Whether the first words of the line, with a blank and some play, would have fitted before the edge."""
    first, final = along(line.rotation, line.words[0].box), along(line.rotation, line.words[:words][-1].box)
    return edge - along(last.rotation, last.box).x1 > final.x1 - first.x0 + 0.8 * line.size


def _narrow_edge(line: Line, near: Sequence[Line]) -> float | None:
    """Return the right edge of text that runs beside a picture: of lines that fill a narrower measure evenly."""
    near = [other for other in near if same_page(line, other) and other.column == line.column and other.row < 0]
    near = [other for other in near if abs(other.box.x0 - line.box.x0) < 2 * line.size and len(other.words) > 2]
    if len(near) < 4:
        return None
    edge = max(other.box.x1 for other in near)
    full = [other for other in near if other.box.x1 > edge - 0.2 * (edge - line.box.x0)]
    return edge if len(full) >= 0.6 * len(near) else None


def starts_lower(line: Line) -> bool:
    """Whether the line begins in the middle of a sentence: with a small letter, or a mark that follows a word."""
    text = line.text.lstrip("(['\"‘’“")
    return text[:1].islower() or line.text[:1] in ",;.)"


def same_page(line: Line, other: Line) -> bool:
    """Whether both stand on one page."""
    return line.page_number == other.page_number
