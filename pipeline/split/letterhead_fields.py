"""Reads the fields of the letterhead out of labels and their values, or, without labels, out of their looks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.split.layout import Line
from pipeline.split.letterhead_labels import Labelled, find_labels, find_values, is_salutation
from pipeline.split.parts_settings import LabelField, PartsSettings, PatternRule

_POSTAL = re.compile(r"\b\d{4} ?[A-Z]{2}\b|\bpostbus \d|\d+[a-z]?(?: ?[-–] ?\d+)?$|@|^per e-?mail", re.I)
# A time of day says that the date is that of a meeting; e-mail headers print it without "uur".
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2} ?uur\b", re.I)
_A_PERSON = re.compile(
    r"\b(?:heer|mevrouw|meneer|dhr|mevr|mw|sir|madam|hear|frou|dames|mr|mrs|ms|lezer|reader)\b|[/\d]", re.I
)
# Points from the top: a genre ("Memo") stands there.
_TOP = 250.0
_NUMBER = re.compile(r"\d{2}")
_ONLY_A_TITLE = re.compile(
    r"(?:(?:de|aan) )*(?:heer|mevrouw|dhr|mevr|mw|hear)\b[\s./]*(?:mevrouw|mw|heer)?[\s\d.e]*$", re.I
)
_NOT_A_NAME = re.compile(r"^(?:aangetekend|per (?:e-?mail|post)|vertrouwelijk|persoonlijk|verzonden)\b", re.I)
# A post box behind the name, where both stand on one line.
_BOX = re.compile(r",?\s+postbus\b.*$", re.I)
# The lines of an address below the name: "te" and the town, as older letters print it.
_TOWN = re.compile(r"te\b(?: [A-Z].*)?$")
_ATTENTION = re.compile(r"^(?:t\.?a\.?v\.?|ter attentie van)\b", re.I)


def salutation(page: Sequence[Line], rules: PartsSettings) -> Line | None:
    """The line with which the letter addresses its reader ("Geachte raadsleden,"), if it has one."""
    return next((line for line in page if is_salutation(line.text, rules)), None)


def read_field(field: LabelField, labelled: Sequence[Labelled], rules: PartsSettings) -> str:
    """The first value of that field, without what was blacked out; "Telefoon 02" is another label."""
    values = (_shown(found.value, rules) for found in _of(field, labelled))
    if field == "contact":
        values = (value for value in values if not _is_another_label(value, rules))
    return next((value for value in values if sum(char.isalpha() for char in value) >= 4), "")


def _is_another_label(value: str, rules: PartsSettings) -> bool:
    """Whether it is a label with nothing but figures behind it."""
    rests = (value[match.end() :] for rule in rules.labels if (match := rule.pattern.match(value)))
    return any(sum(map(str.isalpha, rest)) < 3 for rest in rests)


def read_subject(labelled: Sequence[Labelled], page: Sequence[Line], rules: PartsSettings) -> str:
    """What the letter is about, as printed: labelled, said by its first words, or right under its genre."""
    for found in _of("subject", labelled):
        if any(char.isalnum() for char in found.value):
            return found.value
    for index, line in enumerate(page):
        if any(rule.match(line.text) for rule in rules.openings):
            return _until_the_paragraph_ends(page[index:], rules)
    return _under_the_genre(page, rules) or _of_a_quoted_mail(page, rules)


def read_date(
    labelled: Sequence[Labelled],
    later: Sequence[Labelled],
    page: Sequence[Line],
    lines: Sequence[Line],
    rules: PartsSettings,
) -> str:
    """The letter's own date as printed: labelled, alone on a line, in a page header, or behind "ontvangen"."""
    for found in (*_of("date", labelled), *_of("date", later)):
        if not _CLOCK.search(found.value) and (date := _date_in(found.value, rules.dates)):
            return date
    for among in (page, [line for line in lines if line.box.top < 150]):
        for line in among:
            if date := _date_alone(line.text, rules.dates):
                return date
    if date := _date_in(" ".join(line.text for line in page), rules.received):
        return date
    for line in page[:3]:
        if len(line.words) <= 6 and (date := _date_in(line.text, rules.dates[:-1])):
            return date
    return ""


def read_reference(
    labelled: Sequence[Labelled], later: Sequence[Labelled], lines: Sequence[Line], rules: PartsSettings
) -> str:
    """The sender's own number for the letter: labelled on the first page or a later one, or known by its shape."""
    for found in (*_of("reference", labelled), *_of("reference", later)):
        value = _shown(found.value, rules)
        if _NUMBER.search(value) and len(value.split()) <= 5:
            return value
    for line in lines:
        for rule in rules.references:
            if match := rule.match(line.text):
                return match["reference"]
    return ""


def read_addressee(
    labelled: Sequence[Labelled], kept: Sequence[Line], page: Sequence[Line], rules: PartsSettings
) -> str:
    """Whom the letter is sent to: labelled, behind "Aan", in the address window, or in the salutation."""
    return _BOX.sub("", _addressed(labelled, kept, page, rules))


