"""What both metadata formats need of XML."""

from __future__ import annotations

from lxml import etree


def printable(value: str) -> str:
    """The text without control characters, which XML 1.0 does not allow and a letter may hold."""
    return "".join(char for char in value if char.isprintable() or char == " ")


def xml_bytes(root: etree._Element) -> bytes:
    """The document as UTF-8, indented, the same bytes for the same tree."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
