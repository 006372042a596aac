"""Turns scores of tags into names: the best row of tags that can exist, and how sure it is.

Tags are `O`, then `B-` and `I-` of each label in turn; an `I-` follows only its own label.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Tags = NDArray[np.int64]
Bools = NDArray[np.bool_]
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


def best_tags(logs: Floats, steps: Floats, cut_before: Bools) -> Tags:
    """The most likely row of tags that can exist; where `cut_before` is true no name may go on from the word before.

    Most words' most likely tags fit together as they are. Only stretches in which they don't are searched (Viterbi);
    what comes of one that begins with a name's inside depends on the stretch before it, so the two become one.
    """
    path: Tags = logs.argmax(axis=1)
    before = np.concatenate([[0], path[:-1]])
    inside = (path > 0) & (path % 2 == 0)
    heads = np.flatnonzero(~inside)
    searched = 0
    for word in np.flatnonzero(inside & (cut_before | ((before != path) & (before != path - 1)))):
        if word < searched:
            continue
        at = int(np.searchsorted(heads, word))
        end = int(heads[at]) if at < len(heads) else len(path)
        while True:
            at -= 1
            first = int(heads[at]) if at >= 0 else 0
            found = viterbi(logs[first:end], steps, cut_before[first:end], begins=first == 0)
            if first == 0 or found[0] % 2 == 1 or found[0] == 0:
                break
        path[first:end] = found
        searched = end
    return path


def viterbi(logs: Floats, steps: Floats, cut_before: Bools, *, begins: bool) -> Tags:
    """The best row of tags with these steps from tag to tag; unless it `begins` a text, it may begin inside a name."""
    count, tags = logs.shape
    outside = np.zeros(tags, dtype=np.float32)
    outside[2::2] = IMPOSSIBLE
    came_from = np.zeros((count, tags), dtype=np.int64)
    best = logs[0] + outside if begins or cut_before[0] else logs[0]
    for word in range(1, count):
        ways = best[:, None] + steps
        came_from[word] = ways.argmax(axis=0)
        best = ways[came_from[word], np.arange(tags)] + logs[word]
        if cut_before[word]:
            best = best + outside
    path: Tags = np.empty(count, dtype=np.int64)
    path[-1] = best.argmax()
    for word in range(count - 1, 0, -1):
        path[word - 1] = came_from[word, path[word]]
    return path


def spans_of(path: Tags, logs: Floats, labels: Sequence[str]) -> list[WordSpan]:
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
