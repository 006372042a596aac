"""Where candidates overlap: who is cut, who wins, what is known afterwards."""

from __future__ import annotations

import pytest

from pipeline.entities.memory import recall
from pipeline.entities.overlap import Candidate, cut_at_none, settle


def at(text, label, surface, score, source="model"):
    start = text.index(surface)
    return Candidate(label, start, start + len(surface), score, source, "x")


def names(text, candidates):
    return [(one.label, text[one.start_char : one.end_char]) for one in candidates if one.label != "NONE"]


@pytest.mark.parametrize(
    ("text", "none", "model", "left"),
    [
        ("De CEO Greentom sprak", "CEO", "CEO Greentom", ["Greentom"]),
        (
            "Directie Juridische Zaken, Postbus 12",
            "Postbus 12",
            "Directie Juridische Zaken, Postbus",
            ["Directie Juridische Zaken"],
        ),
        ("De CIO van gemeenten sprak", "CIO", "CIO van gemeenten", []),
        ("De CEO Greentom sprak", "CEO", "CEO", []),
    ],
)
def test_a_find_of_the_model_is_cut_where_a_sure_none_begins_or_ends_it(text, none, model, left):
    found = [at(text, "NONE", none, 0.95, "rule"), at(text, "ORG", model, 0.8)]
    assert [name for _, name in names(text, settle(cut_at_none(text, found)))] == left


def test_a_sure_rule_wins_over_the_model_and_the_model_over_another_rule():
    text = "De Wet X helpt"
    model = at(text, "ORG", "Wet X helpt", 0.99)
    assert names(text, settle([model, at(text, "LAW", "Wet X", 0.9, "rule")])) == [("LAW", "Wet X")]
    assert names(text, settle([model, at(text, "LAW", "Wet X", 0.8, "rule")])) == [("ORG", "Wet X helpt")]


def test_a_double_name_is_known_again_whatever_its_dash_and_over_half_a_find():
    text = "A. Penn-te Strake opende. Later sprak Penn – te Strake."
    half = Candidate("PERSON", text.rindex("Penn"), text.rindex("Penn") + 4, 0.7, "model", "x")
    found = recall(text, [at(text, "PERSON", "A. Penn-te Strake", 0.95, "rule"), half])
    assert names(text, found) == [("PERSON", "A. Penn-te Strake"), ("PERSON", "Penn – te Strake")]


def test_two_names_in_one_find_are_not_repeated_over_others():
    text = "Zuyd en Rijn groeien. Zuyd en Rijn."
    single = Candidate("ORG", text.rindex("Zuyd"), text.rindex("Zuyd") + 4, 0.7, "model", "x")
    assert names(text, recall(text, [at(text, "ORG", "Zuyd en Rijn", 0.9), single]))[1] == ("ORG", "Zuyd")


def test_finds_of_the_model_that_make_up_a_rules_find_give_way_to_it():
    text = "In Leidschenveen-Ypenburg"
    parts = [at(text, "LOC", "Leidschenveen", 0.9), at(text, "LOC", "Ypenburg", 0.9)]
    whole = at(text, "LOC", "Leidschenveen-Ypenburg", 0.85, "rule")
    assert names(text, settle([*parts, whole])) == [("LOC", "Leidschenveen-Ypenburg")]
    assert names(text, settle([parts[0], whole])) == [("LOC", "Leidschenveen")]


def test_a_person_of_a_rule_gives_way_to_the_same_with_a_first_name():
    text = "wethouder Rosalinde Van Dam (VVD)"
    surname, whole = at(text, "PERSON", "Van Dam", 0.93, "rule"), at(text, "PERSON", "Rosalinde Van Dam", 0.7)
    assert names(text, settle([surname, whole])) == [("PERSON", "Rosalinde Van Dam")]
    assert names(text, settle([surname, at(text, "PERSON", "Dam", 0.9)])) == [("PERSON", "Van Dam")]
