"""Signature blocks: below a closing, side by side, roles above or below names, and text that is none."""

from __future__ import annotations

from dataclasses import replace

from pipeline.split.layout import Block, Line
from pipeline.split.parts_settings import general_rules
from pipeline.split.signatures import mark_signatures
from tests.split.made import PROSE, block, column, line, texts

RULES = general_rules()


def signers(*blocks: Block) -> list[tuple[str, str]]:
    signed = mark_signatures(blocks, RULES)
    people = [
        signed.signers[id(found)].read(RULES, outside=False) for found in signed.blocks if found.kind == "signature"
    ]
    return [(person.name, person.role) for person in people if person is not None]


def test_name_and_office_below_a_closing() -> None:
    blocks = column(PROSE, "Hoogachtend,", "J.M. Penn-te Straat\nBurgemeester")
    assert signers(*blocks) == [("J.M. Penn-te Straat", "Burgemeester")]


def test_room_for_ink_between_closing_and_name() -> None:
    blocks = column(PROSE, "Met vriendelijke groet,", ("Marieke van Duin\nWethouder wonen", {"gap": 80.0}))
    assert signers(*blocks) == [("Marieke van Duin", "Wethouder wonen")]


def test_offices_above_names_side_by_side() -> None:
    closing = block("Het college van burgemeester en wethouders,", top=200)
    roles = Block("table", (line("de secretaris,", x=70, top=225), line("de burgemeester,", x=250, top=225)))
    names = Block("table", (line("Ilma Merel", x=70, top=270), line("Jan van Zandt", x=250, top=270)))
    assert signers(block(PROSE), closing, roles, names) == [
        ("Ilma Merel", "de secretaris"),
        ("Jan van Zandt", "de burgemeester"),
    ]


def test_two_offices_on_one_line_above_two_names() -> None:
    names = Block("table", (line("Ilma Merel", x=70, top=270), line("Jan van Zandt", x=250, top=270)))
    blocks = [
        block(PROSE),
        block("Burgemeester en wethouders van Zuidstad,", top=200, gap=12),
        block("de secretaris, de burgemeester,", top=225, gap=12),
        names,
    ]
    assert signers(*blocks) == [("Ilma Merel", "de secretaris"), ("Jan van Zandt", "de burgemeester")]


def test_people_below_each_other() -> None:
    blocks = column(PROSE, "Hoogachtend,", "O.P. Wilg\nBurgemeester", "R.S. Beuk\nSecretaris")
    assert signers(*blocks) == [("O.P. Wilg", "Burgemeester"), ("R.S. Beuk", "Secretaris")]


def test_signature_on_behalf_of_a_minister() -> None:
    blocks = column(
        PROSE,
        "Hoogachtend,",
        "DE STAATSSECRETARIS VAN INFRASTRUCTUUR EN WATERSTAAT,\nnamens deze,",
        ("Directeur-Generaal Milieu", {"gap": 40.0}),
        "ir. R.P. Lappers",
    )
    assert signers(*blocks) == [("R.P. Lappers", "Directeur-Generaal Milieu")]


def test_partners_side_by_side_without_a_closing() -> None:
    names = Block("table", (line("Rob Kuster", x=119, top=182), line("Xinxin Wang", x=295, top=182)))
    roles = Block("table", (line("Directeur Horizon", x=119, top=194, gap=2), line("Director ZECC", x=295, top=194)))
    assert signers(block(PROSE, x=119), names, roles) == [
        ("Rob Kuster", "Directeur Horizon"),
        ("Xinxin Wang", "Director ZECC"),
    ]


def test_the_heading_below_a_signature_is_no_part_of_it() -> None:
    blocks = column(
        PROSE, "Rob Kuster\nDirecteur Horizon", ("Testimonial 4 - Over Azië", {"size": 12.0, "bold": True}), PROSE
    )
    signed = mark_signatures(blocks, RULES)
    assert texts(signed.blocks, "signature") == ["Rob Kuster Directeur Horizon"]
    assert "Testimonial 4 - Over Azië" in texts(signed.blocks, "paragraph")


