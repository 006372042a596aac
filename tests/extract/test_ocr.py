"""Scans are read from their pictures: askew, noisy, turned or mixed with pages that have text."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter

import PIL.Image
import PIL.ImageDraw
import pypdf
import pytest

from pipeline.errors import LetterError, MissingProgramError
from pipeline.extract import Extract, ExtractSettings, Limits, OcrSettings
from pipeline.extract.deskew import may_be_turned, skew_angle
from pipeline.records import Page
from pipeline.split import Split, SplitSettings
from tests.drawn import LETTERS, draw
from tests.extract.scanning import scanned

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
RECALL = 0.93
DIGITAL = Extract(ExtractSettings(ocr=OcrSettings(when="off")))
LETTER = draw(LETTERS[1])


def words_of(page: Page) -> Counter[str]:
    """The words of a page without the punctuation around them, hyphens at line ends included."""
    return Counter(filter(None, (re.sub(r"^\W+|\W+$", "", word.text) for word in page.words if not word.hidden)))


def recall(read: Page, wanted: Page) -> float:
    known = words_of(wanted)
    return sum((known & words_of(read)).values()) / sum(known.values())


@needs_tesseract
@pytest.mark.parametrize("number", [1, 3])
def test_words_of_a_worn_scan_are_found_where_they_stand(number: int) -> None:
    data = draw(LETTERS[number])
    pages = Extract(ExtractSettings())(scanned(data, dpi=200, skew=2.0))
    page, wanted = pages.pages[0], DIGITAL(data).pages[0]
    assert page.reader == "ocr"
    assert recall(page, wanted) >= RECALL
    assert all(0 <= word.confidence <= 1 for word in page.words)
    assert sum(word.confidence for word in page.words) / len(page.words) > 0.85
    # Straightening turns the page around its middle, so places agree to within what is cut off at its edges.
    once = {
        word.text for word in wanted.words if sum(w.text == word.text for w in wanted.words) == 1 and len(word.text) > 6
    }
    places = {word.text: word.box for word in page.words if word.text in once}
    assert len(places) > 10
    for word in wanted.words:
        if word.text in places:
            box = places[word.text]
            assert abs(box.x0 - word.box.x0) < 6
            assert abs(box.top - word.box.top) < 6


@needs_tesseract
@pytest.mark.parametrize("turned", [90, 180])
def test_scan_that_lies_on_its_side_or_head_is_set_upright(turned: int) -> None:
    page = Extract(ExtractSettings())(scanned(LETTER, turned=turned, skew=0.5)).pages[0]
    assert recall(page, DIGITAL(LETTER).pages[0]) >= RECALL
    assert (page.width < page.height, {word.rotation for word in page.words}) == (True, {0})


@needs_tesseract
def test_mixed_letter_has_every_page_once_and_in_order() -> None:
    letter = pypdf.PdfWriter()
    for data in (LETTER, scanned(LETTER, dpi=200), LETTER):
        letter.append(io.BytesIO(data), pages=(0, 1))
    file = io.BytesIO()
    letter.write(file)
    pages = Extract(ExtractSettings())(file.getvalue())
    assert [(page.number, page.reader) for page in pages.pages] == [(1, "pdfium"), (2, "ocr"), (3, "pdfium")]
    assert words_of(pages.pages[0]) == words_of(pages.pages[2]) == words_of(DIGITAL(LETTER).pages[0])
    assert recall(pages.pages[1], pages.pages[0]) >= RECALL
    assert Split(SplitSettings())(pages).ocr == "some"


@needs_tesseract
def test_page_that_reads_badly_is_marked() -> None:
    settings = ExtractSettings(ocr=OcrSettings(doubtful_confidence=0.999))
    pages = Extract(settings)(scanned(LETTER, dpi=150))
    assert [(issue.code, issue.page_number) for issue in pages.issues] == [("ocr-low-confidence", 1)]


@needs_tesseract
def test_page_that_takes_too_long_fails_alone() -> None:
    settings = ExtractSettings(ocr=OcrSettings(seconds_per_page=0.01))
    with pytest.raises(LetterError) as caught:
        Extract(settings)(scanned(LETTER, dpi=150))
    assert caught.value.code == "no-text-layer"


@needs_tesseract
def test_page_image_that_would_be_too_large_is_refused() -> None:
    with pytest.raises(LetterError, match="`picture_pixels`") as caught:
        Extract(ExtractSettings(limits=Limits(picture_pixels=4_000_000)))(scanned(LETTER, dpi=150))
    assert caught.value.code == "limit-exceeded"


def test_ocr_that_is_demanded_and_not_there_stops_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    scan = scanned(LETTER, dpi=60)
    with pytest.raises(MissingProgramError, match="tesseract-ocr-nld"):
        Extract(ExtractSettings(ocr=OcrSettings(when="on")))(scan)
    with pytest.raises(LetterError, match="install tesseract-ocr"):
        Extract(ExtractSettings(ocr=OcrSettings(when="auto")))(scan)


@pytest.mark.parametrize("skew", [-4.0, -1.3, 0.0, 2.0, 4.5])
def test_skew_is_measured_to_a_fifth_of_a_degree(skew: float) -> None:
    assert skew_angle(_ruled().rotate(skew, fillcolor=255)) == pytest.approx(-skew, abs=0.2)


def test_blank_page_has_no_skew_and_lies_well() -> None:
    blank = PIL.Image.new("L", (1200, 1700), 255)
    assert skew_angle(blank) == 0
    assert not may_be_turned(blank)


def test_page_on_its_side_is_suspected() -> None:
    assert may_be_turned(_ruled().rotate(90, expand=True, fillcolor=255))
    assert not may_be_turned(_ruled())


def _ruled() -> PIL.Image.Image:
    """A page of lines of dashes, as far as a profile is concerned the same as text."""
    page = PIL.Image.new("L", (1240, 1754), 255)
    pen = PIL.ImageDraw.Draw(page)
    for y in range(200, 1500, 40):
        for x in range(150, 1050, 60):
            pen.rectangle((x, y, x + 45, y + 16), fill=0)
    return page
