"""Reads dated activity lists: the items below a heading that is a year, or items that begin with one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records import Activity
from pipeline.split.layout import Composed, Part
from pipeline.split.parts_settings import PartsSettings

_YEARS = re.compile(r"((?:19|20)\d{2})(?: ?[-–—/] ?((?:19|20)?\d{2}))?")
# "2015 - ontvangst delegatie", "• 2016: bezoek"; more than one in a list, or it may be chance.
_DATED_ITEM = re.compile(r"^\W*(?P<period>(?:19|20)\d{2}(?: ?[-–/] ?(?:19|20)?\d{2})?)\s*[-–—:]\s+\S")


def find_activities(composed: Composed, parts: Sequence[Part], rules: PartsSettings) -> list[Activity]:
    """Return every item of an activity list with its period (EDTF: "2015", "2015/2016"), deeper items included."""
    found: list[Activity] = []
    for section, part in enumerate(parts):
        period = _period(part, rules)
        items = [block for block in part.blocks if block.kind == "item"]
        dated = [block for block in items if _DATED_ITEM.match(block.text)]
        if not period and len(dated) < 2:
            continue
        position = 0
        for index, block in enumerate(items):
            own = _DATED_ITEM.match(block.text)
            when = _edtf(own["period"]) if own else period
            if not when or block.level > 1:
                continue
            last = block
            for deeper in items[index + 1 :]:
                if deeper.level <= block.level:
                    break
                last = deeper
            start, end = composed.span(block)[0], composed.span(last)[1]
            found.append(Activity(section, position, when, block.lines[0].page_number, start, end))
            position += 1
    return found


def _period(part: Part, rules: PartsSettings) -> str:
    if part.heading is None:
        return ""
    text: str = part.heading.text
    for rule in rules.periods:
        if match := rule.match(text):
            return _edtf(match["period"])
    return ""


def _edtf(period: str) -> str:
    match = _YEARS.search(period)
    if not match:
        return ""
    first, second = match.groups()
    if not second:
        return first
    return f"{first}/{second if len(second) == 4 else first[:2] + second}"
