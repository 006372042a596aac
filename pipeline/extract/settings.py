"""What can be set for the reading of letters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

PdfReader = Literal["pdfium", "pdfplumber"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one letter may cost; a letter that needs more fails with `limit-exceeded`.

    Attributes:
        file_bytes: size of the file itself.
        pages: number of pages.
        inflated_bytes: size of one compressed part of the file when it is unpacked (pictures apart).
        inflated_total_bytes: size of all such parts together.
        picture_pixels: number of pixels of one picture; also bounds the page image that OCR gets.
        characters: number of characters on one page.
    """

    file_bytes: int = 200_000_000
    pages: int = 2_000
    inflated_bytes: int = 64_000_000
    inflated_total_bytes: int = 256_000_000
    picture_pixels: int = 120_000_000
    characters: int = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class OcrSettings:
    """How pages without a text that can be trusted are read from their picture.

    Attributes:
        when: `auto` uses Tesseract when it is installed, `on` demands it, `off` never calls it.
        languages: Tesseract's names, joined by `+`.
        resolution: pixels per inch of the page image.
        seconds_per_page: how long Tesseract may take over one page.
        doubtful_confidence: a page whose words have a mean confidence under this gets an issue.
    """

    when: Literal["auto", "on", "off"] = "auto"
    languages: str = "nld+eng"
    resolution: int = 300
    seconds_per_page: float = 120.0
    doubtful_confidence: float = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractSettings:
    """How letters are read.

    Attributes:
        reader: the library that reads the characters of a PDF. Both give the same words; the other one
            is asked when the first one fails.
        passwords: tried in turn on encrypted letters, after the empty one.
    """

    reader: PdfReader = "pdfium"
    passwords: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    ocr: OcrSettings = field(default_factory=OcrSettings)
