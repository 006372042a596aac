from __future__ import annotations

import re

import pytest

from pipeline.entities.agreement import agree, second_look
from pipeline.entities.overlap import Candidate


def found(text, *names):
    """Candidates of the model, and what a second look leaves of them."""
    candidates, at = [], 0
    for label, surface, score in names:
        at = text.index(surface, at)
        candidates.append(Candidate(label, at, at + len(surface), score, "model", "council"))
        at += len(surface)
    return [(one.label, text[one.start_char : one.end_char]) for one in second_look(text, candidates)]


def test_most_finds_of_a_name_give_its_label():
    names = [("ORG", "Zuyd", 0.9), ("LOC", "Zuyd", 0.4), ("ORG", "Zuyd", 0.8)]
    assert found("Zuyd, zuidelijk. Zuyd. En Zuyd.", *names) == [("ORG", "Zuyd")] * 3


def test_a_name_that_means_two_things_equally_often_keeps_both():
    names = [("ORG", "Transvaal", 0.8), ("LOC", "Transvaal", 0.8)]
    assert found("Transvaal helpt in Transvaal.", *names) == [("ORG", "Transvaal"), ("LOC", "Transvaal")]


@pytest.mark.parametrize(
    ("label", "surface", "kept"),
    [
        ("ORG", "Consulaat Chongqing -", "Consulaat Chongqing"),
        ("ORG", "Rekenkamer Rotterdam2", "Rekenkamer Rotterdam"),
        ("ORG", "Chinaplatform in de", "Chinaplatform"),
        ("LOC", "Spui 70", "Spui 70"),
        ("MONEY", "€ 5.000,-", "€ 5.000,-"),
    ],
)
def test_ends_that_belong_to_no_name_are_cut_off(label, surface, kept):
    assert found(f"Zie {surface} hier", (label, surface, 0.9)) == [(label, kept)]


@pytest.mark.parametrize(
    ("label", "surface"), [("LOC", "Overijsselse"), ("LOC", "Nederlands-Chinese"), ("ORG", "1"), ("PERSON", "G")]
)
def test_adjectives_and_single_signs_are_no_names(label, surface):
    assert found(f"De {surface} pers", (label, surface, 0.9)) == []


def test_places_that_end_like_adjectives_stay():
    assert found("Lisse en Nisse", ("LOC", "Lisse", 0.9), ("LOC", "Nisse", 0.9)) == [("LOC", "Lisse"), ("LOC", "Nisse")]


def test_two_organisations_in_one_find_are_two_where_one_stands_alone_too():
    names = [("ORG", "Zuyd and Brightlands", 0.9), ("ORG", "Zuyd", 0.9)]
    assert found("Zuyd and Brightlands, but Zuyd first.", *names) == [
        ("ORG", n) for n in ("Zuyd", "Brightlands", "Zuyd")
    ]
    assert found("Kunst en Cultuur", ("ORG", "Kunst en Cultuur", 0.9)) == [("ORG", "Kunst en Cultuur")]


def test_a_rule_keeps_its_label_whatever_the_model_says():
    text = "Zuyd, zuidelijk. Zuyd. En Zuyd."
    places = [at.start() for at in re.finditer("Zuyd", text)]
    sources = [("LOC", "rule"), ("ORG", "model"), ("ORG", "model")]
    candidates = [
        Candidate(label, at, at + 4, 0.9, source, "") for (label, source), at in zip(sources, places, strict=True)
    ]
    assert [one.label for one in agree(text, candidates)] == ["LOC", "ORG", "ORG"]


@pytest.mark.parametrize(
    ("label", "surface"),
    [("PERSON", "A"), ("ORG", "12"), ("MONEY", "€"), ("MONEY", "12.000"), ("LOC", "7 B"), ("PERSON", "P. I.G.")],
)
def test_a_letter_a_figure_or_a_sign_alone_is_no_name(label, surface):
    assert found(f"Bedrag {surface} per jaar", (label, surface, 0.99)) == []


@pytest.mark.parametrize("surface", ["Public Access) Act", "Gemeente", "stadsdeel"])
def test_half_a_bracket_and_a_kind_of_body_alone_are_no_name(surface):
    assert found(f"Door {surface} is", ("ORG", surface, 0.99)) == []
