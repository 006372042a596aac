"""Draws a letter as PDF, the way an office program would: text in lines, furniture on every page."""

from __future__ import annotations

import io
from collections.abc import Callable
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, black, grey
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from tests.drawn.model import DrawnLetter, Part, Signed, Style

WIDTH, HEIGHT = A4
BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}
MARGIN_X = 30
LETTERHEAD_DEPTH = {"margin": 70, "above": 130, "beside": 150, "right": 120, "block": 170}


def draw(letter: DrawnLetter) -> bytes:
    """The letter as a PDF file; the same bytes every time."""
    pages = _render(letter, count=0)
    return _render(letter, count=pages[1])[0]


def _render(letter: DrawnLetter, count: int) -> tuple[bytes, int]:
    """Draws once; `count` is the number of pages to print in "1 van 3" (a first pass finds it)."""
    style = letter.style
    out = io.BytesIO()
    seen = [0]

    def furnish(canvas: Canvas, _: object) -> None:
        seen[0] = canvas.getPageNumber()
        _furniture(canvas, letter, seen[0], count)

    document = BaseDocTemplate(out, pagesize=A4, invariant=1, title=letter.subject, author=letter.sender)
    first = _frames(style, depth=LETTERHEAD_DEPTH[style.letterhead])
    later = _frames(style, depth=0)
    document.addPageTemplates(
        [
            PageTemplate("first", first, onPage=furnish, autoNextPageTemplate="later"),
            PageTemplate("later", later, onPage=furnish),
        ]
    )
    document.build([flowable for part in letter.body for flowable in _flowables(part, style)])
    return out.getvalue(), seen[0]


def _frames(style: Style, depth: float) -> list[Frame]:
    gap = 18
    width = (WIDTH - style.left - style.right - gap * (style.columns - 1)) / style.columns
    height = HEIGHT - style.top - style.bottom - depth
    return [
        Frame(style.left + n * (width + gap), style.bottom, width, height, 0, 0, 0, 0) for n in range(style.columns)
    ]


def _flowables(part: Part | Signed, style: Style) -> list[Flowable]:
    if isinstance(part, Signed):
        return _signed(part, style)
    text = escape(part.text)
    body = ParagraphStyle("body", fontName=style.font, fontSize=style.size, leading=style.size * 1.25, spaceAfter=6)
    drawers: dict[str, Callable[[], list[Flowable]]] = {
        "heading": lambda: _heading(part, style),
        "paragraph": lambda: [Paragraph(text, body)],
        "item": lambda: [
            Paragraph(
                text,
                ParagraphStyle("item", body, leftIndent=14 * part.level, bulletIndent=14 * part.level - 10),
                bulletText=style.bullet if part.level == 1 else "o",
            )
        ],
        "numbered": lambda: [Paragraph(text, ParagraphStyle("numbered", body, leftIndent=16, firstLineIndent=-16))],
        "contents": lambda: [Paragraph(text, ParagraphStyle("contents", body, spaceAfter=1))],
        "table": lambda: [_table(part, style), Spacer(0, 8)],
        "quote": lambda: [_quote(text, body, style)],
        "footnote": lambda: [Spacer(0, 6), Paragraph(text, ParagraphStyle("note", body, fontSize=7.5, leading=9))],
        "picture": lambda: [_Picture(), Spacer(0, 8)],
        "break": lambda: [PageBreak()],
    }
    return drawers[part.kind]()


def _heading(part: Part, style: Style) -> list[Flowable]:
    larger = {"large": 4, "coloured": 2}.get(style.heading, 1 if part.level == 1 else 0)
    look = ParagraphStyle(
        "heading",
        fontName=style.font if style.heading in ("underlined", "coloured") else BOLD[style.font],
        fontSize=style.size + larger,
        leading=(style.size + larger) * 1.2,
        textColor=Color(0, 0.3, 0.5) if style.heading == "coloured" else black,
        spaceBefore=8,
        spaceAfter=4,
    )
    text = escape(part.text)
    return [CondPageBreak(50), Paragraph(f"<u>{text}</u>" if style.heading == "underlined" else text, look)]


