"""The settings of a training run, as `settings.toml` gives them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.augment import Chances
from training.bio import RESEARCH_ONLY

DEFAULT = Path(__file__).with_name("settings.toml")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which pieces are kept."""

    pieces: int
    plans_share: float
    minimum: int


@dataclass(frozen=True, slots=True)
class Window:
    """How long the runs of text are that the model reads at once, in pieces."""

    longest: int
    shortest: int


@dataclass(frozen=True, slots=True)
class Training:
    """How the weights are learned."""

    layers: tuple[int, ...]
    head: str
    passes: int
    rate_falls_over: int
    batch: int
    rate: float
    layer_decay: float
    head_rate: float
    weight_decay: float
    warmup: float
    dropout: float
    hidden_words: float
    smoothing: float
    average: float
    wrapped: float


@dataclass(frozen=True, slots=True)
class Mix:
    """Per pass over the letters: readings of the composed texts, pieces of each other set."""

    composed: int
    pieces: dict[str, int]


@dataclass(frozen=True, slots=True)
class Silver:
    """How much untagged text is labelled by a model, and how sure (0 to 1) it must be of a word."""

    sure: float
    per_pass: int
    texts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Settings:
    """All of them."""

    seed: int
    labels: tuple[str, ...]
    vocabulary: Vocabulary
    window: Window
    training: Training
    mix: Mix
    silver: Silver
    chances: Chances

    @property
    def tags(self) -> tuple[str, ...]:
        """`O`, then `B-` and `I-` of each label: the rows of the model's scores."""
        return ("O", *(f"{position}-{label}" for label in self.labels for position in "BI"))

    @property
    def card(self) -> dict[str, object]:
        """What the runtime must know about a model, as `model.json` says it before it is calibrated."""
        return {"labels": self.labels, "longest": self.window.longest, "temperature": 1.0, "least_scores": {}}


def read_settings(path: Path = DEFAULT) -> Settings:
    """Read a settings file; an unknown or missing key, or a set that may not be shipped, is an error."""
    return settings_of(tomllib.loads(path.read_text(encoding="utf-8")))


def settings_of(given: dict[str, Any], *, research: bool = False) -> Settings:
    """The settings in a table; only with `research` may they name sets whose weights may not be shipped."""
    table = dict(given)
    training = dict(table.pop("training"))
    training["layers"] = tuple(training["layers"])
    forbidden = sorted(RESEARCH_ONLY & table["mix"]["pieces"].keys())
    if forbidden and not research:
        raise ValueError(f"nothing that is shipped may learn from {', '.join(forbidden)}")
    return Settings(
        seed=table.pop("seed"),
        labels=tuple(table.pop("labels")),
        vocabulary=Vocabulary(**table.pop("vocabulary")),
        window=Window(**table.pop("window")),
        training=Training(**training),
        mix=Mix(**table.pop("mix")),
        silver=Silver(**table.pop("silver")),
        chances=Chances(**table.pop("augment")),
        **table,
    )
