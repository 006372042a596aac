"""Settings of the stage that reads dates and amounts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesSettings:
    """What a user may want to change.

    Attributes:
        ocr: read the confusions of OCR ("l2 maart 2O18") in letters that have OCR text.
        date_labels: words that stand before the letter's own date; lower case, without colon.
        question_labels: words before the day on which questions were put that the letter answers; lower case.
        question_headings: how the heading of a question begins (not that of an answer); lower case.
    """

    ocr: bool = True
    date_labels: tuple[str, ...] = (
        "datum",
        "datum brief",
        "datum verzending",
        "datum verzonden",
        "verzenddatum",
        "verzonden",
        "dagtekening",
        "date",
    )
    question_labels: tuple[str, ...] = ("ingezonden", "ingekomen", "submitted")
    question_headings: tuple[str, ...] = ("vraag", "vragen", "question")
