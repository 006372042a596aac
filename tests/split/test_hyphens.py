from __future__ import annotations

import pytest

from pipeline.split.hyphens import SOFT_HYPHEN, Vocabulary, join

NOTHING = Vocabulary([])


def joined(left: str, right: str, *printed: str) -> str:
    joint = join(left, right, Vocabulary(printed))
    return joint.left + joint.between + right


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("onder-", "zoek", "onderzoek"),
        ("binnen-", "en", "binnen- en"),
        ("sociaal-", "economische", "sociaal-economische"),
        ("PvdA-", "fractie", "PvdA-fractie"),
        ("2024-", "2025", "2024-2025"),
        ("Noord-", "Holland", "Noord-Holland"),
    ],
)
def test_the_six_cases(left: str, right: str, wanted: str) -> None:
    assert joined(left, right) == wanted


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [
        ("gemeente-", "raad,", "gemeenteraad,"),
        ("China-", "platform", "Chinaplatform"),
        ("boven-", "of", "boven- of"),
        ("Wob-", "verzoek", "Wob-verzoek"),
        ("oud-", "wethouder", "oud-wethouder"),
        ("e-", "mail", "e-mail"),
        ("COVID-", "19", "COVID-19"),
        ("politiek-", "bestuurlijke", "politiek-bestuurlijke"),
        ("RAADSINFORMATIE-", "BRIEF", "RAADSINFORMATIEBRIEF"),
        ("CDA-", "VVD", "CDA-VVD"),
        ("financi-", "eel", "financieel"),
        ("(proces-", "verbaal)", "(procesverbaal)"),
        ("decision-", "making", "decision-making"),
        ("2014–", "2017", "2014–2017"),
        ("2014", "2017", "2014 2017"),
        ("woord", "-", "woord -"),
        ("-", "woord", "- woord"),
        ("https://www.noord-", "holland.nl", "https://www.noord-holland.nl"),
        ("onder" + SOFT_HYPHEN, "zoek", "onderzoek"),
    ],
)
def test_more_line_ends(left: str, right: str, wanted: str) -> None:
    assert joined(left, right) == wanted


def test_what_the_letter_prints_elsewhere_decides() -> None:
    assert joined("lange-", "termijn", "lange-termijn") == "lange-termijn"
    assert joined("lange-", "termijn", "langetermijn") == "langetermijn"
    assert joined("oud-", "wethouder", "oudwethouder") == "oudwethouder"
    assert joined("project-", "plan", "project-organisatie") == "project-plan"


def test_the_number_of_a_note_is_no_part_of_the_word() -> None:
    assert joined("State-", "ment4).", "Statement") == "Statement4)."


def test_the_words_of_a_letter_are_counted_without_marks_and_case() -> None:
    words = Vocabulary(["(Onderzoek),", "sociaal\u2011economisch"])
    assert words.count("onderzoek") == 1
    assert words.count("sociaal-economisch") == 1
    assert words.has_first_part("sociaal")
    assert NOTHING.count("onderzoek") == 0
