"""Where spans of the text stand on the pages: one box per printed line."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import PlacedWord
from pipeline.tables.spans import WordIndex

PageBox = tuple[int, float, float, float, float]
"""Page number, x0, top, x1, bottom."""


class Lines:
    """Looks up the boxes of spans in one letter."""

    def __init__(self, words: Sequence[PlacedWord]) -> None:
        self._words = WordIndex(words)

    def of(self, start_char: int, end_char: int) -> list[PageBox]:
        """One box per line that the span is printed on."""
        boxes: list[PageBox] = []
        for word in self._words.between(start_char, end_char):
            box = (word.page_number, *word.box)
            if boxes and _one_line(boxes[-1], box):
                box = _around(boxes.pop(), box)
            boxes.append(box)
        return [_rounded(box) for box in boxes]

    def block(self, start_char: int, end_char: int) -> list[PageBox]:
        """One box per page that the span is printed on."""
        pages: dict[int, PageBox] = {}
        for word in self._words.between(start_char, end_char):
            box = (word.page_number, *word.box)
            known = pages.get(word.page_number)
            pages[word.page_number] = _around(known, box) if known else box
        return [_rounded(box) for _, box in sorted(pages.items())]


def _one_line(box: PageBox, other: PageBox) -> bool:
    """Whether the other box goes on to the right on the same line."""
    overlap = min(box[4], other[4]) - max(box[2], other[2])
    height = min(box[4] - box[2], other[4] - other[2])
    return box[0] == other[0] and other[1] >= box[1] and overlap > 0.5 * height


def _around(box: PageBox, other: PageBox) -> PageBox:
    return (
        box[0],
        min(box[1], other[1]),
        min(box[2], other[2]),
        max(box[3], other[3]),
        max(box[4], other[4]),
    )


def _rounded(box: PageBox) -> PageBox:
    return (box[0], round(box[1], 1), round(box[2], 1), round(box[3], 1), round(box[4], 1))
