"""Reads people as signature blocks print them: titles, names, roles, organisations and places.

These rules are for lines of a signature block only, where a line is one thing; in running text they would find
names everywhere.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from pipeline.split.parts_settings import PeopleRules

_INITIALS = re.compile(r"(?:[A-ZÀ-Þ][a-zà-ÿ]?[.-]){1,7}$|[A-ZÀ-Þ]$")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w’'`-]*[\w)]$|[dDlLO][’'][A-ZÀ-Þ][\w’'-]+$")
_DEGREES = re.compile(r",?\s+(?:(?:B|M)\.?(?:Sc|A|BA|Ed|Arch)\.?|MBA|MPA|MPM|LLM|PhD|RA|RE|EMBA|MMO|MCM|RC)$")
_JOINS = re.compile(r"(?:[&,–—-]|\b(?:en|van|voor|of|and|for|der|de|het|the|bij|at))$", re.I)
_LINK = re.compile(r"\s*(?:,|–|—|\||\s-\s|\b(?:van|bij|of|at|voor|for|namens|from)\b)\s*(?:de|het|the)?\s+", re.I)
# Without a vowel it is a scrap that OCR made of a logo: "Ns Haarlem".
_SPOKEN = re.compile(r"[aeiouyà-ÿ]|\.", re.I)
# Pairs of capitals alone are what OCR makes of a bar over a name: "NE NE".
_WRITTEN = re.compile(r"[a-zà-ÿ]|[A-ZÀ-Þ]{3}")
_MAX_NAME = 7
_AND = ("&", "en", "and", "/", "-")


@dataclass(frozen=True)
class Person:
    """Who signs: `name` without titles; empty strings for what is not printed."""

    name: str
    role: str = ""
    organisation: str = ""
    place: str = ""


def person_name(text: str, rules: PeopleRules) -> str:
    """The name that the line consists of, without titles and degrees; empty where the line is something else."""
    words = _DEGREES.sub("", text.lstrip("—–- ").strip(" ,;:.")).split()
    titles = rules.titles_in_small
    while words and (words[0].casefold().rstrip(",") in titles or " ".join(words[:2]).casefold() in titles):
        words = words[2:] if " ".join(words[:2]).casefold() in titles else words[1:]
    words = [word for word in words if not (word.startswith("(") and word.endswith(")"))]
    if not 2 <= len(words) <= _MAX_NAME:
        return words[0] if len(words) == 1 and re.fullmatch(r"(?:[A-ZÀ-Þ]\.){1,5}[A-ZÀ-Þ][\w’'-]+", words[0]) else ""
    particles = rules.particles_in_small
    if words[0].casefold() in particles or words[-1].casefold() in particles:
        return ""
    if (len(words[0]) > 1 and not _SPOKEN.search(words[0])) or not _WRITTEN.search(" ".join(words)):
        return ""
    if not all(_is_name_word(word, particles) for word in words):
        return ""
    if not any(len(word) > 1 and _CAPITAL.match(word) and not _INITIALS.match(word) for word in words[1:]):
        return ""
    if any(is_role(word, rules) for word in words) or is_organisation(" ".join(words), rules):
        return ""
    return " ".join(words)


def is_role(text: str, rules: PeopleRules) -> bool:
    """Whether a word of the text is a role, or a Dutch compound that ends in one ("wijkmanager")."""
    return _has_word(text, rules.roles)


def is_organisation(text: str, rules: PeopleRules) -> bool:
    """Whether a word of the text is one that organisations have in their names ("Stichting", "school")."""
    return _has_word(text, rules.organisations)


def read_person(name_line: str, details: Sequence[str], rules: PeopleRules, *, outside: bool) -> Person | None:
    """Make a person of a line with a name ("Jan Jansen, directeur") and the lines around it.

    Args:
        name_line: the line with the name.
        details: the other lines, in order.
        rules: words.
        outside: the person is a partner from outside, whose role names an organisation ("Directeur Greentom" leads
            Greentom); the roles of a council's own people stay whole ("Wethouder Verkeer en Vervoer").
    """
    name, rest = split_name(name_line, rules)
    if not name:
        return None
    lines = _joined([part for text in (rest, *details) if (part := text.strip(" ,;")) and _is_printed(part)])
    role, organisation, place = "", "", ""
    for line in lines:
        if not role and not organisation and (is_role(line, rules) or not is_organisation(line, rules)):
            role = line
        elif not organisation and is_role(line, rules) and not is_organisation(line, rules) and outside:
            role = f"{role}, {line}"
        elif not organisation:
            organisation = line
        elif not place:
            place = line
    if outside:
        role, organisation, place = _spread(role, organisation, place, rules)
    return Person(name, role.strip(" .,"), organisation.strip(" .,"), place.strip(" .,"))


def split_name(line: str, rules: PeopleRules) -> tuple[str, str]:
    """The name in a line, and what follows it behind a comma or dash; empty strings where there is no name."""
    if name := person_name(line, rules):
        return name, ""
    for match in re.finditer(r"(?<=\w)(?:\s*,\s+|\s+[–—|-]\s+|\s+\((?=[a-z]))", line):
        if name := person_name(line[: match.start()], rules):
            rest = line[match.end() :].rstrip(")")
            return (name, rest) if is_role(rest, rules) or is_organisation(rest, rules) or len(rest) < 50 else ("", "")
    return "", ""


def _spread(role: str, organisation: str, place: str, rules: PeopleRules) -> tuple[str, str, str]:
    """Part a role from the organisation named in the same line: "CEO of Brightlands" leads Brightlands.

    A mayor's town is a place and stays in the role: "Mayor of Chengdu".
    """
    head = _role_head(role, rules)
    rest = role[len(head) :]
    if not head:
        return ("", role, place) if not organisation and _looks_like_a_name(role) else (role, organisation, place)
    if not rest.strip():
        return role, organisation, place
    link = _LINK.match(rest)
    named = rest[link.end() :] if link else rest.strip()
    proper = named[:1].isupper() or named[:1].isdigit()
    if _has_word(head, rules.civic_roles):
        return role, organisation, place or (named if link and proper else "")
    if (not proper and not is_organisation(named, rules)) or (
        not link and _has_word(named.split()[0], rules.functions)
    ):
        return role, organisation, place
    where, _, town = named.partition(", ")
    if organisation:
        return head, where, place or organisation
    return head, where, place or town


def _role_head(text: str, rules: PeopleRules) -> str:
    """The words up to the end of the first role: "Creative co-director" whole, "Directeur" of "Directeur Greentom"."""
    words = text.split()
    last = -1
    for index, word in enumerate(words):
        pair = " ".join(words[max(0, index - 1) : index + 1]).casefold()
        if _has_word(word, rules.roles) or pair in rules.roles:
            last = index
        elif last >= 0 and word.casefold() not in _AND:
            break
        elif last < 0 and index > 2:
            return ""
    return " ".join(words[: last + 1]) if last >= 0 else ""


def _looks_like_a_name(text: str) -> bool:
    words = [word for word in text.split() if len(word) > 3]
    return bool(words) and all(word[:1].isupper() or word[:1].isdigit() for word in words) and len(text.split()) > 1


def _joined(lines: Sequence[str]) -> list[str]:
    """Join a role or organisation that runs over two lines."""
    joined: list[str] = []
    for line in lines:
        if joined and (_JOINS.search(joined[-1]) or line[:1].islower()):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
    return joined


def _is_printed(text: str) -> bool:
    """Whether the line says something: no scrawl of a signature, e-mail address or telephone number."""
    return sum(char.isalpha() for char in text) >= 3 and "@" not in text and not re.search(r"\d{6}|\bwww\.", text)


def _is_name_word(word: str, particles: Set[str]) -> bool:
    bare = word.rstrip(",")
    return bare.casefold() in particles or bool(_INITIALS.match(bare) or _CAPITAL.match(bare))


def _has_word(text: str, words: tuple[str, ...]) -> bool:
    tokens = re.findall(r"[\w.&’'-]+", text.casefold())
    found = {token.strip(".,'’") for token in tokens} | set(tokens)
    found |= {f"{one} {two}" for one, two in itertools.pairwise(tokens)}
    whole, endings = _forms(words)
    return not whole.isdisjoint(found) or any(len(token) > 7 and token.endswith(endings) for token in found)


@lru_cache
def _forms(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The words, and those in which a Dutch compound can end."""
    return frozenset(words), tuple(word for word in words if len(word) >= 5 and " " not in word)
