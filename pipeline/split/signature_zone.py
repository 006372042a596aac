"""Where signature blocks are: the run of short lines below a closing, or below a name with a role.

Two people who sign on one line are parted here, so that each has a line of their own.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from pipeline.split.body_look import Body
from pipeline.split.layout import Block, Line
from pipeline.split.lines import bounding_box
from pipeline.split.parts_settings import PartsSettings, any_match
from pipeline.split.people import is_organisation, is_role, person_name, split_name

# Points: lines of one column share a left edge, or lie over each other.
_EDGE = 14.0
# Lines of a signature block are shorter than this share of the column, in characters and in width.
_MOST_CHARS, _MOST_WIDTH = 75, 0.8
# White space within a block, in units of the type size: a signature is written between closing and name.
_ROOM_FOR_INK, ROOM = 14.0, 1.6
_MOST_LINES = 14
# A gap of so many type sizes parts two names on one line.
_BESIDE = 0.8


def is_closing(text: str, rules: PartsSettings) -> bool:
    """Whether the line ends the letter: "Hoogachtend,", "namens het college,"."""
    return len(text) < 110 and any_match(text, rules.closings)


def zone(blocks: Sequence[Block], start: int, body: Body, rules: PartsSettings) -> tuple[int, bool]:
    """The end of the run of short lines that begins with this block, and whether it begins with a closing."""
    first = blocks[start]
    if first.kind == "item" and _is_attribution(blocks[start - 1] if start else None, first, rules):
        return start + 1, False
    if first.kind not in ("paragraph", "table") or any(line.rotation for line in first.lines):
        return start, False
    closed = is_closing(first.text, rules) or is_closing(first.lines[0].text, rules)
    if not closed and not _short(first, body):
        return start, False
    if not closed and not _begins_signature(blocks[start : start + 3], rules):
        return start, False
    end, count = start + 1, len(first.lines)
    while end < len(blocks) and count <= _MOST_LINES:
        block = blocks[end]
        if closed and block.kind == "paragraph" and is_unsigned(block, rules):
            end += 1
            continue
        office = closed and len(block.lines) == 1 and block.text.endswith(",") and is_role(block.text, rules.people)
        fits = office or _short(block, body) or is_closing(block.text, rules)
        if block.kind not in ("paragraph", "table") or not fits:
            break
        if not closed and is_closing(block.text, rules):
            break  # the letter itself is signed below a partner's signature
        if _far(blocks[end - 1], block, closed) or (not closed and is_dressed_up(block.lines[0], first.lines[0])):
            break
        closed = closed or is_closing(block.text, rules)
        count += len(block.lines)
        end += 1
    return end, closed


def is_unsigned(block: Block, rules: PartsSettings) -> bool:
    """Whether it says why nobody signed by hand."""
    return any_match(block.text, rules.unsigned)


def side_by_side(block: Block, rules: PartsSettings) -> Block:
    """The block with each line of two names, or of two roles, as two lines."""
    lines = [part for line in block.lines for part in _halves(line, rules)]
    return block if len(lines) == len(block.lines) else replace(block, lines=tuple(lines))


def _halves(line: Line, rules: PartsSettings) -> list[Line]:
    """The line, or its halves at the widest gap where both are names or both are roles."""
    gaps = [right.box.x0 - left.box.x1 for left, right in itertools.pairwise(line.words)]
    if not gaps or max(gaps) < _BESIDE * line.size:
        return [line]
    at = gaps.index(max(gaps)) + 1
    halves = [
        replace(line, words=words, box=bounding_box(word.box for word in words))
        for words in (line.words[:at], line.words[at:])
    ]
    names = all(split_name(half.text, rules.people)[0] for half in halves)
    roles = all(is_role(half.text, rules.people) and len(half.words) <= 4 for half in halves)
    roles = roles and not halves[0].text.endswith(",")  # those are told apart by their commas, wherever they stand
    return halves if names or roles else [line]


def _is_attribution(before: Block | None, block: Block, rules: PartsSettings) -> bool:
    """Whether this is the name under a quotation: "— Jan Jansen, directeur Stichting De Brug"."""
    quoted = before is not None and before.text[:1] in "“\"„‘'«"
    return quoted and block.marker in ("-", "–", "—") and bool(split_name(block.lines[0].text, rules.people)[0])


def _short(block: Block, body: Body) -> bool:
    return len(block.lines) <= 8 and all(
        len(line.text) <= _MOST_CHARS and line.box.x1 - line.box.x0 <= _MOST_WIDTH * body.width for line in block.lines
    )


def _begins_signature(blocks: Sequence[Block], rules: PartsSettings) -> bool:
    """Whether the first line is a name, with a role or an organisation in it or in one of the next lines."""
    lines = [line for block in blocks for line in block.lines]
    first = lines[0]
    name, rest = split_name(first.text, rules.people)
    if not name:
        return False
    if rest and (is_role(rest, rules.people) or is_organisation(rest, rules.people)):
        return True
    below = [line for line in lines[1:8] if one_column(first, line) and line.page_number == first.page_number][:2]
    return any(
        len(line.text) <= _MOST_CHARS
        and not line.text.rstrip().endswith((":", ";", "?"))
        and (is_role(line.text, rules.people) or is_organisation(line.text, rules.people))
        for line in below
        if not person_name(line.text, rules.people)
    )


def _far(above: Block, block: Block, closed: bool) -> bool:
    """Whether too much white space lies between two blocks for them to be of one signature."""
    upper, lower = above.lines[-1], block.lines[0]
    if lower.page_number != upper.page_number:
        return not closed
    size = max(upper.size, lower.size, 1.0)
    return lower.box.top - upper.box.bottom > (_ROOM_FOR_INK if closed else ROOM) * size


def one_column(one: Line, other: Line) -> bool:
    """Whether two lines stand in one column: at one left edge, or centred on each other."""
    if abs(one.box.x0 - other.box.x0) <= _EDGE:
        return True
    return abs((one.box.x0 + one.box.x1) - (other.box.x0 + other.box.x1)) / 2 <= _EDGE / 2


def is_dressed_up(line: Line, name_line: Line) -> bool:
    """Whether the line stands out beside the name, as the heading of what follows does."""
    return line.size > name_line.size + 0.6 or (line.bold and not name_line.bold)
