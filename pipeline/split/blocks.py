"""From lines in reading order to blocks: paragraphs, list items, table rows and footnotes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pipeline.split.breaks import ended_on_purpose, fits, runs_over, same_page, starts_lower
from pipeline.split.layout import Block, BlockKind, Line
from pipeline.split.lines import bounding_box
from pipeline.split.list_items import marker_of, with_levels
from pipeline.split.markers import is_list_marker

# Lines may differ this much in size and still be one paragraph; in text read from pictures, where the size of each
# word is a guess, more. Below this share of the body's size type is small.
_SAME_SIZE, _GUESSED_SIZE, _SMALL = 0.12, 0.4, 0.92
# In typeset text at least this share of the words in a line have the same size.
_STEADY = 0.8
# How far left edges may differ within a paragraph, in type sizes, and below a list marker.
_ALIGNED, _HANGING = 1.5, 4.0
# White space beyond the usual one between lines, in type sizes, that parts paragraphs.
_EXTRA_GAP = 0.35
# How far a line may begin left or right of the others of its paragraph, in type sizes.
_SHIFT = 5.0
# A list goes on over so many blocks that are none of its items.
_LIST_MEMORY = 12

_NOTE_MARK = re.compile(r"\[?(?:\d{1,3}|\*{1,3})\]?[.):]?$")


def blocks_of(lines: Sequence[Line], size: float) -> list[Block]:
    """Join lines to blocks, over the ends of lines, columns and pages. A footnote interrupts no paragraph.

    Args:
        lines: the body of the letter, in reading order.
        size: type size of the body, in points.
    """
    tolerance = _size_tolerance(lines)
    lines = _mended(lines, tolerance)
    notes = _footnote_lines(lines, size)
    spacing = _usual_gap(lines)
    texts: list[_Growing] = []
    blocks: list[_Growing] = []
    last_note: _Growing | None = None
    for index, line in enumerate(lines):
        if id(line) in notes:
            marker = _note_mark(line)
            if last_note is not None and not marker:
                last_note.lines.append(line)
            else:
                last_note = _Growing("footnote", marker, [line])
                blocks.append(last_note)
            continue
        last = texts[-1] if texts else None
        if last is not None and last.has_cell(line):
            last.lines.append(line)
            continue
        markers = [block.marker for block in texts[-_LIST_MEMORY:] if block.marker]
        marker = marker_of(line, last.lines[-1] if last else None, last.marker if last else "", markers)
        window = lines[max(0, index - 3) : index + 4]
        if last is not None and not marker and last.takes(line, window, spacing, tolerance):
            last.lines.append(line)
            continue
        kind: BlockKind = "item" if marker else "paragraph"
        texts.append(_Growing("table" if line.row >= 0 else kind, marker, [line]))
        blocks.append(texts[-1])
    return with_levels([Block(block.kind, tuple(block.lines), block.marker) for block in blocks])


def _mended(lines: Sequence[Line], tolerance: float) -> list[Line]:
    """Make one line of pieces between which a name was blotted out, where the text around them shows that.

    Rows of a table stand together; a row by itself, right under a full line of text or right above its next line, is
    a line with a hole in it.
    """
    rows = _baselines(lines)
    mended: list[Line] = []
    for index, cells in enumerate(rows):
        before = rows[index - 1][-1] if index else None
        after = rows[index + 1][0] if index + 1 < len(rows) else None
        alone = not any(near is not None and near.row >= 0 and same_page(near, cells[0]) for near in (before, after))
        if len(cells) > 1 and alone and _goes_on_around(cells, before, after, tolerance):
            words = tuple(word for cell in cells for word in cell.words)
            box = bounding_box(cell.box for cell in cells)
            mended.append(replace(cells[0], words=words, box=box, right=cells[-1].right, row=-1))
        else:
            mended += cells
    return mended


def _baselines(lines: Sequence[Line]) -> list[list[Line]]:
    """Group lines that are read one after another and stand side by side."""
    rows: list[list[Line]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if last is not None and same_page(last, line) and line.rotation == last.rotation == 0:
            overlap = min(last.box.bottom, line.box.bottom) - max(last.box.top, line.box.top)
            if line.box.x0 >= last.box.x1 and overlap > 0.5 * (line.box.bottom - line.box.top):
                rows[-1].append(line)
                continue
        rows.append([line])
    return rows


def _goes_on_around(cells: Sequence[Line], before: Line | None, after: Line | None, tolerance: float) -> bool:
    first, last = cells[0], cells[-1]
    if before is not None and _is_next(before, first, tolerance) and not fits(before, first, before.right):
        return True
    if after is None or not starts_lower(after):
        return False
    return _is_next(first, after, tolerance) and not fits(last, after, last.right)


def _is_next(above: Line, line: Line, tolerance: float) -> bool:
    """Whether a line stands right under another one, at the same left edge and in the same type."""
    near = 0 <= line.box.top - above.box.bottom < 0.6 * line.size
    hanging = _HANGING if is_list_marker(above.words[0].text) else _ALIGNED
    aligned = (
        abs(line.box.x0 - above.box.x0) < hanging * line.size and abs(line.size - above.size) < tolerance * line.size
    )
    return near and aligned and same_page(above, line) and above.rotation == line.rotation == 0


class _Growing:
    """A block that more lines may join."""

    def __init__(self, kind: BlockKind, marker: str, lines: list[Line]) -> None:
        self.kind = kind
        self.marker = marker
        self.lines = lines

    def has_cell(self, line: Line) -> bool:
        """Whether the line is a cell of the row of a table that this block is."""
        last = self.lines[-1]
        return line.row >= 0 and line.row == last.row and same_page(last, line)

    def takes(self, line: Line, window: Sequence[Line], spacing: float, tolerance: float) -> bool:
        """Whether the line goes on where this block ends. `window` is the line with its neighbours."""
        last = self.lines[-1]
        if self.kind == "table" or line.row >= 0 or last.rotation != line.rotation:
            return False
        if abs(last.size - line.size) > tolerance * max(last.size, line.size):
            return False
        if _is_run_in(line):
            return False
        if last.bold != line.bold and not _is_within_sentence(last, line):
            return False
        if not same_page(last, line) or line.gap_above < 0:
            return runs_over(last, line)
        if line.gap_above > spacing + _EXTRA_GAP * line.size or self._is_elsewhere(line):
            return False
        return not ended_on_purpose(last, line, window)

    def _is_elsewhere(self, line: Line) -> bool:
        """Whether the line begins too far left or right of this block's lines to be one of them, if not centred."""
        last = self.lines[-1]
        left = min(other.box.x0 for other in self.lines) - line.box.x0
        right = line.box.x0 - last.box.x0
        centred = abs((line.box.x0 + line.box.x1) - (last.box.x0 + last.box.x1)) < 2 * line.size
        return max(left, right) > _SHIFT * line.size and not centred and line.rotation == 0


