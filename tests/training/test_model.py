"""The shipped model: claims that hold for any text, and a few names that it must find."""

import itertools
from pathlib import Path

import pytest

from pipeline.entities.model import MODEL_FOLDER, CouncilModel

pytestmark = pytest.mark.skipif(
    not (MODEL_FOLDER / "model.onnx").exists(), reason="the names model is not in this copy"
)
LETTER = (
    "Gemeente Weert\nWilhelminasingel 101\n\nGeachte leden van de raad,\n\nOp 3 mei 2012 sprak wethouder "
    "José Çelik-van der Meer met het Centraal Bureau voor de Statistiek (CBS) over 😀 de Wet open overheid.\n\n"
    "Kind regards,\nJane O’Neill\nUniversity of Leeds"
)


@pytest.fixture(scope="module")
def model() -> CouncilModel:
    return CouncilModel.load()


def names(model: CouncilModel, text: str) -> dict[str, str]:
    return {text[s.start_char : s.end_char]: s.label for s in model.spans([text])[0]}


def test_names_of_every_frequent_sort_are_found_to_the_character(model: CouncilModel) -> None:
    found = names(model, LETTER)
    assert found["José Çelik-van der Meer"] == "PERSON"
    assert found["Centraal Bureau voor de Statistiek"] == found["CBS"] == "ORG"
    assert found["Wet open overheid"] == "LAW"
    assert found["Jane O’Neill"] == "PERSON"
    assert found["3 mei 2012"] == "DATE"


def test_a_text_gives_the_same_names_in_whatever_company(model: CouncilModel) -> None:
    texts = [LETTER, "Weert", LETTER * 9, "", "\n \n"]
    together = model.spans(texts)
    assert together == [model.spans([text])[0] for text in texts]
    assert together[3] == together[4] == []


def test_a_long_text_is_read_to_its_end(model: CouncilModel) -> None:
    text = "Dit is een zin zonder namen. " * 300 + "Wethouder Jan Jansen woont in Den Haag."
    found = names(model, text)
    assert found["Jan Jansen"] == "PERSON"
    assert found["Den Haag"] == "LOC"


def test_spans_come_in_order_with_scores_between_0_and_1(model: CouncilModel) -> None:
    [spans] = model.spans([LETTER * 3])
    assert all(a.end_char <= b.start_char for a, b in itertools.pairwise(spans))
    assert all(0 < span.score <= 1 and span.label in model.labels for span in spans)


def test_the_model_folder_is_small() -> None:
    assert sum(path.stat().st_size for path in Path(MODEL_FOLDER).iterdir()) < 40e6
