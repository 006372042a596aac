"""Public bodies of the Netherlands and their TOOI codes, as lists that travel with the package.

`tooi.csv` holds the TOOI value lists of the DiWoo schema 0.9.8 (generated there on 2025-08-12,
https://standaarden.overheid.nl/tooi/waardelijsten): municipalities (dissolved ones too), provinces, water
boards, ministries and other bodies. Names of municipalities and provinces stand without "gemeente" and
"provincie". `aliases.csv` adds other names in use for the same body ("Den Haag"). `places.csv` holds countries,
continents and cities of the world in Dutch and English, from Unicode CLDR (`bench/places_from_cldr.py` makes it);
`towns.csv` Dutch towns and villages and large cities, from GeoNames (CC BY 4.0; `bench/places_from_geonames.py`);
`first_names.csv` common first names.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class PublicBody:
    """One body: `code` is its TOOI id ("gm0935"), `kind` its TOOI list, `name` as that list writes it.

    Kinds: municipality, province, water_board, ministry, independent_body, joint_body, public_body, other_body.
    """

    code: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()


@cache
def public_bodies() -> tuple[PublicBody, ...]:
    """Every body of the lists, in order of code."""
    aliases: dict[str, list[str]] = {}
    for row in _rows("aliases.csv"):
        aliases.setdefault(row["code"], []).append(row["alias"])
    return tuple(
        PublicBody(row["code"], row["kind"], row["name"], tuple(aliases.get(row["code"], ())))
        for row in _rows("tooi.csv")
    )


def find_body(name: str, *kinds: str) -> PublicBody | None:
    """The body of that name or alias, of one of these kinds (any when none is given), or None.

    Case and accents don't count: "'s-gravenhage", "Den Haag" and "DEN HAAG" find gm0518.
    """
    for body in _by_name().get(fold(name), ()):
        if not kinds or body.kind in kinds:
            return body
    return None


@cache
def place_names() -> tuple[str, ...]:
    """Names of countries, continents and cities of the world, in Dutch and in English."""
    return tuple(dict.fromkeys(row["name"] for row in _rows("places.csv")))


@cache
def town_names() -> tuple[str, ...]:
    """Towns and villages of the Netherlands and large cities of the world, without those that are everyday words."""
    return tuple(dict.fromkeys(row["name"] for row in _rows("towns.csv")))


@cache
def first_names() -> tuple[str, ...]:
    """First names that are common in the Netherlands, of either sex and of many origins."""
    return tuple(row["name"] for row in _rows("first_names.csv"))


def fold(name: str) -> str:
    """The form in which names are compared: no accents, one kind of apostrophe and blank, lower case."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("‘", "'"))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).casefold().split())


@cache
def _by_name() -> dict[str, tuple[PublicBody, ...]]:
    found: dict[str, tuple[PublicBody, ...]] = {}
    for body in public_bodies():
        for name in (body.name, *body.aliases):
            found[fold(name)] = (*found.get(fold(name), ()), body)
    return found


def _rows(file_name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader((files(__name__) / file_name).read_text(encoding="utf-8").splitlines())
