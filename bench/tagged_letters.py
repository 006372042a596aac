"""Hand-tagged texts read as if `split` had made them: the stages behind it can be measured before and without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from pipeline.records import Letter, Letterhead, Passage, Section

TAG = re.compile(r"\[\[([A-Z]+)\|([^|\]]*?)(?:\|([^\]|]*))?\]\]", re.S)
PAGE = re.compile(r"^=====PAGE \d+=====\n", re.M)
PARAGRAPH = re.compile(r"\S.*?(?=\n\s*\n|\Z)", re.S)


@dataclass(frozen=True)
class TaggedLetter:
    name: str
    letter: Letter
    spans: tuple[tuple[str, int, int], ...]
    """Label, start_char and end_char of every tag."""


def read_tagged(path: Path) -> TaggedLetter:
    tagged = PAGE.sub("", path.read_text(encoding="utf-8"))
    text, spans, cursor, at = "", [], 0, 0
    for tag in TAG.finditer(tagged):
        text += tagged[cursor : tag.start()]
        at = len(text)
        text += tag.group(2)
        spans.append((tag.group(1), at, len(text)))
        cursor = tag.end()
    text = _join_lines(text + tagged[cursor:])
    return TaggedLetter(path.name.removesuffix(".tagged.txt"), as_letter(text), tuple(spans))


def as_letter(text: str) -> Letter:
    """`text` as a letter of one section, a passage per paragraph."""
    passages = tuple(
        Passage(i, 0, "paragraph", 1, found.start(), found.end()) for i, found in enumerate(PARAGRAPH.finditer(text))
    )
    section = Section(0, 1, "opening", "", "", 0, 0, 1, 1, 0, len(text))
    return Letter(text, (), Letterhead(), (), (section,), passages, (), (), (), (), (), "none")


def _join_lines(text: str) -> str:
    """`text` with the line ends inside paragraphs as blanks, as `split` makes them; as long as before.

    A line that fills the column and has no bullet after it goes on in the next one.
    """
    return re.sub(r"(?<=[^\n]{60})\n(?=[^\n\s•\-o0-9])", " ", text)
