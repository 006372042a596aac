"""What a curator puts right by hand: applied last, over all letters, and shown as the curator's.

A correction that no longer fits (its entity is gone, its text is not there) changes nothing and becomes an issue: it
must not vanish silently, nor stop a run.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import pandas as pd

from pipeline.records import Issue
from pipeline.tables.columns import MENTIONS
from pipeline.tables.frames import frame_of
from pipeline.tables.keys import Row, span_id
from pipeline.tables.link.link import Entity, Link
from pipeline.tables.link.names import fold, one_line

Action = Literal["merge", "split", "rename", "reject", "add"]
CURATOR = "curator"
# What each action cannot do without; `reject` takes either an entity or a mention.
_NEEDS: Mapping[Action, tuple[str, ...]] = {
    "merge": ("entity_id", "value"),
    "split": ("entity_id", "value"),
    "rename": ("entity_id", "value"),
    "reject": (),
    "add": ("letter_id", "label", "value"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One row of `corrections.csv`; `docs/howto/corrections.md` says what each action does with its cells.

    `origin` is the file and line it comes from, for messages. Raises ValueError where a cell is missing.
    """

    action: Action
    entity_id: str = ""
    mention_id: str = ""
    letter_id: str = ""
    label: Literal["", "PERSON", "ORG", "LOC", "EVENT", "LAW"] = ""
    value: str = ""
    note: str = ""
    origin: str = ""

    def __post_init__(self) -> None:
        missing = [name for name in _NEEDS[self.action] if not getattr(self, name)]
        if missing:
            raise ValueError(f"{self.action} needs {' and '.join(missing)}")
        if self.action == "reject" and bool(self.entity_id) == bool(self.mention_id):
            raise ValueError("reject needs entity_id or mention_id, and not both")


class UnfitError(Exception):
    """A correction that does not fit the letters as they are; says why."""


@dataclass(slots=True)
class Linked:
    """The mentions that corrections can touch, the entities they name and why, while corrections change them.

    Attributes:
        entities: those that corrections name or can find; all their mentions are there.
        passages: the table of that name, in whose texts added mentions are looked for.
        touched: ids of entities that a curator had a hand in.
        unfit: corrections that changed nothing, each with the reason.
    """

    mentions: pd.DataFrame
    passages: pd.DataFrame
    entities: dict[str, Entity]
    links: dict[str, Link]
    touched: set[str] = field(default_factory=set)
    unfit: list[tuple[Correction, str]] = field(default_factory=list)

    def mentions_of(self, entity_id: str) -> list[str]:
        """The ids of the mentions that name an entity."""
        return [mention_id for mention_id, link in self.links.items() if link.entity_id == entity_id]

    def entity(self, entity_id: str) -> Entity:
        """The entity of that id. Raises UnfitError."""
        if entity_id not in self.entities:
            raise UnfitError(f"no entity has the id {entity_id}")
        return self.entities[entity_id]

    def lead(self, mention_ids: Iterable[str], entity: Entity) -> None:
        """Lets mentions name `entity`, by the curator's word."""
        for mention_id in mention_ids:
            self.links[mention_id] = Link(entity.entity_id, 1.0, CURATOR)
        self.entities[entity.entity_id] = entity
        self.touched.add(entity.entity_id)

    def drop(self, mention_ids: Iterable[str]) -> None:
        """Takes mentions out."""
        gone = set(mention_ids)
        self.mentions = self.mentions[~self.mentions["mention_id"].isin(gone)].reset_index(drop=True)
        self.links = {mention_id: link for mention_id, link in self.links.items() if mention_id not in gone}


def apply(corrections: Sequence[Correction], linked: Linked) -> None:
    """Changes `linked` as the corrections say, one after the other."""
    for correction in corrections:
        try:
            _ACTIONS[correction.action](correction, linked)
        except UnfitError as error:
            linked.unfit.append((correction, str(error)))
    if corrections:
        _tidy(linked)


def unfit_rows(linked: Linked) -> Iterator[Row]:
    """The issue rows of corrections that changed nothing."""
    for rank, (correction, reason) in enumerate(linked.unfit):
        message = (
            f"{correction.origin or 'corrections.csv'}: {correction.action} changes nothing, {reason}; "
            "take the row out, or look its ids up again"
        )
        issue = Issue("correction-unfit", "warning", message)
        yield (f"corrections-iss{rank:04d}", "", "tables", issue.code, issue.severity, None, issue.message)


def _merge(correction: Correction, linked: Linked) -> None:
    kept, other = linked.entity(correction.entity_id), linked.entity(correction.value)
    if kept.label != other.label:
        raise UnfitError(f"{kept.entity_id} is a {kept.label} and {other.entity_id} a {other.label}")
    if kept is other:
        raise UnfitError("an entity cannot be merged with itself")
    linked.lead(linked.mentions_of(other.entity_id), kept)
    del linked.entities[other.entity_id]


