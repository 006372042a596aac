"""Sections, testimonials, signatories, quotations, activities and kind, from blocks to records."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.records import Letterhead
from pipeline.split.compose import compose
from pipeline.split.layout import Block, Composed
from pipeline.split.parts import FoundParts, PlacedParts, complete_letterhead, find_parts, place_parts
from pipeline.split.parts_settings import general_rules
from tests.split.made import PROSE, column, line

RULES = general_rules()
HEAD: dict[str, Any] = {"size": 12.0, "bold": True}
ITEM: dict[str, Any] = {"kind": "item", "marker": "•", "level": 1}
CLOSING = ("Hoogachtend,", "J.M. Penn-te Straat\nBurgemeester")


def read(*given: tuple[str, dict[str, Any]] | str) -> tuple[FoundParts, Composed, PlacedParts]:
    found = find_parts(column(*given), RULES)
    composed = compose(found.parts, [])
    return found, composed, place_parts(found, composed, RULES)


def kinds(*given: tuple[str, dict[str, Any]] | str) -> list[tuple[str, str]]:
    _, composed, _ = read(*given)
    return [(section.kind, section.heading) for section in composed.sections]


def contributions(*given: tuple[str, dict[str, Any]] | str) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    _, _, placed = read(*given)
    return [
        (
            testimonial.number,
            testimonial.title,
            [
                (signature.name, signature.role, signature.organisation)
                for signature in placed.signatures
                if signature.testimonial == testimonial.position
            ],
        )
        for testimonial in placed.testimonials
    ]


def test_sections_from_heading_to_heading() -> None:
    assert kinds(PROSE, ("Kosten", HEAD), PROSE, ("Tot slot", HEAD), PROSE) == [
        ("opening", ""),
        ("section", "Kosten"),
        ("closing", "Tot slot"),
    ]


def test_a_quoted_motion_begins_a_section_without_a_heading() -> None:
    answer = "Het college geeft op de volgende manier antwoord op deze motie:"
    assert kinds(PROSE, "De motie luidt als volgt:", "Constaterende dat:", answer, PROSE) == [
        ("opening", ""),
        ("motion", ""),
        ("section", ""),
    ]


def test_a_quoted_motion_under_a_heading_of_its_own() -> None:
    assert kinds(PROSE, ("De motie luidt als volgt:", HEAD), "Constaterende dat:", ("Uitvoering", HEAD), PROSE) == [
        ("opening", ""),
        ("motion", "De motie luidt als volgt:"),
        ("section", "Uitvoering"),
    ]


def test_questions_and_annexes_have_kinds_and_numbers() -> None:
    _, composed, _ = read(PROSE, "Vraag 1", PROSE, "Antwoord 1", PROSE, ("Bijlage 2: Kaart", HEAD), PROSE)
    assert [(section.kind, section.number) for section in composed.sections[1:]] == [
        ("question", "1"),
        ("question", "1"),
        ("annex", "2"),
    ]


@pytest.mark.parametrize(
    ("heading", "number", "title"),
    [
        ("Testimonial 3 - Zuiderzee & Horizon", "3", "Zuiderzee & Horizon"),
        ("Testimonial 4 – Over Azië", "4", "Over Azië"),
        ("Reactie van Galerie Het Oog", "", "Galerie Het Oog"),
        ("Stichting Orgel aan het woord", "", "Stichting Orgel"),
        ("In gesprek met De Boekhandel", "", "De Boekhandel"),
        ("Groentuin", "", "Groentuin"),
    ],
)
def test_dresses_of_testimonials(heading: str, number: str, title: str) -> None:
    found = contributions(PROSE, *CLOSING, (heading, HEAD), PROSE, "Bart Bos\nDirecteur Groentuin")
    assert found == [(number, title, [("Bart Bos", "Directeur", "Groentuin")])]


def test_a_word_of_thanks_counts_when_it_is_signed() -> None:
    signed = contributions(
        PROSE, *CLOSING, ("Dankwoord burgemeester Luo Qiang", HEAD), PROSE, "Luo Qiang\nMayor of Chengdu"
    )
    assert signed == [("", "Dankwoord burgemeester Luo Qiang", [("Luo Qiang", "Mayor of Chengdu", "")])]
    assert contributions(PROSE, *CLOSING, ("Voorwoord", HEAD), PROSE, ("Kosten", HEAD), PROSE) == []


def test_the_letters_own_signature_under_a_heading_is_no_testimonial() -> None:
    found, _, placed = read(PROSE, ("Besluit", HEAD), PROSE, "G.A. Lijn\nafdelingsmanager Vergunningen")
    assert found.testimonials == ()
    assert [signature.name for signature in placed.signatures] == ["G.A. Lijn"]


def test_the_executive_signs_the_letter_and_no_testimonial() -> None:
    found, _, placed = read(PROSE, ("Kosten", HEAD), PROSE, *CLOSING)
    assert found.testimonials == ()
    assert [(signature.name, signature.role) for signature in placed.signatures] == [
        ("J.M. Penn-te Straat", "Burgemeester")
    ]


def test_text_below_a_partners_signature_begins_a_section() -> None:
    assert kinds(PROSE, *CLOSING, ("Testimonial 1 - Groentuin", HEAD), PROSE, "Bart Bos\nDirecteur", PROSE) == [
        ("opening", ""),
        ("testimonial", "Testimonial 1 - Groentuin"),
        ("section", ""),
    ]


def test_quotations_with_names_under_one_heading_are_testimonials() -> None:
    quote = "“Ouders weten ons nu te vinden voordat het misgaat, en dat scheelt hun veel zorgen.”"
    found = contributions(
        PROSE,
        ("Ervaringen van partners", HEAD),
        quote,
        "Fenna Plevier\nTeamleider\nStichting De Wering",
        quote,
        "Gijs Kraker\nVoorzitter\nStichting Straat",
        ("Vervolg", HEAD),
        PROSE,
        *CLOSING,
    )
    assert [authors for _, _, authors in found] == [
        [("Fenna Plevier", "Teamleider", "Stichting De Wering")],
        [("Gijs Kraker", "Voorzitter", "Stichting Straat")],
    ]
    assert found[0][1] == "Ervaringen van partners"


def test_a_listed_testimonial_that_is_missing_is_an_issue() -> None:
    items = [
        (f"{n}. {name}", {"kind": "item", "marker": f"{n}."})
        for n, name in enumerate(("Groentuin", "Fashion Clashl", "Haven"), 1)
    ]
    found, _, _ = read(
        PROSE,
        ("Testimonials", HEAD),
        PROSE,
        *items,
        ("Testimonial 1 - Groentuin", HEAD),
        PROSE,
        ("Testimonial 2 - Fashionclash", HEAD),
        PROSE,
    )
    assert [(issue.code, issue.message[:13]) for issue in found.issues] == [("testimonial-missing", "testimonial 3")]


def test_a_signature_points_to_the_name_without_titles() -> None:
    _, composed, placed = read(PROSE, "Hoogachtend,", "mr. J.M. Penn-te Straat\nBurgemeester")
    signature = placed.signatures[0]
    assert composed.text[signature.start_char : signature.end_char] == signature.name == "J.M. Penn-te Straat"


def test_activities_have_the_year_of_their_heading() -> None:
    deeper = ("o een tentoonstelling", {**ITEM, "marker": "o", "level": 2, "gap": 2.0})
    _, composed, placed = read(
        PROSE,
        ("2015", HEAD),
        ("• een delegatie", ITEM),
        deeper,
        ("• een festival", ITEM),
        ("2016-17", HEAD),
        ("• een beurs", ITEM),
    )
    found = [
        (activity.period, composed.text[activity.start_char : activity.end_char]) for activity in placed.activities
    ]
    assert found == [
        ("2015", "• een delegatie\no een tentoonstelling"),
        ("2015", "• een festival"),
        ("2016/2017", "• een beurs"),
    ]


def test_items_that_begin_with_a_year_are_activities() -> None:
    _, _, placed = read(PROSE, ("Mijlpalen", HEAD), ("2015 - een delegatie", ITEM), ("2016 - een festival", ITEM))
    assert [activity.period for activity in placed.activities] == ["2015", "2016"]


def test_items_without_a_year_are_no_activities() -> None:
    _, _, placed = read(PROSE, ("Doorkijk 2018 – 2022 in vogelvlucht", HEAD), ("• een delegatie", ITEM))
    assert placed.activities == ()


@pytest.mark.parametrize(
    ("text", "speaker", "speech"),
    [
        (
            "Wethouder Aarts ontvangt de burgemeester van Larkin en spreekt uit: “In the years ahead we will go on.”",
            "Wethouder Aarts",
            "In the years ahead we will go on.",
        ),
        (
            "“Wij zijn er heel blij mee”, zegt Anna de Vries van de school.",
            "Anna de Vries",
            "Wij zijn er heel blij mee",
        ),
        (
            '"We could not have done this alone," said Mayor Fennimore.',
            "Mayor Fennimore",
            "We could not have done this alone,",
        ),
        (
            "‘Wij zien de haven groeien en dat is goed nieuws’, aldus directeur Bos.",
            "directeur Bos",
            "Wij zien de haven groeien en dat is goed nieuws",
        ),
    ],
)
def test_direct_speech_with_its_speaker(text: str, speaker: str, speech: str) -> None:
    _, composed, placed = read(text)
    found = [
        (quotation.speaker, composed.text[quotation.start_char : quotation.end_char]) for quotation in placed.quotations
    ]
    assert found == [(speaker, speech)]


@pytest.mark.parametrize(
    "text",
    [
        "De raad heeft de motie ‘Een droge fiets voor iedereen in de stad’ aangenomen.",
        "Tijdens dit evenement, genaamd “Maastricht Day in Chengdu”, zijn organisaties geïntroduceerd.",
        "De visie is “groen en circulair voor de hele stad”.",
    ],
)
def test_titles_and_scare_quotes_are_no_speech(text: str) -> None:
    assert read(text)[2].quotations == ()


@pytest.mark.parametrize(
    ("top", "subject", "given", "kind"),
    [
        ("Raadsinformatiebrief", "De markt", (PROSE,), "raadsinformatiebrief"),
        ("Gemeente Zuidstad", "Besluit op uw Wob-verzoek", (PROSE,), "besluit"),
        ("Gemeente Zuidstad", "Beantwoording vragen over de markt", (PROSE,), "antwoord"),
        ("Gemeente Zuidstad", "De markt", (PROSE, *CLOSING), "brief"),
        ("Memo", "De markt", (PROSE,), "other"),
        ("Memo", "De markt", (PROSE, "Besluit van de raad", PROSE), "other"),
        ("Gemeente Zuidstad", "De markt", (PROSE,), "other"),
    ],
)
def test_kind_of_letter(top: str, subject: str, given: tuple[str, ...], kind: str) -> None:
    found, _, _ = read(*given)
    letterhead = complete_letterhead(Letterhead(subject=subject), [line(top)], found, RULES)
    assert letterhead.kind == kind


def test_no_block_is_lost_on_the_way_to_sections() -> None:
    given = (PROSE, ("Kosten", HEAD), PROSE, ("Testimonial 1 - X", HEAD), PROSE, "Bart Bos\nDirecteur", PROSE, *CLOSING)
    before = sorted(row.text for made in column(*given) for row in made.lines)
    found, _, _ = read(*given)
    blocks: list[Block] = [made for part in found.parts for made in (part.heading, *part.blocks) if made is not None]
    assert sorted(row.text for made in blocks for row in made.lines) == before
