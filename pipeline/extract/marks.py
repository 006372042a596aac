"""What is drawn around words: lines under them, areas over them, pictures and colours behind them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.extract.content import Fill, PageContent
from pipeline.extract.words import SetWord, Sides
from pipeline.records import Box

# In em, below the baseline: where word processors draw the line under a word. The line of a table cell lies lower.
_UNDERLINE_ABOVE = 0.05
_UNDERLINE_BELOW = 0.24
_THIN = 1.6
_UNDERLINED_SHARE = 0.8
# A line may begin this much before its words, in em, and end twice as much after them (a trailing blank).
_OVERHANG = 0.35
# Points; far more than a line can lie under words of any size that letters use.
_TALLEST = 12.0
_BANDS = 64
# Type smaller than this, in points, is printed for machines.
_SMALLEST = 1.0


def underlined_words(words: list[SetWord], lines: list[Box]) -> set[int]:
    """Return the places of the words that have one of the level lines right under them.

    A line under words begins and ends with them; the line of a table goes on to the edge of its cell.
    """
    if not lines:
        return set()
    upright = sorted(
        (word.base, place) for place, word in enumerate(words) if word.style.down == 0 and word.style.right > 0
    )
    underlined: set[int] = set()
    for line in lines:
        height = (line.top + line.bottom) / 2
        first = bisect_left(upright, (height - _TALLEST,))
        last = bisect_left(upright, (height + _TALLEST,))
        above = [place for _, place in upright[first:last] if _is_under(line, height, words[place])]
        if above:
            size = max(words[place].style.size for place in above)
            left, right = min(words[place].start for place in above), max(words[place].end for place in above)
            if left - line.x0 < _OVERHANG * size and line.x1 - right < 2 * _OVERHANG * size:
                underlined.update(above)
    return underlined


def _is_under(line: Box, height: float, word: SetWord) -> bool:
    size = word.style.size
    return -_UNDERLINE_ABOVE * size < height - word.base < _UNDERLINE_BELOW * size and min(line.x1, word.end) - max(
        line.x0, word.start
    ) > _UNDERLINED_SHARE * (word.end - word.start)


def level_lines(rules: list[Box]) -> list[Box]:
    """Return the rules that are thin level lines."""
    return [rule for rule in rules if rule.bottom - rule.top <= _THIN and rule.x1 - rule.x0 > 2]


class Covers:
    """The areas of a page that hide what is beneath, by height: a page can have thousands, and as many words."""

    def __init__(self, content: PageContent) -> None:
        self._band = max(content.height / _BANDS, 1.0)
        self._fills: dict[int, list[Fill]] = {}
        for fill in content.fills:
            if fill.opaque and fill.box.top <= content.height and fill.box.bottom >= 0:
                first = int(max(fill.box.top, 0.0) // self._band)
                last = int(min(fill.box.bottom, content.height) // self._band)
                for band in range(first, last + 1):
                    self._fills.setdefault(band, []).append(fill)

    def hide(self, word: SetWord, box: Sides) -> bool:
        """Say whether one of them covers the word, which lies on the page, and was drawn after it."""
        if not self._fills:
            return False
        x0, top, x1, bottom = box
        x, y, third = (x0 + x1) / 2, (top + bottom) / 2, (bottom - top) / 4
        return any(
            fill.order > word.order
            and fill.box.x0 <= x <= fill.box.x1
            and fill.box.top <= y - third
            and y + third <= fill.box.bottom
            for fill in self._fills.get(int(y // self._band), ())
        )


def hidden_words(words: Sequence[SetWord], boxes: Sequence[Sides], content: PageContent) -> set[int]:
    """Return the places of the words that are in the file but not shown; `boxes` are theirs."""
    covers = Covers(content)
    found = enumerate(zip(words, boxes, strict=True))
    return {place for place, (word, box) in found if _is_hidden(word, box, content, covers)}


def _is_hidden(word: SetWord, box: Sides, content: PageContent, covers: Covers) -> bool:
    """Say whether the word is not shown.

    Invisible text on a picture is the text layer of a scan, which stands for what the picture shows.
    """
    style = word.style
    x0, top, x1, bottom = box
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    if not (0 <= x <= content.width and 0 <= y <= content.height) or style.size < _SMALLEST:
        return True
    if style.invisible:
        return not any(_holds(image, x, y) for image in content.images)
    if style.white and not _has_ground(word, content, x, y):
        return True
    return covers.hide(word, box)


def _has_ground(word: SetWord, content: PageContent, x: float, y: float) -> bool:
    """Say whether white text stands on something that isn't white."""
    grounds = [fill for fill in content.fills if fill.order < word.order and _holds(fill.box, x, y)]
    if grounds:
        return not grounds[-1].white
    return any(_holds(image, x, y) for image in content.images)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
