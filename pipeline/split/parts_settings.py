"""The words and patterns by which the parts of a letter are told apart, as settings.

`parts.toml` beside this module holds the general rules, each with examples and counterexamples; a house style
(`configs/house_styles/*.toml`) adds what only one council prints. A pattern is a Python regular expression, read
without regard to case.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

import msgspec

from pipeline.records import LetterKind, SectionKind

LabelField = Literal["date", "subject", "reference", "addressee", "contact", "portfolio_holder", "sent_by", "other"]


@dataclass(frozen=True, kw_only=True)
class LabelRule:
    """Words that stand before or above a value in the letterhead, and the field that the value fills.

    `other` labels have values too, which belong to no field of `Letterhead`. Where two rules of one field find
    a value, the earlier rule wins. `colon` labels count only with a colon behind them or alone on their line.
    """

    field: LabelField
    words: tuple[str, ...]
    colon: bool = False
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        words = sorted(self.words, key=len, reverse=True)
        return re.compile(
            "(?:" + "|".join(re.escape(word) for word in words) + r")(?:\(s\)|\(n\))?(?:\.(?=\s*:))?(?![\w’'-])", re.I
        )


@dataclass(frozen=True, kw_only=True)
class PatternRule:
    """A pattern that a whole line or the beginning of a line fits, with lines that show it.

    Named groups are read by the module that uses the rule: `number` and `title` of a testimonial, `name` of a body.
    """

    pattern: str
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.I)

    def match(self, text: str) -> re.Match[str] | None:
        return self.compiled.match(text)


def any_match(text: str, rules: Iterable[PatternRule]) -> bool:
    """Whether one of the rules matches."""
    for rule in rules:  # noqa: SIM110 - tens of rules for every line, and any() would take twice as long
        if rule.compiled.match(text):
            return True
    return False


@dataclass(frozen=True, kw_only=True)
class KindRule(PatternRule):
    """A pattern that, found in `where`, makes the letter one of that kind; the first rule that fits decides."""

    kind: LetterKind
    where: Literal["top", "subject", "headings", "body"] = "top"


@dataclass(frozen=True, kw_only=True)
class SectionRule(PatternRule):
    """A line that begins a section of that kind. `heading` is False where the line is run in with what follows."""

    kind: SectionKind
    heading: bool = True


@dataclass(frozen=True, kw_only=True)
class TitleRule(PatternRule):
    """A heading of a testimonial; groups `title` and `number`. `signed` ones count only with a signature below."""

    signed: bool = False


@dataclass(frozen=True, kw_only=True)
class SenderRules:
    """How a letter names the body that sends it.

    In the logo (`names`), above the signature (`closings`), in its first words (`bodies`), in the return address,
    by its web address (`domains`, the part before the last dot), in English (`exonyms`) or by a minister without a
    ministry of that name.
    """

    names: tuple[PatternRule, ...] = ()
    closings: tuple[PatternRule, ...] = ()
    bodies: tuple[PatternRule, ...] = ()
    return_addresses: tuple[PatternRule, ...] = ()
    exonyms: Mapping[str, str] = field(default_factory=dict)
    ministers: Mapping[str, str] = field(default_factory=dict)
    domains: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class PeopleRules:
    """Words around names: titles before them, particles in them, roles and organisations beside them."""

    titles: tuple[str, ...] = ()
    particles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    civic_roles: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    @cached_property
    def titles_in_small(self) -> frozenset[str]:
        return frozenset(title.casefold() for title in self.titles)

    @cached_property
    def particles_in_small(self) -> frozenset[str]:
        return frozenset(particle.casefold() for particle in self.particles)


@dataclass(frozen=True, kw_only=True)
class HeadingRules:
    """Lines that are headings by their wording, and lines that never are."""

    plain: tuple[PatternRule, ...] = ()
    never: tuple[PatternRule, ...] = ()
    contents: tuple[PatternRule, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TestimonialRules:
    """Headings of statements of partners, and of the sections that hold several of them."""

    headings: tuple[TitleRule, ...] = ()
    containers: tuple[PatternRule, ...] = ()
    own_roles: tuple[str, ...] = ()

    __test__ = False


@dataclass(frozen=True, kw_only=True)
class PartsSettings:
    """Everything that the parts of `split` know about wording."""

    labels: tuple[LabelRule, ...] = ()
    titles_of_documents: tuple[PatternRule, ...] = ()
    dates: tuple[PatternRule, ...] = ()
    received: tuple[PatternRule, ...] = ()
    openings: tuple[PatternRule, ...] = ()
    subjects: tuple[PatternRule, ...] = ()
    references: tuple[PatternRule, ...] = ()
    salutations: tuple[PatternRule, ...] = ()
    addressees: tuple[PatternRule, ...] = ()
    return_lines: tuple[PatternRule, ...] = ()
    redacted: tuple[PatternRule, ...] = ()
    closings: tuple[PatternRule, ...] = ()
    unsigned: tuple[PatternRule, ...] = ()
    stamps: tuple[PatternRule, ...] = ()
    kinds: tuple[KindRule, ...] = ()
    sections: tuple[SectionRule, ...] = ()
    periods: tuple[PatternRule, ...] = ()
    speech: tuple[PatternRule, ...] = ()
    sender: SenderRules = SenderRules()
    people: PeopleRules = PeopleRules()
    headings: HeadingRules = HeadingRules()
    testimonials: TestimonialRules = TestimonialRules()


@cache
def general_rules() -> PartsSettings:
    """The rules that travel with the package and hold for letters of any council."""
    rules = tomllib.loads((files("pipeline.split") / "parts.toml").read_text(encoding="utf-8"))
    return msgspec.convert(rules, PartsSettings)
