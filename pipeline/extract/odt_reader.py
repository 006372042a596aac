"""odt letters, opened with odfdo; its elements are walked here, because its own text loses type and order."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from odfdo import Document

from pipeline.extract.odt_styles import Styles
from pipeline.extract.office import DEEPEST, NOTE_SIZE, Block, OfficeText, PageEnd, Row, Span, blocks_of

# Spaces and columns may be repeated by number; no letter repeats more.
_MOST_REPEATS = 200
_PAGE_END = "text:soft-page-break"
# Comments, tracked deletions, and what describes the text but isn't in it.
_SKIPPED = frozenset(
    {"office:annotation", "text:tracked-changes", "text:sequence-decls", "office:forms", "text:variable-decls"}
    | {"text:note", "draw:frame", "draw:custom-shape", "svg:title", "svg:desc", _PAGE_END}
)


def read_odt(data: bytes) -> OfficeText:
    """Return what the odt letter says. Raises anything where the file is damaged."""
    return _Reader(Document(io.BytesIO(data))).text()


class _Reader:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._styles = Styles(document)
        self._text = OfficeText()

    def text(self) -> OfficeText:
        text = self._text
        text.parts.extend(self._parts(self._document.body, 0))
        for page in self._document.get_styles("master-page")[:1]:
            for child in page.children:
                if child.tag == "style:header":
                    text.header.extend(blocks_of(self._parts(child, 0)))
                elif child.tag == "style:footer":
                    text.footer.extend(blocks_of(self._parts(child, 0)))
        text.pictures = sum(1 for _ in self._document.body.get_elements("descendant::draw:image"))
        return text

    def _parts(self, element: Any, depth: int) -> Iterator[Block | Row | PageEnd]:
        """Yield what stands in a body, section, cell, header or text box."""
        if depth > DEEPEST:
            return
        for child in element.children:
            match child.tag:
                case "text:p" | "text:h":
                    yield from self._paragraph(child, depth)
                case "text:list":
                    yield from self._list(child, "", 0, depth)
                case "table:table-row":
                    cells = [cell for cell in child.children if cell.tag == "table:table-cell"]
                    yield Row(tuple(tuple(blocks_of(self._parts(cell, depth + 1))) for cell in cells))
                case "text:soft-page-break":
                    yield PageEnd()
                case "draw:frame" | "draw:custom-shape":
                    yield from self._parts(child, depth + 1)
                case tag if tag not in _SKIPPED:
                    yield from self._parts(child, depth + 1)

    def _list(self, element: Any, style: str, level: int, depth: int) -> Iterator[Block | Row | PageEnd]:
        """Yield the items of a list; lists in it take its style where they have none."""
        style = element.get_attribute("text:style-name") or style
        marker_of = partial(self._styles.marker, style, level)
        number = 0
        for item in element.children:
            if item.tag not in {"text:list-item", "text:list-header"} or depth > DEEPEST:
                continue
            number += item.tag == "text:list-item"
            marker = marker_of(number) if item.tag == "text:list-item" else ""
            for child in item.children:
                if child.tag == "text:list":
                    yield from self._list(child, style, level + 1, depth + 1)
                elif child.tag in {"text:p", "text:h"}:
                    for part in self._paragraph(child, depth):
                        if isinstance(part, Block):
                            part, marker = replace(part, marker=marker, depth=min(level, 8)), ""
                        yield part

    def _paragraph(self, element: Any, depth: int) -> Iterator[Block | Row | PageEnd]:
        style = element.get_attribute("text:style-name") or ""
        if self._styles.begins_page(style):
            yield PageEnd()
        spans = list(self._spans(element, self._styles.span(style, heading=element.tag == "text:h"), 0))
        for frame in _inside(element, {"draw:frame", "draw:custom-shape"}, 0):
            yield from self._parts(frame, depth + 1)
        yield Block(tuple(spans))
        if any(True for _ in _inside(element, {_PAGE_END}, 0)):
            yield PageEnd()

    def _spans(self, element: Any, span: Span, depth: int) -> Iterator[Span]:
        """Yield the text of a paragraph or a part of one, in its types."""
        if element.text:
            yield replace(span, text=_plain(element.text))
        for child in element.children if depth < DEEPEST else ():
            match child.tag:
                case "text:s":
                    yield replace(span, text=" " * _repeats(child, "text:c"))
                case "text:tab":
                    yield replace(span, text=" ")
                case "text:line-break":
                    yield replace(span, text="\n")
                case "text:note":
                    yield from self._note(child, span)
                case "text:span":
                    name = child.get_attribute("text:style-name") or ""
                    yield from self._spans(child, self._styles.within(span, name), depth + 1)
                case tag if tag not in _SKIPPED:
                    yield from self._spans(child, span, depth + 1)
            if child.tail:
                yield replace(span, text=_plain(child.tail))

    def _note(self, element: Any, span: Span) -> Iterator[Span]:
        number = str(len(self._text.footnotes) + 1)
        yield replace(span, text=number, size=round(0.6 * span.size, 2))
        body = [child for child in element.children if child.tag == "text:note-body"]
        texts = [block for note in body for block in blocks_of(self._parts(note, 1))]
        spans = tuple(replace(part, size=NOTE_SIZE) for block in texts for part in block.spans)
        self._text.footnotes.append(Block((Span(f"{number} ", NOTE_SIZE), *spans)))


def _inside(element: Any, tags: set[str], depth: int) -> Iterator[Any]:
    """Yield the outermost elements of these kinds inside a paragraph."""
    for child in element.children if depth < DEEPEST else ():
        if child.tag in tags:
            yield child
        elif child.tag not in {"text:note", "office:annotation", "draw:frame"}:
            yield from _inside(child, tags, depth + 1)


def _plain(text: str) -> str:
    """Return text as ODF has it shown: line ends and runs of blanks in the XML are one blank."""
    folded = " ".join(text.split())
    if not folded:
        return " "
    return f"{' ' * text[0].isspace()}{folded}{' ' * text[-1].isspace()}"


def _repeats(element: Any, name: str) -> int:
    text = str(element.get_attribute(name) or "1")
    return min(int(text), _MOST_REPEATS) if text.isdecimal() and len(text) < 6 else 1
