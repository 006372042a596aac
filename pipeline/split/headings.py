"""Tells headings from text by dress, numbering, white space and wording together, and gives them levels.

No sign decides alone: a bold line may be an emphasised sentence, a numbered one a list item. A heading is short,
begins like one, ends without the stop of a sentence, stands above something, and stands out by dress or by white
space, or says by its words what it is ("Vraag 3", "Bijlage 2").
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.split.body_look import Body, body_of, look_of
from pipeline.split.heading_series import heading_number, in_series, is_below
from pipeline.split.layout import Block, Line
from pipeline.split.letterhead_labels import is_salutation
from pipeline.split.looks import Look
from pipeline.split.parts_settings import PartsSettings, any_match

# Headings have at most this many lines and characters; plain ones (by white space alone) are shorter.
_LINES, _CHARS = 3, 170
_PLAIN_CHARS, _PLAIN_WORDS = 60, 8
_BEGINS = re.compile(r"^(?:> ?)?[\"'“‘(«]?[A-Z\dÀ-Þ]")
_LEADERS = re.compile(r"(?:[.…·_]\s?){4,}\s*\d*$")
_ENDS_OPEN = re.compile(r"[,;–—-]$|\b(?:de|het|een|van|en|of|in|op|the|a|of|and|to)$", re.I)
_TOC_ENTRY = re.compile(r"\D\s?\d{1,3}$|^\d{1,3}$")


# Every line by page, with whether it stands out by its dress.
_Rows = dict[int, list[tuple[Line, bool]]]


@dataclass(frozen=True, eq=False)
class Candidate:
    """Lines at the beginning of a block that may be a heading, with what stands around them.

    `glued` to what follows in the same block; `whole` when that is dressed in another way.
    """

    lines: tuple[Line, ...]
    text: str
    look: Look
    above: float
    below: float
    following: Line | None
    glued: bool
    whole: bool


def mark_headings(blocks: Sequence[Block], rules: PartsSettings) -> list[Block]:
    """Return the blocks with headings as blocks of their own, each with its level."""
    blocks = [piece for block in blocks for piece in _parted(block, rules)]
    body = body_of(blocks)
    rows = _rows(blocks, body)
    marked: list[Block] = []
    in_contents = False
    for index, block in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        in_contents = in_contents and _is_contents(block)
        heading = None if in_contents else _heading_of(block, after, body, rows, rules)
        if heading is None:
            marked.append(block)
            in_contents = in_contents or any_match(block.text, rules.headings.contents)
            continue
        in_contents = any_match(heading.text, rules.headings.contents)
        marked.append(Block("heading", heading.lines))
        rest = block.lines[len(heading.lines) :]
        if rest:
            marked.append(
                replace(block, kind="paragraph" if block.kind == "item" else block.kind, lines=rest, marker="")
            )
    return in_series(marked, body)


def _parted(block: Block, rules: PartsSettings) -> list[Block]:
    """Part a paragraph before each line that says by its words that a section begins ("Vraag 3")."""
    if block.kind not in ("paragraph", "item") or len(block.lines) == 1:
        return [block]
    starts = [
        index
        for index, line in enumerate(block.lines)
        if index and any(rule.heading and rule.kind == "question" and rule.match(line.text) for rule in rules.sections)
    ]
    if not starts:
        return [block]
    edges = [0, *starts, len(block.lines)]
    return [replace(block, lines=block.lines[start:end]) for start, end in itertools.pairwise(edges)]


def _heading_of(block: Block, after: Block | None, body: Body, rows: _Rows, rules: PartsSettings) -> Candidate | None:
    if block.kind in ("table", "footnote", "signature") or block.lines[0].rotation:
        return None
    for candidate in _candidates(block, after, rows):
        if _may_be_heading(candidate, after, rules) and _stands_out(candidate, after, body, rules):
            return None if _has_company(candidate, rows, body) else candidate
    return None


def _candidates(block: Block, after: Block | None, rows: _Rows) -> list[Candidate]:
    """The first lines of the block that share one look, and the first line alone."""
    look = look_of(block.lines[:1])
    same = 1
    while same < len(block.lines) and same <= _LINES and look_of(block.lines[same : same + 1]) == look:
        same += 1
    found = []
    for count in dict.fromkeys((same, 1)):
        lines = block.lines[:count]
        following = block.lines[count] if count < len(block.lines) else after.lines[0] if after else None
        below = _white_above(following, rows) if following is not None and is_below(lines[-1], following) else -1.0
        text = " ".join(line.text for line in lines)
        glued = count < len(block.lines)
        found.append(Candidate(lines, text, look, _white_above(lines[0], rows), below, following, glued, count == same))
    return found


def _rows(blocks: Sequence[Block], body: Body) -> _Rows:
    """Every line by page, with whether it stands out by its dress."""
    rows: _Rows = {}
    for block in blocks:
        for line in block.lines:
            rows.setdefault(line.page_number, []).append((line, body.is_emphasis(look_of([line]))))
    return rows


def _has_company(heading: Candidate, rows: _Rows, body: Body) -> bool:
    """Whether something stands beside it on its row: then it heads a column of a table, or is a piece of a line.

    In real columns the neighbour is plain text now and then; it counts only beside a line that is plain too.
    """
    line = heading.lines[0]
    dressed = body.is_emphasis(heading.look) and not body.noisy
    return any(
        other is not line
        and min(other.box.bottom, line.box.bottom) - max(other.box.top, line.box.top) > 0.5 * line.size
        and (stands_out or not dressed)
        for other, stands_out in rows[line.page_number]
    )


def _white_above(line: Line, rows: _Rows) -> float:
    """The white space above a line: to the one before it in its column, else to the nearest one over it, else -1."""
    if line.gap_above >= 0:
        return line.gap_above
    over = (
        other.box.bottom
        for other, _ in rows[line.page_number]
        if other.box.bottom <= line.box.top + 1 and other.box.x0 < line.box.x1 and line.box.x0 < other.box.x1
    )
    nearest = max(over, default=None)
    return -1.0 if nearest is None else max(line.box.top - nearest, 0.0)


def _may_be_heading(candidate: Candidate, after: Block | None, rules: PartsSettings) -> bool:
    text = candidate.text
    if len(candidate.lines) > _LINES or len(text) > _CHARS or not _BEGINS.match(text):
        return False
    if any_match(text, rules.periods):
        return candidate.glued or after is not None
    if sum(char.isalpha() for char in text) < 3:
        return False
    if not candidate.glued and after is None:
        return False
    if _LEADERS.search(text) or is_salutation(text, rules) or any_match(text, rules.closings):
        return False
    if text.endswith(":") and any(rule.pattern.fullmatch(text[:-1].strip()) for rule in rules.labels):
        return False
    return not any_match(text, rules.headings.never)


def _stands_out(candidate: Candidate, after: Block | None, body: Body, rules: PartsSettings) -> bool:
    text = candidate.text
    if any_match(text, rules.headings.plain) or any_match(text, (rule for rule in rules.sections if rule.heading)):
        return not _is_sentence(text)
    if any_match(text, rules.periods):
        return body.is_emphasis(candidate.look) or (after is not None and after.kind == "item" and not candidate.glued)
    if body.is_emphasis(candidate.look) and not (body.noisy and not candidate.look.bold):
        return candidate.whole and _is_dressed_heading(candidate, body)
    return _is_plain_heading(candidate, after, body)


def _is_dressed_heading(candidate: Candidate, body: Body) -> bool:
    text, look = candidate.text, candidate.look
    if look.size < 0.88 * body.look.size:
        return False
    strong = body.is_larger(look) or (look.bold and not body.look.bold) or look.underlined
    if _ENDS_OPEN.search(text) and not text.endswith(";") and not _goes_on(candidate, body):
        return False
    if _is_sentence(text) and not (strong and len(text) < 45 and text.count(" ") < 5):
        return False
    if strong:
        return candidate.above < 0 or candidate.above >= 0.8 * body.gap
    spaced = candidate.above < 0 or candidate.above > body.gap + 0.3 * body.look.size
    return spaced and len(candidate.lines) <= 2


def _goes_on(candidate: Candidate, body: Body) -> bool:
    """Whether the line below is the other half of the heading."""
    if candidate.following is None or candidate.below < 0:
        return False
    return candidate.below <= body.gap + 0.25 * candidate.look.size and look_of([candidate.following]) == candidate.look


def _is_plain_heading(candidate: Candidate, after: Block | None, body: Body) -> bool:
    """A short line with a blank line above it and the text that it heads right below."""
    text = candidate.text
    if len(candidate.lines) > 1 or len(text) > _PLAIN_CHARS or len(text.split()) > _PLAIN_WORDS:
        return False
    if not text[-1].isalnum() and text[-1] not in "?)’'\"”":
        return False
    if candidate.above < 0 or candidate.below < 0:
        return False
    below = candidate.below
    blank = candidate.above > body.gap + 0.6 * body.look.size
    near = below <= body.gap + 0.35 * body.look.size or below < 0.6 * candidate.above
    return blank and near and _heads_text(candidate, after, body) and not heading_number(text)


def _heads_text(candidate: Candidate, after: Block | None, body: Body) -> bool:
    """Whether what follows is text: an item, or a line that fills most of the column."""
    first = candidate.following
    if first is None:
        return False
    if not candidate.glued and after is not None and after.kind == "item":
        return True
    line = candidate.lines[0]
    width = first.box.x1 - first.box.x0
    shorter = line.box.x1 - line.box.x0 < 0.75 * width
    return width > (0.4 if body.noisy else 0.6) * body.width and shorter and bool(_BEGINS.match(first.text))


def _is_sentence(text: str) -> bool:
    return text.endswith((".", "!")) and not text.endswith("...")


def _is_contents(block: Block) -> bool:
    """Whether this goes on with a table of contents: each line ends with the number of a page."""
    return all(_TOC_ENTRY.search(line.text) or _LEADERS.search(line.text) for line in block.lines[-1:])
