"""The intake report: what came in, what could be read, and what an archivist has to look at."""

from pipeline.archive.intake.findings import Findings, find
from pipeline.archive.intake.render import as_html, as_text

__all__ = ["Findings", "as_html", "as_text", "find"]
