"""DiWoo metadata of one letter, for publication under the Woo.

Schema 0.9.8, https://standaarden.overheid.nl/diwoo/metadata; the codes are those of its TOOI value lists.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.archive.settings import ArchiveSettings
from pipeline.archive.xml import printable, xml_bytes

NAMESPACE = "https://standaarden.overheid.nl/diwoo/metadata/"
TOOI = "https://identifier.overheid.nl/tooi"
LANGUAGE = "http://publications.europa.eu/resource/authority/language"
# Value lists of DiWoo 0.9.8: vergaderstukken decentrale overheden, brief, ondertekening.
COUNCIL_PAPERS = ("vergaderstukken decentrale overheden", f"{TOOI}/def/thes/kern/c_db4862c3")
LETTER = ("brief", f"{TOOI}/def/thes/kern/c_7652d853")
SIGNING = ("ondertekening", f"{TOOI}/def/thes/kern/c_e1ec050e")


def diwoo_document(row: Mapping[str, str], settings: ArchiveSettings) -> bytes | None:
    """The XML of the letter's DiWoo metadata, or None for a letter without date: DiWoo demands the day of an act.

    Args:
        row: the letter's row of the table `letters`.
    """
    if not row["letter_date"]:
        return None
    root = etree.Element(_name("Document"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    document = etree.SubElement(root, _name("DiWoo"))
    identifiers = etree.SubElement(document, _name("identifiers"))
    for identifier in filter(None, (row["letter_id"], row["reference"])):
        etree.SubElement(identifiers, _name("identifier")).text = printable(identifier)
    creator = settings.creator
    kind = {"gm": "gemeente", "pv": "provincie", "ws": "waterschap", "mn": "ministerie"}.get(creator.code[:2], "oorg")
    _term(document, "publisher", creator.name, f"{TOOI}/id/{kind}/{creator.code}")
    title = etree.SubElement(document, _name("titelcollectie"))
    etree.SubElement(title, _name("officieleTitel")).text = printable(row["subject"] or row["file_name"])
    classes = etree.SubElement(document, _name("classificatiecollectie"))
    _term(etree.SubElement(classes, _name("informatiecategorieen")), "informatiecategorie", *COUNCIL_PAPERS)
    _term(etree.SubElement(classes, _name("documentsoorten")), "documentsoort", *LETTER)
    etree.SubElement(document, _name("creatiedatum")).text = row["letter_date"]
    language = {"nl": ("Nederlands", f"{LANGUAGE}/NLD"), "en": ("Engels", f"{LANGUAGE}/ENG")}.get(row["language"])
    if language:
        _term(document, "language", *language)
    act = etree.SubElement(etree.SubElement(document, _name("documenthandelingen")), _name("documenthandeling"))
    _term(act, "soortHandeling", *SIGNING)
    etree.SubElement(act, _name("atTime")).text = f"{row['letter_date']}T00:00:00"
    return xml_bytes(root)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _term(parent: etree._Element, tag: str, label: str, resource: str) -> None:
    etree.SubElement(parent, _name(tag), resource=resource).text = label
