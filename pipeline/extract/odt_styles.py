"""What the styles of an odt letter say of a paragraph's type and of the markers of its lists."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from odfdo import Document, Style

from pipeline.extract.office import HEADING_SIZE, USUAL_SIZE, Span

_BULLET = "•"
_DEEPEST = 30
_POINTS = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "px": 0.75}
_LENGTH = re.compile(r"(\d{1,4}(?:\.\d{1,6})?)(pt|cm|mm|in|px|%)")


class Styles:
    """Looks up styles and the ones they are based on."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[str, str], list[dict[str, Any]]] = {}

    def span(self, name: str, *, heading: bool) -> Span:
        """Return an empty span in the type of a paragraph style."""
        span = self._dressed(Span(""), "paragraph", name)
        plain = span.size == USUAL_SIZE and not span.bold
        return replace(span, bold=True, size=HEADING_SIZE) if heading and plain else span

    def within(self, span: Span, name: str) -> Span:
        """Return the span in the type of a text style."""
        return self._dressed(span, "text", name)

    def begins_page(self, name: str) -> bool:
        """Say whether a paragraph style asks for a new page."""
        return any(properties.get("fo:break-before") == "page" for properties in self._chain("paragraph", name))

    def marker(self, name: str, level: int, number: int) -> str:
        """Return what stands before an item of a list: a bullet where nothing says more."""
        style = self._document.get_style("list", name) if name else None
        for child in style.children if style is not None else ():
            if child.get_attribute("text:level") != str(level + 1):
                continue
            if child.tag == "text:list-level-style-number" and child.get_attribute("style:num-format"):
                form = str(child.get_attribute("style:num-format"))
                value = chr(ord(form) + (number - 1) % 26) if form in {"a", "A"} else str(number)
                before, after = child.get_attribute("style:num-prefix"), child.get_attribute("style:num-suffix")
                return f"{before or ''}{value}{after or ''}"
        return _BULLET

    def _dressed(self, span: Span, family: str, name: str) -> Span:
        for properties in reversed(self._chain(family, name)):
            size = _size(str(properties.get("fo:font-size", "")), span.size)
            weight = str(properties.get("fo:font-weight", "bold" if span.bold else ""))
            slant = str(properties.get("fo:font-style", "italic" if span.italic else ""))
            line = str(properties.get("style:text-underline-style", "solid" if span.underlined else "none"))
            span = replace(
                span,
                size=size,
                bold=weight == "bold" or (weight.isdecimal() and int(weight) >= 600),
                italic=slant in {"italic", "oblique"},
                underlined=line != "none",
                hidden=span.hidden or properties.get("text:display") == "none",
            )
        return span

    def _chain(self, family: str, name: str) -> list[dict[str, Any]]:
        """Return the properties of a style and of those it is based on, the style's own first."""
        if (family, name) not in self._known:
            chain: list[dict[str, Any]] = []
            current = name
            while current and len(chain) < _DEEPEST:
                style = self._document.get_style(family, current)
                if not isinstance(style, Style):
                    break
                text, own = style.get_properties("text"), style.get_properties("paragraph")
                chain.append({**(own or {}), **(text or {})})
                current = str(style.get_attribute("style:parent-style-name") or "")
            self._known[family, name] = chain
        return self._known[family, name]


def _size(length: str, inherited: float) -> float:
    found = _LENGTH.fullmatch(length)
    if found is None:
        return inherited
    value = float(found[1])
    size = inherited * value / 100 if found[2] == "%" else value * _POINTS[found[2]]
    return round(size, 2) if 0.5 < size < 500 else inherited
