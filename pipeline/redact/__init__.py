"""Copies of the tables without the names of private persons and their contact data."""

from pipeline.redact.copies import redact
from pipeline.redact.settings import RedactSettings

__all__ = ["RedactSettings", "redact"]
