"""Split a letter's pages into one text and its parts: letterhead, sections, passages, testimonials, signatures."""

from pipeline.split.settings import SplitSettings
from pipeline.split.stage import Split

__all__ = ["Split", "SplitSettings"]
