"""The two libraries behind one call: how likely is a text Dutch, English, or a neighbour of both?"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Protocol

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

NEIGHBOURS = ("de", "fr")
"""Languages that council letters quote now and then; without them in the race, German counts as Dutch."""


class Detector(Protocol):
    """Gives the likelihood of each language for a text; the values add up to at most 1."""

    def __call__(self, text: str) -> dict[str, float]: ...


def make_detector(name: str) -> Detector:
    """The detector of that name ("lingua" or "langdetect"); its profiles are loaded at the first use."""
    return _langdetect if name == "langdetect" else _lingua


def _lingua(text: str) -> dict[str, float]:
    values = _lingua_detector().compute_language_confidence_values(text)
    return {value.language.iso_code_639_1.name.lower(): value.value for value in values}


@cache
def _lingua_detector() -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(
        Language.DUTCH, Language.ENGLISH, Language.GERMAN, Language.FRENCH
    ).build()


def _langdetect(text: str) -> dict[str, float]:
    from langdetect.lang_detect_exception import LangDetectException

    detector = _langdetect_factory().create()
    # Unseeded, langdetect draws at random and answers the same text differently.
    detector.seed = 0
    detector.append(text)
    try:
        return {guess.lang: guess.prob for guess in detector.get_probabilities()}
    except LangDetectException:
        return {}


@cache
def _langdetect_factory():  # type: ignore[no-untyped-def]  # langdetect has no types
    from langdetect import detector_factory

    factory = detector_factory.DetectorFactory()
    profiles = Path(detector_factory.PROFILES_DIRECTORY)
    # All 55 profiles make it call short Dutch lines Afrikaans, Danish or Romanian.
    wanted = ("nl", "en", *NEIGHBOURS)
    factory.load_json_profile([(profiles / code).read_text(encoding="utf-8") for code in wanted])
    return factory
