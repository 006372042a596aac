"""Fine-tunes the encoder on the tagged letters and the other sets; writes the averaged weights.

usage: python -m training.train --data ../shared/ner --out build [--settings FILE] [--start WEIGHTS]
"""

from __future__ import annotations

import argparse
import logging
import math
import random
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from pipeline.entities.decoding import possible_steps
from pipeline.entities.pieces import BLANK, EMPTY_LINE, LINE_END
from training.encoder import Encoder, read_encoder, weights_file
from training.examples import END, Examples, Texts, Window
from training.network import Tagger, loss_of_rows
from training.settings import DEFAULT, Settings, read_settings
from training.tagged import read_folder

log = logging.getLogger(__name__)
COMPOSED = Path(__file__).with_name("composed")
"""Texts written and tagged for this project: kinds of letters of which few tagged ones exist."""


def build(settings: Settings, tokenizer: Tokenizer, encoder: Encoder) -> Tagger:
    """The network with the encoder's weights; line ends start as a comma and an end mark."""
    rows = {piece: row for row, piece in enumerate(encoder.pieces)}
    table = tokenizer.get_vocab()
    order = sorted(table, key=lambda piece: table[piece])
    source = encoder.weights["emb.word"]
    stand_ins = {BLANK + LINE_END: ",", BLANK + EMPTY_LINE: END}
    words = np.stack([source[rows[stand_ins.get(piece, piece)]] for piece in order])
    torch.manual_seed(settings.seed)
    chosen = list(settings.training.layers)
    training = settings.training
    tagger = Tagger(encoder, chosen, len(order), len(settings.tags), training.dropout, training.head)
    tagger.load_encoder(encoder, words)
    return tagger


def groups(tagger: Tagger, settings: Settings) -> list[dict[str, object]]:
    """Parameters with their rates: the head fast, lower layers slower than upper ones."""
    training = settings.training
    top = len(tagger.layers)
    found: list[dict[str, object]] = []
    for name, parameter in tagger.named_parameters():
        if name.startswith("head"):
            rate = training.head_rate
        else:
            depth = int(name.split(".")[1]) + 1 if name.startswith("layers") else 0
            rate = training.rate * training.layer_decay ** (top - depth)
        decay = training.weight_decay if parameter.dim() > 1 and not name.startswith("words") else 0.0
        found.append({"params": [parameter], "lr": rate, "full_rate": rate, "weight_decay": decay})
    return found


def batches(windows: list[Window], size: int, draw: random.Random) -> list[list[Window]]:
    """Windows of like length together, the batches in random order."""
    draw.shuffle(windows)
    ordered = sorted(windows, key=lambda window: len(window.ids))
    found: list[list[Window]] = []
    room = size * max(len(w.ids) for w in windows)
    batch: list[Window] = []
    for window in ordered:
        if batch and (len(batch) + 1) * len(window.ids) > room:
            found.append(batch)
            batch = []
        batch.append(window)
    found.append(batch)
    draw.shuffle(found)
    return found


def loss_of(tagger: Tagger, batch: list[Window], settings: Settings, unknown: int) -> Tensor:
    """Minus the log of the probability of the tags that each word may have, smoothed."""
    length = max(len(window.ids) for window in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    keep = torch.zeros(len(batch), length, dtype=torch.bool)
    rows, allowed = [], []
    for number, window in enumerate(batch):
        ids[number, : len(window.ids)] = torch.from_numpy(window.ids)
        keep[number, : len(window.ids)] = True
        rows.append(torch.from_numpy(window.first_piece) + number * length)
        allowed.append(torch.from_numpy(window.allowed))
    hidden = torch.rand(ids.shape) < settings.training.hidden_words
    ids[hidden & keep] = unknown
    with torch.autocast("cpu", dtype=torch.bfloat16):
        scores = tagger(ids, None if keep.all() else keep)
    scores = scores.float().flatten(0, 1)[torch.cat(rows)]
    may = torch.cat(allowed)
    if settings.training.head == "crf":
        steps = tagger.head_steps + torch.from_numpy(possible_steps(settings.tags))
        return loss_of_rows(scores, may, [len(row) for row in rows], steps)
    logs = scores.log_softmax(-1)
    right = -torch.logsumexp(logs.masked_fill(~may, -1e9), -1)
    # A word of an unsure set is not smoothed: its other tags are not known to be wrong.
    sure = may.sum(-1) == 1
    smooth = settings.training.smoothing
    return torch.where(sure, (1 - smooth) * right - smooth * logs.mean(-1), right).mean()


class Average:
    """A moving average of the weights; steadier than the last step's."""

    def __init__(self, tagger: nn.Module, share: float) -> None:
        self.share = share
        self.weights = {name: values.detach().clone() for name, values in tagger.state_dict().items()}

    def update(self, tagger: nn.Module, step: int) -> None:
        """Move towards the network's weights; at first quickly."""
        share = min(self.share, (1 + step) / (10 + step))
        for name, values in tagger.state_dict().items():
            self.weights[name].lerp_(values, 1 - share)


def learn(
    tagger: Tagger, settings: Settings, passes: Iterable[list[Window]], unknown: int, draw: random.Random
) -> Iterator[dict[str, Tensor]]:
    """Train on each pass in turn; gives the averaged weights after each."""
    optimizer = torch.optim.AdamW(groups(tagger, settings), fused=True)
    average = Average(tagger, settings.training.average)
    step, expected, began = 0, 0, time.monotonic()
    tagger.train()
    for number, windows in enumerate(passes):
        todo = batches(windows, settings.training.batch, draw)
        expected = expected or len(todo) * settings.training.rate_falls_over
        losses = []
        for batch in todo:
            share = min(1.0, step / (settings.training.warmup * expected))
            share *= 0.5 + 0.5 * math.cos(math.pi * min(1.0, step / expected))
            for group in optimizer.param_groups:
                group["lr"] = group["full_rate"] * share + 1e-8
            loss = loss_of(tagger, batch, settings, unknown)
            loss.backward()
            nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad()
            step += 1
            average.update(tagger, step)
            losses.append(loss.item())
        pieces = sum(len(window.ids) for window in windows)
        log.info("pass %d: loss %.4f, %d pieces, %d s", number + 1, np.mean(losses), pieces, time.monotonic() - began)
        yield average.weights


def train(settings: Settings, data: Path, out: Path, start: Path | None) -> None:
    """Run all passes, from the weights in `start` or the bare encoder, and write `weights.pt` after each."""
    tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
    tagger = build(settings, tokenizer, read_encoder(weights_file()))
    if start:
        tagger.load_state_dict(torch.load(start, weights_only=True))
    examples = Examples(settings, tokenizer)
    letters = read_folder(data / "letters") | read_folder(out / "letters")
    texts = Texts(letters, read_folder(COMPOSED), read_folder(out / "silver"))
    draw = random.Random(settings.seed)
    passes = (examples.one_pass(texts, data, draw) for _ in range(settings.training.passes))
    for weights in learn(tagger, settings, passes, tokenizer.token_to_id("<unk>"), draw):
        torch.save(weights, out / "weights.pt")


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--settings", type=Path, default=DEFAULT)
    parser.add_argument("--start", type=Path)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    train(read_settings(options.settings), options.data, options.out, options.start)


if __name__ == "__main__":
    main()
