"""What form fields, text boxes and stamps print is read as words of the page; notes, highlights and links aren't."""

from __future__ import annotations

import io

import PIL.Image
import pypdfium2 as pdfium
import pytest

from pipeline.extract import Extract, ExtractSettings, OcrSettings, stage
from pipeline.extract.images import page_pictures
from pipeline.extract.settings import PdfReader
from pipeline.records import Issue, Letter, Page, Word
from pipeline.split import Split, SplitSettings
from pipeline.split.ledger import agrees
from tests.extract.made import assembled, one_page, shown, stream

OWN = shown("Aldus besloten door de raad")
FORM = b"/AcroForm << /Fields [6 0 R] /DR << /Font << /Helv 5 0 R >> >> /DA (/Helv 10 Tf 0 g) >>"
VALUE = b"/FT /Tx /T (naam) /V (Jansen) /DA (/Helv 10 Tf 0 g)"
PRINTED = 4


def appearance(text: bytes = b"Jansen", *, below: bytes = b"") -> bytes:
    """What an annotation of 200 by 20 points looks like: a text that stands 2 points from its left side."""
    entries = b"/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F1 5 0 R >> >>"
    return stream(below + b" BT /F1 10 Tf 2 5 Td (%b) Tj ET" % text, entries)


def annotation(kind: bytes, entries: bytes = b"", *, flags: int = PRINTED) -> bytes:
    """An annotation on 200 by 20 points, which looks as object 7 says if `entries` don't say otherwise."""
    if b"/AP" not in entries:
        entries += b" /AP << /N 7 0 R >>"
    return b"<< /Type /Annot /Subtype /%b /F %d /Rect [100 500 300 520] %b >>" % (kind, flags, entries)


def letter(*more: bytes, content: bytes = OWN, entries: bytes = b"", catalog: bytes = FORM) -> bytes:
    """A page with one annotation, the first of the objects."""
    return one_page(content, catalog=catalog, entries=b"/Annots [6 0 R] " + entries, more=more)


def pages(data: bytes, reader: PdfReader = "pdfium") -> tuple[tuple[Page, ...], tuple[Issue, ...]]:
    read = Extract(ExtractSettings(reader=reader, ocr=OcrSettings(when="off")))(data)
    return read.pages, read.issues


def words(data: bytes, reader: PdfReader = "pdfium") -> tuple[Word, ...]:
    ((page,), issues) = pages(data, reader)
    assert issues == ()
    return page.words


def texts(data: bytes, reader: PdfReader = "pdfium") -> list[str]:
    return [word.text for word in words(data, reader)]


@pytest.fixture(params=["pdfium", "pdfplumber"])
def reader(request: pytest.FixtureRequest) -> PdfReader:
    chosen: PdfReader = request.param
    return chosen


@pytest.mark.parametrize(("kind", "entries"), [(b"Widget", VALUE), (b"FreeText", b""), (b"Stamp", b"")])
def test_form_fields_text_boxes_and_stamps_are_read_where_they_stand(
    reader: PdfReader, kind: bytes, entries: bytes
) -> None:
    *own, value = words(letter(annotation(kind, entries), appearance()), reader)
    assert tuple(own) == words(one_page(OWN), reader)
    assert (value.text, value.size, value.hidden) == ("Jansen", 10, False)
    assert (value.box.x0, value.box.top) == pytest.approx((102, 842 - 505 - 7.8), abs=0.5)


@pytest.mark.parametrize("kind", [b"Link", b"Highlight", b"Text", b"Popup", b"Square", b"Underline"])
def test_what_readers_add_is_not_read(reader: PdfReader, kind: bytes) -> None:
    assert words(letter(annotation(kind, b"/Contents (Klopt dit?)"), appearance()), reader) == words(one_page(OWN))


@pytest.mark.parametrize("kind", [b"Widget", b"FreeText", b"Stamp"])
@pytest.mark.parametrize("flag", [1, 2, 32])
def test_what_is_hidden_is_not_read(reader: PdfReader, kind: bytes, flag: int) -> None:
    assert words(letter(annotation(kind, VALUE, flags=PRINTED | flag), appearance()), reader) == words(one_page(OWN))


def test_a_note_beside_a_field_stays_out(reader: PdfReader) -> None:
    note, looks = annotation(b"Text", b"/AP << /N 9 0 R >>"), appearance(b"Klopt dit?")
    data = one_page(
        OWN, entries=b"/Annots [8 0 R 6 0 R]", more=[annotation(b"Stamp"), appearance(b"Ingekomen"), note, looks]
    )
    assert texts(data, reader)[-2:] == ["raad", "Ingekomen"]


@pytest.mark.parametrize("needed", [b"true", b"false"])
def test_a_value_without_an_appearance_is_read(reader: PdfReader, needed: bytes) -> None:
    data = letter(annotation(b"Widget", VALUE + b" /AP null"), catalog=FORM[:-2] + b" /NeedAppearances %b >>" % needed)
    assert texts(data, reader)[-2:] == ["raad", "Jansen"]


