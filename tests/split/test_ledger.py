from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import LetterError
from pipeline.extract import Extract, ExtractSettings, OcrSettings
from pipeline.records import Pages
from pipeline.split.ledger import agrees
from pipeline.split.settings import SplitSettings
from pipeline.split.stage import Split
from tests.split.pages import SIGH, page, paragraph, printed

SPLIT = Split(SplitSettings())


def test_every_character_of_a_page_is_accounted_for() -> None:
    made = page(
        printed("Gemeente Veldhuizen", top=40),
        paragraph(SIGH),
        printed("Typ tekst", top=400, hidden=True),
        printed("Raadsinformatiebrief", x=560, turn=90),
        printed("1", x=300, top=810),
    )
    (ledger,) = SPLIT(Pages((made,))).ledger
    assert agrees(ledger)
    assert ledger.chars_hidden == len("Typtekst")
    assert ledger.chars + ledger.chars_hidden == sum(len(word.text) for word in made.words)


def test_the_sums_agree_on_every_page_of_the_real_letters(shared: Path) -> None:
    """Scans are read without OCR here, which takes minutes: their own text, where they have any, counts the same."""
    extract = Extract(ExtractSettings(ocr=OcrSettings(when="off")))
    read = 0
    for path in sorted((shared / "letters").glob("*.pdf")):
        try:
            pages = extract(path.read_bytes())
        except LetterError:
            continue
        ledger = SPLIT(pages).ledger
        assert [row.page_number for row in ledger] == [found.number for found in pages.pages], path.name
        assert all(agrees(row) for row in ledger), path.name
        read += 1
    assert read > 50


@pytest.mark.parametrize("words", [[], printed("x")])
def test_a_page_with_next_to_nothing_has_a_ledger_too(words: list) -> None:
    assert all(map(agrees, SPLIT(Pages((page(words),))).ledger))
