"""What the page of one letter shows, ready for its template."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.records import PlacedWord
from pipeline.report_site.marked import Mark, groups_of, marks_of
from pipeline.report_site.places import Lines, PageBox
from pipeline.report_site.reading import LetterRows, Row

LEGEND = ("PERSON", "ORG", "LOC", "EVENT", "LAW", "MONEY", "DATE", "TESTIMONIAL", "FURNITURE")
_FACTS = ("municipality", "date", "reference", "addressee", "portfolio_holder", "sent_by", "contact")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the letter: the entity it is, and every place where it stands (key, page number)."""

    name: str
    label: str
    entity_id: str
    places: tuple[tuple[str, int | None], ...]


def letter_context(
    rows: LetterRows, text: str, words: Sequence[PlacedWord], pictures: Mapping[int, str], known: Collection[str]
) -> Row:
    """The values that `letter.html` needs. Keys of rows lose the letter's id, which is the same for all.

    Args:
        rows: the letter's rows.
        text: its text; empty where it was not read.
        words: where its words stand; without them the boxes of the tables are used.
        pictures: page number -> address of its picture.
        known: entities that the page of who occurs with whom knows.
    """
    rows = _with_short_keys(rows)
    marks = marks_of(rows, text)
    boxes = _boxes(rows, marks, Lines(words))
    return {
        "letter": rows.letter,
        "facts": _facts(rows.letter),
        "pages": [{**page, "picture": pictures.get(page["page_number"], "")} for page in rows["pages"]],
        "legend": LEGEND,
        "groups": groups_of(rows, text, marks),
        "names": _names(rows),
        "known": known,
        "dates": rows["dates"],
        "amounts": rows["amounts"],
        "testimonials": rows["testimonials"],
        "signatures": rows["signatures"],
        "quotations": rows["quotations"],
        "furniture": rows["furniture"],
        "issues": rows["issues"],
        "boxes": boxes,
        "has_pictures": bool(pictures),
    }


def _with_short_keys(rows: LetterRows) -> LetterRows:
    prefix = f"{rows.letter_id}-"
    tables = {
        table: [
            {
                name: value.removeprefix(prefix) if name.endswith("_id") and value else value
                for name, value in row.items()
            }
            for row in found
        ]
        for table, found in rows.tables.items()
    }
    return LetterRows(rows.letter, tables, rows.names, rows.split)


def _facts(letter: Row) -> list[tuple[str, str]]:
    values = {**letter, "date": letter["letter_date"]}
    return [(f"letter.{name}", values[name]) for name in _FACTS if values[name]]


def _names(rows: LetterRows) -> list[Name]:
    """Names in order of their label and of the alphabet, each entity once."""
    places: dict[tuple[str, str, str], list[tuple[str, int | None]]] = {}
    for row in rows["mentions"]:
        if row["label"] == "MONEY":
            continue  # stands among the amounts
        entity_id = row["entity_id"] or ""
        name = rows.names.get(entity_id, row["text"])
        places.setdefault((row["label"], name, entity_id), []).append((row["mention_id"], row["page_number"]))
    order = {label: rank for rank, label in enumerate(LEGEND)}
    return [
        Name(name, label, entity_id, tuple(found))
        for (label, name, entity_id), found in sorted(
            places.items(), key=lambda item: (order.get(item[0][0], len(order)), item[0][1].casefold(), item[0][2])
        )
    ]


def _boxes(rows: LetterRows, marks: Iterable[Mark], lines: Lines) -> dict[str, tuple[str, list[PageBox]]]:
    """Key -> kind and boxes, for everything that can be shown on the page."""
    in_tables = {
        row[key]: _own_box(row)
        for table, key in (("mentions", "mention_id"), ("dates", "date_id"))
        for row in rows[table]
        if row["x0"] is not None
    }
    boxes = {
        mark.key: (mark.kind, lines.of(mark.start_char, mark.end_char) or in_tables.get(mark.key, [])) for mark in marks
    }
    boxes |= {
        row["testimonial_id"]: ("TESTIMONIAL", lines.block(row["start_char"], row["end_char"]))
        for row in rows["testimonials"]
    }
    # Without a kind: shown when they are chosen. Most are names or sums that are marked already, or whole passages.
    for table, key in (("amounts", "amount_id"), ("signatures", "signature_id"), ("quotations", "quotation_id")):
        boxes |= {
            row[key]: ("", lines.of(row["start_char"], row["end_char"])) for row in rows[table] if row[key] not in boxes
        }
    boxes |= {row["passage_id"]: ("", lines.block(row["start_char"], row["end_char"])) for row in rows["passages"]}
    boxes |= {row["furniture_id"]: ("FURNITURE", _own_box(row)) for row in rows["furniture"]}
    return {key: found for key, found in boxes.items() if found[1]}


def _own_box(row: Row) -> list[Any]:
    return [(row["page_number"], *(round(row[side], 1) for side in ("x0", "top", "x1", "bottom")))]
