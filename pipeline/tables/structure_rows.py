"""Rows about how a letter is built: pages, furniture, sections, testimonials, signatures, quotations, passages."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.records import Letter
from pipeline.tables.keys import Row, rank_id, span_id
from pipeline.tables.result import LetterResult
from pipeline.tables.spans import NOWHERE, pages_without_places


def page_rows(letter_id: str, letter: Letter) -> Iterator[Row]:
    """One row per page, from the ledger."""
    for page in letter.ledger:
        yield (
            letter_id,
            page.page_number,
            round(page.width, 2),
            round(page.height, 2),
            page.rotation,
            page.reader,
            page.chars,
            page.chars_body,
            page.chars_furniture,
            page.chars_hidden,
            page.chars_undecodable,
            page.images,
        )


def furniture_rows(letter_id: str, letter: Letter) -> Iterator[Row]:
    """One row per line kept out of the body."""
    estimated = pages_without_places(letter)
    for rank, line in enumerate(letter.furniture):
        box = NOWHERE[1:] if line.page_number in estimated else tuple(round(edge, 2) for edge in line.box)
        span = (line.start_char, line.end_char)
        yield (rank_id(letter_id, "fur", rank), letter_id, line.page_number, line.kind, line.text, *box, *span)


def section_rows(result: LetterResult, letter: Letter, section_ids: dict[int, str]) -> Iterator[Row]:
    """One row per section."""
    languages = result.languages.sections if result.languages else ("und",) * len(letter.sections)
    for section, language in zip(letter.sections, languages, strict=True):
        yield (
            section_ids[section.position],
            result.letter_id,
            section.position,
            section.level,
            section.kind,
            section.number,
            section.heading,
            language,
            section.page_start,
            section.page_end,
            section.start_char,
            section.end_char,
            letter.text[section.start_char : section.end_char],
        )


def testimonial_rows(result: LetterResult, letter: Letter, section_ids: dict[int, str]) -> Iterator[Row]:
    """One row per testimonial."""
    languages = result.languages.testimonials if result.languages else ("und",) * len(letter.testimonials)
    for testimonial, language in zip(letter.testimonials, languages, strict=True):
        yield (
            rank_id(result.letter_id, "tes", testimonial.position),
            result.letter_id,
            section_ids[testimonial.section],
            testimonial.position,
            testimonial.number,
            testimonial.title,
            language,
            testimonial.page_start,
            testimonial.page_end,
            testimonial.start_char,
            testimonial.end_char,
            letter.text[testimonial.start_char : testimonial.end_char],
        )


def signature_rows(letter_id: str, letter: Letter) -> Iterator[Row]:
    """One row per signature."""
    for rank, signature in enumerate(letter.signatures):
        signed = rank_id(letter_id, "tes", signature.testimonial) if signature.testimonial >= 0 else ""
        yield (
            rank_id(letter_id, "sig", rank),
            letter_id,
            signed,
            rank,
            signature.name,
            signature.role,
            signature.organisation,
            signature.place,
            signature.page_number or None,
            signature.start_char,
            signature.end_char,
            "",
        )


def quotation_rows(result: LetterResult, letter: Letter, section_ids: dict[int, str]) -> Iterator[Row]:
    """One row per quotation."""
    languages = result.languages.quotations if result.languages else ("und",) * len(letter.quotations)
    for quotation, language in zip(letter.quotations, languages, strict=True):
        span = (quotation.start_char, quotation.end_char)
        yield (
            span_id(result.letter_id, "quo", *span),
            result.letter_id,
            section_ids.get(quotation.section, ""),
            quotation.speaker,
            language,
            quotation.page_number or None,
            *span,
            letter.text[slice(*span)],
        )


def passage_rows(result: LetterResult, letter: Letter, section_ids: dict[int, str]) -> Iterator[Row]:
    """One row per passage."""
    unknown = ((("und",) * len(letter.passages)), (0.0,) * len(letter.passages))
    languages, scores = (result.languages.passages, result.languages.scores) if result.languages else unknown
    for passage, language, score in zip(letter.passages, languages, scores, strict=True):
        yield (
            rank_id(result.letter_id, "pas", passage.position),
            result.letter_id,
            section_ids.get(passage.section, ""),
            passage.position,
            passage.kind,
            passage.level,
            language,
            round(score, 4),
            passage.page_number or None,
            passage.start_char,
            passage.end_char,
            letter.text[passage.start_char : passage.end_char],
        )


def activity_rows(letter_id: str, letter: Letter, section_ids: dict[int, str]) -> Iterator[Row]:
    """One row per activity."""
    for rank, activity in enumerate(letter.activities):
        span = (activity.start_char, activity.end_char)
        yield (
            rank_id(letter_id, "act", rank),
            letter_id,
            section_ids.get(activity.section, ""),
            activity.position,
            activity.period,
            letter.text[slice(*span)],
            *span,
            activity.page_number or None,
        )
