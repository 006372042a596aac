"""Forms in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = re.compile(r"\s*[\u2010-\u2015\u2212]\s*|\s+-\s+|-\s*\n\s*")
_ARTICLE = re.compile(r"^(?:de|het|the|een|'t) (?=\S)")
_ROMAN = re.compile(r"[ivx]+")


def one_line(text: str) -> str:
    """The name as it stands in running text: single blanks, one kind of dash and apostrophe."""
    text = text.replace("’", "'").replace("‘", "'").replace("`", "'").replace("\u00ad", "")
    return " ".join(_DASHES.sub("-", text).split())


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """One line, lower case, no accents."""
    plain = unicodedata.normalize("NFKD", one_line(text))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def without_article(folded: str) -> str:
    """A folded name without the article that it may begin with."""
    return _ARTICLE.sub("", folded)


def squeeze(folded: str) -> str:
    """Letters and digits of a folded name only: "fashion clash" and "fashionclash" are the same."""
    return "".join(char for char in folded if char.isalnum())


def tokens(folded: str) -> tuple[str, ...]:
    """The words of a folded name."""
    return tuple(re.findall(r"[^\W_]+", folded))


def is_acronym(text: str) -> bool:
    """Whether the name is one short word in capitals ("VNG", "MUMC+", "PvdA", "D66")."""
    word = one_line(text)
    letters = [char for char in word if char.isalpha()]
    return 2 <= len(word) <= 7 and " " not in word and sum(map(str.isupper, letters)) >= max(1, len(letters) - 1) > 0


def is_rank(token: str) -> bool:
    """Whether a word tells things apart by number or letter: "3", "ii", "b"."""
    return len(token) == 1 or any(char.isdigit() for char in token) or bool(_ROMAN.fullmatch(token))