def _split(correction: Correction, linked: Linked) -> None:
    entity = linked.entity(correction.entity_id)
    printed, mentions = one_line(correction.value), linked.mentions
    theirs = set(linked.mentions_of(entity.entity_id))
    moved = [
        mention_id
        for mention_id, letter_id, text in zip(
            mentions["mention_id"], mentions["letter_id"], mentions["text"], strict=True
        )
        if mention_id in theirs and one_line(text) == printed and correction.letter_id in ("", letter_id)
    ]
    if not moved:
        raise UnfitError(f"no mention of {entity.entity_id} is so printed")
    if len(moved) == len(theirs):
        raise UnfitError(f"every mention of {entity.entity_id} is so printed")
    origin = f"{entity.entity_id} {correction.letter_id}"
    linked.lead(moved, Entity(_own_id(entity.label, printed, origin), entity.label, printed, (), ""))
    linked.touched.add(entity.entity_id)


def _rename(correction: Correction, linked: Linked) -> None:
    entity = linked.entity(correction.entity_id)
    linked.entities[entity.entity_id] = replace(entity, name=correction.value)
    linked.touched.add(entity.entity_id)


def _reject(correction: Correction, linked: Linked) -> None:
    if correction.entity_id:
        gone = linked.mentions_of(linked.entity(correction.entity_id).entity_id)
    else:
        gone = [correction.mention_id]
        if not (linked.mentions["mention_id"] == correction.mention_id).any():
            raise UnfitError(f"no mention has the id {correction.mention_id}")
        if correction.mention_id in linked.links:
            linked.touched.add(linked.links[correction.mention_id].entity_id)
    linked.drop(gone)


def _add(correction: Correction, linked: Linked) -> None:
    rows = list(_added_rows(correction, linked))
    if not rows:
        raise UnfitError(f"the text of {correction.letter_id} does not hold it outside other mentions")
    added = frame_of(MENTIONS, rows)
    linked.mentions = pd.concat([linked.mentions, added]).sort_values("mention_id", ignore_index=True)
    linked.lead(added["mention_id"], _named(correction, linked))


def _added_rows(correction: Correction, linked: Linked) -> Iterator[Row]:
    """A row for every place of the text in the letter's passages that no mention overlaps."""
    here = linked.mentions[linked.mentions["letter_id"] == correction.letter_id]
    taken = list(zip(here["start_char"], here["end_char"], strict=True))
    words = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, correction.value.split())) + r"(?!\w)")
    passages = linked.passages[linked.passages["letter_id"] == correction.letter_id]
    columns = (passages[name] for name in ("section_id", "language", "page_number", "start_char", "text"))
    for section_id, language, page_number, offset, text in zip(*columns, strict=True):
        for found in words.finditer(text):
            start, end = offset + found.start(), offset + found.end()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            cells = {
                "mention_id": span_id(correction.letter_id, "men", start, end),
                "letter_id": correction.letter_id,
                "section_id": section_id,
                "label": correction.label,
                "text": found.group(),
                "start_char": start,
                "end_char": end,
                "page_number": page_number,
                "language": language,
                "source": CURATOR,
                "score": 1.0,
            }
            yield tuple(cells.get(column.name, "" if column.type == "string" else None) for column in MENTIONS.columns)


def _named(correction: Correction, linked: Linked) -> Entity:
    """The entity that the row asks for, the one that alone has this name, or a new one."""
    if correction.entity_id:
        entity = linked.entity(correction.entity_id)
        if entity.label != correction.label:
            raise UnfitError(f"{entity.entity_id} is a {entity.label}")
        return entity
    key = fold(correction.value)
    same = [
        entity
        for entity in linked.entities.values()
        if entity.label == correction.label and key in map(fold, (entity.name, *entity.aliases))
    ]
    if len(same) == 1:
        return same[0]
    name = one_line(correction.value)
    return Entity(_own_id(correction.label, name, ""), correction.label, name, (), "")


def _tidy(linked: Linked) -> None:
    """Leaves no entity without mentions, and gives those that changed the names they now have."""
    text_of = dict(zip(linked.mentions["mention_id"], linked.mentions["text"], strict=True))
    names: dict[str, set[str]] = {}
    for mention_id, link in linked.links.items():
        names.setdefault(link.entity_id, set()).add(one_line(text_of[mention_id]))
    linked.entities = {
        entity_id: replace(entity, aliases=tuple(sorted(names[entity_id] - {entity.name})))
        for entity_id, entity in sorted(linked.entities.items())
        if entity_id in names
    }


def _own_id(label: str, name: str, origin: str) -> str:
    key = "\x1f".join((CURATOR, label, fold(name), origin))
    return f"{label.lower()}-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


_ACTIONS: Mapping[Action, Callable[[Correction, Linked], None]] = {
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "reject": _reject,
    "add": _add,
}
