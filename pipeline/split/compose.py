"""Make the one text of a letter, and the way back from each of its words to the paper. Nothing else makes text."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Furniture, Passage, PassageKind, PlacedWord, Section, Word
from pipeline.split.hyphens import SOFT_HYPHEN, Vocabulary, join
from pipeline.split.layout import Block, Composed, FurnitureLine, Line, Part

_PARAGRAPH, _LINE, _CELL = "\n\n", "\n", "  "
# Blocks of these kinds stand line under line with their like.
_TIGHT = ("item", "table", "signature")
# Letterhead lines further apart than this many line heights belong to different groups.
_GROUP_GAP = 0.9


def compose(parts: Sequence[Part], furniture: Sequence[FurnitureLine]) -> Composed:
    """Write the letterhead, the sections, and every other distinct line of furniture, in this order, as one text."""
    lines = [line for part in parts for block in _blocks(part) for line in block.lines]
    writer = _Writer(Vocabulary(word.text for line in lines for word in _whole_words(line)))
    for group in _visual_groups([kept.line for kept in furniture if kept.kind == "letterhead"]):
        writer.write(Block("paragraph", tuple(group)), "letterhead", section=-1, between=_LINE)
    sections = [_write_part(writer, position, part) for position, part in enumerate(parts)]
    spans = writer.lines_by_text()
    for kept in furniture:
        if id(kept.line) in writer.line_spans:
            continue
        if kept.line.text not in spans:
            writer.write(Block("paragraph", (kept.line,)), "furniture", section=-1, between=_LINE)
            spans[kept.line.text] = writer.line_spans[id(kept.line)]
        writer.line_spans[id(kept.line)] = spans[kept.line.text]
    return Composed(
        text="".join(writer.pieces),
        words=tuple(writer.words),
        sections=tuple(sections),
        passages=tuple(writer.passages),
        passage_blocks=tuple(writer.blocks),
        furniture=tuple(_furniture(kept, writer.line_spans[id(kept.line)]) for kept in furniture),
        line_spans=writer.line_spans,
    )


class _Writer:
    """Grows the text block by block and remembers where each word, line and block came to stand."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.pieces: list[str] = []
        self.length = 0
        self.words: list[PlacedWord] = []
        self.passages: list[Passage] = []
        self.blocks: list[Block] = []
        self.line_spans: dict[int, tuple[int, int]] = {}

    def write(self, block: Block, kind: PassageKind, *, section: int, between: str = "") -> None:
        """Write a block as one passage; `between` its lines stands what is given, or what makes one line of them."""
        if self.passages:
            before = self.passages[-1]
            tight = before.kind == kind and (kind in _TIGHT or kind == "furniture")
            self._add(_LINE if tight else _PARAGRAPH)
        start = self.length
        for index, line in enumerate(block.lines):
            following = block.lines[index + 1] if index + 1 < len(block.lines) else None
            gap = between
            if kind == "table" and following is not None and not _is_below(line, following):
                gap = _CELL
            self._write_line(line, following, gap)
        self.passages.append(
            Passage(
                len(self.passages), section, kind, block.lines[0].page_number, start, self.length, _item_level(block)
            )
        )
        self.blocks.append(block)

    def last_passage(self) -> str:
        """Return the text of the passage written last."""
        pieces, length = [], self.length - self.passages[-1].start_char
        for piece in reversed(self.pieces):
            if length <= 0:
                break
            pieces.append(piece)
            length -= len(piece)
        return "".join(reversed(pieces))

    def lines_by_text(self) -> dict[str, tuple[int, int]]:
        """Return where lines of the letterhead stand, so that a later page's copy of one points to it."""
        return {
            line.text: self.line_spans[id(line)]
            for passage, block in zip(self.passages, self.blocks, strict=True)
            if passage.kind == "letterhead"
            for line in block.lines
        }

    def _write_line(self, line: Line, following: Line | None, between: str) -> None:
        start = self.length
        *words, last = line.words
        for word in words:
            self._place(line, word, word.text, " ")
        if following is not None and not between:
            joint = join(last.text, following.words[0].text, self.vocabulary)
            self._place(line, last, joint.left)
            between = joint.between
        else:
            self._place(line, last, last.text)
        self.line_spans[id(line)] = start, self.length
        if following is not None:
            self._add(between)

    def _place(self, line: Line, word: Word, text: str, blank: str = "") -> None:
        if SOFT_HYPHEN in text:
            text = text.replace(SOFT_HYPHEN, "")
        start, end = self.length, self.length + len(text)
        if text:
            self.words.append(
                PlacedWord(start, end, line.page_number, word.box, "" if word.text == text else word.text)
            )
        self.pieces.append(text + blank)
        self.length = end + len(blank)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def _write_part(writer: _Writer, position: int, part: Part) -> Section:
    lines = [line for block in _blocks(part) for line in block.lines]
    heading = ""
    heading_start = heading_end = writer.length
    if part.heading is not None:
        writer.write(part.heading, "heading", section=position)
        heading_start, heading_end = writer.passages[-1].start_char, writer.length
        heading = writer.last_passage()
    first = len(writer.passages)
    for block in part.blocks:
        between = _LINE if block.kind == "signature" else ""
        writer.write(block, block.kind, section=position, between=between)
    own = writer.passages[first:]
    return Section(
        position=position,
        level=part.level,
        kind=part.kind,
        number=part.number,
        heading=heading,
        heading_start=heading_start,
        heading_end=heading_end,
        page_start=min((line.page_number for line in lines), default=1),
        page_end=max((line.page_number for line in lines), default=1),
        start_char=own[0].start_char if own else writer.length,
        end_char=own[-1].end_char if own else writer.length,
    )


def _blocks(part: Part) -> tuple[Block, ...]:
    return part.blocks if part.heading is None else (part.heading, *part.blocks)


def _item_level(block: Block) -> int:
    return block.level if block.kind == "item" else 0


def _whole_words(line: Line) -> Sequence[Word]:
    """Return the words of a line but for one that a line end may have broken."""
    last = line.words[-1].text
    return line.words[:-1] if last.endswith(("-", SOFT_HYPHEN)) else line.words


def _is_below(line: Line, following: Line) -> bool:
    """Whether the second line goes on in the same cell of a table as the first."""
    return (
        following.box.top >= line.box.bottom - 2 and following.box.x0 < line.box.x1 and line.box.x0 < following.box.x1
    )


def _visual_groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Group letterhead lines that stand close together under one another, so that broken names stay readable."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _is_close(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_close(above: Line, line: Line) -> bool:
    if above.page_number != line.page_number or above.rotation != line.rotation:
        return False
    height = max(above.box.bottom - above.box.top, line.box.bottom - line.box.top)
    overlaps = above.box.x0 < line.box.x1 and line.box.x0 < above.box.x1
    beside = abs(above.box.top - line.box.top) < 0.5 * height
    return beside or (overlaps and -height < line.box.top - above.box.bottom < _GROUP_GAP * height)


def _furniture(kept: FurnitureLine, span: tuple[int, int]) -> Furniture:
    line = kept.line
    return Furniture(line.page_number, kept.kind, line.text, line.box, *span)
