"""Listed names: where they are found, and where a town is part of a surname."""

from __future__ import annotations

import pytest

from pipeline.entities.lexicon import Lexicon
from pipeline.entities.registers import register_lists
from pipeline.entities.settings import WordList


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Van Soesterberg naar Vienna", ["Soesterberg", "Vienna"]),
        ("De heer Van Doorn sprak", []),
        ("met A. van Asten", []),
        ("daarna sprak Van Doorn", []),
        ("de gemeente van Doorn", ["Doorn"]),
        ("Lotte van Basten Batenburg", []),
    ],
)
def test_a_town_is_found_unless_it_is_a_surname(text: str, found: list[str]) -> None:
    places = [one for one in Lexicon(register_lists())(text) if one.label == "LOC"]
    assert [text[one.start_char : one.end_char] for one in places] == found


def test_a_name_is_found_over_a_line_end_and_as_whole_words_only() -> None:
    lexicon = Lexicon([WordList(name="places", label="LOC", words="Den Haag\n's-Gravenhage")])
    text = "In Den\nHaag en ’s-Gravenhage; niet DenHaag, Den Haagse of Den Haag-Zuid."
    assert [text[one.start_char : one.end_char] for one in lexicon(text)] == ["Den\nHaag", "’s-Gravenhage"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("VPRO Argos/Investico onderzocht", 1),
        ("https://voorbeeld.nl/Investico", 0),
        ("kenmerk DGB/Investico/12", 0),
        ("zie Voorbeeld.nl/Investico", 0),
    ],
)
def test_a_slash_joins_two_names_or_parts_an_address_and_a_case_number(text: str, found: int) -> None:
    assert len(list(Lexicon([WordList(name="press", label="ORG", words="Investico")])(text))) == found
