"""docx letters, opened with python-docx.

Its own walk over a paragraph leaves out what stands in content controls (letter templates are full of them),
tracked insertions, text boxes and footnotes; so the elements are walked here, and python-docx is asked for
styles.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
import docx.document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipeline.extract.docx_numbers import ListNumbers
from pipeline.extract.office import (
    DEEPEST,
    HEADING_SIZE,
    NOTE_SIZE,
    USUAL_SIZE,
    Block,
    OfficeText,
    PageEnd,
    Row,
    Span,
    blocks_of,
)

# Text that was taken out under tracked changes, and second versions of drawings for old programs.
_SKIPPED = frozenset(qn(name) for name in ("w:del", "w:moveFrom", "w:pPr", "w:sdtPr")) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_PARAGRAPH, _TABLE, _RUN, _BOX = qn("w:p"), qn("w:tbl"), qn("w:r"), qn("w:txbxContent")
_BREAKS = (qn("w:lastRenderedPageBreak"), qn("w:br"))


def read_docx(data: bytes) -> OfficeText:
    """Return what the docx letter says. Raises anything where the file is damaged."""
    return _Reader(docx.Document(io.BytesIO(data))).text()


class _Reader:
    def __init__(self, document: docx.document.Document) -> None:
        self._document = document
        self._numbers = ListNumbers(document)
        self._notes = _footnotes(document)
        self._text = OfficeText()

    def text(self) -> OfficeText:
        text = self._text
        text.parts.extend(self._parts(self._document.element.body, 0))
        section = self._document.sections[0] if len(self._document.sections) else None
        if section is not None:
            header = section.first_page_header if section.different_first_page_header_footer else section.header
            footer = section.first_page_footer if section.different_first_page_header_footer else section.footer
            text.header.extend(blocks_of(self._parts(header._element, 0)))
            text.footer.extend(blocks_of(self._parts(footer._element, 0)))
        text.pictures = sum(1 for _ in self._document.element.body.iter(qn("pic:pic")))
        return text

    def _parts(self, element: Any, depth: int) -> Iterator[Block | Row | PageEnd]:
        """Yield what stands in a body, cell, header or text box."""
        if depth > DEEPEST:
            return
        for child in element:
            if child.tag == _PARAGRAPH:
                yield from self._paragraph(child, depth)
            elif child.tag == _TABLE:
                for row in Table(child, self._document).rows:
                    yield Row(tuple(self._cells(row, depth)))
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                yield from self._parts(child, depth + 1)

    def _cells(self, row: Any, depth: int) -> Iterator[tuple[Block, ...]]:
        for cell in row._tr.tc_lst:
            merge = cell.tcPr.find(qn("w:vMerge")) if cell.tcPr is not None else None
            if merge is not None and merge.get(qn("w:val")) != "restart":
                yield ()  # goes on from the row above
            else:
                yield tuple(blocks_of(self._parts(cell, depth + 1)))

    def _paragraph(self, element: Any, depth: int) -> Iterator[Block | Row | PageEnd]:
        for box in element.iter(_BOX):
            if not any(parent.tag in _SKIPPED for parent in box.iterancestors()):
                yield from self._parts(box, depth + 1)
        paragraph = Paragraph(element, self._document._body)
        marker, level = self._numbers.next_marker(element, _style_of(paragraph))
        spans: list[Span] = []
        for run in _runs(element):
            if any(
                child.tag == _BREAKS[0] or child.get(qn("w:type")) == "page" for child in run if child.tag in _BREAKS
            ):
                if spans:
                    yield Block(tuple(spans), marker, level)
                    spans, marker = [], ""
                yield PageEnd()
            spans.extend(self._spans(run, paragraph))
        yield Block(tuple(spans), marker, level)

    def _spans(self, element: Any, paragraph: Paragraph) -> Iterator[Span]:
        run = Run(element, paragraph)
        style = _style_of(paragraph)
        text = run.text.replace("\f", "")
        heading = style is not None and _is_heading(style)
        size = run.font.size or (_inherited(style, "size"))
        bold = run.bold if run.bold is not None else _inherited(style, "bold")
        italic = run.italic if run.italic is not None else _inherited(style, "italic")
        span = Span(
            text=text,
            size=float(size.pt) if size else (HEADING_SIZE if heading else USUAL_SIZE),
            bold=bool(bold) or (heading and bold is None and not size),
            italic=bool(italic),
            underlined=bool(run.underline),
            hidden=bool(run.font.hidden),
        )
        if text:
            yield span
        for reference in element.iter(qn("w:footnoteReference")):
            note = self._notes.get(reference.get(qn("w:id")))
            if note is not None:
                number = str(len(self._text.footnotes) + 1)
                yield replace(span, text=number, size=round(0.6 * span.size, 2))
                spans = (Span(f"{number} ", NOTE_SIZE), *(Span(run.text or "", NOTE_SIZE) for run in note))
                self._text.footnotes.append(Block(spans))


def _runs(element: Any) -> Iterator[Any]:
    """Yield the runs of a paragraph, in links, content controls and insertions too, but not of boxes in it."""
    for child in element:
        if child.tag == _RUN:
            yield child
        elif child.tag not in _SKIPPED and child.tag != _BOX:
            yield from _runs(child)


def _style_of(paragraph: Paragraph) -> ParagraphStyle | None:
    style = paragraph.style
    return style if isinstance(style, ParagraphStyle) else None


def _is_heading(style: ParagraphStyle) -> bool:
    """Say whether a style is one for headings; files in Dutch name it `Kop 1` and still call it `heading 1` inside."""
    return (style.name or "").lower().startswith(("heading", "kop ", "title", "titel"))


def _inherited(style: ParagraphStyle | None, name: str) -> Any:
    """Return what a style or the ones that it is based on say."""
    for _ in range(DEEPEST):
        if style is None:
            return None
        value = getattr(style.font, name)
        if value is not None:
            return value
        base = style.base_style
        style = base if isinstance(base, ParagraphStyle) else None
    return None


def _footnotes(document: docx.document.Document) -> dict[str, list[Any]]:
    """Return the text elements of each footnote by its id."""
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/footnotes") and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            return {note.get(qn("w:id"), ""): list(note.iter(qn("w:t"))) for note in root.iter(qn("w:footnote"))}
    return {}
