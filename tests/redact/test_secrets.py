"""Who is hidden and who may stand."""

from __future__ import annotations

import pytest

from pipeline.redact.secrets import find_secrets
from pipeline.redact.settings import RedactSettings

EMPTY: dict[str, list[dict[str, object]]] = {"mentions": [], "signatures": [], "entities": [], "letters": []}


def hidden(text: str) -> list[str]:
    return [name for name, _ in find_secrets(EMPTY, {"a": text}, RedactSettings(key="k" * 20)).names]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Archeologie (G. Spinazie) en", "G. Spinazie"),
        ("de heer J.P. van der Tuinkers en", "J.P. van der Tuinkers"),
        ("mevrouw A. Pruim-Kers was", "A. Pruim-Kers"),
    ],
)
def test_initials_with_a_surname_are_hidden_even_where_no_name_was_found(text: str, name: str) -> None:
    assert name in hidden(text)


@pytest.mark.parametrize("text", ["A. Inleiding\nDe raad", "artikel 2 lid A. De raad", "om 12 u. Daarna"])
def test_lettered_headings_and_abbreviations_are_no_names(text: str) -> None:
    assert hidden(text) == []
