"""What repeats around the letter and is not the letter: page headers, footers, margin text, page numbers, hidden text.

The evidence is where a line stands, whether it stands there on other pages too, its size beside the body's, and
its shape. A heading at the top of a page is set apart from the body neither by size nor by repetition, and stays.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Literal

from pipeline.records import FurnitureKind, Page
from pipeline.split.layout import FurnitureLine, Line

# Shares of the page's height in which headers and footers are looked for.
_TOP, _BOTTOM = 0.22, 0.86
# How far (points) a running line may wander from page to page, up and down and sideways.
_WANDER = 8.0

Zone = Literal["header", "middle", "footer"]

_PAGE_OF = re.compile(r"(?:(?:pagina|page|blad|blz\.?|p\.)\s*)?(\d{1,3})\s*(?:van|of|/|uit)\s*(\d{1,3})$", re.I)
_PAGE_NUMBER = re.compile(r"(?:pagina|page|blad|bladzijde|blz\.?)\s*:?\s*\d{1,3}$|[-–]?\s*\d{1,3}\s*[-–]?$", re.I)
_ADDRESS = re.compile(
    r"\b\d{4}\s?[A-Z]{2}\b|\bpostbus\b|\bbezoekadres\b|\bpostadres\b|\biban\b|\bkvk\b|\bbtw\b|\bwww\.|\.nl\b|\btelefoon"
    r"|\btel\b|^t\s*[:(]?\s*0?1?\d|\broutebeschrijving\b|\bbankrekening|\bfax\b",
    re.I,
)
_FOOTNOTE = re.compile(r"\[?(?:\d{1,3}|\*{1,3})\]?[.):]?\s*\S")


def separate(pages: Sequence[Page], lines: Sequence[Line]) -> tuple[list[Line], list[FurnitureLine]]:
    """Part the lines of a letter into those of the body (and letterhead), and furniture with its kind."""
    by_page: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_page[line.page_number].append(line)
    kinds: dict[int, FurnitureKind] = {id(line): "hidden" for line in lines if line.words[0].hidden}
    shown = [line for line in lines if id(line) not in kinds]
    body_size = _body_size(shown)
    running = _running_lines(pages, shown)
    first_page_texts = {line.text for line in by_page.get(1, ()) if line.size < body_size * 0.95}
    for page in pages:
        here = [line for line in by_page[page.number] if id(line) not in kinds]
        _mark_page(page, here, kinds, running=running, body_size=body_size, first_page_texts=first_page_texts)
    body = [line for line in lines if id(line) not in kinds]
    return body, [FurnitureLine(kinds[id(line)], line) for line in lines if id(line) in kinds]


def _mark_page(
    page: Page,
    lines: Sequence[Line],
    kinds: dict[int, FurnitureKind],
    *,
    running: set[int],
    body_size: float,
    first_page_texts: set[str],
) -> None:
    main = _main_column(page, lines, body_size)
    for line in lines:
        outside = line.box.x1 <= main[0] or line.box.x0 >= main[1]
        small = line.size < body_size * 0.95
        zone = _zone(page, line)
        if _is_page_number(page, line, zone, outside):
            kinds[id(line)] = "page_number"
        elif id(line) in running:
            kinds[id(line)] = _kind_at(zone, outside)
        elif line.rotation != _direction(lines) and (outside or zone != "middle"):
            kinds[id(line)] = "margin"
        elif page.number > 1 and line.text in first_page_texts and (outside or (small and zone != "middle")):
            kinds[id(line)] = _kind_at(zone, outside)
    _mark_edge(page, lines, kinds, "header", body_size)
    _mark_edge(page, lines, kinds, "footer", body_size)
    if page.number > 1:
        for line in lines:
            if id(line) not in kinds and _is_side_note(line, main, body_size):
                kinds[id(line)] = "margin"


def _mark_edge(
    page: Page, lines: Sequence[Line], kinds: dict[int, FurnitureKind], zone: FurnitureKind, body_size: float
) -> None:
    """Take the lines at the top or bottom that belong with furniture already found there, or look like a footer."""
    upright = sorted((line for line in lines if line.rotation == 0), key=lambda line: line.box.top)
    if zone == "footer":
        upright.reverse()
    group: list[Line] = []
    for line in upright:
        if _zone(page, line) != zone or (id(line) not in kinds and line.size > body_size * 0.95):
            break
        group.append(line)
    unknown = [line for line in group if id(line) not in kinds]
    if not unknown or (zone == "header" and page.number == 1):
        return
    if zone == "footer":
        if any(_FOOTNOTE.match(line.text) and not _ADDRESS.search(line.text) for line in unknown):
            return
        if not any(_ADDRESS.search(line.text) for line in unknown) and len(unknown) == len(group):
            return
    for line in unknown:
        kinds[id(line)] = zone


def _zone(page: Page, line: Line) -> Zone:
    if line.box.bottom < _TOP * page.height:
        return "header"
    if line.box.top > _BOTTOM * page.height:
        return "footer"
    return "middle"


def _kind_at(zone: Zone, outside: bool) -> FurnitureKind:
    return "margin" if outside or zone == "middle" else zone


def _is_page_number(page: Page, line: Line, zone: Zone, outside: bool) -> bool:
    if zone == "middle" and not outside:
        return False
    found = _PAGE_OF.match(line.text)
    if found:
        number, total = int(found[1]), int(found[2])
        return number <= total and (number == page.number or bool(re.match(r"[a-z]", line.text, re.I)))
    return (
        zone != "middle"
        and bool(_PAGE_NUMBER.match(line.text))
        and (str(page.number) in re.findall(r"\d+", line.text) or line.text[0].isalpha())
    )


def _running_lines(pages: Sequence[Page], lines: Sequence[Line]) -> set[int]:
    """Find lines that stand in the same place with the same words on several pages, outside the body."""
    size = {page.number: (page.width, page.height) for page in pages}
    places: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        places[line.text].append(line)
    needed = 2 if len(pages) < 5 else 3
    running = set()
    page_of = {page.number: page for page in pages}
    for same in places.values():
        if len({line.page_number for line in same}) < needed:
            continue
        for line in same:
            width, _ = size[line.page_number]
            in_margin = line.box.x1 < 0.2 * width or line.box.x0 > 0.75 * width
            if _zone(page_of[line.page_number], line) == "middle" and not in_margin:
                continue
            together = {other.page_number for other in same if _same_place(line, other)}
            if len(together) >= needed:
                running.add(id(line))
    return running


def _same_place(line: Line, other: Line) -> bool:
    vertical = min(abs(line.box.top - other.box.top), abs(line.box.bottom - other.box.bottom))
    sideways = min(abs(line.box.x0 - other.box.x0), abs(line.box.x1 - other.box.x1))
    return vertical < _WANDER and sideways < _WANDER


def _body_size(lines: Sequence[Line]) -> float:
    """Return the type size in which most of the letter is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _direction(lines: Sequence[Line]) -> int:
    directions: Counter[int] = Counter()
    for line in lines:
        directions[line.rotation] += len(line.text)
    return directions.most_common(1)[0][0] if directions else 0


def _main_column(page: Page, lines: Sequence[Line], body_size: float) -> tuple[float, float]:
    """Return left and right edge of the page's text column; the page's own edges where no lines show one."""
    long = [
        line.box
        for line in lines
        if line.rotation == 0 and line.box.x1 - line.box.x0 > 0.4 * page.width and line.size > 0.9 * body_size
    ]
    if len(long) < 3:
        return 0.0, page.width
    return min(box.x0 for box in long), max(box.x1 for box in long)


def _is_side_note(line: Line, main: tuple[float, float], body_size: float) -> bool:
    outside = line.box.x1 <= main[0] or line.box.x0 >= main[1]
    return outside and line.size < body_size * 0.95
