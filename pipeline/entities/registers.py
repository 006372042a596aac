"""The registers of public bodies and places as word lists."""

from __future__ import annotations

from functools import cache

from pipeline.entities.settings import WordList
from pipeline.registers import place_names, public_bodies, town_names

# Names of municipalities that are everyday words as well; with "gemeente" before them a rule finds them.
EVERYDAY = frozenset(
    [
        "Best",
        "Echt",
        "Heel",
        "Leek",
        "Houten",
        "Horst",
        "Sluis",
        "Hof",
        "Mill",
        "Goes",
        "Loon",
        "Hoorn",
        "Bergen",
        "Buren",
        "Vaals",
        "Wijk",
        "Noord",
    ]
)


@cache
def register_lists() -> tuple[WordList, ...]:
    """Municipalities, provinces, countries and large cities as places, other public bodies as organisations."""
    bodies = public_bodies()
    towns = [n for b in bodies if b.kind in ("municipality", "public_body") for n in (b.name, *b.aliases)]
    provinces = [n for b in bodies if b.kind == "province" for n in (b.name, *b.aliases)]
    others = [b.name for b in bodies if b.kind in ("independent_body", "joint_body", "other_body") and " " in b.name]
    return (
        WordList(
            name="municipalities",
            label="LOC",
            words="\n".join(name for name in towns if name not in EVERYDAY and "(" not in name),
            score=0.85,
            capitals=True,
        ),
        WordList(name="provinces", label="LOC", words="\n".join(provinces), score=0.85, capitals=True),
        WordList(name="countries-and-cities", label="LOC", words="\n".join(place_names()), score=0.85, capitals=True),
        WordList(
            name="towns",
            label="LOC",
            words="\n".join(name for name in town_names() if name not in EVERYDAY),
            score=0.85,
            capitals=True,
        ),
        WordList(name="public-bodies", label="ORG", words="\n".join(others), score=0.92),
    )
