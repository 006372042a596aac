"""Abbreviations and what they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from pipeline.tables.link.graph import Edge, Node
from pipeline.tables.link.names import fold, is_acronym, one_line, squeeze, tokens
from pipeline.tables.link.occurrence import Named

# How sure each reason is: a judgement, in order of what could make it wrong, not a measured probability.
BRACKETS, PART, ELSEWHERE, SAME = 0.95, 0.9, 0.8, 0.9
_SMALL_WORDS = frozenset(
    ["van", "voor", "de", "het", "der", "den", "en", "in", "op", "aan", "te", "of", "the", "and", "for", "to", "a"]
)
# An acronym this long means the same in every municipality; a shorter one is used for many things.
_WORLD_WIDE = 4


class Acronym(NamedTuple):
    """An abbreviation in a letter of that municipality; `long` is what the letter writes it out as, or None."""

    municipality: str
    node: Node
    long: Node | None


def expansions_in(brackets: Iterable[tuple[Named, Named]]) -> Iterator[tuple[Acronym, Edge]]:
    """The abbreviations that a letter writes out.

    Args:
        brackets: the organisations of which one stands in brackets behind the other.
    """
    for pair in brackets:
        short, long = sorted(pair, key=lambda named: len(named[0].text))
        if abbreviates(short[0].text, long[0].text):
            yield Acronym(short[0].municipality, short[1], long[1]), Edge(long[1], short[1], "abbreviation", BRACKETS)


def acronyms_in(organisations: Iterable[Named], written_out: Sequence[Acronym]) -> set[Acronym]:
    """The abbreviations of a letter: those that it writes out, and those that it doesn't."""
    nodes = {acronym.node for acronym in written_out}
    others = {
        Acronym(occurrence.municipality, node, None)
        for occurrence, node in organisations
        if node.reach == occurrence.letter_id and node not in nodes and is_acronym(occurrence.text)
    }
    return {*written_out, *others}


def acronym_edges(used: Iterable[Acronym]) -> Iterator[Edge]:
    """The reasons that all letters together give for one abbreviation, wherever it is used.

    One that its own letter does not write out stands for what it does in its municipality, else everywhere.
    """
    local: dict[str, set[Node]] = defaultdict(set)
    opened: set[Acronym] = set()
    for acronym in used:
        if acronym.long is None:
            opened.add(acronym)
        else:
            local[acronym.municipality].add(acronym.long)
    anywhere = set().union(*local.values())
    for municipality, node, _ in opened:
        here, long_enough = local[municipality], len(node.key) >= _WORLD_WIDE
        if len(here) == 1:
            yield Edge(min(here), node, "abbreviation-elsewhere", ELSEWHERE)
        elif not here and len(anywhere) == 1 and long_enough and not min(anywhere).reach:
            yield Edge(min(anywhere), node, "abbreviation-elsewhere", ELSEWHERE)
        elif not here:
            reach = "" if long_enough and not anywhere else municipality
            yield Edge(Node("ORG", node.key, reach), node, "same-name", SAME)


def abbreviates(short: str, long: str) -> bool:
    """Whether the letters of `short` stand for the words of `long`: every word but the small ones gives its first.

    A word may give more of its consonants ("PvdA" of "Partij van de Arbeid", "ILT" of "Leefomgeving en Transport").
    """
    letters, words = squeeze(fold(short)), tokens(fold(long))
    return 2 <= len(letters) <= 10 and len(words) >= 2 and _gives(letters, words)


def _gives(letters: str, words: Sequence[str]) -> bool:
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    if word in _SMALL_WORDS and _gives(letters, rest):
        return True
    if not letters or word[0] != letters[0]:
        return False
    used = 1
    if _gives(letters[used:], rest):
        return True
    for char in word[1:]:
        if used < len(letters) and char == letters[used] and char not in "aeiou":
            used += 1
            if _gives(letters[used:], rest):
                return True
    return False


def part_edges(letter: Sequence[Named]) -> Iterator[Edge]:
    """ "Brightlands MHC" and "Brightlands Maastricht Health Campus": the same but for one word, which abbreviates."""
    nodes = {one_line(occurrence.text): node for occurrence, node in letter}
    for short, long in permutations(sorted(nodes), 2):
        if nodes[short] != nodes[long] and _abbreviates_in_part(short.split(), long.split()):
            yield Edge(nodes[long], nodes[short], "abbreviation", PART)


def _abbreviates_in_part(short: list[str], long: list[str]) -> bool:
    if not 2 <= len(short) < len(long):
        return False
    for index, word in enumerate(short):
        tail = len(short) - index - 1
        middle = long[index : len(long) - tail]
        same = [fold(w) for w in long[:index] + long[len(long) - tail :]] == [
            fold(w) for w in short[:index] + short[index + 1 :]
        ]
        if same and is_acronym(word) and len(word) >= 3 and abbreviates(word, " ".join(middle)):
            return True
    return False
