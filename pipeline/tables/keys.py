"""Rows and their ids, which are made from content: the letter, and the rank or the span of the thing in it.

Ranks and spans are padded, so that the order of ids within a letter is the order of the text.
"""

from __future__ import annotations

Cell = str | int | float | None
Row = tuple[Cell, ...]


def rank_id(letter_id: str, kind: str, rank: int) -> str:
    """The id of the thing of that kind at that rank in the letter, e.g. `delft-12-sec0003`."""
    return f"{letter_id}-{kind}{rank:04d}"


def span_id(letter_id: str, kind: str, start_char: int, end_char: int) -> str:
    """The id of the thing of that kind at that span of the letter's text, e.g. `delft-12-men0000120-0000134`."""
    return f"{letter_id}-{kind}{start_char:07d}-{end_char:07d}"
