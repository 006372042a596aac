"""Texts with labelled spans: read from inline tags, edited without losing the spans."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

TAG = re.compile(r"\[\[([A-Z]+)\|([^|\]]*?)(?:\|([^\]|]*))?\]\]", re.DOTALL)
TAG_SIGNS = frozenset("[]|")
PAGE_MARK = re.compile(r"^=====PAGE \d+=====\n", re.MULTILINE)
BULLET = re.compile(r"\s*(?:[-•–*·o]|\d{1,2}[.)]|[a-z][.)])\s")
SENTENCE_END = (".", "!", "?", ":", ";")
FULL_LINE = 0.75
"""A line this long, against the longest lines of its text, was broken because it was full."""


class Span(NamedTuple):
    """Characters `start_char` to `end_char` (exclusive) are a name of sort `label`."""

    start_char: int
    end_char: int
    label: str


class Edit(NamedTuple):
    """Put `text` where characters `start_char` to `end_char` stood."""

    start_char: int
    end_char: int
    text: str


@dataclass(frozen=True, slots=True)
class TaggedText:
    """A text and the names in it, in order and without overlap."""

    text: str
    spans: tuple[Span, ...]


def read_tags(tagged: str) -> TaggedText:
    """Read `[[LABEL|surface]]` and `[[DATE|surface|value]]`; page marks are dropped."""
    parts: list[str] = []
    spans: list[Span] = []
    length = at = 0
    tagged = PAGE_MARK.sub("", tagged)
    for match in TAG.finditer(tagged):
        before, surface = tagged[at : match.start()], match.group(2)
        parts += [before, surface]
        start = length + len(before)
        length = start + len(surface)
        spans.append(Span(start, length, match.group(1)))
        at = match.end()
    parts.append(tagged[at:])
    return TaggedText("".join(parts), tuple(spans))


def with_tags(text: str, spans: Iterable[Span]) -> str:
    """The inverse of `read_tags`; spans are in order. A name with a sign of the tags in it stays untagged."""
    parts: list[str] = []
    at = 0
    for start, end, label in spans:
        if not TAG_SIGNS & set(text[start:end]):
            parts += [text[at:start], f"[[{label}|{text[start:end]}]]"]
            at = end
    return "".join([*parts, text[at:]])


def read_folder(folder: Path) -> dict[str, TaggedText]:
    """Read every `<id>.tagged.txt` of a folder, by id."""
    ending = ".tagged.txt"
    paths = sorted(folder.glob("*" + ending))
    return {path.name.removesuffix(ending): read_tags(path.read_text(encoding="utf-8")) for path in paths}


def edit(tagged: TaggedText, edits: Iterable[Edit]) -> TaggedText:
    """Apply edits that are in order and don't overlap; a name moves and grows with what is changed in it."""
    parts: list[str] = []
    changes: list[tuple[int, int, int, int]] = []  # old start, old end, new start, new end
    at = length = 0
    for start, end, text in edits:
        parts += [tagged.text[at:start], text]
        length += start - at
        changes.append((start, end, length, length + len(text)))
        length += len(text)
        at = end
    parts.append(tagged.text[at:])
    spans = tuple(
        Span(_moved(s.start_char, changes, start=True), _moved(s.end_char, changes, start=False), s.label)
        for s in tagged.spans
    )
    return TaggedText("".join(parts), tuple(s for s in spans if s.end_char > s.start_char))


def _moved(place: int, changes: list[tuple[int, int, int, int]], *, start: bool) -> int:
    shift = 0
    for old_start, old_end, new_start, new_end in changes:
        if place < old_start or (place == old_start and (start or old_end > old_start)):
            break
        if place < old_end:
            return new_start if start else new_end
        shift = new_end - old_end
    return place + shift


def unwrap(tagged: TaggedText) -> TaggedText:
    """Join the lines of paragraphs as the split stage does: with a blank, or with nothing at a hyphen.

    A line is joined to the next when it is about as long as the text's lines get, or when the next one
    goes on in lower case; never before a bullet. Names that run over a line end come out whole.
    """
    lines = tagged.text.split("\n")
    full = _full_length(lines)
    edits: list[Edit] = []
    at = 0
    for line, following in itertools.pairwise(lines):
        at += len(line)
        inside = any(s.start_char < at < s.end_char for s in tagged.spans)
        if line.strip() and following.strip() and (inside or _goes_on(line, following, full)):
            edits.append(_joint(tagged.text, at, line, following))
        at += 1
    return edit(tagged, edits)


def _full_length(lines: list[str]) -> int:
    lengths = sorted(len(line) for line in lines if line.strip())
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _goes_on(line: str, following: str, full: int) -> bool:
    if BULLET.match(following):
        return False
    start = following.lstrip()[0]
    if start.islower():
        return len(line) > full * 0.4
    return len(line) > full * FULL_LINE and len(line) > 40 and not line.rstrip().endswith(SENTENCE_END[1:])


def _joint(text: str, at: int, line: str, following: str) -> Edit:
    start = at - (len(line) - len(line.rstrip()))
    end = at + 1 + len(following) - len(following.lstrip())
    if text[start - 1] == "-" and start > 1 and text[start - 2].islower() and text[end].islower():
        return Edit(start - 1, end, "")
    return Edit(start, end, "" if text[start - 1] in "-/" else " ")
