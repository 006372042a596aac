"""A name once found in a letter is known: its short forms and its other places are found as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.entities.overlap import Candidate, Occupied

# A name must be this sure before the letter is searched for it.
SAFE = 0.8
# What stands before a surname in Dutch names, as far as it is written small.
PARTICLE = r"(?:van|von|de|den|der|ten|ter|te|het|'t|’t|op|in|la|le|el|al|del|da|uit)"
INITIALS = re.compile(r"(?:[A-Z][a-z]?\.[ -]?)+")
SURNAME = re.compile(rf"(?<![^\s.])(?:(?i:{PARTICLE}) )*[^\W\d_a-zß-ÿ][^\s.]*(?: ?[-–] ?\S+(?: \S+)*)?$")
# Two names in one find of the model ("Universiteit Maastricht en Zuyd"): not to be repeated elsewhere.
JOINED = re.compile(r"(?: en| and| &|,|/) ")
ABBREVIATION = re.compile(r" ?\((?:hierna:? |afgekort:? )?[\"“”‘’']?([A-Z][\w&-]{1,11})[\"“”‘’']?\)")


def recall(text: str, mentions: Sequence[Candidate]) -> list[Candidate]:
    """`mentions` and what they help to find, in order, none overlapping another."""
    found = Occupied(mentions)
    known: dict[str, Candidate] = {}
    for mention in mentions:
        if mention.label in ("NONE", "MONEY") or mention.score < SAFE:
            continue
        for name in _names(text, mention):
            if name not in known or mention.score > known[name].score:
                known[name] = mention
    for name in sorted(known, key=lambda name: (-len(name), name)):
        whole = len(name.split()) > 1 and not JOINED.search(name)
        for candidate in _places(text, name, known[name]):
            if whole:
                found.replace_inside(candidate)
            else:
                found.take(candidate)
    return list(found)


def _names(text: str, mention: Candidate) -> Iterator[str]:
    """The mention's name and what else the letter may call it."""
    name = text[mention.start_char : mention.end_char]
    yield name
    if mention.label == "PERSON":
        yield from _surnames(name)
    if mention.label in ("ORG", "LAW"):
        abbreviation = ABBREVIATION.match(text, mention.end_char)
        if abbreviation and _stands_for(abbreviation.group(1), name):
            yield abbreviation.group(1)


def _surnames(name: str) -> Iterator[str]:
    """The part behind the first names or initials, with its particle small and large ("van Zanen", "Van Zanen")."""
    initials, last = INITIALS.match(name), SURNAME.search(name)
    start = initials.end() if initials else last.start() if last else 0
    surname = name[start:]
    if start and len(surname) > 3:
        yield surname
        yield surname[0].upper() + surname[1:]


def _stands_for(abbreviation: str, name: str) -> bool:
    """Whether the first two letters of `abbreviation` begin words of `name`, as in "CBS"."""
    initials = "".join(word[0] for word in re.findall(r"\w+", name)).casefold()
    letters = abbreviation.casefold()
    return letters[0] in initials and sum(letter in initials for letter in letters) * 2 >= len(letters)


def _places(text: str, name: str, mention: Candidate) -> Iterable[Candidate]:
    words = name.split()
    begins = words[0].split("-")[0]
    if text.count(begins) < 2:
        return  # where the mention itself stands
    # The dash of a double name is printed in several ways ("Penn – te Strake").
    pattern = r"\s".join(re.escape(word).replace(r"\-", r"\s?[-–]\s?") for word in words)
    whole = re.compile(rf"(?<![\w@./-]){pattern}(?![\w@]|-[A-Z])")
    place = text.find(begins)
    while place >= 0:
        found = whole.match(text, place)
        if found:
            yield Candidate(
                mention.label, found.start(), found.end(), 0.9 * mention.score, mention.source, mention.origin
            )
        place = text.find(begins, found.end() if found and found.end() > place else place + 1)
