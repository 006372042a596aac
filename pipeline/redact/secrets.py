"""Which names a redacted copy must not hold: persons who do not stand in the tables by their office."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.redact.names import fold, surname, words
from pipeline.redact.settings import RedactSettings

# Initials with a surname are a person's name even where the names model saw none: "(G. Soeters)". Not at the start of a
# line, where "A. Inleiding" is a heading; who signs there is known from the signatures.
_WITH_INITIALS = re.compile(
    r"(?<=[ (,/])(?:[A-Z]\.[ ]?){1,4}"
    r"(?:(?:van|von|de|den|der|te|ten|ter|el|al|in|’t|'t) ){0,3}"
    r"[A-Z][a-zà-ÿ]{3,}(?:-[\w ]{0,20}[A-Z][a-z]+)?"
)
Rows = Sequence[Mapping[str, Any]]
# How far before a name its office may stand: "wethouder Economie en Cultuur mevrouw X" is the longest in use.
_OFFICE_REACH = 60


@dataclass(frozen=True, slots=True)
class Secrets:
    """`names` are pairs of a name and its pseudonym, `public` the folded names that may stand."""

    names: tuple[tuple[str, str], ...]
    public: frozenset[str]
    entity_ids: Mapping[str, str]


def find_secrets(tables: Mapping[str, Rows], texts: Mapping[str, str], settings: RedactSettings) -> Secrets:
    """Sorts the persons of the tables into public and secret, and gives the secret ones their pseudonyms."""
    people = [row for row in tables["mentions"] if row["label"] == "PERSON"]
    offices = re.compile(r"\b(?:" + "|".join(map(re.escape, settings.public_offices)) + r")\b", re.I)
    public = {fold(row["text"]) for row in people if _in_office(row, texts, offices)}
    public |= {fold(row["name"]) for row in tables["signatures"] if row["name"] and offices.search(row["role"] or "")}
    public |= set(_shorter_forms(people, public))
    entity_ids: dict[str, str] = {}
    names: list[tuple[str, str]] = []
    for name, entity in (*_named(tables, people), *_by_form(texts)):
        if fold(name) in public:
            continue
        code = pseudonym(settings.key, entity or fold(name))
        names.append((name, f"[persoon {code}]"))
        if entity:
            entity_ids[entity] = f"person-{code}"
    tails = [(surname(name), meaning) for name, meaning in names]
    return Secrets((*names, *((tail, meaning) for tail, meaning in tails if tail)), frozenset(public), entity_ids)


def _shorter_forms(people: Rows, public: Iterable[str]) -> Iterator[str]:
    """Names of the same entity that say no more than one which stands there by its office.

    Not the longer ones: that "wethouder Wang" is Xinxin Wang is a guess, and a guess must not publish a name.
    """
    known = frozenset(public)
    by_entity: defaultdict[str, list[set[str]]] = defaultdict(list)
    for row in people:
        if row["entity_id"] and fold(row["text"]) in known:
            by_entity[row["entity_id"]].append(set(words(row["text"])))
    for row in people:
        if any(set(words(row["text"])) <= longer for longer in by_entity.get(row["entity_id"], ())):
            yield fold(row["text"])


def pseudonym(key: str, identity: str) -> str:
    """Eight letters that stand for the identity; nobody can go back without the key."""
    digest = hmac.new(key.encode(), identity.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest)[:8].decode().lower()


def _named(tables: Mapping[str, Rows], people: Rows) -> Iterable[tuple[str, str]]:
    """Every name of a person with its entity ("" for none): mentions, entities with aliases, signatures, contacts."""
    for row in people:
        yield row["text"], row["entity_id"] or ""
    for row in tables["entities"]:
        if row["label"] == "PERSON":
            for name in (row["name"], *filter(None, (row["aliases"] or "").split(" | "))):
                yield name, row["entity_id"]
    for row in tables["signatures"]:
        if row["name"]:
            yield row["name"], row.get("entity_id") or ""
    for row in tables["letters"]:
        if row["contact"]:
            yield row["contact"], ""


def _by_form(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for text in texts.values():
        yield from ((match.group(), "") for match in _WITH_INITIALS.finditer(text))


def _in_office(row: Mapping[str, Any], texts: Mapping[str, str], offices: re.Pattern[str]) -> bool:
    text, start = texts.get(row["letter_id"], ""), int(row["start_char"])
    before = re.split(r"[.!?;:\n]", text[max(0, start - _OFFICE_REACH) : start])[-1]
    found = list(offices.finditer(before))
    # Between the office and the name only words that begin small or name the portfolio; a comma ends it.
    return bool(found) and "," not in before[found[-1].end() :]
