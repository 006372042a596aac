"""From the rows of all letters to the tables: a pure function, the same rows give the same tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

import pandas as pd

from pipeline.tables.columns import ENTITIES, ISSUES, TABLES
from pipeline.tables.corrections import CURATOR, Correction, Linked, apply, unfit_rows
from pipeline.tables.frames import frame_of
from pipeline.tables.keys import Row
from pipeline.tables.link.link import link
from pipeline.tables.link.names import fold
from pipeline.tables.link.occurrence import Occurrence
from pipeline.tables.rows import LetterRows

Frames = dict[str, pd.DataFrame]


def build_frames(letters: Iterable[LetterRows], corrections: Sequence[Correction] = ()) -> Frames:
    """Every table over all letters, in the order of `TABLES`, as the corrections want them."""
    ordered = sorted(letters, key=lambda rows: rows.letter_id)
    frames = {
        table.name: frame_of(table, chain.from_iterable(rows.tables[table.name] for rows in ordered))
        for table in TABLES
    }
    _mark_duplicates(frames["letters"], [rows.text_sha256 for rows in ordered])
    _add_entities(frames, ordered, corrections)
    return frames


def _mark_duplicates(letters: pd.DataFrame, text_sha256: Sequence[str]) -> None:
    """Fills `duplicate_of`. The frame and the hashes are both in the order of letter_id."""
    by_bytes: dict[str, str] = {}
    by_text: dict[str, str] = {}
    found = []
    for letter_id, sha256, text in zip(letters["letter_id"], letters["sha256"], text_sha256, strict=True):
        same_bytes = by_bytes.setdefault(sha256, letter_id)
        same_text = by_text.setdefault(text, letter_id) if text else letter_id
        found.append(same_bytes if same_bytes != letter_id else same_text if same_text != letter_id else "")
    letters["duplicate_of"] = pd.Series(found, dtype=object)


def _add_entities(frames: Frames, ordered: Sequence[LetterRows], corrections: Sequence[Correction]) -> None:
    """Fills `entities`, and leads mentions and signatures to them."""
    clues = [clue for rows in ordered for clue in rows.clues]
    role_of = {clue.mention_id: clue.value for clue in clues if clue.kind == "role"}
    brackets = {clue.mention_id: clue.value for clue in clues if clue.kind == "brackets"}
    entities, links = link(list(_occurrences(frames, role_of)), brackets)
    by_id = {entity.entity_id: entity for entity in entities}
    linked = Linked(frames["mentions"], frames["passages"], by_id, links)
    apply(corrections, linked)
    mentions = frames["mentions"] = linked.mentions
    found = [linked.links.get(mention_id) for mention_id in mentions["mention_id"]]
    mentions["entity_id"] = pd.Series([one.entity_id if one else "" for one in found], dtype=object)
    mentions["link_score"] = pd.Series([one.score if one else None for one in found], dtype=object)
    mentions["link_reason"] = pd.Series([one.reason if one else "" for one in found], dtype=object)
    frames["entities"] = frame_of(ENTITIES, _entity_rows(linked, frames))
    if linked.unfit:
        issues = frame_of(ISSUES, unfit_rows(linked))
        frames["issues"] = pd.concat([frames["issues"], issues]).sort_values("issue_id", ignore_index=True)
    _link_signatures(frames)


def _occurrences(frames: Frames, role_of: dict[str, str]) -> Iterator[Occurrence]:
    letters = frames["letters"]
    municipality_of = {
        letter_id: code or fold(name) or letter_id
        for letter_id, code, name in zip(
            letters["letter_id"], letters["municipality_code"], letters["municipality"], strict=True
        )
    }
    mentions = frames["mentions"]
    columns = (mentions[name] for name in ("mention_id", "letter_id", "label", "text"))
    for mention_id, letter_id, label, text in zip(*columns, strict=True):
        role = role_of.get(mention_id, "")
        yield Occurrence(mention_id, letter_id, label, text, municipality_of[letter_id], role)


def _entity_rows(linked: Linked, frames: Frames) -> Iterator[Row]:
    links = linked.links
    date_of = dict(zip(frames["letters"]["letter_id"], frames["letters"]["letter_date"], strict=True))
    letters_of: dict[str, list[str]] = defaultdict(list)
    scores: dict[str, float] = defaultdict(lambda: 1.0)
    for mention_id, letter_id in zip(frames["mentions"]["mention_id"], frames["mentions"]["letter_id"], strict=True):
        if mention_id in links:
            entity_id = links[mention_id].entity_id
            letters_of[entity_id].append(letter_id)
            scores[entity_id] = min(scores[entity_id], links[mention_id].score)
    for entity in linked.entities.values():
        named_in = letters_of[entity.entity_id]
        dates = sorted(filter(None, (date_of[letter_id] for letter_id in named_in)))
        yield (
            entity.entity_id,
            entity.label,
            entity.name,
            " | ".join(entity.aliases),
            entity.identifier,
            len(set(named_in)),
            len(named_in),
            dates[0] if dates else "",
            dates[-1] if dates else "",
            scores[entity.entity_id],
            CURATOR if entity.entity_id in linked.touched else "rule",
        )


def _link_signatures(frames: Frames) -> None:
    """A signature is by the person whose mention overlaps its name."""
    mentions, signatures = frames["mentions"], frames["signatures"]
    people: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    columns = (mentions[name] for name in ("letter_id", "label", "start_char", "end_char", "entity_id"))
    for letter_id, label, start_char, end_char, entity_id in zip(*columns, strict=True):
        if label == "PERSON":
            people[letter_id].append((start_char, end_char, entity_id))
    found = [
        next((who for start, end, who in people[letter_id] if start < end_char and start_char < end), "")
        for letter_id, start_char, end_char in zip(
            signatures["letter_id"], signatures["start_char"], signatures["end_char"], strict=True
        )
    ]
    signatures["entity_id"] = pd.Series(found, dtype=object)
