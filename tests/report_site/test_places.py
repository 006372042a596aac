"""Boxes of spans."""

from __future__ import annotations

from pipeline.records import Box, PlacedWord
from pipeline.report_site.places import Lines


def word(start: int, page: int, x0: float, top: float) -> PlacedWord:
    """A word of four characters, 20 points wide and 10 high."""
    return PlacedWord(start, start + 4, page, Box(x0, top, x0 + 20, top + 10))


# one two / three on the next line / four on the next page
LINES = Lines([word(0, 1, 100, 50), word(5, 1, 130, 51), word(10, 1, 100, 64), word(15, 2, 100, 50)])


def test_words_on_one_line_share_a_box() -> None:
    assert LINES.of(0, 9) == [(1, 100, 50, 150, 61)]


def test_a_span_over_two_lines_and_pages_has_a_box_on_each() -> None:
    assert LINES.of(5, 19) == [(1, 130, 51, 150, 61), (1, 100, 64, 120, 74), (2, 100, 50, 120, 60)]


def test_a_block_has_one_box_per_page() -> None:
    assert LINES.block(0, 19) == [(1, 100, 50, 150, 74), (2, 100, 50, 120, 60)]


def test_a_span_that_no_word_was_printed_for_has_no_box() -> None:
    assert LINES.of(4, 5) == []
    assert Lines([]).of(0, 9) == []
