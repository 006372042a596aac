"""Names, roles and organisations as signature blocks print them."""

from __future__ import annotations

import pytest

from pipeline.split.parts_settings import general_rules
from pipeline.split.people import Person, person_name, read_person

PEOPLE = general_rules().people


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Prof. Dr. Jan Bosveld", "Jan Bosveld"),
        ("J.M. Penn-te Straat", "J.M. Penn-te Straat"),
        ("mr. drs. A.B. van 't Hof", "A.B. van 't Hof"),
        ("ir. R.P. Lappers", "R.P. Lappers"),
        ("De heer G.A. Lijn", "G.A. Lijn"),
        ("Anna de Vries MSc", "Anna de Vries"),
        ("Luo Qiang", "Luo Qiang"),
        ("Xinxin Wang,", "Xinxin Wang"),
    ],
)
def test_a_name_is_read_without_titles(printed: str, name: str) -> None:
    assert person_name(printed, PEOPLE) == name


@pytest.mark.parametrize(
    "printed",
    [
        "Directeur Groentuin",
        "Zuiderzee Hogeschool",
        "De Nieuwe Tuin",
        "Spui 70",
        "de secretaris,",
        "Hart voor Zuidstad",
        "Ns Zuidstad",
        "NE NE",
    ],
)
def test_other_lines_of_a_signature_are_no_names(printed: str) -> None:
    assert person_name(printed, PEOPLE) == ""


@pytest.mark.parametrize(
    ("line", "details", "person"),
    [
        ("Jan Bosveld", ["CEO of Heldere Landen Campus"], Person("Jan Bosveld", "CEO", "Heldere Landen Campus")),
        ("Rob Kuster", ["Directeur Horizon Institute"], Person("Rob Kuster", "Directeur", "Horizon Institute")),
        ("Xinxin Wang", ["Director ZECC"], Person("Xinxin Wang", "Director", "ZECC")),
        ("Ton Harm", ["Directeur"], Person("Ton Harm", "Directeur")),
        ("Laurens Hamer", ["Creative co-director"], Person("Laurens Hamer", "Creative co-director")),
        ("Luo Qiang", ["Mayor of Chengdu."], Person("Luo Qiang", "Mayor of Chengdu", "", "Chengdu")),
        (
            "Koen Size",
            ["Consul-Generaal", "Consulaat-Generaal van het Koninkrijk", "Chongqing - China"],
            Person("Koen Size", "Consul-Generaal", "Consulaat-Generaal van het Koninkrijk", "Chongqing - China"),
        ),
        (
            "Anna de Vries, directeur Stichting De Hoop, Utrecht",
            [],
            Person("Anna de Vries", "directeur", "Stichting De Hoop", "Utrecht"),
        ),
        (
            "Piet Pot",
            ["Directeur Communicatie", "Pannen BV"],
            Person("Piet Pot", "Directeur Communicatie", "Pannen BV"),
        ),
        ("Jan Jansen", ["Bestuurder van", "Corporatie Thuis"], Person("Jan Jansen", "Bestuurder", "Corporatie Thuis")),
        ("Eva Bos", ["Stichting Lezen"], Person("Eva Bos", "", "Stichting Lezen")),
    ],
)
def test_a_partner_has_role_organisation_and_place(line: str, details: list[str], person: Person) -> None:
    assert read_person(line, details, PEOPLE, outside=True) == person


def test_the_role_of_the_councils_own_people_stays_whole() -> None:
    role = "Wethouder Verkeer en Vervoer, Water en Luchtkwaliteit"
    assert read_person("Egbert J. de Zand", [role], PEOPLE, outside=False) == Person("Egbert J. de Zand", role)
    director = read_person("C.T.M. Schip", ["Directeur Grond & Ontwikkeling"], PEOPLE, outside=False)
    assert director == Person("C.T.M. Schip", "Directeur Grond & Ontwikkeling")


def test_e_mail_addresses_and_telephone_numbers_are_no_details() -> None:
    person = read_person("Eva Bos", ["Wethouder", "e.bos@zuidstad.example", "0612345678"], PEOPLE, outside=False)
    assert person == Person("Eva Bos", "Wethouder")
