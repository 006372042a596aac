"""Rows about what was found in a letter's text: mentions, dates, amounts."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records import Letter
from pipeline.tables.keys import Row, span_id
from pipeline.tables.result import LetterResult
from pipeline.tables.spans import Places


def mention_rows(result: LetterResult, letter: Letter, places: Places) -> Iterator[Row]:
    """One row per mention; its entity is filled in over all letters."""
    for mention in result.mentions.mentions if result.mentions else ():
        span = (mention.start_char, mention.end_char)
        yield (
            span_id(result.letter_id, "men", *span),
            result.letter_id,
            places.section_id(mention.start_char),
            mention.label,
            letter.text[slice(*span)],
            *span,
            *places.place(*span),
            mention.language,
            mention.source,
            round(mention.score, 4),
            "",
            None,
            "",
        )


def date_rows(result: LetterResult, letter: Letter, places: Places) -> Iterator[Row]:
    """One row per date expression."""
    for date in result.dates.dates if result.dates else ():
        span = (date.start_char, date.end_char)
        page_number, *box = places.place(*span)
        yield (
            span_id(result.letter_id, "dat", *span),
            result.letter_id,
            places.section_id(date.start_char),
            letter.text[slice(*span)],
            *span,
            page_number,
            date.edtf,
            date.start_date,
            date.end_date,
            date.precision,
            date.kind,
            date.modifier,
            date.anchor_date,
            date.language,
            *box,
        )


def amount_rows(result: LetterResult, letter: Letter, places: Places) -> Iterator[Row]:
    """One row per sum of money."""
    for amount in result.dates.amounts if result.dates else ():
        span = (amount.start_char, amount.end_char)
        yield (
            span_id(result.letter_id, "amt", *span),
            result.letter_id,
            places.section_id(amount.start_char),
            letter.text[slice(*span)],
            float(amount.value) if amount.value else None,
            amount.currency,
            *span,
            places.page_number(*span),
        )
