"""The characters that glyphs stand for, and what their fonts' names say."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UNDECODABLE = "\ufffd"
SOFT_HYPHEN = "\u00ad"

# Word and LibreOffice set bullets in Symbol or Wingdings and give them code points of the private use
# area, which no font but those two shows. What they look like is known (Microsoft's own Unicode names).
_SYMBOLS = {
    "\uf02d": "–",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf071": "❑",
    "\uf076": "❖",
    "\uf0a7": "▪",
    "\uf0a8": "◻",
    "\uf0b7": "•",
    "\uf0d8": "➢",
    "\uf0e0": "→",
    "\uf0e8": "➔",
    "\uf0f0": "⇨",
    "\uf0fc": "✓",
    "\uf0fe": "☒",
}
_INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_SUBSET_PREFIX = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi|(?<![a-z])bd(?![a-z])", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|kursiv|(?<![a-z])it(?![a-z])", re.IGNORECASE)
_FLAG_ITALIC = 1 << 6
_FLAG_FORCE_BOLD = 1 << 18


# The families of the 14 fonts that every reader has, and what word processors call them.
_STANDARD = re.compile(
    r"(Arial|Helvetica|Courier|TimesNewRoman)(?:PS|New|Std)?(?:MT)?[,-]?(Bold)?(Italic|Oblique)?(?:MT)?"
)
_STANDARD_NAMES = {"Arial": "Helvetica", "TimesNewRoman": "Times"}


@lru_cache(maxsize=4096)
def printed_text(text: str) -> str:
    """Return what a glyph with this Unicode value prints: "" for nothing, " " for any kind of blank.

    Control characters and unassigned ones become U+FFFD: the page shows a glyph there.
    Ligatures (U+FB00 to U+FB06) become the letters they consist of; everything else stays as it is, so
    that the text is that of the file.
    """
    if len(text) == 1 and " " < text < "\u007f":
        return text
    return "".join(_printed_character(character) for character in text)


def _printed_character(character: str) -> str:
    if character.isspace() or character == "\u3000":
        return " "
    if character in _INVISIBLE:
        return ""
    if "\ufb00" <= character <= "\ufb06":
        return unicodedata.normalize("NFKC", character)
    if unicodedata.category(character) in {"Cc", "Cn", "Cs"}:
        return UNDECODABLE  # a glyph that is drawn, with a code point that means nothing
    return _SYMBOLS.get(character, character)


@lru_cache(maxsize=1024)
def font_style(name: str, flags: int) -> tuple[str, bool, bool]:
    """Return a font's name without its subset prefix, and whether it is bold and italic.

    Args:
        name: the PostScript name, e.g. `ABCDEE+Calibri,Bold`.
        flags: the flags of the font descriptor (ISO 32000-1, table 123).
    """
    plain = _SUBSET_PREFIX.sub("", name)
    bold = bool(_BOLD.search(plain)) or bool(flags & _FLAG_FORCE_BOLD)
    italic = bool(_ITALIC.search(plain)) or bool(flags & _FLAG_ITALIC)
    return plain, bold, italic


@lru_cache(maxsize=1024)
def standard_name(name: str) -> str:
    """Return the name under which pdfium files a Type 1 font: `Times-Roman` for `TimesNewRomanPSMT`."""
    found = _STANDARD.fullmatch(name)
    if found is None:
        return name
    family = _STANDARD_NAMES.get(found[1], found[1])
    slant = "" if not found[3] else "Italic" if family == "Times" else "Oblique"
    style = (found[2] or "") + slant or ("Roman" if family == "Times" else "")
    return f"{family}-{style}" if style else family
