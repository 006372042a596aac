"""Brings one letter up to date: runs the stages whose fingerprint changed, in order, and no others."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.encoding import decoded, encoded, hash_of, packed, unpacked
from pipeline.errors import ConfigError, LetterError, MissingProgramError
from pipeline.fingerprint import is_current, result_fingerprint
from pipeline.results import Failure, Result
from pipeline.stages import Stage


@dataclass(frozen=True, slots=True)
class Step:
    """A stage and the key of its version."""

    stage: Stage
    version: str


@dataclass(frozen=True, slots=True)
class Task:
    """One letter and what is known about it; all that a worker gets.

    Attributes:
        sha256: hash of the letter's file.
        data: the file; empty when no stage that reads it has to run.
        known: results that may still hold.
        records: packed records of known results, by stage, as far as they can be needed.
        redo: names of stages that run even if their result still holds.
        size: bytes of the file: large letters begin first, so that none is left alone at the end.
    """

    sha256: str
    data: bytes
    known: tuple[Result, ...] = ()
    records: Mapping[str, bytes] = field(default_factory=dict)
    redo: frozenset[str] = frozenset()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Begun:
    """A stage begins on the letter: whoever is killed now was killed by it."""

    stage: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Done:
    """A result, and its packed record when it was made anew."""

    result: Result
    record: bytes | None = None


Call = Callable[..., Any]


def bring_up_to_date(task: Task, steps: Sequence[tuple[Step, Call]], limits_key: str) -> Iterator[Begun | Done]:
    """Every result of the letter, in order, up to the first failure; kept ones too."""
    values = _Values(task)
    outputs: dict[type, str] = {bytes: task.sha256}
    known = {result.stage: result for result in task.known}
    for step, call in steps:
        stage = step.stage
        inputs = [outputs[need] for need in stage.needs]
        kept = known.get(stage.name)
        if kept and stage.name not in task.redo and is_current(kept, step.version, inputs, limits_key):
            done = Done(kept)
            values.keep(stage)
        else:
            yield Begun(stage.name, result_fingerprint(step.version, inputs, limits_key, "crashed"))
            done = _run(step, call, inputs, values, limits_key)
        yield done
        if done.result.failure:
            return
        outputs[stage.gives] = done.result.output


def _run(step: Step, call: Call, inputs: Sequence[str], values: _Values, limits_key: str) -> Done:
    stage = step.stage
    failure: Failure
    try:
        record = encoded(call(*(values.get(need) for need in stage.needs)))
        # What the next stage gets is what the store would give back, so that reruns can't differ.
        values.add(stage, record)
    except LetterError as error:
        failure = Failure(error.code, error.message)
    except MemoryError:
        failure = Failure("limit-exceeded", "needs more memory than [limits] memory_mb allows")
    except (ConfigError, MissingProgramError):
        raise
    except Exception as error:
        # A bug. It must be seen, and it must not stop the other letters. Its message may quote the letter.
        failure = Failure("internal-error", f"{place_of(error)}: a bug in the stage {stage.name}; please report it")
    else:
        output = hash_of(record)
        found = result_fingerprint(step.version, inputs, limits_key, "")
        return Done(Result(stage.name, step.version, found, output), packed(record))
    found = result_fingerprint(step.version, inputs, limits_key, failure.code)
    return Done(Result(stage.name, step.version, found, "", failure))


def place_of(error: BaseException) -> str:
    """The kind of an error and the line that raised it, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "pipeline" in frame.filename] or list(frames)
    if not own:
        return type(error).__name__
    _, _, tail = own[-1].filename.replace("\\", "/").rpartition("/pipeline/")
    return f"{type(error).__name__} at {tail}:{own[-1].lineno}"


class _Values:
    """The values that stages are called with; records are unpacked when one is asked for."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._values: dict[type, Any] = {bytes: task.data}
        self._kept: dict[type, str] = {}

    def keep(self, stage: Stage) -> None:
        self._kept[stage.gives] = stage.name

    def add(self, stage: Stage, record: bytes) -> None:
        self._values[stage.gives] = decoded(record, stage.gives)

    def get(self, wanted: type) -> Any:
        if wanted not in self._values:
            record = unpacked(self._task.records[self._kept[wanted]])
            self._values[wanted] = decoded(record, wanted)
        return self._values[wanted]
