"""Small files that the tests draw or put together themselves, sound ones and bad ones."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence

import pypdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

LINES = (
    "Geachte leden van de gemeenteraad,",
    "Met deze brief informeren wij u over de voortgang van het plan voor de haven.",
    "De kosten blijven binnen de begroting die u op 14 maart 2023 hebt vastgesteld.",
)
Draw = Callable[[Canvas], None]


def write_lines(canvas: Canvas, lines: Sequence[str] = LINES, *, font: str = "Helvetica", size: float = 11) -> None:
    canvas.setFont(font, size)
    for number, line in enumerate(lines):
        canvas.drawString(70, 760 - 1.3 * size * number, line)


def drawn(*pages: Draw) -> bytes:
    """A PDF with these pages; one with `LINES` where none is given."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    for draw in pages or (write_lines,):
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def encrypted(password: str, algorithm: str) -> bytes:
    """A PDF with `LINES` under one of pypdf's algorithms: RC4-40, RC4-128, AES-128, AES-256."""
    writer = pypdf.PdfWriter(io.BytesIO(drawn()))
    writer.encrypt(password, "eigenaar", algorithm=algorithm)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def assembled(*objects: bytes, root: str = "1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a cross-reference table."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root %b >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out + trailer % (len(objects) + 1, root.encode(), start))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries, content)


def one_page(
    content: bytes, *, catalog: bytes = b"", resources: bytes = b"", entries: bytes = b"", more: Sequence[bytes] = ()
) -> bytes:
    """A PDF of one page with this content stream object; `entries` go to the page, `more` are numbered from 6."""
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    return assembled(
        b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> %b >> %b >>" % (resources, entries),
        content,
        font,
        *more,
    )


def shown(text: str) -> bytes:
    """A content stream that shows a line."""
    return stream(b"BT /F1 11 Tf 70 760 Td (%b) Tj ET" % text.encode("cp1252"))


def bomb(size: int) -> bytes:
    """A PDF whose page inflates to this many bytes."""
    deflate = zlib.compressobj(9)
    packed = b"".join(deflate.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + deflate.flush()
    return one_page(stream(packed, b"/Filter /FlateDecode"))
