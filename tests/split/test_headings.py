"""What is a heading and what only looks like one."""

from __future__ import annotations

import pytest

from pipeline.split.heading_series import heading_number
from pipeline.split.headings import mark_headings
from pipeline.split.layout import Block
from pipeline.split.parts_settings import general_rules
from tests.split.made import PROSE, block, column, line, texts

RULES = general_rules()


def headings(*blocks: Block) -> list[str]:
    return texts(mark_headings(blocks, RULES), "heading")


@pytest.mark.parametrize("dress", [{"bold": True}, {"underlined": True}, {"size": 12.0}, {"italic": True}])
def test_a_line_that_stands_out_is_a_heading(dress: dict[str, object]) -> None:
    assert headings(*column(PROSE, ("Wettelijk kader", dress), PROSE)) == ["Wettelijk kader"]


def test_capitals_and_a_stop_at_the_end() -> None:
    assert headings(*column(PROSE, "BEZWAARCLAUSULE", PROSE)) == ["BEZWAARCLAUSULE"]
    assert headings(*column(PROSE, ("Inventarisatie.", {"bold": True}), PROSE)) == ["Inventarisatie."]


def test_a_plain_line_between_a_blank_line_and_its_list() -> None:
    blocks = column(PROSE, "Overzicht", ("- het plan voor de haven", {"gap": 2.0, "kind": "item", "marker": "-"}))
    assert headings(*blocks) == ["Overzicht"]


def test_a_heading_glued_to_its_paragraph_is_parted_from_it() -> None:
    first = line("Wettelijk kader", bold=True, top=160, gap=12)
    glued = Block("paragraph", (first, *block(PROSE, top=172, gap=2).lines))
    marked = mark_headings([block(PROSE), glued], RULES)
    assert texts(marked, "heading") == ["Wettelijk kader"]
    assert texts(marked, "paragraph")[1].startswith("Met deze brief")


def test_a_heading_of_two_lines_is_one_heading() -> None:
    text = (
        "Doorkijk naar de samenwerking in de komende jaren en de plaats daarvan in het\n"
        "economische programma van de gemeente"
    )
    assert headings(*column(PROSE, (text, {"bold": True}), PROSE)) == [text.replace("\n", " ")]


def test_two_halves_of_a_heading_in_two_blocks_are_joined() -> None:
    upper = "Doorkijk naar de samenwerking in de jaren tot en met 2027 en de plaats daarvan in"
    lower = "het programma"
    blocks = column(PROSE, (upper, {"bold": True}), (lower, {"bold": True, "gap": 2.0}), PROSE)
    assert headings(*blocks) == [f"{upper} {lower}"]


def test_a_year_above_a_list_is_a_heading() -> None:
    items = ("• ontvangst van een delegatie", {"gap": 2.0, "kind": "item", "marker": "•"})
    assert headings(*column(PROSE, ("2015", {"bold": True}), items)) == ["2015"]


@pytest.mark.parametrize("text", ["Vraag 3", "Antwoord 3", "Artikel 1", "Bijlage 1 — Relevante artikelen"])
def test_wording_alone_makes_a_heading(text: str) -> None:
    assert headings(*column(PROSE, text, PROSE)) == [text]


def test_questions_inside_one_paragraph_are_parted() -> None:
    inside = Block(
        "paragraph",
        (
            line("Ja.", top=150, gap=14),
            line("Vraag 2", top=162, gap=2),
            line("Bent u bereid dit te doen?", top=174, gap=2),
        ),
    )
    assert headings(block(PROSE), inside, block(PROSE, top=200, gap=12)) == ["Vraag 2"]


def test_numbered_headings_between_their_texts() -> None:
    bold = {"bold": True}
    blocks = column(PROSE, ("1. Inleiding", bold), PROSE, ("2. Kosten", bold), PROSE)
    assert headings(*blocks) == ["1. Inleiding", "2. Kosten"]


def test_a_number_missing_between_two_headings_is_one_too() -> None:
    bold = {"bold": True}
    item = ("2. Kosten;", {"kind": "item", "marker": "2."})
    blocks = column(("1. Inleiding", bold), PROSE, item, PROSE, ("3. Slot", bold), PROSE)
    assert headings(*blocks) == ["1. Inleiding", "2. Kosten;", "3. Slot"]


