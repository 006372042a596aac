"""A memo, a letter of one alderman, and one without labels: the plainest dresses."""

from __future__ import annotations

from tests.split.council_dresses import MORE, WE, Dress
from tests.split.sheet import Sheet


def _memo() -> bytes:
    sheet = Sheet()
    sheet.lines("MEMO", bold=True, size=16, after=14)
    sheet.fields(
        [
            ("Aan:", "De gemeenteraad"),
            ("Van:", "Wethouder T. Brinksma"),
            ("Datum:", "9 oktober 2023"),
            ("Onderwerp:", "Stand van zaken zwembad"),
            ("CC:", "Griffie"),
        ]
    )
    sheet.prose(WE)
    sheet.heading("Stand van zaken")
    sheet.prose(MORE)
    sheet.foot("Gemeente Assen - Noordersingel 33 - 9401 JW Assen - info@assen.nl")
    return sheet.pdf()


def _alderman_alone() -> bytes:
    sheet = Sheet()
    sheet.lines("Gemeente Nijmegen", bold=True, size=13, after=10)
    sheet.lines("Wethoudersbrief", bold=True, size=16, after=18)
    sheet.lines("Aan de leden van de gemeenteraad", after=12)
    sheet.lines("Datum: 27 november 2023", "Ons kenmerk: D231127001", "Onderwerp: Opvang in de Waalhal", after=12)
    sheet.lines("Beste raadsleden,", after=10)
    sheet.prose(WE, MORE)
    sheet.lines("Met vriendelijke groet,", after=26)
    sheet.lines("Cilia Daemenburg", "Wethouder Cultuur en Opvang", after=14)
    sheet.lines("Deze brief is digitaal vastgesteld en daarom niet ondertekend.", size=8)
    return sheet.pdf()


def _place_and_date() -> bytes:
    sheet = Sheet()
    sheet.lines("GEMEENTE OMMEN", bold=True, size=13, after=24)
    sheet.lines("Aan de raad", after=18)
    sheet.lines("Ommen, 3 april 2024", after=14)
    sheet.lines("Zaaknr.: 20240310-88", "Betreft: jaarverslag leerplicht", after=14)
    sheet.lines("Geachte leden van de raad,", after=10)
    sheet.prose(WE, MORE)
    sheet.lines("Burgemeester en wethouders van Ommen,", after=6)
    sheet.side_by_side(("de secretaris,", "", "R. Meijerinck"), ("de burgemeester,", "", "J.M. Vrooman"))
    sheet.lines("Dit document is elektronisch ondertekend", size=8)
    return sheet.pdf()


PLAIN_DRESSES = {
    "assen": Dress(
        draw=_memo,
        municipality="Assen",
        code="gm0106",
        date="9 oktober 2023",
        subject="Stand van zaken zwembad",
        addressee="De gemeenteraad",
        kind="other",
        headings=("Stand van zaken",),
    ),
    "nijmegen": Dress(
        draw=_alderman_alone,
        municipality="Nijmegen",
        code="gm0268",
        date="27 november 2023",
        subject="Opvang in de Waalhal",
        addressee="de leden van de gemeenteraad",
        kind="brief",
        reference="D231127001",
        signatories=(("Cilia Daemenburg", "Wethouder Cultuur en Opvang"),),
    ),
    "ommen": Dress(
        draw=_place_and_date,
        municipality="Ommen",
        code="gm0175",
        date="3 april 2024",
        subject="jaarverslag leerplicht",
        addressee="de raad",
        kind="brief",
        reference="20240310-88",
        signatories=(("R. Meijerinck", "de secretaris"), ("J.M. Vrooman", "de burgemeester")),
    ),
}
