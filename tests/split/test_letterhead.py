"""Labels above and beside their values, letters without labels, and where the letterhead ends."""

from __future__ import annotations

from pipeline.split.layout import Line
from pipeline.split.letterhead import FoundLetterhead, find_letterhead
from pipeline.split.parts_settings import general_rules
from tests.split.made import PROSE, line

RULES = general_rules()


def prose(top: float, x: float = 70.0, page: int = 1) -> list[Line]:
    return [line(row, x=x, top=top + 12 * index, page=page) for index, row in enumerate(PROSE.splitlines())]


def read(*lines: Line) -> FoundLetterhead:
    return find_letterhead(lines, RULES)


def texts(found: FoundLetterhead) -> list[str]:
    return [kept.text for kept in found.lines]


def test_labels_above_their_values_in_two_columns() -> None:
    found = read(
        line("Datum", x=90, top=240, size=7, bold=True),
        line("Ons kenmerk", x=414, top=240, size=7, bold=True),
        line("24 juni 2025", x=90, top=250, size=8),
        line("DPZ/10901806", x=414, top=250, size=8),
        line("RIS322164", x=414, top=261, size=8),
        line("Onderwerp", x=90, top=279, size=7, bold=True),
        line("Afdoening motie: Legaal spuiten", x=90, top=289, size=8),
        *prose(320, x=90),
    )
    head = found.letterhead
    assert (head.date, head.reference, head.subject) == (
        "24 juni 2025",
        "DPZ/10901806",
        "Afdoening motie: Legaal spuiten",
    )
    assert not any(kept.text.startswith("Met deze brief") for kept in found.lines)


def test_labels_beside_their_values_and_a_subject_of_two_lines() -> None:
    found = read(
        line("Aan:", top=150, size=8.5),
        line("De leden van de gemeenteraad van Zuidstad", x=174, top=150),
        line("Datum", top=163, size=8.5),
        line("8 maart 2021", x=174, top=163),
        line("Portefeuillehouder(s): Egbert Zandman", top=176),
        line("Behandeld door", top=189, size=8.5),
        line("Programma Varen", x=174, top=189),
        line("Onderwerp", top=202, size=8.5),
        line("Nadere toelichting op de wijziging van de verordening", x=174, top=202),
        line("op het binnenwater", x=174, top=214),
        line("Geachte leden van de gemeenteraad,", top=249),
        *prose(275),
    )
    head = found.letterhead
    assert head.addressee == "De leden van de gemeenteraad van Zuidstad"
    assert head.date == "8 maart 2021"
    assert head.subject == "Nadere toelichting op de wijziging van de verordening op het binnenwater"
    assert (head.contact, head.portfolio_holder) == ("Programma Varen", "Egbert Zandman")
    assert "Geachte leden van de gemeenteraad," not in texts(found)


def test_a_label_whose_value_was_blacked_out_takes_no_other_value() -> None:
    head = read(
        line("Behandeld door", top=150, size=8),
        line("Onderwerp", top=163, size=8),
        line("Besluit op uw verzoek", x=174, top=163),
        line("Geachte heer,", top=200),
        *prose(230),
    ).letterhead
    assert (head.contact, head.subject, head.addressee) == ("", "Besluit op uw verzoek", "")


def test_a_value_that_begins_like_a_label_stays_a_value() -> None:
    head = read(
        line("Dienst", x=414, top=180, size=7, bold=True),
        line("Dienst Publiekszaken", x=414, top=190, size=8),
        line("Onderwerp", x=90, top=210, size=7, bold=True),
        line("De markt", x=90, top=220, size=8),
        *prose(260, x=90),
    ).letterhead
    assert head.sent_by == "Dienst Publiekszaken"


def test_labels_and_values_on_one_line_without_a_colon() -> None:
    head = read(
        line("Referentie", x=465, top=267, size=6.8, bold=True),
        line("BZ-2021.48862", x=465, top=276, size=6.8),
        line("Datum 1 juli 2021", x=78, top=297),
        line("Betreft Reactie op uw verzoek", x=78, top=320),
        line("Geachte heer,", x=78, top=378),
        *prose(407, x=78),
    ).letterhead
    assert (head.date, head.subject, head.reference) == ("1 juli 2021", "Reactie op uw verzoek", "BZ-2021.48862")


