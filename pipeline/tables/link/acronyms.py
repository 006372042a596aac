"""Abbreviations and what they stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from pipeline.tables.link.graph import Edge, Node
from pipeline.tables.link.grouping import Named, by_letter
from pipeline.tables.link.names import fold, is_acronym, one_line, squeeze, tokens

# How sure each reason is: a judgement, in order of what could make it wrong, not a measured probability.
BRACKETS, PART, ELSEWHERE, SAME = 0.95, 0.9, 0.8, 0.9
_SMALL_WORDS = frozenset(
    ["van", "voor", "de", "het", "der", "den", "en", "in", "op", "aan", "te", "of", "the", "and", "for", "to", "a"]
)
# An acronym this long means the same in every municipality; a shorter one is used for many things.
_WORLD_WIDE = 4


def acronym_edges(seen: Sequence[Named], brackets: Mapping[str, str]) -> Iterator[Edge]:
    """The reasons to take an abbreviation and a long form, or two abbreviations, for one thing.

    Args:
        seen: every mention of an organisation with its node.
        brackets: from the id of a mention in brackets to the id of the one before the brackets.
    """
    named = {occurrence.mention_id: (occurrence, node) for occurrence, node in seen}
    expansions: list[tuple[Named, Node]] = []
    for inside, before in brackets.items():
        if inside in named and before in named:
            short, long = sorted((named[inside], named[before]), key=lambda pair: len(pair[0].text))
            if abbreviates(short[0].text, long[0].text):
                expansions.append((short, long[1]))
                yield Edge(long[1], short[1], "abbreviation", BRACKETS)
    yield from _edges_between_letters(seen, expansions)
    for letter in by_letter(seen):
        yield from _part_edges(letter)


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


def _edges_between_letters(seen: Sequence[Named], expansions: Sequence[tuple[Named, Node]]) -> Iterator[Edge]:
    """An acronym that its own letter does not write out: as its municipality does, else as everyone does."""
    written_out = {node for (_, node), _ in expansions}
    local: dict[tuple[str, str], set[Node]] = defaultdict(set)
    everywhere: dict[str, set[Node]] = defaultdict(set)
    for (occurrence, node), long in expansions:
        local[occurrence.municipality, node.key].add(long)
        everywhere[node.key].add(long)
    for occurrence, node in seen:
        if node.reach != occurrence.letter_id or node in written_out:
            continue
        here, anywhere = local[occurrence.municipality, node.key], everywhere[node.key]
        long_enough = len(node.key) >= _WORLD_WIDE
        if len(here) == 1:
            yield Edge(min(here), node, "abbreviation-elsewhere", ELSEWHERE)
        elif not here and len(anywhere) == 1 and long_enough and not min(anywhere).reach:
            yield Edge(min(anywhere), node, "abbreviation-elsewhere", ELSEWHERE)
        elif not here:
            reach = "" if long_enough and not anywhere else occurrence.municipality
            yield Edge(Node("ORG", node.key, reach), node, "same-name", SAME)


def _part_edges(letter: Sequence[Named]) -> Iterator[Edge]:
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
