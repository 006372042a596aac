"""What the tables are made from: everything that the stages found in one letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.records import Dates, Issue, Languages, Letter, Mentions


@dataclass(frozen=True, slots=True)
class LetterResult:
    """One file of `raw/` and what became of it.

    A failed letter has a `failure`, the `failed_stage` that raised it, and whatever was found before.
    `extract_issues` are those of `Pages`; the other records carry their own.
    """

    letter_id: str
    file_name: str
    sha256: str
    bytes: int
    status: Literal["ok", "failed"]
    failure: Issue | None = None
    failed_stage: str = ""
    extract_issues: tuple[Issue, ...] = ()
    letter: Letter | None = None
    languages: Languages | None = None
    mentions: Mentions | None = None
    dates: Dates | None = None
