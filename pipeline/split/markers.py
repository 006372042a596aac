"""What begins a list item: bullets, and numbers or letters of a list."""

from __future__ import annotations

import re
import unicodedata

_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]$|\d{1,2}(?:\.\d{1,2})+\.?$|\[\d+\]$")
_BULLETS, _NO_BULLETS = "•·‣⁃*>o−○●∙", "©®°™"


def is_bullet(text: str) -> bool:
    """Whether the word is a bullet: a dash, a dot, a symbol, or a letter of a font of symbols."""
    if len(text) != 1 or text in _NO_BULLETS:
        return False
    return text in _BULLETS or unicodedata.category(text) in ("Pd", "So", "Co")


def is_list_marker(text: str) -> bool:
    """Whether the word can begin a list item: a bullet, "1.", "a)", "IV.", "2.3", "[4]"."""
    return is_bullet(text) or _NUMBER.match(text) is not None
