"""One letter as tables for a terminal. All of it is printed as text: nothing in a letter can style the screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rich.table import Table
from rich.text import Text

from pipeline.lookup import FoundLetter
from pipeline.records import Dates, Issue, Languages, Letter, Mentions

MOST_CHARS = 160
FIELDS = (
    "kind",
    "municipality",
    "municipality_code",
    "subject",
    "reference",
    "addressee",
    "portfolio_holder",
    "sent_by",
)


def letter_view(found: FoundLetter) -> Iterator[Table | Text]:
    """What is worth seeing of a letter, from the letterhead down."""
    yield Text(f"{printable(found.file_name)}  {found.letter_id}", style="bold")
    if found.failure:
        yield Text(f"could not be read: {found.failure.code} in {found.stage}: {found.failure.message}", style="red")
    elif found.stage:
        yield Text(f"not read further than {found.stage}; `raadsbrieven run` does that", style="yellow")
    letter: Letter | None = found.records.get(Letter)
    if letter is None:
        return
    languages: Languages | None = found.records.get(Languages)
    dates: Dates | None = found.records.get(Dates)
    mentions: Mentions | None = found.records.get(Mentions)
    yield _letterhead(letter, languages, dates)
    yield _sections(letter, languages)
    if letter.testimonials:
        yield _testimonials(letter, languages)
    if letter.signatures:
        yield _signatures(letter)
    if dates and dates.dates:
        yield _dates(letter, dates)
    if mentions and mentions.mentions:
        yield _names(letter, mentions)
    issues = [issue for record in found.records.values() for issue in getattr(record, "issues", ())]
    if issues:
        yield _issues(issues)


def printable(text: str) -> str:
    """The text on one line, with nothing in it that a terminal obeys."""
    return "".join(char if char.isprintable() else " " if char.isspace() else f"\\x{ord(char):02x}" for char in text)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=Text(title), title_justify="left", box=None, pad_edge=False, header_style="dim")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _add(table: Table, cells: Iterable[object]) -> None:
    table.add_row(*(Text(_short(str(cell))) for cell in cells))


def _short(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= MOST_CHARS else f"{line[:MOST_CHARS]} …"


def _letterhead(letter: Letter, languages: Languages | None, dates: Dates | None) -> Table:
    table = _table("Letter", "field", "as printed")
    _add(table, ("date", f"{dates.letter_date if dates else ''}  {letter.letterhead.date}".strip() or "not found"))
    for name in FIELDS:
        _add(table, (name.replace("_", " "), getattr(letter.letterhead, name) or "not found"))
    _add(table, ("language", languages.letter if languages else ""))
    _add(table, ("pages", f"{len(letter.ledger)}, read by OCR: {letter.ocr}"))
    return table


def _sections(letter: Letter, languages: Languages | None) -> Table:
    table = _table("Sections", "", "kind", "language", "pages", "heading", "begins")
    spoken: Sequence[str] = languages.sections if languages else [""] * len(letter.sections)
    for section, language in zip(letter.sections, spoken, strict=True):
        heading = f"{'  ' * max(section.level - 1, 0)}{section.heading}"
        begins = letter.text[section.start_char : section.end_char][:60]
        pages = _pages(section.page_start, section.page_end)
        _add(table, (section.position, section.kind, language, pages, heading, begins))
    return table


def _testimonials(letter: Letter, languages: Languages | None) -> Table:
    table = _table("Testimonials", "", "language", "pages", "title", "by")
    spoken: Sequence[str] = languages.testimonials if languages else [""] * len(letter.testimonials)
    for one, language in zip(letter.testimonials, spoken, strict=True):
        authors = [signature for signature in letter.signatures if signature.testimonial == one.position]
        by = "; ".join(", ".join(filter(None, (who.name, who.role, who.organisation))) for who in authors)
        _add(table, (one.number or one.position + 1, language, _pages(one.page_start, one.page_end), one.title, by))
    return table


def _signatures(letter: Letter) -> Table:
    table = _table("Signed by", "name", "role", "organisation", "page")
    for signature in letter.signatures:
        if signature.testimonial < 0:
            _add(table, (signature.name, signature.role, signature.organisation, signature.page_number))
    return table


def _dates(letter: Letter, dates: Dates) -> Table:
    table = _table("Dates", "as printed", "EDTF", "kind", "at")
    for date in dates.dates:
        surface = letter.text[date.start_char : date.end_char]
        _add(table, (surface, date.edtf or "unresolved", date.kind, date.start_char))
    return table


def _names(letter: Letter, mentions: Mentions) -> Table:
    counted: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for mention in mentions.mentions:
        name = " ".join(letter.text[mention.start_char : mention.end_char].split())
        counted[mention.label][name] += 1
    table = _table("Names", "label", "name", "times")
    for label, names in sorted(counted.items()):
        for name, times in sorted(names.items(), key=lambda pair: (-pair[1], pair[0])):
            _add(table, (label, name, times))
    return table


def _issues(issues: Sequence[Issue]) -> Table:
    table = _table("Doubts", "severity", "code", "page", "message")
    for issue in issues:
        _add(table, (issue.severity, issue.code, issue.page_number or "", issue.message))
    return table


def _pages(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"
