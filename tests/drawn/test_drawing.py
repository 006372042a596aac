"""The drawn letters are letters: each draws the same bytes twice, and `raw/` holds the samples as drawn."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest

from tests.drawn import LETTERS, SAMPLES, DrawnLetter, draw

RAW = Path(__file__).resolve().parents[2] / "raw"


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
def test_a_letter_draws_the_same_bytes_twice(letter: DrawnLetter) -> None:
    assert draw(letter) == draw(letter)


@pytest.mark.parametrize("letter", SAMPLES, ids=lambda letter: letter.name)
def test_raw_holds_the_sample_as_drawn(letter: DrawnLetter) -> None:
    with pdfplumber.open(RAW / f"{letter.name}.pdf") as kept, pdfplumber.open(io.BytesIO(draw(letter))) as drawn:
        assert [page.extract_text() for page in kept.pages] == [page.extract_text() for page in drawn.pages]
