"""From blocks to the parts of a letter, and, once the one text is made, from parts to records that point into it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.records import Activity, Issue, Letterhead, Quotation, Signature, Testimonial
from pipeline.split.activities import find_activities
from pipeline.split.headings import mark_headings
from pipeline.split.kind import kind_of
from pipeline.split.layout import Block, Composed, Line, Part
from pipeline.split.parts_settings import PartsSettings
from pipeline.split.people import is_role
from pipeline.split.quotations import find_quotations
from pipeline.split.sections import divide
from pipeline.split.sender import find_sender
from pipeline.split.signatures import Signer, mark_signatures
from pipeline.split.testimonials import FoundTestimonial, find_testimonials, missing_testimonials


@dataclass(frozen=True, eq=False)
class FoundParts:
    """The sections in order, the testimonials among them, and who signs the letter itself."""

    parts: tuple[Part, ...]
    testimonials: tuple[FoundTestimonial, ...]
    signers: tuple[tuple[Block, Signer], ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class PlacedParts:
    """The same as records that point into the text."""

    testimonials: tuple[Testimonial, ...]
    signatures: tuple[Signature, ...]
    quotations: tuple[Quotation, ...]
    activities: tuple[Activity, ...]


def find_parts(blocks: Sequence[Block], rules: PartsSettings) -> FoundParts:
    """Tell signatures and headings from text, and divide the body into sections."""
    signed = mark_signatures(blocks, rules)
    headed = mark_headings(signed.blocks, rules)
    partners = {number for number, signer in signed.signers.items() if not signer.closed}
    parts, testimonials = find_testimonials(divide(headed, partners, rules), signed.signers, rules)
    return FoundParts(
        parts=tuple(parts),
        testimonials=tuple(testimonials),
        signers=tuple(_signers_of_the_letter(parts, signed.signers, rules)),
        issues=tuple(missing_testimonials(parts, testimonials, rules)),
    )


def complete_letterhead(
    letterhead: Letterhead, top: Sequence[Line], found: FoundParts, rules: PartsSettings
) -> Letterhead:
    """Add what needs the whole letter: its kind, and the body that sends it.

    Args:
        letterhead: as `find_letterhead` read it.
        top: the lines of letterhead and furniture, of all pages.
        found: the parts of the letter.
        rules: words and patterns.
    """
    closing = [text for part in found.parts for text in _around_signatures(part)]
    blocks = (block for part in found.parts for block in (part.heading, *part.blocks) if block is not None)
    lines = (line for block in blocks for line in block.lines)
    body = [line for line in lines if line.page_number == 1]
    sender = find_sender(top, closing, body, rules)
    kind = kind_of(
        top=top,
        subject=letterhead.subject,
        addressee=letterhead.addressee,
        parts=found.parts,
        signed=bool(found.signers),
        rules=rules,
    )
    return replace(letterhead, kind=kind, municipality=sender.name, municipality_code=sender.code)


def place_parts(found: FoundParts, composed: Composed, rules: PartsSettings) -> PlacedParts:
    """Point into the text."""
    sections = composed.sections
    testimonials = tuple(
        Testimonial(
            position=position,
            section=testimonial.section,
            number=testimonial.number,
            title=testimonial.title,
            page_start=sections[testimonial.section].page_start,
            page_end=sections[testimonial.section].page_end,
            start_char=sections[testimonial.section].start_char,
            end_char=sections[testimonial.section].end_char,
        )
        for position, testimonial in enumerate(found.testimonials)
    )
    signers = [(-1, block, signer) for block, signer in found.signers]
    signers += [
        (position, block, signer)
        for position, testimonial in enumerate(found.testimonials)
        for block, signer in testimonial.signers
    ]
    return PlacedParts(
        testimonials=testimonials,
        signatures=tuple(_placed_signatures(signers, composed, rules)),
        quotations=tuple(find_quotations(composed, rules)),
        activities=tuple(find_activities(composed, found.parts, rules)),
    )


def _has_office(signer: Signer, rules: PartsSettings) -> bool:
    return any(is_role(line.text, rules.people) for line in signer.lines)


def _signers_of_the_letter(
    parts: Sequence[Part], signers: dict[int, Signer], rules: PartsSettings
) -> list[tuple[Block, Signer]]:
    """Who signs the letter itself: below a closing, before any annex, not in a testimonial.

    Without a closing, only the last one who signs with an office does, with those who sign beside them.
    """
    own: list[tuple[Block, Signer]] = []
    for part in parts:
        if part.kind == "annex" and (own or not _is_list_of_annexes(part, signers)):
            break
        if part.kind != "testimonial":
            own += [(block, signers[id(block)]) for block in part.blocks if id(block) in signers]
    closed = [(block, signer) for block, signer in own if signer.closed]
    last = own[-1][1].name_line if own else None
    beside = [found for found in own if last is not None and _is_beside(found[1].name_line, last)]
    return closed or [(block, signer) for block, signer in beside if _has_office(signer, rules)]


def _is_beside(line: Line, last: Line) -> bool:
    return line.page_number == last.page_number and abs(line.box.top - last.box.top) < 0.5 * last.size


def _is_list_of_annexes(part: Part, signers: dict[int, Signer]) -> bool:
    """Whether the section only names the annexes, so that the letter may still be signed below it."""
    above = list(itertools.takewhile(lambda block: id(block) not in signers, part.blocks))
    return len(above) < len(part.blocks) and all(len(block.lines) <= 2 for block in above)


def _around_signatures(part: Part) -> list[str]:
    """The texts of a section from which its closing may speak: the last blocks, line by line and whole."""
    last = [block for block in part.blocks[-12:] if len(block.lines) <= 8]
    return [text for block in last for text in (block.text, *(line.text for line in block.lines[1:]))]


def _placed_signatures(
    signers: Sequence[tuple[int, Block, Signer]], composed: Composed, rules: PartsSettings
) -> list[Signature]:
    placed: list[Signature] = []
    for testimonial, _, signer in signers:
        person = signer.read(rules, outside=testimonial >= 0)
        if person is None:
            continue
        start, end = composed.span(signer.name_line)
        at = composed.text.find(person.name, start, end)
        if at < 0:
            at, stop = start, end
        else:
            stop = at + len(person.name)
        placed.append(
            Signature(
                position=len(placed),
                testimonial=testimonial,
                name=person.name,
                role=person.role,
                organisation=person.organisation,
                place=person.place,
                page_number=signer.name_line.page_number,
                start_char=at,
                end_char=stop,
            )
        )
    return placed
