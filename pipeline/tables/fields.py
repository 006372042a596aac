"""Columns that several tables share, and the short forms in which `columns.py` writes its columns."""

from __future__ import annotations

from typing import Any, get_args, get_type_hints

from pipeline import records
from pipeline.tables.schema import Column, Reference


def labels_of(owner: type, name: str) -> tuple[str, ...]:
    """The values that the records allow for a field, without the empty one (an empty cell needs no label)."""
    return tuple(value for value in get_args(get_type_hints(owner)[name]) if value)


def text(name: str, description: str, **more: Any) -> Column:
    """A column of text."""
    return Column(name, "string", description, **more)


def count(name: str, description: str, minimum: int = 0) -> Column:
    """A number that is always there."""
    return Column(name, "integer", description, required=True, minimum=minimum)


def label(name: str, owner: type, description: str, *, field: str = "", required: bool = True) -> Column:
    """A column with few values: those that `owner` allows for its field of that name (or for `field`)."""
    return Column(name, "string", description, required=required, labels=labels_of(owner, field or name))


def identity(name: str, what: str) -> Column:
    """The column that identifies a row."""
    return text(name, f"Identifier of the {what}; made from content, the same on every rerun.", required=True)


LETTER = text("letter_id", "The letter this row is about.", required=True)
SECTION = text("section_id", "The section it stands in; empty in letterhead and furniture.")
POSITION = count("position", "Rank within the letter, from 0.")
PAGE = Column("page_number", "integer", "Page it starts on, from 1; empty where no printed word is known.", minimum=1)
PAGES = (
    Column("page_start", "integer", "First page, from 1.", required=True, minimum=1),
    Column("page_end", "integer", "Last page, from 1.", required=True, minimum=1),
)
SPAN = (
    count("start_char", "Where it starts in the letter's text, in code points from 0."),
    count("end_char", "Where it ends in the letter's text, end-exclusive."),
)
BOX = (
    Column("x0", "number", "Left edge on the page, in PDF points from the left."),
    Column("top", "number", "Upper edge on the page, in PDF points from the top."),
    Column("x1", "number", "Right edge on the page, in PDF points from the left."),
    Column("bottom", "number", "Lower edge on the page, in PDF points from the top."),
)
SURFACE = text("text", "The characters of the letter's text from start_char to end_char.", required=True)
BODY = text("text", "The characters of the letter's text from start_char to end_char.")
LANGUAGE = label("language", records.Mention, "Language it is written in (ISO 639-1, or und: undetermined).")
IN_LETTER = Reference("letter_id", "letters", "letter_id")
IN_SECTION = Reference("section_id", "sections", "section_id")
SOURCE = text(
    "source",
    "What found it: a rule, a model, or a curator (configs/corrections.csv).",
    required=True,
    labels=("model", "rule", "curator"),
)
