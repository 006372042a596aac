"""The spaCy component, as somebody uses it who knows nothing else of this package."""

from __future__ import annotations

import pytest
import spacy

from pipeline.entities.model import MODEL_FOLDER

pytestmark = pytest.mark.skipif(
    not (MODEL_FOLDER / "model.onnx").exists(), reason="the names model is not in this copy"
)
TEXT = "Wethouder Jan Jansen sprak in Den Haag over het Wob-verzoek van de Woonbond."


@pytest.fixture(scope="module")
def nlp():
    nlp = spacy.blank("nl")
    nlp.add_pipe("council_ner")
    return nlp


def test_a_blank_pipeline_finds_names_with_the_component(nlp):
    found = {ent.text: ent.label_ for ent in nlp(TEXT).ents}
    assert found["Jan Jansen"] == "PERSON"
    assert found["Den Haag"] == "LOC"
    assert found["Woonbond"] == "ORG"


def test_spans_inside_a_token_are_kept_to_the_character(nlp):
    spans = nlp(TEXT).user_data["council_ner"]
    assert ("Wob", "LAW") in {(TEXT[span.start_char : span.end_char], span.label) for span in spans}


def test_names_below_the_least_score_are_dropped(nlp):
    choosy = spacy.blank("nl")
    choosy.add_pipe("council_ner", config={"least_score": 0.999})
    assert len(choosy(TEXT).ents) < len(nlp(TEXT).ents)


def test_texts_in_a_stream_are_read_as_alone(nlp):
    texts = [TEXT, "Aan de raad van Weert", ""]
    assert [[ent.text for ent in doc.ents] for doc in nlp.pipe(texts)] == [
        [ent.text for ent in nlp(text).ents] for text in texts
    ]
