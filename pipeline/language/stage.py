"""The stage: evidence of each passage, weighed with that of its neighbours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal

from pipeline.language.detectors import make_detector, warm_up
from pipeline.language.evidence import Evidence, weigh
from pipeline.language.settings import LanguageSettings
from pipeline.records import LanguageCode, Languages, Letter, Passage

# How far a passage leans on what stands around it: next to it, in its section, anywhere in the letter. Its own
# evidence runs from -15 to 15; a full line of text has at least 5 and can't be overruled, a name or a number can.
BESIDE, SECTION, WHOLE = 1.0, 1.5, 0.5
REACH = 2

# Below this it is a guess: names and scraps in a letter that says nothing else.
LEAST_ODDS = 0.2

# With less than this around it, direct speech is all there is to go by ("Hij zei:").
LETTERS_BESIDE_SPEECH = 20


class DetectLanguage:
    """Gives the language of each passage, and from these of sections, testimonials, quotations and the letter."""

    def __init__(self, settings: LanguageSettings) -> None:
        self._settings = settings
        self._detect = make_detector(settings.detector)

    def warm_up(self) -> None:
        """Lets the detector load its profiles before the first letter comes."""
        warm_up(self._settings.detector)

    def __call__(self, letter: Letter) -> Languages:
        own = [self._of_passage(letter, passage) for passage in letter.passages]
        odds = _with_context(letter.passages, own)
        passages = tuple(map(_decide, own, odds))
        return Languages(
            letter=self._of_letter(letter.passages, own, passages),
            passages=passages,
            scores=tuple(map(_score, own, odds)),
            sections=tuple(
                _majority(_inside(letter.passages, s.heading_start, s.end_char), own, passages) for s in letter.sections
            ),
            testimonials=tuple(
                _majority(_inside(letter.passages, t.start_char, t.end_char), own, passages)
                for t in letter.testimonials
            ),
            quotations=tuple(self._of_quotation(letter, odds, q.start_char, q.end_char) for q in letter.quotations),
        )

    def _of_passage(self, letter: Letter, passage: Passage) -> Evidence:
        """The evidence of the passage without the direct speech in it, which may be in another language."""
        text, cursor = "", passage.start_char
        for quotation in letter.quotations:
            if passage.start_char <= quotation.start_char and quotation.end_char <= passage.end_char:
                text += letter.text[cursor : quotation.start_char]
                cursor = quotation.end_char
        own = weigh(text + letter.text[cursor : passage.end_char], self._detect, self._settings.foreign_letters)
        if own.letters >= LETTERS_BESIDE_SPEECH:
            return own
        return self._weigh(letter, passage.start_char, passage.end_char)

    def _weigh(self, letter: Letter, start_char: int, end_char: int) -> Evidence:
        return weigh(letter.text[start_char:end_char], self._detect, self._settings.foreign_letters)

    def _of_letter(
        self, passages: Sequence[Passage], own: Sequence[Evidence], codes: Sequence[LanguageCode]
    ) -> Literal["nl", "en", "mixed", "und"]:
        body = [index for index, passage in enumerate(passages) if passage.section >= 0] or range(len(passages))
        letters = _letters(body, own, codes)
        both = letters["nl"] + letters["en"]
        if both <= letters["und"]:
            return "und"
        if min(letters["nl"], letters["en"]) >= self._settings.mixed_share * both:
            return "mixed"
        return "nl" if letters["nl"] >= letters["en"] else "en"

    def _of_quotation(self, letter: Letter, odds: Sequence[float], start_char: int, end_char: int) -> LanguageCode:
        """Direct speech counts by itself; what it stands in decides only when it is too short to tell."""
        own = self._weigh(letter, start_char, end_char)
        around = next((odds[i] for i, p in enumerate(letter.passages) if p.start_char <= start_char < p.end_char), 0.0)
        return _decide(own, own.odds + max(-1.0, min(1.0, around)))


def _with_context(passages: Sequence[Passage], own: Sequence[Evidence]) -> list[float]:
    by_section: dict[int, list[Evidence]] = {}
    for passage, evidence in zip(passages, own, strict=True):
        by_section.setdefault(passage.section, []).append(evidence)
    section = {number: _lean(members) for number, members in by_section.items()}
    whole = _lean(own)
    return [
        evidence.odds
        + BESIDE * _lean(_beside(passages, own, index))
        + SECTION * section[passages[index].section]
        + WHOLE * whole
        for index, evidence in enumerate(own)
    ]


def _beside(passages: Sequence[Passage], own: Sequence[Evidence], index: int) -> list[Evidence]:
    """The evidence of the nearest passages of the same section, without the passage itself."""
    near = range(max(0, index - REACH), min(len(own), index + REACH + 1))
    return [own[i] for i in near if i != index and passages[i].section == passages[index].section]


def _lean(members: Sequence[Evidence]) -> float:
    """From -1 (all English) to 1 (all Dutch), by letters; near 0 where there is little to go by."""
    letters = sum(member.letters for member in members if not member.foreign)
    lean = sum(member.letters * math.tanh(member.odds / 2) for member in members if not member.foreign)
    return lean / (letters + 20)


def _decide(own: Evidence, odds: float) -> LanguageCode:
    if own.foreign or not own.letters or abs(odds) < LEAST_ODDS:
        return "und"
    return "nl" if odds > 0 else "en"


def _score(own: Evidence, odds: float) -> float:
    """The probability of the language decided on, 0 where there is nothing to read."""
    if not own.letters:
        return 0.0
    return 0.9 if own.foreign else round(1 / (1 + math.exp(-abs(odds))), 4)


def _inside(passages: Sequence[Passage], start_char: int, end_char: int) -> list[int]:
    return [i for i, p in enumerate(passages) if p.start_char < end_char and p.end_char > start_char]


def _majority(indices: Iterable[int], own: Sequence[Evidence], codes: Sequence[LanguageCode]) -> LanguageCode:
    letters = _letters(indices, own, codes)
    best = max(letters, key=lambda code: letters[code])
    return best if letters[best] else "und"


def _letters(indices: Iterable[int], own: Sequence[Evidence], codes: Sequence[LanguageCode]) -> dict[LanguageCode, int]:
    letters: dict[LanguageCode, int] = {"nl": 0, "en": 0, "und": 0}
    for index in indices:
        letters[codes[index]] += own[index].letters
    return letters
