"""Pictures of pages, kept by the hash of the letter: a letter is drawn once, however often the site is made."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from pipeline.extract.images import page_pictures
from pipeline.report_site.reading import LetterRows
from pipeline.report_site.settings import ReportSettings
from pipeline.store.files import write_whole


@dataclass(frozen=True, slots=True)
class Drawing:
    """The pictures of one letter: its file, its hash, where they go, and how each page is turned."""

    path: Path
    sha256: str
    folder: Path
    rotations: Mapping[int, int]

    def names(self) -> dict[int, str]:
        """Page number -> name of its picture. The turn is in the name, as the reader may change its mind."""
        return {number: f"{number}-{rotation}.webp" for number, rotation in self.rotations.items()}

    def made(self) -> dict[int, str]:
        """The names of the pictures that are there."""
        return {number: name for number, name in self.names().items() if (self.folder / name).is_file()}


def drawing_of(rows: LetterRows, raw: Path, images: Path, settings: ReportSettings) -> Drawing | None:
    """What has to be drawn for a letter; None for one that has no pages to draw."""
    pages = [row for row in rows["pages"] if row["reader"] in ("pdfplumber", "pdfium", "ocr") and row["width"]]
    if not settings.pictures or not pages or rows.letter["status"] != "ok":
        return None
    sha256 = rows.letter["sha256"]
    folder = images / f"{sha256[:20]}-{settings.resolution:g}"
    rotations = {row["page_number"]: row["rotation"] for row in pages}
    return Drawing(raw / rows.letter["file_name"], sha256, folder, rotations)


def draw_all(drawings: Iterable[Drawing], settings: ReportSettings) -> Iterator[int]:
    """Draws what isn't there yet, several letters at once; yields the number of pictures per letter.

    A letter whose file is gone or has changed since it was read is left without pictures.
    """
    missing = {drawing.folder: drawing for drawing in drawings if len(drawing.made()) < len(drawing.rotations)}
    draw = partial(_draw, resolution=settings.resolution)
    workers = min(settings.workers or os.cpu_count() or 1, len(missing))
    if workers < 2:
        yield from map(draw, missing.values())
        return
    # Fresh processes: a fork would copy whatever threads hold at that moment, and pdfium is not safe in threads.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(draw, missing.values())
        except BrokenExecutor:
            return  # a picture that takes its process down is not worth the site; the rest comes with the next


def _draw(drawing: Drawing, resolution: float) -> int:
    try:
        data = drawing.path.read_bytes()
    except OSError:
        return 0
    if hashlib.sha256(data).hexdigest() != drawing.sha256:
        return 0
    names, drawn = drawing.names(), 0
    for number, picture in page_pictures(data, drawing.rotations, resolution):
        write_whole(drawing.folder / names[number], picture, durable=False)
        drawn += 1
    return drawn
