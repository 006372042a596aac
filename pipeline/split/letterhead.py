"""Takes the letterhead of the first page apart: which lines it is made of, and what they say.

The letterhead ends where the letter begins to speak: at the salutation, else below the last label with a value or
the title, whichever stands right above the first prose.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from pipeline.records import Letterhead
from pipeline.split.layout import Line
from pipeline.split.letterhead_fields import (
    read_addressee,
    read_date,
    read_field,
    read_reference,
    read_subject,
    salutation,
)
from pipeline.split.letterhead_labels import Labelled, find_labels, find_values
from pipeline.split.parts_settings import PartsSettings

# A line with this many characters, with another below it, is prose and not a value or an address.
_PROSE = 58
# Points from the top within which a salutation or a label counts as the letterhead's (a page of A4 has 842).
_UPPER = 630.0
# The running header and footer of later pages, in points from the top.
_HEADER, _FOOTER = 150.0, 760.0
# A cover page has fewer lines of some length than this.
_COVER_LINES = 6
# A margin holds short lines and less of the page's text than this.
_MARGIN_CHARS, _MARGIN_SHARE = 48, 0.35
# A title is this much larger than the type of the body.
_TITLE = 1.2
# Lines of one paragraph lie at most this many times as far from each other as its first two.
_SAME_PITCH = 1.3


@dataclass(frozen=True, eq=False)
class FoundLetterhead:
    """The fields but for kind and sender, which need the whole letter, and the lines that are no body.

    `values` are those of the lines that say what it is about and to whom it goes: they name other bodies as well.
    """

    letterhead: Letterhead
    lines: tuple[Line, ...]
    values: tuple[Line, ...]


def find_letterhead(lines: Sequence[Line], rules: PartsSettings) -> FoundLetterhead:
    """Read the letterhead.

    Args:
        lines: every shown line of the letter, furniture too, in reading order.
        rules: words and patterns.
    """
    first = min((line.page_number for line in lines), default=1)
    page = [line for line in lines if line.page_number == first and line.rotation == 0]
    running = [line for line in lines if line.page_number == first + 1 and not _HEADER < line.box.top < _FOOTER]
    labelled = find_values(find_labels(page, rules), page, rules)
    body = _body_column(page)
    speaks = _first_words(page, labelled, rules)
    labelled = [found for found in labelled if found.label.line.box.top < speaks or _is_beside(found.label.line, body)]
    title = _title(page, speaks, labelled, lines, rules) if first == 1 else []
    if not title and not salutation(page, rules) and not any(found.label.field == "subject" for found in labelled):
        title = _bold_title([line for line in page if not _is_beside(line, body)], speaks, labelled)
    cover = bool(title) and speaks == inf and sum(len(line.text) > _PROSE / 2 for line in page) < _COVER_LINES
    greeted = salutation(page, rules) or _opening(page, rules) or cover
    start = speaks if greeted else _below_the_last(page, labelled, title, speaks, body)
    held = {id(line) for found in labelled for line in found.lines}
    margin = {id(line) for line in _margin(page, body)} if first == 1 and start > 0 else set()
    kept = [line for line in page if line.box.top < start - 1 or id(line) in held or id(line) in margin]
    later = find_values(find_labels(running, rules), running, rules)
    letterhead = Letterhead(
        date=read_date(labelled, later, page, lines, rules),
        subject=read_subject(labelled, page, rules) or " ".join(line.text for line in title),
        reference=read_reference(labelled, later, lines, rules),
        addressee=read_addressee(labelled, kept, page, rules),
        contact=read_field("contact", labelled, rules),
        portfolio_holder=read_field("portfolio_holder", labelled, rules),
        sent_by=read_field("sent_by", labelled, rules),
    )
    others = [found for found in labelled if found.label.field in ("subject", "addressee")]
    values = [line for found in others for line in found.lines]
    return FoundLetterhead(letterhead, tuple(kept), tuple(values))


def _body_column(page: Sequence[Line]) -> tuple[float, float]:
    """Left and right edge of the column in which the letter is written."""
    prose = [line for line in page if len(line.text) >= _PROSE - 10] or list(page)
    if not prose:
        return (0.0, 0.0)
    left = Counter(round(line.box.x0) for line in prose).most_common(1)[0][0]
    return (left - 3.0, max(line.box.x1 for line in prose if abs(line.box.x0 - left) < 20))


def _margin(page: Sequence[Line], body: tuple[float, float]) -> list[Line]:
    """The lines beside the letter's column, where they are a margin (addresses, contacts) and no second column."""
    beside = [line for line in page if _is_beside(line, body)]
    if any(len(line.text) > _MARGIN_CHARS for line in beside):
        return []
    chars = sum(len(line.text) for line in page)
    return beside if sum(len(line.text) for line in beside) < _MARGIN_SHARE * chars else []


