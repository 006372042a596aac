"""Hints at personal data, as issues: nothing private is to be published unseen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.personal_data import Kind, personal_data
from pipeline.records import Issue, Letter
from pipeline.tables.spans import Places

_WORDS: dict[Kind, str] = {
    "email": "e-mail address",
    "phone": "telephone number",
    "bsn": "number that can be a citizen service number (BSN)",
    "iban": "bank account number",
    "address": "postal address",
}


def personal_data_issues(letter: Letter, places: Places) -> Iterator[Issue]:
    """One issue per page and kind. The data itself is not repeated: it would have to be protected here as well."""
    found = Counter(
        (places.page_number(hint.start_char, hint.end_char) or 0, hint.kind) for hint in personal_data(letter.text)
    )
    for (page, kind), number in sorted(found.items()):
        yield Issue("personal-data", "info", f"holds {number} x {_WORDS[kind]}; look before you publish it", page)
