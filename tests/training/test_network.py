"""The loss over whole rows of tags, beside a count of all rows there are."""

from __future__ import annotations

import itertools

import pytest

pytest.importorskip("torch", reason="torch comes with training/requirements.txt")

import torch

from pipeline.entities.decoding import possible_steps
from training.network import loss_of_rows

TAGS = ("O", "B-PERSON", "I-PERSON", "B-ORG", "I-ORG")
STEPS = torch.from_numpy(possible_steps(TAGS))


def counted(scores: torch.Tensor, allowed: torch.Tensor, steps: torch.Tensor) -> torch.Tensor:
    """The same for one window, from the worth of each row of tags."""
    every, may = [], []
    for path in itertools.product(range(len(TAGS)), repeat=len(scores)):
        worth = sum(scores[word, tag] for word, tag in enumerate(path))
        worth = worth + sum(steps[before, tag] for before, tag in itertools.pairwise(path))
        every.append(worth)
        if all(allowed[word, tag] for word, tag in enumerate(path)):
            may.append(worth)
    return torch.logsumexp(torch.stack(every), 0) - torch.logsumexp(torch.stack(may), 0)


def test_the_loss_is_that_of_all_rows_counted_one_by_one() -> None:
    torch.manual_seed(3)
    words = [4, 1, 3]
    scores, steps = torch.randn(sum(words), len(TAGS)), torch.randn(len(TAGS), len(TAGS)) + STEPS
    allowed = torch.rand(scores.shape) < 0.5
    allowed[:, 0] = True
    parts = zip(scores.split(words), allowed.split(words), strict=True)
    by_hand = sum(counted(*part, steps) for part in parts) / sum(words)
    assert torch.allclose(loss_of_rows(scores, allowed, words, steps), by_hand, atol=1e-4)


def test_a_row_that_cannot_be_has_no_part_in_the_loss() -> None:
    scores = torch.tensor([[0.0, -999, -999, -999, -999], [0, -999, 99, -999, -999]])  # a name's inside behind no name
    allowed = torch.eye(len(TAGS), dtype=torch.bool)[[0, 0]]
    assert loss_of_rows(scores, allowed, [2], STEPS) < 0.01
