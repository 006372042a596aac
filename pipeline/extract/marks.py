"""What is drawn around words: lines under them, areas over them, pictures and colours behind them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pipeline.extract.content import Fill, PageContent
from pipeline.extract.words import SetWord
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
# Type smaller than this, in points, is printed for machines.
_SMALLEST = 1.0


def underlined_words(words: list[SetWord], lines: list[Box]) -> set[int]:
    """Return the places of the words that have one of the level lines right under them.

    A line under words begins and ends with them; the line of a table goes on to the edge of its cell.
    """
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


def is_hidden(word: SetWord, content: PageContent, covers: Sequence[Fill]) -> bool:
    """Say whether the word is in the file but not shown.

    Invisible text on a picture is the text layer of a scan, which stands for what the picture shows.

    Args:
        word: the word.
        content: the page.
        covers: those areas of the page that hide what is beneath.
    """
    box = word.box
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    if not (0 <= x <= content.width and 0 <= y <= content.height):
        return True
    if word.style.size < _SMALLEST:
        return True
    if word.style.invisible:
        return not any(_holds(image, x, y) for image in content.images)
    if word.style.white and not _has_ground(word, content, x, y):
        return True
    return any(fill.order > word.order and _covers(fill, box) for fill in covers)


def _has_ground(word: SetWord, content: PageContent, x: float, y: float) -> bool:
    """Say whether white text stands on something that isn't white."""
    grounds = [fill for fill in content.fills if fill.order < word.order and _holds(fill.box, x, y)]
    if grounds:
        return not grounds[-1].white
    return any(_holds(image, x, y) for image in content.images)


def _covers(fill: Fill, box: Box) -> bool:
    cover = fill.box
    x = (box.x0 + box.x1) / 2
    middle, third = (box.top + box.bottom) / 2, (box.bottom - box.top) / 4
    return cover.x0 <= x <= cover.x1 and cover.top <= middle - third and middle + third <= cover.bottom


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom
