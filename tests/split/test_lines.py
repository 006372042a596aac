from __future__ import annotations

from pipeline.records import Box, Page, Word
from pipeline.split.lines import lines_of
from pipeline.split.markers import is_list_marker
from tests.split.pages import MORE, page, paragraph, printed


def texts(made: Page) -> list[str]:
    return [line.text for line in lines_of(made)]


def test_words_on_one_baseline_are_one_line() -> None:
    assert texts(page(printed("Geachte leden van de raad,"))) == ["Geachte leden van de raad,"]


def test_the_order_of_the_file_does_not_matter() -> None:
    words = printed("een twee drie vier")
    assert texts(page(words[2:], words[:2])) == ["een twee drie vier"]


def test_names_side_by_side_are_two_lines() -> None:
    both = page(printed("Rob Kusters"), printed("Xinxin Wang", x=300))
    assert texts(both) == ["Rob Kusters", "Xinxin Wang"]


def test_a_narrow_gap_parts_columns_only_where_other_rows_begin_there() -> None:
    aligned = page(
        printed("Spui 70"),
        printed("T 14070", x=120),
        printed("Postbus", top=112),
        printed("www.veld.nl", x=120, top=112),
    )
    assert texts(aligned) == ["Spui 70", "T 14070", "Postbus", "www.veld.nl"]
    assert texts(page(printed("Spui 70"), printed("T 14070", x=120))) == ["Spui 70 T 14070"]


def test_a_bullet_keeps_the_text_behind_its_indent() -> None:
    assert texts(page(printed("•"), printed("de haven;", x=106))) == ["• de haven;"]
    assert texts(page(printed("1."), printed("de haven;", x=106))) == ["1. de haven;"]


def test_the_slant_of_a_scan_does_not_cut_a_line() -> None:
    words = printed("woorden op een regel die naar beneden loopt over de hele breedte van het blad")
    slanted = []
    for index, word in enumerate(words):
        down = 0.9 * index
        box = Box(word.box.x0, word.box.top + down, word.box.x1, word.box.bottom + down)
        slanted.append(type(word)(word.text, box, word.font, word.size))
    assert len(texts(page(slanted))) == 1


def test_blanks_of_a_scan_that_are_nearly_an_em_wide_part_nothing() -> None:
    rows = []
    for top in (100, 112, 124):
        x = 70.0
        for token in ["wij", "hebben", "de", "brief", "van", "de", "bewoners", "gelezen", "en", "beantwoord"]:
            rows.append(printed(token, x=x, top=top, size=6))
            x += 3 * len(token) + 5.7
    assert len(texts(page(*rows))) == 3


def test_turned_text_is_read_in_its_own_direction() -> None:
    made = page(
        printed("Gewoon"),
        printed("Raadsinformatiebrief deel twee", x=560, turn=90),
        printed("van onder", x=20, top=400, turn=270),
    )
    assert texts(made) == ["Gewoon", "Raadsinformatiebrief deel twee", "van onder"]


def test_hidden_words_never_mix_with_shown_ones() -> None:
    made = page(printed("Typ tekst", hidden=True), printed("Geachte raad", x=125))
    assert texts(made) == ["Geachte raad", "Typ tekst"]


def test_a_bar_over_a_name_does_not_cut_the_line() -> None:
    left, right = printed("Geachte heer"), printed("van de afdeling", x=240)
    bar = Box(left[-1].box.x1 + 2, 99, 238, 111)
    assert texts(page(left, right)) == ["Geachte heer", "van de afdeling"]
    assert texts(page(left, right, rules=[bar])) == ["Geachte heer van de afdeling"]


def test_a_comma_behind_a_hole_belongs_to_its_line() -> None:
    assert texts(page(printed("Geachte heer"), printed(",", x=220))) == ["Geachte heer ,"]


def test_a_drawn_line_parts_cells_that_stand_close() -> None:
    cells = page(printed("Rapport"), printed("12-3-2019", x=110), rules=[Box(107, 90, 107.5, 130)])
    assert texts(cells) == ["Rapport", "12-3-2019"]


def test_a_paragraph_has_as_many_lines_as_are_printed() -> None:
    assert " ".join(texts(page(paragraph(MORE)))) == MORE


def test_list_markers() -> None:
    assert all(
        map(is_list_marker, ["•", "-", "–", "o", "1.", "12)", "a.", "(b)", "iv.", "2.3", "[4]", "−", "\uf0b7", "➢"])
    )
    assert not any(map(is_list_marker, ["de", "2018", "100.000", "o.a.", "A2", "©", ""]))


def test_a_word_that_overlaps_the_one_before_it_in_a_scan_stays_in_its_line() -> None:
    wide = printed("Op 2 september")
    words = [*wide, *printed("jl. werd de haven geopend.", x=wide[-1].box.x1 - 9)]
    assert [line.text for line in lines_of(page(words))] == ["Op 2 september jl. werd de haven geopend."]
    twice = [*printed("Haven"), *printed("Haven", x=70.4)]
    assert len(lines_of(page(twice))) == 2


def test_words_with_boxes_close_around_the_ink_are_one_line() -> None:
    """Some scanners draw "en" half as high as "bij"; in typeset text a word so small is no neighbour."""
    tall = {"bij", "de", "het", "plan"}
    words = []
    for row in range(4):
        x = 70.0
        for text in ("bij", "en", "de", "van", "het", "on", "plan"):
            top, bottom = 100 + 16 * row + (0 if text in tall else 6), 111 + 16 * row
            words.append(Word(text, Box(x, top, x + 5 * len(text), bottom), "", float(bottom - top)))
            x += 5 * len(text) + 9
    assert [line.text for line in lines_of(page(words))] == ["bij en de van het on plan"] * 4


def test_a_number_without_a_stop_begins_an_item_where_the_next_one_stands_below() -> None:
    agenda = page(
        printed("1"), printed("Opening", x=92), printed("2", top=135), printed("Vaststellen agenda", x=92, top=135)
    )
    assert texts(agenda) == ["1 Opening", "2 Vaststellen agenda"]
    table = page(
        *(
            printed(text, x=x, top=top)
            for top, row in ((100, "1AB"), (112, "2CD"))
            for x, text in zip((70, 92, 130), row, strict=True)
        )
    )
    assert texts(table) == ["1", "A", "B", "2", "C", "D"]


def test_a_dash_in_the_place_of_a_value_is_no_bullet() -> None:
    made = page(
        printed("uw kenmerk"),
        printed("ons kenmerk", x=200),
        printed("-", top=112),
        printed("ZW2024-08", x=200, top=112),
    )
    assert texts(made) == ["uw kenmerk", "ons kenmerk", "-", "ZW2024-08"]
