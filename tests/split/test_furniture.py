from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Box, Page, Pages, Word
from pipeline.split.settings import SplitSettings
from pipeline.split.stage import Split
from tests.split.pages import MORE, SIGH, page, paragraph, printed

SPLIT = Split(SplitSettings())


def body(top: float = 150) -> list[Word]:
    return [*paragraph(SIGH, top=top, chars=70), *paragraph(MORE, top=top + 60, chars=70)]


def kinds(*pages: Page) -> dict[str, str]:
    return {line.text: line.kind for line in SPLIT(Pages(pages)).furniture}


def text_of(*pages: Page) -> str:
    letter = SPLIT(Pages(pages))
    return "\n".join(
        letter.text[section.heading_start : section.end_char] for section in letter.sections if section.end_char
    )


def numbered(number: int, *more: Sequence[Word]) -> Page:
    return page(body(), printed(f"Pagina {number} van 3", top=800, size=7), *more, number=number)


def test_page_numbers_are_kept_as_such_and_out_of_the_text() -> None:
    pages = [numbered(number) for number in (1, 2, 3)]
    assert {kinds(*pages)[f"Pagina {number} van 3"] for number in (1, 2, 3)} == {"page_number"}
    assert "Pagina" not in text_of(*pages)


def test_a_page_number_is_one_though_its_first_letter_stands_apart() -> None:
    pages = [page(body(250), printed(f"P agina {number} van 2", top=800, size=7), number=number) for number in (1, 2)]
    assert kinds(*pages) == {"P agina 1 van 2": "page_number", "P agina 2 van 2": "page_number"}


def test_addresses_on_the_web_far_below_the_letter_are_its_footer_in_any_size() -> None:
    foot = "Internet: www.veldhuizen.nl   E-mail: stadsdeel@veldhuizen.nl"
    assert kinds(page(body(), printed(foot, top=780))) == {" ".join(foot.split()): "footer"}
    assert kinds(page(body(), printed("Lees verder op www.veldhuizen.nl", top=780))) == {}
    assert kinds(page(body(655), printed(foot, top=780))) == {}


def test_a_line_that_runs_over_the_pages_is_a_header() -> None:
    pages = [numbered(number, printed("Gemeente Veldhuizen", top=30)) for number in (1, 2, 3)]
    assert kinds(*pages)["Gemeente Veldhuizen"] in ("header", "letterhead")
    assert "Veldhuizen" not in text_of(*pages)


def test_the_last_row_of_a_table_at_the_foot_of_a_page_is_no_footer() -> None:
    cells = [printed("Gevolgen voor de formatie?", top=793, size=8), printed("Nee", x=212, top=793, size=8)]
    sides = [Box(x, 790, x + 0.5, 806) for x in (66, 208, 400)]
    assert "formatie" not in " ".join(kinds(page(body(), *cells, rules=sides)))
    assert "Gevolgen voor de formatie?" in text_of(page(body(), *cells, rules=sides))
    assert kinds(page(body(), *cells))["Gevolgen voor de formatie?"] == "footer"


def test_notes_in_small_type_close_beside_a_long_line_stand_in_the_margin() -> None:
    text = paragraph(MORE, top=150, chars=77)
    start = max(word.box.x1 for word in text) + 10.5
    side = [
        printed(note, x=start, top=top, size=6.5)
        for note, top in (("Datum", 153.5), ("1 juli 2021", 163), ("Onze referentie", 176), ("BZ-2021.48862", 185))
    ]
    first = page(body())
    second = page(text, *side, body(300), number=2)
    found = kinds(first, second)
    assert {found[note] for note in ("Datum", "1 juli 2021", "Onze referentie", "BZ-2021.48862")} == {"margin"}
    assert MORE in text_of(first, second)


def test_a_page_number_between_dashes_is_one_whatever_the_page() -> None:
    folded = page(body(), printed("- 4 -", x=200, top=800), printed("–5–", x=420, top=800), number=2)
    assert kinds(page(body(250)), folded) == {"- 4 -": "page_number", "–5–": "page_number"}


def test_the_sender_beside_the_page_number_is_a_header_though_only_one_page_has_it() -> None:
    head = [printed("Gemeente Veldhuizen", x=150, top=25), printed("Stadsdeel Haven", x=150, top=37)]
    number = printed("Pagina 2 van 2", x=400, top=48)
    assert kinds(page(body()), page(*head, number, body(250), number=2))["Stadsdeel Haven"] == "header"
    assert kinds(page(body()), page(*head, body(250), number=2)) == {}
