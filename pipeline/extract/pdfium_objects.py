"""What pdfium says is drawn on a page besides text: lines, areas and pictures, and where each text comes in."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.extract.content import Fill, Matrix, PageContent, multiply, transform_box
from pipeline.extract.drawing import Outline, add_path
from pipeline.extract.pdfium_calls import (
    address_of,
    color_of,
    count_objects,
    count_segments,
    get_draw_mode,
    get_fill_color,
    get_form_object,
    get_matrix,
    get_page_object,
    get_segment,
    get_segment_point,
    get_segment_type,
    get_stroke_color,
    get_type,
    has_transparency,
)
from pipeline.records import Box

# Maps and drawings have hundreds of thousands of strokes; no letter's table or form has so many.
_MOST_PATHS = 5_000
_MOST_SEGMENTS = 1_000
_DEEPEST_FORM = 12
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def read_objects(page: pdfium.PdfPage, matrix: Matrix, content: PageContent) -> dict[int, int]:
    """Add the page's lines, areas and pictures to `content`; return the order of each text object by address."""
    orders: dict[int, int] = {}
    paths = 0
    for order, (address, kind, to_page) in enumerate(_objects(page)):
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            orders[address] = order
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            paths += 1
            if paths <= _MOST_PATHS:
                _read_path(address, multiply(to_page, matrix), order, content)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            content.images.append(transform_box(multiply(_matrix_of(address), multiply(to_page, matrix)), 0, 0, 1, 1))
        elif kind == pdfium_c.FPDF_PAGEOBJ_SHADING:
            content.fills.append(Fill(Box(0, 0, content.width, content.height), order, white=False, opaque=False))
    return orders


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, int, Matrix]]:
    """Yield address, type and matrix to the page of every object, forms opened up, in drawing order."""
    handle = address_of(page.raw)
    count = pdfium_c.FPDFPage_CountObjects(page)
    yield from _walk((get_page_object(handle, number) for number in range(count)), _IDENTITY, 0)


def _walk(addresses: Iterator[int], to_page: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    for address in addresses:
        if not address:
            continue
        kind = get_type(address)
        if kind != pdfium_c.FPDF_PAGEOBJ_FORM:
            yield address, kind, to_page
        elif depth < _DEEPEST_FORM:
            count = max(count_objects(address), 0)
            inner = (get_form_object(address, number) for number in range(count))
            yield from _walk(inner, multiply(_matrix_of(address), to_page), depth + 1)


def _matrix_of(address: int) -> Matrix:
    matrix = (ctypes.c_float * 6)()
    get_matrix(address, ctypes.addressof(matrix))
    a, b, c, d, e, f = matrix[:]
    return (a, b, c, d, e, f)


def _read_path(address: int, matrix: Matrix, order: int, content: PageContent) -> None:
    fill_mode, stroke = ctypes.c_int(), ctypes.c_int()
    get_draw_mode(address, ctypes.addressof(fill_mode), ctypes.addressof(stroke))
    filled = bool(fill_mode.value)
    if not filled and not stroke.value:
        return
    color = color_of(address, get_fill_color if filled else get_stroke_color)
    add_path(
        content,
        _outlines(address, multiply(_matrix_of(address), matrix)),
        order,
        filled=filled,
        white=color is not None and min(color[:3]) >= 250,
        opaque=color is not None and color[3] == 255 and not has_transparency(address),
    )


def _outlines(address: int, matrix: Matrix) -> list[Outline]:
    a, b, c, d, e, f = matrix
    outlines: list[Outline] = []
    point = array("f", (0.0, 0.0))
    to_x, _ = point.buffer_info()
    for number in range(min(count_segments(address), _MOST_SEGMENTS)):
        segment = get_segment(address, number)
        kind = get_segment_type(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append(Outline())
        elif kind == pdfium_c.FPDF_SEGMENT_BEZIERTO:
            outlines[-1].straight = False
        get_segment_point(segment, to_x, to_x + point.itemsize)
        x, y = point
        outlines[-1].points.append((a * x + c * y + e, b * x + d * y + f))
    return outlines