def _is_run_in(line: Line) -> bool:
    """Whether it begins with a label in bold and goes on in plain type: "Indiener: Jan Jansen"."""
    bold = list(itertools.takewhile(lambda word: word.bold, line.words))
    return 0 < len(bold) < min(len(line.words), 5) and bold[-1].text.endswith(":") and bold[0].text[0].isupper()


def _is_within_sentence(last: Line, line: Line) -> bool:
    """Whether one sentence fills a line and goes on in the next: some of its words may be bold, over a line end too."""
    return starts_lower(line) and not fits(last, line, last.right)


def _note_mark(line: Line) -> str:
    """Return the number or star that begins a footnote."""
    first = line.words[0].text
    return first if _NOTE_MARK.match(first) and len(line.words) > 1 else ""


def _footnote_lines(lines: Sequence[Line], size: float) -> set[int]:
    """Find the lines at the foot of each page in small type, from the first one that begins with a note's mark.

    A number with a stop below other lines in small type is an item of a list: articles of a law in an annex.
    """
    found = set()
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page_number, []).append(line)
    for page in pages.values():
        foot: list[Line] = []
        for line in reversed(page):
            if line.size >= _SMALL * size or line.row >= 0:
                break
            foot.insert(0, line)
        marked = [i for i, line in enumerate(foot) if _NOTE_MARK.match(line.words[0].text)]
        listed = marked and marked[0] > 0 and foot[marked[0]].words[0].text.endswith((".", ")", ":"))
        if marked and not listed and len(foot) < len(page):
            found |= {id(line) for line in foot[marked[0] :]}
    return found


def _size_tolerance(lines: Sequence[Line]) -> float:
    """Return how much the sizes of lines may differ within a paragraph of this letter."""
    words = [
        abs(word.size - line.size) < 0.02 * line.size for line in lines if len(line.words) > 4 for word in line.words
    ]
    return _SAME_SIZE if sum(words) >= _STEADY * len(words) else _GUESSED_SIZE


def _usual_gap(lines: Sequence[Line]) -> float:
    """Return the white space between two lines of one paragraph: the usual gap between lines of several words."""
    gaps = [line.gap_above for line in lines if 0 <= line.gap_above < 1.2 * line.size and len(line.words) > 3]
    return median(gaps) if gaps else 4.0
