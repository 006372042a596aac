"""Which mentions of places, events and laws are one place, event or law."""

from __future__ import annotations

import re

from pipeline.registers import find_body
from pipeline.tables.link.graph import Node
from pipeline.tables.link.lists import laws, places
from pipeline.tables.link.names import fold, one_line, squeeze, without_article
from pipeline.tables.link.occurrence import Occurrence

_ARTICLE_OF_LAW = re.compile(r"^(?:artikel|artikelen|art\.?|article|articles)\s.*?\b(?:van de|van het|of the)\s+", re.I)
_ARTICLE_BEFORE_LAW = re.compile(r"^(?:artikel|artikelen|art\.?|article|articles)\s+[\d.:]+\w?\s+(?=[A-Z])", re.I)
_LOCAL_LAW = re.compile(r"verordening|beleidsregel|\bapv\b|reglement|regeling|bylaw|ordinance")
_PROVINCE = re.compile(r"^(?:provincie|province of)\s+|\s+province$")
_MUNICIPALITY = re.compile(r"^(?:gemeente|municipality of|city of)\s+|\s+municipality$")


def place_node(seen: Occurrence) -> Node:
    """A municipality, province, country or well-known place everywhere; any other place in its municipality."""
    folded = without_article(fold(seen.text))
    key = squeeze(folded)
    known = places().get(key)
    if known is not None:
        return Node("LOC", squeeze(fold(known.name)), "", known.identifier, known.name)
    body = None
    if _PROVINCE.search(folded):
        body = find_body(_PROVINCE.sub("", folded), "province")
    elif _MUNICIPALITY.search(folded):
        body = find_body(_MUNICIPALITY.sub("", folded), "municipality")
    else:
        body = find_body(fold(seen.text), "municipality") or find_body(folded, "municipality", "province")
    if body is not None:
        return Node("LOC", f"{body.kind} {squeeze(fold(body.name))}", "", body.code, body.name)
    return Node("LOC", key, seen.municipality)


def event_node(seen: Occurrence) -> Node:
    """An event with a name of two words or more everywhere; with one word in its municipality."""
    folded = without_article(fold(seen.text))
    return Node("EVENT", squeeze(folded), "" if " " in folded else seen.municipality)


def law_node(seen: Occurrence) -> Node:
    """The law that a mention names, without the article: a listed law everywhere, an ordinance in its municipality."""
    line = one_line(seen.text)
    law = _ARTICLE_BEFORE_LAW.sub("", _ARTICLE_OF_LAW.sub("", line))
    folded = without_article(fold(law))
    known = laws().get(squeeze(folded))
    if known is not None:
        return Node("LAW", squeeze(fold(known.name)), "", "", known.name)
    return Node("LAW", squeeze(folded), seen.municipality if _LOCAL_LAW.search(folded) else "")
