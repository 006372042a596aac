"""The stage over a whole letter: who wins, what is remembered, where mentions stand. Rules only, without model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pipeline.entities import EntitySettings, FindEntities
from pipeline.records import Languages, Letter, Letterhead, Passage, Signature
from tests.entities.conftest import read_rule_sets

BLANK = EntitySettings(rule_sets=read_rule_sets(), pipelines={"nl": "blank", "en": "blank"})
STAGE = FindEntities(BLANK)


def make_letter(*passages: str, signed: tuple[str, str] | None = None) -> Letter:
    text, spans = "", []
    for passage in passages:
        spans.append(Passage(len(spans), 0, "paragraph", 1, len(text), len(text) + len(passage)))
        text += passage + "\n\n"
    signatures = ()
    if signed:
        at = text.rindex(signed[0])
        signatures = (Signature(0, -1, signed[0], "Burgemeester", signed[1], "", 1, at, at + len(signed[0])),)
    return Letter(text, (), Letterhead(), (), (), tuple(spans), (), signatures, (), (), (), "none")


def languages_of(letter: Letter) -> Languages:
    return Languages("nl", ("nl",) * len(letter.passages), (1.0,) * len(letter.passages), (), (), ())


def names(*passages: str, signed: tuple[str, str] | None = None) -> list[tuple[str, str]]:
    letter = make_letter(*passages, signed=signed)
    found = STAGE(letter, languages_of(letter)).mentions
    return [(m.label, letter.text[m.start_char : m.end_char]) for m in found]


def test_articles_belong_to_the_law_that_follows() -> None:
    assert names("Ingevolge artikel 10, eerste lid, van de Wob is dat zo.") == [
        ("LAW", "artikel 10, eerste lid, van de Wob")
    ]
    assert names("Artikel 10 is van toepassing.") == []


def test_a_law_inside_a_compound_is_found_without_the_rest() -> None:
    assert names("Uw Wob-verzoek is ontvangen.") == [("LAW", "Wob")]


def test_a_municipality_with_its_word_is_an_organisation_and_bare_a_place() -> None:
    assert names("De gemeente Den Haag en Maastricht.") == [("ORG", "gemeente Den Haag"), ("LOC", "Maastricht")]


def test_a_department_in_a_role_is_no_organisation() -> None:
    assert names("De minister van Justitie en Veiligheid en het ministerie van Financiën.") == [
        ("ORG", "ministerie van Financiën")
    ]


def test_a_person_is_found_without_title_and_later_by_surname() -> None:
    assert names("Contact met dhr. Karel Janssen.", "Janssen was tevreden.") == [
        ("PERSON", "Karel Janssen"),
        ("PERSON", "Janssen"),
    ]


def test_a_signature_gives_person_and_organisation() -> None:
    found = names(
        "Penn-te Strake ging mee.",
        "J.M. Penn-te Strake\nBurgemeester\nAbout Asia",
        signed=("J.M. Penn-te Strake", "About Asia"),
    )
    assert found == [("PERSON", "Penn-te Strake"), ("PERSON", "J.M. Penn-te Strake"), ("ORG", "About Asia")]


def test_an_abbreviation_in_brackets_is_its_own_mention_and_known_afterwards() -> None:
    found = names("De Stichting Zonnige Toekomst (SZT) helpt.", "De SZT vraagt geld.")
    assert found == [("ORG", "Stichting Zonnige Toekomst"), ("ORG", "SZT"), ("ORG", "SZT")]


def test_amounts_are_money_one_by_one() -> None:
    assert names("van € 12.000 tot € 15.000 en 64 million Euros") == [
        ("MONEY", "€ 12.000"),
        ("MONEY", "€ 15.000"),
        ("MONEY", "64 million Euros"),
    ]


def test_post_boxes_and_addresses_on_the_web_hold_no_names() -> None:
    assert names("Postbus 12600, griffie@denhaag.nl, www.amsterdam.nl/Maastricht") == []


def test_no_name_runs_from_one_passage_into_the_next() -> None:
    assert names("artikel 10 van de", "Wob") == [("LAW", "Wob")]


@given(st.lists(st.text(st.sampled_from("aDe Wob€1.,-()\nVan"), min_size=1, max_size=60), max_size=6))
@hypothesis_settings(deadline=None, max_examples=60)
def test_mentions_are_in_order_inside_the_text_and_apart(passages: list[str]) -> None:
    letter = make_letter(*passages)
    found = STAGE(letter, languages_of(letter)).mentions
    ends = [0, *(m.end_char for m in found)]
    assert all(end <= m.start_char < m.end_char <= len(letter.text) for end, m in zip(ends, found, strict=False))


@pytest.mark.parametrize("code", ["nl", "en"])
def test_an_uninstalled_pipeline_says_what_to_do(code: str) -> None:
    from pipeline.errors import MissingProgramError

    stage = FindEntities(EntitySettings(pipelines={code: "xx_not_installed_sm"}))
    letter = make_letter("Een zin.")
    with pytest.raises(MissingProgramError, match="install it"):
        stage(letter, Languages(code, (code,), (1.0,), (), (), ()))  # type: ignore[arg-type]
