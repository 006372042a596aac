"""What a piece of text says by itself about its language."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.language.detectors import NEIGHBOURS, Detector

WORD = re.compile(r"[^\W\d_]+")
VOWEL = re.compile("[aeiouyà-öø-ü]", re.IGNORECASE)
# Addresses and links are no language: "www.denhaag.nl" would count as Dutch in an English letter.
NO_LANGUAGE = re.compile(r"\S*(?:www\.|://|@)\S*|\ufffd+|\(cid:\d+\)")

# In natural logarithms of the odds Dutch : English. A function word makes its language e^1.5 = 4.5 times as
# likely; the detector alone can reach e^6 and does so only on texts of a line or more.
FUNCTION_WORD = 1.5
MOST_FROM_WORDS = 9.0
MOST_FROM_CHARACTERS = 6.0
FULL_TRUST_LETTERS = 40
# Running Dutch or English has a third to a half of function words; German shares "an", "war", "die", ...
RUNNING_TEXT = 0.15
# "T: 14 070" has more marks than letters as well; abbreviations without vowels come in ones and twos.
LEAST_GARBAGE, LONG_GARBAGE = 6, 40
# The detector's time grows with the text, its certainty doesn't after a few lines.
ENOUGH_WORDS = 50


@dataclass(frozen=True, slots=True)
class Evidence:
    """`odds` is log(Dutch : English); `foreign` says that it is neither; `letters` counts those of real words."""

    odds: float
    foreign: bool
    letters: int


def weigh(text: str, detect: Detector, foreign_letters: int) -> Evidence:
    """The evidence in `text` alone."""
    plain = NO_LANGUAGE.sub(" ", text)
    words = WORD.findall(plain)
    letters = sum(map(len, words))
    if not letters:
        return Evidence(0.0, False, 0)
    nl, en = _count(words)
    spread = max(-MOST_FROM_WORDS, min(MOST_FROM_WORDS, FUNCTION_WORD * (nl - en)))
    running = (nl + en) / len(words) >= RUNNING_TEXT
    # Neither the detector nor the neighbours can turn so many function words: most of a letter needs no detector.
    settled = running and abs(spread) == MOST_FROM_WORDS
    likely = {} if settled else detect(" ".join(words[:ENOUGH_WORDS]))
    foreign = _is_garbage(plain, words) or (letters >= foreign_letters and not running and _is_neighbour(likely))
    return Evidence(spread + _log_odds(likely) * min(1.0, letters / FULL_TRUST_LETTERS), foreign, letters)


def _count(words: Iterable[str]) -> tuple[int, int]:
    function_words = _function_words()
    folded = [word.casefold() for word in words]
    return tuple(sum(word in function_words[code] for word in folded) for code in ("nl", "en"))  # type: ignore[return-value]


@cache
def _function_words() -> dict[str, frozenset[str]]:
    lists = tomllib.loads((files(__package__) / "function_words.toml").read_text(encoding="utf-8"))
    return {code: frozenset(words.split()) for code, words in lists.items()}


def _log_odds(likely: dict[str, float]) -> float:
    least = math.exp(-MOST_FROM_CHARACTERS)
    odds = math.log((likely.get("nl", 0.0) + least) / (likely.get("en", 0.0) + least))
    return max(-MOST_FROM_CHARACTERS, min(MOST_FROM_CHARACTERS, odds))


def _is_neighbour(likely: dict[str, float]) -> bool:
    return sum(likely.get(code, 0.0) for code in NEIGHBOURS) >= 0.9


def _is_garbage(text: str, words: list[str]) -> bool:
    """Whether hardly anything in it can be said aloud, as in text behind a broken font."""
    letters = sum(map(len, words))
    marks = sum(not char.isalnum() and not char.isspace() for char in text)
    if letters >= LEAST_GARBAGE and marks > letters:
        return True
    readable = sum(len(word) for word in words if len(word) > 1 and VOWEL.search(word))
    return letters >= LONG_GARBAGE and readable < 0.5 * letters
