"""Writes the site; what would come out the same is left as it is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
import msgspec

from pipeline.fingerprint import code_hash
from pipeline.report_site import listings, overview
from pipeline.report_site.letter_page import letter_context
from pipeline.report_site.pictures import draw_all, drawing_of
from pipeline.report_site.reading import LetterRows, Row, Tables
from pipeline.report_site.settings import ReportSettings
from pipeline.report_site.words import attribute_speaker, speaker, words
from pipeline.store.files import write_whole

HERE = Path(__file__).parent
_FINGERPRINT = re.compile(rb'<meta name="fingerprint" content="([0-9a-f]+)">')
_HEAD_BYTES = 400
"""The fingerprint stands in the first bytes of a page, so that a page tells by itself what it was made from."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a call wrote: pages of letters, of how many there are, and pictures of pages."""

    index: Path
    letters: int
    letters_written: int
    pictures: int


def write_site(processed: Path, raw: Path, settings: ReportSettings) -> Written:
    """Brings `processed/report/` up to date with the tables.

    Raises:
        ConfigError: there are no tables.
    """
    target = processed / "report"
    with Tables.reading(processed) as tables:
        site = _Site(tables, raw, target, settings)
        site.write_static()
        pictures = site.draw()
        written = site.write_letters()
        site.write_pages()
        site.drop_gone()
        return Written(target / "index.html", len(site.letters), written, pictures)


class _Site:
    def __init__(self, tables: Tables, raw: Path, target: Path, settings: ReportSettings) -> None:
        self._tables = tables
        self._raw = raw
        self._target = target
        self._settings = settings
        self._templates = _templates(settings)
        self._made_by = code_hash("pipeline.report_site") + repr(settings)
        self.letters = tables.letters()
        self._network = listings.network(tables)
        self._known = {node[0] for node in self._network["nodes"]}

    def write_static(self) -> None:
        for path in sorted((HERE / "static").iterdir()):
            self._write(f"static/{path.name}", path.read_bytes())
        self._write("data/words.js", _script("words", words()))

    def draw(self) -> int:
        """Draws the pages that have no picture yet; returns how many."""
        drawings = (drawing_of(rows, self._raw, self._images, self._settings) for rows in self._all_rows())
        return sum(draw_all([drawing for drawing in drawings if drawing], self._settings))

    def write_letters(self) -> int:
        """Writes the pages of letters that changed; returns how many."""
        return sum(self._write_letter(rows, neighbours) for rows, neighbours in self._with_neighbours())

    def write_pages(self) -> None:
        """Writes the pages over all letters and what they list."""
        self._write("data/letters.js", _script("letters", listings.letter_list(self._tables)))
        self._write("data/dates.js", _script("dates", listings.date_list(self._tables)))
        self._write("data/network.js", _script("network", self._network))
        contexts: Mapping[str, Mapping[str, Any]] = {
            "index": {},
            "dates": overview.dates_context(self._tables),
            "network": {},
            "overview": overview.overview_context(self._tables),
        }
        for name, context in contexts.items():
            page = self._templates.get_template(f"{name}.html").render(here=name, root="", **context)
            self._write(f"{name}.html", page.encode("utf-8", "replace"))

    def drop_gone(self) -> None:
        """Removes pages and pictures of letters that are no more."""
        known = {f"{letter['letter_id']}.html" for letter in self.letters}
        for path in _entries(self._target / "letters"):
            if path.name not in known:
                path.unlink()
        hashes = {letter["sha256"][:20] for letter in self.letters}
        for path in _entries(self._images):
            if path.name.partition("-")[0] not in hashes:
                shutil.rmtree(path)

    @property
    def _images(self) -> Path:
        return self._target / "images"

    def _all_rows(self) -> Iterator[LetterRows]:
        return (self._tables.letter(letter) for letter in self.letters)

    def _with_neighbours(self) -> Iterator[tuple[LetterRows, Mapping[str, Row | None]]]:
        for number, rows in enumerate(self._all_rows()):
            yield (
                rows,
                {
                    "previous": self.letters[number - 1] if number else None,
                    "next": self.letters[number + 1] if number + 1 < len(self.letters) else None,
                },
            )

    def _write_letter(self, rows: LetterRows, neighbours: Mapping[str, Row | None]) -> bool:
        name = f"letters/{rows.letter_id}.html"
        drawing = drawing_of(rows, self._raw, self._images, self._settings)
        pictures = (
            {number: f"../images/{drawing.folder.name}/{file}" for number, file in drawing.made().items()}
            if drawing
            else {}
        )
        beside = {side: letter["letter_id"] if letter else "" for side, letter in neighbours.items()}
        known = sorted(self._known & rows.names.keys())
        fingerprint = _fingerprint(self._made_by, rows, pictures, beside, known)
        if _fingerprint_in(self._target / name) == fingerprint:
            return False
        text = self._tables.text(rows.letter_id)
        context = letter_context(rows, text, self._tables.words(rows, text), pictures, known)
        page = self._templates.get_template("letter.html").render(
            here="letter", root="../", fingerprint=fingerprint, beside=beside, **context
        )
        # Lone surrogates can't be UTF-8; whoever needs them finds them in the letter's text.
        return self._write(name, page.encode("utf-8", "replace"))

    def _write(self, name: str, data: bytes) -> bool:
        path = self._target / name
        if path.is_file() and path.read_bytes() == data:
            return False
        write_whole(path, data, durable=False)
        return True


def _templates(settings: ReportSettings) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        say=speaker(settings.language),
        say_in=attribute_speaker(settings.language),
        language=settings.language,
        site_title=settings.title,
        fingerprint="0",
    )
    return environment


def _script(name: str, value: Any) -> bytes:
    """A script that holds the value: pages from disk may load scripts, but no JSON."""
    # "<" stands only inside strings in JSON, where this means the same and can't end a script element.
    packed = msgspec.json.encode(value).replace(b"<", b"\\u003c")
    # JSON allows these two inside strings, older JavaScript doesn't.
    packed = packed.replace("\u2028".encode(), b"\\u2028").replace("\u2029".encode(), b"\\u2029")
    return b"window.report = window.report || {};\nwindow.report.%s = %s;\n" % (name.encode(), packed)


def _fingerprint(made_by: str, rows: LetterRows, *others: Any) -> str:
    tables = [rows.letter, rows.tables, rows.names, rows.split.output if rows.split else "", *others]
    return sha256(made_by.encode() + msgspec.json.encode(tables)).hexdigest()[:32]


def _fingerprint_in(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        found = _FINGERPRINT.search(stream.read(_HEAD_BYTES))
    return found[1].decode() if found else ""


def _entries(folder: Path) -> Iterable[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else ()
