"""Calls into pdfium that are made for every character or object, and values that several modules ask for."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium_c

ADDRESS = ctypes.c_void_p


def _prototype(name: str, restype: Any, *argtypes: Any) -> Any:
    """Return a pdfium function that takes addresses as plain integers.

    Called for every character: the typed pointers of `pypdfium2.raw` cost three times as much. Python's lock is kept,
    as these functions are done before another thread could take it.
    """
    address = ctypes.cast(getattr(pdfium_c, name), ADDRESS).value
    return ctypes.PYFUNCTYPE(restype, *argtypes)(address or 0)


_INT, _UINT = ctypes.c_int, ctypes.c_uint
get_unicode = _prototype("FPDFText_GetUnicode", _UINT, ADDRESS, _INT)
get_text_object = _prototype("FPDFText_GetTextObject", ADDRESS, ADDRESS, _INT)
get_origin = _prototype("FPDFText_GetCharOrigin", _INT, ADDRESS, _INT, ADDRESS, ADDRESS)
get_ink = _prototype("FPDFText_GetCharBox", _INT, ADDRESS, _INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
get_loose_box = _prototype("FPDFText_GetLooseCharBox", _INT, ADDRESS, _INT, ADDRESS)
get_character_matrix = _prototype("FPDFText_GetMatrix", _INT, ADDRESS, _INT, ADDRESS)
is_generated = _prototype("FPDFText_IsGenerated", _INT, ADDRESS, _INT)
has_map_error = _prototype("FPDFText_HasUnicodeMapError", _INT, ADDRESS, _INT)
get_font = _prototype("FPDFTextObj_GetFont", ADDRESS, ADDRESS)
get_font_size = _prototype("FPDFTextObj_GetFontSize", _INT, ADDRESS, ADDRESS)
get_render_mode = _prototype("FPDFTextObj_GetTextRenderMode", _INT, ADDRESS)
get_font_flags = _prototype("FPDFFont_GetFlags", _INT, ADDRESS)
get_font_name = _prototype("FPDFFont_GetBaseFontName", ctypes.c_size_t, ADDRESS, ADDRESS, ctypes.c_size_t)
get_glyph_width = _prototype("FPDFFont_GetGlyphWidth", _INT, ADDRESS, ctypes.c_uint32, ctypes.c_float, ADDRESS)
get_page_object = _prototype("FPDFPage_GetObject", ADDRESS, ADDRESS, _INT)
get_form_object = _prototype("FPDFFormObj_GetObject", ADDRESS, ADDRESS, ctypes.c_ulong)
get_type = _prototype("FPDFPageObj_GetType", _INT, ADDRESS)
get_matrix = _prototype("FPDFPageObj_GetMatrix", _INT, ADDRESS, ADDRESS)
has_transparency = _prototype("FPDFPageObj_HasTransparency", _INT, ADDRESS)
count_objects = _prototype("FPDFFormObj_CountObjects", _INT, ADDRESS)
count_segments = _prototype("FPDFPath_CountSegments", _INT, ADDRESS)
get_bounds = _prototype("FPDFPageObj_GetBounds", _INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
get_fill_color = _prototype("FPDFPageObj_GetFillColor", _INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
get_stroke_color = _prototype("FPDFPageObj_GetStrokeColor", _INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS)
get_draw_mode = _prototype("FPDFPath_GetDrawMode", _INT, ADDRESS, ADDRESS, ADDRESS)
get_segment = _prototype("FPDFPath_GetPathSegment", ADDRESS, ADDRESS, _INT)
get_segment_type = _prototype("FPDFPathSegment_GetType", _INT, ADDRESS)
get_segment_point = _prototype("FPDFPathSegment_GetPoint", _INT, ADDRESS, ADDRESS, ADDRESS)

_channels = (_UINT * 4)()
_CHANNELS = tuple(ctypes.addressof(_channels) + place * ctypes.sizeof(_UINT) for place in range(4))


def address_of(handle: Any) -> int:
    """Return where pdfium keeps what a handle of `pypdfium2.raw` stands for."""
    return ctypes.cast(handle, ADDRESS).value or 0


def color_of(address: int, getter: Any) -> tuple[int, int, int, int] | None:
    """Return red, green, blue and alpha (0 to 255) of a page object, or None where it has none, e.g. a pattern."""
    if not getter(address, *_CHANNELS):
        return None
    red, green, blue, alpha = _channels[:]  # without [:] it takes five times as long
    return (red, green, blue, alpha)
