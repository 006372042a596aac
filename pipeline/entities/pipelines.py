"""The names model, or the spaCy pipeline of each language, loaded when the first passage in it comes.

Our own model reads the text as it is. It is a spaCy component as well (`component.py`), but the stage has no use for
the tokens of a Doc: they cost a tenth of the model's own time, and spaCy a second to load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Literal

from pipeline.entities.agreement import second_look
from pipeline.entities.overlap import Candidate
from pipeline.entities.settings import EntitySettings, RuleLabel
from pipeline.errors import MissingProgramError
from pipeline.records import Languages, Letter

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from pipeline.entities.model import CouncilModel, Span

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
        self._model: CouncilModel | None = None
        self._loading = Lock()
        self._loaded: dict[str, Language] = {}

    def __call__(self, letter: Letter, languages: Languages) -> list[Candidate]:
        return second_look(letter.text, self._read(letter, languages))

    def warm_up(self) -> None:
        """Loads our own model, if it is wanted. That it is not there is for the first letter to say."""
        if "council" in self._settings.pipelines.values():
            with suppress(MissingProgramError):
                self._council()

    def _read(self, letter: Letter, languages: Languages) -> Iterator[Candidate]:
        stretches: dict[Tongue, list[tuple[int, int]]] = {"nl": [], "en": []}
        for code, start, end in self._stretches(letter, languages):
            stretches[code].append((start, end))
        for code, spans in stretches.items():
            name = self._settings.pipelines.get(code, "blank")
            if name == "blank" or not spans:
                continue
            texts = [letter.text[start:end] for start, end in spans]
            read = self._by_model(texts) if name == "council" else self._by_spacy(name, texts)
            for found, (start, _) in zip(read, spans, strict=True):
                yield from _candidates(found, start, name)

    def _by_model(self, texts: Sequence[str]) -> Iterator[list[Span]]:
        return self._council().sure_spans(texts, self._settings.least_score)

    def _council(self) -> CouncilModel:
        with self._loading:
            if self._model is None:
                self._model = _council()
            return self._model

    def _by_spacy(self, name: str, texts: Sequence[str]) -> Iterator[list[Span]]:
        if name not in self._loaded:
            self._loaded[name] = _installed(name)
        return map(_spans_of, self._loaded[name].pipe(texts))

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


def _council() -> CouncilModel:
    from pipeline.entities.model import MODEL_FOLDER, CouncilModel

    if not MODEL_FOLDER.is_dir():
        raise MissingProgramError("the names model is not in this copy of the package; install the wheel, or train it")
    return CouncilModel.load()


def _installed(name: str) -> Language:
    import spacy

    try:
        return spacy.load(name)
    except OSError as error:
        raise MissingProgramError(
            f"the spaCy pipeline {name} is not installed; install it, or set `pipelines` of `entities` to council"
        ) from error


def _spans_of(doc: Doc) -> list[Span]:
    from pipeline.entities.component import SPANS
    from pipeline.entities.model import Span

    found: list[Span] | None = doc.user_data.get(SPANS)  # of a pipeline with our component in it
    if found is not None:
        return found
    return [Span(ent.start_char, ent.end_char, ent.label_, UNKNOWN_SCORE) for ent in doc.ents]


def _candidates(found: Sequence[Span], offset: int, name: str) -> Iterator[Candidate]:
    for start, end, label, score in found:
        if label in LABELS:
            yield Candidate(LABELS[label], offset + start, offset + end, score, "model", name)
