"""Calls into pdfium that are made for every character or object, and values that several modules ask for."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium_c

ADDRESS = ctypes.c_void_p


def _prototype(name: str, restype: Any, *argtypes: Any) -> Any:
    """Return a pdfium function that takes addresses as plain integers.

    Called for every character: the typed pointers of `pypdfium2.raw` cost three times as much.
    """
    address = ctypes.cast(getattr(pdfium_c, name), ADDRESS).value
    return ctypes.CFUNCTYPE(restype, *argtypes)(address or 0)


get_unicode = _prototype("FPDFText_GetUnicode", ctypes.c_uint, ADDRESS, ctypes.c_int)
get_text_object = _prototype("FPDFText_GetTextObject", ADDRESS, ADDRESS, ctypes.c_int)
get_origin = _prototype("FPDFText_GetCharOrigin", ctypes.c_int, ADDRESS, ctypes.c_int, ADDRESS, ADDRESS)
get_page_object = _prototype("FPDFPage_GetObject", ADDRESS, ADDRESS, ctypes.c_int)
get_form_object = _prototype("FPDFFormObj_GetObject", ADDRESS, ADDRESS, ctypes.c_ulong)
get_type = _prototype("FPDFPageObj_GetType", ctypes.c_int, ADDRESS)


def typed_object(address: int) -> Any:
    """Return a page object as `pypdfium2.raw` wants it."""
    return ctypes.cast(address, pdfium_c.FPDF_PAGEOBJECT)


def color_of(target: Any, getter: Any) -> tuple[int, int, int, int] | None:
    """Return red, green, blue and alpha (0 to 255) of a page object, or None where it has none, e.g. a pattern."""
    channels = [ctypes.c_uint() for _ in range(4)]
    if not getter(target, *[ctypes.byref(channel) for channel in channels]):
        return None
    red, green, blue, alpha = (channel.value for channel in channels)
    return (red, green, blue, alpha)
