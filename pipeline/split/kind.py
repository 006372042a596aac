"""Tells what kind of letter it is, by the first rule that fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.records import LetterKind
from pipeline.split.layout import Line, Part
from pipeline.split.parts_settings import PartsSettings


def kind_of(
    *, top: Sequence[Line], subject: str, addressee: str, parts: Sequence[Part], signed: bool, rules: PartsSettings
) -> LetterKind:
    """Return the kind of letter.

    Args:
        top: the lines of letterhead and furniture.
        subject: as printed.
        addressee: as printed; a text to nobody that nobody signs is no letter.
        parts: the sections.
        signed: whether someone signs the letter.
        rules: patterns, in order of precedence.
    """
    texts: Mapping[str, Iterable[str]] = {
        "top": [line.text for line in top],
        "subject": [subject],
        "headings": [part.heading.text for part in parts if part.heading is not None],
        "body": [block.text for part in parts[:1] for block in part.blocks],
    }
    for rule in rules.kinds:
        if any(rule.compiled.search(text) for text in texts[rule.where]):
            return rule.kind
    questions = sum(part.kind == "question" for part in parts)
    if questions >= 2:
        return "antwoord"
    return "brief" if addressee or signed else "other"
