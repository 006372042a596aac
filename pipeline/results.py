"""What the runner remembers about one stage and one letter."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a letter has no record of a stage: a stable kebab-case code and a message that says what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a stage made of one letter, without the record itself.

    Attributes:
        stage: the stage's name.
        version: key of the `Version` (code, settings, libraries) of the stage that made it.
        fingerprint: hash of that version and of the stage's input; the same fingerprint needs no second run.
        output: hash of the record, which is input of the stages after it; empty when the stage failed.
        failure: why there is no record, else None.
    """

    stage: str
    version: str
    fingerprint: str
    output: str
    failure: Failure | None = None


class RecordLostError(Exception):
    """A record that the index knows is gone or damaged: its stage has to run again."""
