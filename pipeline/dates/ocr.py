"""Digits, years and months that OCR or a typist got wrong, put right before the rules look; offsets stay true."""

from __future__ import annotations

import re
from collections.abc import Set

from pipeline.dates.lexicon import Lexicon
from pipeline.dates.tokens import Tokens

_LOOKALIKES = str.maketrans("lI|iOoSsBbZz", "111100558822")
_MIXED = re.compile(r"(?<![^\W_])[0-9lIi|OoSBZ]{2,4}(?![^\W_])")
_LAST = re.compile(r"(?<![^\W_])j[i1](?=\.)")  # "jl."
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_SPLIT_ONE = re.compile(r"(?<=[0-9])3[._](?=[0-9])")  # a "1" in two pieces: "203_8", "2o3.8"
_STRAY_SIGN = re.compile(r"20[0-9][.,][0-9]")  # "8 mei 202,5"
_FIRM_LENGTH = 7  # letters of a month from which two may be wrong, between a day and a year
_SHORTEST, _LONGEST = 4, 12  # letters of a word that may be a misread month
_MOST_CHANGES = 2  # of the letters of a month
_DAY_LENGTH = 2  # digits of a day
_LONGEST_YEAR = 6  # signs of a year with dirt in it
_NEAR_WORDS = ("maart",)  # months that other words are like ("maar 2018"): only after a day


def mend_digits(text: str) -> str:
    """The text with "l2 maart 2O18" as "12 maart 2018", of the same length."""
    return _LAST.sub("jl", _MIXED.sub(_digits, text))


def mend_dates(t: Tokens, x: Lexicon, *, ocr: bool) -> Tokens:
    """The tokens with misread months and years put right: "20 decernber 203_8" becomes 20 december 2018.

    A year is mended after a month only, a month before a year only. In text that is not OCR only slips of the
    keyboard are mended, and only between a day and a year: "28 spetember 2020", "8 mei 202,5".
    """
    months = x.months.first_words()
    if not ocr and not _has_slip(t, months):
        return t
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    i = 0
    while i < len(t.words):
        word, end = t.words[i], i + 1
        after_day = i > 0 and t.words[i - 1].isdecimal() and len(t.words[i - 1]) <= _DAY_LENGTH
        like = [] if word in months or not (ocr or after_day) else _months_like(t, i, x, after_day=after_day)
        year, after = "", end
        if like or word in months:
            year, after = _year_at(t, end) if ocr else _typed_year_at(t, end, after_day=after_day)
        if year and like:
            word = _month(like, x, after_day=after_day and ocr) or word
        if year and ocr and _is_split_day(t, i):
            words[-2:] = [words[-2] + words[-1]]
            starts.pop()
            del ends[-2]
        words.append(word)
        starts.append(t.starts[i])
        ends.append(t.ends[i])
        if year and word in months:
            words.append(year)
            starts.append(t.starts[i + 1])
            ends.append(t.ends[after - 1])
            end = after
        i = end
    return Tokens(t.text, words, starts, ends)


def _has_slip(t: Tokens, months: Set[str]) -> bool:
    """Whether anything in a typed text may want mending: a day before an unknown word and a year, or half a year."""
    for n, word in enumerate(t.words):
        if len(word) <= _DAY_LENGTH and word.isdecimal():
            year, known = t.words[n + 2], t.words[n + 1] in months
            if year.isdecimal() and len(year) == (3 if known else 4) and (known or t.words[n + 1].isalpha()):
                return True
    return False


def _is_split_day(t: Tokens, i: int) -> bool:
    """Whether the day before the month at `i` is in two pieces, as stamps are read: "1 8 NOV. 2020"."""
    tens, ones = t.words[i - 2], t.words[i - 1]
    if i < 2 or not (len(tens) == len(ones) == 1 and tens in "123" and ones.isdecimal()):
        return False
    near = t.text[t.ends[i - 2] : t.starts[i - 1]] == " " and not t.joined(i - 2)
    return near and int(tens + ones) <= 31


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


def _typed_year_at(t: Tokens, i: int, *, after_day: bool) -> tuple[str, int]:
    """As `_year_at`, of what a typist may have done to a year."""
    if not after_day:
        return "", i
    if len(t.words[i]) == 4 and t.words[i].isdecimal():
        return (t.words[i], i + 1) if _YEAR.fullmatch(t.words[i]) else ("", i)
    typed = "".join(t.words[i : i + 3])
    joined = t.joined(i + 1) and t.joined(i + 2) and not t.words[i + 3][:1].isdecimal()
    return (re.sub(r"[.,]", "", typed), i + 3) if joined and _STRAY_SIGN.fullmatch(typed) else ("", i)


def _months_like(t: Tokens, i: int, x: Lexicon, *, after_day: bool) -> list[str]:
    """The months that token `i` may be a misspelling of."""
    word = t.words[i]
    if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha():
        return []
    read = word.replace("rn", "m")
    firm = after_day and t.words[i + 1].isdecimal()
    return [
        month
        for month in x.months.first_words()
        if len(month) >= _SHORTEST
        and read[0] == month[0]
        and _changes(read, month) <= (2 if firm and len(month) >= _FIRM_LENGTH else 1)
    ]


def _month(like: list[str], x: Lexicon, *, after_day: bool) -> str:
    """The one month that is meant; in OCR text common words that are like one ("maar") are it only after a day."""
    numbers = {x.months.value(name) for name in like}
    return like[0] if len(numbers) == 1 and (after_day or like[0] not in _NEAR_WORDS) else ""


def _changes(word: str, month: str) -> int:
    """Letters to change, add, drop or swap with the next one to make `month` of `word`."""
    if abs(len(word) - len(month)) > _MOST_CHANGES:
        return _MOST_CHANGES + 1
    two_up, above, row = [0], [0], list(range(len(month) + 1))
    for i, a in enumerate(word, 1):
        two_up, above, row = above, row, [i]
        for j, b in enumerate(month, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == month[j - 2] and word[i - 2] == b:
                cost = min(cost, two_up[j - 2] + 1)
            row.append(cost)
    return row[-1]
