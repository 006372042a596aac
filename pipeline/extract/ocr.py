"""Pages read from their picture with Tesseract.

Tesseract is called on one page image at a time rather than through OCRmyPDF, which drives the same program:
OCRmyPDF gives back a PDF, in which the confidence of each word is lost and from which the words would have to
be read again, and it works on whole files where here single pages are in question. Turning and straightening,
which OCRmyPDF would do, is a few lines. Deskewed pages keep the straightened coordinates: lines are level.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from pipeline.errors import MissingProgramError
from pipeline.extract.content import rounded
from pipeline.extract.settings import OcrSettings
from pipeline.extract.words import ASCENT, DESCENT
from pipeline.records import Box, Word

if TYPE_CHECKING:
    import PIL.Image

_POINTS_PER_INCH = 72.0
# Fewer words than this, or less sure ones, and the page may be lying on its side.
_FEW_WORDS = 5
_UNSURE = 0.60
_LEAST_SKEW = 0.15
# Specks, rules and the edges of pictures come out as lone signs that Tesseract itself hardly believes.
_SPECK_CONFIDENCE = 0.50
_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
# From the top of the ascenders to the foot of the descenders, in em: measured on drawn letters.
_LINE_HEIGHT = 0.95
_USUAL_SIZE = 10.0
_TITLE = re.compile(r"(\w+) ([^;]+)")
_ROTATE = re.compile(r"Rotate: (\d+)")


class OcrError(Exception):
    """Tesseract failed on a page; says how."""


@dataclass(frozen=True, slots=True)
class OcrPage:
    """What was read from a page image: `turned` is how far it was turned clockwise to stand upright."""

    words: tuple[Word, ...]
    turned: int
    confidence: float


class Ocr:
    """Reads page images with Tesseract.

    Args:
        settings: languages, resolution, time.
    """

    def __init__(self, settings: OcrSettings) -> None:
        self._settings = settings
        self._program: str | None = None
        self._asked = False

    def available(self) -> bool:
        """Say whether pages can be read from their picture.

        Raises:
            MissingProgramError: OCR is `on` and Tesseract or one of its languages is not installed.
        """
        if self._settings.when == "off":
            return False
        if not self._asked:
            self._program, self._asked = self._find_program(), True
        if self._program is None and self._settings.when == "on":
            raise MissingProgramError(
                f"OCR is on, but tesseract with the languages {self._settings.languages} is not installed; "
                "install the packages tesseract-ocr and tesseract-ocr-nld, or set `when` in [extract.ocr] to `auto`"
            )
        return self._program is not None

    def read(self, image: PIL.Image.Image) -> OcrPage:
        """Return the words of a page image.

        Args:
            image: greyscale, with the resolution of the settings.

        Raises:
            OcrError: Tesseract failed or took too long.
        """
        from pipeline.extract.deskew import may_be_turned  # numpy takes long to load, and few letters are scans

        suspect = may_be_turned(image)
        turned = self._orientation(image) if suspect else 0
        first = self._read_upright(image, turned)
        if suspect or (len(first.words) >= _FEW_WORDS and first.confidence >= _UNSURE):
            return first
        turned = self._orientation(image)
        if not turned:
            return first
        return max(first, self._read_upright(image, turned), key=lambda page: page.confidence * len(page.words))

    def _read_upright(self, image: PIL.Image.Image, turned: int) -> OcrPage:
        if turned:
            image = image.rotate(-turned, expand=True)
        from PIL.Image import Resampling  # few letters are scans; the others don't wait until these are loaded

        from pipeline.extract.deskew import skew_angle

        angle = skew_angle(image)
        if abs(angle) >= _LEAST_SKEW:
            # Bicubic takes twice the time and, at 200 dots per inch and more, finds no more words.
            image = image.rotate(angle, resample=Resampling.BILINEAR, fillcolor=255)
        markup = self._run(image, "--psm", "3", "-c", "tessedit_create_hocr=1", "hocr")
        words = tuple(_words(ElementTree.fromstring(markup), self._settings.resolution / _POINTS_PER_INCH))
        confidence = fmean(word.confidence for word in words) if words else 0.0
        return OcrPage(words, turned, confidence)

    def _orientation(self, image: PIL.Image.Image) -> int:
        """Return how far the image has to be turned clockwise, 0 where that can't be told."""
        try:
            report = self._run(image, "--psm", "0")
        except OcrError:
            return 0
        found = _ROTATE.search(report)
        return int(found[1]) % 360 if found else 0

    def _find_program(self) -> str | None:
        program = shutil.which("tesseract")
        if program is None:
            return None
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout.split()
        return program if set(self._settings.languages.split("+")) <= set(listed) else None

    def _run(self, image: PIL.Image.Image, *options: str) -> str:
        assert self._program is not None
        dpi = self._settings.resolution
        # One thread each: letters are read side by side, and Tesseract's own threads gain next to nothing.
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        with tempfile.TemporaryDirectory(prefix="raadsbrieven-") as folder:
            picture = Path(folder) / "page.pgm"
            image.save(picture)
            languages = "osd" if "0" in options else self._settings.languages
            command = [self._program, str(picture), "stdout", "-l", languages, "--dpi", str(dpi), *options]
            try:
                done = subprocess.run(
                    command, capture_output=True, check=False, env=environment, timeout=self._settings.seconds_per_page
                )
            except subprocess.TimeoutExpired as error:
                raise OcrError(f"took more than {self._settings.seconds_per_page:g} seconds") from error
        if done.returncode:
            raise OcrError(f"ended with exit code {done.returncode}")
        return done.stdout.decode("utf-8", "replace")


def _words(root: ElementTree.Element, scale: float) -> Iterator[Word]:
    """Yield the words of hOCR, in Tesseract's reading order; `scale` is pixels per point."""
    for paragraph in root.iter():
        if paragraph.get("class") != "ocr_par":
            continue
        lines = [line for line in paragraph if line.get("class") in _LINES]
        heights = [float(_title(line).get("x_size", "0")) for line in lines]
        # The height of a line depends on the letters in it; a paragraph is set in one size.
        size = round(median(heights) / _LINE_HEIGHT / scale * 2) / 2 if lines else 0.0
        for line in lines:
            yield from _words_of_line(line, size or _USUAL_SIZE, scale)


def _words_of_line(line: ElementTree.Element, size: float, scale: float) -> Iterator[Word]:
    about = _title(line)
    left, _, _, bottom = (float(side) for side in about["bbox"].split())
    slope, offset = (float(part) for part in about.get("baseline", "0 0").split()[:2])
    for element in line.iter():
        text = "".join(element.itertext()).strip()
        if element.get("class") != "ocrx_word" or not text:
            continue
        own = _title(element)
        confidence = float(own.get("x_wconf", "0")) / 100
        if confidence < _SPECK_CONFIDENCE and not any(character.isalnum() for character in text):
            continue
        x0, _, x1, _ = (float(side) / scale for side in own["bbox"].split())
        base = (bottom + offset + slope * ((x0 + x1) / 2 * scale - left)) / scale
        box = rounded(Box(x0, base - ASCENT * size, x1, base + DESCENT * size))
        yield Word(text=text, box=box, size=size, confidence=round(confidence, 2))


def _title(element: ElementTree.Element) -> dict[str, str]:
    return {name: value.strip() for name, value in _TITLE.findall(element.get("title", ""))}
