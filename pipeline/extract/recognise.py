"""What kind of file a letter is, told by its first bytes: names and extensions are not to be trusted."""

from __future__ import annotations

import io
import zipfile
from typing import Literal

from pipeline.errors import LetterError

OfficeKind = Literal["docx", "odt"]
Kind = Literal["pdf"] | OfficeKind

# Acrobat and pdfium accept the header anywhere in the first kilobyte (ISO 32000-1, annex H.3).
_HEADER_WITHIN = 1024
_PDF_HEADER = b"%PDF-"
_END_MARK = b"%%EOF"
_END_MARK_WITHIN = 2048
# Too short to hold a catalogue, a page tree, a page and a trailer.
_SHORTEST_PDF = 120
_ODT = b"application/vnd.oasis.opendocument.text"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Office file; save it as PDF or docx"),
    (b"{\\rtf", "an RTF file; save it as PDF or docx"),
    (b"\xff\xd8\xff", "a JPEG picture; make a PDF of it"),
    (b"\x89PNG", "a PNG picture; make a PDF of it"),
    (b"II*\x00", "a TIFF picture; make a PDF of it"),
    (b"MM\x00*", "a TIFF picture; make a PDF of it"),
    (b"\x1f\x8b", "a gzip archive; unpack it"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")


def kind_of(data: bytes) -> Kind:
    """Return what kind of letter this is.

    Raises:
        LetterError: `not-a-pdf` for anything else than PDF, docx and odt, `truncated` for a PDF that stops
            right after it has begun.
    """
    if data[:4] == b"PK\x03\x04":
        return _kind_of_archive(data)
    if _PDF_HEADER in data[:_HEADER_WITHIN]:
        if len(data) < _SHORTEST_PDF:
            raise LetterError("truncated", "the PDF stops right after its first bytes; fetch the file again")
        return "pdf"
    raise LetterError("not-a-pdf", f"this is {_description(data)}")


def ends_as_pdf(data: bytes) -> bool:
    """Say whether the end of a PDF is there."""
    return _END_MARK in data[-_END_MARK_WITHIN:]


def _kind_of_archive(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            if "content.xml" in names and archive.read("mimetype")[: len(_ODT)] == _ODT:
                return "odt"
    except Exception as error:  # a broken archive fails in many ways: BadZipFile, KeyError, zlib.error, ...
        message = "a zip, docx or odt file that cannot be unpacked; fetch it again"
        raise LetterError("truncated", f"this is {message}") from error
    raise LetterError("not-a-pdf", "this is a zip archive; unpack it and bring its PDF, docx or odt files")


def _description(data: bytes) -> str:
    if not data.strip(b"\x00 \t\r\n"):
        return "an empty file; fetch it again"
    start = data[:_HEADER_WITHIN].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, description in _OTHERS:
        if start.startswith(magic):
            return description
    if start[:200].lower().startswith(_MARKUP):
        return "a web page or XML, not a PDF; it may be the error page of a download: fetch the letter itself"
    if b"\x00" not in start and sum(byte < 32 and byte not in b"\t\r\n\f" for byte in start) == 0:
        return "plain text, not a PDF; print it to PDF"
    return "no PDF, docx or odt file; bring the letter in one of those formats"
