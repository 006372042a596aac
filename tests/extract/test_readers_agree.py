"""Both PDF libraries give the same words, order, boxes, fonts, sizes and weights: which one reads decides the speed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import LetterError
from pipeline.extract import Extract, ExtractSettings, Limits, OcrSettings
from pipeline.records import Page
from tests.drawn import LETTERS, DrawnLetter, draw
from tests.extract.agreeing import differences
from tests.extract.made import drawn, one_page, stream, write_lines

OFF = OcrSettings(when="off")
PDFIUM = Extract(ExtractSettings(reader="pdfium", ocr=OFF, limits=Limits(pages=12)))
PDFPLUMBER = Extract(ExtractSettings(reader="pdfplumber", ocr=OFF, limits=Limits(pages=12)))
# Pages on which the two differ: useless old text layers, fonts with several widths for one letter, and letters
# printed twice, of which pdfium keeps one. Measured on all 410 pages that both read: 12.
MOST_DIFFERENT = 0.04


def both(data: bytes) -> list[tuple[Page, Page]]:
    return list(zip(PDFIUM(data).pages, PDFPLUMBER(data).pages, strict=True))


def read_by_both(pair: tuple[Page, Page]) -> bool:
    return (pair[0].reader, pair[1].reader) == ("pdfium", "pdfplumber")


@pytest.mark.parametrize("letter", LETTERS, ids=lambda letter: letter.name)
def test_drawn_letters_are_read_alike(letter: DrawnLetter) -> None:
    pairs = both(draw(letter))
    assert all(read_by_both(pair) for pair in pairs)
    # The drawn letters embed no fonts: how wide € and • are, each library has from a font of its own.
    found = [what for pair in pairs for what in differences(*pair) if ": box (" not in what]
    assert found == []


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("text_turn", [0, 90, 180, 270])
def test_turned_pages_and_turned_text_are_read_alike(turn: int, text_turn: int) -> None:
    def draw_page(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)
        canvas.translate(300, 400)
        canvas.rotate(text_turn)
        write_lines(canvas, ["Raadsinformatiebrief", "van de haven"], font="Times-Bold")
        canvas.drawString(-200, 0, "Gemeente Veldermonde, 14 maart 2023")

    ((page, other),) = both(drawn(draw_page))
    assert differences(page, other) == []
    assert {word.rotation for word in page.words if not word.hidden} == {(turn - text_turn) % 360}


def test_spacing_stretching_and_rising_are_read_alike() -> None:
    content = (
        b"BT /F1 11 Tf 70 700 Td 1 Tc 3 Tw (met ruimte) Tj 0 Tc 0 Tw 80 Tz 0 -20 Td (smal gezet) Tj 100 Tz "
        b"0 -20 Td 4 Ts (1) Tj 0 Ts (Noot) Tj 0 -20 Td [(ge) -300 (scheiden) 20 (s)] TJ 0 -20 Td (B E S L U I T) Tj ET"
    )
    ((page, other),) = both(one_page(stream(content)))
    assert differences(page, other) == []
    assert [word.text for word in page.words] == [
        "met",
        "ruimte",
        "smal",
        "gezet",
        "1Noot",
        "ge",
        "scheidens",
        "BESLUIT",
    ]


def test_real_letters_are_read_alike(shared: Path) -> None:
    pages, different = 0, []
    small = [path for path in sorted((shared / "letters").glob("*.pdf")) if path.stat().st_size < 250_000]
    for path in small[::6]:  # a sixth says as much in a few seconds
        try:
            pairs = both(path.read_bytes())
        except LetterError:
            continue
        for number, pair in enumerate(filter(read_by_both, pairs), start=1):
            pages += 1
            if found := differences(*pair):
                different.append((path.name, number, found[:2]))
    assert pages > 15
    assert len(different) <= MOST_DIFFERENT * pages, different


def test_double_letters_of_squeezed_type_are_two_letters() -> None:
    ((page, other),) = both(one_page(stream(b"BT /F1 10 Tf 20 Tz 70 700 Td (geanonimiseerd jullie) Tj ET")))
    assert differences(page, other) == []
    assert [(word.text, word.bold) for word in page.words] == [("geanonimiseerd", False), ("jullie", False)]


def test_letters_printed_twice_are_bold() -> None:
    letter = b"BT /F1 11 Tf %d 700 Td (%c) Tj ET "
    twice = b"".join(letter % (x, sign) for sign, x in zip(b"Leden", range(70, 110, 7), strict=False) for _ in "ab")
    ((page, other),) = both(one_page(stream(twice)))
    assert [word.text for word in page.words] == ["Leden"]  # pdfium keeps one of each and doesn't tell
    assert [(word.text, word.bold) for word in other.words] == [("Leden", True)]


def test_gaps_inside_a_string_part_words_and_kerning_does_not() -> None:
    content = (
        b"BT /F1 11 Tf 70 700 Td [(raad) -400 (stuk) 60 (ken) -20 (dienst)] TJ "
        b"0 -20 Td [(ra) -300 (ad) 300 (s)] TJ 0 -20 Td 0.5 Tc (gespatieerd) Tj ET"
    )
    ((page, other),) = both(one_page(stream(content)))
    assert differences(page, other) == []
    assert [word.text for word in page.words] == ["raad", "stukkendienst", "ra", "ads", "gespatieerd"]


def test_a_page_is_read_as_if_it_were_the_only_one() -> None:
    def page(font: str, text: str) -> Callable[[Canvas], None]:
        return lambda canvas: write_lines(canvas, [text, "Geachte leden van de raad"], font=font)

    pages = [page(font, text) for font in ("Helvetica", "Times-Bold", "Courier") for text in ("Wij", "iiWW mm", "Wij")]
    together = PDFIUM(drawn(*pages)).pages
    alone = [PDFIUM(drawn(one)).pages[0] for one in pages]
    assert [page.words for page in together] == [page.words for page in alone]
