"""What stands around a number of four digits, and what that says against its being a year."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pipeline.dates.lexicon import Lexicon
from pipeline.dates.numerals import four_digit_year
from pipeline.dates.tokens import Phrases, Tokens

_FIRST_BARE, _LAST_BARE = 1980, 2060  # years that letters name without a preposition
_FIRST_MODERN, _LAST_MODERN = 1500, 2100  # outside these "tot 1355" is more often a number
_LAW_REACH = 14  # tokens between "Verordening" and its year in the longest name seen
_ADDRESS_REACH = 120  # characters before a number that are searched for "https://"


def is_number_of(t: Tokens, i: int) -> bool:
    """Whether the word before names what the number is the number of ("Postbus 1992"), or it is in an address."""
    word = t.words[i - 1]
    if word in (".", ":") and (t.words[i - 2] in _words()["number_of"] or _is_edition(t, i)):
        return True
    if word in _words()["number_of"] or word in ("€", "$", "£", "§"):
        return True
    if (word.isdecimal() and not four_digit_year(t, i - 1) and len(word) > 2) or _phone_before(t, i):
        return True
    return _is_street(t, i - 1) or _in_address(t, i)


def is_postcode(t: Tokens, i: int, x: Lexicon) -> bool:
    """Four digits and two capitals ("6211 LE"), unless a preposition makes it a year ("in 2019 EU-geld")."""
    letters = t.printed(i + 1)
    if len(letters) != 2 or not letters.isupper() or x.era.at(t, i + 1):
        return False
    return not any(table.before(t, i) for table in (x.prepositions, x.since, x.until)) or t.words[i - 1] == ","


def is_count(t: Tokens, end: int, x: Lexicon) -> bool:
    """Whether the number counts what follows it ("2012 inwoners"), or is a piece of a longer number."""
    word = t.words[end]
    if word.isdecimal():
        longer = len(word) >= 3 and not four_digit_year(t, end) and t.words[end + 1] != "."
        return longer or t.joined(end)
    if word in _words()["count_nouns"]:
        return not x.between.before(t, end - 1) and t.words[end - 2] not in ("in", "sinds", "since", "vanaf")
    return False


def is_law_name(t: Tokens, i: int) -> bool:
    """Whether the year is the end of the name of a law ("Verordening ruimte 2014"), which is not a date.

    The name runs back over words without a sign, a verb or a preposition of time, to the word that heads it.
    """
    if t.words[i - 1] in _NO_NAME:
        return False
    for n in range(i - 1, max(-1, i - 1 - _LAW_REACH), -1):
        word = t.words[n]
        if not (word.isalpha() or word in ",-'"):
            return False
        if word == "," and not (n == i - 1 or t.words[n + 1] in ("herijking",)):
            return False
        if _is_law_head(word) and (n == i - 1 or t.capital(n) or t.capital(n + 1)):
            return n < i - 1 or len(word) > 3 or t.capital(n)
    return False


def may_stand_alone(t: Tokens, i: int, end: int, year: int, x: Lexicon) -> bool:
    """Whether a year needs no more to be one; those of long ago and far ahead need a word that says so."""
    if _FIRST_BARE <= year <= _LAST_BARE:
        return True
    tables: list[Phrases[Any]] = [x.prepositions, x.since]
    if _FIRST_MODERN <= year <= _LAST_MODERN:
        tables += [x.until, x.deadline, x.approximately, x.position]
    if any(table.before(t, i) for table in tables):
        return True
    return t.words[i - 1] == "(" and t.words[end] in (")", "-")


_NO_NAME = frozenset(
    {"in", "van", "uit", "sinds", "vanaf", "tot", "voor", "op", "per", "since", "of", "from", "by", "jaar"}
)


def _is_edition(t: Tokens, i: int) -> bool:
    """Whether the number is the edition of a standard: "ISO 9001: 2008", "EN 50291-1: 2018"."""
    if t.words[i - 1] != ":" or not t.words[i - 2].isdecimal():
        return False
    return any(t.words[n] in _words()["standards"] and t.printed(n).isupper() for n in range(max(0, i - 7), i - 2))


def _is_law_head(word: str) -> bool:
    return word.endswith(_law_ends())


def _is_street(t: Tokens, i: int) -> bool:
    return t.capital(i) and t.words[i].endswith(_street_ends())


def _phone_before(t: Tokens, i: int) -> bool:
    """Whether a number that starts with 0 and has no unit stands before ("020 2012 345")."""
    word = t.words[i - 1]
    return word.isdecimal() and word[0] == "0"


def _in_address(t: Tokens, i: int) -> bool:
    """Whether the number is inside a web or e-mail address."""
    start = t.starts[i]
    before = t.text[max(0, start - _ADDRESS_REACH) : start]
    chunk = before[max(before.rfind(" "), before.rfind("\n")) + 1 :]
    return "://" in chunk or "www." in chunk or "@" in chunk


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    content = tomllib.loads(files("pipeline.dates").joinpath("surroundings.toml").read_text("utf-8"))
    return {name: frozenset(words) for name, words in content.items()}


@lru_cache(maxsize=1)
def _law_ends() -> tuple[str, ...]:
    return tuple(sorted(_words()["law_heads"]))


@lru_cache(maxsize=1)
def _street_ends() -> tuple[str, ...]:
    return tuple(sorted(_words()["street_ends"]))
