"""Applies the corrections to what they can touch: the entities they name, and the letters that name those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.tables.columns import MENTIONS, PASSAGES
from pipeline.tables.corrections import CURATOR, Correction, Linked, apply, unfit_rows
from pipeline.tables.frames import frame_of, rows_of_frame
from pipeline.tables.keys import Row
from pipeline.tables.letter_links import letter_cells, linked_mentions, links_in
from pipeline.tables.link.entities import KnownEntity
from pipeline.tables.link.memory import NameMemory
from pipeline.tables.link.names import fold
from pipeline.tables.rows import LetterRows


@dataclass(frozen=True, slots=True)
class Curated:
    """What corrections make of the letters and entities that they can touch; all others are as they were linked.

    Attributes:
        mentions: letter id -> the rows of all its mentions.
        entities: entity id -> its row, or None where there is no such entity any more.
        issues: the rows of corrections that changed nothing.
    """

    mentions: dict[str, list[Row]] = field(default_factory=dict)
    entities: dict[str, Row | None] = field(default_factory=dict)
    issues: list[Row] = field(default_factory=list)


def curate(
    corrections: Sequence[Correction],
    names: NameMemory,
    rows: Callable[[str], LetterRows],
    letter_ids: Collection[str],
) -> Curated:
    """Applies the corrections, one after the other.

    What that costs grows with the number of letters that name a corrected entity: all of them are read.

    Args:
        rows: gives the rows of a letter by its id.
        letter_ids: the letters there are.
    """
    entity_ids, own_letters = _reach(corrections, names, rows, letter_ids)
    reached = own_letters.union(*map(names.letters_naming, entity_ids))
    letters = {letter_id: rows(letter_id) for letter_id in sorted(reached)}
    known = {entity_id: one for entity_id in sorted(entity_ids) if (one := names.entities.get(entity_id))}
    linked = Linked(
        frame_of(MENTIONS, [row for each in letters.values() for row in each.tables[MENTIONS.name]]),
        frame_of(PASSAGES, [row for each in letters.values() for row in each.tables[PASSAGES.name]]),
        {entity_id: one.entity for entity_id, one in known.items()},
        {
            mention_id: link
            for each in letters.values()
            for mention_id, link in links_in(each, names.links(each.letter_id)).items()
        },
    )
    apply(corrections, linked)
    mentions: dict[str, list[Row]] = {letter_id: [] for letter_id in letters}
    for row in linked_mentions(rows_of_frame(linked.mentions), linked.links):
        mentions[str(row[1])].append(row)
    days = {letter_id: letter_cells(each)["letter_date"] or "" for letter_id, each in letters.items()}
    new = {one.entity.entity_id: one for one in _known(linked, days)}
    sources = {entity_id: CURATOR if entity_id in linked.touched else "rule" for entity_id in new}
    return Curated(
        mentions,
        {
            entity_id: entity_row(new[entity_id], sources[entity_id]) if entity_id in new else None
            for entity_id in {*known, *new}
        },
        list(unfit_rows(linked)),
    )


def entity_row(known: KnownEntity, source: str = "rule") -> Row:
    """The row of an entity."""
    return (
        known.entity.entity_id,
        known.entity.label,
        known.entity.name,
        " | ".join(known.entity.aliases),
        known.entity.identifier,
        known.letters,
        known.mentions,
        known.first_date,
        known.last_date,
        known.score,
        source,
    )


def _reach(
    corrections: Sequence[Correction],
    names: NameMemory,
    rows: Callable[[str], LetterRows],
    letter_ids: Collection[str],
) -> tuple[set[str], set[str]]:
    """The ids of the entities that corrections can touch, and of the letters that they name themselves."""
    entity_ids: set[str] = set()
    letters: set[str] = set()
    for correction in corrections:
        entity_ids.add(correction.entity_id)
        letters.add(correction.letter_id)
        if correction.action == "merge":
            entity_ids.add(correction.value)
        elif correction.action == "add" and not correction.entity_id:
            entity_ids |= names.entities.named(correction.label, fold(correction.value))
        letter_id = correction.mention_id.rpartition("-men")[0]
        letters.add(letter_id)
        if letter_id in letter_ids:
            links = links_in(rows(letter_id), names.links(letter_id))
            entity_ids |= {links[mention_id].entity_id for mention_id in {correction.mention_id} & links.keys()}
    return entity_ids - {""}, letters & set(letter_ids)


def _known(linked: Linked, days: Mapping[str, str]) -> Iterator[KnownEntity]:
    """The entities, with what the mentions that lead to them add up to."""
    letters: dict[str, list[str]] = defaultdict(list)
    for mention_id, letter_id in zip(linked.mentions["mention_id"], linked.mentions["letter_id"], strict=True):
        if mention_id in linked.links:
            letters[linked.links[mention_id].entity_id].append(letter_id)
    scores: dict[str, float] = defaultdict(lambda: 1.0)
    for link in linked.links.values():
        scores[link.entity_id] = min(scores[link.entity_id], link.score)
    for entity_id, entity in linked.entities.items():
        named_in = letters[entity_id]
        dates = sorted(filter(None, (days[letter_id] for letter_id in named_in))) or [""]
        yield KnownEntity(entity, len(set(named_in)), len(named_in), dates[0], dates[-1], scores[entity_id])
