"""The intake report as text for a mail and as a page for a browser, in Dutch or English."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pipeline.archive.intake.findings import Findings

HERE = Path(__file__).parent
SECTIONS = ("failed", "duplicates", "gaps", "undated", "unsigned", "personal", "doubts")
ReportLanguage = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the report."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]


def as_text(findings: Findings, language: ReportLanguage) -> str:
    """Plain text: a heading and one line per row."""
    words = _words()[language]
    lines = [words["title"], "", _summary(findings, words)]
    for section in _sections(findings, words):
        lines += ["", f"{section.title} ({len(section.rows)})"]
        lines += ["  " + " | ".join(_one_line(cell) for cell in row) for row in section.rows]
    return "\n".join(lines) + "\n"


def as_html(findings: Findings, language: ReportLanguage) -> str:
    """One page that needs no other file. Everything from the letters is escaped."""
    import jinja2

    words = _words()[language]
    template = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True).from_string(
        (HERE / "page.html").read_text(encoding="utf-8")
    )
    summary = _summary(findings, words)
    return template.render(language=language, words=words, summary=summary, sections=_sections(findings, words)) + "\n"


def _summary(findings: Findings, words: dict[str, Any]) -> str:
    return str(words["summary"]).format(received=findings.received, read=findings.read, failed=len(findings.failed))


def _sections(findings: Findings, words: dict[str, Any]) -> list[Section]:
    return [Section(words[name]["title"], words[name]["columns"], getattr(findings, name)) for name in SECTIONS]


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


@cache
def _words() -> dict[str, dict[str, Any]]:
    return tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
