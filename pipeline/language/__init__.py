"""`language`: in which language each passage, section, testimonial and quotation of a letter is written."""

from pipeline.language.settings import LanguageSettings
from pipeline.language.stage import DetectLanguage

__all__ = ["DetectLanguage", "LanguageSettings"]
