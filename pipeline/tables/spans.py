"""From a span of the text to the section, the page and the place on the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from pipeline.records import Letter, PlacedWord

Place = tuple[int | None, float | None, float | None, float | None, float | None]

NOWHERE: Place = (None, None, None, None, None)


def pages_without_places(letter: Letter) -> frozenset[int]:
    """Pages that a word processor would set anew: what the record says of places on them is no fact."""
    return frozenset(page.page_number for page in letter.ledger if page.reader in ("docx", "odt"))


class WordIndex:
    """The placed words of a letter, looked up by the place in its text."""

    def __init__(self, words: Iterable[PlacedWord]) -> None:
        self._words = sorted(words, key=lambda word: (word.start_char, word.end_char))
        self._starts = [word.start_char for word in self._words]

    def between(self, start_char: int, end_char: int) -> Iterator[PlacedWord]:
        """The words that lie in the span, wholly or in part, in order."""
        index = max(bisect_right(self._starts, start_char) - 1, 0)
        while index < len(self._words) and self._words[index].start_char < end_char:
            if self._words[index].end_char > start_char:
                yield self._words[index]
            index += 1


class Places:
    """Looks up, for one letter, where spans of its text stand."""

    def __init__(self, letter: Letter, section_ids: dict[int, str]) -> None:
        self._words = WordIndex(letter.words)
        self._estimated = pages_without_places(letter)
        spans = sorted(
            (section.heading_start if section.heading else section.start_char, section.end_char, section.position)
            for section in letter.sections
        )
        self._section_starts = [start for start, _, _ in spans]
        self._sections = [(max(end, start), section_ids[position]) for start, end, position in spans]

    def section_id(self, start_char: int) -> str:
        """The id of the section (its heading included) that holds this code point, or empty."""
        index = bisect_right(self._section_starts, start_char) - 1
        if index < 0:
            return ""
        end_char, section_id = self._sections[index]
        return section_id if start_char < end_char else ""

    def place(self, start_char: int, end_char: int) -> Place:
        """Page and box: (page_number, x0, top, x1, bottom) round the words of the span on the page it starts on."""
        words = list(self._words.between(start_char, end_char))
        if not words:
            return NOWHERE
        page_number = words[0].page_number
        if page_number in self._estimated:
            return (page_number, None, None, None, None)
        boxes = [word.box for word in words if word.page_number == page_number]
        return (
            page_number,
            round(min(box.x0 for box in boxes), 2),
            round(min(box.top for box in boxes), 2),
            round(max(box.x1 for box in boxes), 2),
            round(max(box.bottom for box in boxes), 2),
        )

    def page_number(self, start_char: int, end_char: int) -> int | None:
        """The page that the span starts on, where a printed word is known."""
        word = next(self._words.between(start_char, min(end_char, start_char + 200)), None)
        return word.page_number if word else None
