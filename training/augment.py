"""Makes each reading of a letter a little different: other names, other letters, other faults.

Everything is drawn from one seeded generator, so that a run can be repeated.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from training import names
from training.tagged import Edit, Span, TaggedText, edit

HOUSE_NUMBER = re.compile(r"\s\d+\s?[a-zA-Z]?(?:-\d+)?$")
BODY = re.compile(r"^((?:de )?(?:gemeente|gemeenteraad) )(.+)$", re.IGNORECASE)
STREET = re.compile(r"(?:straat|weg|laan|plein|kade|gracht|singel|dijk|steeg|hof|dreef|pad)\b")
CONFUSED = {
    "l": "1",
    "1": "l",
    "i": "í",
    "e": "c",
    "o": "0",
    "0": "O",
    "rn": "m",
    "m": "rn",
    "é": "e",
    "ij": "ĳ",
    "I": "l",
}


@dataclass(frozen=True, slots=True)
class Chances:
    """How often each change is made: the first four per name, the others per text."""

    person: float
    place: float
    organisation: float
    body: float
    capitals: float
    plain_letters: float
    scanned: float


def augment(tagged: TaggedText, draw: random.Random, chances: Chances) -> TaggedText:
    """Swap names; then perhaps drop accents, set short lines in capitals, or put in faults of a scanner."""
    tagged = swap_names(tagged, draw, chances)
    if draw.random() < chances.plain_letters:
        tagged = _map_letters(tagged, drop_accents)
    if draw.random() < chances.capitals:
        tagged = set_capitals(tagged, draw)
    if draw.random() < chances.scanned:
        tagged = scan(tagged, draw)
    return tagged


def swap_names(tagged: TaggedText, draw: random.Random, chances: Chances) -> TaggedText:
    """Put other names in place of some; one name that comes twice is swapped for one other name."""
    swapped: dict[tuple[str, str], str] = {}
    edits = []
    for span in tagged.spans:
        surface = tagged.text[span.start_char : span.end_char]
        key = (span.label, surface)
        if key not in swapped:
            swapped[key] = _other(surface, span, draw, chances)
        if swapped[key] != surface:
            edits.append(Edit(span.start_char, span.end_char, swapped[key]))
    return edit(tagged, edits)


def _other(surface: str, span: Span, draw: random.Random, chances: Chances) -> str:
    if span.label == "PERSON" and draw.random() < chances.person:
        return names.person(draw) if " " in surface else draw.choice(names.parts().last)
    if span.label == "LOC" and draw.random() < chances.place:
        return _other_place(surface, draw)
    if span.label == "ORG":
        body = BODY.match(surface)
        if body and draw.random() < chances.body:
            return body.group(1) + draw.choice(names.municipalities())
        if not body and " " in surface and draw.random() < chances.organisation:
            return names.organisation(draw)
    return surface


def _other_place(surface: str, draw: random.Random) -> str:
    if HOUSE_NUMBER.search(surface) or STREET.search(surface):
        return names.street(draw)
    return draw.choice(names.municipalities() if draw.random() < 0.6 else names.towns())


def drop_accents(letters: str) -> str:
    """`Sté́phane` as a plain keyboard writes it."""
    return "".join(c for c in unicodedata.normalize("NFD", letters) if not unicodedata.combining(c))


def _map_letters(tagged: TaggedText, change: Callable[[str], str]) -> TaggedText:
    return edit(tagged, [Edit(i, i + 1, change(c)) for i, c in enumerate(tagged.text) if change(c) != c])


def set_capitals(tagged: TaggedText, draw: random.Random) -> TaggedText:
    """Set some short lines, and some names, in capitals as headings and signatures are."""
    edits: list[Edit] = []
    at = 0
    for line in tagged.text.split("\n"):
        if len(line) < 70 and draw.random() < 0.35:
            edits.append(Edit(at, at + len(line), line.upper()))
        at += len(line) + 1
    whole = [(e.start_char, e.end_char) for e in edits]
    for span in tagged.spans:
        inside = any(start < span.end_char and span.start_char < end for start, end in whole)
        if not inside and span.label in ("PERSON", "ORG", "LOC") and draw.random() < 0.2:
            edits.append(Edit(span.start_char, span.end_char, tagged.text[span.start_char : span.end_char].upper()))
    same_length = [e for e in edits if len(e.text) == e.end_char - e.start_char]
    letters = list(tagged.text)
    for start, end, text in same_length:
        letters[start:end] = text
    return TaggedText("".join(letters), tagged.spans)


def scan(tagged: TaggedText, draw: random.Random) -> TaggedText:
    """Confuse letters, lose a blank or let one in, at the rate of a fair scan."""
    edits = []
    for place, letter in enumerate(tagged.text):
        if letter in CONFUSED and draw.random() < 0.012:
            edits.append(Edit(place, place + 1, CONFUSED[letter]))
        elif letter == " " and draw.random() < 0.004:
            edits.append(Edit(place, place + 1, ""))
        elif letter.isalpha() and draw.random() < 0.001:
            edits.append(Edit(place, place + 1, letter + " "))
    return edit(tagged, edits)
