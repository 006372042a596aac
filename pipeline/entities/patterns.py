"""Compiles the rules and finds what they describe.

Parts that every pattern may use, besides those of its rule set: `{U}` and `{L}`, a capital and a small letter;
`{municipality}`, `{province}`, `{water_board}`, `{ministry}`, the names in the TOOI lists; `{place}`, countries and
cities of the world; `{first_name}`, common first names.

A register takes longer to compile than a letter to read. So what may *not* stand somewhere is better said by a guard:
a pattern with guards is first tried without them, and compiled whole only where its match may have run into one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, cached_property
from itertools import groupby, islice

from pipeline.entities.overlap import Candidate
from pipeline.entities.settings import Guard, Rule, RuleSet
from pipeline.errors import ConfigError
from pipeline.registers import first_names, place_names, public_bodies, town_names

LETTERS = {
    "U": "[A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĨĪĬĮİĴĶĹĻĽŁŃŅŇŌŎŐŒŔŖŘŚŜŞŠŢŤŨŪŬŮŰŲŴŶŸŹŻŽ]",
    "L": "[a-zß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥĩīĭįıĵķĺļľłńņňōŏőœŕŗřśŝşšţťũūŭůűųŵŷźżž]",
}
PART = re.compile(r"\{([A-Za-z_]+)\}")
WORD = re.compile(r"\w+")
MOST_WORDS = 8
"""No name in a register has more."""
# A blank in a pattern, or a character class, whose blanks stay as they are.
BLANK = re.compile(r"\[(?:\\.|[^\]])*\]| ")


class Patterns:
    """The rules of all rule sets, ready to use."""

    def __init__(self, rule_sets: Iterable[RuleSet]) -> None:
        all_rules = [(rule, rules) for rules in rule_sets for rule in rules.rules]
        self._finders = [(rule, Finder(rule, rules)) for rule, rules in all_rules if not rule.extends]
        self._extenders = [(rule, compile_rule(rule, rules)) for rule, rules in all_rules if rule.extends]

    def find(self, text: str) -> Iterator[Candidate]:
        """What the rules find by themselves."""
        for rule, finder in self._finders:
            for start, end in finder.spans(text):
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
"""How many characters are looked at before or behind a match; the longest list of articles seen has 120."""


class Finder:
    """Finds what one rule describes."""

    def __init__(self, rule: Rule, rules: RuleSet) -> None:
        self._rule, self._rules = rule, rules
        self._needs = _compiled(rule.needs, rule)
        if not rule.needs:
            self._unguarded  # noqa: B018 - so that a mistake in it is found before the first letter

    @cached_property
    def _unguarded(self) -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], tuple[str, ...]]]]:
        """The pattern without its guards, and these."""
        used: set[str] = set()
        pattern = compile_rule(self._rule, self._rules, left_out=used)
        return pattern, [_ready(self._rules.guards[name], self._rule) for name in sorted(used)]

    @cached_property
    def _guarded(self) -> re.Pattern[str]:
        return compile_rule(self._rule, self._rules)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the names are that it finds, in order."""
        if not self._needs.search(text):
            return
        pattern, guards = self._unguarded
        group = "name" if "name" in pattern.groupindex else 0
        place = 0
        # The first match without guards is the first with them, unless it passes where one would have stopped it.
        while found := pattern.search(text, place):
            if any(_may_stop(text, *found.span(), *guard) for guard in guards):
                found = self._guarded.search(text, found.start())
                if not found:
                    return
            yield found.span(group)
            place = max(found.end(), found.start() + 1)


def compile_rule(rule: Rule, rules: RuleSet, *, left_out: set[str] | None = None) -> re.Pattern[str]:
    """The rule's regular expression with its parts filled in.

    Args:
        left_out: where the names of its guards are to be noted; the pattern is then made without them.

    Raises:
        ConfigError: a part that nobody defines, or a pattern that is no regular expression.
    """

    def fill(found: re.Match[str]) -> str:
        name = found.group(1)
        if name in LETTERS:
            return LETTERS[name]
        if name in rules.parts:
            return f"(?:{PART.sub(fill, rules.parts[name])})"
        if name in rules.guards and left_out is not None:
            left_out.add(name)
            return ""
        if name in rules.guards:
            return _spelled_out(rules.guards[name])
        if names := _register(name):
            return f"(?:{names})"
        raise ConfigError(f"rule {rule.name}: no part is called {name}")

    pattern = PART.sub(fill, rule.pattern) + (r"\Z" if rule.extends and rule.side == "before" else "")
    return _compiled(pattern, rule)


def _compiled(pattern: str, rule: Rule) -> re.Pattern[str]:
    blank = r"[ \u00a0\n]" if rule.across_lines else "[ \u00a0]"
    try:
        return re.compile(BLANK.sub(lambda found: found.group() if found.group() != " " else blank, pattern), re.M)
    except re.error as error:
        raise ConfigError(f"rule {rule.name}: {error}") from error


def _ready(guard: Guard, rule: Rule) -> tuple[re.Pattern[str], tuple[str, ...]]:
    for kind in guard.unlike:
        if not _names(kind):
            raise ConfigError(f"rule {rule.name}: no register is called {kind}")
    return _compiled(guard.behind, rule), guard.unlike


def _spelled_out(guard: Guard) -> str:
    return rf"(?!(?:{'|'.join(map(_register, guard.unlike))})(?!\w))"


def _may_stop(text: str, start: int, end: int, behind: re.Pattern[str], unlike: Iterable[str]) -> bool:
    places = (before.end() for before in behind.finditer(text, start, end))
    return any(_begins_with_name(text[place : place + REACH], unlike) for place in places)


def _begins_with_name(text: str, registers: Iterable[str]) -> bool:
    """Whether the words that it begins with are those of a name, whatever stands between them."""
    first, *_ = words = [found.group() for found in islice(WORD.finditer(text), MOST_WORDS)] or [""]
    return any(words[: len(name)] == name for kind in registers for name in _by_first_word(kind).get(first, ()))


@cache
def _by_first_word(kind: str) -> dict[str, list[list[str]]]:
    names: dict[str, list[list[str]]] = {}
    for words in (WORD.findall(name) for name in _names(kind)):
        names.setdefault(words[0], []).append(words)
    return names


@cache
def _names(kind: str) -> frozenset[str]:
    if kind == "first_name":
        return frozenset(first_names())
    if kind == "place":
        return frozenset([*place_names(), *town_names()])
    bodies = (body for body in public_bodies() if body.kind == kind)
    return frozenset(name for body in bodies for name in (body.name, *body.aliases))


@cache
def _register(kind: str) -> str:
    names = _names(kind)
    spelled = names | {name.replace("'", "’") for name in names}
    # By their first two letters: a text then meets a few names at each place, not thousands.
    groups = groupby(sorted(spelled), key=lambda name: name[:2])
    return "|".join(f"{_spelled(start)}(?:{_ends(group)})" for start, group in groups)


def _ends(names: Iterable[str]) -> str:
    return "|".join(_spelled(name[2:]) for name in sorted(names, key=lambda name: (-len(name), name)))


def _spelled(part: str) -> str:
    # Names with a dash are printed with blanks around it as well ("Noord - Holland").
    return re.escape(part).replace(r"\ ", " ").replace(r"\-", " ?[-–] ?")
