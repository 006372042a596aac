"""Finds direct speech that the text gives to a speaker, in Dutch and English, with any quotation marks.

Between marks stands direct speech only where a verb of speaking and a speaker stand beside it in the same
paragraph; titles of motions and scare quotes have no speaker.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from pipeline.records import Passage, Quotation
from pipeline.split.layout import Composed
from pipeline.split.parts_settings import PartsSettings
from pipeline.split.people import person_name

# Opening mark, speech, closing mark. Single marks open only after white space, so that apostrophes don't.
_SPEECH = re.compile(
    r"[“„]([^“„”]{12,}?)[”“]|«([^«»]{12,}?)»|\"([^\"]{12,}?)\"|(?<!\w)[‘‚]((?:[^‘‚’]|’(?=\w)){25,}?)’(?!\w)"
)
_MAX_BEFORE, _MAX_AFTER = 260, 110
_LONGEST = 6
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
        return _first_name(lead, rules)
    tail = re.match(r"\s*,?\s*(.*)", after, re.S)
    said = tail[1] if tail else ""
    for rule in rules.speech:
        verb = rule.compiled.match(said)
        if verb:
            return _first_name(said[verb.end() :], rules)
    return ""


def _first_name(text: str, rules: PartsSettings) -> str:
    """The first person named: a role with a surname ("Wethouder Van den Berg") or a whole name."""
    words = text.split()
    offices = {*rules.people.roles, *rules.people.titles}
    particles = rules.people.particles_in_small
    for start, word in enumerate(words):
        has_office = word.strip(".,;:()").casefold() in offices or word.casefold() in offices
        first = start + 1 if has_office else start
        end = first
        while end < len(words) and end - first < _LONGEST and _belongs(words[end], particles):
            end += 1
            if words[end - 1][-1] in ",;:":
                break
        name = _trimmed(words[first:end], particles)
        surname = name.split()[-1] if name else ""
        if has_office and surname[:1].isupper() and surname.casefold() not in particles:
            return f"{word} {name}"
        if not has_office and person_name(name, rules.people):
            return name
    return ""


def _belongs(word: str, particles: Set[str]) -> bool:
    bare = word.rstrip(",;:.")
    return bare[:1].isupper() or bare.casefold() in particles or bare in ("–", "-")


def _trimmed(words: Sequence[str], particles: Set[str]) -> str:
    """The words up to the last capitalised one, without the sign behind it."""
    kept = list(words)
    while kept and (kept[-1].casefold().rstrip(",;:.") in particles or not kept[-1][:1].isupper()):
        kept.pop()
    return " ".join(kept).rstrip(".,;:")
