"""Finds direct speech that the text gives to a speaker, in Dutch and English, with any quotation marks.

Between marks stands direct speech only where a verb of speaking and a speaker stand beside it in the same
paragraph; titles of motions and scare quotes have no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.records import Passage, Quotation
from pipeline.split.layout import Composed
from pipeline.split.parts_settings import PartsSettings
from pipeline.split.people import person_name

# Opening mark, speech, closing mark. Single marks open only after white space, so that apostrophes don't.
_SPEECH = re.compile(
    r"[“„]([^“„”]{12,}?)[”“]|«([^«»]{12,}?)»|\"([^\"]{12,}?)\"|(?<!\w)[‘‚]((?:[^‘‚’]|’(?=\w)){25,}?)’(?!\w)"
)
_NAME = r"(?:[A-ZÀ-Þ][\w’'.-]*|van|de|der|den|het|’t|'t|ten|ter|te|–|-|von|la|le|el)"
_WHO = re.compile(
    r"(?:(?:de |het |the )?(?P<role>[\w-]+(?: [\w-]+)?) )?(?P<name>[A-ZÀ-Þ][\w’'.-]+(?: " + _NAME + r"){0,5})"
)
_MAX_BEFORE, _MAX_AFTER = 260, 110
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÀ-Þ“„‘\"])")


def find_quotations(composed: Composed, rules: PartsSettings) -> list[Quotation]:
    """Return the quotations of the body in order of place."""
    found: list[Quotation] = []
    for passage in composed.passages:
        if passage.section < 0 or passage.kind in ("heading", "signature", "table", "footnote"):
            continue
        found += _in_passage(passage, composed.text, rules)
    return found


def _in_passage(passage: Passage, text: str, rules: PartsSettings) -> list[Quotation]:
    found = []
    body = text[passage.start_char : passage.end_char]
    for match in _SPEECH.finditer(body):
        group = next(index for index in range(1, 5) if match[index] is not None)
        before = _SENTENCE.split(body[: match.start()][-_MAX_BEFORE:])[-1]
        after = body[match.end() :][:_MAX_AFTER]
        speaker = _speaker(before, after, rules)
        if speaker:
            start, end = match.span(group)
            offset = passage.start_char
            found.append(Quotation(passage.section, speaker, passage.page_number, offset + start, offset + end))
    return found


def _speaker(before: str, after: str, rules: PartsSettings) -> str:
    """The speaker as printed: subject of the verb of speaking before the colon, or named right after the speech."""
    lead = before.rstrip()
    if lead.endswith((":", ",")) and any(rule.compiled.search(lead) for rule in rules.speech):
        return _last_subject(lead, rules)
    tail = re.match(r"\s*,?\s*(.*)", after, re.S)
    said = tail[1] if tail else ""
    for rule in rules.speech:
        verb = rule.compiled.match(said)
        if verb:
            return _first_name(said[verb.end() :], rules)
    return ""


def _last_subject(lead: str, rules: PartsSettings) -> str:
    """The person that a sentence before the speech is about: the first one named in it."""
    return _first_name(lead, rules)


def _first_name(text: str, rules: PartsSettings) -> str:
    roles = (*rules.people.roles, *rules.people.titles)
    for match in _WHO.finditer(text):
        role, name = match["role"] or "", match["name"]
        named = [role] if role and role.casefold() in roles else []
        if not named and role and role.split()[-1].casefold() in roles:
            named = [role.split()[-1]]
        if named:
            return " ".join((*named, _trimmed(name)))
        first, _, rest = name.partition(" ")
        trimmed = _trimmed(name)
        if (first.casefold() in roles and rest) or person_name(trimmed, rules.people):
            return trimmed
    return ""


_LOOSE_ENDS: Sequence[str] = ("van", "de", "der", "den", "het", "–", "-", "te", "ter", "ten")


def _trimmed(name: str) -> str:
    words = name.split()
    while words and words[-1].casefold() in _LOOSE_ENDS:
        words.pop()
    return " ".join(words).rstrip(".,:")
