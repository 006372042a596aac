"""From the rows of one letter to its names, and from what its names lead to back into its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.tables.columns import LETTERS, MENTIONS, SIGNATURES
from pipeline.tables.keys import Row
from pipeline.tables.link.letter import LetterNames, Printed, names_of
from pipeline.tables.link.link import Link
from pipeline.tables.link.names import fold
from pipeline.tables.rows import LetterRows
from pipeline.tables.schema import Table

_FILLED = ("entity_id", "link_score", "link_reason")


def cells(table: Table, row: Row) -> dict[str, Any]:
    """The cells of a row by the names of their columns."""
    return dict(zip(table.names, row, strict=True))


def with_cell(table: Table, row: Row, column: str, value: str | int | float | None) -> Row:
    """The row with another value in one column."""
    place = table.names.index(column)
    return (*row[:place], value, *row[place + 1 :])


def letter_cells(rows: LetterRows) -> dict[str, Any]:
    """The cells of the letter's own row."""
    return cells(LETTERS, rows.tables[LETTERS.name][0])


def names_in(rows: LetterRows) -> LetterNames:
    """What linking needs of a letter."""
    letter = letter_cells(rows)
    municipality = letter["municipality_code"] or fold(letter["municipality"] or "")
    brackets = {clue.mention_id: clue.value for clue in rows.clues if clue.kind == "brackets"}
    return names_of(rows.letter_id, municipality, letter["letter_date"] or "", _printed(rows), brackets)


def _printed(rows: LetterRows) -> dict[str, Printed]:
    """Mention id -> what is printed."""
    role_of = {clue.mention_id: clue.value for clue in rows.clues if clue.kind == "role"}
    mentions = (cells(MENTIONS, row) for row in rows.tables[MENTIONS.name])
    return {
        mention["mention_id"]: Printed(mention["label"], mention["text"], role_of.get(mention["mention_id"], ""))
        for mention in mentions
    }


def links_in(rows: LetterRows, links: Mapping[Printed, Link]) -> dict[str, Link]:
    """Mention id -> what it leads to, for every mention that leads somewhere."""
    return {mention_id: links[printed] for mention_id, printed in _printed(rows).items() if printed in links}


def linked_mentions(mentions: Iterable[Row], links: Mapping[str, Link]) -> list[Row]:
    """The rows of mentions, each with what it leads to."""
    first = len(MENTIONS.columns) - len(_FILLED)
    assert tuple(MENTIONS.names[first:]) == _FILLED
    filled = []
    for row in mentions:
        link = links.get(str(row[0]))
        filled.append((*row[:first], *((link.entity_id, link.score, link.reason) if link else ("", None, ""))))
    return filled


def linked_signatures(signatures: Iterable[Row], mentions: Iterable[Row]) -> list[Row]:
    """The rows of a letter's signatures: each is by the person whose mention overlaps its name."""
    people = [
        (mention["start_char"], mention["end_char"], mention["entity_id"])
        for mention in (cells(MENTIONS, row) for row in mentions)
        if mention["label"] == "PERSON"
    ]
    filled = []
    for row in signatures:
        signature = cells(SIGNATURES, row)
        start, end = signature["start_char"], signature["end_char"]
        found = next((who for first, last, who in people if first < end and start < last), "")
        filled.append(with_cell(SIGNATURES, row, "entity_id", found))
    return filled
