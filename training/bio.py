"""Reads word-per-line files (word, tab, tag) of other makers and fits their labels to ours.

Their guides differ from ours. What a set does not mark, or marks otherwise, is not taught from it: a
word gets the *set* of tags that it may have, and the loss counts their sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

Sentence = list[tuple[str, str]]
LONG = 200
"""Words after which a sentence ends at the next full stop: enp-nl is one file without empty lines."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a set's labels read in ours (`marks`), and which of our labels its plain words may hide."""

    marks: dict[str, str]
    may_hide: frozenset[str]
    lower_cased: bool = False


OURS = ("PERSON", "ORG", "LOC", "EVENT", "LAW", "MONEY", "DATE")
SCHEMES = {
    "europarl-ner-en": Scheme(
        {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}, frozenset({"EVENT", "LAW", "MONEY", "DATE"})
    ),
    "ehri": Scheme(
        {"PERS": "PERSON", "PER": "PERSON", "ORG": "ORG", "LOC": "LOC", "GHETTO": "LOC", "CAMP": "LOC", "DATE": "DATE"},
        frozenset({"EVENT", "LAW", "MONEY", "DATE"}),
    ),
    "conll2002": Scheme({"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}, frozenset({"EVENT", "LAW", "MONEY", "DATE"})),
    "wikineural": Scheme({"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}, frozenset({"EVENT", "LAW", "MONEY", "DATE"})),
    "enp-nl": Scheme({"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}, frozenset(OURS)),
    "multiconer1": Scheme(
        {"PER": "PERSON", "CORP": "ORG", "GRP": "ORG", "LOC": "LOC"},
        frozenset({"EVENT", "LAW", "MONEY", "DATE"}),
        lower_cased=True,
    ),
}

RESEARCH_ONLY = frozenset({"conll2002-nl", "wikineural-en", "wikineural-nl"})
"""Sets whose licence forbids to ship what learned from them; only the comparison of routes may read them."""


def folder_of(data: Path, name: str) -> Path:
    """Where a set stands."""
    return data / ("test-only" if name in RESEARCH_ONLY else "train") / name


def scheme_of(folder: str) -> Scheme:
    """The scheme of a data folder; `ehri-nl` and `ehri-en` share one."""
    return SCHEMES.get(folder) or SCHEMES[folder.rsplit("-", 1)[0]]


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Sentences of (word, tag), as the file has them; very long ones in parts."""
    sentence: Sentence = []
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, tag = (part.strip() for part in line.partition("\t"))
        if word:
            sentence.append((word, tag or "O"))
        if sentence and (not word or (len(sentence) > LONG and word.endswith("."))):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def true_case(sentence: Sentence, folder: str) -> list[str]:
    """The words; in a lower-cased set names and the start of the sentence get their capitals back."""
    words = [word for word, _ in sentence]
    if not scheme_of(folder).lower_cased:
        return words
    small = {
        "de",
        "het",
        "van",
        "der",
        "den",
        "en",
        "of",
        "the",
        "and",
        "for",
        "in",
        "voor",
        "te",
        "ten",
        "ter",
        "von",
        "a",
    }
    cased = []
    for place, (word, tag) in enumerate(sentence):
        name = tag != "O" and (word not in small or tag.startswith("B-"))
        cased.append(word[:1].upper() + word[1:] if name or place == 0 else word)
    return cased


def split_label(tag: str) -> tuple[str, str]:
    """`B-ORG` into `B` and `ORG`; `O` into `O` and nothing."""
    position, _, label = tag.partition("-")
    return position, label
