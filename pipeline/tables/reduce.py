"""From the rows of all letters to the tables: a pure function, the same rows give the same tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import pandas as pd

from pipeline.tables.columns import TABLES
from pipeline.tables.frames import frame_of
from pipeline.tables.rows import LetterRows

Frames = dict[str, pd.DataFrame]


def build_frames(letters: Iterable[LetterRows]) -> Frames:
    """Every table over all letters, in the order of `TABLES`."""
    ordered = sorted(letters, key=lambda rows: rows.letter_id)
    frames = {
        table.name: frame_of(table, chain.from_iterable(rows.tables[table.name] for rows in ordered))
        for table in TABLES
    }
    _mark_duplicates(frames["letters"], [rows.text_sha256 for rows in ordered])
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
