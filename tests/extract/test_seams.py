"""Whatever bytes come in, pages or a `LetterError` come out; pages keep their promises, and so do words and places."""

from __future__ import annotations

import math
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.encoding import decoded, encoded
from pipeline.errors import LetterError
from pipeline.extract import Extract, ExtractSettings, Limits, OcrSettings
from pipeline.extract.content import Glyph, Run, Style, hundredth, multiply, shown_matrix, transform
from pipeline.extract.office import Block, OfficeText, PageEnd, Row, Span
from pipeline.extract.typeset import typeset
from pipeline.extract.words import group_words
from pipeline.records import Pages
from pipeline.split import Split, SplitSettings
from tests.drawn import LETTERS, draw
from tests.extract.made import drawn, one_page, shown, stream

LIMITS = Limits(pages=20, inflated_bytes=4_000_000, inflated_total_bytes=16_000_000, characters=20_000)
OFF = OcrSettings(when="off")
READERS = [Extract(ExtractSettings(reader=reader, limits=LIMITS, ocr=OFF)) for reader in ("pdfium", "pdfplumber")]  # type: ignore[arg-type]
SPLIT = Split(SplitSettings())
TEXT_BOX = b"<< /Subtype /FreeText /F 4 /Rect [70 500 270 520] /Contents (Ingekomen) /DA (/F1 10 Tf 0 g) >>"
SEEDS = [
    draw(LETTERS[1]),
    drawn(),
    one_page(shown("Geachte leden van de raad")),
    one_page(shown("Geachte leden van de raad"), entries=b"/Annots [6 0 R]", more=[TEXT_BOX]),
]
CODE = re.compile(r"[a-z]+(-[a-z]+)*")
OPERATORS = (
    "BT ET Tf Tj TJ Td Tm Tr Tz q Q cm re f S W n Do sh m l c h gs /F1 /X (raad) [(a)-900(b)] << >> "
    "0 1 -1 7 12 90 300 1e9 -1e9 0.0001 595 842 ' T*"
)
few = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)

number = st.floats(-2000, 2000, allow_nan=False)
changes = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=8)
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)


def keeps_its_promises(pages: Pages) -> None:
    assert [page.number for page in pages.pages] == list(range(1, len(pages.pages) + 1))
    for page in pages.pages:
        for word in page.words:
            assert word.text
            assert not re.search(r"\s", word.text)
            assert all(map(math.isfinite, word.box))
            assert word.box.x0 <= word.box.x1
            assert word.box.top <= word.box.bottom
            assert word.undecodable == word.text.count("\ufffd")
    assert all(CODE.fullmatch(issue.code) for issue in pages.issues)
    assert decoded(encoded(pages), Pages) == pages


def read(data: bytes) -> None:
    for reader in READERS:
        try:
            pages = reader(data)
        except LetterError:
            continue
        keeps_its_promises(pages)
        SPLIT(pages)


@few
@given(st.sampled_from(SEEDS), changes)
def test_damaged_letters_end_as_pages_or_as_a_failure(seed: bytes, changed: list[tuple[float, bytes]]) -> None:
    data = bytearray(seed)
    for share, new in changed:
        place = int(share * len(data))
        data[place : place + len(new)] = new
    read(bytes(data))


@few
@given(st.sampled_from(SEEDS), st.floats(0, 1))
def test_letters_cut_anywhere_end_as_pages_or_as_a_failure(seed: bytes, share: float) -> None:
    read(seed[: int(share * len(seed))])


@few
@given(st.binary(max_size=300))
def test_any_bytes_end_as_pages_or_as_a_failure(data: bytes) -> None:
    read(data)
    read(b"%PDF-1.7\n" + data)
    read(b"PK\x03\x04" + data)


@few
@given(
    st.lists(
        st.sampled_from(OPERATORS.split()),
        max_size=60,
    )
)
def test_any_order_of_operators_ends_as_pages_or_as_a_failure(operators: list[str]) -> None:
    content = " ".join(["BT /F1 11 Tf 70 700 Td (Geachte raad) Tj ET", *operators])
    read(one_page(stream(content.encode())))


