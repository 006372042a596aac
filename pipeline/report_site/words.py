"""What the site itself says, in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from markupsafe import Markup

from pipeline.report_site.settings import SiteLanguage

FILE = Path(__file__).parent / "words.toml"


@cache
def words() -> Mapping[str, Mapping[str, str]]:
    """Dotted key, e.g. `letter.page` -> language -> words."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {f"{table}.{key}": entry for table, entries in tables.items() for key, entry in entries.items()}


def speaker(language: SiteLanguage) -> Callable[[str], Markup]:
    """Writes words into a page so that a script can say them in the other language: `say("letter.page")`.

    A key that has no words, such as the code of an issue, is shown as it is.
    """

    def say(key: str) -> Markup:
        entry = words().get(key)
        if entry is None:
            return Markup("{}").format(key.partition(".")[2])
        return Markup('<span data-w="{}">{}</span>').format(key, entry[language])

    return say


def attribute_speaker(language: SiteLanguage) -> Callable[[str, str], Markup]:
    """The same for an attribute: `say_in("aria-label", "letter.page")`."""

    def say_in(attribute: str, key: str) -> Markup:
        return Markup('{}="{}" data-w-{}="{}"').format(attribute, words()[key][language], attribute, key)

    return say_in