def _table(part: Part, style: Style) -> Flowable:
    table = Table([list(row) for row in part.rows], hAlign="LEFT")
    table.setStyle(
        TableStyle([("FONT", (0, 0), (-1, -1), style.font, style.size - 1), ("GRID", (0, 0), (-1, -1), 0.4, grey)])
    )
    return table


def _quote(text: str, body: ParagraphStyle, style: Style) -> Flowable:
    if not style.quote_box:
        return Paragraph(text, ParagraphStyle("quote", body, leftIndent=24, rightIndent=24))
    table = Table([[Paragraph(text, body)]], hAlign="LEFT")
    table.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 0.8, grey)]))
    return table


def _signed(part: Signed, style: Style) -> list[Flowable]:
    look = ParagraphStyle("signed", fontName=style.font, fontSize=style.size, leading=style.size * 1.25)
    head = [Paragraph(escape(line), look) for line in part.closing.split("\n") if line]
    depth = (max(len(author.lines) for author in part.authors) + len(head) + 1) * look.leading
    cells = [[Paragraph(escape(line), look) for line in author.lines] for author in part.authors]
    people: list[Flowable] = []
    if part.stacked or len(cells) == 1:
        for cell in cells:
            people += [*cell, Spacer(0, 8)]
    else:
        table = Table([cells], hAlign="LEFT", colWidths=[190] * len(cells))
        table.setStyle(TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        people = [table, Spacer(0, 8)]
    return [CondPageBreak(depth), Spacer(0, 4), *head, Spacer(0, 14 if head else 0), *people]


class _Picture(Flowable):
    """A grey rectangle where a photograph would be."""

    def __init__(self) -> None:
        super().__init__()
        self.width, self.height = 180.0, 60.0

    def draw(self) -> None:
        self.canv.setFillGray(0.75)
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)


def _furniture(canvas: Canvas, letter: DrawnLetter, page: int, count: int) -> None:
    style = letter.style
    canvas.setFillColor(black)
    if page == 1:
        _letterhead(canvas, letter)
    if style.vertical_title:
        canvas.saveState()
        canvas.translate(WIDTH - 20, HEIGHT - 250)
        canvas.rotate(90)
        _text(canvas, 0, 0, style.vertical_title, "Helvetica", 16)
        canvas.restoreState()
    if style.running == "margin":
        for n, line in enumerate(("PAGINA", f"{page} van {count}", "DATUM", letter.date_printed)):
            _text(
                canvas, MARGIN_X, HEIGHT - 190 - 11 * n - (8 if n > 1 else 0), line, "Helvetica", 6 if n % 2 == 0 else 7
            )
    elif style.running == "header" and page > 1:
        _text(canvas, style.left, HEIGHT - 40, f"{letter.sender} - {letter.subject}", style.font, 8)
        _text(canvas, WIDTH - 90, HEIGHT - 40, f"Pagina {page}/{count}", style.font, 8)
    elif style.running == "footer":
        _text(canvas, WIDTH / 2 - 10, 30, f"{page}", style.font, 8)
    if style.footer:
        for n, line in enumerate(style.footer.split("\n")):
            _text(canvas, style.left, 46 - 9 * n, line, style.font, 7)


def _letterhead(canvas: Canvas, letter: DrawnLetter) -> None:
    {"margin": _head_margin, "above": _head_above, "beside": _head_beside, "right": _head_right, "block": _head_block}[
        letter.style.letterhead
    ](canvas, letter)


def _fields(letter: DrawnLetter, date: str, subject: str, reference: str) -> list[tuple[str, str]]:
    """Label and value pairs; date, subject and reference under the labels given ('' leaves one out)."""
    own = ((date, letter.date_printed), (subject, letter.subject), (reference, letter.reference))
    return [(label, value) for label, value in (*own, *letter.fields) if label and value]


