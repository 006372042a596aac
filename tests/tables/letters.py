"""Invented letters as records, for the tests of the tables."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from pipeline.records import (
    Activity,
    Amount,
    Box,
    DateExpression,
    Dates,
    Furniture,
    Issue,
    Languages,
    Letter,
    Letterhead,
    Mention,
    Mentions,
    PageLedger,
    Passage,
    PlacedWord,
    Quotation,
    Section,
    Signature,
    Testimonial,
)
from pipeline.tables.result import LetterResult

TEXT = """Gemeente Waterloo aan de Rijn
Onderwerp: Samenwerking met Lutetia

Geachte raad,
Op 6 februari 2018 sprak burgemeester Aaltje Pruim-van der Wold met het Waterloos Instituut (WI).
=HYPERLINK("http://kwaad.example";"klik") <script>alert(1)</script>

1 Terugblik
- 2015 ontvangst van 10 gasten voor € 1,5 miljoen
"Het was een feest", zei Bram Dil.

Met groet,
A. Pruim-van der Wold"""


def letter_result(letter_id: str = "waterloo-1", text: str = TEXT, **changes: object) -> LetterResult:
    """A letter of the (invented) municipality of Waterloo aan de Rijn with something in every table."""
    letter = _letter(text)
    result = LetterResult(
        letter_id=letter_id,
        file_name=f"{letter_id}.pdf",
        sha256=hashlib.sha256(letter_id.encode()).hexdigest(),
        bytes=len(text),
        status="ok",
        extract_issues=(Issue("odd-glyph", "warning", "a glyph has no Unicode value", 1),),
        letter=letter,
        languages=Languages(
            letter="nl",
            passages=("nl",) * len(letter.passages),
            scores=(0.97,) * len(letter.passages),
            sections=("nl",) * len(letter.sections),
            testimonials=("nl",),
            quotations=("nl",),
        ),
        mentions=_mentions(text),
        dates=_dates(text),
    )
    return replace(result, **changes)  # type: ignore[arg-type]


def failed_result(letter_id: str = "broken-1") -> LetterResult:
    return LetterResult(
        letter_id=letter_id,
        file_name=f"{letter_id}.pdf",
        sha256=hashlib.sha256(letter_id.encode()).hexdigest(),
        bytes=3,
        status="failed",
        failure=Issue("broken-pdf", "error", "the file is no PDF; ask for it again"),
        failed_stage="extract",
    )


def named(letter_id: str, text: str, names: list[tuple[str, str]], **head: str) -> LetterResult:
    """A letter that is one paragraph, with each (label, surface) as a mention where it first stands after the last."""
    mentions, at = [], 0
    for label, surface in names:
        at = text.index(surface, at)
        mentions.append(Mention(label, at, at + len(surface), "nl", "rule", 1.0))  # type: ignore[arg-type]
        at += len(surface)
    section = Section(0, 1, "opening", "", "", 0, 0, 1, 1, 0, len(text))
    letter = Letter(
        text=text,
        words=_words(text),
        letterhead=Letterhead(**head),  # type: ignore[arg-type]
        furniture=(),
        sections=(section,),
        passages=(Passage(0, 0, "paragraph", 1, 0, len(text)),),
        testimonials=(),
        signatures=(),
        quotations=(),
        activities=(),
        ledger=(PageLedger(1, 595.0, 842.0, 0, "pdfplumber", len(text), len(text), 0, 0, 0, 0),),
        ocr="none",
    )
    return LetterResult(
        letter_id=letter_id,
        file_name=f"{letter_id}.pdf",
        sha256=hashlib.sha256(letter_id.encode()).hexdigest(),
        bytes=len(text),
        status="ok",
        letter=letter,
        languages=Languages("nl", ("nl",), (1.0,), ("nl",), (), ()),
        mentions=Mentions(tuple(mentions)),
        dates=Dates("", (), ()),
    )


def _span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def _words(text: str) -> tuple[PlacedWord, ...]:
    words, line, line_start = [], 0, 0
    for match in re.finditer(r"\S+|\n", text):
        if match.group() == "\n":
            line, line_start = line + 1, match.end()
            continue
        left, top = 50.0 + 6 * (match.start() - line_start), 50.0 + 14 * line
        box = Box(left, top, left + 6.0 * len(match.group()), top + 10)
        words.append(PlacedWord(match.start(), match.end(), 1, box))
    return tuple(words)


def _letter(text: str) -> Letter:
    opening, heading = _span(text, "Geachte raad,")[0], _span(text, "1 Terugblik")
    closing, end = _span(text, "Met groet,")[0], len(text)
    sections = (
        Section(0, 1, "opening", "", "", opening, opening, 1, 1, opening, heading[0] - 2),
        Section(1, 1, "list", "1", "1 Terugblik", *heading, 1, 1, heading[1] + 1, closing - 2),
        Section(2, 1, "closing", "", "", closing, closing, 1, 1, closing, end),
    )
    item = _span(text, "- 2015 ontvangst van 10 gasten voor € 1,5 miljoen")
    formula = text.index("=HYPERLINK")
    head, quote = _span(text, "Gemeente Waterloo aan de Rijn"), _span(text, "Het was een feest")
    passages = (
        Passage(0, -1, "letterhead", 1, *head),
        Passage(1, 0, "paragraph", 1, opening, formula - 1),
        Passage(5, 0, "paragraph", 1, formula, heading[0] - 2),
        Passage(2, 1, "heading", 1, *heading),
        Passage(3, 1, "item", 1, *item, level=1),
        Passage(4, 2, "signature", 1, closing, end),
    )
    name = text.rindex("A. Pruim")
    return Letter(
        text=text,
        words=_words(text),
        letterhead=Letterhead(
            kind="raadsinformatiebrief",
            municipality="Waterloo aan de Rijn",
            municipality_code="gm0000",
            subject="Samenwerking met Lutetia",
        ),
        furniture=(Furniture(1, "letterhead", "Gemeente Waterloo aan de Rijn", Box(50, 50, 224, 60), *head),),
        sections=sections,
        passages=passages,
        testimonials=(Testimonial(0, 1, "", "1 Terugblik", 1, 1, heading[1] + 1, closing - 2),),
        signatures=(
            Signature(0, -1, "A. Pruim-van der Wold", "burgemeester", "", "", 1, name, name + 21),
            Signature(0, 0, "Bram Dil", "", "Lutetia", "", 1, *_span(text, "Bram Dil")),
        ),
        quotations=(Quotation(1, "Bram Dil", 1, *quote),),
        activities=(Activity(1, 0, "2015", 1, *item),),
        ledger=(PageLedger(1, 595.28, 841.89, 0, "pdfplumber", 300, 271, 29, 0, 0, 0),),
        ocr="none",
    )


def _mentions(text: str) -> Mentions:
    found = [
        ("ORG", _span(text, "Gemeente Waterloo aan de Rijn")),
        ("LOC", _span(text, "Lutetia")),
        ("PERSON", _span(text, "Aaltje Pruim-van der Wold")),
        ("ORG", _span(text, "Waterloos Instituut")),
        ("ORG", _span(text, "WI")),
        ("MONEY", _span(text, "€ 1,5 miljoen")),
        ("PERSON", _span(text, "Bram Dil")),
        ("PERSON", _span(text, "A. Pruim-van der Wold")),
    ]
    return Mentions(tuple(Mention(label, *span, "nl", "rule", 0.9) for label, span in found))  # type: ignore[arg-type]


def _dates(text: str) -> Dates:
    day = "2018-02-06"
    return Dates(
        letter_date=day,
        dates=(
            DateExpression(*_span(text, "6 februari 2018"), day, day, day, "day", "absolute", "", "", "nl"),
            DateExpression(*_span(text, "2015"), "2015", "2015-01-01", "2015-12-31", "year", "absolute", "", "", "nl"),
        ),
        amounts=(Amount(*_span(text, "€ 1,5 miljoen"), "1500000", "EUR"),),
    )
