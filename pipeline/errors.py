"""The failures that the program knows how to talk about.

Anything else that is raised is a bug and must surface.
"""

from __future__ import annotations


class LetterError(Exception):
    """A letter at fault: it fails alone, with a stable code, and the other letters go on.

    Args:
        code: kebab-case, one of those in `docs/failures.md`, e.g. `no-text-layer`.
        message: what is wrong and what to do about it. Never holds letter text.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type[LetterError], tuple[str, str]]:
        """Survives the way from a worker process back to the runner."""
        return (type(self), (self.code, self.message))


class ConfigError(Exception):
    """A setting, rule set or house style that cannot be used; names the file and the key."""


class MissingProgramError(Exception):
    """A model or program that the configuration asks for and that is not installed."""


class LockedError(Exception):
    """Another run holds the lock of this `processed/`; says who."""
