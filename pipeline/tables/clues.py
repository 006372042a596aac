"""What the text round a name says about whose name it is, kept for linking names across letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from pipeline.records import Letter, Mention
from pipeline.tables.keys import span_id
from pipeline.tables.link.lists import roles, titles
from pipeline.tables.link.names import fold
from pipeline.tables.result import LetterResult

# How far before a name its role can begin: "burgemeester van Alphen aan den Rijn, mevrouw prof. mr. dr.".
_REACH = 60
_OPEN = re.compile(r"\s*\(\s*(?:(?:hierna|verder|afgekort|kortweg|ook wel)(?: te noemen| genoemd)?:?\s*)?[\"'‘“]?")
_CLOSE = re.compile(r"[\"'’”]?\s*(?:genoemd)?\s*\)")


@dataclass(frozen=True, slots=True)
class Clue:
    """`brackets`: this mention stands in brackets right after the mention whose id is `value`.

    `role`: this mention of a person stands with the role `value`, a folded word of `link/lists/roles.csv`.
    """

    mention_id: str
    kind: Literal["brackets", "role"]
    value: str


def clues_of(result: LetterResult) -> tuple[Clue, ...]:
    """The clues of one letter, in the order of its text."""
    if result.letter is None or result.mentions is None:
        return ()
    mentions = result.mentions.mentions
    found = [*_brackets(result.letter_id, result.letter, mentions), *_roles(result.letter_id, result.letter, mentions)]
    return tuple(sorted(found, key=lambda clue: (clue.mention_id, clue.kind)))


def _brackets(letter_id: str, letter: Letter, mentions: tuple[Mention, ...]) -> Iterator[Clue]:
    for first, second in pairwise(mentions):
        between = letter.text[first.end_char : second.start_char]
        if len(between) <= _REACH and _OPEN.fullmatch(between) and _CLOSE.match(letter.text, second.end_char):
            yield Clue(_mention_id(letter_id, second), "brackets", _mention_id(letter_id, first))


def _roles(letter_id: str, letter: Letter, mentions: tuple[Mention, ...]) -> Iterator[Clue]:
    before, after, anywhere = _patterns()
    for mention in mentions:
        if mention.label != "PERSON":
            continue
        head = letter.text[max(0, mention.start_char - _REACH) : mention.start_char].casefold()
        tail = letter.text[mention.end_char : mention.end_char + _REACH].casefold()
        signed = [
            signature.role
            for signature in letter.signatures
            if signature.start_char < mention.end_char and mention.start_char < signature.end_char
        ]
        match = before.search(head.rpartition("\n\n")[2]) or after.match(tail.partition("\n\n")[0])
        match = match or next(filter(None, (anywhere.search(fold(role)) for role in signed)), None)
        if match:
            yield Clue(_mention_id(letter_id, mention), "role", match["role"])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A role before a name (perhaps with a place and titles between), after it, and anywhere in a line."""
    words = "|".join(re.escape(word) for word in sorted(roles(), key=len, reverse=True))
    title = "|".join(re.escape(word) for word in sorted(titles(), key=len, reverse=True))
    # "burgemeester en wethouders" is the college, not the role of whoever signs for it.
    role = rf"(?<![\w-])(?<!burgemeester en )(?P<role>{words})"
    before = rf"{role}s?(?: van [\w' -]{{2,30}})?[\s,:]*(?:(?:{title})\b\.?[\s,]*)*$"
    after = rf"\s*[,(\n]\s*(?:de )?{role}(?= van | of |\s*[,.;:)\n]|\s*$)"
    return re.compile(before), re.compile(after), re.compile(rf"{role}(?!\w)")


def _mention_id(letter_id: str, mention: Mention) -> str:
    return span_id(letter_id, "men", mention.start_char, mention.end_char)