def _is_beside(line: Line, body: tuple[float, float]) -> bool:
    return line.box.x1 < body[0] or line.box.x0 > body[1]


def _first_words(page: Sequence[Line], labelled: Sequence[Labelled], rules: PartsSettings) -> float:
    """The top of the salutation, else of the first prose that is no value of a label."""
    greeting = salutation(page, rules)
    held = {id(line) for found in labelled for line in found.lines}
    left, _ = _body_column(page)
    column = [line for line in page if id(line) not in held and line.box.x0 >= left]
    column.sort(key=lambda line: line.box.top)
    first_prose = next((line.box.top for line in column if _is_prose(line, column)), inf)
    if greeting is not None and greeting.box.top < _UPPER and greeting.box.top <= first_prose + 120:
        return greeting.box.top
    opening = _opening(page, rules)
    return first_prose if opening is None else opening.box.top


def _is_prose(line: Line, column: Sequence[Line]) -> bool:
    """Whether a paragraph begins here: a long line with another below it, or a shorter one with two (in columns)."""
    if line.bold or len(line.text) < _PROSE / 2:
        return False
    below = [
        other
        for other in column
        if abs(other.box.x0 - line.box.x0) < 3
        and 0 < other.box.top - line.box.top < 3.6 * line.size
        and abs(other.size - line.size) < 0.6
        and len(other.text) > _PROSE / 3
    ]
    return len(below) >= (1 if len(line.text) >= _PROSE else 2)


def _opening(page: Sequence[Line], rules: PartsSettings) -> Line | None:
    """The line of the first words that say what the letter is about ("Vragen van het lid ...")."""
    return next((line for line in page if any(rule.match(line.text) for rule in rules.openings)), None)


def _below_the_last(
    page: Sequence[Line], labelled: Sequence[Labelled], title: Sequence[Line], speaks: float, body: tuple[float, float]
) -> float:
    """The top of the first line below the last value or title of the body's column; 0 where there is neither."""
    holders = [line for found in labelled for line in found.lines if not _is_beside(line, body)]
    ends = [line.box.bottom for line in (*holders, *title) if line.box.top < speaks]
    if not ends:
        return 0.0
    held = {id(line) for line in holders}
    below = (
        line.box.top
        for line in page
        if line.box.top > max(ends) - 2 and id(line) not in held and not _is_beside(line, body)
    )
    return min(below, default=speaks)


def _bold_title(page: Sequence[Line], speaks: float, labelled: Sequence[Labelled]) -> list[Line]:
    """The bold lines right above the first prose and below the labels, where no label says what it is about."""
    held = {id(line) for found in labelled for line in found.lines}
    ends = [line.box.bottom for found in labelled for line in found.lines if line.box.top < speaks]
    if not ends or speaks == inf:
        return []
    between = [line for line in page if max(ends) <= line.box.top < speaks and id(line) not in held]
    upwards = sorted(between, key=lambda line: -line.box.top)
    bold = list(itertools.takewhile(lambda line: line.bold, upwards))
    return _of_one_paragraph(bold[::-1]) if len(bold) <= 3 else []


def _of_one_paragraph(lines: Sequence[Line]) -> list[Line]:
    """The lines up to where more white space than between the first two tells that a heading follows."""
    kept = list(lines[:2])
    for above, line in itertools.pairwise(lines[1:]):
        if line.box.top - above.box.top > _SAME_PITCH * (lines[1].box.top - lines[0].box.top):
            break
        kept.append(line)
    return kept


def _title(
    page: Sequence[Line], speaks: float, labelled: Sequence[Labelled], lines: Sequence[Line], rules: PartsSettings
) -> list[Line]:
    """The lines of the largest type above the letter's first words that name neither the sender nor the genre."""
    held = {id(line) for found in labelled for line in found.lines}
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    if not sizes:
        return []
    plain = sizes.most_common(1)[0][0]
    candidates = [
        line
        for line in page
        if line.box.top < speaks
        and id(line) not in held
        and line.size >= _TITLE * plain
        and sum(char.isalpha() for char in line.text) >= 5
        and not any(rule.match(line.text) for rule in (*rules.titles_of_documents, *rules.sender.names))
    ]
    largest = max((line.size for line in candidates), default=0.0)
    same = sorted((line for line in candidates if line.size > largest - 1), key=lambda line: line.box.top)
    title = same[:1]
    for above, line in itertools.pairwise(same):
        if line.box.top - above.box.top > 2 * line.size:
            break
        title.append(line)
    return _of_one_paragraph(title)
