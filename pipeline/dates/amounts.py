"""Money: "€ 1,5 miljoen", "EUR 2.300.000,-", "64 million Euros", "RMB 500 million", "k€ 40"."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from pipeline.dates.tokens import Phrases, Tokens, tokenise
from pipeline.records import Amount

# Signs and names of currencies, ISO 4217. A "$" is the American one unless letters before it say otherwise.
_CURRENCIES = Phrases(
    {
        "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "euro's": "EUR",
        "us$": "USD", "usd": "USD", "$": "USD", "dollar": "USD", "dollars": "USD",
        "£": "GBP", "gbp": "GBP", "pond": "GBP", "pounds": "GBP",
        "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "renminbi": "CNY", "¥": "JPY", "jpy": "JPY", "yen": "JPY",
        "chf": "CHF", "nlg": "NLG", "gulden": "NLG", "guilders": "NLG", "ƒ": "NLG", "fl .": "NLG", "fl": "NLG",
    }
)  # fmt: skip
_MULTIPLES = Phrases(
    {
        "duizend": 10**3, "thousand": 10**3, "k": 10**3,
        "miljoen": 10**6, "million": 10**6, "mln": 10**6, "mln.": 10**6, "mio": 10**6, "mio.": 10**6, "m": 10**6,
        "miljard": 10**9, "billion": 10**9, "mld": 10**9, "mld.": 10**9, "mrd": 10**9, "bn": 10**9, "b": 10**9,
        "biljoen": 10**12, "trillion": 10**12,
    }
)  # fmt: skip
_UNNUMBERED = Phrases(
    {"tientallen": 0, "honderden": 0, "duizenden": 0, "miljoenen": 0, "hundreds of": 0, "millions of": 0}
)
_TENS_OF_THOUSANDS = Phrases({"ton": 10**5})  # "€ 3 ton"; without a currency it is a weight
_RANGE = Phrases({"-": 1, "tot": 1, "à": 1, "tot en met": 1, "t / m": 1, "to": 1, "en": 1, "and": 1})
_BETWEEN = Phrases({"tussen": 1, "between": 1, "tussen de": 1})
_WORDS = {
    word: Decimal(value)
    for word, value in {
        "een": "1", "één": "1", "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7",
        "acht": "8", "negen": "9", "tien": "10", "elf": "11", "twaalf": "12", "vijftien": "15", "twintig": "20",
        "dertig": "30", "veertig": "40", "vijftig": "50", "honderd": "100", "duizend": "1000",
        "anderhalf": "1.5", "anderhalve": "1.5", "half": "0.5",
        "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
        "nine": "9", "ten": "10", "twelve": "12", "fifteen": "15", "twenty": "20", "thirty": "30", "forty": "40",
        "fifty": "50",
    }.items()
}  # fmt: skip
_LIKE_YEAR = range(1900, 2100)  # "in 2022 tot 9,3 miljoen euro" is no range of money
_LARGEST_SHARED = 1000  # the multiple of the last number of a range holds for a first one below this
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_LONGEST = 24  # characters of a number; longer runs of digits are no sums of money


class _Number(NamedTuple):
    value: Decimal
    end: int
    multiple: int


def read_amounts(text: str) -> list[Amount]:
    """Find the sums of money of a text, with value and currency.

    The signs say which comma is which: "1.410" and "1,410" are thousands, "1,5" and "0.5" decimals. Of a range
    each end is an amount, and the multiple and the currency of one end hold for both. What has no number
    ("honderden euro's") has an empty value.
    """
    t = tokenise(text)
    found: list[Amount] = []
    i = 0
    starters = _CURRENCIES.first_words() | {"k", "m"} | _UNNUMBERED.first_words() | _WORDS.keys()
    for n in [n for n, word in enumerate(t.words) if word.isdecimal() or word in starters]:
        if n < i:
            continue
        amounts, end = _prefixed(t, n) or _suffixed(t, n) or _unnumbered(t, n) or ([], n)
        if amounts:
            found += amounts
            i = end
    return found


def _prefixed(t: Tokens, i: int) -> tuple[list[Amount], int] | None:
    """A currency before its number: "€ 12.000 tot € 15.000", "k€ 40", "RMB 500 million"."""
    start, factor = i, 1
    if t.words[i] in ("k", "m") and t.joined(i + 1) and t.words[i + 1] == "€":
        start, factor = i + 1, 1000 if t.words[i] == "k" else 10**6
    currency = _CURRENCIES.at(t, start)
    if not currency or (t.joined(i) and (t.words[i - 1].isalnum() or _is_code(t, i))):
        return None
    i, sign = (i - 1, -1) if t.words[i - 1] == "-" and t.joined(i) and not t.joined(i - 1) else (i, 1)
    minus = t.words[currency[1]] == "-" and t.joined(currency[1] + 1)
    number = _number(t, currency[1] + minus)
    if not number:
        return None
    if minus or sign < 0:
        return [_amount(t, i, number.end, -number.value * factor * number.multiple, currency[0])], number.end
    tons = _TENS_OF_THOUSANDS.at(t, number.end)
    number = _Number(number.value, tons[1], tons[0]) if tons and number.multiple == 1 else number
    other = _other_end(t, i, number, currency[0])
    if not other:
        return [_amount(t, i, number.end, number.value * factor * number.multiple, currency[0])], number.end
    begin, last = other
    multiple = _shared_multiple(number, last)
    return [
        _amount(t, i, number.end, number.value * factor * multiple, currency[0]),
        _amount(t, begin, last.end, last.value * factor * last.multiple, currency[0]),
    ], last.end


def _is_code(t: Tokens, i: int) -> bool:
    """Whether a sign is part of a code, as OCR makes them of letters: "10.2.€"."""
    return t.words[i - 1] == "." and t.joined(i - 1) and t.words[i - 2].isdecimal()


def _suffixed(t: Tokens, i: int) -> tuple[list[Amount], int] | None:
    """A currency after its number: "28.000 euro", "64 million Euros", "5 tot 6 miljoen euro"."""
    if t.joined(i) and (t.words[i - 1].isalnum() or t.words[i - 1] in ".,-/"):
        return None
    number = _number(t, i)
    if not number:
        return None
    currency = _CURRENCIES.at(t, number.end)
    link = _RANGE.at(t, number.end)
    if not currency and link and ((link[0] and t.words[number.end] not in ("en", "and")) or _BETWEEN.before(t, i)):
        last = _number(t, link[1])
        currency = _CURRENCIES.at(t, last.end) if last else None
        if last and currency and number.value < last.value * last.multiple and not _is_year(t, i, number):
            multiple = _shared_multiple(number, last)
            return [
                _amount(t, i, number.end, number.value * multiple, currency[0]),
                _amount(t, link[1], currency[1], last.value * last.multiple, currency[0]),
            ], currency[1]
        return None
    if not currency or (currency[0] == "EUR" and t.words[number.end] == "€" and _number(t, currency[1])):
        return None
    return [_amount(t, i, currency[1], number.value * number.multiple, currency[0])], currency[1]


def _unnumbered(t: Tokens, i: int) -> tuple[list[Amount], int] | None:
    """ "Honderden euro's": a sum of money that is not said."""
    vague = _UNNUMBERED.at(t, i)
    currency = _CURRENCIES.at(t, vague[1]) if vague else None
    return ([Amount(t.starts[i], t.ends[currency[1] - 1], "", currency[0])], currency[1]) if currency else None


def _other_end(t: Tokens, i: int, number: _Number, currency: str) -> tuple[int, _Number] | None:
    """The number after "tot" or a dash, and the token it (or its own currency sign) starts at."""
    link = _RANGE.at(t, number.end)
    if not link or (t.words[number.end] in ("en", "and") and not _BETWEEN.before(t, i)):
        return None
    sign = _CURRENCIES.at(t, link[1])
    last = _number(t, sign[1] if sign else link[1])
    if not last or (sign and sign[0] != currency) or (not sign and _CURRENCIES.at(t, last.end)):
        return None
    return (link[1], last) if last.value * last.multiple > number.value else None


def _shared_multiple(number: _Number, last: _Number) -> int:
    """What the first number of a range is multiplied by: "5 tot 6 miljoen" is 5 million, "5000 tot 1 miljoen" not."""
    return last.multiple if number.multiple == 1 and number.value < _LARGEST_SHARED else number.multiple


def _is_year(t: Tokens, i: int, number: _Number) -> bool:
    """Whether the first number of a range is a year: printed with four digits and no sign."""
    return number.end == i + 1 and number.value in _LIKE_YEAR


def _number(t: Tokens, i: int) -> _Number | None:
    """A number with its multiple and its ",-"; the token after them."""
    if t.words[i] in _WORDS:
        multiple = _MULTIPLES.at(t, i + 1)
        named = _WORDS[t.words[i]]
        if multiple and len(t.words[i + 1]) > 1:
            return _Number(named, multiple[1], multiple[0])
        return _Number(named, i + 1, 1)
    if not t.words[i].isdecimal():
        return None
    end = i + 1
    while t.words[end] in (".", ",") and t.joined(end) and t.joined(end + 1) and t.words[end + 1].isdecimal():
        end += 2
        if t.ends[end - 1] - t.starts[i] > _LONGEST:
            return None
    spaced = end
    while len(t.words[spaced]) == 3 and t.words[spaced].isdecimal() and end == i + 1 and len(t.words[i]) <= 3:
        if t.starts[spaced] - t.ends[spaced - 1] != 1 or t.text[t.ends[spaced - 1]] == "\n":
            break
        spaced += 1
    value = _value(t.text[t.starts[i] : t.ends[end - 1]] if spaced == end else "".join(t.words[i:spaced]))
    if value is None:
        return None
    return _with_multiple(t, value, spaced)


def _with_multiple(t: Tokens, value: Decimal, end: int) -> _Number:
    if (
        t.words[end] in (",", ".") and t.joined(end) and t.words[end + 1] in ("-", "=")
    ):  # "2.300.000,-", also "745.000.-"
        end += 2 + (t.words[end + 2] == "-" and t.joined(end + 2))
    multiple = _MULTIPLES.at(t, end)
    if multiple and (len(t.words[end]) > 1 or _letter_multiple(t, end)):
        return _Number(value, multiple[1], multiple[0])
    return _Number(value, end, 1)


def _letter_multiple(t: Tokens, i: int) -> bool:
    """Whether a single letter multiplies: "€80 M", "€325M", "€ 40k", "US$ 5m", not "€ 40 m" (metres) or "€ 10.2b"."""
    if t.joined(i + 1) and t.words[i + 1].isalnum():
        return False
    return (t.words[i] == "m" and (t.capital(i) or t.joined(i))) or (t.words[i] == "k" and t.joined(i))


def _value(printed: str) -> Decimal | None:
    """The number that is printed: groups of three digits are thousands, anything after the last sign a fraction."""
    if len(printed) > _LONGEST:
        return None
    signs = [char for char in printed if char in ".,"]
    if not signs:
        return Decimal(printed)
    grouped = _GROUPED.fullmatch(printed)
    if grouped and not printed.startswith("0"):
        return Decimal(printed.replace(".", "").replace(",", ""))
    whole, _, fraction = printed.rpartition(signs[-1])
    if signs.count(signs[-1]) > 1:
        return None
    return Decimal(whole.replace(".", "").replace(",", "") + "." + fraction)


def _amount(t: Tokens, start: int, end: int, value: Decimal, currency: str) -> Amount:
    number = f"{value:f}"
    plain = number.rstrip("0").rstrip(".") if "." in number else number
    return Amount(t.starts[start], t.ends[end - 1], plain, currency)
