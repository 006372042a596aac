"""The two libraries behind one call: how likely is a text Dutch, English, or a neighbour of both?"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Protocol

from pipeline.language.elsewhere import Elsewhere, likelihoods, lingua

NEIGHBOURS = ("de", "fr")
"""Languages that council letters quote now and then; without them in the race, German counts as Dutch."""


class Detector(Protocol):
    """Gives the likelihood of each language for a text; the values add up to at most 1."""

    def __call__(self, text: str) -> dict[str, float]: ...


def make_detector(name: str) -> Detector:
    """The detector of that name ("lingua" or "langdetect"); its profiles are loaded at the first use."""
    return _langdetect if name == "langdetect" else _lingua


def warm_up(name: str) -> None:
    """Lets that detector load its profiles while other work goes on; for a process that will read letters."""
    if name == "lingua" and not _OTHERS:
        _OTHERS.append(Elsewhere())


_OTHERS: list[Elsewhere] = []
"""The process that answers for lingua, if one was started."""


def _lingua(text: str) -> dict[str, float]:
    if _OTHERS:
        try:
            return _OTHERS[0](text)
        except OSError:
            _OTHERS.pop().close()  # killed from outside, or it can't read this text: what follows says which
    return likelihoods(_lingua_detector(), text)


@cache
def _lingua_detector() -> Any:
    return lingua()


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
