"""Settings of the site: the table [report] of `configs/pipeline.toml`, or `configs/report.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SiteLanguage = Literal["nl", "en"]
LANGUAGES: tuple[SiteLanguage, ...] = ("nl", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSettings:
    """How the site is made.

    Attributes:
        title: stands above every page; empty for the site's own title.
        language: language that a reader sees first; the other is one click away.
        pictures: whether pages are drawn. Without them the site is small, and shows no page beside the text.
        resolution: dots per inch of the pictures of pages.
        workers: processes that draw pages; 0 is one per core.
    """

    title: str = ""
    language: SiteLanguage = "nl"
    pictures: bool = True
    resolution: float = 100.0
    workers: int = 0

    def __post_init__(self) -> None:
        if not 30 <= self.resolution <= 300:
            raise ValueError("resolution is between 30 and 300 dots per inch")
