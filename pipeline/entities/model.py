"""The named-entity model for Dutch and English council letters, run with onnxruntime.

    model = CouncilModel.load(MODEL_FOLDER)
    [spans] = model.spans(["De heer J. Smit woont in Den Haag."])

Give a whole letter as one text where you can: lines end with a line end, paragraphs stand apart by an empty
line, and neighbours are each other's context. What comes out for a text depends on nothing but that text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from pipeline.entities.decoding import Floats, Tags, best_tags, log_softmax, possible_steps, spans_of
from pipeline.entities.pieces import PieceReader, Reading, windows

MODEL_FOLDER = Path(__file__).with_name("council_ner")
SLOW_FUSION = "SkipLayerNormFusion"
"""onnxruntime's kernel for the fused step takes nine times as long as the two steps (measured with 1.32)."""
DECIMALS = 3
"""Scores are rounded: further digits may differ from one processor to the next."""


class Span(NamedTuple):
    """Characters `start_char` to `end_char` (exclusive, code points) are a name; `score` is 0 to 1.

    `label` is PERSON, ORG, LOC, EVENT, LAW, MONEY or DATE.
    """

    start_char: int
    end_char: int
    label: str
    score: float


class CouncilModel:
    """Finds names in texts. Holds no state between calls."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, card: dict[str, object]) -> None:
        self._session = session
        self._reader = PieceReader(tokenizer)
        self._ends = (tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>"))
        self._sentence_ends = frozenset(ids for mark in ".!?;" if (ids := tokenizer.token_to_id(mark)) is not None)
        self.labels: tuple[str, ...] = tuple(card["labels"])  # type: ignore[arg-type]
        self.tags = ("O", *(f"{position}-{label}" for label in self.labels for position in "BI"))
        self.least_scores: dict[str, float] = dict(card["least_scores"])  # type: ignore[call-overload]
        """Per label the score below which more finds are wrong than a letter's reader would bear with."""
        self._steps = possible_steps(self.tags)
        self._temperature = float(card["temperature"])  # type: ignore[arg-type]
        self._longest = int(card["longest"])  # type: ignore[call-overload]

    @classmethod
    def load(cls, folder: Path = MODEL_FOLDER, threads: int = 1) -> Self:
        """Read `model.onnx`, `tokenizer.json` and `model.json` of a model folder."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            folder / "model.onnx", options, providers=["CPUExecutionProvider"], disabled_optimizers=[SLOW_FUSION]
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        return cls(session, tokenizer, json.loads((folder / "model.json").read_text(encoding="utf-8")))

    def spans(self, texts: Sequence[str]) -> list[list[Span]]:
        """The names of each text, sure or not, in order and without overlap."""
        return [self.decode(*self.chances(text)) for text in texts]

    def sure_spans(self, texts: Iterable[str], least_score: float = 0.0) -> Iterator[list[Span]]:
        """The names of each text that are as sure as `least_score` and as the model's card asks of their label."""
        for text in texts:
            found = self.decode(*self.chances(text))
            yield [span for span in found if span.score >= max(least_score, self.least_scores.get(span.label, 0.0))]

    def chances(self, text: str) -> tuple[Reading, Floats]:
        """A text cut into words, and for each word the logarithms of the chances of `tags`."""
        reading = self._reader.read(text)
        # Each run on its own: in a batch the padding would change the range that int8 is scaled to.
        runs = windows(reading, self._longest, self._sentence_ends)
        scores = [np.zeros((0, len(self.tags)), dtype=np.float32)]
        scores += [self._scores(reading, first, end) for first, end in runs]
        return reading, log_softmax(np.concatenate(scores), self._temperature)

    def decode(self, reading: Reading, logs: Floats) -> list[Span]:
        """The names in a text by the chances of its words' tags."""
        if not len(logs):
            return []
        return self.named(reading, logs, best_tags(logs, self._steps, reading.break_before == 2))

    def named(self, reading: Reading, logs: Floats, path: Tags) -> list[Span]:
        """The names that a row of tags makes of the words."""
        return [
            Span(
                int(reading.start_char[span.first]),
                int(reading.end_char[span.end - 1]),
                span.label,
                round(span.score, DECIMALS),
            )
            for span in spans_of(path, logs, self.labels)
        ]

    def _scores(self, reading: Reading, first: int, end: int) -> Floats:
        start = int(reading.first_piece[first])
        stop = int(reading.first_piece[end]) if end < len(reading.first_piece) else len(reading.ids)
        ids = np.concatenate([[self._ends[0]], reading.ids[start:stop], [self._ends[1]]])[None, :]
        scores: Floats = self._session.run(None, {"pieces": ids})[0][0]
        return scores[reading.first_piece[first:end] - start + 1]
