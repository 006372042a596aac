"""Makes the windows that the network is trained on: pieces, the words' first pieces, the tags they may have."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from pipeline.entities.pieces import PieceReader, Reading
from training import bio
from training.augment import augment
from training.settings import Settings
from training.tagged import Span, TaggedText, unwrap

START, END = "<s>", "</s>"
UNSURE = "UNSURE"
"""Label of words in a tagged text that nothing is to be learned from."""


@dataclass(frozen=True, slots=True)
class Window:
    """One example: `allowed` has a row per word and a column per tag, true where the word may have the tag."""

    ids: np.ndarray
    first_piece: np.ndarray
    allowed: np.ndarray


@dataclass(frozen=True, slots=True)
class Texts:
    """The tagged texts of a training by id: letters (by hand and by lists), composed ones, those a model labelled."""

    letters: dict[str, TaggedText]
    composed: dict[str, TaggedText]
    silver: dict[str, TaggedText]


def word_tags(reading: Reading, spans: tuple[Span, ...]) -> list[str]:
    """The tag of every word; a word belongs to a name when they share a character."""
    tags = ["O"] * len(reading.first_piece)
    for span in spans:
        first = int(np.searchsorted(reading.end_char, span.start_char, side="right"))
        last = int(np.searchsorted(reading.start_char, span.end_char, side="left"))
        for place in range(first, last):
            tags[place] = f"{'B' if place == first else 'I'}-{span.label}"
    return tags


class Examples:
    """Draws windows from the letters and the other sets; a new draw for every pass."""

    def __init__(self, settings: Settings, tokenizer: Tokenizer) -> None:
        self.settings = settings
        self.reader = PieceReader(tokenizer)
        self.ends = (tokenizer.token_to_id(START), tokenizer.token_to_id(END))
        self.column = {tag: number for number, tag in enumerate(settings.tags)}

    def one_pass(self, texts: Texts, data: Path, draw: random.Random) -> list[Window]:
        """All windows of one pass over the letters."""
        mix, silver = self.settings.mix, texts.silver
        found = self.letters(texts.letters, draw) + self.others(data, draw)
        for _ in range(mix.composed):
            found += self.letters(texts.composed, draw)
        some = draw.sample(sorted(silver), min(len(silver), self.settings.silver.per_pass))
        return found + self.letters({name: silver[name] for name in some}, draw)

    def letters(self, letters: dict[str, TaggedText], draw: random.Random) -> list[Window]:
        """Windows of every letter once, each letter changed a little and cut at other places than before."""
        found: list[Window] = []
        for tagged in letters.values():
            wrapped = draw.random() < self.settings.training.wrapped
            changed = augment(tagged if wrapped else unwrap(tagged), draw, self.settings.chances)
            reading = self.reader.read(changed.text)
            allowed = np.zeros((len(reading.first_piece), len(self.column)), dtype=bool)
            for row, tag in enumerate(word_tags(reading, changed.spans)):
                if tag.endswith(UNSURE):
                    allowed[row] = True
                else:
                    allowed[row, self.column[tag]] = True
            found += self._cut(reading, allowed, draw)
        return found

    def _cut(self, reading: Reading, allowed: np.ndarray, draw: random.Random) -> Iterator[Window]:
        piece_at = np.append(reading.first_piece, len(reading.ids))
        longest, shortest = self.settings.window.longest, self.settings.window.shortest
        first, total = 0, len(reading.first_piece)
        while first < total:
            room = longest if draw.random() < 0.7 else draw.randint(shortest, longest)
            end = max(int(np.searchsorted(piece_at, piece_at[first] + room, side="right")) - 1, first + 1)
            breaks = [w for w in range(first + (end - first) // 2, end) if reading.break_before[w]]
            if end < total and breaks:
                end = draw.choice(breaks)
            ids = reading.ids[piece_at[first] : piece_at[end]]
            start = piece_at[first] - 1  # one row for the mark at the start
            yield Window(
                np.concatenate([[self.ends[0]], ids, [self.ends[1]]]),
                reading.first_piece[first:end] - start,
                allowed[first:end],
            )
            first = end

    def others(self, data: Path, draw: random.Random) -> list[Window]:
        """Windows of the other sets, as many pieces of each as the settings say, drawn anew each time."""
        found: list[Window] = []
        for folder, pieces in self.settings.mix.pieces.items():
            sentences = [s for p in sorted(bio.folder_of(data, folder).glob("*.bio")) for s in bio.read_sentences(p)]
            # Neighbours stay together where the file has running text.
            start = draw.randrange(len(sentences))
            chosen: list[Window] = []
            while sum(len(w.ids) for w in chosen) < pieces:
                group = [sentences[(start + step) % len(sentences)] for step in range(6)]
                start = draw.randrange(len(sentences)) if bio.scheme_of(folder).lower_cased else start + 6
                chosen += self._sentences(group, folder, draw)
            found += chosen
        return found

    def _sentences(self, group: list[bio.Sentence], folder: str, draw: random.Random) -> Iterator[Window]:
        scheme = bio.scheme_of(folder)
        text, spans, columns = "", [], []
        plain = [self.column["O"]] + [self.column[f"{p}-{name}"] for name in scheme.may_hide for p in "BI"]
        for sentence in group:
            words = bio.true_case(sentence, folder)
            for word, (_, tag) in zip(words, sentence, strict=True):
                close = word in (".", ",", ")", ";", ":", "?", "!") or text.endswith(("(", "\n")) or not text
                text += "" if close else " "
                spans.append((len(text), len(text) + len(word)))
                columns.append(self._columns(tag, scheme, plain))
                text += word
            text += "\n" if draw.random() < 0.2 else " "
        reading = self.reader.read(text)
        allowed = np.zeros((len(reading.first_piece), len(self.column)), dtype=bool)
        source = 0
        for row, start in enumerate(reading.start_char):
            while spans[source][1] <= start:
                source += 1
            inside = start > spans[source][0]
            for column in columns[source]:
                begins = inside and self.settings.tags[column].startswith("B-")
                allowed[row, column + 1 if begins else column] = True
        yield from self._cut(reading, allowed, draw)

    def _columns(self, tag: str, scheme: bio.Scheme, plain: list[int]) -> list[int]:
        position, label = bio.split_label(tag)
        ours = scheme.marks.get(label)
        return [self.column[f"{position}-{ours}"]] if ours else plain
