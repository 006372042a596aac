"""The stage: rules and pipelines find candidates, one rule settles them, names once found help find the rest."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from pipeline.entities.agreement import agree
from pipeline.entities.lexicon import Lexicon
from pipeline.entities.memory import recall
from pipeline.entities.overlap import Candidate, cut_at_none, settle
from pipeline.entities.patterns import Patterns
from pipeline.entities.pipelines import Pipelines
from pipeline.entities.registers import register_lists
from pipeline.entities.settings import SURE, EntitySettings
from pipeline.records import LanguageCode, Languages, Letter, Mention, Mentions


class FindEntities:
    """Gives the names in a letter. spaCy and the model are loaded with the first letter."""

    def __init__(self, settings: EntitySettings) -> None:
        self._patterns = Patterns(settings.rule_sets)
        self._lexicon = Lexicon([*(words for rules in settings.rule_sets for words in rules.words), *register_lists()])
        self._pipelines = Pipelines(settings)

    def __call__(self, letter: Letter, languages: Languages) -> Mentions:
        return Mentions(tuple(_mentions(self.candidates(letter, languages), letter, languages)))

    def warm_up(self) -> None:
        """Loads the names model before the first letter comes."""
        self._pipelines.warm_up()

    def candidates(self, letter: Letter, languages: Languages) -> list[Candidate]:
        """The settled mentions with the rule or pipeline each comes from, and the spans that are sure to be none."""
        found = [
            *self._patterns.find(letter.text),
            *self._lexicon(letter.text),
            *_signed(letter),
            *self._pipelines(letter, languages),
        ]
        settled = settle(_inside_passages(letter, cut_at_none(letter.text, found)))
        # What was recalled votes on the names that the model alone could not agree on.
        return agree(letter.text, recall(letter.text, [self._patterns.extend(letter.text, one) for one in settled]))


def _signed(letter: Letter) -> Iterator[Candidate]:
    """Those who sign, and the organisations they sign for."""
    for signature in letter.signatures:
        yield Candidate("PERSON", signature.start_char, signature.end_char, SURE, "rule", "signature")
        if signature.organisation:
            # The organisation stands under the name; elsewhere, `recall` finds it.
            start = letter.text.find(signature.organisation, signature.end_char, signature.end_char + 300)
            if start >= 0:
                yield Candidate("ORG", start, start + len(signature.organisation), 0.92, "rule", "signature")


def _inside_passages(letter: Letter, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those that lie in one passage: no name runs from one paragraph into the next."""
    borders = sorted({border for passage in letter.passages for border in (passage.start_char, passage.end_char)})
    for one in candidates:
        if bisect_right(borders, one.start_char) == bisect_right(borders, one.end_char - 1):
            yield one


def _mentions(candidates: Iterable[Candidate], letter: Letter, languages: Languages) -> Iterator[Mention]:
    whole: LanguageCode = "en" if languages.letter == "en" else "nl"
    spans = [(p.start_char, p.end_char, code) for p, code in zip(letter.passages, languages.passages, strict=True)]
    for one in candidates:
        if one.label == "NONE":
            continue
        code = next((code for start, end, code in spans if start <= one.start_char < end), whole)
        yield Mention(one.label, one.start_char, one.end_char, code, one.source, round(one.score, 4))
