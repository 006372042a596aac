"""What can be set about `language`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True, slots=True)
class LanguageSettings:
    """How languages are told apart.

    Attributes:
        detector: the library that judges characters. lingua is right more often on short Dutch lines and
            faster (`bench/language.py` measures both); langdetect is there for who needs its answers.
        mixed_share: the letter is "mixed" when the smaller of its two languages has at least this share of
            the body's letters. A Dutch letter with a few English contributions stays "nl".
        foreign_letters: a passage needs this many letters before it can be called a third language; shorter
            ones are too often names.
    """

    detector: Literal["lingua", "langdetect"] = "lingua"
    mixed_share: float = 0.4
    foreign_letters: int = 40
