"""What stands around the letter and is not the letter: page headers, footers, margin text, page numbers, hidden text.

The evidence is where a line stands, whether it stands there on other pages too, its size beside the body's, and
its shape. A heading at the top of a page is set apart from the body neither by size nor by repetition, and stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from pipeline.records import FurnitureKind, Page
from pipeline.split.columns import Column
from pipeline.split.layout import FurnitureLine, Line

Zone = Literal["header", "middle", "footer"]

# Shares of the page's height in which headers and footers are looked for.
_TOP, _BOTTOM = 0.22, 0.86
# How far (points) a running line may wander from page to page.
_WANDER = 8.0
# Type below this share of the body's size is small. White space above this many line heights parts groups of lines.
_SMALL, _APART = 0.95, 0.9
# The sides of a cell are thinner than this (points), and higher than the type by this factor.
_THIN, _TALL = 3.0, 1.1
# A foot that stands this many type sizes below the text is no part of it.
_FAR = 3.0

_PAGE_OF = re.compile(r"(pagina|page|blad|blz\.?|p\.)?\s*:?\s*(\d{1,3})\s*(?:van|of|/|uit|\|)\s*(\d{1,3})$", re.I)
_PAGE_NUMBER = re.compile(r"(?:pagina|page|blad|bladzijde|blz\.?|p\.)\s*:?\s*\d{1,3}$", re.I)
_BARE_NUMBER = re.compile(r"[-–|]?\s*(\d{1,3})\s*[-–|]?$")
_DASHED_NUMBER = re.compile(r"[-–—]\s*\d{1,3}\s*[-–—]$")
_ADDRESS = re.compile(
    r"\b\d{4}\s?[A-Z]{2}\b|\b(?:postbus|bezoekadres|postadres|retouradres|iban|kvk|btw|tel|telefoon|fax|bankrekening"
    r"|routebeschrijving|handelsregister)\b|\bwww\.|\w\.nl\b|^t\s*[:(]?\s*[01]\d",
    re.I,
)
_CODE = re.compile(r"\*?(?=\S*\d)[A-Z0-9][A-Z0-9/.\-]{5,}\*?$")
# Nothing but addresses on the web, each with the word for it: "Internet: www.zuid.nl  E-mail: zuid@zuid.nl".
_CONTACT = re.compile(
    r"(?:(?:[^\W\d][\w-]*\s*:\s*)?(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)(?:\s*[|•·–]\s*|\s+|$))+$", re.I
)
_FOOTNOTE = re.compile(r"\[?(?:\d{1,3}|\*{1,3})\]?[.):]?\s+\S")


def separate(
    pages: Sequence[Page], lines: Sequence[Line], columns: Mapping[int, Column], size: float
) -> tuple[list[Line], list[FurnitureLine]]:
    """Part the lines of a letter into those of the body (with the letterhead), and furniture with its kind.

    Args:
        pages: for their numbers and sizes.
        lines: every line of every page.
        columns: the main column of the pages that have one.
        size: type size of the body.
    """
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page_number].append(line)
    small_on_first = {line.text for line in by_page.get(1, ()) if line.size < size * _SMALL}
    running = _running(pages, by_page, columns)
    kinds: dict[int, FurnitureKind] = {}
    for page in pages:
        kinds |= _PageReader(page, by_page[page.number], columns.get(page.number), size).kinds(running, small_on_first)
    body = [line for line in lines if id(line) not in kinds]
    return body, [FurnitureLine(kinds[id(line)], line) for line in lines if id(line) in kinds]


class _PageReader:
    """Tells the furniture of one page."""

    def __init__(self, page: Page, lines: Sequence[Line], column: Column | None, size: float) -> None:
        self._page = page
        self._shown = [line for line in lines if not line.words[0].hidden]
        self._hidden = [line for line in lines if line.words[0].hidden]
        self._column = column
        self._size = size

    def kinds(self, running: set[int], small_on_first: set[str]) -> dict[int, FurnitureKind]:
        """Return the kind of each line that is furniture, by the line's identity."""
        kinds: dict[int, FurnitureKind] = {id(line): "hidden" for line in self._hidden}
        direction = _usual_direction(self._shown)
        later = self._page.number > 1
        for line in self._shown:
            edge = zone_of(self._page, line) != "middle" or self._is_beside(line)
            if edge and self._is_page_number(line, running):
                kinds[id(line)] = "page_number"
            elif id(line) in running:
                kinds[id(line)] = self._place(line)
            elif edge and line.rotation != direction:
                kinds[id(line)] = "margin"
            elif edge and later and self._is_small(line) and (line.text in small_on_first or self._is_beside(line)):
                kinds[id(line)] = self._place(line)
        for zone in ("header", "footer") if later else ("footer",):
            kinds |= {id(line): zone for line in self._edge_groups(zone, kinds)}
        return kinds

    def _edge_groups(self, zone: str, kinds: Mapping[int, FurnitureKind]) -> Iterator[Line]:
        """Yield lines that stand in a group with furniture, or in a group at the foot that looks like addresses."""
        bottom = 0.0
        for group in _groups([line for line in self._shown if line.rotation == 0 and not self._is_beside(line)]):
            far = min(line.box.top for line in group) - bottom > _FAR * self._size
            bottom = max(line.box.bottom for line in group)
            unknown = [line for line in group if id(line) not in kinds]
            if zone == "header" and self._is_headed(group, kinds):
                yield from unknown
                continue
            if not all(zone_of(self._page, line) == zone for line in group) or all(map(self._is_in_cell, unknown)):
                continue
            if far and zone == "footer" and all(_CODE.match(x.text) or _CONTACT.match(x.text) for x in unknown):
                yield from unknown
            if not all(self._is_small(line) for line in unknown) or any(_FOOTNOTE.match(x.text) for x in unknown):
                continue
            address = any(_ADDRESS.search(line.text) for line in unknown)
            if len(unknown) < len(group) or (zone == "footer" and (far or address)):
                yield from unknown

    def _is_headed(self, group: Sequence[Line], kinds: Mapping[int, FurnitureKind]) -> bool:
        """Whether the group stands at the top of a page beside its number, far above the text."""
        top, bottom = min(line.box.top for line in group), max(line.box.bottom for line in group)
        beside = [x for x in self._shown if kinds.get(id(x)) == "page_number" and zone_of(self._page, x) == "header"]
        if not any(top - 2 * x.size < x.box.top and x.box.bottom < bottom + 2 * x.size for x in beside):
            return False
        text = [x.box for x in self._shown if id(x) not in kinds and x.rotation == 0 and not self._is_beside(x)]
        below = min((box.top for box in text if box.top > bottom), default=bottom)
        others = any(box.top < top for box in text)
        return below - bottom > _FAR * self._size and not others

    def _place(self, line: Line) -> FurnitureKind:
        zone = zone_of(self._page, line)
        return "margin" if self._is_beside(line) or zone == "middle" else zone

    def _is_beside(self, line: Line) -> bool:
        return self._column is not None and self._column.is_beside(line)

    def _is_small(self, line: Line) -> bool:
        return line.size < self._size * _SMALL

    def _is_in_cell(self, line: Line) -> bool:
        """Whether lines are drawn on both sides of it, as in the last row of a table."""
        middle = (line.box.top + line.box.bottom) / 2
        height = _TALL * (line.box.bottom - line.box.top)
        sides = [
            rule
            for rule in self._page.rules
            if rule.x1 - rule.x0 < _THIN and rule.top < middle < rule.bottom and rule.bottom - rule.top > height
        ]
        return any(side.x1 <= line.box.x0 for side in sides) and any(side.x0 >= line.box.x1 for side in sides)

    def _is_page_number(self, line: Line, running: set[int]) -> bool:
        close = "".join(word.text for word in line.words)  # a large first letter may stand apart: "P agina 1 van 9"
        found = _PAGE_OF.match(line.text) or _PAGE_OF.match(close)
        if found:
            return int(found[2]) <= int(found[3]) and (bool(found[1]) or int(found[2]) == self._page.number)
        if _PAGE_NUMBER.match(line.text) or _PAGE_NUMBER.match(close) or _DASHED_NUMBER.match(line.text):
            return True
        bare = _BARE_NUMBER.match(line.text)
        return bare is not None and int(bare[1]) == self._page.number and not self._is_in_table(line, running)

    def _is_in_table(self, line: Line, running: set[int]) -> bool:
        """Whether a number is the first cell of a row: words beside it, and more of the body further out."""
        others = [other for other in self._shown if other is not line and id(other) not in running]
        beside = any(abs(other.box.bottom - line.box.bottom) < 2 for other in others)
        above = zone_of(self._page, line) == "header"
        further = any(other.box.bottom < line.box.top if above else other.box.top > line.box.bottom for other in others)
        return beside and further


