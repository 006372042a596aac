"""Finds the municipality, province or ministry that sends the letter.

Clues differ in weight: the name in a logo or footer says more than the place in a return address, which for a
ministry is The Hague. The body with the heaviest clues wins; a name that no register knows counts only where it
stands behind "Gemeente" on a line of its own.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from pipeline.registers import PublicBody, find_body, fold, public_bodies
from pipeline.split.layout import Line
from pipeline.split.parts_settings import PartsSettings, PatternRule

_DOMAIN = re.compile(
    r"(?:@|www\.|https?://|\b)(?:[\w-]+\.)*?([\w-]+)\s?\.(?:nl|com|eu|frl|amsterdam)\b(?:/(\w+))?", re.I
)
_MINISTRY = "ministerie van "
_WEIGHTS = {"name": 5, "closing": 5, "body": 3, "domain": 3, "return": 1}
# However often a return address prints its town, it counts less than a web address.
_MOST_RETURNS = 2
# A name that begins so in a logo may run over so many lines.
_NAME_BEGINS = re.compile(r"(?:ministerie|gemeente|provincie|waterschap|hoogheemraadschap)\b", re.I)
_NAME_LINES = 3
_KINDS = {"municipality": "municipality", "province": "province", "ministry": "ministry", "water_board": "water_board"}


class Sender(NamedTuple):
    """A body as the letter names it, and its TOOI code (empty when the register doesn't know it)."""

    name: str = ""
    code: str = ""


def find_sender(top: Sequence[Line], closing: Sequence[str], body: Sequence[Line], rules: PartsSettings) -> Sender:
    """Weigh what the letterhead and furniture (`top`) and the signature block (`closing`) say.

    The body is asked only when they say nothing, and only for the addresses of a municipality or province in it:
    a letter speaks of many municipalities.
    """
    clues: Counter[Sender] = Counter()
    returns: Counter[Sender] = Counter()
    texts = list(_texts(top))
    national = any("rijksoverheid" in text or text.startswith(_MINISTRY) for text in map(str.casefold, texts))
    for text in texts:
        _add(clues, rules.sender.names, text, "name", rules)
        _add(clues, rules.sender.closings, text, "closing", rules)
        if not national:
            _add(returns, rules.sender.return_addresses, text, "return", rules)
        for sender in _domains(text, rules):
            clues[sender] += _WEIGHTS["domain"]
    for text in closing:
        _add(clues, rules.sender.closings, text, "closing", rules)
    for line in body:
        _add(clues, rules.sender.bodies, line.text, "body", rules)
    for sender, count in returns.items():
        clues[sender] += min(count, _MOST_RETURNS)
    if not clues:
        for line in body:
            clues.update(sender for sender in _domains(line.text, rules) if sender.code[:2] in ("gm", "pv"))
    return max(clues, key=lambda sender: (clues[sender], bool(sender.code)), default=Sender())


def _texts(lines: Sequence[Line]) -> Iterable[str]:
    """Each line, after the names that a logo prints over several: "Gemeente" above "Haarlem", the longest first."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page_number].append(line)
    for line in lines:
        chain = _chain(line, pages[line.page_number])
        for end in range(len(chain), 1, -1):
            yield " ".join(part.text for part in chain[:end])
    yield from dict.fromkeys(" ".join(line.text.split()) for line in lines)


def _chain(first: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines right below each other, from the first on, over which a name may run."""
    begins = _NAME_BEGINS.match(first.text)
    if not begins and len(first.words) > 2:
        return [first]
    chain = [first]
    while len(chain) < (_NAME_LINES if begins else 2):
        upper = chain[-1]
        below = (
            line
            for line in lines
            if 0 < line.box.top - upper.box.top < 2.2 * upper.size
            and abs(line.box.x0 - upper.box.x0) < 20
            and len(line.words) <= (5 if begins else 3)
        )
        lower = next(below, None)
        if lower is None:
            break
        chain.append(lower)
    return chain


def _add(clues: Counter[Sender], patterns: Iterable[PatternRule], text: str, clue: str, rules: PartsSettings) -> None:
    for pattern in patterns:
        match = pattern.compiled.match(text)
        if not match:
            continue
        for group, kind in _KINDS.items():
            name = match.groupdict().get(group)
            if not name:
                continue
            sender = _known(name, kind, rules)
            if sender is None and clue == "name" and kind == "municipality":
                sender = _unknown(name)
            if sender is not None:
                clues[sender] += _WEIGHTS[clue]


def _known(name: str, kind: str, rules: PartsSettings) -> Sender | None:
    """The body of that name; trailing words are dropped until the register knows it ("Den Haag Spui 70")."""
    words = name.strip(" .,;|¦").split()
    for end in range(len(words), 0, -1):
        short = " ".join(words[:end]).strip(" .,;")
        short = rules.sender.exonyms.get(short, short)
        body = find_body(_MINISTRY + short if kind == "ministry" else short, kind)
        if kind == "ministry" and (ministry := rules.sender.ministers.get(short)):
            body = find_body(ministry, "ministry")
            return Sender(ministry.removeprefix(_MINISTRY), body.code if body else "")
        if body:
            return Sender(_spelling(body, short), body.code)
    return None


def _unknown(name: str) -> Sender | None:
    words = name.split()
    proper = words and words[0][:1].isupper() and not words[0].isupper() and len(words) <= 3
    return Sender(name) if proper and not any(char.isdigit() for char in name) else None


def _spelling(body: PublicBody, printed: str) -> str:
    """The register's spelling of the name that the letter uses; a ministry without "ministerie van"."""
    for name in (body.name, *body.aliases):
        if fold(name.removeprefix(_MINISTRY)) == fold(printed):
            return name.removeprefix(_MINISTRY)
    return printed


def _domains(text: str, rules: PartsSettings) -> Iterable[Sender]:
    for match in _DOMAIN.finditer(text.replace("- ", "-")):
        site = (
            (match[2] if match[1].casefold() == "rijksoverheid" and match[2] else match[1]).casefold().replace("-", "")
        )
        if ministry := rules.sender.domains.get(site):
            body = find_body(ministry, "ministry")
            yield Sender(ministry.removeprefix(_MINISTRY), body.code if body else "")
        elif body := _by_domain().get(site):
            yield Sender(_short_name(body), body.code)


def _short_name(body: PublicBody) -> str:
    """The alias in use where there is one: nobody's letterhead says 's-Gravenhage."""
    return body.aliases[0] if body.aliases else body.name


@cache
def _by_domain() -> dict[str, PublicBody]:
    """Bodies by the middle of their web address; a province may have "provincie" in it, a municipality "gemeente"."""
    found: dict[str, PublicBody] = {}
    for kind, prefix in (("municipality", "gemeente"), ("province", "provincie")):
        for body in public_bodies():
            if body.kind == kind:
                for name in (body.name, *body.aliases):
                    site = re.sub(r"\W", "", fold(name))
                    found.setdefault(site, body)
                    found.setdefault(prefix + site, body)
    return found
