"""Bytes of a letter to pages of words: pdfplumber, pypdfium2 and OCR live here."""

from pipeline.extract.settings import ExtractSettings, Limits, OcrSettings
from pipeline.extract.stage import Extract

__all__ = ["Extract", "ExtractSettings", "Limits", "OcrSettings"]
