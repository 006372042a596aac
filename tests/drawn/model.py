"""What a drawn letter says and how its council dresses it; the same values are what the tests expect back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Author:
    name: str
    role: str = ""
    organisation: str = ""
    place: str = ""
    printed: tuple[str, ...] = ()
    """The lines as printed; name, role, organisation and place below each other when empty."""

    @property
    def lines(self) -> tuple[str, ...]:
        return self.printed or tuple(line for line in (self.name, self.role, self.organisation, self.place) if line)


@dataclass(frozen=True)
class Part:
    """One thing printed in the body, or a page break."""

    kind: Literal[
        "heading", "paragraph", "item", "numbered", "table", "quote", "footnote", "contents", "break", "picture"
    ]
    text: str = ""
    level: int = 1
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Signed:
    """People who sign what stands above, side by side when there are more.

    `testimonial` is the title of the testimonial they sign, empty for the letter itself.
    """

    authors: tuple[Author, ...]
    testimonial: str = ""
    closing: str = ""
    stacked: bool = False


@dataclass(frozen=True)
class Style:
    """A house style: measures in points on A4 (595 x 842)."""

    font: str = "Helvetica"
    size: float = 10
    heading: Literal["bold", "large", "underlined", "capitals", "numbered", "coloured"] = "bold"
    left: float = 125
    right: float = 60
    top: float = 80
    bottom: float = 70
    columns: int = 1
    bullet: str = "•"
    letterhead: Literal["margin", "above", "beside", "right", "block"] = "margin"
    vertical_title: str = ""
    running: Literal["margin", "header", "footer"] = "margin"
    footer: str = ""
    labels_bold: bool = False
    quote_box: bool = False


@dataclass(frozen=True)
class DrawnLetter:
    """A letter: what its head says, what its body holds, in order, and who signs it."""

    name: str
    sender: str
    municipality: str
    code: str
    date_printed: str
    date: str
    subject: str
    addressee: str
    style: Style
    body: tuple[Part | Signed, ...]
    reference: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    """Other label and value pairs of the letterhead, as printed."""
    language: str = "nl"
    english: frozenset[str] = field(default_factory=frozenset)
    """Headings of the sections that are in English."""
    speaker: str = ""
    quotation: str = ""

    @property
    def headings(self) -> list[str]:
        return [part.text for part in self.body if isinstance(part, Part) and part.kind == "heading"]

    @property
    def signatories(self) -> list[str]:
        return [a.name for part in self.body if isinstance(part, Signed) and not part.testimonial for a in part.authors]

    @property
    def testimonials(self) -> dict[str, tuple[Author, ...]]:
        return {part.testimonial: part.authors for part in self.body if isinstance(part, Signed) and part.testimonial}

    @property
    def paragraphs(self) -> list[str]:
        return [
            part.text for part in self.body if isinstance(part, Part) and part.kind in ("paragraph", "item", "quote")
        ]
