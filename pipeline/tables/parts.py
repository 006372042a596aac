"""Where rows lie: Parquet parts by bucket of letters, so that one more letter touches a part of each table only.

    processed/tables/mentions/part-0.parquet    all rows of the letters in bucket 0
    processed/tables/entities/part-org-0.parquet

A letter's id is made from a hash, and its first digits say which bucket it lies in. So the parts in order of their
names hold the rows in order of their keys, in every table.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from pipeline.tables.columns import ENTITIES, TABLES
from pipeline.tables.link.letter import LABELS

_DIGITS = 8
FEW = 250
"""So many letters are written anew in half a second."""
_HASHED = re.compile(rf"rb-([0-9a-f]{{{_DIGITS}}})")


def buckets_for(letters: int) -> int:
    """Into how many buckets so many letters go: a power of two that grows with the square root of their number.

    10,000 letters go into 64 buckets of some 156, a million into 512 of some 1,953. The number doubles when there are
    four times as many letters, and only then all parts are written anew. Few letters go into one.
    """
    buckets = 1
    while letters > FEW and buckets < sqrt(letters) / 2:
        buckets *= 2
    return buckets


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of all tables.

    Attributes:
        buckets: how many buckets the letters lie in, a power of two. Entities of each label lie in a quarter as many.
    """

    buckets: int

    def bucket(self, letter_id: str) -> int:
        """The bucket of a letter. What is about no letter lies in the first one."""
        match = _HASHED.match(letter_id)
        return _leading(match[1], self.buckets) if match else 0

    def letter_parts(self, bucket: int) -> Mapping[str, str]:
        """Table -> the name of its part for a bucket of letters; of all tables but entities."""
        tables = (table.name for table in TABLES if table != ENTITIES)
        return {name: f"{name}/part-{_hexadecimal(bucket, self.buckets)}.parquet" for name in tables}

    def entity_part(self, entity_id: str) -> EntityPart:
        """The part that an entity lies in."""
        label, _, digits = entity_id.partition("-")
        return self._entity_part(label, bisect_right(self._bounds, digits) - 1)

    def entity_parts(self) -> Iterator[EntityPart]:
        """All parts of the table of entities."""
        for label in sorted(label.lower() for label in LABELS):
            for bucket in range(self._entity_buckets):
                yield self._entity_part(label, bucket)

    def names(self) -> list[str]:
        """The names of all parts, in order of their rows."""
        letters = [self.letter_parts(bucket).values() for bucket in range(self.buckets)]
        return sorted([name for names in letters for name in names] + [part.name for part in self.entity_parts()])

    @property
    def _entity_buckets(self) -> int:
        return max(1, self.buckets // 4)

    @property
    def _bounds(self) -> list[str]:
        """Where each bucket of entities begins, as the digits of an id; the first holds what is below all others."""
        step = 16**_DIGITS // self._entity_buckets
        return ["", *(f"{bucket * step:0{_DIGITS}x}" for bucket in range(1, self._entity_buckets))]

    def _entity_part(self, label: str, bucket: int) -> EntityPart:
        # A point comes right after a dash, so it ends the ids of a label.
        ends = [f"{label}-{bound}" for bound in self._bounds] + [f"{label}."]
        name = f"{ENTITIES.name}/part-{label}-{_hexadecimal(bucket, self._entity_buckets)}.parquet"
        return EntityPart(name, ends[bucket], ends[bucket + 1])


@dataclass(frozen=True, slots=True)
class EntityPart:
    """A part of the table of entities: those with ids from `first` up to but without `last`."""

    name: str
    first: str
    last: str


def _leading(digits: str, buckets: int) -> int:
    """The number that the first bits of hexadecimal digits make, as many as tell that many buckets apart."""
    return int(digits, 16) * buckets >> 4 * _DIGITS


def _hexadecimal(number: int, of: int) -> str:
    """The number with as many digits as the largest below `of` has."""
    return f"{number:0{len(f'{of - 1:x}')}x}"
