"""What is wrong with a file is said by a code and a message that helps; what is only odd is an issue."""

from __future__ import annotations

import io
import zipfile

import pytest

from pipeline.errors import LetterError
from pipeline.extract import Extract, ExtractSettings, OcrSettings
from pipeline.records import Pages
from tests.drawn import LETTERS, draw
from tests.extract.made import assembled, drawn, encrypted, one_page, shown, stream
from tests.extract.scanning import scanned

ALGORITHMS = ("RC4-40", "RC4-128", "AES-128", "AES-256")
OFF = OcrSettings(when="off")
LETTER = shown("Geachte leden van de gemeenteraad van Veldermonde")
PACKED = (
    b"<< /Type /Filespec /F (bijlage.xlsx) /UF (bijlage.xlsx) /EF << /F 7 0 R >> >>",
    stream(b"cijfers", b"/Type /EmbeddedFile"),
)
NAMES = b"/Names << /EmbeddedFiles << /Names [(bijlage.xlsx) 6 0 R] >> >>"


def read(data: bytes, *passwords: str) -> Pages:
    return Extract(ExtractSettings(passwords=passwords, ocr=OFF))(data)


def failure(data: bytes) -> LetterError:
    with pytest.raises(LetterError) as caught:
        read(data)
    return caught.value


def words(pages: Pages) -> list[str]:
    return [word.text for page in pages.pages for word in page.words]


def codes(pages: Pages) -> list[str]:
    return [issue.code for issue in pages.issues]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty file"),
        (b"\x00" * 500, "empty file"),
        (b"<!DOCTYPE html><html><title>404</title>", "error page of a download"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><brief/>", "web page or XML"),
        (b"Geachte leden van de raad,\n", "plain text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "old Word"),
        (b"{\\rtf1 Geachte raad}", "RTF"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 50, "JPEG"),
        (b"\x7fELF" + bytes(range(256)), "no PDF"),
    ],
)
def test_what_only_has_the_name_of_a_pdf_is_called_what_it_is(data: bytes, said: str) -> None:
    error = failure(data)
    assert error.code == "not-a-pdf"
    assert said in error.message


def test_zip_archive_is_no_letter() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("brief.pdf", drawn())
    assert failure(file.getvalue()).code == "not-a-pdf"


def test_pdf_that_stops_right_away_is_truncated() -> None:
    assert failure(b"%PDF-1.4\n").code == "truncated"


def test_pdf_that_stops_before_its_pages_is_truncated() -> None:
    data = drawn()
    assert failure(data[: len(data) // 8]).code == "truncated"


def test_pdf_that_lost_its_end_is_read_with_a_warning() -> None:
    data = one_page(LETTER)
    pages = read(data[: data.rindex(b"startxref")])
    assert "gemeenteraad" in words(pages)
    assert codes(pages) == ["end-missing"]


def test_pdf_of_rubbish_is_unreadable() -> None:
    assert failure(b"%PDF-1.7\n" + bytes(range(256)) * 8 + b"\n%%EOF\n").code == "unreadable"


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_letter_under_an_empty_password_is_read_as_usual(algorithm: str) -> None:
    pages = read(encrypted("", algorithm))
    assert "gemeenteraad," in words(pages)
    assert pages.issues == ()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_letter_under_a_password_is_read_with_the_list_and_refused_without(algorithm: str) -> None:
    data = encrypted("veldermonde", algorithm)
    assert failure(data).code == "encrypted"
    assert "gemeenteraad," in words(read(data, "fout", "veldermonde"))


def test_blank_page_is_empty() -> None:
    assert failure(one_page(stream(b""))).code == "empty"


def test_scan_without_ocr_says_what_to_install() -> None:
    error = failure(scanned(draw(LETTERS[0]), dpi=60))
    assert error.code == "no-text-layer"
    assert "tesseract-ocr-nld" in error.message


def test_one_scanned_page_without_ocr_is_an_issue_of_that_page() -> None:
    picture = stream(
        bytes([200]) * 100,
        b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /BitsPerComponent 8 /ColorSpace /DeviceGray",
    )
    data = assembled(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 /MediaBox [0 0 595 842] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        LETTER,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 7 0 R /Resources << /XObject << /Im 8 0 R >> >> >>",
        stream(b"q 595 0 0 842 0 0 cm /Im Do Q"),
        picture,
    )
    pages = read(data)
    assert [(issue.code, issue.page_number) for issue in pages.issues] == [("page-is-picture", 2)]
    assert [len(page.words) > 0 for page in pages.pages] == [True, False]


def test_text_that_prints_fine_and_extracts_as_symbols_is_garbled() -> None:
    nonsense = "Xqzv wkjx qpfz vvxq zzkw jqxx pvbq wxzj kkqv xzqp fjwq vxkz qqwp zjxv kwqz pxxj vqkf zwqx jjkv xpqz"
    pages = read(one_page(shown(nonsense)))
    assert codes(pages) == ["text-garbled"]


def test_attachments_are_named() -> None:
    pages = read(one_page(LETTER, catalog=NAMES, more=PACKED))
    assert pages.attachments == ("bijlage.xlsx",)
    assert codes(pages) == ["attachments"]


def test_portfolio_is_called_one() -> None:
    pages = read(one_page(LETTER, catalog=NAMES + b" /Collection << /View /T >>", more=PACKED))
    assert pages.attachments == ("bijlage.xlsx",)
    assert codes(pages) == ["portfolio"]


def test_xfa_form_may_hold_more_than_was_read() -> None:
    form = b"/AcroForm << /Fields [] /XFA 6 0 R >>"
    pages = read(one_page(LETTER, catalog=form, more=[stream(b"<xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>")]))
    assert codes(pages) == ["xfa-form"]


def test_page_that_is_no_page_does_not_cost_the_others() -> None:
    data = assembled(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 /MediaBox [0 0 595 842] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        LETTER,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    pages = read(data)
    assert "gemeenteraad" in words(pages)
    assert [(issue.code, issue.page_number) for issue in pages.issues] == [("unreadable-page", 2)]


def test_no_message_holds_text_of_the_letter() -> None:
    pages = read(one_page(LETTER, catalog=NAMES, more=PACKED))
    assert not any("Veldermonde" in issue.message for issue in pages.issues)


def test_page_that_one_library_cannot_read_is_read_by_the_other() -> None:
    """A page without a size: pdfminer.six gives up, pdfium takes it for Letter paper as other programs do."""
    data = one_page(LETTER).replace(b"/MediaBox [0 0 595 842]", b"/XediaBox [0 0 595 842]")
    pages = Extract(ExtractSettings(reader="pdfplumber", ocr=OFF))(data)
    assert pages.pages[0].reader == "pdfium"
    assert codes(pages) == ["reader-fallback"]
