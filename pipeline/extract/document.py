"""A PDF opened with one or both libraries, whatever state it is in."""

from __future__ import annotations

import ctypes
import io
import re
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from pypdfium2 import PdfPage

from pipeline.errors import LetterError
from pipeline.extract.annotations import load_forms
from pipeline.extract.pdfium_fonts import Font
from pipeline.extract.recognise import ends_as_pdf
from pipeline.records import Issue

if TYPE_CHECKING:
    import pdfplumber.pdf

_COLLECTION = re.compile(rb"/Collection\b")
_XFA = (pdfium_c.FORMTYPE_XFA_FULL, pdfium_c.FORMTYPE_XFA_FOREGROUND)


@dataclass(slots=True)
class Document:
    """An open PDF. `plumber` is opened when it is first asked for; either of the two may be missing.

    `fonts` is what is known of the fonts of the page that is kept open, by their addresses.
    """

    data: bytes
    password: str = ""
    pdfium: pdfium.PdfDocument | None = None
    _plumber: pdfplumber.pdf.PDF | None = None
    _plumber_failed: bool = False
    issues: list[Issue] = field(default_factory=list)
    fonts: dict[int, Font] = field(default_factory=dict)
    _page: PdfPage | None = None

    @property
    def plumber(self) -> pdfplumber.pdf.PDF | None:
        """The document for pdfplumber, or None if that cannot open it."""
        if self._plumber is None and not self._plumber_failed:
            import pdfplumber.pdf  # few letters need it, and it takes a tenth of a second

            try:
                self._plumber = pdfplumber.pdf.PDF.open(io.BytesIO(self.data), password=self.password)
                len(self._plumber.pages)
            except MemoryError:
                raise
            except Exception:  # pdfminer.six fails on broken files in every way there is
                self._plumber, self._plumber_failed = None, True
        return self._plumber

    def keep_open(self, page: PdfPage, fonts: dict[int, Font]) -> None:
        """Close the page before this one: not earlier, so that a font that both use stays where it is."""
        if self._page is not None:
            self._page.close()
        self._page, self.fonts = page, fonts

    def page_count(self) -> int:
        """Return the number of pages."""
        if self.pdfium is not None:
            return len(self.pdfium)
        return len(self.plumber.pages) if self.plumber is not None else 0

    def __enter__(self) -> Document:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._plumber is not None:
            self._plumber.close()
        if self._page is not None:
            self._page.close()
        if self.pdfium is not None:
            self.pdfium.close()


def open_document(data: bytes, passwords: tuple[str, ...]) -> Document:
    """Open a PDF.

    Raises:
        LetterError: `encrypted`, `truncated` or `unreadable`.
    """
    for password in ("", *passwords):
        try:
            opened = pdfium.PdfDocument(data, password=password or None)
        except pdfium.PdfiumError as error:
            if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
                continue
            if error.err_code == pdfium_c.FPDF_ERR_SECURITY:
                raise _encrypted("with a method that is not supported") from error
            return _opened_by_pdfplumber(data, passwords, error)
        load_forms(opened)
        document = Document(data, password, opened)
        document.issues.extend(_oddities(document, opened))
        return document
    raise _encrypted("and needs a password")


def attachment_names(document: pdfium.PdfDocument) -> tuple[str, ...]:
    """Return the names of the files packed inside a PDF, in its order."""
    names = []
    for number in range(max(pdfium_c.FPDFDoc_GetAttachmentCount(document), 0)):
        attachment = pdfium_c.FPDFDoc_GetAttachment(document, number)
        length = pdfium_c.FPDFAttachment_GetName(attachment, None, 0)
        buffer = (ctypes.c_ushort * (length // 2 + 1))()
        pdfium_c.FPDFAttachment_GetName(attachment, buffer, length)
        names.append(bytes(buffer).decode("utf-16-le", "replace").rstrip("\x00"))
    return tuple(names)


def _opened_by_pdfplumber(data: bytes, passwords: tuple[str, ...], error: Exception) -> Document:
    for password in ("", *passwords):
        document = Document(data, password)
        if document.plumber is not None and document.page_count():
            return document
    if not ends_as_pdf(data):
        message = "the PDF breaks off before its end and cannot be repaired; fetch the file again"
        raise LetterError("truncated", message) from error
    message = "the PDF is damaged and cannot be repaired; open it in a PDF program, print it to PDF, or fetch it again"
    raise LetterError("unreadable", message) from error


def _encrypted(how: str) -> LetterError:
    return LetterError(
        "encrypted",
        f"the PDF is encrypted {how}; add its password to `passwords` in [extract], or bring a copy without",
    )


def _oddities(document: Document, opened: pdfium.PdfDocument) -> list[Issue]:
    issues = []
    if not ends_as_pdf(document.data):
        message = "the file has no end mark: it may have been cut off and pages may be missing; compare with the source"
        issues.append(Issue("end-missing", "warning", message))
    if pdfium_c.FPDF_GetFormType(opened) in _XFA:
        message = "this is an XFA form: what has been filled in may be missing; print it to PDF in Acrobat Reader"
        issues.append(Issue("xfa-form", "warning", message))
    names = attachment_names(opened)
    if names:
        portfolio = bool(_COLLECTION.search(document.data))
        message = (
            f"the file packs {len(names)} other file(s), which are not read; unpack them and bring them as letters"
        )
        issues.append(Issue("portfolio" if portfolio else "attachments", "warning", message))
    return issues
