"""The parent's side of a child process: one letter at a time, watched."""

from __future__ import annotations

import logging
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.config import Config, Limits
from pipeline.errors import ConfigError
from pipeline.results import Failure, Result
from pipeline.workers.letter import Begun, Done, Step, Task
from pipeline.workers.messages import End, Ready, Refused, Start, WorkerBugError, receive, send

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.1
"""How often memory and time are looked at while a child is silent."""
START_SECONDS = 300.0
"""How long a child may take to load its stages; longer means that something hangs."""
ANSWER_SECONDS = 5.0
"""How long a child that hung up may take to end."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one task.

    Attributes:
        results: all results that hold now, in order.
        records: packed records of the stages that ran and gave one.
        ran: names of the stages that ran.
    """

    sha256: str
    results: tuple[Result, ...]
    records: dict[str, bytes]
    ran: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Orders:
    """What all workers of a run have in common. Settings are typed by the child: their types take time to import."""

    steps: tuple[Step, ...]
    config: Config
    limits_key: str

    @property
    def limits(self) -> Limits:
        return self.config.limits


class _GoneError(Exception):
    """The child is dead: killed by us with a reason, or by itself."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


class Worker:
    """A child process that is started when it is needed and replaced when it is used up."""

    def __init__(self, orders: Orders) -> None:
        self._orders = orders
        self._child: _Child | None = None
        self._letters = 0
        self._closed = False

    def ask(self, task: Task) -> Outcome:
        """Brings a letter up to date.

        A child that crashes gets a second try in a fresh one: the crash may have been somebody else's doing,
        such as the system's when memory ran short. Raises ConfigError or MissingProgramError when the stages
        can't be built.
        """
        outcome = self._try(task)
        failure = outcome.results[-1].failure if outcome.results else None
        if failure and failure.code == "crashed" and not self._closed:
            log.warning("a worker crashed in the stage %s; trying that letter again", outcome.results[-1].stage)
            outcome = self._try(task)
        return outcome

    def begin(self) -> None:
        """Starts the child before there is a letter for it, and doesn't wait for it."""
        if self._child is None:
            self._child = _Child(self._orders)
            self._letters = 0

    def close(self) -> None:
        """Ends the child for good, from whatever thread."""
        self._closed = True
        self._drop_child()

    def _drop_child(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def _try(self, task: Task) -> Outcome:
        if self._letters >= self._orders.limits.letters_per_worker:
            self._drop_child()
        self.begin()
        assert self._child is not None
        self._letters += 1
        results: list[Result] = []
        records: dict[str, bytes] = {}
        begun: list[Begun] = []
        try:
            self._child.wait_until_ready()
            for event in self._child.answers(task):
                if isinstance(event, Begun):
                    begun.append(event)
                    continue
                results.append(event.result)
                if event.record is not None:
                    records[event.result.stage] = event.record
        except _GoneError as gone:
            self._drop_child()
            step = self._step(begun[-1].stage if begun else self._orders.steps[0].stage.name)
            fingerprint = begun[-1].fingerprint if begun else ""
            results = [result for result in results if result.stage != step.stage.name]
            results.append(Result(step.stage.name, step.version, fingerprint, "", gone.failure))
        except BaseException:
            self._drop_child()
            raise
        if results and results[-1].failure and results[-1].failure.code == "limit-exceeded":
            self._drop_child()  # its memory is in pieces
        return Outcome(task.sha256, tuple(results), records, tuple(event.stage for event in begun))

    def _step(self, name: str) -> Step:
        return next(step for step in self._orders.steps if step.stage.name == name)


class _Child:
    """A running process, and the thread that hears it."""

    def __init__(self, orders: Orders) -> None:
        self._limits = orders.limits
        verbose = log.isEnabledFor(logging.DEBUG)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.workers.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What PDF libraries complain about quotes the letter, so it is shown only to who asks for it.
            stderr=None if verbose else subprocess.DEVNULL,
            env=_environment(),
        )
        self._born, self._ready = time.monotonic(), False
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        level = logging.getLogger().getEffectiveLevel()
        start = Start(orders.steps, orders.config, orders.limits_key, 2 * orders.limits.memory_mb, level)
        threading.Thread(target=self._hear, args=(start,), daemon=True).start()

    def wait_until_ready(self) -> None:
        """Waits for the stages to be built. Raises ConfigError, MissingProgramError and WorkerBugError."""
        if self._ready:
            return
        try:
            self._next(self._born + START_SECONDS)
        except _GoneError as gone:
            if gone.failure.code == "limit-exceeded":
                raise ConfigError(f"loading the stages {gone.failure.message}; raise that limit") from gone
            raise WorkerBugError(f"loading the stages: {gone.failure.message}") from gone
        self._ready = True

    def answers(self, task: Task) -> Iterator[Begun | Done]:
        """The events of one letter. Raises _GoneError when the child dies or has to be stopped."""
        deadline = time.monotonic() + self._limits.seconds
        self._tell(task)
        while not isinstance(event := self._next(deadline), End):
            assert not isinstance(event, Ready)
            yield event

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue  # what the dead child didn't read any more

    def _tell(self, message: Any) -> None:
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, message)  # type: ignore[arg-type]
        except OSError:
            return  # dead: hearing nothing from it says so, with the reason

    def _hear(self, start: Start) -> None:
        assert self._process.stdout is not None
        self._tell(start)  # here, for a pipe takes only a part of it before the child listens
        try:
            while True:
                self._answers.put(receive(self._process.stdout))  # type: ignore[arg-type]
        except (EOFError, OSError, ValueError):
            self._answers.put(None)
        except Exception:  # half a pickle of a child that died while it wrote
            self._answers.put(None)

    def _next(self, deadline: float) -> Begun | Done | End | Ready:
        while True:
            try:
                answer = self._answers.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                self._watch(deadline)
                continue
            if answer is None:
                raise _GoneError(self._cause_of_death())
            if isinstance(answer, Refused):
                raise answer.error
            return answer  # type: ignore[no-any-return]

    def _watch(self, deadline: float) -> None:
        if time.monotonic() > deadline:
            seconds = self._limits.seconds
            raise _GoneError(Failure("limit-exceeded", f"takes longer than [limits] seconds = {seconds:g} allows"))
        if _memory_mb(self._process.pid) > self._limits.memory_mb:
            limit = self._limits.memory_mb
            raise _GoneError(Failure("limit-exceeded", f"needs more memory than [limits] memory_mb = {limit} allows"))

    def _cause_of_death(self) -> Failure:
        try:
            code = self._process.wait(ANSWER_SECONDS)
        except subprocess.TimeoutExpired:  # it lives, but what it says can't be understood
            self._process.kill()
            raise WorkerBugError("a worker gave an answer that can't be read") from None
        if code == -getattr(signal, "SIGKILL", 9):
            reason = "was killed from outside, as systems do when memory runs short"
        elif code < 0:
            reason = f"died of {signal.Signals(-code).name}"
        else:
            reason = f"ended with exit code {code}"
        return Failure("crashed", f"the process that read it {reason}, twice; please report it")


def _environment() -> dict[str, str]:
    threads = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
    return {
        **os.environ,
        **dict.fromkeys(threads, "1"),  # each worker is one process of many
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONHASHSEED": "0",  # sets have the same order in every worker and every run
    }


def _memory_mb(pid: int) -> float:
    """Resident memory of a process; 0 where the system has no cheap way to tell, and the backstop has to do."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