def zone_of(page: Page, line: Line) -> Zone:
    """Return the part of the page that the line stands in."""
    if line.box.bottom < _TOP * page.height:
        return "header"
    return "footer" if line.box.top > _BOTTOM * page.height else "middle"


def _running(pages: Sequence[Page], by_page: Mapping[int, Sequence[Line]], columns: Mapping[int, Column]) -> set[int]:
    """Find lines that stand in the same place with the same words on several pages, outside the body.

    Two pages are enough in a short letter; in a long one chapters may begin alike, so three are asked for.
    """
    needed = 2 if len(pages) < 5 else 3
    same: dict[str, list[Line]] = defaultdict(list)
    for page in pages:
        column = columns.get(page.number)
        for line in by_page[page.number]:
            if zone_of(page, line) != "middle" or (column and column.is_beside(line)):
                same[line.text].append(line)
    return {
        id(line) for lines in same.values() if len(lines) >= needed for line in lines if _stands_on(line, lines, needed)
    }


def _stands_on(line: Line, lines: Sequence[Line], needed: int) -> bool:
    """Whether the line's place is taken on enough pages; the others are not looked at, as there may be hundreds."""
    on_pages: set[int] = set()
    for other in lines:
        if _same_place(line, other):
            on_pages.add(other.page_number)
            if len(on_pages) >= needed:
                return True
    return False


def _same_place(line: Line, other: Line) -> bool:
    vertical = min(abs(line.box.top - other.box.top), abs(line.box.bottom - other.box.bottom))
    sideways = min(abs(line.box.x0 - other.box.x0), abs(line.box.x1 - other.box.x1))
    return vertical < _WANDER and sideways < _WANDER


def _groups(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield lines that stand close under or beside one another, from the top."""
    group: list[Line] = []
    bottom = 0.0
    for line in sorted(lines, key=lambda line: line.box.top):
        if group and line.box.top - bottom > _APART * (line.box.bottom - line.box.top):
            yield group
            group = []
        bottom = max(bottom, line.box.bottom) if group else line.box.bottom
        group.append(line)
    if group:
        yield group


def _usual_direction(lines: Sequence[Line]) -> int:
    directions: Counter[int] = Counter()
    for line in lines:
        directions[line.rotation] += len(line.text)
    return directions.most_common(1)[0][0] if directions else 0