def _addressed(labelled: Sequence[Labelled], kept: Sequence[Line], page: Sequence[Line], rules: PartsSettings) -> str:
    value = read_field("addressee", labelled, rules)
    if value and not _ONLY_A_TITLE.match(value):
        return value
    for index, line in enumerate(kept):
        for rule in rules.addressees:
            if line.text[:1].isupper() and (match := rule.match(line.text)):
                return " ".join((match["addressee"], *_rest_of_address(line, kept[index + 1 :])))
    if block := _window(kept, labelled, rules):
        return block
    greeting = salutation(page, rules)
    if greeting is None:
        return ""
    names = (match["addressee"] for rule in rules.salutations if (match := rule.match(greeting.text)))
    name = _shown(next(names, ""), rules)
    return name if name[:1].islower() and not _A_PERSON.search(name) else ""


def _of(field: LabelField, labelled: Iterable[Labelled]) -> list[Labelled]:
    """The values of a field: by the order of the rules, then from the top of the page."""
    found = [value for value in labelled if value.label.field == field]
    return sorted(found, key=lambda value: (value.label.rank, value.label.line.box.top))


def _shown(value: str, rules: PartsSettings) -> str:
    for rule in rules.redacted:
        value = rule.compiled.sub(" ", value)
    value = " ".join(value.split()).strip(" ,;:")
    return value if any(char.isalnum() for char in value) else ""


def _date_in(text: str, patterns: Iterable[PatternRule]) -> str:
    return next((match["date"] for rule in patterns if (match := rule.compiled.search(text))), "")


def _date_alone(text: str, patterns: Iterable[PatternRule]) -> str:
    """The date of a line that says nothing else but a place ("Maastricht, 6 februari 2018") or a page's genre."""
    for rule in patterns:
        if match := rule.compiled.search(text):
            before, after = text[: match.start()].strip(" ,:"), text[match.end() :].strip()
            if len(before.split()) <= 3 and not any(char.isdigit() for char in before) and _is_aside(before, after):
                return match["date"]
    return ""


def _is_aside(before: str, after: str) -> bool:
    place = before == "" or before[:1].isupper() or before.startswith(("'", "’"))
    return place and (after == "" or after[0] in "|¦•·")


def _until_the_paragraph_ends(lines: Sequence[Line], rules: PartsSettings) -> str:
    """Join lines until the subject is whole."""
    text = ""
    for line, after in zip(lines, (*lines[1:], None), strict=True):
        text = f"{text} {line.text}".strip()
        far = after is None or after.box.top - line.box.top > 1.5 * (line.box.bottom - line.box.top)
        ends = far or len(text) > 500 or (after is not None and _is_labelled(after, rules))
        for rule in rules.subjects:
            if (match := rule.match(text)) and (ends or match.end() < len(text) or text.endswith((")", "."))):
                return match["subject"].rstrip(" .")
        if ends:
            break
    return text.rstrip(" .")


def _under_the_genre(page: Sequence[Line], rules: PartsSettings) -> str:
    """What stands right under "Memo", where nothing says that it is the subject."""
    for genre in page:
        if genre.box.top < _TOP and any(rule.match(genre.text) for rule in rules.titles_of_documents):
            below = [
                line
                for line in page
                if 0 < line.box.top - genre.box.top < 2.4 * genre.size and line.box.x0 > genre.box.x0 - 6
            ]
            row = [line for line in below if line.box.top - below[0].box.top < 3]
            text = " ".join(line.text for line in row)
            if row and abs(row[0].box.x0 - genre.box.x0) < 6 and len(text) < 90 and not text.endswith("."):
                return text
    return ""


def _is_labelled(line: Line, rules: PartsSettings) -> bool:
    return any(label.rest.startswith(":") for label in find_labels([line], rules))


def _of_a_quoted_mail(page: Sequence[Line], rules: PartsSettings) -> str:
    """The subject of an e-mail that stands, with its headers, below the answer to it."""
    for found in find_values(find_labels(page, rules), page, rules):
        if found.label.field == "subject" and found.label.rest.startswith(":"):
            return found.value
    return ""


def _rest_of_address(line: Line, below: Sequence[Line]) -> list[str]:
    """The lines under "Aan de raad" that still name the addressee: up to the street, the postcode or a gap."""
    rest: list[str] = []
    last = line
    for other in below:
        if abs(other.box.x0 - line.box.x0) > 3 or other.box.top - last.box.top > 1.8 * line.size:
            continue
        if any(sign.match(other.text) for sign in (_TOWN, _ATTENTION)) or _POSTAL.search(other.text):
            break
        if other.size != line.size or len(rest) == 2:
            break
        rest.append(other.text)
        last = other
    return rest


def _window(kept: Sequence[Line], labelled: Sequence[Labelled], rules: PartsSettings) -> str:
    """The first lines in the window of the envelope, below the return address, when they end in a postcode."""
    held = {id(line) for found in labelled for line in found.lines}
    back = next((line for line in kept if any(rule.match(line.text) for rule in rules.return_lines)), None)
    if back is None:
        return ""
    block = [
        line
        for line in kept
        if abs(line.box.x0 - back.box.x0) < 8 and 0 < line.box.top - back.box.top < 110 and id(line) not in held
    ]
    names: list[str] = []
    attention = False
    for line in sorted(block, key=lambda line: line.box.top):
        if _POSTAL.search(line.text):
            name = _shown(" ".join(names), rules)
            return "" if _ATTENTION.match(name) or _ONLY_A_TITLE.match(name) else name
        if _ATTENTION.match(line.text):
            attention = True
        if not attention and not _NOT_A_NAME.match(line.text):
            names.append(line.text)
    return ""
