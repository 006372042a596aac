from __future__ import annotations

from pipeline.records import Page, Pages
from pipeline.split.blocks import blocks_of
from pipeline.split.columns import Column
from pipeline.split.lines import lines_of
from pipeline.split.order import in_reading_order
from pipeline.split.settings import SplitSettings
from pipeline.split.stage import Split
from tests.split.pages import MORE, SIGH, page, paragraph, printed

MAIN = Column(70, 480)


def read(made: Page, main: Column | None = None) -> list[str]:
    """The blocks of one page as they are read."""
    lines = in_reading_order(lines_of(made), main, rules=made.rules)
    return [block.text for block in blocks_of(lines, 10)]


def test_two_columns_of_text_are_read_one_after_the_other() -> None:
    left, right = paragraph(SIGH, chars=40), paragraph(MORE, x=320, chars=40)
    assert read(page(right, left)) == [SIGH, MORE]


def test_the_right_hand_column_of_a_ministry_is_read_before_the_letter() -> None:
    side = [printed("Datum", x=490, size=7), printed("1 juli 2021", x=490, top=109, size=7)]
    assert read(page(paragraph(SIGH), *side), MAIN)[-1] == SIGH


def test_rows_of_a_table_stay_whole() -> None:
    rows = [("Jaar", "Begroot", "Besteed"), ("2019", "100", "90"), ("2020", "200", "180"), ("2021", "300", "310")]
    cells = [
        printed(cell, x=70 + 120 * place, top=100 + 14 * row)
        for row, texts in enumerate(rows)
        for place, cell in enumerate(texts)
    ]
    assert read(page(*cells)) == [" ".join(row) for row in rows]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    text = f"{SIGH} {MORE}"
    whole = paragraph(text)
    half = next(index for index, word in enumerate(whole) if word.box.top > 126)
    first, second = page(whole[:half]), page(whole[half:], number=2)
    lines = [line for made in (first, second) for line in in_reading_order(lines_of(made), Column(70, 495))]
    assert [block.text for block in blocks_of(lines, 10)] == [text]


def test_bold_words_within_a_sentence_part_no_paragraph() -> None:
    first, second, third = (
        "Het plan van de haven wordt",
        "de komende jaren uitgevoerd",
        "door de gemeente.",
    )
    made = page(printed(first, top=100), printed(second, top=112.5, bold=True), printed(third, top=125))
    column = Column(70, 205)
    assert read(made, column) == [f"{first} {second} {third}"]
    headed = page(printed("Het plan van de haven en de kade", top=100, bold=True), printed("De gemeente en", top=112.5))
    assert read(headed, column) == ["Het plan van de haven en de kade", "De gemeente en"]


def test_a_footnote_stands_after_the_text_and_cuts_no_paragraph() -> None:
    note = paragraph("1 Zie de brief van de minister aan de Tweede Kamer van vorig jaar.", top=700, size=7)
    blocks = blocks_of(in_reading_order(lines_of(page(paragraph(SIGH), note))), 10)
    assert [(block.kind, block.marker) for block in blocks] == [("paragraph", ""), ("footnote", "1")]


def test_articles_in_small_type_at_the_foot_are_no_footnotes() -> None:
    article = [
        printed(text, top=700 + 11 * row, size=8)
        for row, text in enumerate(("Artikel 3", "1. Een ieder kan vragen.", "2. Hij noemt de zaak.", "Artikel 10"))
    ]
    blocks = blocks_of(in_reading_order(lines_of(page(paragraph(SIGH), *article))), 10)
    assert [block.kind for block in blocks] == ["paragraph", "paragraph", "item", "item", "paragraph"]


def test_a_label_in_bold_begins_a_paragraph() -> None:
    title = [*printed("Leg de brug voor het jaar 2030 aan", top=100)]
    by = [*printed("Indiener:", top=112.5, bold=True), *printed("Arjen Duif", x=120, top=112.5)]
    assert read(page(title, by), Column(70, 480)) == ["Leg de brug voor het jaar 2030 aan", "Indiener: Arjen Duif"]


def test_items_have_levels_by_their_indent() -> None:
    items = [(70, "• de haven;"), (88, "o de kade;"), (88, "o het water;"), (70, "• de markt.")]
    made = page(*(printed(text, x=x, top=100 + 14 * row) for row, (x, text) in enumerate(items)))
    blocks = blocks_of(in_reading_order(lines_of(made)), 10)
    assert [(block.marker, block.level) for block in blocks] == [("•", 1), ("o", 2), ("o", 2), ("•", 1)]


def test_the_narrow_lines_beside_a_picture_are_one_paragraph() -> None:
    beside = paragraph(SIGH, chars=40)
    below = max(word.box.bottom for word in beside) + 2.5
    assert read(page(beside, paragraph(MORE, top=below)))[0].startswith(SIGH)


def test_turned_text_is_read_by_itself() -> None:
    made = page(paragraph(SIGH), printed("Raadsinformatiebrief deel twee", x=560, top=120, turn=90))
    assert read(made) == [SIGH, "Raadsinformatiebrief deel twee"]


def test_a_hyphen_at_a_line_end_is_joined_and_can_be_undone() -> None:
    made = page(printed("Wij deden een groot onder-"), printed("zoek naar de haven.", top=112.5))
    letter = Split(SplitSettings())(Pages((made,)))
    assert "een groot onderzoek naar de haven." in letter.text
    assert [word.printed for word in letter.words if word.printed] == ["onder-"]


def test_soft_hyphens_are_not_part_of_the_text() -> None:
    made = page(printed("Wij deden onder\u00adzoek naar de haven."))
    assert "onderzoek naar" in Split(SplitSettings())(Pages((made,))).text


def test_a_column_that_is_longer_than_the_one_beside_it_is_read_to_its_end() -> None:
    left, right = paragraph(f"{SIGH} {MORE}", chars=40), paragraph(MORE, x=320, chars=40)
    across = paragraph(SIGH, top=60)
    assert read(page(across, right, left)) == [SIGH, f"{SIGH} {MORE}", MORE]


def test_what_stands_below_names_side_by_side_is_read_after_them() -> None:
    names = [printed(name, x=x, top=100) for name, x in (("Kees Prins", 70), ("Ria van Dam", 300))]
    roles = [printed(role, x=x, top=112.5) for role, x in (("wethouder", 70), ("secretaris", 300))]
    below = printed("Bijlage: het plan", top=125)
    assert read(page(paragraph(SIGH, top=60), *names, *roles, below))[-1] == "Bijlage: het plan"
