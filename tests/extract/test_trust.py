"""Whether the text of a page can be believed is told by its letters and by how much of the page is a picture."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from pipeline.extract import Extract, ExtractSettings, OcrSettings
from pipeline.extract.trust import legibility, picture_share, verdict
from pipeline.records import Box, Page, Word

DUTCH = (
    "Met deze brief informeren wij u over de voortgang van het plan voor de haven en over de kosten daarvan. Die "
    "blijven binnen de begroting die uw raad in het najaar heeft vastgesteld, met steun van alle fracties."
)
ENGLISH = (
    "The two cities have worked together for ten years, and the partners who wrote these letters agree that the "
    "exchange of students and firms should go on in the years ahead of us."
)
NAMES = "Wethouder Groot Wassink, Van Doorninck, Meliani, Kukenheim, Everhardt, Ivens, Dijksma, Sargentini, Roduner"
GARBAGE = "GIMINelb -2;1.11WntarilOt zxcq •each.te ui;:l rn'tl Iijkvv. qaz1 vVij d1t ~vV pl'<ln rrvv lnl1 kIIw O0o jjV"
SHIFTED = "PHW GH]H EULHI LQIRUPHUHQ ZLM X RYHU GH YRRUWJDQJ YDQ KHW SODQ YRRU GH KDYHQ HQ GH NRVWHQ GDDUYDQ"
WHOLE = Box(0, 0, 595, 842)


def page(text: str, *images: Box, undecodable: int = 0, hidden: bool = False) -> Page:
    box = Box(70, 100, 100, 110)
    words = tuple(Word(word, box, hidden=hidden, undecodable=min(undecodable, len(word))) for word in text.split())
    return Page(number=1, width=595, height=842, rotation=0, reader="pdfium", words=words, images=images)


@pytest.mark.parametrize("text", [DUTCH, ENGLISH, NAMES, "1.234 5.678,90 14-03-2023 " * 20, DUTCH.upper()])
@pytest.mark.parametrize("images", [(), (WHOLE,)])
def test_prose_names_and_figures_are_believed_on_scans_too(text: str, images: tuple[Box, ...]) -> None:
    assert verdict(page(text, *images), 0) in {"trusted", "picture"}
    assert verdict(page(text * 3, *images), 0) == "trusted"


@pytest.mark.parametrize("text", [GARBAGE, SHIFTED])
def test_useless_text_on_a_scan_is_not_believed(text: str) -> None:
    assert verdict(page(text * 3, WHOLE), 0) == "garbled"


def test_text_whose_codes_are_shifted_is_not_believed_without_a_picture_either() -> None:
    assert verdict(page(SHIFTED * 2), 0) == "garbled"


def test_characters_without_unicode_value_are_not_believed() -> None:
    assert verdict(page(DUTCH, undecodable=2), 0) == "garbled"


def test_scan_with_only_a_stamp_is_a_picture() -> None:
    assert verdict(page("Ingekomen 6 februari 2018", WHOLE), 0) == "picture"
    assert verdict(page("Pagina 3", Box(70, 70, 120, 120)), 0) == "trusted"


def test_scan_over_which_somebody_typed_is_a_picture_and_a_form_without_one_is_read_as_it_is() -> None:
    typed = len(DUTCH.replace(" ", "")) * 3
    assert verdict(page(DUTCH * 3, WHOLE), 0, annotated=typed) == "picture"
    assert verdict(page(DUTCH * 3), 0, annotated=typed) == "blank"


def test_scan_in_strips_or_tiles_is_a_picture_as_a_whole_one_is() -> None:
    strips = tuple(Box(0, 84.2 * n, 595, 84.2 * (n + 1)) for n in range(10))
    assert picture_share(page("", *strips)) == 1
    assert verdict(page("stempel", *strips), 0) == "picture"


def test_page_without_text_is_a_picture_only_if_something_is_drawn() -> None:
    assert verdict(page(""), 0) == "blank"
    assert verdict(page("", Box(0, 0, 10, 10)), 0) == "picture"
    assert verdict(page(""), 2_000) == "picture"  # letters drawn as outlines
    assert verdict(page(DUTCH, WHOLE, hidden=True), 0) == "picture"


def test_legibility_ranks_language_over_noise() -> None:
    dutch, english, garbage, shifted = (legibility(t.split()).share for t in (DUTCH, ENGLISH, GARBAGE, SHIFTED))
    assert min(dutch, english) > 0.75 > 0.6 > max(garbage, shifted)


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_bad_old_text_layers_are_found_and_sound_letters_left_alone(shared: Path) -> None:
    with (shared / "letters" / "index.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert "amsterdam-wob-gwc" in rows
    off = Extract(ExtractSettings(ocr=OcrSettings(when="off")))
    bad = off((shared / "letters" / "amsterdam-wob-gwc.pdf").read_bytes())
    assert any(issue.code == "text-garbled" for issue in bad.issues)
    for name in ("maastricht-chengdu", "denhaag-ris321645", "algorithm-audit-en", "rijk-ah-3235"):
        sound = off((shared / "letters" / f"{name}.pdf").read_bytes())
        assert not {issue.code for issue in sound.issues} & {"text-garbled", "page-is-picture"}
