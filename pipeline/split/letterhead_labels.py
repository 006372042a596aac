"""Finds the labels of the letterhead ("Onderwerp", "Ons kenmerk") and the lines that hold their values.

A value stands behind its label on the same line, beside it in another column, or below it. Which of the last two
a letter uses is decided for the letter as a whole: labels with only one possible place vote for the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from pipeline.records import Word
from pipeline.split.layout import Line
from pipeline.split.parts_settings import LabelField, LabelRule, PartsSettings

# Points. Values stand at most this far to the right of their label; labels and values of one column share a left edge.
_REACH = 230.0
_EDGE = 6.0
# In units of the type size: how far the next line of a value may lie below the one before it, from top to top.
_PITCH = 1.95
_MOST_LINES = {"subject": 5, "addressee": 4}


@dataclass(frozen=True, eq=False)
class Label:
    """A label as printed. `rest` is what stands behind it on its line; `rank` orders the rules of one field."""

    field: LabelField
    rank: int
    line: Line
    rest: str


@dataclass(frozen=True, eq=False)
class Labelled:
    """A label with its value, joined to one line, and the lines that hold both."""

    label: Label
    value: str
    lines: tuple[Line, ...]


def is_salutation(text: str, rules: PartsSettings) -> bool:
    """Whether the line greets the reader."""
    return len(text) < 90 and text[:1].isupper() and any(rule.match(text) for rule in rules.salutations)


def find_labels(lines: Sequence[Line], rules: PartsSettings) -> list[Label]:
    """Return the labels among these lines of the first page.

    A label without a colon and with a value behind it is only a label where it is dressed like those that stand
    alone: in Den Haag's letters "Dienst Publiekszaken" is the value of "Dienst".
    """
    found = [label for line in lines for label in _labels_in(line, rules)]
    alone = [label.line for label in found if not label.rest]
    return [label for label in found if not label.rest or label.rest.startswith(":") or _is_dressed_as(label, alone)]


def find_values(labels: Sequence[Label], lines: Sequence[Line], rules: PartsSettings) -> list[Labelled]:
    """Return the labels that have a value, each with it; no value goes on into the salutation."""
    holders = {id(label.line) for label in labels}
    free = [line for line in lines if id(line) not in holders]
    places = {
        id(label): (_beside(label, lines, holders), _below(label, free)) for label in labels if not _inline(label)
    }
    taken: set[int] = set()
    found = []
    for label in labels:
        if _inline(label):
            first, text = label.line, _inline(label)
            edge = _value_edge(label)
        else:
            beside, below = places[id(label)]
            value = beside if beside is not None and (below is None or _stand_before(label, labels, places)) else below
            if value is None or id(value) in taken:
                continue
            first, text, edge = value, value.text, value.box.x0
        more = _continued(label, first, edge, free, holders, lines)
        more = list(takewhile(lambda line: not is_salutation(line.text, rules), more))
        taken |= {id(line) for line in (first, *more)}
        joined = " ".join((text, *(line.text for line in more)))
        found.append(Labelled(label, joined, tuple(dict.fromkeys((label.line, first, *more)))))
    return found


def _stand_before(label: Label, labels: Sequence[Label], places: Mapping[int, tuple[Line | None, Line | None]]) -> bool:
    """Whether the labels in this one's column stand before their values rather than above them."""
    column = [other for other in labels if abs(other.line.box.x0 - label.line.box.x0) <= _EDGE]
    seen = [places[id(other)] for other in column if id(other) in places]
    return sum((beside is not None) - (below is not None) for beside, below in seen) > 0


def _labels_in(line: Line, rules: PartsSettings) -> list[Label]:
    text = line.text.lstrip("> •·")
    best: tuple[int, int, LabelRule] | None = None
    for rank, rule in enumerate(rules.labels):
        match = rule.pattern.match(text)
        if match and (best is None or match.end() > best[0]):
            best = (match.end(), rank, rule)
    if best is None:
        return []
    end, rank, rule = best
    rest = text[end:].strip()
    if text[0].islower() and not rest.startswith(":") and (rest or rule.colon):
        return []
    if rest == ":":
        rest = ""
    if rule.colon and rest and not rest.startswith(":"):
        return []
    if rest and rest[0] in ",.;)/-–" and not rest.startswith("- "):
        return []
    return [Label(rule.field, rank, line, rest)]


def _is_dressed_as(label: Label, alone: Sequence[Line]) -> bool:
    """Whether it is no value: it stands beside no label, and looks like those that stand alone in its column."""
    if any(line.box.x1 <= label.line.box.x0 and _overlap(line, label.line) > 0.4 for line in alone):
        return False
    column = [line for line in alone if abs(line.box.x0 - label.line.box.x0) <= _EDGE]
    return not column or any(_dress(line.words[0]) == _dress(label.line.words[0]) for line in column)


def _inline(label: Label) -> str:
    return label.rest.lstrip(": ").strip()


def _value_edge(label: Label) -> float:
    """Where the value begins on the label's own line."""
    rest = len(_inline(label).split())
    words = label.line.words
    return words[-rest].box.x0 if 0 < rest <= len(words) else label.line.box.x0


def _dress(word: Word) -> tuple[float, bool]:
    return (round(word.size, 0), word.bold)


def _beside(label: Label, lines: Sequence[Line], holders: set[int]) -> Line | None:
    """The nearest line to the right, unless that is a label itself."""
    box = label.line.box
    right = [line for line in lines if line.box.x0 >= box.x1 - 1 and _overlap(line, label.line) > 0.4]
    nearest = min(right, key=lambda line: line.box.x0, default=None)
    if nearest is None or id(nearest) in holders or nearest.box.x0 - box.x1 > _REACH:
        return None
    return nearest


def _below(label: Label, free: Sequence[Line]) -> Line | None:
    box = label.line.box
    under = [
        line
        for line in free
        if abs(line.box.x0 - box.x0) <= _EDGE and 0 < line.box.top - box.top <= 2.4 * max(label.line.size, line.size)
    ]
    return min(under, key=lambda line: line.box.top, default=None)


def _overlap(one: Line, other: Line) -> float:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared / max(min(one.box.bottom - one.box.top, other.box.bottom - other.box.top), 1.0)


def _continued(
    label: Label, first: Line, edge: float, free: Sequence[Line], holders: set[int], lines: Sequence[Line]
) -> list[Line]:
    """The lines that go on with the value: same left edge and dress, right below, no label beside them."""
    more: list[Line] = []
    last = first
    edges = {round(edge), round(first.box.x0)}
    for line in sorted(free, key=lambda line: line.box.top):
        if len(more) + 1 >= _MOST_LINES.get(label.field, 1):
            break
        pitch = line.box.top - last.box.top
        if pitch <= 1 or not any(abs(line.box.x0 - x) <= _EDGE for x in edges):
            continue
        if pitch > _PITCH * max(line.size, last.size) or _dress(line.words[0]) != _dress(last.words[-1]):
            break
        if any(
            id(other) in holders
            and other is not label.line
            and _overlap(other, line) > 0.4
            and other.box.x0 < line.box.x0
            for other in lines
        ):
            break
        more.append(line)
        last = line
    return more
