"""Cuts packed untagged text into pieces that can be tagged."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

CHUNK = 2500
"""Characters of one text; about two windows of the model."""
MARKS = re.compile(r"[\[\]|]")


def _chunks(path: Path) -> Iterator[str]:
    """Pieces of running text of a packed file, cut at empty lines where it has any."""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        chunk = ""
        for line in lines:
            chunk += line
            if len(chunk) > 2 * CHUNK or (len(chunk) > CHUNK and (not line.strip() or len(line) > 200)):
                yield chunk
                chunk = ""


def _is_prose(text: str) -> bool:
    """Whether a text is mostly words: no table, no ruin of a scan, nothing that would read as a tag."""
    letters = sum(c.isalpha() or c.isspace() for c in text)
    longest = [word for word in text.split() if len(word) > 3]
    return letters > 0.85 * len(text) and len(longest) > 0.35 * len(text.split()) and not MARKS.search(text)


def prose(data: Path, pack: str) -> list[str]:
    """The pieces of one packed file that are mostly words, in order; a piece's place here is its number in lists."""
    return [chunk for chunk in _chunks(data / "unlabelled" / f"{pack}.txt.gz") if _is_prose(chunk)]
