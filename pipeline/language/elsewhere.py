"""lingua in a process of its own: it loads its profiles for the better part of a second, and holds up Python as long.

A worker starts it before it builds what else it needs, and asks it from the first letter on. The program at the end of
this file gets a text per line, as JSON, and answers with a line.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import Any


class Elsewhere:
    """A detector (see `detectors.Detector`) in another process, which ends with this one."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __call__(self, text: str) -> dict[str, float]:
        """The likelihood of each language. Raises OSError when the other process has no answer."""
        ask, answers = self._process.stdin, self._process.stdout
        assert ask is not None
        assert answers is not None
        ask.write(json.dumps(text).encode() + b"\n")
        ask.flush()
        if not (line := answers.readline()):
            raise OSError("the process that detects languages is gone")
        found: dict[str, float] = json.loads(line)
        return found

    def close(self) -> None:
        """Ends it."""
        self._process.kill()
        self._process.communicate()


def lingua() -> Any:
    """lingua's detector for the languages that are told apart, its profiles not loaded yet."""
    from lingua import Language, LanguageDetectorBuilder

    languages = (Language.DUTCH, Language.ENGLISH, Language.GERMAN, Language.FRENCH)
    return LanguageDetectorBuilder.from_languages(*languages).build()


def likelihoods(detector: Any, text: str) -> dict[str, float]:
    """What lingua's detector says of a text: ISO 639-1 code -> likelihood."""
    values = detector.compute_language_confidence_values(text)
    return {value.language.iso_code_639_1.name.lower(): value.value for value in values}


def main() -> None:
    """Answers until the other side hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the run decides
    detector = lingua()
    likelihoods(detector, "profielen")  # which loads them
    for line in sys.stdin.buffer:  # a text that lingua refuses ends it: the other side asks again, and is refused there
        sys.stdout.write(json.dumps(likelihoods(detector, json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
