"""Pictures of pages, for people to look at beside what was read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

import PIL.Image
import pypdfium2 as pdfium

from pipeline.extract.annotations import load_forms

_POINTS_PER_INCH = 72.0
# A drawing on A0 at 100 dots per inch is 16 million pixels; no screen needs more than a sixth of that.
_MOST_PIXELS = 3_000_000
# Text on paper shows no loss at 80, in half the bytes of 90.
_QUALITY = 80


def page_pictures(data: bytes, rotations: Mapping[int, int], resolution: float) -> Iterator[tuple[int, bytes]]:
    """Yields page numbers and WebP pictures of the pages as shown; nothing for what pdfium can't open or draw.

    Args:
        data: a PDF file.
        rotations: page number -> degrees clockwise to turn the page as stored, `Page.rotation`. Where a scan lay
            on its side this is not what the file says; boxes are measured on the page turned like this.
        resolution: dots per inch; less for pages so large that nobody could look at them.
    """
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return
    load_forms(document)
    try:
        for number, rotation in sorted(rotations.items()):
            if number > len(document):
                return
            try:
                yield number, _picture(document, number, rotation, resolution)
            except pdfium.PdfiumError:
                continue
    finally:
        document.close()


def _picture(document: pdfium.PdfDocument, number: int, rotation: int, resolution: float) -> bytes:
    page = document[number - 1]
    try:
        scale = resolution / _POINTS_PER_INCH
        pixels = page.get_width() * page.get_height() * scale**2
        scale *= min(1.0, (_MOST_PIXELS / max(pixels, 1.0)) ** 0.5)
        turn = (rotation - page.get_rotation()) % 360
        picture: PIL.Image.Image = page.render(scale=scale, rotation=turn).to_pil()
    finally:
        page.close()
    packed = io.BytesIO()
    picture.save(packed, "WEBP", quality=_QUALITY, method=4)
    return packed.getvalue()