def test_a_team_that_looks_like_a_name_is_where_the_signer_works() -> None:
    blocks = column(PROSE, "Fenna Goudplevier\nTeamleider\nOuderteam Vlinder")
    signed = mark_signatures(blocks, RULES)
    assert texts(signed.blocks, "signature") == ["Fenna Goudplevier Teamleider Ouderteam Vlinder"]


def test_no_line_is_lost() -> None:
    blocks = column(PROSE, "Hoogachtend,", "J.M. Penn-te Straat\nBurgemeester", "Bijlagen: twee", PROSE)
    before = sorted(row.text for made in blocks for row in made.lines)
    after = sorted(row.text for made in mark_signatures(blocks, RULES).blocks for row in made.lines)
    assert after == before


def test_names_in_the_text_are_no_signatures() -> None:
    assert signers(*column(PROSE, "Jan Jansen heeft als wethouder de vraag van de raad beantwoord.", PROSE)) == []
    assert signers(*column(PROSE, "Den Haag\nAmsterdam", PROSE)) == []


def test_a_closing_without_a_name_invents_none() -> None:
    assert signers(*column(PROSE, "Hoogachtend,", "Teammanager Vergunningen")) == []


def test_a_notice_that_nobody_signed_by_hand_stands_between_closing_and_name() -> None:
    notice = "Dit besluit is geaccordeerd in een gedigitaliseerd proces en om die reden niet ondertekend."
    office = "de Coördinator van het cluster van de directie Juridische Zaken en van het secretariaat,"
    blocks = column(PROSE, "De minister van Financiën,", "namens deze,", office, notice, "H.D. Streepje", PROSE)
    assert signers(*blocks) == [("H.D. Streepje", office.rstrip(","))]
    assert notice in texts(mark_signatures(blocks, RULES).blocks, "paragraph")


def test_two_names_on_one_line_are_two_people() -> None:
    def pair(left: str, right: str, top: float) -> Line:
        first, second = line(left, top=top), line(right, x=70 + 5 * len(left) + 20, top=top)
        return replace(first, words=(*first.words, *second.words), box=first.box._replace(x1=second.box.x1))

    names = Block("paragraph", (pair("Ilma Merel", "Jan van Zandt", 230), pair("secretaris", "burgemeester", 242)))
    blocks = [block(PROSE), block("Hoogachtend,", top=200, gap=12), names]
    assert signers(*blocks) == [("Ilma Merel", "secretaris"), ("Jan van Zandt", "burgemeester")]
    after = " ".join(row.text for made in mark_signatures(blocks, RULES).blocks for row in made.lines)
    assert sorted(after.split()) == sorted(" ".join(found.text for found in blocks).split())


def test_a_name_that_begins_further_right_than_its_office() -> None:
    roles = Block("table", (line("de secretaris,", x=70, top=225), line("de burgemeester,", x=180, top=225)))
    names = Block("table", (line("N. van Ekster", x=70, top=265), line("K.B. Leeuwerik", x=200, top=265)))
    closing = block("Het college van burgemeester en wethouders van Zuidstad,", top=200)
    assert signers(block(PROSE), closing, roles, names) == [
        ("N. van Ekster", "de secretaris"),
        ("K.B. Leeuwerik", "de burgemeester"),
    ]


def test_what_follows_a_signature_is_nobodys_employer() -> None:
    for next_part in ("Toelichting:", "Bijlage 1"):
        blocks = column(PROSE, "Hoogachtend,", f"O.P. Wilg\nSecretaris\n{next_part}")
        signed = mark_signatures(blocks, RULES)
        found = [signed.signers[id(each)] for each in signed.blocks if each.kind == "signature"]
        assert [person.organisation for one in found if (person := one.read(RULES, outside=True))] == [""]
        assert next_part in texts(signed.blocks, "paragraph")


def test_the_stamp_of_a_service_for_signing_names_who_signed() -> None:
    blocks = column(PROSE, "Aldus besloten.", "ValidSigned door De Griffier L. Beukman Rijnders", "op 09-07-2025")
    assert signers(*blocks) == [("L. Beukman Rijnders", "De Griffier")]
    assert signers(*column(PROSE, "Digitaal ondertekend door Anna Beukman")) == [("Anna Beukman", "")]
