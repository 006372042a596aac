"""The words of one language, as the rules look them up."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files
from typing import Any

from pipeline.dates.tokens import Phrases
from pipeline.records import LanguageCode


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One table a kind of word, named as in `words_nl.toml`, where each is explained."""

    months: Phrases[int]
    month_abbreviations: Phrases[int]
    weekdays: Phrases[int]
    weekday_abbreviations: Phrases[int]
    seasons: Phrases[int]
    breaks: Phrases[list[int]]
    holidays: Phrases[str]
    numbers: Phrases[int]
    ordinals: Phrases[int]
    centuries: Phrases[int]
    decades: Phrases[int]
    units: Phrases[Any]
    spells: Phrases[str]
    relative: Phrases[int]
    rolling: Phrases[int]
    relative_days: Phrases[int]
    not_relative_days: Phrases[int]
    same: Phrases[Any]
    position: Phrases[str]
    approximately: Phrases[str]
    since: Phrases[str]
    until: Phrases[str]
    deadline: Phrases[str]
    prepositions: Phrases[int]
    through: Phrases[int]
    between: Phrases[int]
    coordination: Phrases[int]
    of: Phrases[int]
    now: Phrases[int]
    onwards: Phrases[int]
    ago: Phrases[int]
    past: Phrases[int]
    coming: Phrases[int]
    parts: Phrases[str]
    terms: Phrases[int]
    era: Phrases[int]
    article: Phrases[int]
    vague_ago: Phrases[int]
    century: Phrases[int]
    decade_lead: Phrases[int]
    first: Phrases[int]
    names: Phrases[int]
    past_verbs: Phrases[int]
    ordinal_ends: Phrases[int]
    day_ends: Phrases[int]
    last_century: Phrases[int]
    capital_months: Phrases[int]  # alone, these are months only with a capital (English)
    month_first: bool  # whether "March 3" is a date


@lru_cache(maxsize=4)
def lexicon(language: LanguageCode) -> Lexicon:
    """The words of a language; those of both, Dutch first, where the language is not known.

    Names of months and weekdays are read in both languages everywhere: letters quote each other.
    """
    tables = {code: _tables(code) for code in ("nl", "en")}
    own = ["nl", "en"] if language == "und" else [language]
    merged: dict[str, dict[str, Any]] = {}
    for code in ("nl", "en"):
        for name, words in tables[code].items():
            if code in own or name in _SHARED:
                merged[name] = {**words, **merged.get(name, {})}
    dutch = tables["nl"]["months"] if "nl" in own else {}
    merged["capital_months"] = {name: 1 for name in tables["en"]["months"] if name not in dutch}
    phrases = {f.name: Phrases(merged.get(f.name, {})) for f in fields(Lexicon) if f.name != "month_first"}
    return Lexicon(**phrases, month_first="en" in own)


_SHARED = {"months", "month_abbreviations", "weekdays", "names", "day_ends"}


def _tables(code: str) -> dict[str, dict[str, Any]]:
    """The word list of a language; the plain lists of [words] become tables as well."""
    content = tomllib.loads(files("pipeline.dates").joinpath(f"words_{code}.toml").read_text("utf-8"))
    lists = content.pop("words")
    content["coordination"] = content.pop("and")
    return content | {name: dict.fromkeys(phrases, 1) for name, phrases in lists.items()}
