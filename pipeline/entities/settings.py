"""What can be set about `entities`: rule sets (`configs/rules/*.toml`) and the pipeline of each language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

RuleLabel = Literal["PERSON", "ORG", "LOC", "EVENT", "LAW", "MONEY", "NONE"]
"""The labels of `Mention`, and NONE for what looks like a name and is none ("Postbus 12600")."""

SURE = 0.9


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A pattern that finds names.

    Attributes:
        name: kebab-case, unique in all rule sets.
        label: what it finds.
        pattern: a regular expression. `{part}` stands for a part of the rule set or a register (see
            `patterns.py`), a blank for a no-break one too. The mention is the group `name`, or all of it.
        score: the share of its finds that is right. From 0.9 on it is believed over the model; below, it counts
            only where the model sees nothing.
        extends: when set, the pattern describes what stands at the side of a mention of this label and belongs
            to it ("artikel 10 van de" before "Wob").
        side: at which side of it.
        needs: what a text must hold for the rule to be looked at; it spares compiling a pattern full of registers.
        across_lines: whether a blank of the pattern may be a line end too, as in narrow letterhead columns.
        examples: texts with each mention of this rule in [[double brackets]], held by a test.
        counterexamples: texts in which the rule finds nothing, held by a test.
    """

    name: str
    label: RuleLabel
    pattern: str
    score: float = 0.95
    extends: str = ""
    side: Literal["before", "after"] = "before"
    needs: str = ""
    across_lines: bool = False
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class WordList:
    """Names that are found as they stand. `words` has one per line; `score` is meant as in `Rule`.

    Attributes:
        capitals: whether the name in capitals counts too ("AMSTERDAM").
    """

    name: str
    label: RuleLabel
    words: str
    score: float = 0.95
    capitals: bool = False

    @property
    def entries(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.words.splitlines() if line.strip())


@dataclass(frozen=True, kw_only=True, slots=True)
class Guard:
    """A place in a pattern where no name of a register may begin, such as a town behind a surname's dash.

    Attributes:
        unlike: the registers (see `patterns.py`).
        behind: a regular expression for what stands right before it; it finds every such place in a match.
    """

    unlike: tuple[str, ...]
    behind: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleSet:
    """One file of rules. `parts` are pieces of patterns that its rules share; `guards` are used like parts."""

    parts: Mapping[str, str] = field(default_factory=dict)
    guards: Mapping[str, Guard] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    words: tuple[WordList, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class EntitySettings:
    """How names are found.

    Attributes:
        rule_sets: all rule sets, in any order.
        pipelines: the spaCy pipeline for each language: "council" for our own model on a blank pipeline, "blank"
            for rules only, else the name of an installed spaCy package ("en_core_web_sm") or a folder.
        least_score: mentions of the model below this score are dropped; so are those below what the model's own
            card (`model.json`) asks of their label.
    """

    rule_sets: tuple[RuleSet, ...] = ()
    pipelines: Mapping[str, str] = field(default_factory=lambda: {"nl": "council", "en": "council"})
    least_score: float = 0.0
