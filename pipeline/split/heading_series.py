"""What headings tell about each other: halves of one, gaps in their numbers, and their levels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.split.body_look import Body, look_of
from pipeline.split.layout import Block, Line
from pipeline.split.looks import Look

_NUMBER = re.compile(
    r"^(?:(?P<digits>\d{1,2}(?:\.\d{1,2}){0,3})[.):]?|(?P<letter>[A-Z])[.)]|(?P<roman>[IVX]{1,5})[.)]"
    r"|ad (?P<ad>\d+)\.?)\s+\S",
    re.I,
)

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def in_series(blocks: Sequence[Block], body: Body) -> list[Block]:
    """Return the blocks with halves of headings joined, a numbered row whole or left a list, and levels given."""
    return _with_levels(_without_lone_ends(_joined(_without_odd_items(_with_missing_numbers(blocks)), body)))


def heading_number(text: str) -> str:
    """The number with which a heading begins ("3.1", "IV"), empty where it has none."""
    match = _NUMBER.match(text)
    if not match:
        return ""
    return next((group for group in match.groupdict().values() if group), "")


def is_below(line: Line, following: Line) -> bool:
    """Whether the second line stands below the first on the same page."""
    return line.page_number == following.page_number and following.box.top > line.box.top


def _with_missing_numbers(blocks: Sequence[Block]) -> list[Block]:
    """A short item between two numbered headings, whose number follows on the first one's, is a heading as well.

    So is one on a scanned page, where nothing tells how lines are dressed, with text below and no other item.
    """
    found = [(index, _plain_number(block)) for index, block in enumerate(blocks)]
    numbered = [(index, int(number)) for index, number in found if number]
    headings = [(index, number) for index, number in numbered if blocks[index].kind == "heading"]
    complete = list(blocks)
    for index, number in numbered:
        block = blocks[index]
        before = next((other for other in reversed(headings) if other[0] < index), None)
        behind = next((other for other in headings if other[0] > index), None)
        if block.kind != "item" or len(block.lines) > 1 or before is None or before[1] != number - 1:
            continue
        aligned = abs(block.lines[0].box.x0 - blocks[before[0]].lines[0].box.x0) < 3
        between = behind is not None and behind[1] == number + 1 and aligned
        if between or _heads_scanned_text(block, blocks[index + 1 : index + 2]):
            complete[index] = replace(block, kind="heading", marker="", level=0)
            headings = sorted([*headings, (index, number)])
    return complete


def _heads_scanned_text(block: Block, after: Sequence[Block]) -> bool:
    """Whether a line without any dress has the words of a heading, and text below it."""
    bare = not any(word.font for word in block.lines[0].words)
    return bare and not block.text.endswith((".", ";", ",", ":")) and [other.kind for other in after] == ["paragraph"]


def _without_odd_items(blocks: Sequence[Block]) -> list[Block]:
    """What ends in a semicolon next in number to an item that does is an item too, however it is dressed."""
    fixed = list(blocks)
    row = [index for index, block in enumerate(blocks) if block.kind in ("heading", "item") and block.text[-1:] == ";"]
    for place, index in enumerate(row):
        block, near = fixed[index], [fixed[other] for other in row[max(place - 1, 0) : place + 2]]
        item = next((other for other in near if other.kind == "item" and _in_a_row(block.text, other.text)), None)
        if block.kind == "heading" and item is not None:
            fixed[index] = replace(block, kind="item", marker=block.lines[0].words[0].text, level=item.level)
    return fixed


def _in_a_row(one: str, other: str) -> bool:
    """Whether two texts begin with numbers of one kind that follow on each other."""
    first, second = heading_number(one), heading_number(other)
    if first in _ROMAN and second in _ROMAN:
        return abs(_ROMAN.index(first) - _ROMAN.index(second)) == 1
    return first.isdecimal() and second.isdecimal() and abs(int(first) - int(second)) == 1


def _plain_number(block: Block) -> str:
    number = heading_number(block.text) if block.kind in ("heading", "item") else ""
    return number if number.isdecimal() else ""


def _joined(blocks: Sequence[Block], body: Body) -> list[Block]:
    """Join the two halves of a heading that was broken over two lines."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind == "heading"
            and (block.kind == "heading" or (block.kind == "paragraph" and len(block.lines) == 1))
            and 0 <= block.lines[0].gap_above <= body.gap + 0.25 * block.lines[0].size
            and is_below(last.lines[-1], block.lines[0])
            and body.is_emphasis(look_of(block.lines))
            and look_of(last.lines) == look_of(block.lines)
            and not _NUMBER.match(block.text)
            and (block.text[:1].islower() or last.lines[-1].box.x1 - last.lines[-1].box.x0 > 0.75 * body.width)
        ):
            joined[-1] = Block("heading", last.lines + block.lines)
        else:
            joined.append(block)
    return joined


def _without_lone_ends(blocks: Sequence[Block]) -> list[Block]:
    """A heading needs something below it: one at the end of the letter is text after all."""
    if blocks and blocks[-1].kind == "heading":
        return [*blocks[:-1], replace(blocks[-1], kind="paragraph")]
    return list(blocks)


def _with_levels(blocks: Sequence[Block]) -> list[Block]:
    """The more a heading stands out, the higher its level; "3.1" is one deeper than "3"."""
    looks = {look_of(block.lines) for block in blocks if block.kind == "heading"}
    ranks = {look: rank for rank, look in enumerate(sorted(looks, key=_prominence, reverse=True), start=1)}
    levelled = []
    for block in blocks:
        if block.kind == "heading":
            number = heading_number(block.text)
            depth = number.count(".") + 1 if "." in number else 0
            block = replace(block, level=depth or ranks[look_of(block.lines)])
        levelled.append(block)
    return levelled


def _prominence(look: Look) -> tuple[float, bool, bool, bool, bool]:
    return (look.size, look.capitals, look.bold, look.underlined, not look.italic)
