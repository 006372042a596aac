"""What a rule is: a small function with a name, the words it starts at, and its own examples."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.dates.lexicon import Lexicon
from pipeline.dates.times import Time
from pipeline.dates.tokens import Tokens

Found = tuple[Time, int]  # what was said, and the token after it
Reader = Callable[[Tokens, int, Lexicon], Found | None]

# What rules that start at a number start at: numbers of one or two digits, of three, of four. They are read only where
# the number is not part of something else (`numerals.clean_left`).
DAY_DIGITS, OTHER_DIGITS, YEAR_DIGITS = "=1-2 digits", "=3 digits", "=4 digits"


class Example(NamedTuple):
    """A text of a letter of 6 February 2018, the expression in it and its EDTF value (empty: none can be given)."""

    text: str
    surface: str
    edtf: str
    language: str = "nl"


@dataclass(frozen=True, slots=True)
class Rule:
    """`read` is called at every token that `starts` names: the words of a table of the lexicon, or one after "="."""

    name: str
    starts: tuple[str, ...]
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]
    read: Reader


def rule(
    *starts: str, examples: tuple[tuple[str, ...], ...], counterexamples: tuple[str, ...] = ()
) -> Callable[[Reader], Rule]:
    """Make a reader function a rule that carries its examples and the texts it must leave alone."""

    def make(read: Reader) -> Rule:
        return Rule(
            read.__name__.replace("_", " "), starts, tuple(Example(*e) for e in examples), counterexamples, read
        )

    return make
