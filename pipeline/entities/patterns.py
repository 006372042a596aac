"""Compiles the rules and finds what they describe.

Parts that every pattern may use, besides those of its rule set: `{U}` and `{L}`, a capital and a small letter;
`{municipality}`, `{province}`, `{water_board}`, `{ministry}`, the names in the TOOI lists; `{place}`, countries and
cities of the world; `{first_name}`, common first names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from itertools import groupby

from pipeline.entities.overlap import Candidate
from pipeline.entities.settings import Rule, RuleSet
from pipeline.errors import ConfigError
from pipeline.registers import first_names, place_names, public_bodies, town_names

LETTERS = {
    "U": "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŸŹŻŽ]",
    "L": "[a-zß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥĩīĭįıĵķĺļľłńņňōŏőœŕŗřśŝşšţťũūŭůűųŵŷźżž]",
}
PART = re.compile(r"\{([A-Za-z_]+)\}")
# A blank in a pattern, or a character class, whose blanks stay as they are.
BLANK = re.compile(r"\[(?:\\.|[^\]])*\]| ")


class Patterns:
    """The rules of all rule sets, ready to use."""

    def __init__(self, rule_sets: Iterable[RuleSet]) -> None:
        compiled = [(rule, compile_rule(rule, rules.parts)) for rules in rule_sets for rule in rules.rules]
        self._finders = [(rule, pattern) for rule, pattern in compiled if not rule.extends]
        self._extenders = [(rule, pattern) for rule, pattern in compiled if rule.extends]

    def find(self, text: str) -> Iterator[Candidate]:
        """What the rules find by themselves."""
        for rule, pattern in self._finders:
            for found in pattern.finditer(text):
                start, end = found.span("name" if "name" in pattern.groupindex else 0)
                yield Candidate(rule.label, start, end, rule.score, "rule", rule.name)

    def extend(self, text: str, candidate: Candidate) -> Candidate:
        """`candidate` with what belongs before it, if a rule says so."""
        start, end, score, origin = candidate.start_char, candidate.end_char, candidate.score, candidate.origin
        for rule, pattern in self._extenders:
            if rule.extends != candidate.label:
                continue
            if rule.side == "after":
                found = pattern.match(text, end)
            else:
                found = pattern.search(text, max(0, start - REACH), start)
            if found:
                start, end = min(start, found.start()), max(end, found.end())
                score, origin = rule.score, rule.name
        return replace(candidate, start_char=start, end_char=end, score=score, origin=origin)


REACH = 200
"""How many characters an extending pattern may look back; the longest list of articles seen has 120."""


def compile_rule(rule: Rule, parts: Mapping[str, str]) -> re.Pattern[str]:
    """The rule's regular expression with its parts filled in.

    Raises:
        ConfigError: a part that nobody defines, or a pattern that is no regular expression.
    """

    def fill(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in LETTERS:
            return LETTERS[name]
        if name in parts:
            return f"(?:{PART.sub(fill, parts[name])})"
        if names := _register(name):
            return f"(?:{names})"
        raise ConfigError(f"rule {rule.name}: no part is called {name}")

    pattern = PART.sub(fill, rule.pattern) + (r"\Z" if rule.extends and rule.side == "before" else "")
    try:
        blank = r"[ \u00a0\n]" if rule.across_lines else "[ \u00a0]"
        return re.compile(BLANK.sub(lambda found: found.group() if found.group() != " " else blank, pattern), re.M)
    except re.error as error:
        raise ConfigError(f"rule {rule.name}: {error}") from error


@cache
def _register(kind: str) -> str:
    if kind == "first_name":
        names = set(first_names())
    elif kind == "place":
        names = {*place_names(), *town_names()}
    else:
        names = {name for body in public_bodies() if body.kind == kind for name in (body.name, *body.aliases)}
    spelled = names | {name.replace("'", "’") for name in names}
    # By their first two letters: a text then meets a few names at each place, not thousands.
    groups = groupby(sorted(spelled), key=lambda name: name[:2])
    return "|".join(f"{_spelled(start)}(?:{_ends(group)})" for start, group in groups)


def _ends(names: Iterable[str]) -> str:
    return "|".join(_spelled(name[2:]) for name in sorted(names, key=lambda name: (-len(name), name)))


def _spelled(part: str) -> str:
    # Names with a dash are printed with blanks around it as well ("Noord - Holland").
    return re.escape(part).replace(r"\ ", " ").replace(r"\-", " ?[-–] ?")
