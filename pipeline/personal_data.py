"""Contact data and numbers that may point at a private person, found by their form.

A hint is not a verdict: the town hall's own telephone number has the same form as anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["email", "phone", "bsn", "iban", "address"]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A hint: what kind, and where in the text (code points, end-exclusive)."""

    kind: Kind
    start_char: int
    end_char: int


# Every part is bounded, so that no text makes a search slow.
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}\b")),
    ("iban", re.compile(r"\b[A-Z]{2}\d{2} ?(?:[A-Z]{4}) ?\d{4} ?\d{4} ?\d{2}\b")),
    # 020-5551234, 06 12345678, +31 (0)20 555 12 34; the councils' own 14 020 is nobody's.
    ("phone", re.compile(r"(?<![\w+])(?:\+31|0031)[ -]?(?:\(0\))?[ -]?\d(?:[ -]?\d){8}(?!\d)")),
    ("phone", re.compile(r"(?<![\w.,/-])\(?0\d{1,3}\)?[ -]?\d(?:[ -]?\d){5,7}(?![\w/])")),
    ("bsn", re.compile(r"(?<![\w.,/-])\d{3}[. ]?\d{3}[. ]?\d{3}(?![\w/-])")),
    # A street with its number, then the postcode: Lange Brink 12b, 1234 AB.
    ("address", re.compile(r"\b[A-Z][\w'-]{2,30}(?: [\w'-]{1,30}){0,3} \d{1,4} ?[a-zA-Z]?,?\s{1,3}\d{4} ?[A-Z]{2}\b")),
)


def personal_data(text: str) -> Iterator[PersonalData]:
    """Yields the hints in order of place; where two overlap, the earlier form in the list above."""
    taken: list[tuple[int, int]] = []
    found: list[PersonalData] = []
    for kind, form in _FORMS:
        for match in form.finditer(text):
            span = match.span()
            if kind == "phone" and sum(char.isdecimal() for char in match.group()) not in range(10, 14):
                continue
            if kind == "bsn" and not passes_eleven_test(match.group()):
                continue
            if not any(start < span[1] and span[0] < end for start, end in taken):
                taken.append(span)
                found.append(PersonalData(kind, *span))
    yield from sorted(found, key=lambda hint: hint.start_char)


def passes_eleven_test(number: str) -> bool:
    """Whether the nine digits can be a citizen service number: 9a + 8b + ... + 2h - i is divisible by eleven.

    https://nl.wikipedia.org/wiki/Burgerservicenummer
    """
    digits = [int(char) for char in number if char.isdecimal()]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * digit for weight, digit in zip(weights, digits, strict=True))
    return any(digits) and total % 11 == 0
