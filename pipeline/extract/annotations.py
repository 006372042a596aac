"""What annotations print: the values of form fields, text boxes and stamps, which a page's own content doesn't hold.

pdfium draws them into a copy of the page that shows nothing else, and the copy is read like any page. The notes,
highlights and links of those who read a letter are no part of it and stay out.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.extract.content import PageContent

_PRINTED = {pdfium_c.FPDF_ANNOT_WIDGET, pdfium_c.FPDF_ANNOT_FREETEXT, pdfium_c.FPDF_ANNOT_STAMP}
_PRINTED_NAMES = {"Widget", "FreeText", "Stamp"}
_UNSEEN = pdfium_c.FPDF_ANNOT_FLAG_INVISIBLE | pdfium_c.FPDF_ANNOT_FLAG_HIDDEN | pdfium_c.FPDF_ANNOT_FLAG_NOVIEW
# Pixels per point: pdfium makes missing appearances when it draws a page, however small.
_THUMBNAIL = 0.02
# How a text box looks whose /DA names no font: 10 points, the size of most letters.
_LOOKS = b"/Helv 10 Tf 0 g"
_LONGEST_LOOKS = 1024


def load_forms(opened: pdfium.PdfDocument) -> None:
    """Have pdfium draw form fields, and make up the appearance of those that have a value only.

    To be called before the first page is asked for. XFA forms are left alone: pdfium comes without.
    """
    if opened.get_formtype() == pdfium_c.FORMTYPE_ACRO_FORM:
        with suppress(pdfium.PdfiumError):  # a broken form; the pages can be read without
            opened.init_forms()


def is_annotated(page: pdfium.PdfPage) -> bool:
    """Say whether annotations print anything on a page."""
    return any(_is_printed(page, place) for place in range(pdfium_c.FPDFPage_GetAnnotCount(page)))


def lists_printed(annotations: object) -> bool:
    """Say whether pdfminer.six's /Annots of a page has any that print."""
    from pdfminer.pdftypes import dict_value, int_value, list_value  # slow to load, and few letters need it
    from pdfminer.psparser import literal_name

    return any(
        literal_name(annotation.get("Subtype", "")) in _PRINTED_NAMES
        and not int_value(annotation.get("F", 0)) & _UNSEEN
        for annotation in map(dict_value, list_value(annotations or []))
    )


def only_annotations(opened: pdfium.PdfDocument, number: int) -> pdfium.PdfDocument:
    """Return a document of one page, which shows what annotations print on this one and nothing else.

    Args:
        opened: the letter, which stays as it is.
        number: of the page, from 1.

    Raises:
        PdfiumError: the page can't be copied.
    """
    opened[number - 1].close()  # which makes the missing appearances of form fields; those of text boxes, see below
    copy = pdfium.PdfDocument.new()
    copy.import_pages(opened, [number - 1])
    page = copy[0]
    for _ in range(pdfium_c.FPDFPage_CountObjects(page)):
        own = pdfium_c.FPDFPage_GetObject(page, 0)
        pdfium_c.FPDFPage_RemoveObject(page, own)
        pdfium_c.FPDFPageObj_Destroy(own)
    pdfium_c.FPDFPage_GenerateContent(page)
    for place in reversed(range(pdfium_c.FPDFPage_GetAnnotCount(page))):
        if _is_printed(page, place):
            _give_font(page, place)
        else:
            pdfium_c.FPDFPage_RemoveAnnot(page, place)
    page.render(scale=_THUMBNAIL)
    pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    page.close()
    return copy


def add_drawn(content: PageContent, drawn: PageContent) -> None:
    """Add to a page what its annotations print; they lie above everything else."""
    above = 1 + max([run.order for run in content.runs] + [fill.order for fill in content.fills], default=-1)
    for run in drawn.runs:
        run.order += above
        content.annotated_characters += sum(len(glyph.text.strip()) for glyph in run.glyphs)
    content.runs.extend(drawn.runs)
    content.fills.extend(fill._replace(order=fill.order + above) for fill in drawn.fills)
    content.rules.extend(drawn.rules)
    content.images.extend(drawn.images)


def _is_printed(page: pdfium.PdfPage, place: int) -> bool:
    annotation = pdfium_c.FPDFPage_GetAnnot(page, place)
    kind, flags = pdfium_c.FPDFAnnot_GetSubtype(annotation), pdfium_c.FPDFAnnot_GetFlags(annotation)
    pdfium_c.FPDFPage_CloseAnnot(annotation)
    return kind in _PRINTED and not flags & _UNSEEN


def _give_font(page: pdfium.PdfPage, place: int) -> None:
    """Name a font for an annotation that names none; without one pdfium makes no appearance for a text box."""
    annotation = pdfium_c.FPDFPage_GetAnnot(page, place)
    buffer = (ctypes.c_ushort * _LONGEST_LOOKS)()
    length = pdfium_c.FPDFAnnot_GetStringValue(annotation, b"DA", buffer, ctypes.sizeof(buffer))
    if b"Tf" not in bytes(buffer)[: min(length, ctypes.sizeof(buffer)) : 2]:
        looks = (ctypes.c_ushort * (len(_LOOKS) + 1))(*_LOOKS)
        pdfium_c.FPDFAnnot_SetStringValue(annotation, b"DA", looks)
    pdfium_c.FPDFPage_CloseAnnot(annotation)
