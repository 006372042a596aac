"""Characters to words: the one place that decides what stands together, whichever library read the page.

A word is a stretch of the content stream on one baseline without a blank and without a gap. The gap counts
relative to the type size, along the direction in which the characters are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from pipeline.extract.content import Run, Style, hundredth
from pipeline.extract.glyphs import SOFT_HYPHEN, UNDECODABLE
from pipeline.records import Box, Word

# In em. Blanks of text fonts are 0.22 to 0.33 wide and justified lines squeeze them to some 0.15; letters of
# one word stand closer than that unless the whole word is spaced out (see `_close_up`).
_WORD_GAP = 0.15
_OVERLAP = 0.5
# A raised note number or the 2 of m² stays with its word.
_BASELINE_SHIFT = 0.45
# How far a box reaches above and below the baseline, in em: what Arial and Times take. Fonts' own figures
# are too often nonsense, and lines of mixed fonts are easier to compare when all boxes are made alike.
ASCENT = 0.78
DESCENT = 0.22
# Bold faked by printing twice moves the copy by less than this, in em, and by less than half the letter, which can
# be squeezed.
_DOUBLE = 0.12
_BAND = 16.0  # points; copies are looked for in the same or the next one
_SPACED_LETTERS = 4
_SPACED_GAP = 0.65


# Left, top, right and bottom. A word has them for a moment only, and a Box would take five times as long to make.
Sides = tuple[float, float, float, float]


@dataclass(slots=True)
class SetWord:
    """A word with what is needed to judge whether it shows: its style and its place in the drawing order.

    `start`, `end` and `base` are coordinates along and across the reading direction.
    """

    text: str
    style: Style
    order: int
    start: float
    end: float
    base: float
    doubled: bool = False

    @property
    def box(self) -> Box:
        """The word's box on the page as shown."""
        return Box(*self.sides())

    def sides(self) -> Sides:
        """Return the sides of its box."""
        style = self.style
        right, down, size = style.right, style.down, style.size
        top, bottom = self.base - ASCENT * size, self.base + DESCENT * size
        if down == 0 and right > 0:
            return (self.start, top, self.end, bottom)
        corners = [
            (along * right - across * down, along * down + across * right)
            for along in (self.start, self.end)
            for across in (top, bottom)
        ]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return (min(xs), min(ys), max(xs), max(ys))


def group_words(runs: list[Run]) -> list[SetWord]:
    """Return the words of a page in the order of the file, without those that are printed twice."""
    return _drop_doubles(_close_up(_split_at_gaps(runs)))


def _split_at_gaps(runs: list[Run]) -> list[SetWord]:
    words: list[SetWord] = []
    letters: list[str] = []
    style: Style | None = None
    order = 0
    start = end = last = base = size = 0.0
    doubled = False

    for run in runs:
        current = run.style
        right, down = current.right, current.down
        upright = down == 0 and right > 0
        turned = (
            style is None
            or right * style.right + down * style.down < 0.999
            or current.white != style.white
            or current.invisible != style.invisible
        )
        room = max(size, current.size)
        for text, x, y, advance, lead in run.glyphs:
            if text == " ":
                if letters and style is not None:
                    words.append(SetWord("".join(letters), style, order, start, end, base, doubled))
                    letters = []
                continue
            if upright:
                along, across = x, y
            else:
                along, across = x * right + y * down, y * right - x * down
            if letters:
                gap = along - end
                apart = across - base
                shift = max(abs(along - last), abs(apart))
                if shift < min(_DOUBLE * room, advance / 2) and not turned and letters[-1].endswith(text):
                    doubled = True
                    continue
                if (
                    not turned
                    and -_OVERLAP * room < gap < _WORD_GAP * room
                    and -_BASELINE_SHIFT * room < apart < _BASELINE_SHIFT * room
                ):
                    letters.append(text)
                    last = along + lead
                    if along + advance > end:
                        end = along + advance
                    if current.size > size:  # "¹Zie", "m²": the word is set as its tallest letters are
                        style, base, size = current, across, current.size
                    continue
                assert style is not None
                words.append(SetWord("".join(letters), style, order, start, end, base, doubled))
            letters = [text]
            style, order, doubled, turned = current, run.order, False, False
            start, end, last, base = along, along + advance, along + lead, across
            room = size = current.size
    if letters and style is not None:
        words.append(SetWord("".join(letters), style, order, start, end, base, doubled))
    return words


