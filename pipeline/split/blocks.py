"""From lines in reading order to blocks: paragraphs, list items, table rows and footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pipeline.split.layout import Block, BlockKind, Line
from pipeline.split.lines import LIST_MARKER

_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_FOOTNOTE = re.compile(r"\[?(?:\d{1,3}|\*{1,3})\]?[.):]?$")


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """Join lines to blocks, over line, column and page ends. A footnote never interrupts the paragraph above it."""
    body_size = _usual_size(lines)
    spacing = _usual_gap(lines)
    blocks: list[_Growing] = []
    open_block: _Growing | None = None
    for index, line in enumerate(lines):
        kind, marker = _kind(line, open_block, body_size)
        following = lines[index + 1] if index + 1 < len(lines) else None
        last = blocks[-1] if blocks else None
        if last and _same_row(last.lines[-1], line):
            last.lines.append(line)
            last.kind = "table"
            continue
        target = (
            last if kind == "footnote" or (last and last.kind == "footnote" and _small(line, body_size)) else open_block
        )
        if target and not marker and target.takes(line, following, spacing):
            target.lines.append(line)
            continue
        if target and target.kind == "footnote" and not marker and _small(line, body_size):
            kind = "footnote"
        block = _Growing(kind, marker, [line])
        blocks.append(block)
        if kind != "footnote":
            open_block = block
    return _with_levels([Block(block.kind, tuple(block.lines), block.marker) for block in blocks])


class _Growing:
    """A block that more lines may join."""

    def __init__(self, kind: BlockKind, marker: str, lines: list[Line]) -> None:
        self.kind = kind
        self.marker = marker
        self.lines = lines

    def takes(self, line: Line, following: Line | None, spacing: float) -> bool:
        """Whether the line goes on where this block ends."""
        last = self.lines[-1]
        if self.kind == "table" or last.rotation != line.rotation or last.words[0].hidden != line.words[0].hidden:
            return False
        if abs(last.size - line.size) > 0.12 * max(last.size, line.size) or last.bold != line.bold:
            return False
        if last.page_number != line.page_number or line.gap_above < 0 or last.column != line.column:
            return self._goes_on(line)
        if line.gap_above > spacing + 0.35 * line.size:
            return False
        return not self._ends_early(last, line, following)

    def _goes_on(self, line: Line) -> bool:
        """Whether a sentence runs over from the end of a column or page to this line."""
        last = self.lines[-1]
        if _SENTENCE_END.search(last.text):
            return False
        lower = line.text[:1].islower() or not line.text[:1].isalpha()
        return lower or (len(self.lines) > 1 and last.box.x1 > 0.9 * self._right_edge(line, None))

    def _ends_early(self, last: Line, line: Line, following: Line | None) -> bool:
        """Whether the last line was broken on purpose: the next word would have fitted on it."""
        edge = self._right_edge(line, following)
        room = edge - last.box.x1
        word = line.words[0].box
        needed = word.x1 - word.x0 + 0.8 * line.size
        if room < needed:
            return False
        starts_new = not line.text[:1].islower() or bool(_SENTENCE_END.search(last.text))
        return starts_new or room > 0.35 * (edge - last.box.x0)

    def _right_edge(self, line: Line, following: Line | None) -> float:
        edges = [near.box.x1 for near in (*self.lines[-4:], line)]
        if following and following.page_number == line.page_number and following.gap_above >= 0:
            edges.append(following.box.x1)
        return max(edges)


def _kind(line: Line, open_block: _Growing | None, body_size: float) -> tuple[BlockKind, str]:
    first = line.words[0]
    if _small(line, body_size) and _FOOTNOTE.match(first.text) and len(line.words) > 1 and line.page_number:
        return "footnote", first.text
    if LIST_MARKER.match(first.text) and len(line.words) > 1 and not _is_mid_sentence(first.text, line, open_block):
        return "item", first.text
    return "paragraph", ""


def _is_mid_sentence(marker: str, line: Line, open_block: _Growing | None) -> bool:
    """Whether a dash or number at the line's start belongs to the sentence of the line before."""
    if open_block is None or line.gap_above < 0 or (open_block.kind == "item" and open_block.marker[:1] == marker[:1]):
        return False
    last = open_block.lines[-1]
    ended = bool(_SENTENCE_END.search(last.text)) or line.gap_above > 0.6 * line.size
    return not ended and abs(last.box.x0 - line.box.x0) < 2 and last.box.x1 > line.box.x1 - 3 * line.size


def _small(line: Line, body_size: float) -> bool:
    return line.size < 0.92 * body_size


def _same_row(left: Line, right: Line) -> bool:
    if left.page_number != right.page_number or right.box.x0 < left.box.x1 or left.rotation or right.rotation:
        return False
    overlap = min(left.box.bottom, right.box.bottom) - max(left.box.top, right.box.top)
    return overlap > 0.5 * min(left.box.bottom - left.box.top, right.box.bottom - right.box.top)


def _usual_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _usual_gap(lines: Sequence[Line]) -> float:
    """Return the white space between two lines of one paragraph: the usual gap between wide lines."""
    gaps = [line.gap_above for line in lines if 0 <= line.gap_above < 1.2 * line.size and len(line.words) > 3]
    return median(gaps) if gaps else 4.0


def _with_levels(blocks: Sequence[Block]) -> list[Block]:
    """Count the depth of list items by their indent, and by the sort of marker where nothing is indented."""
    levelled = []
    stack: list[tuple[float, str]] = []
    for block in blocks:
        if block.kind != "item":
            if block.kind != "footnote":
                stack = []
            levelled.append(block)
            continue
        here = (block.lines[0].box.x0, _sort_of_marker(block.marker))
        known = next((i for i, (x0, sort) in enumerate(stack) if abs(x0 - here[0]) < 3 and sort == here[1]), None)
        if known is not None:
            stack = stack[: known + 1]
        else:
            while stack and here[0] < stack[-1][0] - 3:
                stack.pop()
            stack.append(here)
        levelled.append(replace(block, level=len(stack)))
    return levelled


def _sort_of_marker(marker: str) -> str:
    bare = marker.strip("().[]")
    if bare.isdigit():
        return "1"
    return "a" if bare.isalpha() and marker != "o" else marker
