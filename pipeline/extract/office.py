"""What a word processor's letter holds, before it is set on pages: the seam between docx, odt and `typeset`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.errors import LetterError
from pipeline.extract.limits import exceeded
from pipeline.extract.settings import Limits
from pipeline.records import Issue

USUAL_SIZE = 10.0
# Headings whose style says no more than "heading" are set like this, so that they look like what they are.
HEADING_SIZE = 12.0
NOTE_SIZE = 8.0
# How far elements may lie inside one another; no letter goes further.
DEEPEST = 60
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one type; line ends in it are printed."""

    text: str
    size: float = USUAL_SIZE
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item. `marker` is its bullet or number, `depth` how far it is indented."""

    spans: tuple[Span, ...]
    marker: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells from left to right, each a column of blocks."""

    cells: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class PageEnd:
    """A new page begins here, as the word processor last had it or as the writer asked for."""


@dataclass(slots=True)
class OfficeText:
    """All that a docx or odt file says, in its order. `header` and `footer` stand on every page."""

    parts: list[Block | Row | PageEnd] = field(default_factory=list)
    header: list[Block] = field(default_factory=list)
    footer: list[Block] = field(default_factory=list)
    footnotes: list[Block] = field(default_factory=list)
    pictures: int = 0
    issues: list[Issue] = field(default_factory=list)


def blocks_of(parts: Iterable[Block | Row | PageEnd]) -> Iterator[Block]:
    """Yield the blocks, those of tables in tables one below the other."""
    for part in parts:
        if isinstance(part, Block):
            yield part
        elif isinstance(part, Row):
            for cell in part.cells:
                yield from cell


def check_archive(data: bytes, limits: Limits) -> None:
    """Refuse a docx or odt file that unpacks to too much, is encrypted, or plays tricks with XML entities.

    Raises:
        LetterError: `limit-exceeded`, `encrypted`, `truncated` or `unreadable`.
    """
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                size = _unpacked_size(archive, member, limits)
                total += size
                if total > limits.inflated_total_bytes:
                    raise exceeded("inflated_total_bytes", "the file unpacks to more", limits.inflated_total_bytes)
    except LetterError:
        raise
    except RuntimeError as error:  # zipfile's word for "password required"
        raise LetterError("encrypted", "the letter is encrypted; save it without a password") from error
    except Exception as error:  # damaged archives fail in many ways: BadZipFile, zlib.error, EOFError, ...
        message = "the docx or odt file is damaged and cannot be unpacked; fetch it again"
        raise LetterError("truncated", message) from error


def _unpacked_size(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> int:
    """Return the size of a member; its XML is looked through. Sizes that the archive states may be lies."""
    if not member.filename.lower().endswith((".xml", ".rels")):
        return 0  # pictures and fonts, which nobody unpacks
    size = 0
    tail = b""
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > limits.inflated_bytes:
                raise exceeded("inflated_bytes", "a part of the file unpacks to more", limits.inflated_bytes)
            if b"<!ENTITY" in tail + piece:
                message = "the file defines XML entities, which no word processor does; print it to PDF"
                raise LetterError("unreadable", message)
            if b"manifest:encryption-data" in tail + piece:
                raise LetterError("encrypted", "the letter is encrypted; save it without a password")
            tail = piece[-32:]
    return size
