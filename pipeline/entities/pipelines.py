"""The spaCy pipeline of each language, loaded when the first passage in it comes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pipeline.entities.agreement import second_look
from pipeline.entities.overlap import Candidate
from pipeline.entities.settings import EntitySettings, RuleLabel
from pipeline.errors import MissingProgramError
from pipeline.records import Languages, Letter

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

# What other pipelines call their entities; what is not here (dates, numbers, works of art) is left out.
LABELS: dict[str, RuleLabel] = {
    "PERSON": "PERSON",
    "PER": "PERSON",
    "ORG": "ORG",
    "LOC": "LOC",
    "GPE": "LOC",
    "FAC": "LOC",
    "EVENT": "EVENT",
    "LAW": "LAW",
    "MONEY": "MONEY",
}
# Other pipelines give no score; this one lets `recall` look for their names elsewhere.
UNKNOWN_SCORE = 0.8

Tongue = Literal["nl", "en"]


class Pipelines:
    """Reads each passage with the pipeline of its language, together with its neighbours."""

    def __init__(self, settings: EntitySettings) -> None:
        self._settings = settings
        self._loaded: dict[str, Language] = {}

    def __call__(self, letter: Letter, languages: Languages) -> list[Candidate]:
        return second_look(letter.text, self._read(letter, languages))

    def _read(self, letter: Letter, languages: Languages) -> Iterator[Candidate]:
        stretches: dict[Tongue, list[tuple[int, int]]] = {"nl": [], "en": []}
        for code, start, end in self._stretches(letter, languages):
            stretches[code].append((start, end))
        for code, spans in stretches.items():
            name = self._settings.pipelines.get(code, "blank")
            if name == "blank" or not spans:
                continue
            docs = self._pipeline(code, name).pipe(letter.text[start:end] for start, end in spans)
            for doc, (start, _) in zip(docs, spans, strict=True):
                yield from _candidates(doc, start, name)

    def _stretches(self, letter: Letter, languages: Languages) -> Iterator[tuple[Tongue, int, int]]:
        """Passages one after another in the same language, as one span: they are each other's context."""
        whole: Tongue = "en" if languages.letter == "en" else "nl"
        current: tuple[Tongue, int, int] | None = None
        for passage, read in zip(letter.passages, languages.passages, strict=True):
            code = whole if read == "und" else read
            if current and current[0] == code and current[2] <= passage.start_char:
                current = (code, current[1], passage.end_char)
                continue
            if current:
                yield current
            current = (code, passage.start_char, passage.end_char)
        if current:
            yield current

    def _pipeline(self, code: Tongue, name: str) -> Language:
        key = f"{code} {name}" if name == "council" else name
        if key not in self._loaded:
            self._loaded[key] = _council(code, self._settings.least_score) if name == "council" else _installed(name)
        return self._loaded[key]


def _council(code: Tongue, least_score: float) -> Language:
    import spacy

    from pipeline.entities.component import PACKAGED_MODEL

    if not PACKAGED_MODEL.is_dir():
        raise MissingProgramError("the names model is not in this copy of the package; install the wheel, or train it")
    nlp = spacy.blank(code)
    nlp.add_pipe("council_ner", config={"least_score": least_score})
    return nlp


def _installed(name: str) -> Language:
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        raise MissingProgramError(
            f"the spaCy pipeline {name} is not installed; install it, or set `pipelines` of `entities` to council"
        ) from error


def _candidates(doc: Doc, offset: int, name: str) -> Iterator[Candidate]:
    found = doc.user_data.get("council_ner")
    if found is None:
        found_spans = [(ent.label_, ent.start_char, ent.end_char, UNKNOWN_SCORE) for ent in doc.ents]
    else:
        found_spans = [(span.label, span.start_char, span.end_char, span.score) for span in found]
    for label, start, end, score in found_spans:
        if label in LABELS:
            yield Candidate(LABELS[label], offset + start, offset + end, score, "model", name)
