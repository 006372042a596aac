"""Pages whose text can't be trusted are read from their picture, when Tesseract is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pypdfium2 as pdfium

from pipeline.extract.document import Document
from pipeline.extract.limits import exceeded
from pipeline.extract.ocr import Ocr, OcrError, OcrPage
from pipeline.extract.settings import ExtractSettings
from pipeline.extract.trust import Verdict, legibility, verdict
from pipeline.records import Box, Issue, Page

if TYPE_CHECKING:
    import PIL.Image

_POINTS_PER_INCH = 72.0
# OCR replaces a text layer that is there only if it reads better by more than chance.
_BETTER = 0.05


class ScanReader:
    """Looks at a page as the file gives it, and reads it again from its picture where that is needed.

    Args:
        settings: of the stage.
    """

    def __init__(self, settings: ExtractSettings) -> None:
        self._settings = settings
        self._ocr = Ocr(settings.ocr)

    def available(self) -> bool:
        """Say whether pages can be read from their picture. Raises MissingProgramError, see `Ocr.available`."""
        return self._ocr.available()

    def read(self, document: Document, page: Page, figures: int, annotated: int) -> Page:
        """Return the page, read again if need be; what is doubtful is added to the document's issues.

        `figures` and `annotated`: see `trust.verdict`.
        """
        found = verdict(page, figures, annotated)
        if found in {"trusted", "blank"}:
            return page
        if document.pdfium is None or not self._ocr.available():
            document.issues.append(_unread(page, found))
            return page
        try:
            read = self._ocr.read(self._picture(document.pdfium, page.number))
        except OcrError as error:
            message = f"tesseract {error}; look at the page in the original"
            document.issues.append(Issue("ocr-failed", "error", message, page.number))
            return page
        if found == "garbled" and not _reads_better(read, page):
            document.issues.append(_unread(page, found))
            return page
        self._note_doubts(document, page, found, read)
        return _merged(page, found, read)

    def _picture(self, opened: pdfium.PdfDocument, number: int) -> PIL.Image.Image:
        page = opened[number - 1]
        try:
            scale = self._settings.ocr.resolution / _POINTS_PER_INCH
            pixels = page.get_width() * page.get_height() * scale**2
            if pixels > self._settings.limits.picture_pixels:
                raise exceeded(
                    "picture_pixels",
                    f"page {number} is a picture of {pixels:,.0f} pixels",
                    self._settings.limits.picture_pixels,
                )
            picture: PIL.Image.Image = page.render(scale=scale, grayscale=True).to_pil()
            return picture
        finally:
            page.close()

    def _note_doubts(self, document: Document, page: Page, found: Verdict, read: OcrPage) -> None:
        if found == "garbled":
            message = "the text in the file is not what the page shows; the page was read from its picture instead"
            document.issues.append(Issue("text-layer-replaced", "info", message, page.number))
        if read.words and read.confidence < self._settings.ocr.doubtful_confidence:
            message = f"read from a picture with a confidence of {read.confidence:.2f}; check against the original"
            document.issues.append(Issue("ocr-low-confidence", "warning", message, page.number))


def _unread(page: Page, found: Verdict) -> Issue:
    if found == "picture":
        message = (
            "the page is a picture and was not read; install tesseract-ocr and tesseract-ocr-nld, "
            "or run OCRmyPDF on the letter first"
        )
        return Issue("page-is-picture", "warning", message, page.number)
    message = "the text in the file looks wrong; compare it with the page in the original"
    return Issue("text-garbled", "warning", message, page.number)


def _reads_better(read: OcrPage, page: Page) -> bool:
    own = legibility(word.text for word in page.words if not word.hidden)
    new = legibility(word.text for word in read.words)
    undecodable = any(word.undecodable for word in page.words)
    return bool(new.groups) and (new.share > own.share + _BETTER or (undecodable and new.share > own.share))


def _merged(page: Page, found: Verdict, read: OcrPage) -> Page:
    """Return the page with what was read. A stamp in the file's own text stays, and is not read twice."""
    width, height = (page.height, page.width) if read.turned % 180 else (page.width, page.height)
    kept = tuple(
        replace(word, box=_turned(word.box, read.turned, page))
        for word in page.words
        if word.hidden or found == "picture"
    )
    stamps = [word.box for word in kept if not word.hidden]
    words = tuple(word for word in read.words if not any(_overlap(word.box, stamp) for stamp in stamps))
    return replace(
        page,
        width=width,
        height=height,
        rotation=(page.rotation + read.turned) % 360,
        reader="ocr",
        words=kept + words,
        rules=tuple(_turned(rule, read.turned, page) for rule in page.rules),
        images=tuple(_turned(image, read.turned, page) for image in page.images),
    )


def _overlap(box: Box, other: Box) -> bool:
    width = min(box.x1, other.x1) - max(box.x0, other.x0)
    height = min(box.bottom, other.bottom) - max(box.top, other.top)
    return width > 0 and height > 0 and width * height > 0.3 * (box.x1 - box.x0) * (box.bottom - box.top)


def _turned(box: Box, angle: int, page: Page) -> Box:
    """Return where a box lies after the page has been turned clockwise."""
    x0, top, x1, bottom = box
    match angle:
        case 90:
            return Box(page.height - bottom, x0, page.height - top, x1)
        case 180:
            return Box(page.width - x1, page.height - bottom, page.width - x0, page.height - top)
        case 270:
            return Box(top, page.width - x1, bottom, page.width - x0)
        case _:
            return box
