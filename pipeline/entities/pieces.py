"""Cuts text into the model's pieces, and keeps the way back to the characters.

A word, here, is a run of letters and digits or one other character: tags are given to words, so that
a name can begin or end inside "Wob-verzoek" or before a full stop. Line ends and empty lines are pieces
of their own: in a letterhead they say where one name stops and the next begins.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LINE_END = "\ue000"
EMPTY_LINE = "\ue001"
"""What a line end and an empty line are turned into before the text is cut (private-use characters)."""
BLANK = "▁"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the model sees it: `ids` has one row per piece, the other arrays one row per word.

    `first_piece` is where the word starts in `ids`; `start_char` and `end_char` are code points of the
    text; `break_before` is 0 inside a line, 1 at the start of a line, 2 after an empty line.
    """

    ids: NDArray[np.int64]
    first_piece: NDArray[np.int64]
    start_char: NDArray[np.int64]
    end_char: NDArray[np.int64]
    break_before: NDArray[np.int64]


class PieceReader:
    """Reads texts with the vocabulary of one model."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        breaks = (tokenizer.token_to_id(BLANK + LINE_END), tokenizer.token_to_id(BLANK + EMPTY_LINE))
        if None in breaks:
            raise ValueError("the vocabulary has no pieces for line ends")
        self._breaks = {breaks[0]: 1, breaks[1]: 2}

    def read(self, text: str) -> Reading:
        """Cut one text. Characters that belong to no word (blanks, invisible marks) are in no word's span."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        words = list(self._words(text, encoding.ids, encoding.word_ids, encoding.offsets))
        rows = np.array(words, dtype=np.int64).reshape(-1, 4).T
        return Reading(np.array(encoding.ids, dtype=np.int64), *rows)

    def _words(
        self, text: str, ids: list[int], word_ids: list[int | None], offsets: list[tuple[int, int]]
    ) -> Iterator[tuple[int, int, int, int]]:
        at, seen_break = 0, 2
        while at < len(ids):
            first = at
            while at < len(ids) and word_ids[at] == word_ids[first]:
                at += 1
            if ids[first] in self._breaks:
                seen_break = max(seen_break, self._breaks[ids[first]])
                continue
            start, end = offsets[first][0], offsets[at - 1][1]
            while start < end and text[start].isspace():
                start += 1
            # NFKC joins a letter and its accent; the place it reports is the letter's alone.
            while end < len(text) and unicodedata.combining(text[end]):
                end += 1
            if start < end:
                yield first, start, end, seen_break
                seen_break = 0


def windows(reading: Reading, longest: int, sentence_ends: frozenset[int]) -> list[tuple[int, int]]:
    """Divide a reading into runs of words (first, end-exclusive) of at most `longest` pieces.

    A run ends at an empty line where it can, else at a line end, else behind a sentence, else anywhere;
    only the second half of a run is searched, so that no run gets too short to give context.
    """
    total = len(reading.first_piece)
    piece_at = np.append(reading.first_piece, len(reading.ids))
    runs: list[tuple[int, int]] = []
    first = 0
    while first < total:
        limit = int(np.searchsorted(piece_at, piece_at[first] + longest, side="right")) - 1
        end = total if limit >= total else _best_end(reading, first, max(limit, first + 1), sentence_ends)
        runs.append((first, end))
        first = end
    return runs


def _best_end(reading: Reading, first: int, limit: int, sentence_ends: frozenset[int]) -> int:
    middle = first + (limit - first + 1) // 2
    candidates = range(limit, middle, -1)
    for strength in (2, 1):
        for end in candidates:
            if reading.break_before[end] >= strength:
                return end
    for end in candidates:
        if int(reading.ids[reading.first_piece[end - 1]]) in sentence_ends:
            return end
    return limit
