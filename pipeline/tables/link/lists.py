"""The lists that travel with the package: what no rule can know."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale

from pipeline.tables.link.names import fold, squeeze, without_article


@dataclass(frozen=True, slots=True)
class Known:
    """A thing that a list names: its usual name, its public identifier if it has one, whether it is local."""

    name: str
    identifier: str = ""
    local: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A role in one word for both languages ("burgemeester" and "mayor" are `mayor`).

    `reach` says where the role and a surname point at one person: `local` in a municipality, `national` in the
    country, `title` nowhere, because many hold that role.
    """

    name: str
    reach: str


@cache
def organisations() -> dict[str, Known]:
    """Organisations by squeezed name or alias (translations, abbreviations)."""
    return _known("organisations.csv")


@cache
def laws() -> dict[str, Known]:
    """Laws of the country by squeezed name or abbreviation."""
    return _known("laws.csv")


@cache
def places() -> dict[str, Known]:
    """Well-known places by squeezed name in Dutch or English: countries (ISO 3166) and those of `places.csv`."""
    found: dict[str, Known] = {}
    dutch = Locale("nl").territories
    for language in ("nl", "en"):
        for code, name in Locale(language).territories.items():
            if code.isalpha() and code not in ("ZZ", "XA", "XB", "EU", "EZ", "UN", "QO"):
                found.setdefault(_key(name), Known(str(dutch[code]), code))
            elif code.isdigit() and code in ("001", "002", "019", "142", "150"):
                found.setdefault(_key(name), Known(str(dutch[code])))
    return found | _known("places.csv")


@cache
def roles() -> dict[str, Role]:
    """Roles by folded word."""
    return {fold(row["word"]): Role(row["role"], row["reach"]) for row in _rows("roles.csv")}


@cache
def titles() -> frozenset[str]:
    """Titles and forms of address, folded, without their point."""
    return frozenset(fold(row["title"]) for row in _rows("titles.csv"))


@cache
def particles() -> frozenset[str]:
    """Folded words that can begin a surname ("van", "ter")."""
    return frozenset(fold(row["particle"]) for row in _rows("particles.csv"))


@cache
def common_surnames() -> frozenset[str]:
    """Folded surnames that so many people share that an initial does not tell them apart."""
    return frozenset(fold(row["surname"]) for row in _rows("surnames.csv"))


@cache
def department_words() -> frozenset[str]:
    """Folded words of names that every municipality uses for a body of its own ("afdeling", "brandweer")."""
    return frozenset(fold(row["word"]) for row in _rows("departments.csv"))


def _known(file_name: str) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for row in _rows(file_name):
        known = Known(row["name"], row.get("identifier", ""), row.get("reach", "") == "local")
        for name in (row["name"], *filter(None, row["aliases"].split(" | "))):
            found[_key(name)] = known
    return found


def _key(name: str) -> str:
    return squeeze(without_article(fold(name)))


@cache
def _rows(file_name: str) -> tuple[dict[str, str], ...]:
    text = (files(__package__) / "lists" / file_name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
