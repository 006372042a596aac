"""Divides the blocks of the body into sections: from heading to heading, and where the letter changes speaker.

A line that is run in with what follows ("De motie luidt als volgt:") begins a section without a heading, and so
does the text below a partner's signature.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace

from pipeline.records import SectionKind
from pipeline.split.heading_series import heading_number
from pipeline.split.layout import Block, Part
from pipeline.split.parts_settings import PartsSettings, SectionRule

_ANY_NUMBER = re.compile(r"\b\d+[a-z]?\b|\b[A-Z]\b|\b[IVX]+\b")


@dataclass
class _Open:
    """A section that blocks may still join."""

    kind: SectionKind
    heading: Block | None = None
    number: str = ""
    blocks: list[Block] = field(default_factory=list)

    def closed(self) -> Part:
        return Part(
            kind=self.kind,
            blocks=tuple(self.blocks),
            heading=self.heading,
            level=self.heading.level if self.heading else 1,
            number=self.number,
        )


def divide(blocks: Sequence[Block], partners: Container[int], rules: PartsSettings) -> list[Part]:
    """Return the sections in order.

    Args:
        blocks: the body, headings and signatures marked.
        partners: ids of the signature blocks that no closing of the letter stands above.
        rules: wordings that begin a section of a kind of its own.
    """
    parts: list[Part] = []
    current = _Open("opening")
    for block in blocks:
        begun = _begun_by(block, current, partners, rules)
        if begun is not None:
            if current.blocks or current.heading:
                parts.append(current.closed())
            current = begun
        if begun is None or begun.heading is None:
            current.blocks.append(block)
    if current.blocks or current.heading:
        parts.append(current.closed())
    return _in_annex(parts)


def kind_of_heading(text: str, rules: PartsSettings) -> SectionKind:
    """What the wording of a heading says about its section."""
    rule = _rule_for(text, rules)
    if rule is not None:
        return rule.kind
    return "list" if any(period.match(text) for period in rules.periods) else "section"


def _begun_by(block: Block, current: _Open, partners: Container[int], rules: PartsSettings) -> _Open | None:
    if block.kind == "heading":
        kind = kind_of_heading(block.text, rules)
        return _Open(kind, block, _number(block.text, kind))
    if block.kind == "paragraph":
        rule = _rule_for(block.text, rules)
        if rule is not None and not rule.heading and current.blocks:
            return _Open(rule.kind)
    last = current.blocks[-1] if current.blocks else None
    if last is not None and id(last) in partners and block.kind not in ("signature", "footnote", "table"):
        return _Open("section")
    return None


def _rule_for(text: str, rules: PartsSettings) -> SectionRule | None:
    return next((rule for rule in rules.sections if rule.match(text)), None)


def _number(text: str, kind: SectionKind) -> str:
    if kind in ("question", "annex"):
        match = _ANY_NUMBER.search(text)
        return match.group() if match else ""
    return heading_number(text)


def _in_annex(parts: Sequence[Part]) -> list[Part]:
    """Plain sections below the heading of an annex belong to it while their level is deeper."""
    marked: list[Part] = []
    annex_level = 0
    for part in parts:
        if part.kind == "annex":
            annex_level = part.level
        elif annex_level and part.heading is not None and part.level <= annex_level:
            annex_level = 0
        marked.append(replace(part, kind="annex") if annex_level and part.kind == "section" else part)
    return marked
