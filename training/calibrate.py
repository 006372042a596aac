"""Makes the scores of a model mean what they say, and chooses below which a name is dropped.

usage: python -m training.calibrate MODEL_FOLDER TAGGED_FOLDER

Two things are fitted on tagged letters that the model did not learn from, and written to `model.json`: the temperature
that the scores of tags are divided by, so that of the names found with score 0.7 seven in ten are right (temperature
scaling: Guo et al., "On Calibration of Modern Neural Networks", 2017), and per label the least score, below which
dropping names wins more than it loses in F1. Both are also fitted on each half of the letters and measured on the
other half: what that prints is what new letters may expect.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pipeline.entities.decoding import Floats, log_softmax
from pipeline.entities.model import CouncilModel
from pipeline.entities.pieces import Reading
from training.evaluate import Pair, loose, pairs, score
from training.tagged import TaggedText, read_folder, unwrap

TEMPERATURES = np.arange(0.6, 3.01, 0.05)
LEAST = [step / 20 for step in range(19)]
BINS = 10


class Find(NamedTuple):
    """A name that the model found, and whether the text has it so."""

    pair: Pair
    score: float
    is_right: bool


class Scored(NamedTuple):
    """A letter with what the model says of its words, before any temperature."""

    tagged: TaggedText
    reading: Reading
    logs: Floats


def finds(model: CouncilModel, letter: Scored, temperature: float) -> list[Find]:
    """What the model finds in one letter; DATE is left to the grammar of dates."""
    right = set(letter.tagged.spans)
    return [
        Find((s.label, loose(letter.tagged.text[s.start_char : s.end_char])), s.score, tuple(s[:3]) in right)
        for s in model.decode(letter.reading, log_softmax(letter.logs, temperature))
        if s.label != "DATE"
    ]


def log_loss(found: Sequence[Find]) -> float:
    """How badly the scores tell right finds from wrong ones (mean negative log of the chance given)."""
    chance = np.clip([one.score for one in found], 0.001, 0.999)
    is_right = np.array([one.is_right for one in found])
    return float(-np.log(np.where(is_right, chance, 1 - chance)).mean())


def calibration_error(found: Sequence[Find]) -> float:
    """Mean gap between score and share of right finds, over ten bins of the score, weighted by their finds."""
    scores = np.array([one.score for one in found])
    is_right = np.array([one.is_right for one in found], dtype=float)
    bins = np.minimum((scores * BINS).astype(int), BINS - 1)
    gaps = [(bins == b).sum() * abs(scores[bins == b].mean() - is_right[bins == b].mean()) for b in np.unique(bins)]
    return float(sum(gaps) / len(found))


def best_temperature(model: CouncilModel, letters: Sequence[Scored]) -> float:
    """The temperature with the least log loss over all finds."""
    losses = {t: log_loss([one for letter in letters for one in finds(model, letter, t)]) for t in TEMPERATURES}
    return round(float(min(losses, key=losses.__getitem__)), 2)


def figures(
    model: CouncilModel, letters: Sequence[Scored], temperature: float, least: Mapping[str, float]
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 per label of the finds that are not dropped, distinct per letter."""
    kept = {
        str(n): {one.pair for one in finds(model, letter, temperature) if one.score >= least.get(one.pair[0], 0.0)}
        for n, letter in enumerate(letters)
    }
    right = {str(n): pairs(letter.tagged.text, letter.tagged.spans) for n, letter in enumerate(letters)}
    return score(kept, right, [label for label in model.labels if label != "DATE"])


def best_least(model: CouncilModel, letters: Sequence[Scored], temperature: float) -> dict[str, float]:
    """Per label the least score with the best F1; the lowest of equals."""
    tables = {t: figures(model, letters, temperature, dict.fromkeys(model.labels, t)) for t in LEAST}
    return {
        label: max(tables, key=lambda t: (round(tables[t][label]["f1"], 3), -t))
        for label in model.labels
        if label != "DATE"
    }


def main() -> None:
    """Fit, check on halves, print, and write `model.json`."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("texts", type=Path)
    options = parser.parse_args()
    model = CouncilModel.load(options.model)
    card_path = options.model / "model.json"
    card = json.loads(card_path.read_text(encoding="utf-8"))
    own = float(card["temperature"])
    letters = []
    for tagged in map(unwrap, read_folder(options.texts).values()):
        reading, logs = model.chances(tagged.text)
        letters.append(Scored(tagged, reading, logs * np.float32(own)))
    halves = letters[::2], letters[1::2]
    for fitted, measured in (halves, halves[::-1]):
        temperature = best_temperature(model, fitted)
        table = figures(model, measured, temperature, best_least(model, fitted, temperature))
        before, after = (
            calibration_error([one for x in measured for one in finds(model, x, t)]) for t in (1.0, temperature)
        )
        print(
            f"other half: F1 {table['all']['f1']:.3f}, calibration error {before:.3f} -> {after:.3f} at {temperature}"
        )
    card["temperature"] = best_temperature(model, letters)
    card["least_scores"] = best_least(model, letters, card["temperature"])
    table = figures(model, letters, card["temperature"], card["least_scores"])
    print(f"all: F1 {table['all']['f1']:.3f} with {card['temperature']}, {card['least_scores']}")
    card_path.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
