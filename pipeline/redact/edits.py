"""Replacements in one text, and where every place of the old text is in the new one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

Edit = tuple[int, int, str]


@dataclass(frozen=True)
class EditedText:
    """A text after its edits; `place` maps old offsets to new ones."""

    text: str
    edits: tuple[Edit, ...]
    shifts: tuple[int, ...]

    def place(self, offset: int, *, end: bool = False) -> int:
        """The new offset of an old one. Inside an edit it is the edit's start, or its end for the end of a span."""
        at = bisect_right([start for start, _, _ in self.edits], offset - (1 if end else 0)) - 1
        if at < 0:
            return offset
        start, stop, new = self.edits[at]
        if offset < stop or (end and offset <= stop):
            before = self.shifts[at] - (len(new) - (stop - start))
            if not end and offset == start:
                return start + before
            return start + before + (len(new) if end else 0)
        return offset + self.shifts[at]


def edit(text: str, edits: Sequence[Edit]) -> EditedText:
    """Carries out the edits (start, end, new text), which are in order and don't overlap."""
    parts: list[str] = []
    last = 0
    for start, end, new in edits:
        parts += [text[last:start], new]
        last = end
    parts.append(text[last:])
    shifts = tuple(accumulate(len(new) - (end - start) for start, end, new in edits))
    return EditedText("".join(parts), tuple(edits), shifts)
