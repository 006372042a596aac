"""Council letters as many councils dress them: real municipalities, invented people, plans and numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.split.sheet import Sheet

WE = (
    "Met deze brief informeren wij u over de voortgang van het plan voor de haven en over de kosten daarvan, die "
    "binnen de begroting blijven. Wij leggen het plan in het najaar aan u voor, samen met de rapportage."
)
MORE = (
    "De gesprekken met de bewoners van de wijk verliepen goed en leverden een lange lijst van wensen op, waarvan wij "
    "er in het komende jaar een groot aantal zullen uitvoeren. Over de rest praten wij met de corporatie."
)
ENGLISH = (
    "With this letter we inform you about the progress of the plan for the harbour and about its costs, which remain "
    "within the budget. We will present the plan to you in the autumn, together with the second report."
)


@dataclass(frozen=True, kw_only=True)
class Dress:
    """A letter and what a person reads in it; signatories as (name, role), testimonials as title to names."""

    draw: Callable[[], bytes]
    municipality: str
    code: str
    date: str
    subject: str
    addressee: str
    kind: str
    reference: str = ""
    contact: str = ""
    portfolio_holder: str = ""
    headings: tuple[str, ...] = ()
    signatories: tuple[tuple[str, str], ...] = ()
    testimonials: dict[str, tuple[str, ...]] = field(default_factory=dict)


def _window_and_inline_labels() -> bytes:
    sheet = Sheet()
    sheet.lines("Gemeente Rotterdam", bold=True, size=14, after=30)
    sheet.block(400, 60, "Bezoekadres: Coolsingel 40", "Postadres: Postbus 70012", "3000 KP Rotterdam", size=8)
    sheet.block(400, 95, "Website: www.rotterdam.nl", "Telefoon: 14 010", size=8)
    sheet.lines("Aan de gemeenteraad van Rotterdam", after=30)
    sheet.fields(
        [
            ("Ons kenmerk:", "24bb004711"),
            ("Uw kenmerk:", "-"),
            ("Bijlage(n):", "2"),
            ("Datum:", "16 april 2024"),
            ("Betreft:", "Afdoening motie 'Groen op ieder dak'"),
        ]
    )
    sheet.lines("Geachte raadsleden,", after=10)
    sheet.prose(WE)
    sheet.heading("Aanleiding")
    sheet.prose(MORE)
    sheet.heading("Vervolg")
    sheet.prose(WE)
    sheet.lines("Met vriendelijke groet,", after=12)
    sheet.lines("Het college van burgemeester en wethouders van Rotterdam,", after=12)
    sheet.side_by_side(
        ("De secretaris,", "", "V.M. Roozenstraat"),
        ("De burgemeester,", "", "C.J. Schouwenberg"),
    )
    return sheet.pdf()


def _council_letter_with_a_table_of_labels() -> bytes:
    sheet = Sheet()
    sheet.lines("Raadsbrief", bold=True, size=18, after=14)
    sheet.fields(
        [
            ("Aan", "De leden van de gemeenteraad"),
            ("Van", "College van burgemeester en wethouders"),
            ("Datum", "7 mei 2024"),
            ("Zaaknummer", "12345678"),
            ("Behandeld door", "L. Verhoeckx"),
            ("Portefeuillehouder", "S. Zwanenveld"),
            ("Onderwerp", "Stand van zaken Merwedekanaalzone"),
        ],
        bold=True,
    )
    sheet.lines("Geachte leden van de raad,", after=10)
    sheet.prose(WE)
    sheet.heading("1. Inleiding")
    sheet.prose(MORE)
    sheet.heading("2. Planning en financiën")
    sheet.prose(WE)
    sheet.lines("Hoogachtend,", after=10)
    sheet.lines("Burgemeester en wethouders van Utrecht,", after=8)
    sheet.side_by_side(
        ("mr. G.G.H.M. van Haeren", "secretaris"),
        ("drs. S.A.M. Dijkgraaff", "burgemeester"),
    )
    sheet.foot("Gemeente Utrecht | Stadsplateau 1 | 3521 AZ Utrecht | www.utrecht.nl")
    return sheet.pdf()


def _columns_of_small_labels() -> bytes:
    sheet = Sheet()
    sheet.lines("Gemeente", "Groningen", bold=True, size=13, after=8)
    sheet.at(80, 110, "Onderwerp", size=9)
    sheet.at(150, 110, "Voortgang aanpak Oude Veilinghal")
    sheet.at(80, 125, "Steller", size=9)
    sheet.at(150, 125, "J. Bultena")
    sheet.block(80, 155, "De leden van de raad van de gemeente Groningen", "te", "GRONINGEN")
    sheet.top = 210
    sheet.row((80, "Telefoon", "(050) 367 81 11"), (200, "Bijlage(n)", "1"), (320, "Ons kenmerk", "2871234-2024"))
    sheet.row((80, "Datum", "12-03-2024"), (200, "Uw brief van", "-"), (320, "Uw kenmerk", "-"))
    sheet.lines("Geachte heer, mevrouw,", after=10)
    sheet.prose(WE, MORE)
    sheet.heading("Wat gaan we doen?")
    sheet.prose(WE)
    sheet.lines("Met vriendelijke groet,", "burgemeester en wethouders van Groningen,", after=16)
    sheet.side_by_side(("burgemeester,", "Roelien Kamphuizen"), ("secretaris,", "Bert Kruizenga"))
    return sheet.pdf()


def _information_letter_with_a_number() -> bytes:
    sheet = Sheet()
    sheet.lines("gemeente Eindhoven", bold=True, size=12, after=20)
    sheet.lines("Raadsinformatiebrief", bold=True, size=16, after=16)
    sheet.fields(
        [
            ("Raadsnummer", "24R08123"),
            ("Datum", "23 januari 2024"),
            ("Betreft", "Herinrichting Emmasingelkwadrant"),
        ]
    )
    sheet.heading("Inleiding")
    sheet.prose(WE)
    sheet.heading("Achtergrond")
    sheet.prose(MORE)
    sheet.heading("Financiële consequenties")
    sheet.prose(WE)
    sheet.lines("Burgemeester en wethouders van Eindhoven,", after=14)
    sheet.lines("J. Dijsselhof, burgemeester", "A. Weertsma, secretaris")
    return sheet.pdf()


def _answers_to_questions() -> bytes:
    sheet = Sheet()
    sheet.lines("Gemeente Breda", bold=True, size=13, after=20)
    sheet.fields(
        [
            ("Aan:", "de fractie van Breda Samen"),
            ("Datum:", "2 september 2024"),
            ("Onderwerp:", "Beantwoording schriftelijke vragen ex artikel 38 RvO over fietsenstallingen"),
            ("Registratienummer:", "RvO38-2024-117"),
        ],
        value=190,
    )
    sheet.lines("Geachte mevrouw Van den Broek,", after=10)
    sheet.prose("Op 12 augustus 2024 heeft u vragen gesteld. Hieronder treft u onze antwoorden aan op deze vragen.")
    for number in (1, 2):
        sheet.lines(f"Vraag {number}", bold=True)
        sheet.prose("Is het college bekend met het tekort aan plaatsen in de stallingen bij het station van de stad?")
        sheet.lines("Antwoord", bold=True)
        sheet.prose(MORE)
    sheet.lines("Hoogachtend,", "Het college van burgemeester en wethouders van Breda,", after=12)
    sheet.side_by_side((", burgemeester"[2:], "", "P.F.G. Depoortere"), ("secretaris", "", "R.C.A.J. Vulders"))
    return sheet.pdf()


def _english() -> bytes:
    sheet = Sheet()
    sheet.lines("Municipality of Delft", bold=True, size=14, after=20)
    sheet.fields(
        [
            ("To:", "the members of the municipal council"),
            ("Date:", "3 June 2024"),
            ("Our reference:", "2024/5512"),
            ("Handled by:", "M. Okonjo"),
            ("Subject:", "Progress of the harbour plan"),
        ]
    )
    sheet.lines("Dear members of the council,", after=10)
    sheet.prose(ENGLISH)
    sheet.heading("Next steps")
    sheet.prose(ENGLISH)
    sheet.lines("Yours sincerely,", "On behalf of the municipal executive,", after=16)
    sheet.side_by_side(("M.C. van Bijsterveldt", "Mayor"), ("H.G.L.M. Campsma", "Secretary"))
    return sheet.pdf()


def _deputy_on_behalf() -> bytes:
    sheet = Sheet()
    sheet.lines("Gemeente Tilburg", bold=True, size=13, after=14)
    sheet.lines("Collegebrief", bold=True, size=16, after=14)
    sheet.fields(
        [
            ("Datum collegebesluit", "12 december 2023"),
            ("Verzenddatum", "14 december 2023"),
            ("Contactpersoon", "E. van Rijswijck"),
            ("Portefeuillehouder", "R. Lathouwers"),
            ("Kenmerk", "Z-23-00417"),
            ("Onderwerp", "Spoorzone: uitkomst van de gesprekken"),
            ("Aan", "Leden van de gemeenteraad"),
        ],
        value=210,
    )
    sheet.lines("Geachte raadsleden,", after=10)
    sheet.prose(WE)
    sheet.heading("Kernboodschap")
    sheet.prose(MORE)
    sheet.lines("Hoogachtend,", "namens het college van burgemeester en wethouders,", after=26)
    sheet.lines("drs. E. Vermeulen-Prins", "wethouder Ruimtelijke Ordening")
    return sheet.pdf()


DRESSES = {
    "rotterdam": Dress(
        draw=_window_and_inline_labels,
        municipality="Rotterdam",
        code="gm0599",
        date="16 april 2024",
        subject="Afdoening motie 'Groen op ieder dak'",
        addressee="de gemeenteraad van Rotterdam",
        kind="brief",
        reference="24bb004711",
        headings=("Aanleiding", "Vervolg"),
        signatories=(("V.M. Roozenstraat", "De secretaris"), ("C.J. Schouwenberg", "De burgemeester")),
    ),
    "utrecht": Dress(
        draw=_council_letter_with_a_table_of_labels,
        municipality="Utrecht",
        code="gm0344",
        date="7 mei 2024",
        subject="Stand van zaken Merwedekanaalzone",
        addressee="De leden van de gemeenteraad",
        kind="raadsinformatiebrief",
        reference="12345678",
        contact="L. Verhoeckx",
        portfolio_holder="S. Zwanenveld",
        headings=("1. Inleiding", "2. Planning en financiën"),
        signatories=(("G.G.H.M. van Haeren", "secretaris"), ("S.A.M. Dijkgraaff", "burgemeester")),
    ),
    "groningen": Dress(
        draw=_columns_of_small_labels,
        municipality="Groningen",
        code="gm0014",
        date="12-03-2024",
        subject="Voortgang aanpak Oude Veilinghal",
        addressee="De leden van de raad van de gemeente Groningen",
        kind="brief",
        reference="2871234-2024",
        contact="J. Bultena",
        headings=("Wat gaan we doen?",),
        signatories=(("Roelien Kamphuizen", "burgemeester"), ("Bert Kruizenga", "secretaris")),
    ),
    "eindhoven": Dress(
        draw=_information_letter_with_a_number,
        municipality="Eindhoven",
        code="gm0772",
        date="23 januari 2024",
        subject="Herinrichting Emmasingelkwadrant",
        addressee="",
        kind="raadsinformatiebrief",
        reference="24R08123",
        headings=("Inleiding", "Achtergrond", "Financiële consequenties"),
        signatories=(("J. Dijsselhof", "burgemeester"), ("A. Weertsma", "secretaris")),
    ),
    "breda": Dress(
        draw=_answers_to_questions,
        municipality="Breda",
        code="gm0758",
        date="2 september 2024",
        subject="Beantwoording schriftelijke vragen ex artikel 38 RvO over fietsenstallingen",
        addressee="de fractie van Breda Samen",
        kind="antwoord",
        reference="RvO38-2024-117",
        headings=("Vraag 1", "Antwoord", "Vraag 2", "Antwoord"),
        signatories=(("P.F.G. Depoortere", "burgemeester"), ("R.C.A.J. Vulders", "secretaris")),
    ),
    "delft": Dress(
        draw=_english,
        municipality="Delft",
        code="gm0503",
        date="3 June 2024",
        subject="Progress of the harbour plan",
        addressee="the members of the municipal council",
        kind="brief",
        reference="2024/5512",
        contact="M. Okonjo",
        headings=("Next steps",),
        signatories=(("M.C. van Bijsterveldt", "Mayor"), ("H.G.L.M. Campsma", "Secretary")),
    ),
    "tilburg": Dress(
        draw=_deputy_on_behalf,
        municipality="Tilburg",
        code="gm0855",
        date="14 december 2023",
        subject="Spoorzone: uitkomst van de gesprekken",
        addressee="Leden van de gemeenteraad",
        kind="raadsinformatiebrief",
        reference="Z-23-00417",
        contact="E. van Rijswijck",
        portfolio_holder="R. Lathouwers",
        headings=("Kernboodschap",),
        signatories=(("E. Vermeulen-Prins", "wethouder Ruimtelijke Ordening"),),
    ),
}
