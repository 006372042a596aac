"""Which mentions of organisations are one organisation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.registers import PublicBody, find_body
from pipeline.tables.link.graph import Edge, Node
from pipeline.tables.link.lists import department_words, organisations
from pipeline.tables.link.names import fold, is_acronym, is_rank, squeeze, tokens, without_article
from pipeline.tables.link.occurrence import Named, Occurrence

# A judgement, below those of abbreviations: two real names can differ by one letter.
MISPRINT = 0.75
_MUNICIPALITY = re.compile(r"^(?:gemeente|municipality of|city of)\s+|\s+municipality$")
_PROVINCE = re.compile(r"^(?:provincie|province of)\s+|\s+province$")
_LEGAL_FORM = re.compile(r"[\s,]+(?:b\.?v|n\.?v|v\.?o\.?f|c\.?v|u\.?a|ltd|inc|gmbh)\.?$")
_REGISTERS = ("ministry", "water_board", "independent_body", "joint_body", "public_body", "other_body")
# A single word this long is taken for a name of its own; a shorter one ("Centrum") for a local one.
_LONG_WORD = 6
# A misprint is looked for in words of at least this length, in names of at least that length.
_MISPRINT_WORD, _MISPRINT_NAME = 5, 10


def organisation_node(seen: Occurrence) -> Node:
    """The reach in which this name means one organisation.

    Bodies of the registers and of the list: everywhere. Names made of words that every municipality uses ("Juridisch
    Bureau") and single short words: one municipality. An acronym: one letter, until `acronyms` finds more.
    """
    folded = _LEGAL_FORM.sub("", without_article(fold(seen.text)))
    key = squeeze(folded)
    known = organisations().get(key)
    body = _public_body(fold(known.name) if known is not None else folded)
    if body is not None:
        return Node("ORG", f"{body.kind} {squeeze(fold(body.name))}", "", body.code, _name(body))
    if known is not None:
        return Node("ORG", squeeze(fold(known.name)), seen.municipality if known.local else "", "", known.name)
    if is_acronym(seen.text):
        return Node("ORG", key, seen.letter_id)
    return Node("ORG", key, seen.municipality if _is_local(folded) else "")


def _public_body(folded: str) -> PublicBody | None:
    if _MUNICIPALITY.search(folded):
        return find_body(_MUNICIPALITY.sub("", folded), "municipality")
    if _PROVINCE.search(folded):
        return find_body(_PROVINCE.sub("", folded), "province")
    return find_body(folded, *_REGISTERS)


def _name(body: PublicBody) -> str:
    return {"municipality": "gemeente ", "province": "provincie "}.get(body.kind, "") + body.name


def _is_local(folded: str) -> bool:
    words = tokens(folded)
    if not words or words[0] in department_words() or all(word in department_words() for word in words):
        return True
    if any(word.startswith(("afdeling", "bureau", "dienst")) for word in words):
        return True
    return len(words) == 1 and len(words[0]) < _LONG_WORD


def misprint_edges(municipality: Sequence[Named]) -> Iterator[Edge]:
    """Names in one municipality that are the same but for one word, which is misprinted in one of them.

    Misprinted is: a letter too many, too few, or out of place. A letter that stands for another ("De Meent", "De
    Meert") makes another name as easily as a misprint, and so do numbers; those stay apart.
    """
    counts: Counter[Node] = Counter()
    nodes: dict[tuple[str, ...], Node] = {}
    for occurrence, node in municipality:
        counts[node] += occurrence.count
        words = tokens(fold(occurrence.text))
        if not node.identifier and sum(map(len, words)) >= _MISPRINT_NAME:
            nodes[words] = max(nodes.get(words, node), node)
    alike: dict[tuple[object, ...], list[tuple[str, Node]]] = defaultdict(list)
    for words, node in sorted(nodes.items()):
        for index, word in enumerate(words):
            rest = (words[:index], words[index + 1 :])
            alike[*rest, word[:3], ""].append((word, node))
            alike[*rest, "", word[-3:]].append((word, node))
    found = set()
    for group in alike.values():
        for (one, first), (other, second) in combinations(group, 2):
            if first != second and _is_misprint(one, other):
                found.add(tuple(sorted((first, second), key=lambda node: (-counts[node], node))))
    for better, worse in sorted(found):
        yield Edge(better, worse, "misprint", MISPRINT)


def _is_misprint(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _MISPRINT_WORD or is_rank(one) or is_rank(other):
        return False
    transposed = len(one) == len(other) and sorted(one) == sorted(other)
    if len(one) == len(other) and not transposed:
        return False
    return DamerauLevenshtein.distance(one, other, score_cutoff=1) == 1