def test_numbered_headings_go_on_where_a_scan_shows_no_dress() -> None:
    scanned = {"page": 2, "font": ""}
    blocks = column(
        ("1. Kader", {"bold": True}),
        PROSE,
        ("2. Besluit", {"kind": "item", "marker": "2.", **scanned}),
        (PROSE, scanned),
        ("3. Bezwaar", {"kind": "item", "marker": "3.", **scanned}),
        (PROSE, scanned),
        ("4. een stuk", {"kind": "item", "marker": "4.", **scanned}),
        ("5. nog een stuk", {"kind": "item", "marker": "5.", **scanned}),
    )
    assert headings(*blocks) == ["1. Kader", "2. Besluit", "3. Bezwaar"]


def test_items_of_one_list_are_items_however_short() -> None:
    italic = {"italic": True}
    item = {**italic, "kind": "item"}
    blocks = column(
        (
            "I. een plan te maken\nvoor de haven en\nvoor de kade en\nvoor de brug;",
            {**item, "marker": "I.", "level": 1},
        ),
        PROSE,
        ("II. de haven te dempen;", italic),
        PROSE,
        ("III. de kade te verven;", italic),
        PROSE,
    )
    items = [found.level for found in mark_headings(blocks, RULES) if found.kind == "item"]
    assert headings(*blocks) == []
    assert items == [1, 1, 1]


def test_numbered_list_items_are_no_headings() -> None:
    items = [(f"{n}. het plan voor de haven", {"gap": 2.0, "kind": "item", "marker": f"{n}."}) for n in (1, 2, 3)]
    assert headings(*column(PROSE, *items, PROSE)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Overwegende, dat:",
        "Verzoekt het college:",
        "Geachte raadsleden,",
        "Hoogachtend,",
        "www.zuidstad.example",
        "Tabel 3: kosten",
        "Aanwezig:",
        "1 Bomen ........................................ 1",
    ],
)
def test_lines_that_never_are_headings(text: str) -> None:
    assert headings(*column(PROSE, (text, {"bold": True}), PROSE)) == []


def test_a_bold_sentence_is_no_heading() -> None:
    sentence = "Wij verzoeken u om vóór het einde van dit jaar met dit voorstel in te stemmen."
    assert headings(*column(PROSE, (sentence, {"bold": True}), PROSE)) == []


def test_the_first_line_of_a_large_paragraph_is_no_heading() -> None:
    assert headings(*column(PROSE, (PROSE, {"size": 12.0}), PROSE)) == []


def test_heads_of_table_columns_side_by_side_are_no_headings() -> None:
    left = Block("paragraph", (line("Normen", x=70, top=300, bold=True, gap=12),))
    right = Block("paragraph", (line("Hulpmiddelen", x=300, top=300, bold=True, gap=12),))
    assert headings(block(PROSE), left, right, block(PROSE, top=330, gap=12)) == []


def test_the_entries_of_a_table_of_contents_are_no_headings() -> None:
    entries = ("1 Bomen 1\n2 Plantsoenen 2\nVoorwoord 2", {"bold": True})
    assert headings(*column(("Inhoudsopgave", {"size": 14.0}), entries, PROSE)) == ["Inhoudsopgave"]


def test_nothing_below_means_no_heading() -> None:
    assert headings(*column(PROSE, ("Besluit", {"bold": True}))) == []


def test_levels_follow_dress_and_numbers() -> None:
    blocks = column(
        ("Hoofdstuk", {"size": 14.0}),
        PROSE,
        ("Kosten", {"bold": True}),
        PROSE,
        ("Energie", {"italic": True}),
        PROSE,
        ("3.1 Haven", {"bold": True}),
        PROSE,
    )
    levels = [found.level for found in mark_headings(blocks, RULES) if found.kind == "heading"]
    assert levels == [1, 2, 3, 2]


@pytest.mark.parametrize(
    ("text", "number"), [("3.1 Kosten", "3.1"), ("IV. Slot", "IV"), ("Ad 2. CIO", "2"), ("Kosten", "")]
)
def test_heading_number(text: str, number: str) -> None:
    assert heading_number(text) == number
