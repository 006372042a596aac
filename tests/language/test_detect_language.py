"""`language`: passages, sections, testimonials, quotations and whole letters."""

from __future__ import annotations

import pytest

from pipeline.language import DetectLanguage, LanguageSettings
from pipeline.language.detectors import _OTHERS, _lingua, warm_up
from pipeline.language.evidence import weigh
from pipeline.language.stage import BESIDE, SECTION, WHOLE
from pipeline.records import Languages, Letter, Letterhead, Passage, Quotation, Section, Testimonial

DUTCH = (
    "Met deze brief informeren wij u over de voortgang van de samenwerking met onze partners in de stad.",
    "Het college heeft besloten de subsidie voor het komende jaar te verlengen.",
)
ENGLISH = (
    "We are very grateful for the warm welcome that our delegation received in your beautiful city.",
    "The cooperation between both universities will be continued in the coming years.",
)
GERMAN = "Wir bedanken uns herzlich für die Einladung und freuen uns auf das nächste Treffen mit Ihnen im Sommer."
FRENCH = "Nous vous remercions de votre invitation et nous nous réjouissons de la prochaine rencontre avec vous."


def make_letter(*sections: tuple[str, ...], quoted: tuple[str, ...] = ()) -> Letter:
    """A letter whose sections hold these passages; `quoted` pieces of its text are direct speech."""
    text, passages, parts = "", [], []
    for number, members in enumerate(sections):
        first = len(text)
        for member in members:
            passages.append(Passage(len(passages), number, "paragraph", 1, len(text), len(text) + len(member)))
            text += member + "\n\n"
        parts.append(Section(number, 1, "section", "", "", first, first, 1, 1, first, len(text)))
    testimonials = tuple(
        Testimonial(i, s.position, "", "", 1, 1, s.start_char, s.end_char) for i, s in enumerate(parts)
    )
    quotations = tuple(Quotation(0, "", 1, text.index(piece), text.index(piece) + len(piece)) for piece in quoted)
    return Letter(
        text, (), Letterhead(), (), tuple(parts), tuple(passages), testimonials, (), quotations, (), (), "none"
    )


def detect(*sections: tuple[str, ...], quoted: tuple[str, ...] = (), detector: str = "lingua") -> Languages:
    settings = LanguageSettings(detector=detector)  # type: ignore[arg-type]
    return DetectLanguage(settings)(make_letter(*sections, quoted=quoted))


@pytest.mark.parametrize("detector", ["lingua", "langdetect"])
def test_sections_and_testimonials_have_the_language_of_their_passages(detector: str) -> None:
    found = detect(DUTCH, ENGLISH, detector=detector)
    assert found.passages == ("nl", "nl", "en", "en")
    assert found.sections == found.testimonials == ("nl", "en")


def test_a_passage_of_names_has_the_language_of_its_section() -> None:
    names = "Chengdu Brightlands Campus"
    assert detect((*ENGLISH, names)).passages[-1] == "en"
    assert detect((*DUTCH, names)).passages[-1] == "nl"


def test_a_sentence_keeps_its_language_among_others() -> None:
    assert detect((*DUTCH, ENGLISH[0], *DUTCH)).passages[2] == "en"
    assert detect((*ENGLISH, DUTCH[0], *ENGLISH)).passages[2] == "nl"


@pytest.mark.parametrize(
    "line", ["Ons kenmerk", "de leden van de gemeenteraad", "Geachte raadsleden,", "DATUM", "Bijlagen: 2"]
)
def test_a_short_dutch_line_alone_is_dutch(line: str) -> None:
    assert detect((line,)).passages == ("nl",)


@pytest.mark.parametrize("line", ["Yours sincerely,", "Dear members of the council,", "Introduction and background"])
def test_a_short_english_line_alone_is_english(line: str) -> None:
    assert detect((line,)).passages == ("en",)


@pytest.mark.parametrize(
    "passage",
    [
        GERMAN,
        FRENCH,
        "È€;: E=; þ!!ë  ì=:  ã%",
        "Xq zrtp ghjkl wrtz pqrst xcvb nmkl qwrt zzp bcdf ghjk lmnp",
        "€ 12.000",
        "",
    ],
)
def test_what_is_neither_dutch_nor_english_is_und(passage: str) -> None:
    assert detect((*DUTCH, passage)).passages == ("nl", "nl", "und")


@pytest.mark.parametrize(("passage", "sign"), [(DUTCH[0], 1), (ENGLISH[0], -1)])
def test_what_a_detector_could_not_turn_is_decided_without_it(passage: str, sign: int) -> None:
    def ask(text: str) -> dict[str, float]:
        raise AssertionError("asked")

    evidence = weigh(passage, ask, 40)
    assert evidence.odds * sign > BESIDE + SECTION + WHOLE
    assert not evidence.foreign


def test_a_mail_address_says_nothing_about_language() -> None:
    assert detect((*ENGLISH, "info@gemeenteraad.nl")).passages[-1] == "und"


def test_english_speech_in_a_dutch_passage_is_an_english_quotation() -> None:
    speech = "In the years ahead, our collaboration will be very important to both of us"
    found = detect((f"Wethouder Aarts ontvangt de delegatie: “{speech}”.",), quoted=(speech,))
    assert found.quotations == ("en",)
    assert found.passages == found.sections == ("nl",)


def test_a_letter_with_two_short_english_contributions_is_dutch() -> None:
    assert detect(DUTCH * 3, ENGLISH[:1], DUTCH * 2, ENGLISH[1:]).letter == "nl"


def test_a_letter_half_and_half_is_mixed() -> None:
    assert detect(DUTCH, ENGLISH).letter == "mixed"


def test_a_letter_without_words_is_und() -> None:
    assert detect(("12-34",)).letter == "und"
    assert detect().letter == "und"


@pytest.mark.parametrize("detector", ["lingua", "langdetect"])
def test_the_same_letter_gets_the_same_answer(detector: str) -> None:
    sections = (DUTCH, ("Pagina 2 van 3", "Spui 70"), ENGLISH)
    assert detect(*sections, detector=detector) == detect(*sections, detector=detector)


def test_another_process_says_what_lingua_says_here_and_its_end_is_none_of_ours() -> None:
    text = "Het college informeert u over de voortgang"
    here = _lingua(text)
    warm_up("lingua")
    assert _lingua(text) == pytest.approx(here)  # lingua's own sums differ in the last digits from call to call
    _OTHERS[0]._process.kill()
    assert _lingua(text) == pytest.approx(here)
    assert not _OTHERS


def test_text_that_is_none_is_refused_by_that_process_as_it_is_here() -> None:
    warm_up("lingua")
    with pytest.raises(UnicodeEncodeError):
        _lingua("een half teken \ud800")
    assert _lingua("De raad vergadert morgen")["nl"] > 0.5
