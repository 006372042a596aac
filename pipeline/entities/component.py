"""`council_ner`: our own names model as a spaCy component.

nlp = spacy.blank("nl")
nlp.add_pipe("council_ner")
nlp("Wethouder Aarts bezoekt Chengdu.").ents
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from pipeline.entities.model import MODEL_FOLDER, CouncilModel

SPANS = "council_ner"
"""Key in `Doc.user_data` of the spans as the model gave them, right to the character.

`Doc.ents` can only begin and end where a token does, and "Wob-verzoek" is one token in Dutch.
"""


class CouncilNer:
    """Finds the names in a Doc; sets `doc.ents` and `doc.user_data["council_ner"]`."""

    def __init__(self, model: CouncilModel, least_score: float) -> None:
        self._model = model
        self._least_score = least_score

    def __call__(self, doc: Doc) -> Doc:
        spans = next(self._model.sure_spans([doc.text], self._least_score))
        doc.user_data[SPANS] = spans
        tokens = [doc.char_span(s.start_char, s.end_char, s.label, alignment_mode="expand") for s in spans]
        doc.ents = tuple(filter_spans([span for span in tokens if span is not None]))
        return doc

    # spaCy asks these of every component when a pipeline is saved; the model stays where it is.
    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None: ...

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> CouncilNer:
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        return b""

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> CouncilNer:
        return self


@Language.factory(
    "council_ner",
    assigns=["doc.ents", "token.ent_iob", "token.ent_type"],
    default_config={"model": "", "least_score": 0.0},
)
def make_council_ner(nlp: Language, name: str, model: str, least_score: float) -> CouncilNer:
    """The component with the model in the folder `model`, or the one that comes with the package.

    Names below `least_score`, or below what the model's card asks of their label, are dropped.
    """
    return CouncilNer(CouncilModel.load(Path(model) if model else MODEL_FOLDER), least_score)
