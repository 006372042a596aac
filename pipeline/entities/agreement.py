"""A second look at the model's finds, with the whole letter in view.

The model reads a window at a time and can call one body ORG on page 1 and LOC on page 3. A letter seldom means two
things by one name: what most of its finds say holds for the others too. Ends that belong to no name are cut off.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.entities.overlap import Candidate
from pipeline.entities.settings import RuleLabel

MAJORITY = 0.6
"""Share of the scores for one name that a label needs to speak for the others (.5 to .75: the same on the gold set)."""
NAMED = frozenset({"PERSON", "ORG", "LOC", "EVENT", "LAW"})
LOOSE_ENDS = re.compile(r"^[\s,;:/&*•–—-]+|[\s,;:/&*•–—-]+$")
SMALL_END = re.compile(r"(?:\s+(?:in|van|voor|de|het|en|of|op|te|bij|met|and|the|for|to))+$")
GENERIC = frozenset(
    [
        "gemeente",
        "stadsdeel",
        "provincie",
        "ministerie",
        "directie",
        "afdeling",
        "dienst",
        "team",
        "commissie",
        "stichting",
        "bestuur",
        "inspectie",
        "presidium",
        "bestuurscommissie",
        "deelraad",
    ]
)
"""Kinds of bodies; alone they name none."""
INITIALS = re.compile(r"(?:[A-Z]\.\s*)+")
FOOTNOTE = re.compile(r"(?<=[a-z]{3})\d{1,2}$")
JOINT = re.compile(r"\s+(?:en|and|&)\s+(?=[A-Z])")
ADJECTIVE = re.compile(r"(?:[A-Z][a-z]+-)*[A-Z][a-z]{2,}(?:[^s]s|sch)e")
"""Adjectives of places, which are no places ("Overijsselse", "Nederlands-Chinese"); but "Lisse", "Nisse"."""


def second_look(text: str, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates with clean ends and one label per name, without those that are no name at all."""
    trimmed = [
        one for one in _trimmed(text, candidates) if _may_be_name(one.label, text[one.start_char : one.end_char])
    ]
    agreed = agree(text, list(_parted(text, trimmed)))
    return [
        one for one in agreed if not (one.label == "LOC" and ADJECTIVE.fullmatch(text, one.start_char, one.end_char))
    ]


def agree(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates; a name with several labels gets the one that most of its finds have."""
    votes: dict[str, dict[RuleLabel, float]] = defaultdict(lambda: defaultdict(float))
    for one in candidates:
        if one.label in NAMED:
            votes[_key(text, one)][one.label] += one.score
    agreed = []
    for one in candidates:
        counts = votes.get(_key(text, one)) if one.label in NAMED and one.source == "model" else None
        if counts and len(counts) > 1:
            label, most = max(counts.items(), key=lambda item: (item[1], item[0]))
            if most >= MAJORITY * sum(counts.values()):
                one = replace(one, label=label)
        agreed.append(one)
    return agreed


def _parted(text: str, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Two organisations in one find are two where the letter has either on its own ("Zuyd and Brightlands")."""
    known = {_key(text, one) for one in candidates if one.label == "ORG"}
    for one in candidates:
        joint = JOINT.search(text, one.start_char, one.end_char) if one.label == "ORG" else None
        halves = (
            [replace(one, end_char=joint.start()), replace(one, start_char=joint.end())] if joint is not None else []
        )
        yield from halves if any(_key(text, half) in known for half in halves) else [one]


def _key(text: str, one: Candidate) -> str:
    return " ".join(text[one.start_char : one.end_char].split()).casefold()


def _trimmed(text: str, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    for one in candidates:
        surface = text[one.start_char : one.end_char]
        start, end = 0, len(surface)
        if one.label in NAMED:
            if one.label != "LOC":  # a house number may stand close to its street
                end = len(FOOTNOTE.sub("", surface))
            kept = LOOSE_ENDS.sub("", SMALL_END.sub("", surface[:end]))
            start = surface.find(kept)
            end = start + len(kept)
        yield replace(one, start_char=one.start_char + start, end_char=one.start_char + end)


def _may_be_name(label: RuleLabel, surface: str) -> bool:
    """Whether it may: not a letter, figures or a sign alone ("A", "12", "€"), half a bracket, or a kind of body.

    Nor a person's initials without the name ("P. I.G.").
    """
    if (
        surface.casefold() in GENERIC
        or ")" in surface.partition("(")[0]
        or (label == "PERSON" and INITIALS.fullmatch(surface))
    ):
        return False
    letters, figures = (sum(map(kind, surface)) for kind in (str.isalpha, str.isdecimal))
    return letters > 1 or (figures > 0 and any(sign in surface for sign in "€$£"))
