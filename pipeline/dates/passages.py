"""The passages of a letter, read one after the other, each in its own language and from its own day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.dates.amounts import read_amounts
from pipeline.dates.reader import read_passage
from pipeline.dates.settings import DatesSettings
from pipeline.dates.times import Context
from pipeline.records import Amount, DateExpression, LanguageCode, Languages, Letter

_DAY_AND_MONTH = re.compile(r"\d{1,2}\s+[^\W\d_]{3,10}\.?\s*$")
_YEAR = re.compile(r"\s*(?:19|20)\d\d(?!\d)")
_LINE_END = 20  # characters that a day and a month take


class PassageReader:
    """Reads the dates of one letter. What is said in one passage ("2018") helps the next ("dat jaar")."""

    def __init__(self, letter: Letter, languages: Languages, settings: DatesSettings, *, ocr: bool) -> None:
        self._letter = letter
        self._languages = languages
        self._settings = settings
        self._ocr = ocr

    def dates(self, anchor: dt.date | None) -> list[DateExpression]:
        """The expressions of every passage, counted from `anchor`; in questions from the day they were asked."""
        asked = self._asked_on()
        context = Context(anchor)
        dates: list[DateExpression] = []
        for text, start_char, section, language in self._texts():
            day = asked if asked and section in self._questions() else anchor
            read_as = _read_as(language, self._languages)
            found, context = read_passage(text, read_as, replace(context, anchor=day), ocr=self._ocr, offset=start_char)
            dates += [replace(date, language=language) for date in found]
        return dates

    def _texts(self) -> Iterator[tuple[str, int, int, LanguageCode]]:
        """Text, place, section and language of every passage; a date over two lines of furniture is one text."""
        letter, open_line = self._letter, -1
        passages = list(zip(letter.passages, self._languages.passages, strict=True))
        for (passage, language), after in zip(passages, [*passages[1:], None], strict=True):
            start = open_line if open_line >= 0 else passage.start_char
            text = letter.text[start : passage.end_char]
            open_line = -1
            if after and passage.section == after[0].section == -1 and language == after[1]:
                rest = letter.text[passage.end_char : after[0].end_char]
                if _DAY_AND_MONTH.search(text[-_LINE_END:]) and _YEAR.match(rest) and "\n\n" not in rest[:2]:
                    open_line = start
                    continue
            yield text, start, passage.section, language

    def _questions(self) -> frozenset[int]:
        """The sections that are questions put to the sender, not the answers to them."""
        heads = self._settings.question_headings
        return frozenset(
            s.position for s in self._letter.sections if s.kind == "question" and s.heading.casefold().startswith(heads)
        )

    def _asked_on(self) -> dt.date | None:
        """The day after "ingezonden", where the letter answers questions."""
        if not self._questions():
            return None
        for passage in self._letter.passages:
            text = self._letter.text[passage.start_char : passage.end_char]
            if passage.page_number > 1 and passage.section >= 0:
                return None
            for label in self._settings.question_labels:
                place = text.casefold().find(label)
                found, _ = read_passage(text[place:], "nl", Context(), ocr=self._ocr) if place >= 0 else ([], None)
                if found and found[0].precision == "day" and found[0].start_char <= len(label) + 1:
                    return dt.date.fromisoformat(found[0].start_date)
        return None


def agreed(first: list[DateExpression], last: list[DateExpression]) -> list[DateExpression]:
    """Of a letter that names only its month: the values that are the same on its first and its last day."""
    return [
        a if a.edtf == b.edtf else replace(a, edtf="", start_date="", end_date="", precision="", anchor_date="")
        for a, b in zip(first, last, strict=True)
    ]


def amounts_of(letter: Letter) -> list[Amount]:
    """The sums of money of every passage."""
    amounts: list[Amount] = []
    for passage in letter.passages:
        for amount in read_amounts(letter.text[passage.start_char : passage.end_char]):
            start, end = amount.start_char + passage.start_char, amount.end_char + passage.start_char
            amounts.append(replace(amount, start_char=start, end_char=end))
    return amounts


def _read_as(language: LanguageCode, languages: Languages) -> LanguageCode:
    """A passage in no known language is read as the rest of the letter, or in both."""
    if language != "und":
        return language
    return languages.letter if languages.letter in ("nl", "en") else "und"
