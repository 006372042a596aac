"""The values that pass from stage to stage: frozen, plain, and all there is.

    raw bytes -> extract -> Pages -> split -> Letter -> language -> Languages
                                             Letter, Languages -> entities -> Mentions
                                             Letter, Languages -> dates    -> Dates

Units, everywhere: boxes are PDF points with the origin at the top left of the page *as shown* (after
/Rotate); `page_number` counts from 1; `start_char` and `end_char` are code points into `Letter.text`,
end-exclusive, so that `letter.text[m.start_char:m.end_char]` is what `m` is about. Languages are
ISO 639-1 (`nl`, `en`) or `und`. An empty string means "not found"; nothing is made up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeVar, dataclass_transform

Severity = Literal["info", "warning", "error"]
Reader = Literal["pdfplumber", "pdfium", "ocr", "docx", "odt"]
LanguageCode = Literal["nl", "en", "und"]
FurnitureKind = Literal["header", "footer", "margin", "page_number", "letterhead", "hidden"]
SectionKind = Literal["opening", "section", "testimonial", "list", "motion", "question", "closing", "annex"]
PassageKind = Literal[
    "heading", "paragraph", "item", "quote", "signature", "table", "footnote", "letterhead", "furniture"
]
LetterKind = Literal["raadsinformatiebrief", "brief", "besluit", "antwoord", "other"]
Label = Literal["PERSON", "ORG", "LOC", "EVENT", "LAW", "MONEY"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def plentiful(record: type[T]) -> type[T]:
    """Make a record of which a letter has thousands: mypy holds it frozen, as Python would take its time over that."""
    return dataclass(slots=True, unsafe_hash=True)(record)


class Box(NamedTuple):
    """A rectangle on a page, in PDF points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Issue:
    """A doubt or a failure, as data. `code` is kebab-case and stable; `page_number` 0 is the whole letter."""

    code: str
    severity: Severity
    message: str
    page_number: int = 0


# ---------------------------------------------------------------------------------------------- extract


@plentiful
class Word:
    """Characters that stand together on one baseline, as printed.

    `rotation` is the direction the word is read in: 0 upright, 90 from top to bottom, 180 upside down,
    270 from bottom to top. `hidden` words are in the file but not shown (invisible render mode, the
    colour of the paper, off the page, placeholder text under something else). `confidence` is 0 to 1 for
    OCR and 1 for text that the file itself holds. `undecodable` is the number of characters in `text`
    for which the file has no Unicode value (they stand as U+FFFD).
    """

    text: str
    box: Box
    font: str = ""
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    rotation: Literal[0, 90, 180, 270] = 0
    hidden: bool = False
    confidence: float = 1.0
    undecodable: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """One page as shown: its words in the order of the file, drawn lines and rectangles, and pictures."""

    number: int
    width: float
    height: float
    rotation: int
    reader: Reader
    words: tuple[Word, ...]
    rules: tuple[Box, ...] = ()
    images: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """What `extract` gives: every page of one letter. `attachments` are names of files packed inside it."""

    pages: tuple[Page, ...]
    attachments: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()


# ------------------------------------------------------------------------------------------------ split


