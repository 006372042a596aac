"""Every drawn letter is read right: the walk from PDF bytes to records, in eight house styles."""

from __future__ import annotations

import re
from functools import cache

import pytest

from pipeline.dates import FindDates
from pipeline.dates.settings import DatesSettings
from pipeline.extract import Extract
from pipeline.extract.settings import ExtractSettings
from pipeline.language import DetectLanguage
from pipeline.language.settings import LanguageSettings
from pipeline.records import Dates, Languages, Letter, Pages
from pipeline.split import Split
from pipeline.split.settings import SplitSettings
from tests.drawn import LETTERS, DrawnLetter, draw

READERS = ("pdfplumber", "pdfium")
every_letter = pytest.mark.parametrize("drawn", LETTERS, ids=lambda letter: letter.name)


@cache
def read(drawn: DrawnLetter) -> tuple[Pages, Letter, Languages, Dates]:
    pages = Extract(ExtractSettings())(draw(drawn))
    letter = Split(SplitSettings())(pages)
    languages = DetectLanguage(LanguageSettings())(letter)
    return pages, letter, languages, FindDates(DatesSettings())(letter, languages)


def section_text(letter: Letter) -> str:
    return "\n".join(letter.text[section.start_char : section.end_char] for section in letter.sections)


@every_letter
def test_letterhead_says_who_when_and_what(drawn: DrawnLetter) -> None:
    _, letter, _, dates = read(drawn)
    head = letter.letterhead
    assert (head.municipality, head.subject, head.reference) == (drawn.municipality, drawn.subject, drawn.reference)
    assert drawn.addressee.removeprefix("Aan ").removeprefix("To ") in head.addressee
    assert dates.letter_date == drawn.date


@every_letter
def test_headings_are_the_printed_ones_in_order(drawn: DrawnLetter) -> None:
    _, letter, _, _ = read(drawn)
    assert [section.heading for section in letter.sections if section.heading] == drawn.headings


@every_letter
def test_every_paragraph_is_whole_and_in_a_section(drawn: DrawnLetter) -> None:
    _, letter, _, _ = read(drawn)
    text = " ".join(section_text(letter).split())
    missing = [paragraph for paragraph in drawn.paragraphs if paragraph not in text]
    assert missing == []


@every_letter
def test_no_furniture_stands_in_a_section(drawn: DrawnLetter) -> None:
    _, letter, _, _ = read(drawn)
    lines = {line.strip() for line in section_text(letter).splitlines()}
    assert not lines & {"PAGINA", "DATUM", "Raadsinformatiebrief", drawn.date_printed, drawn.sender}
    assert not [line for line in lines if re.fullmatch(r"\d+( van \d+)?|Pagina \d+/\d+", line)]


@every_letter
def test_testimonials_have_their_authors(drawn: DrawnLetter) -> None:
    _, letter, _, _ = read(drawn)
    found = {
        testimonial.title: [
            (signature.name, signature.role, signature.organisation)
            for signature in letter.signatures
            if signature.testimonial == testimonial.position
        ]
        for testimonial in letter.testimonials
    }
    wanted = {
        title: [(author.name, author.role, author.organisation) for author in authors]
        for title, authors in drawn.testimonials.items()
    }
    assert found == wanted


@every_letter
def test_signatories_are_those_of_the_letter(drawn: DrawnLetter) -> None:
    _, letter, _, _ = read(drawn)
    assert [signature.name for signature in letter.signatures if signature.testimonial < 0] == drawn.signatories


@every_letter
def test_each_section_is_in_its_own_language(drawn: DrawnLetter) -> None:
    _, letter, languages, _ = read(drawn)
    found = {
        section.heading: language
        for section, language in zip(letter.sections, languages.sections, strict=True)
        if section.heading
    }
    assert found == {heading: "en" if heading in drawn.english else "nl" for heading in drawn.headings}
    assert languages.letter == drawn.language


@pytest.mark.parametrize("drawn", [letter for letter in LETTERS if letter.quotation], ids=lambda letter: letter.name)
def test_direct_speech_has_its_speaker_and_language(drawn: DrawnLetter) -> None:
    _, letter, languages, _ = read(drawn)
    found = [
        (quotation.speaker, letter.text[quotation.start_char : quotation.end_char], language)
        for quotation, language in zip(letter.quotations, languages.quotations, strict=True)
    ]
    assert found == [(drawn.speaker, drawn.quotation, "en")]


@every_letter
def test_both_readers_give_the_same_words(drawn: DrawnLetter) -> None:
    by_reader = [Extract(ExtractSettings(reader=reader))(draw(drawn)) for reader in READERS]
    words = [[word.text for page in pages.pages for word in page.words] for pages in by_reader]
    assert words[0] == words[1]
