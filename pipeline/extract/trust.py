"""Whether the text that a file holds for a page can be believed, or has to be read from the picture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from pipeline.records import Box, Page

Verdict = Literal["trusted", "blank", "picture", "garbled"]

# Measured page by page on 464 pages of real letters: text of any kind scores 0.45 (lists of file names) to 0.92,
# old OCR that reads well 0.79 and more, old OCR that is useless 0.11 to 0.60.
_GARBLED_SCAN = 0.70
_GARBLED_TEXT = 0.35
# Fewer groups say nothing: a page number, a stamp, a line of a table.
_FEWEST_GROUPS = 60
_UNDECODABLE_SHARE = 0.10
_PICTURE_SHARE = 0.60
# A stamp ("Ingekomen 6 februari 2018, nr. 12345") or a scanner's mark has fewer characters than a page of a letter.
_STAMP_CHARACTERS = 200
# Letters drawn as outlines: no text, no picture, but more figures than frames and logos have.
_OUTLINED_FIGURES = 150
_GRID = 20
_NUMBER = re.compile(r"[\d.,:;/\-–+%€()\[\]]+")
_EDGES = ".,;:!?()[]{}\"'‘’“”„«»-–—•·*/&|…"


@dataclass(frozen=True, slots=True)
class Legibility:
    """How much a text looks like Dutch or English: the share of its letter groups that are common ones."""

    share: float
    groups: int


def legibility(texts: Iterable[str]) -> Legibility:
    """Return how much the words look like Dutch or English; numbers and lone signs don't count."""
    known = groups = 0
    for text, times in Counter(texts).items():
        common, length = _groups(text)
        known += common * times
        groups += length * times
    return Legibility(known / groups if groups else 0.0, groups)


@lru_cache(maxsize=20_000)
def _groups(text: str) -> tuple[int, int]:
    """Return how many groups of three letters of a word are common ones, and how many it has."""
    core = text.strip(_EDGES).lower()
    if not core or _NUMBER.fullmatch(core):
        return 0, 0
    common = _common_groups()
    edged = f"_{core}_"
    return sum(edged[start : start + 3] in common for start in range(len(core))), len(core)


def verdict(page: Page, figures: int, annotated: int = 0) -> Verdict:
    """Return what to think of the words that the file holds for a page.

    Args:
        page: as read from the file.
        figures: number of filled areas on it, which may be letters drawn as outlines.
        annotated: number of its characters that stand in form fields, text boxes and stamps: on a scan, what
            was typed over it, and no sign that the scan itself has been read.
    """
    shown = [word for word in page.words if not word.hidden]
    characters = max(sum(len(word.text) for word in shown) - annotated, 0)
    scanned = picture_share(page) >= _PICTURE_SHARE
    if not characters:
        return "picture" if page.images or figures >= _OUTLINED_FIGURES else "blank"
    if scanned and characters < _STAMP_CHARACTERS:
        return "picture"
    if sum(word.undecodable for word in shown) > _UNDECODABLE_SHARE * characters:
        return "garbled"
    found = legibility(word.text for word in shown)
    if found.groups >= _FEWEST_GROUPS and found.share < (_GARBLED_SCAN if scanned else _GARBLED_TEXT):
        return "garbled"
    return "trusted"


def picture_share(page: Page) -> float:
    """Return how much of the page is covered by pictures; scans often come as many tiles or strips."""
    if not page.images or page.width <= 0 or page.height <= 0:
        return 0.0
    middles = [
        ((x + 0.5) / _GRID * page.width, (y + 0.5) / _GRID * page.height) for x in range(_GRID) for y in range(_GRID)
    ]
    return sum(any(_holds(image, x, y) for image in page.images) for x, y in middles) / len(middles)


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


@cache
def _common_groups() -> frozenset[str]:
    lines = files("pipeline.extract").joinpath("trigrams.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
