"""Who sends the letter: logo, closing, web address, minister, and what is no clue."""

from __future__ import annotations

from pipeline.split.parts_settings import general_rules
from pipeline.split.sender import find_sender
from tests.split.made import line

RULES = general_rules()


def sender(*top: str, closing: tuple[str, ...] = (), body: tuple[str, ...] = ()) -> tuple[str, str]:
    lines = [line(text, top=40 + 40 * index) for index, text in enumerate(top)]
    found = find_sender(lines, closing, [line(text) for text in body], RULES)
    return (found.name, found.code)


def test_name_in_the_logo() -> None:
    assert sender("Gemeente Maastricht") == ("Maastricht", "gm0935")


def test_name_below_the_word_in_the_logo() -> None:
    lines = [line("Gemeente", top=45, size=15), line("Haarlem", top=64, size=15)]
    assert find_sender(lines, (), (), RULES).name == "Haarlem"


def test_a_ministry_over_two_lines_of_a_logo_and_no_town_of_its_post_box() -> None:
    lines = [line("Ministerie van Binnenlandse Zaken en", top=45), line("Koninkrijksrelaties", top=57)]
    lines += [line("Postbus 20011", top=80), line("2500 EA Den Haag", top=92)]
    assert find_sender(lines, (), (), RULES).name == "Binnenlandse Zaken en Koninkrijksrelaties"


def test_towns_of_return_addresses_count_less_than_a_web_address() -> None:
    towns = ("3511 GG Utrecht", "Postbus 43006, 3540 AA Utrecht", "Catharijnesingel 59, 3511 GG Utrecht")
    assert sender(*towns, "www.nvwa.nl")[0] == "Landbouw, Natuur en Voedselkwaliteit"
    assert sender(*towns) == ("Utrecht", "gm0344")


def test_the_name_in_use_is_kept_and_finds_the_official_code() -> None:
    assert sender("Gemeente Den Haag") == ("Den Haag", "gm0518")


def test_a_name_in_english_is_that_of_the_register() -> None:
    assert sender("City of The Hague") == ("Den Haag", "gm0518")
    assert sender("Province of North Holland") == ("Noord-Holland", "pv27")


def test_a_municipality_that_no_register_knows_has_no_code() -> None:
    assert sender("Gemeente Veldermonde") == ("Veldermonde", "")


def test_web_address_and_e_mail() -> None:
    assert sender("www.denhaag.nl") == ("Den Haag", "gm0518")
    assert sender("Wob@Noord- Holland.nl") == ("Noord-Holland", "pv27")


def test_closing_names_the_municipality() -> None:
    closing = ("Namens het college van burgemeester en wethouders van de gemeente Amsterdam,",)
    assert sender(closing=closing) == ("Amsterdam", "gm0363")


def test_a_ministry_beats_the_town_of_its_return_address() -> None:
    found = sender("> Retouradres Postbus 43006 3540 AA Utrecht", closing=("De Minister van Financiën,",))
    assert found == ("Financiën", "mnre1090")


def test_a_ministry_with_a_comma_in_its_name() -> None:
    closing = ("De Minister van Landbouw, Natuur en Voedselkwaliteit, namens deze,",)
    assert sender(closing=closing)[0] == "Landbouw, Natuur en Voedselkwaliteit"


def test_a_minister_without_a_ministry_of_that_name() -> None:
    assert sender(closing=("de Minister voor Rechtsbescherming,",))[0] == "Justitie en Veiligheid"


def test_answer_of_a_minister_names_the_ministry_in_brackets() -> None:
    closing = ("Antwoord van Minister Duinpan (Sociale Zaken en Werkgelegenheid) (ontvangen 21 juni 2021).",)
    assert sender(closing=closing)[0] == "Sociale Zaken en Werkgelegenheid"


def test_municipalities_that_the_body_speaks_of_are_no_senders() -> None:
    assert sender(body=("De gemeente Rotterdam en het ministerie van Financiën werken samen.",)) == ("", "")


def test_a_motion_names_its_council_in_its_first_words() -> None:
    assert sender(body=("De raad van de gemeente Den Haag, in vergadering bijeen op 22 mei 2025,",))[0] == "Den Haag"
