"""A delivery to the archive: every readable letter untouched, its metadata beside it, and a list of the rest."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from pipeline.archive.diwoo import diwoo_document
from pipeline.archive.mdto import Row, file_object, information_object
from pipeline.archive.settings import ArchiveSettings, Concept
from pipeline.errors import ConfigError
from pipeline.tables.csv_file import read_csv

PRONOM = "PRONOM-register"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was delivered: names of the letters in it, and of the refused ones with the reason."""

    delivered: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def archive(letters: Path, raw: Path, out: Path, settings: ArchiveSettings, version: str) -> Delivery:
    """Writes the delivery into `out`, which is replaced as a whole.

    The same letters and settings give the same bytes. A letter that could not be read, or that changed in
    `raw` since it was read, is refused and listed in `refused.csv`.

    Args:
        letters: the table `letters.csv`.
        raw: folder of the originals, named by the table's `file_name`.
        out: folder to write; what stood there is gone afterwards.

    Raises:
        ConfigError: mandatory settings are missing, or the metadata does not fit `settings.schema`.
    """
    settings.require()
    schema = etree.XMLSchema(file=settings.schema) if settings.schema else None
    new = out.with_name(f"{out.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    delivered: list[str] = []
    refused: list[tuple[str, str]] = []
    for row in read_csv(letters):
        reason = _refusal(row, raw)
        if reason:
            refused.append((row["file_name"], reason))
            continue
        original = raw / row["file_name"]
        target = new / row["file_name"]
        target.parent.mkdir(parents=True, exist_ok=True)
        # A copy and no link: whoever edits the file in raw must not change what the archive holds.
        shutil.copy2(original, target)
        for suffix, content in sidecars(row, original, settings, version):
            _check(content, schema, suffix, row)
            target.with_name(target.name + suffix).write_bytes(content)
        delivered.append(row["file_name"])
    with (new / "refused.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("file_name", "reason"), *refused])
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)
    return Delivery(tuple(delivered), tuple(refused))


def sidecars(row: Row, original: Path, settings: ArchiveSettings, version: str) -> Iterator[tuple[str, bytes]]:
    """The metadata files of one letter: what to put behind its file name, and the bytes."""
    name = original.name
    modified = dt.datetime.fromtimestamp(int(original.stat().st_mtime), dt.UTC).isoformat()
    yield ".mdto.xml", information_object(row, name, settings, version)
    yield ".bestand.mdto.xml", file_object(row, name, file_format(original), modified)
    if settings.diwoo and (document := diwoo_document(row, settings)) is not None:
        yield ".diwoo.xml", document


def file_format(path: Path) -> Concept:
    """The file's format by its bytes: PRONOM id and name, "UNKNOWN" where PRONOM does not know it."""
    match = _siegfried()(str(path), detailed=True)["files"][0]["matches"][0]
    return Concept(match["format"] or "onbekend", PRONOM, match["id"])


@cache
def _siegfried():  # type: ignore[no-untyped-def]
    # Loading the signatures takes most of a second: only a delivery pays for it.
    from pygfried import identify

    return identify


def _refusal(row: Mapping[str, str], raw: Path) -> str:
    if row["status"] != "ok":
        return "could not be read: see the table issues"
    original = raw / row["file_name"]
    if not original.is_file():
        return "no longer in raw"
    with original.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != row["sha256"]:
            return "changed since it was read: run raadsbrieven again"
    return ""


def _check(content: bytes, schema: etree.XMLSchema | None, suffix: str, row: Row) -> None:
    if schema is None or not suffix.endswith(".mdto.xml"):
        return
    if not schema.validate(etree.fromstring(content)):
        raise ConfigError(f"MDTO of {row['letter_id']} does not fit the schema: {schema.error_log}")
