"""Letters of a province, a ministry and a water board, and letters in which partners speak."""

from __future__ import annotations

from tests.split.council_dresses import MORE, WE, Dress
from tests.split.sheet import Sheet


def _province() -> bytes:
    sheet = Sheet()
    sheet.lines("Provincie Zeeland", bold=True, size=13, after=10)
    sheet.lines("Gedeputeerde Staten", after=20)
    sheet.lines("Provinciale Staten van Zeeland", "Postbus 6001", "4330 LA Middelburg", after=20)
    sheet.row((80, "onderwerp", "Voortgang Kustvisie"), (330, "kenmerk", "24412078"))
    sheet.row((80, "behandeld door", "D. Minderhoudt"), (330, "verzonden", "14 mei 2024"))
    sheet.lines("Geachte Statenleden,", after=10)
    sheet.prose(WE)
    sheet.heading("Toelichting")
    sheet.prose(MORE)
    sheet.lines("Met vriendelijke groet,", after=10)
    sheet.lines("gedeputeerde staten van Zeeland,", after=10)
    sheet.side_by_side(("drs. J.M.M. Polmans, voorzitter",), ("A.W. Smits, secretaris",))
    return sheet.pdf()


def _ministry() -> bytes:
    sheet = Sheet(left=75, size=9.5)
    sheet.at(310, 40, "Ministerie van Financiën", size=11)
    sheet.at(75, 110, "> Retouradres Postbus 20201 2500 EE Den Haag", size=6.5)
    sheet.block(
        75, 140, "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal", "Postbus 20018", "2500 EA DEN HAAG"
    )
    sheet.block(455, 250, "Korte Voorhout 7", "2511 CW Den Haag", "www.rijksoverheid.nl", size=6.5)
    sheet.at(455, 290, "Ons kenmerk", bold=True, size=6.5)
    sheet.at(455, 298, "2024-0000123456", size=6.5)
    sheet.at(75, 230, "Datum")
    sheet.at(120, 230, "15 maart 2024")
    sheet.at(75, 243, "Betreft")
    sheet.at(120, 243, "Uitvoering motie over de toegang tot contant geld")
    sheet.top = 290
    sheet.lines("Geachte voorzitter,", after=10)
    sheet.prose(WE, MORE, chars=76)
    sheet.lines("Hoogachtend,", after=8)
    sheet.lines("de minister van Financiën,", after=34)
    sheet.lines("S.P.R.A. van Weyenburgh")
    return sheet.pdf()


def _partners_in_their_own_words() -> bytes:
    sheet = Sheet()
    sheet.lines("Gemeente Arnhem", bold=True, size=13, after=14)
    sheet.lines("Aan: de gemeenteraad", "Datum: 5 februari 2024", "Onderwerp: Vijf jaar wijkaanpak", after=12)
    sheet.lines("Geachte raadsleden,", after=8)
    sheet.prose(WE)
    sheet.heading("Reactie van Stichting De Brugwachter")
    sheet.prose(MORE)
    sheet.lines("Marloes Tichelaar", "directeur Stichting De Brugwachter", after=8)
    sheet.heading("Bewonersplatform Klarendal-Oost aan het woord")
    sheet.prose(WE)
    sheet.lines("Hassan el Ouarti, voorzitter Bewonersplatform Klarendal-Oost", after=8)
    sheet.heading("Tot slot")
    sheet.prose(WE)
    sheet.lines("Met vriendelijke groet,", "het college van burgemeester en wethouders,", after=10)
    sheet.side_by_side(("de secretaris,", "A. Rozendaal"), ("de burgemeester,", "M. Markuszower"))
    return sheet.pdf()


def _water_board() -> bytes:
    sheet = Sheet()
    sheet.lines("Waterschap Rivierenland", bold=True, size=13, after=14)
    sheet.lines("Aan het algemeen bestuur", after=12)
    sheet.fields(
        [
            ("Datum", "4 maart 2024"),
            ("Ons kenmerk", "2024012345/AB"),
            ("Behandeld door", "K. Oomens"),
            ("Onderwerp", "Dijkversterking langs de Waal"),
        ]
    )
    sheet.lines("Geacht bestuur,", after=10)
    sheet.prose(WE)
    sheet.heading("Voortgang")
    sheet.prose(MORE)
    sheet.lines("Hoogachtend,", "namens het college van dijkgraaf en heemraden,", after=10)
    sheet.side_by_side(("prof.dr. C. Verdaasdonk", "dijkgraaf"), ("ir. Z.C. Vonkeman", "secretaris-directeur"))
    return sheet.pdf()


def _signed_below_the_annexes() -> bytes:
    sheet = Sheet()
    sheet.lines("Informatienota raad", bold=True, size=16, after=14)
    sheet.fields(
        [
            ("Datum:", "12 juni 2023"),
            ("Van:", "burgemeester en wethouders"),
            ("Steller:", "P. de Withaar"),
            ("Portefeuillehouder:", "wethouder A. Kuijpens"),
            ("Zaaknummer:", "Z2023-00881"),
            ("Onderwerp:", "Jeugdzorg 2024"),
        ]
    )
    sheet.heading("Kennisnemen van")
    sheet.prose(WE)
    sheet.heading("Kernboodschap")
    sheet.prose(MORE)
    sheet.heading("Bijlagen")
    sheet.lines("1. Rapportage jeugdzorg", "2. Begroting", after=8)
    sheet.lines("Burgemeester en wethouders van Hilvarenbeek,", after=8)
    sheet.side_by_side(("de secretaris,", "", "M. Sabbeek"), ("de burgemeester,", "", "E. Weystraat"))
    return sheet.pdf()