@pytest.mark.parametrize("looks", [b"/DA (/Helv 8 Tf 0 g)", b"/DA (0 g)", b""])
def test_a_text_box_without_an_appearance_is_read(reader: PdfReader, looks: bytes) -> None:
    box = annotation(b"FreeText", b"/Contents (Zie bijlage) /AP null " + looks)
    *_, own, see, annex = words(letter(box, catalog=b""), reader)
    assert [word.text for word in (own, see, annex)] == ["raad", "Zie", "bijlage"]
    assert see.size == (8 if b"8" in looks else 10)


@pytest.mark.parametrize(("state", "found"), [(b"/Ja", ["raad", "Akkoord"]), (b"/Off", ["de", "raad"])])
def test_a_box_to_tick_shows_the_state_it_is_in(reader: PdfReader, state: bytes, found: list[str]) -> None:
    tick = annotation(b"Widget", b"/FT /Btn /T (a) /AS %b /AP << /N << /Ja 7 0 R /Off 8 0 R >> >>" % state)
    assert texts(letter(tick, appearance(b"Akkoord"), appearance(b"")), reader)[-2:] == found


def test_turned_cropped_pages_with_all_they_have_from_their_parent_stay_as_they_are(reader: PdfReader) -> None:
    def data(annots: bytes) -> bytes:
        inherited = (
            b"/Rotate 90 /MediaBox [0 0 700 900] /CropBox [50 50 600 800] /Resources << /Font << /F1 5 0 R >> >>"
        )
        return assembled(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 %b >>" % inherited,
            b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Annots [%b] >>" % annots,
            stream(b"0.5 0 0 0.5 0 0 cm q BT /F1 22 Tf 400 1400 Td (Besloten) Tj ET"),  # q without its Q
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            annotation(b"Stamp"),
            appearance(),
        )

    ((without,), _), ((page,), _) = pages(data(b""), reader), pages(data(b"6 0 R"), reader)
    *own, stamp = page.words
    assert (tuple(own), page.width, page.height) == (without.words, 750, 550)
    assert (stamp.rotation, stamp.text) == (90, "Jansen")
    assert (stamp.box.x1, stamp.box.top) == pytest.approx((505 - 50 + 7.8, 102 - 50), abs=0.5)


def test_a_field_covers_what_is_printed_below_it() -> None:
    dots = stream(b"BT /F1 10 Tf 102 505 Td (........) Tj ET")
    covering = appearance(below=b"1 g 0 0 200 20 re f 0 g")
    found = words(letter(annotation(b"Widget", VALUE), covering, content=dots))
    assert [(word.text, word.hidden) for word in found] == [("........", True), ("Jansen", False)]


def test_a_signature_field_stands_in_its_place_in_the_text_and_the_account_agrees(reader: PdfReader) -> None:
    lines = b"(De raad besluit:) Tj 0 -270 Td (De griffier,) Tj 0 -60 Td (Bijlage 1 hoort bij dit besluit.) Tj"
    data = letter(
        annotation(b"Widget", b"/FT /Sig /T (s)"),
        appearance(b"Getekend door A. Jansen"),
        content=stream(b"BT /F1 11 Tf 100 800 Td " + lines + b" ET"),
    )
    found: Letter = Split(SplitSettings())(Extract(ExtractSettings(reader=reader))(data))
    places = [found.text.index(part) for part in ("De griffier", "Getekend door A. Jansen", "Bijlage 1")]
    assert places == sorted(places)
    (account,) = found.ledger
    assert agrees(account)
    assert account.chars == sum(len(word.text) for word in words(data, reader))


@pytest.mark.parametrize(("kind", "expected"), [(b"Stamp", ["annotations-unread"]), (b"Link", [])])
def test_only_pages_with_such_annotations_are_read_again_and_say_when_that_fails(
    monkeypatch: pytest.MonkeyPatch, reader: PdfReader, kind: bytes, expected: list[str]
) -> None:
    def fail(*_: object) -> pdfium.PdfDocument:
        raise pdfium.PdfiumError("Failed to import pages.")

    monkeypatch.setattr(stage, "only_annotations", fail)
    (page,), issues = pages(letter(annotation(kind), appearance()), reader)
    assert [issue.code for issue in issues] == expected
    assert page.words == words(one_page(OWN))


def test_pictures_of_pages_show_form_fields() -> None:
    data = letter(annotation(b"Widget", VALUE), appearance(below=b"0 g 0 0 200 20 re f"))
    [(_, picture)] = page_pictures(data, {1: 0}, 72)
    assert PIL.Image.open(io.BytesIO(picture)).convert("L").getpixel((290, 842 - 510)) == pytest.approx(0, abs=30)