def _head_margin(canvas: Canvas, letter: DrawnLetter) -> None:
    _text(canvas, letter.style.left, HEIGHT - 48, letter.sender, "Helvetica-Bold", 14)
    for n, (label, value) in enumerate((("AAN", letter.addressee), ("ONDERWERP", letter.subject))):
        _text(canvas, letter.style.left, HEIGHT - 85 - 16 * n, label, "Helvetica", 6)
        _text(canvas, letter.style.left + 60, HEIGHT - 85 - 16 * n, value, "Helvetica", 9)


def _head_above(canvas: Canvas, letter: DrawnLetter) -> None:
    """Labels with their values below them, in columns."""
    style = letter.style
    _text(canvas, style.left, HEIGHT - 50, letter.sender, BOLD[style.font], 16)
    _text(canvas, style.left, HEIGHT - 85, letter.addressee, style.font, style.size)
    for n, (label, value) in enumerate(_fields(letter, "Datum", "", "Ons kenmerk")):
        x = style.left + 140 * n
        _text(canvas, x, HEIGHT - 125, label, style.font, 7)
        _text(canvas, x, HEIGHT - 137, value, style.font, style.size)
    _text(canvas, style.left, HEIGHT - 165, "Onderwerp", style.font, 7)
    _text(canvas, style.left, HEIGHT - 178, letter.subject, style.font, style.size)


def _head_beside(canvas: Canvas, letter: DrawnLetter) -> None:
    """Labels with a colon and their values beside them, one pair a line."""
    style = letter.style
    _text(canvas, style.left, HEIGHT - 50, letter.sender, BOLD[style.font], 13)
    rows = [("Aan", letter.addressee), *_fields(letter, "Datum", "Betreft", "Zaaknummer")]
    for n, (label, value) in enumerate(rows):
        font = BOLD[style.font] if style.labels_bold else style.font
        _text(canvas, style.left, HEIGHT - 85 - 15 * n, f"{label}:", font, style.size)
        _text(canvas, style.left + 100, HEIGHT - 85 - 15 * n, value, style.font, style.size)


def _head_right(canvas: Canvas, letter: DrawnLetter) -> None:
    """The address block at the left, a reference block with labels above their values in a right-hand column."""
    style = letter.style
    _text(canvas, WIDTH - 150, HEIGHT - 50, letter.sender, BOLD[style.font], 12)
    for n, line in enumerate(("Retouradres: Postbus 0, 0000 ZZ", letter.addressee)):
        _text(canvas, style.left, HEIGHT - 85 - 26 * n, line, style.font, 7 if n == 0 else style.size)
    y = HEIGHT - 85
    for label, value in _fields(letter, "Datum", "", "Ons kenmerk"):
        _text(canvas, WIDTH - 150, y, label, BOLD[style.font], 7)
        _text(canvas, WIDTH - 150, y - 11, value, style.font, 8)
        y -= 28
    _text(canvas, style.left, HEIGHT - 160, f"Betreft {letter.subject}", style.font, style.size)


def _head_block(canvas: Canvas, letter: DrawnLetter) -> None:
    """A business letter: sender, address lines, place and date in one line, then the subject."""
    style = letter.style
    _text(canvas, style.left, HEIGHT - 50, letter.sender, BOLD[style.font], 14)
    _text(canvas, style.left, HEIGHT - 95, letter.addressee, style.font, style.size)
    labels = ("Date", "Subject", "Our reference") if letter.language == "en" else ("Datum", "Onderwerp", "Ons kenmerk")
    for n, (label, value) in enumerate(_fields(letter, *labels)):
        _text(canvas, style.left, HEIGHT - 140 - 15 * n, f"{label} : {value}", style.font, style.size)


def _text(canvas: Canvas, x: float, y: float, text: str, font: str, size: float) -> None:
    canvas.setFont(font, size)
    canvas.drawString(x, y, text)
