"""Digits, years and months that OCR confuses, put right before the rules look; every character keeps its place."""

from __future__ import annotations

import re

from pipeline.dates.lexicon import Lexicon
from pipeline.dates.tokens import Tokens

_LOOKALIKES = str.maketrans("lI|iOoSsBbZz", "111100558822")
_MIXED = re.compile(r"(?<![^\W_])[0-9lIi|OoSBZ]{2,4}(?![^\W_])")
_LAST = re.compile(r"(?<![^\W_])j[i1](?=\.)")  # "jl."
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SPLIT_ONE = re.compile(r"(?<=[0-9])3[._](?=[0-9])")  # a "1" in two pieces: "203_8", "2o3.8"
_MOST_CHANGES = 1  # letters of a month that may be wrong
_SHORTEST, _LONGEST = 4, 12  # letters of a word that may be a misread month
_LONGEST_YEAR = 6  # signs of a year with dirt in it
_NEAR_WORDS = ("maart",)  # months that other words are like ("maar 2018"): only after a day


def mend_digits(text: str) -> str:
    """The text with "l2 maart 2O18" as "12 maart 2018", of the same length."""
    return _LAST.sub("jl", _MIXED.sub(_digits, text))


def mend_dates(t: Tokens, x: Lexicon) -> Tokens:
    """The tokens with misread months and years put right: "20 decernber 203_8" becomes 20 december 2018.

    A year is mended after a month only, a month before a year only.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    i = 0
    while i < len(t.words):
        word, end = t.words[i], i + 1
        known = word in x.months.first_words()
        like = [] if known or not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha() else _months_like(word, x)
        year, after = _year_at(t, i + 1) if known or like else ("", i + 1)
        if year and like:
            word = _month(like, after_day=t.words[i - 1].isdecimal() and len(t.words[i - 1]) <= 2) or word
        words.append(word)
        starts.append(t.starts[i])
        ends.append(t.ends[i])
        if year and word in x.months.first_words():
            words.append(year)
            starts.append(t.starts[i + 1])
            ends.append(t.ends[after - 1])
            end = after
        i = end
    return Tokens(t.text, words, starts, ends)


def _digits(found: re.Match[str]) -> str:
    word = found.group()
    return word.translate(_LOOKALIKES) if any(char.isdecimal() for char in word) else word


def _year_at(t: Tokens, i: int) -> tuple[str, int]:
    """The year that the signs from token `i` on are meant to be, and the token after them; "" for none."""
    end, signs = i + 1, t.words[i]
    while t.joined(end) and len(signs) < _LONGEST_YEAR:
        signs += t.words[end]
        end += 1
    while end > i + 1 and not t.words[end - 1].isalnum():
        end -= 1
        signs = signs[: -len(t.words[end])]
    read = _SPLIT_ONE.sub("1", signs.translate(_LOOKALIKES))
    plain = re.sub(r"[._,]", "", read)
    for year in (read, plain, f"2{plain}" if plain.startswith("0") and len(plain) == 3 else ""):
        if _YEAR.fullmatch(year):
            return year, end
    return "", i


def _months_like(word: str, x: Lexicon) -> list[str]:
    read = word.replace("rn", "m")
    return [month for month in x.months.first_words() if len(month) >= _SHORTEST and _is_like(read, month)]


def _month(like: list[str], *, after_day: bool) -> str:
    """The one month that is meant; without a day before it only one that no common word resembles."""
    return like[0] if len(like) == 1 and (after_day or like[0] not in _NEAR_WORDS) else ""


def _is_like(word: str, month: str) -> bool:
    """Whether `word` is `month` with at most one letter changed, added or lost, not the first one."""
    if word == month:
        return True
    if word[0] != month[0] or abs(len(word) - len(month)) > _MOST_CHANGES:
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, month, strict=False)) if a != b), min(len(word), len(month)))
    return any(
        word[same + skip_word :] == month[same + skip_month :] for skip_word, skip_month in ((1, 1), (1, 0), (0, 1))
    )