def _partners_side_by_side() -> bytes:
    sheet = Sheet()
    sheet.lines("Gemeente Leeuwarden", bold=True, size=13, after=12)
    sheet.lines("Aan de gemeenteraad van Leeuwarden", after=12)
    sheet.lines("Datum: 2 mei 2023", "Onderwerp: Tien jaar stedenband", after=10)
    sheet.lines("Geachte leden van de raad,", after=8)
    sheet.prose(WE)
    sheet.heading("Ervaringen van partners")
    sheet.prose("In deze brief komen de volgende partners aan het woord:")
    sheet.lines("1. Stichting Frisse Wind", "2. Fierljepclub De Sprong", "3. Museum Het Zijlhuis", after=8)
    sheet.heading("Stichting Frisse Wind")
    sheet.prose(MORE)
    sheet.lines("Sjoukje Hoekemaat", "voorzitter", after=6)
    sheet.heading("Fierljepclub De Sprong")
    sheet.prose(MORE)
    sheet.side_by_side(("Bauke Dijkstraat", "Trainer"), ("Anna Postmaat", "Bestuurslid"))
    sheet.lines("Met vriendelijke groet,", "namens burgemeester en wethouders,", after=18)
    sheet.lines("S. Buwaldaat, burgemeester")
    return sheet.pdf()


OTHER_DRESSES = {
    "zeeland": Dress(
        draw=_province,
        municipality="Zeeland",
        code="pv29",
        date="14 mei 2024",
        subject="Voortgang Kustvisie",
        addressee="Provinciale Staten van Zeeland",
        kind="brief",
        reference="24412078",
        contact="D. Minderhoudt",
        headings=("Toelichting",),
        signatories=(("J.M.M. Polmans", "voorzitter"), ("A.W. Smits", "secretaris")),
    ),
    "financien": Dress(
        draw=_ministry,
        municipality="Financiën",
        code="mnre1090",
        date="15 maart 2024",
        subject="Uitvoering motie over de toegang tot contant geld",
        addressee="de Voorzitter van de Tweede Kamer der Staten-Generaal",
        kind="brief",
        reference="2024-0000123456",
        signatories=(("S.P.R.A. van Weyenburgh", "de minister van Financiën"),),
    ),
    "arnhem": Dress(
        draw=_partners_in_their_own_words,
        municipality="Arnhem",
        code="gm0202",
        date="5 februari 2024",
        subject="Vijf jaar wijkaanpak",
        addressee="de gemeenteraad",
        kind="brief",
        headings=("Reactie van Stichting De Brugwachter", "Bewonersplatform Klarendal-Oost aan het woord", "Tot slot"),
        signatories=(("A. Rozendaal", "de secretaris"), ("M. Markuszower", "de burgemeester")),
        testimonials={
            "Stichting De Brugwachter": ("Marloes Tichelaar",),
            "Bewonersplatform Klarendal-Oost": ("Hassan el Ouarti",),
        },
    ),
    "rivierenland": Dress(
        draw=_water_board,
        municipality="waterschap Rivierenland",
        code="ws0621",
        date="4 maart 2024",
        subject="Dijkversterking langs de Waal",
        addressee="het algemeen bestuur",
        kind="brief",
        reference="2024012345/AB",
        contact="K. Oomens",
        headings=("Voortgang",),
        signatories=(("C. Verdaasdonk", "dijkgraaf"), ("Z.C. Vonkeman", "secretaris-directeur")),
    ),
    "hilvarenbeek": Dress(
        draw=_signed_below_the_annexes,
        municipality="Hilvarenbeek",
        code="gm0798",
        date="12 juni 2023",
        subject="Jeugdzorg 2024",
        addressee="",
        kind="raadsinformatiebrief",
        reference="Z2023-00881",
        contact="P. de Withaar",
        portfolio_holder="wethouder A. Kuijpens",
        headings=("Kennisnemen van", "Kernboodschap", "Bijlagen"),
        signatories=(("M. Sabbeek", "de secretaris"), ("E. Weystraat", "de burgemeester")),
    ),
    "leeuwarden": Dress(
        draw=_partners_side_by_side,
        municipality="Leeuwarden",
        code="gm0080",
        date="2 mei 2023",
        subject="Tien jaar stedenband",
        addressee="de gemeenteraad van Leeuwarden",
        kind="brief",
        headings=("Ervaringen van partners", "Stichting Frisse Wind", "Fierljepclub De Sprong"),
        signatories=(("S. Buwaldaat", "burgemeester"),),
        testimonials={
            "Stichting Frisse Wind": ("Sjoukje Hoekemaat",),
            "Fierljepclub De Sprong": ("Bauke Dijkstraat", "Anna Postmaat"),
        },
    ),
}
