"""MDTO metadata of one letter: the information object and the file that represents it.

MDTO is the Nationaal Archief's norm, https://www.nationaalarchief.nl/archiveren/mdto; what is written here is
valid under the XML schemas 1.0, 1.0.1 and 1.0.2: no element is empty, and the order is that of the schema.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from pipeline.archive.settings import ArchiveSettings, Concept
from pipeline.archive.xml import printable, xml_bytes

NAMESPACE = "https://www.nationaalarchief.nl/mdto"
LISTS = "Begrippenlijsten MDTO"
OWN_IDS = "raadsbrieven"

Row = Mapping[str, str]


def information_object(row: Row, file_name: str, settings: ArchiveSettings, version: str) -> bytes:
    """The XML of the informatieobject: what the letter is, whatever file holds it.

    Args:
        row: the letter's row of the table `letters`.
        file_name: name of the delivered file, which represents the letter.
        version: version of this program, named in the extraction event.
    """
    root, item = _document("informatieobject")
    _identification(item, row["letter_id"], OWN_IDS)
    if row["reference"]:
        _identification(item, row["reference"], settings.source)
    _text(item, "naam", row["subject"] or row["file_name"])
    _concept(item, "aggregatieniveau", Concept("Archiefstuk", LISTS))
    if settings.classification.label:
        _concept(item, "classificatie", settings.classification)
    if row["kind"] and row["kind"] != "other":
        _text(item, "omschrijving", row["kind"])
    if row["letter_date"]:
        coverage = etree.SubElement(item, _name("dekkingInTijd"))
        _concept(coverage, "dekkingInTijdType", Concept("Opmaakdatum", LISTS))
        _text(coverage, "dekkingInTijdBegindatum", row["letter_date"])
    if row["municipality"]:
        _reference(item, "dekkingInRuimte", row["municipality"], row["municipality_code"], "TOOI")
    for language in {"nl": ("nl",), "en": ("en",), "mixed": ("nl", "en")}.get(row["language"], ()):
        _text(item, "taal", language)
    _event(item, "Creatie", row["letter_date"], settings.creator.name, "")
    _event(item, "Metadata-extractie", "", f"raadsbrieven {version}", "Metadata gelezen uit het bestand")
    _concept(item, "waardering", settings.appraisal)
    _reference(item, "heeftRepresentatie", file_name, f"{row['letter_id']}-bestand", OWN_IDS)
    _reference(item, "archiefvormer", settings.creator.name, settings.creator.code, "TOOI")
    for restriction in settings.restrictions:
        use = etree.SubElement(item, _name("beperkingGebruik"))
        _concept(use, "beperkingGebruikType", restriction)
    return xml_bytes(root)


def file_object(row: Row, file_name: str, file_format: Concept, modified: str) -> bytes:
    """The XML of the bestand: the file as received.

    Args:
        row: the letter's row of the table `letters`.
        file_name: name of the delivered file.
        file_format: PRONOM id and name.
        modified: the file's own time as an ISO date-time, so that the same file gives the same bytes.
    """
    root, item = _document("bestand")
    _identification(item, f"{row['letter_id']}-bestand", OWN_IDS)
    _text(item, "naam", file_name)
    _text(item, "omvang", row["bytes"])
    _concept(item, "bestandsformaat", file_format)
    checksum = etree.SubElement(item, _name("checksum"))
    _concept(checksum, "checksumAlgoritme", Concept("SHA-256", LISTS))
    _text(checksum, "checksumWaarde", row["sha256"])
    _text(checksum, "checksumDatum", modified)
    _reference(item, "isRepresentatieVan", row["subject"] or row["file_name"], row["letter_id"], OWN_IDS)
    return xml_bytes(root)


def _document(kind: str) -> tuple[etree._Element, etree._Element]:
    root = etree.Element(_name("MDTO"), nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    return root, etree.SubElement(root, _name(kind))


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"


def _text(parent: etree._Element, tag: str, value: str) -> None:
    etree.SubElement(parent, _name(tag)).text = printable(value)


def _identification(parent: etree._Element, value: str, source: str, tag: str = "identificatie") -> None:
    element = etree.SubElement(parent, _name(tag))
    _text(element, "identificatieKenmerk", value)
    _text(element, "identificatieBron", source)


def _concept(parent: etree._Element, tag: str, concept: Concept) -> None:
    element = etree.SubElement(parent, _name(tag))
    _text(element, "begripLabel", concept.label)
    if concept.code:
        _text(element, "begripCode", concept.code)
    _reference(element, "begripBegrippenlijst", concept.list, "", "")


def _reference(parent: etree._Element, tag: str, name: str, identifier: str, source: str) -> None:
    element = etree.SubElement(parent, _name(tag))
    _text(element, "verwijzingNaam", name)
    if identifier:
        _identification(element, identifier, source, "verwijzingIdentificatie")


def _event(parent: etree._Element, kind: str, day: str, actor: str, result: str) -> None:
    event = etree.SubElement(parent, _name("event"))
    _concept(event, "eventType", Concept(kind, LISTS))
    if day:
        _text(event, "eventTijd", day)
    _reference(event, "eventVerantwoordelijkeActor", actor, "", "")
    if result:
        _text(event, "eventResultaat", result)
