"""Finds the statements of partners among the sections, with their titles and who signs them.

A section is a testimonial when its heading says so ("Reactie van X"), or when someone from outside signs it below
its own heading or below a quotation. Forewords and words of thanks count only when signed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipeline.records import Issue
from pipeline.split.layout import Block, Part
from pipeline.split.parts_settings import PartsSettings
from pipeline.split.people import is_role
from pipeline.split.signatures import Signer

# Listed and printed names differ by typing errors ("Fashion Clashl"); below this likeness they are two names.
_ALIKE = 0.75
_QUOTES = "\"“”„«»‘’'"
_MARKER = re.compile(r"^\W*(?:\d+[.)]?|[a-z][.)])?\s*")


@dataclass(frozen=True, eq=False)
class FoundTestimonial:
    """A testimonial: the section that it is (by position), its title and number as printed, and its signers."""

    section: int
    title: str
    number: str
    signers: tuple[tuple[Block, Signer], ...]


def find_testimonials(
    parts: Sequence[Part], signers: Mapping[int, Signer], rules: PartsSettings
) -> tuple[list[Part], list[FoundTestimonial]]:
    """Return the sections, those that are testimonials marked as such, and the testimonials."""
    marked: list[Part] = []
    found: list[FoundTestimonial] = []
    container: Part | None = None
    letter_is_signed = any(signers[id(block)].closed for part in parts for block in part.blocks if id(block) in signers)
    for position, part in enumerate(parts):
        if part.heading is not None:
            if _is_container(part, rules):
                container = part
            elif container is not None and part.level <= container.level and part.kind != "testimonial":
                container = None if _title(part, rules) is None else container
        within = container is not None
        testimonial = _titled_testimonial(part, position, signers, rules)
        if testimonial is None and (within or letter_is_signed):
            testimonial = _signed_testimonial(part, position, signers, rules, within=within)
        if testimonial is None:
            marked.append(part)
            continue
        found.append(testimonial)
        marked.append(replace(part, kind="testimonial", number=testimonial.number or part.number))
    return marked, found


def missing_testimonials(parts: Sequence[Part], found: Sequence[FoundTestimonial], rules: PartsSettings) -> list[Issue]:
    """An issue for each testimonial that the letter lists in its introduction to them and does not print."""
    titles = [testimonial.title for testimonial in found]
    if len(titles) < 2:
        return []
    issues = []
    for part in parts:
        if part.heading is None or not _is_container(part, rules) or part.kind == "testimonial":
            continue
        listed = [block for block in part.blocks if block.kind == "item"]
        for number, block in enumerate(listed, start=1):
            name = _MARKER.sub("", block.text)
            if not any(_alike(name, title) for title in titles):
                message = f"testimonial {number} of the list is not in the letter, or was not found"
                issues.append(Issue("testimonial-missing", "warning", message, block.lines[0].page_number))
    return issues


def _titled_testimonial(
    part: Part, position: int, signers: Mapping[int, Signer], rules: PartsSettings
) -> FoundTestimonial | None:
    """The section as a testimonial if its heading says so."""
    titled = _title(part, rules)
    signed = [(block, signers[id(block)]) for block in part.blocks if id(block) in signers]
    if titled is None or len(signed) == len(part.blocks) or (titled.needs_signature and not signed):
        return None
    return FoundTestimonial(position, titled.title, titled.number, tuple(signed))


def _signed_testimonial(
    part: Part, position: int, signers: Mapping[int, Signer], rules: PartsSettings, *, within: bool
) -> FoundTestimonial | None:
    """The section as a testimonial if it ends with the names of people from outside.

    In a letter that nobody else signs they are the letter's own, unless the section stands among contributions.
    """
    signed = [(block, signers[id(block)]) for block in part.blocks if id(block) in signers]
    if not signed or len(signed) == len(part.blocks):
        return None
    by_partners = [
        (block, signer) for block, signer in signed if not signer.closed and not _is_of_the_council(signer, rules)
    ]
    if not by_partners or id(part.blocks[-1]) not in {id(block) for block, _ in by_partners}:
        return None
    quoted = part.heading is None and part.blocks[-len(by_partners) - 1].text[:1] in _QUOTES
    if part.heading is None and not quoted and not within:
        return None
    heading = part.heading.text if part.heading is not None else ""
    return FoundTestimonial(position, heading, "", tuple(by_partners))


@dataclass(frozen=True)
class _Title:
    title: str
    number: str
    needs_signature: bool


def _title(part: Part, rules: PartsSettings) -> _Title | None:
    if part.heading is None:
        return None
    for rule in rules.testimonials.headings:
        if match := rule.match(part.heading.text):
            number = match.groupdict().get("number") or ""
            return _Title(match["title"].strip(), number, rule.signed)
    return None


def _is_container(part: Part, rules: PartsSettings) -> bool:
    heading = part.heading
    return heading is not None and any(rule.match(heading.text) for rule in rules.testimonials.containers)


def _is_of_the_council(signer: Signer, rules: PartsSettings) -> bool:
    """Whether the council's own executive signs: no organisation, and an office that only a council has."""
    text = " ".join(line.text for line in signer.lines).casefold()
    return is_role(text, rules.people) and any(role in text.split() for role in rules.testimonials.own_roles)


def _alike(listed: str, title: str) -> bool:
    one, other = (re.sub(r"\W+", "", text).casefold() for text in (listed, title))
    if not one or not other:
        return False
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= _ALIKE