def _close_up(words: list[SetWord]) -> list[SetWord]:
    """Return the words with spaced-out ones ("B E S L U I T") made whole."""
    if "1" * _SPACED_LETTERS not in "".join(["1" if len(word.text) == 1 else " " for word in words]):
        return words
    closed: list[SetWord] = []
    place = 0
    while place < len(words):
        if len(words[place].text) > 1 or not words[place].text.isalpha():
            closed.append(words[place])
            place += 1
            continue
        stop = place + 1
        while stop < len(words) and _is_next_letter(words[stop - 1], words[stop]):
            stop += 1
        spaced = words[place:stop]
        closed.extend(_join_letters(spaced) if len(spaced) >= _SPACED_LETTERS else spaced)
        place = stop
    return closed


def _is_next_letter(word: SetWord, following: SetWord) -> bool:
    size = word.style.size
    return (
        len(following.text) == 1
        and following.text.isalpha()
        and following.style.size == size
        and following.style.right == word.style.right
        and abs(following.base - word.base) < 0.1 * size
        and 0 < following.start - word.end < _SPACED_GAP * size
    )


def _join_letters(letters: list[SetWord]) -> list[SetWord]:
    """Return the words that spaced letters make: a gap well above the smallest one parts two words."""
    gaps = [following.start - letter.end for letter, following in pairwise(letters)]
    limit = min(gaps) + 0.2 * letters[0].style.size
    words = [letters[0]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > limit:
            words.append(letter)
        else:
            words[-1] = replace(words[-1], text=words[-1].text + letter.text, end=letter.end)
    return words


def _drop_doubles(words: list[SetWord]) -> list[SetWord]:
    """Return the words without those that stand on a copy of themselves (fake bold, shadows)."""
    kept: list[SetWord] = []
    times = Counter([word.text for word in words])
    places: dict[tuple[str, int], list[int]] = {}
    for word in words:
        text = word.text
        if times[text] == 1:
            kept.append(word)
            continue
        band = int(word.base // _BAND)
        slack = min(max(_DOUBLE * word.style.size, 0.01), _BAND)
        near = (*places.get((text, band - 1), ()), *places.get((text, band), ()), *places.get((text, band + 1), ()))
        double = next((number for number in near if _is_copy(word, kept[number], slack)), None) if near else None
        if double is None:
            places.setdefault((text, band), []).append(len(kept))
            kept.append(word)
        elif kept[double].style.invisible and not word.style.invisible:
            kept[double] = word
        else:
            kept[double].doubled = True
    return kept


def _is_copy(word: SetWord, other: SetWord, slack: float) -> bool:
    return (
        abs(other.base - word.base) < slack
        and abs(other.start - word.start) < slack
        and other.style.right == word.style.right
    )


def finished_words(
    words: Sequence[SetWord], boxes: Sequence[Sides], underlined: Set[int], hidden: Set[int]
) -> Iterator[Word]:
    """Yield the records of the words of a page; those at the places given are underlined or hidden."""
    style: Style | None = None
    top = bottom = shown_top = shown_bottom = 0.0
    for place, (word, (x0, upper, x1, lower)) in enumerate(zip(words, boxes, strict=True)):
        if word.style is not style:
            style = word.style
            size, rotation = round(style.size, 2), _rotation(style)
        if upper != top or lower != bottom:  # most words stand beside the one before
            top, bottom = upper, lower
            shown_top, shown_bottom = hundredth(top), hundredth(bottom)
        text = word.text
        if text[-1] == SOFT_HYPHEN:
            text = text[:-1] + "-"  # a soft hyphen that ends a word is printed; pdfium doesn't tell the two apart
        yield Word(
            text,
            Box(hundredth(x0), shown_top, hundredth(x1), shown_bottom),
            style.font,
            size,
            style.bold or word.doubled,
            style.italic,
            place in underlined,
            rotation,
            place in hidden,
            undecodable=0 if text.isascii() else text.count(UNDECODABLE),
        )


def _rotation(style: Style) -> Literal[0, 90, 180, 270]:
    if abs(style.right) >= abs(style.down):
        return 0 if style.right > 0 else 180
    return 90 if style.down > 0 else 270
