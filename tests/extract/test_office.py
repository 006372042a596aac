"""docx and odt letters become the same records as PDFs do, with nothing of them lost."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable

import docx
import odfdo
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from pipeline.errors import LetterError
from pipeline.extract import Extract, ExtractSettings
from pipeline.records import Letter, Page, Pages
from pipeline.split import Split, SplitSettings

PROSE = (
    "Op 3 februari 2023 stelde de fractie vragen over de haven. Het college heeft de vragen besproken en beantwoordt "
    "ze in deze brief. De kosten blijven binnen de begroting die uw raad in het najaar heeft vastgesteld."
)
LABELS = (("Datum", "14 maart 2023"), ("Kenmerk", "2023/1234"), ("Onderwerp", "Vragen over de haven"))


def saved(document: docx.document.Document | odfdo.Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(data: bytes) -> Pages:
    return Extract(ExtractSettings())(data)


def text_of(page: Page) -> str:
    return " ".join(word.text for word in page.words)


def word_letter() -> docx.document.Document:
    letter = docx.Document()
    table = letter.add_table(len(LABELS), 2)
    for row, (label, value) in zip(table.rows, LABELS, strict=True):
        row.cells[0].text, row.cells[1].text = label, value
    letter.add_paragraph("Geachte leden van de raad,")
    letter.add_heading("Inleiding", 1)
    letter.add_paragraph(PROSE)
    for item in ("de kade wordt verlengd", "de kraan blijft staan"):
        letter.add_paragraph(item, style="List Bullet")
    letter.add_heading("Vervolg", 1)
    letter.add_paragraph(PROSE)
    return letter


def writer_letter() -> odfdo.Document:
    letter = odfdo.Document("text")
    letter.body.clear()
    for label, value in LABELS:
        letter.body.append(odfdo.Paragraph(f"{label}: {value}"))
    letter.body.append(odfdo.Paragraph("Geachte leden van de raad,"))
    letter.body.append(odfdo.Header(1, "Inleiding"))
    letter.body.append(odfdo.Paragraph(PROSE))
    letter.body.append(odfdo.List(["de kade wordt verlengd", "de kraan blijft staan"]))
    letter.body.append(odfdo.Header(1, "Vervolg"))
    letter.body.append(odfdo.Paragraph(PROSE))
    return letter


@pytest.mark.parametrize(("make", "reader"), [(word_letter, "docx"), (writer_letter, "odt")])
def test_letter_is_divided_like_a_printed_one(
    make: Callable[[], docx.document.Document | odfdo.Document], reader: str
) -> None:
    pages = read(saved(make()))
    letter: Letter = Split(SplitSettings())(pages)
    assert {page.reader for page in pages.pages} == {reader}
    assert (letter.letterhead.date, letter.letterhead.subject) == ("14 maart 2023", "Vragen over de haven")
    assert [section.heading for section in letter.sections] == ["", "Inleiding", "Vervolg"]
    assert letter.text.count(PROSE) == 2
    items = [letter.text[p.start_char : p.end_char] for p in letter.passages if p.kind == "item"]
    assert [item.lstrip("• ") for item in items] == ["de kade wordt verlengd", "de kraan blijft staan"]
    assert [issue.code for issue in pages.issues] == ["no-page-places"]


def test_type_is_kept_word_by_word() -> None:
    letter = docx.Document()
    paragraph = letter.add_paragraph()
    for text, attribute in (("gewoon ", ""), ("vet ", "bold"), ("schuin ", "italic"), ("lijn", "underline")):
        run = paragraph.add_run(text)
        run.font.size = Pt(14)
        if attribute:
            setattr(run, attribute, True)
    words = {word.text: word for word in read(saved(letter)).pages[0].words}
    assert all(word.size == 14 for word in words.values())
    assert [words[text].bold for text in ("gewoon", "vet")] == [False, True]
    assert words["schuin"].italic
    assert words["lijn"].underlined


def test_word_in_two_types_is_one_word() -> None:
    letter = docx.Document()
    paragraph = letter.add_paragraph()
    paragraph.add_run("gemeente").bold = True
    paragraph.add_run("raad en")
    assert text_of(read(saved(letter)).pages[0]) == "gemeenteraad en"


def test_what_stands_in_content_controls_insertions_and_boxes_is_read_and_what_was_deleted_is_not() -> None:
    letter = docx.Document()
    run = "<w:r><w:t>{}</w:t></w:r>"
    parts = (
        f"<w:sdt><w:sdtContent>{run.format('besturing ')}</w:sdtContent></w:sdt>"
        f"<w:ins w:id='1' w:author='x'>{run.format('ingevoegd ')}</w:ins>"
        "<w:del w:id='2' w:author='x'><w:r><w:delText>geschrapt</w:delText></w:r></w:del>"
        f"<w:r><w:pict><w:txbxContent><w:p>{run.format('kader')}</w:p></w:txbxContent></w:pict></w:r>"
    )
    paragraph = f"<w:p {nsdecls('w')}>{parts}</w:p>"
    block = f"<w:sdt {nsdecls('w')}><w:sdtContent><w:p>{run.format('blok')}</w:p></w:sdtContent></w:sdt>"
    for xml in (paragraph, block):
        letter.element.body.insert(0, parse_xml(xml))
    assert sorted(text_of(read(saved(letter)).pages[0]).split()) == ["besturing", "blok", "ingevoegd", "kader"]


def test_numbers_of_lists_are_counted() -> None:
    letter = docx.Document()
    for item in ("eerst", "daarna"):
        letter.add_paragraph(item, style="List Number")
    assert text_of(read(saved(letter)).pages[0]) == "1. eerst 2. daarna"


def test_page_breaks_make_pages_and_headers_stand_on_each() -> None:
    letter = docx.Document()
    letter.sections[0].header.paragraphs[0].text = "Gemeente Veldermonde"
    letter.add_paragraph("een").add_run().add_break(WD_BREAK.PAGE)
    letter.add_paragraph("twee")
    pages = read(saved(letter)).pages
    assert [text_of(page) for page in pages] == ["Gemeente Veldermonde een", "Gemeente Veldermonde twee"]


def test_words_stand_on_the_page_and_lines_do_not_overlap() -> None:
    letter = docx.Document()
    for _ in range(60):
        letter.add_paragraph(PROSE)
    pages = read(saved(letter)).pages
    assert len(pages) > 1
    for page in pages:
        assert all(
            0 <= w.box.x0 < w.box.x1 <= page.width and 0 <= w.box.top < w.box.bottom <= page.height for w in page.words
        )
        lines = sorted({(word.box.top, word.box.bottom) for word in page.words})
        assert all(above[1] <= below[0] for above, below in itertools.pairwise(lines))
    assert sum(text_of(page).count("haven.") for page in pages) == 60


def test_empty_letter_fails_as_an_empty_pdf_does() -> None:
    with pytest.raises(LetterError) as caught:
        read(saved(docx.Document()))
    assert caught.value.code == "empty"


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one member changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(file, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            target.writestr(member.filename, change(content) if member.filename == name else content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("word/document.xml", lambda xml: xml[: len(xml) // 2], "unreadable"),
        ("word/document.xml", lambda xml: b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + xml, "unreadable"),
        ("[Content_Types].xml", lambda xml: b"", "unreadable"),
    ],
)
def test_damaged_docx_fails_with_a_code(name: str, change: Callable[[bytes], bytes], code: str) -> None:
    with pytest.raises(LetterError) as caught:
        read(repacked(saved(word_letter()), name, change))
    assert caught.value.code == code


def test_half_a_docx_is_truncated() -> None:
    data = saved(word_letter())
    with pytest.raises(LetterError) as caught:
        read(data[: len(data) // 2])
    assert caught.value.code == "truncated"


def test_odt_under_a_password_is_encrypted() -> None:
    data = repacked(
        saved(writer_letter()),
        "META-INF/manifest.xml",
        lambda xml: xml.replace(b"</manifest:manifest>", b"<manifest:encryption-data/></manifest:manifest>"),
    )
    with pytest.raises(LetterError) as caught:
        read(data)
    assert caught.value.code == "encrypted"
