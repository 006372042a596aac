"""Turns scores of tags into names: the best row of tags that can exist, and how sure it is.

Tags are `O`, then `B-` and `I-` of each label in turn; an `I-` follows only its own label.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
IMPOSSIBLE = np.float32(-1e4)


class WordSpan(NamedTuple):
    """Words `first` to `end` (exclusive) are a name; `score` is the chance that they are, 0 to 1."""

    first: int
    end: int
    label: str
    score: float


def possible_steps(tags: Sequence[str]) -> Floats:
    """0 where the tag of the column may follow the tag of the row, `IMPOSSIBLE` elsewhere."""
    steps = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for column, tag in enumerate(tags):
        if tag.startswith("I-"):
            for row, before in enumerate(tags):
                if before[2:] != tag[2:] or before == "O":
                    steps[row, column] = IMPOSSIBLE
    return steps


def log_softmax(scores: Floats, temperature: float) -> Floats:
    """Scores of each row as logarithms of chances."""
    scaled = scores / np.float32(temperature)
    scaled = scaled - scaled.max(axis=1, keepdims=True)
    logs: Floats = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
    return logs


def best_tags(logs: Floats, steps: Floats, cut_before: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The most likely row of tags (Viterbi); where `cut_before` is true no name may go on from the word before."""
    count, tags = logs.shape
    inside = np.zeros(tags, dtype=np.float32)
    inside[2::2] = IMPOSSIBLE
    came_from = np.zeros((count, tags), dtype=np.int64)
    best = logs[0] + inside
    for word in range(1, count):
        ways = best[:, None] + steps
        came_from[word] = ways.argmax(axis=0)
        best = ways[came_from[word], np.arange(tags)] + logs[word]
        if cut_before[word]:
            best = best + inside
    path = np.empty(count, dtype=np.int64)
    path[-1] = best.argmax()
    for word in range(count - 1, 0, -1):
        path[word - 1] = came_from[word, path[word]]
    return path


def spans_of(path: NDArray[np.int64], logs: Floats, labels: Sequence[str]) -> list[WordSpan]:
    """The names in a row of tags; a name is as sure as the least sure of its words."""
    spans: list[WordSpan] = []
    word = 0
    while word < len(path):
        if path[word] % 2 == 0:
            word += 1
            continue
        first, begin = word, path[word]
        word += 1
        while word < len(path) and path[word] == begin + 1:
            word += 1
        sure = min(float(logs[place, path[place]]) for place in range(first, word))
        spans.append(WordSpan(first, word, labels[(begin - 1) // 2], float(np.exp(sure))))
    return spans