@given(
    st.lists(
        st.tuples(
            st.floats(0, 2 * math.pi),
            st.floats(0, 200),
            st.lists(st.builds(Glyph, texts.filter(bool), number, number, st.floats(0, 50)), max_size=5),
        ),
        max_size=6,
    )
)
def test_words_hold_no_blanks_and_no_character_that_was_not_there(
    drawn_runs: list[tuple[float, float, list[Glyph]]],
) -> None:
    runs = [
        Run(Style("F", size, right=math.cos(angle), down=math.sin(angle)), order, glyphs)
        for order, (angle, size, glyphs) in enumerate(drawn_runs)
    ]
    printed = {glyph.text for run in runs for glyph in run.glyphs}
    for word in group_words(runs):
        assert word.text
        assert set(word.text) <= set("".join(printed))
        assert word.box.x0 <= word.box.x1


@given(
    st.one_of(st.floats(-1e9, 1e9), st.integers(-10_000, 1_000_000).map(lambda eighths: eighths / 8), st.just(math.inf))
)
def test_hundredths_are_those_that_python_rounds_to(length: float) -> None:
    assert hundredth(length) == round(length, 2)


def test_letter_printed_again_over_the_end_of_a_word_is_one_letter() -> None:
    style = Style("F", 10)
    word, again = Glyph("raad", 0, 0, 20, 15), Glyph("d", 15.1, 0, 5)
    assert [(found.text, found.doubled) for found in group_words([Run(style, 0, [word, again])])] == [("raad", True)]


@given(
    st.tuples(number, number, st.floats(1, 900), st.floats(1, 900)), st.sampled_from([0, 90, 180, 270]), number, number
)
def test_page_as_shown_keeps_distances(page: tuple[float, float, float, float], turn: int, x: float, y: float) -> None:
    left, bottom, width, height = page
    matrix = shown_matrix((left, bottom, left + width, bottom + height), turn)
    corners = [transform(matrix, left, bottom), transform(matrix, left + width, bottom + height)]
    assert math.isclose(min(px for px, _ in corners), 0, abs_tol=1e-6)
    assert math.isclose(min(py for _, py in corners), 0, abs_tol=1e-6)
    px, py = transform(matrix, x, y)
    qx, qy = transform(matrix, left, bottom)
    assert math.isclose(math.hypot(px - qx, py - qy), math.hypot(x - left, y - bottom), abs_tol=1e-6)
    assert multiply(matrix, (1, 0, 0, 1, 0, 0)) == matrix


spans = st.builds(Span, text=texts, size=st.floats(1, 80), bold=st.booleans(), hidden=st.booleans())
blocks = st.builds(
    Block,
    spans=st.lists(spans, max_size=4).map(tuple),
    marker=st.sampled_from(["", "•", "12."]),
    depth=st.integers(0, 8),
)
rows = st.builds(Row, cells=st.lists(st.lists(blocks, max_size=2).map(tuple), max_size=6).map(tuple))


@few
@given(st.lists(st.one_of(blocks, rows, st.just(PageEnd())), max_size=12), st.lists(blocks, max_size=2))
def test_setting_office_text_on_pages_loses_no_character(
    parts: list[Block | Row | PageEnd], header: list[Block]
) -> None:
    pages = typeset(OfficeText(parts=parts, header=header), "docx")
    keeps_its_promises(Pages(pages))
    set_on = sum(len(word.text) for page in pages for word in page.words)
    assert set_on == sum(map(characters, parts)) + len(pages) * sum(map(characters, header))
    SPLIT(Pages(pages))


def characters(part: Block | Row | PageEnd) -> int:
    """The number of characters that a part prints, markers of empty items left out."""
    match part:
        case Block():
            return sum(len("".join(span.text.split())) for span in part.spans) + (len(part.marker) if part.spans else 0)
        case Row():
            return sum(characters(block) for cell in part.cells for block in cell)
        case _:
            return 0
