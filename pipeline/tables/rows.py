"""From what the stages found in one letter to its rows in every table.

The rows of a letter depend on that letter only, so they can be kept and used again when other letters change.
What needs all letters (duplicates, entities) is added in `reduce.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.records import Issue, Letter
from pipeline.tables.clues import Clue, clues_of
from pipeline.tables.columns import TABLES
from pipeline.tables.found_rows import amount_rows, date_rows, mention_rows
from pipeline.tables.hints import personal_data_issues
from pipeline.tables.keys import Row, rank_id
from pipeline.tables.result import LetterResult
from pipeline.tables.spans import Places
from pipeline.tables.structure_rows import (
    activity_rows,
    furniture_rows,
    page_rows,
    passage_rows,
    quotation_rows,
    section_rows,
    signature_rows,
    testimonial_rows,
)


@dataclass(frozen=True, slots=True)
class LetterRows:
    """The rows of one letter by table, in the order of the columns, and what linking its names needs to know.

    `text_sha256` is that of the letter's text, empty where there is none. All values are plain, so that the
    rows can be written as JSON and read back.
    """

    letter_id: str
    text_sha256: str
    tables: dict[str, list[Row]]
    clues: tuple[Clue, ...] = ()


def rows_of(result: LetterResult) -> LetterRows:
    """The rows of one letter. Raises ValueError where two rows of a table would get the same key."""
    tables: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    tables["letters"].append(_letter_row(result))
    hints: Iterable[Issue] = ()
    if result.letter is not None:
        section_ids = _section_ids(result.letter_id, result.letter)
        places = Places(result.letter, section_ids)
        _add_parts(tables, result, result.letter, section_ids, places)
        hints = personal_data_issues(result.letter, places)
    tables["issues"].extend(_issue_rows(result, hints))
    for table in TABLES:
        width = len(table.key)
        if len({row[:width] for row in tables[table.name]}) != len(tables[table.name]):
            raise ValueError(f"{result.letter_id}: two rows of the table {table.name} have the same key")
    text = result.letter.text if result.letter is not None else ""
    return LetterRows(
        letter_id=result.letter_id,
        text_sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text.strip() else "",
        tables=tables,
        clues=clues_of(result),
    )


def _section_ids(letter_id: str, letter: Letter) -> dict[int, str]:
    return {section.position: rank_id(letter_id, "sec", section.position) for section in letter.sections}


def _add_parts(
    tables: dict[str, list[Row]], result: LetterResult, letter: Letter, section_ids: dict[int, str], places: Places
) -> None:
    letter_id = result.letter_id
    tables["pages"].extend(page_rows(letter_id, letter))
    tables["furniture"].extend(furniture_rows(letter_id, letter))
    tables["sections"].extend(section_rows(result, letter, section_ids))
    tables["testimonials"].extend(testimonial_rows(result, letter, section_ids))
    tables["signatures"].extend(signature_rows(letter_id, letter))
    tables["quotations"].extend(quotation_rows(result, letter, section_ids))
    tables["passages"].extend(passage_rows(result, letter, section_ids))
    tables["mentions"].extend(mention_rows(result, letter, places))
    tables["dates"].extend(date_rows(result, letter, places))
    tables["amounts"].extend(amount_rows(result, letter, places))
    tables["activities"].extend(activity_rows(letter_id, letter, section_ids))


def _letter_row(result: LetterResult) -> Row:
    letter = result.letter
    head = letter.letterhead if letter else None
    return (
        result.letter_id,
        result.file_name.encode("utf-8", "backslashreplace").decode(),
        result.sha256,
        result.bytes,
        len(letter.ledger) if letter else None,
        result.status,
        head.kind if head else "",
        head.municipality if head else "",
        head.municipality_code if head else "",
        result.dates.letter_date if result.dates else "",
        head.subject if head else "",
        head.reference if head else "",
        head.addressee if head else "",
        result.languages.letter if result.languages else "",
        len(letter.text) if letter else None,
        letter.ocr if letter else "",
        "",
        head.portfolio_holder if head else "",
        head.sent_by if head else "",
        head.contact if head else "",
    )


def _issue_rows(result: LetterResult, hints: Iterable[Issue]) -> Iterator[Row]:
    by_stage: list[tuple[str, Iterable[Issue]]] = [("extract", result.extract_issues)]
    for stage, record in (
        ("split", result.letter),
        ("language", result.languages),
        ("entities", result.mentions),
        ("dates", result.dates),
    ):
        by_stage.append((stage, record.issues if record is not None else ()))
    if result.failure is not None:
        by_stage.append((result.failed_stage or "extract", (result.failure,)))
    by_stage.append(("tables", hints))
    rank = 0
    for stage, issues in by_stage:
        for issue in issues:
            yield (
                rank_id(result.letter_id, "iss", rank),
                result.letter_id,
                stage,
                issue.code,
                issue.severity,
                issue.page_number or None,
                issue.message,
            )
            rank += 1
