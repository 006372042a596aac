"""The bullets and numbers of docx lists, which stand nowhere in the text and have to be counted."""

from __future__ import annotations

import re
from typing import Any

import docx.document
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle

BULLET = "•"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class ListNumbers:
    """Counts the items of all lists of a document, in its order."""

    def __init__(self, document: docx.document.Document) -> None:
        self._levels: dict[str, dict[int, Any]] = {}
        self._counts: dict[str, list[int]] = {}
        part = next((rel for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
        if part is None:
            return
        root = document.part.numbering_part.element
        abstract = {item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            found = abstract.get(link.get(qn("w:val"))) if link is not None else None
            if found is not None:
                levels = {int(level.get(qn("w:ilvl"), 0)): level for level in found.findall(qn("w:lvl"))}
                self._levels[number.get(qn("w:numId"))] = levels

    def next_marker(self, paragraph: Any, style: ParagraphStyle | None) -> tuple[str, int]:
        """Return the marker of a paragraph and how deep it is indented: ("", 0) for one in no list."""
        found = _numbering(paragraph) or (_numbering(style.element) if style is not None else None)
        if found is None or found[0] not in self._levels:
            return "", 0
        name, depth = found
        levels = self._levels[name]
        counts = self._counts.setdefault(name, [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else _value(levels.get(depth), "w:start", 1)
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if depth not in levels or _format(levels[depth]) == "none":
            return "", depth
        if _format(levels[depth]) == "bullet":
            return BULLET, depth
        text = levels[depth].find(qn("w:lvlText"))
        pattern = text.get(qn("w:val"), "") if text is not None else ""

        def printed(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            return _printed(max(counts[level], 1), _format(levels.get(level)))

        return _PLACE.sub(printed, pattern), depth


def _numbering(element: Any) -> tuple[str, int] | None:
    """Return the list and the level that paragraph properties name; list 0 takes a paragraph out of its list."""
    properties = element.find(qn("w:pPr"))
    numbering = properties.find(qn("w:numPr")) if properties is not None else None
    if numbering is None:
        return None
    name = numbering.find(qn("w:numId"))
    level = _value(numbering, "w:ilvl", 0)
    return (name.get(qn("w:val"), "0") if name is not None else "0"), min(max(level, 0), _LEVELS - 1)


def _value(element: Any, name: str, otherwise: int) -> int:
    child = element.find(qn(name)) if element is not None else None
    text = child.get(qn("w:val"), "") if child is not None else ""
    return int(text) if text.isdecimal() and len(text) < 6 else otherwise


def _format(level: Any) -> str:
    child = level.find(qn("w:numFmt")) if level is not None else None
    return str(child.get(qn("w:val"), "decimal")) if child is not None else "decimal"


def _printed(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and number < 40:
        roman, rest = "", number
        for value, sign in _ROMAN:
            while rest >= value:
                roman, rest = roman + sign, rest - value
        return roman.upper() if form == "upperRoman" else roman
    return str(number)