def test_date_with_a_place_on_a_line_of_its_own() -> None:
    head = read(
        line("Zuidstad, 6 februari 2018", top=120),
        line("Betreft: De markt", top=140),
        *prose(180),
    ).letterhead
    assert (head.date, head.subject) == ("6 februari 2018", "De markt")


def test_the_date_of_a_meeting_is_not_the_letters_own() -> None:
    head = read(
        line("Betreft: Verslag van het overleg", top=120),
        line("Datum: 9 juli 2021 van 13:00 – 14:00 uur", top=150),
        line("20 juli 2021", x=422, top=120, size=8),
        *prose(200),
    ).letterhead
    assert head.date == "20 juli 2021"


def test_addressee_behind_aan_and_in_the_salutation() -> None:
    window = read(line("Aan de gemeenteraad", top=147, size=8), line("Onderwerp: De markt", top=200), *prose(240))
    assert window.letterhead.addressee == "de gemeenteraad"
    greeted = read(line("Betreft: nieuw stelsel", top=90), line("Geachte raadsleden,", top=120), *prose(150)).letterhead
    assert greeted.addressee == "raadsleden"
    person = read(line("Betreft: uw verzoek", top=90), line("Geachte mevrouw Jansen,", top=120), *prose(150))
    assert person.letterhead.addressee == ""


def test_a_street_in_the_body_is_no_addressee() -> None:
    head = read(
        line("Datum", top=90, size=7),
        line("3 mei 2021", top=100),
        *prose(140),
        line("Aan de Lange Brink worden 48 woningen gebouwd.", top=190),
    ).letterhead
    assert head.addressee == ""


def test_addresses_in_the_margin_of_the_first_page_are_no_body() -> None:
    found = read(
        line("Betreft: De markt", top=120),
        *prose(160),
        line("Postbus 3007", x=480, top=700, size=8),
        line("Houtplein 33", x=480, top=712, size=8),
    )
    assert {"Postbus 3007", "Houtplein 33"} <= set(texts(found))


def test_a_second_column_is_no_margin() -> None:
    second = [line(row[:46], x=360, top=160 + 12 * index) for index, row in enumerate(PROSE.splitlines())]
    first = [line(row[:46], x=70, top=160 + 12 * index) for index, row in enumerate(PROSE.splitlines())]
    found = read(line("Betreft: De markt", top=120), *first, *second, *[line(PROSE.splitlines()[0][:40], top=300)])
    assert not set(texts(found)) & {row.text for row in second}


def test_a_text_without_letterhead_keeps_all_its_lines() -> None:
    found = read(*prose(90), *prose(140))
    assert found.lines == ()
    assert found.letterhead.subject == ""


def test_questions_of_parliament_say_their_subject_and_when_they_were_answered() -> None:
    head = read(
        line("Tweede Kamer der Staten-Generaal", top=64, size=18, bold=True),
        line("Vragen van het lid Zandman (XYZ) aan de Minister van Financiën over", x=221, top=326),
        line("de munten (ingezonden 3 juni 2021).", x=221, top=336),
        line("Antwoord van Minister Duinpan (Financiën) (ontvangen 21 juni 2021).", x=221, top=360),
        line("Vraag 1", x=221, top=390),
    ).letterhead
    assert head.subject == "Vragen van het lid Zandman (XYZ) aan de Minister van Financiën over de munten"
    assert head.date == "21 juni 2021"


def test_a_subject_ends_above_the_salutation_however_close() -> None:
    head = read(
        line("Onderwerp Plan voor de haven", top=100),
        line("Geachte leden van de gemeenteraad,", top=112),
        line("Via deze weg bieden wij u het plan aan.", top=124),
    ).letterhead
    assert head.subject == "Plan voor de haven"


def test_a_large_title_is_the_subject_where_nothing_is_labelled() -> None:
    head = read(
        line("Memo", top=60, size=14),
        line("Aanpak van de ratten", top=90, size=20, bold=True),
        *prose(140),
    ).letterhead
    assert head.subject == "Aanpak van de ratten"


def test_post_box_behind_the_addressee_is_no_part_of_the_name() -> None:
    found = read(
        line("Aan: de raad van Brakelveen, Postbus 20, 1000 AA Brakelveen", top=100),
        line("Geachte raadsleden,", top=140),
        *prose(170),
    )
    assert found.letterhead.addressee == "de raad van Brakelveen"
