"""Cuts text into the model's pieces, and keeps the way back to the characters.

A word, here, is a run of letters and digits or one other character: tags are given to words, so that
a name can begin or end inside "Wob-verzoek" or before a full stop. Line ends and empty lines are pieces
of their own: in a letterhead they say where one name stops and the next begins.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LINE_END = "\ue000"
EMPTY_LINE = "\ue001"
"""What a line end and an empty line are turned into before the text is cut (private-use characters)."""
BLANK = "▁"
BLANKS = np.array([code for code in range(0x3001) if chr(code).isspace()], dtype=np.uint32)
FIRST_ACCENT = 0x300
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as the model sees it: `ids` has one row per piece, the other arrays one row per word.

    `first_piece` is where the word starts in `ids`; `start_char` and `end_char` are code points of the
    text; `break_before` is 0 inside a line, 1 at the start of a line, 2 after an empty line.
    """

    ids: Numbers
    first_piece: Numbers
    start_char: Numbers
    end_char: Numbers
    break_before: Numbers


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
        ids = np.array(encoding.ids, dtype=np.int64)
        if not len(ids):
            return Reading(ids, ids, ids, ids, ids)
        word_of = np.array(encoding.word_ids, dtype=np.float64)
        offsets = np.array(encoding.offsets, dtype=np.int64)
        first = np.flatnonzero(np.diff(word_of, prepend=-1.0))
        after = np.append(first[1:], len(ids))
        breaks = np.select([ids[first] == mark for mark in self._breaks], list(self._breaks.values()), 0)
        start, end = _trimmed(text, offsets[first, 0], offsets[after - 1, 1])
        words = np.flatnonzero((breaks == 0) & (start < end))
        return Reading(ids, first[words], start[words], end[words], _breaks_before(breaks, words))


def _trimmed(text: str, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
    """Where words start without the blanks before them, and where they end with the accents behind them.

    NFKC joins a letter and its accent; the place it reports is the letter's alone.
    """
    codes = np.append(np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32), 0)
    while (blank := (start < end) & np.isin(codes[start], BLANKS)).any():
        start = start + blank
    for word in np.flatnonzero(codes[end] >= FIRST_ACCENT):
        while end[word] < len(text) and unicodedata.combining(text[end[word]]):
            end[word] += 1
    return start, end


def _breaks_before(breaks: Numbers, words: Numbers) -> Numbers:
    """The strongest break between each word and the one before it; a text begins as if after an empty line."""
    if not len(words):
        return words
    strongest = np.maximum.reduceat(breaks[: words[-1] + 1], np.append(0, words[:-1] + 1))
    strongest[0] = 2
    return strongest


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
        apart = reading.start_char[end] > reading.end_char[end - 1]  # not the point in "1.500"
        if apart and int(reading.ids[reading.first_piece[end - 1]]) in sentence_ends:
            return end
    return limit