@plentiful
class PlacedWord:
    """The way back from the text to the paper: these characters of `Letter.text` are that word there.

    `printed` is what the page shows, where that differs from the text (a hyphen at a line end, a ligature);
    empty where it is the same.
    """

    start_char: int
    end_char: int
    page_number: int
    box: Box
    printed: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line kept out of the body: page header, footer, margin text, letterhead, hidden text.

    Each distinct line also stands once in `Letter.text`, outside every section, so that names and dates in
    it can be pointed at; `start_char` and `end_char` lead there.
    """

    page_number: int
    kind: FurnitureKind
    text: str
    box: Box
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the letter says about itself on its first page, as printed (one line each)."""

    kind: LetterKind = "other"
    municipality: str = ""
    municipality_code: str = ""
    date: str = ""
    subject: str = ""
    reference: str = ""
    addressee: str = ""
    contact: str = ""
    portfolio_holder: str = ""
    sent_by: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the body from one heading to the next. Sections do not overlap and come in order.

    `start_char`/`end_char` span the section's own text without its heading; the heading as printed, joined
    to one line, is `heading` (empty for the opening) and stands in the text at `heading_start`/`heading_end`
    (equal when there is none).
    """

    position: int
    level: int
    kind: SectionKind
    number: str
    heading: str
    heading_start: int
    heading_end: int
    page_start: int
    page_end: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, list item, heading, ... : the unit that is read in one language.

    `section` is the position of the section it lies in, or -1 for letterhead and furniture. `level` is
    the depth of a list item (1 outermost), 0 for the rest.
    """

    position: int
    section: int
    kind: PassageKind
    page_number: int
    start_char: int
    end_char: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Testimonial:
    """A statement of a named outside partner in its own words. `section` is the section that holds it."""

    position: int
    section: int
    number: str
    title: str
    page_start: int
    page_end: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Signature:
    """A person who signs the letter (`testimonial` = -1) or the testimonial at that position.

    `start_char`/`end_char` span the name. `name` is without title.
    """

    position: int
    testimonial: int
    name: str
    role: str
    organisation: str
    place: str
    page_number: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech that the text attributes to someone. The span is what stands between the marks."""

    section: int
    speaker: str
    page_number: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Activity:
    """A dated item of an activity list. `period` is EDTF ("2015")."""

    section: int
    position: int
    period: str
    page_number: int
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class PageLedger:
    """Where the characters of a page went; blanks don't count.

    shown + hidden = all words of the page, and shown = body + furniture + undecodable: checked for every letter.
    """

    page_number: int
    width: float
    height: float
    rotation: int
    reader: Reader
    chars: int
    chars_body: int
    chars_furniture: int
    chars_hidden: int
    chars_undecodable: int
    images: int


@dataclass(frozen=True, slots=True)
class Letter:
    """What `split` gives: one text, and everything that points into it.

    `text` is made in one place (`split/compose.py`) and never changed: the letterhead as printed, then the
    body, then every other distinct line of furniture. Paragraphs stand apart by an empty line, the items of
    a list by a line end.
    """

    text: str
    words: tuple[PlacedWord, ...]
    letterhead: Letterhead
    furniture: tuple[Furniture, ...]
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    testimonials: tuple[Testimonial, ...]
    signatures: tuple[Signature, ...]
    quotations: tuple[Quotation, ...]
    activities: tuple[Activity, ...]
    ledger: tuple[PageLedger, ...]
    ocr: Literal["none", "some", "all"]
    issues: tuple[Issue, ...] = ()


# --------------------------------------------------------------------------------------------- language


@dataclass(frozen=True, slots=True)
class Languages:
    """What `language` gives: parallel to the passages, sections, testimonials and quotations of the letter."""

    letter: Literal["nl", "en", "mixed", "und"]
    passages: tuple[LanguageCode, ...]
    scores: tuple[float, ...]
    sections: tuple[LanguageCode, ...]
    testimonials: tuple[LanguageCode, ...]
    quotations: tuple[LanguageCode, ...]
    issues: tuple[Issue, ...] = ()


# --------------------------------------------------------------------------------------------- entities


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity in the text. `source` is the rule set's or the model's name; `score` is 0 to 1."""

    label: Label
    start_char: int
    end_char: int
    language: LanguageCode
    source: Literal["model", "rule"]
    score: float


@dataclass(frozen=True, slots=True)
class Mentions:
    """What `entities` gives: mentions in order of `start_char`, never overlapping."""

    mentions: tuple[Mention, ...]
    issues: tuple[Issue, ...] = ()


# ------------------------------------------------------------------------------------------------ dates


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An expression that points at or spans calendar time.

    `edtf` is empty where it cannot be resolved; `start_date` and `end_date` are ISO days, empty for the
    open side of an interval. `anchor_date` is the ISO day that a relative expression was counted from.
    """

    start_char: int
    end_char: int
    edtf: str
    start_date: str
    end_date: str
    precision: Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century", ""]
    kind: Literal["absolute", "relative", "range", "deadline"]
    modifier: Literal["begin", "mid", "end", "approx", "since", "until", ""]
    anchor_date: str
    language: LanguageCode


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money. `value` is a decimal number as text, `currency` ISO 4217."""

    start_char: int
    end_char: int
    value: str
    currency: str


@dataclass(frozen=True, slots=True)
class Dates:
    """What `dates` gives. `letter_date` is the letter's own date (ISO day) or empty."""

    letter_date: str
    dates: tuple[DateExpression, ...]
    amounts: tuple[Amount, ...]
    issues: tuple[Issue, ...] = ()
