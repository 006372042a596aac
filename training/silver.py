"""Labels untagged texts with a model, for the next model to learn from.

usage: python -m training.silver --data ../shared/ner --model MODEL_FOLDER [MODEL_FOLDER ...] --out build/silver

Several models with one vocabulary vote: their chances are multiplied. Names that they are sure of are tagged as in
the hand-made texts; where they hesitate, between two names or between a name and none, the words are tagged UNSURE
and nothing is learned from them. `corrections.csv` (surface, label; an empty label for "no name") holds what a reader
of the most frequent names put right.
"""

from __future__ import annotations

import argparse
import csv
import logging
import math
import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipeline.entities.decoding import Floats, log_softmax
from pipeline.entities.model import CouncilModel
from pipeline.entities.model import Span as Find
from pipeline.entities.pieces import Reading
from training.examples import UNSURE
from training.settings import DEFAULT, Silver, read_settings
from training.tagged import Span, with_tags
from training.untagged import prose

log = logging.getLogger(__name__)
CORRECTIONS = Path(__file__).with_name("corrections.csv")


def tag(text: str, spans: list[Find], unsure: list[tuple[int, int]], corrections: dict[str, str]) -> str:
    """The text with inline tags; a name that touches unsure words is unsure as a whole."""
    marks: list[Span] = []
    for span in spans:
        surface = " ".join(text[span.start_char : span.end_char].split())
        shaky = any(a < span.end_char and span.start_char < b for a, b in unsure)
        label = corrections.get(surface, UNSURE if shaky else span.label)
        if label:
            marks.append(Span(span.start_char, span.end_char, label))
    for start, end in unsure:
        if not any(mark.start_char < end and start < mark.end_char for mark in marks):
            marks.append(Span(start, end, UNSURE))
    return with_tags(text, sorted(marks))


def read_corrections() -> dict[str, str]:
    """Surface to label."""
    if not CORRECTIONS.exists():
        return {}
    with CORRECTIONS.open(encoding="utf-8", newline="") as rows:
        return {row["surface"]: row["label"] for row in csv.DictReader(rows)}


def vote(text: str, models: Sequence[CouncilModel]) -> tuple[Reading, Floats]:
    """The text's words and the logarithms of their tags' chances, by all models together."""
    reading, logs = models[0].chances(text)
    for model in models[1:]:
        logs = logs + model.chances(text)[1]
    return reading, log_softmax(logs, len(models))


def label_texts(
    data: Path, models: Sequence[CouncilModel], out: Path, settings: Silver, seed: int
) -> Counter[tuple[str, str]]:
    """Write the tagged texts; returns how often each name came."""
    draw = random.Random(seed)
    corrections = read_corrections()
    seen: Counter[tuple[str, str]] = Counter()
    out.mkdir(parents=True, exist_ok=True)
    for name, wanted in settings.texts.items():
        found = prose(data, name)
        for number, text in enumerate(draw.sample(found, min(wanted, len(found)))):
            reading, logs = vote(text, models)
            spans = models[0].decode(reading, logs)
            words = np.flatnonzero(logs.max(axis=1) < math.log(settings.sure))
            unsure = [(int(reading.start_char[w]), int(reading.end_char[w])) for w in words]
            tagged = tag(text, spans, unsure, corrections)
            (out / f"{name}-{number:04}.tagged.txt").write_text(tagged, encoding="utf-8")
            seen.update((span.label, " ".join(text[span.start_char : span.end_char].split())) for span in spans)
    return seen


def main() -> None:
    """Read the options, label, and list the names by number for a reader to look at."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--settings", type=Path, default=DEFAULT)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    settings = read_settings(options.settings)
    models = [CouncilModel.load(folder) for folder in options.model]
    seen = label_texts(options.data, models, options.out, settings.silver, settings.seed)
    with (options.out / "names.csv").open("w", encoding="utf-8", newline="") as rows:
        writer = csv.writer(rows)
        writer.writerow(["number", "label", "surface"])
        writer.writerows((number, label, surface) for (label, surface), number in seen.most_common())
    log.info("%d texts, %d names", len(list(options.out.glob("*.tagged.txt"))), seen.total())


if __name__ == "__main__":
    main()
