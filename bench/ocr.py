"""What reading scans costs beside Tesseract itself on the same page images, and how many words are found.

    python bench/ocr.py [--letters N] [--skew DEGREES]

Drawn letters, whose words are known, are rasterised at 200 dpi, laid askew and made noisy. Tesseract is called
on the page images as they come out of the scan, with the same languages, resolution and options. Times are
processor time of this process and of its children: what else runs on the machine doesn't count.
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TypeVar

import pypdfium2 as pdfium

from pipeline.extract import Extract, ExtractSettings, OcrSettings
from pipeline.records import Page
from tests.drawn import LETTERS, draw
from tests.extract.scanning import scanned

T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=len(LETTERS))
    parser.add_argument("--skew", type=float, default=2.0)
    arguments = parser.parse_args()
    extract, digital = Extract(ExtractSettings()), Extract(ExtractSettings(ocr=OcrSettings(when="off")))
    extract(scanned(draw(LETTERS[1]), dpi=100))  # warm
    ratios, recalls = [], []
    for letter in LETTERS[: arguments.letters]:
        data = draw(letter)
        scan = scanned(data, skew=arguments.skew)
        alone = seconds(lambda scan=scan: tesseract(scan))[0]
        ours, pages = seconds(lambda scan=scan: extract(scan))
        ratios.append(ours / alone)
        recalls.append(recall(pages.pages[0], digital(data).pages[0]))
        print(
            f"{letter.name:32} tesseract {alone:5.2f} s  extract {ours:5.2f} s  {ratios[-1]:.2f} x  {recalls[-1]:.3f}"
        )
    print(f"median {median(ratios):.2f} x, largest {max(ratios):.2f} x; word recall lowest {min(recalls):.3f}")


def seconds(call: Callable[[], T]) -> tuple[float, T]:
    """Processor time of a call, children included, and what it gives."""
    before = _used()
    result = call()
    return _used() - before, result


def _used() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def tesseract(scan: bytes) -> None:
    """Read the first page of a scan with Tesseract and nothing else."""
    settings = OcrSettings()
    document = pdfium.PdfDocument(scan)
    picture = document[0].render(scale=settings.resolution / 72, grayscale=True).to_pil()
    document.close()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pgm"
        picture.save(path)
        options = ["-l", settings.languages, "--dpi", str(settings.resolution), "--psm", "3", "hocr"]
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        subprocess.run(["tesseract", path, "stdout", *options], env=environment, capture_output=True, check=True)


def recall(read: Page, wanted: Page) -> float:
    """The share of a page's words that were read, punctuation around them apart."""
    known, found = _words(wanted), _words(read)
    return sum((known & found).values()) / sum(known.values())


def _words(page: Page) -> Counter[str]:
    return Counter(filter(None, (re.sub(r"^\W+|\W+$", "", word.text) for word in page.words if not word.hidden)))


if __name__ == "__main__":
    main()
