"""The text of a letter cut into passages, with names, dates and testimonials marked in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.report_site.reading import LetterRows, Row


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that stands out. `kind` is a label of mentions, `DATE` or `AMOUNT`; `key` leads to its boxes."""

    key: str
    kind: str
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain text, or a mark with pieces inside."""

    text: str = ""
    mark: Mark | None = None
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its marks. `other_language` holds its language where the letter has another one."""

    key: str
    kind: str
    level: int
    page_number: int | None
    language: str
    other_language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Passages that stand together: those of one testimonial, or those outside any."""

    testimonial: Row | None
    passages: tuple[Passage, ...]


def marks_of(rows: LetterRows, text: str) -> list[Mark]:
    """All marks in order, outer ones first. One whose text isn't what its row says is left out."""
    marks = [
        Mark(row[key], row.get("label") or kind, row["start_char"], row["end_char"])
        for table, key, kind in (
            ("mentions", "mention_id", ""),
            ("dates", "date_id", "DATE"),
            ("amounts", "amount_id", "AMOUNT"),
        )
        for row in rows[table]
        if text[row["start_char"] : row["end_char"]] == row["text"]
    ]
    # A sum of money is a mention and an amount at once: marked once.
    money = {(mark.start_char, mark.end_char) for mark in marks if mark.kind == "MONEY"}
    kept = [mark for mark in marks if mark.kind != "AMOUNT" or (mark.start_char, mark.end_char) not in money]
    return sorted(kept, key=lambda mark: (mark.start_char, -mark.end_char, mark.key))


def groups_of(rows: LetterRows, text: str, marks: Sequence[Mark]) -> list[Group]:
    """The body's passages with their marks, testimonials apart."""
    groups: list[tuple[Row | None, list[Passage]]] = []
    for row, inside in _with_marks(rows["passages"], marks):
        if row["kind"] == "furniture":
            continue  # shown among the furniture, where each line has its box
        testimonial = _holding(rows["testimonials"], row)
        if not groups or groups[-1][0] is not testimonial:
            groups.append((testimonial, []))
        groups[-1][1].append(_passage(row, inside, rows, text))
    return [Group(testimonial, tuple(passages)) for testimonial, passages in groups]


def _with_marks(passages: Sequence[Row], marks: Sequence[Mark]) -> Iterator[tuple[Row, list[Mark]]]:
    """Each passage with the marks that begin in it; both come in order of their start."""
    index = 0
    for row in passages:
        inside = []
        while index < len(marks) and marks[index].start_char < row["end_char"]:
            if marks[index].start_char >= row["start_char"]:
                inside.append(marks[index])
            index += 1
        yield row, inside


def _holding(testimonials: Sequence[Row], passage: Row) -> Row | None:
    """The testimonial that the passage lies in, the heading right above it included."""
    for row in testimonials:
        if row["start_char"] <= passage["start_char"] < row["end_char"]:
            return row
        title = passage["kind"] == "heading" and row["section_id"] == passage["section_id"]
        if title and 0 <= row["start_char"] - passage["end_char"] <= 2:
            return row
    return None


def _passage(row: Row, marks: list[Mark], rows: LetterRows, text: str) -> Passage:
    language = row["language"] if row["language"] != "und" else ""
    usual = rows.letter["language"]
    return Passage(
        key=row["passage_id"],
        kind=row["kind"],
        level=row["level"],
        page_number=row["page_number"],
        language=language,
        other_language=language if language and usual in ("nl", "en", "mixed") and language != usual else "",
        pieces=tuple(_pieces(text, row["start_char"], row["end_char"], marks)),
    )


def _pieces(text: str, start_char: int, end_char: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """The text between two places; what overlaps a mark without lying inside it gets no mark of its own."""
    waiting = list(marks)
    place = start_char
    while waiting:
        mark = waiting.pop(0)
        if mark.start_char < place:
            continue
        if mark.start_char > place:
            yield Piece(text[place : mark.start_char])
        end = min(mark.end_char, end_char)
        inner = [other for other in waiting if other.start_char < end and other.end_char <= end]
        waiting = [other for other in waiting if other not in inner]
        yield Piece(mark=mark, pieces=tuple(_pieces(text, mark.start_char, end, inner)))
        place = end
    if place < end_char:
        yield Piece(text[place:end_char])
