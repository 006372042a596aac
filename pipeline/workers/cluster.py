"""Hands letters to the workers of a Dask cluster: the same letters, the same child processes, the same bytes.

A Dask worker keeps child processes as a local run does, so limits and crashes are dealt with where the letter is.
The letters travel with their tasks: the machines of a cluster need the program and its models, and no shared disk.
"""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from pipeline.errors import ConfigError, MissingProgramError
from pipeline.fingerprint import version_of
from pipeline.results import Failure, Result
from pipeline.stages import Stage
from pipeline.workers.letter import Step, Task
from pipeline.workers.worker import Orders, Outcome, Worker

RETRIES = 3
"""How often a letter is given to another worker when its worker dies; Dask's own `allowed-failures`."""
PER_THREAD = 2
"""Letters that wait at each worker: the next one is there when one is done, and few are in memory."""


class DaskCluster:
    """The workers behind a Dask scheduler.

    Args:
        address: of the scheduler, e.g. `tcp://host:8786`.
        patience: seconds to wait for its first answer.
    """

    def __init__(self, address: str, patience: float = 20) -> None:
        self._address = address
        self._patience = patience

    def prepare(self, orders: Orders, tasks: int) -> None:
        """The workers of a cluster keep what they have started."""

    def close(self) -> None:
        """What was started ends with its worker."""

    def outcomes(self, tasks: Iterable[Task], orders: Orders) -> Iterator[Outcome]:
        """The outcome of every task. Raises ConfigError when the cluster is not there or runs other code."""
        distributed = _distributed()
        try:
            client = distributed.Client(self._address, timeout=self._patience)
        except (OSError, ValueError) as error:
            raise ConfigError(
                f"no Dask scheduler answers at {self._address}; start one with `dask scheduler`"
            ) from error
        with client:
            _refuse_other_code(client, [step.stage for step in orders.steps])
            waiting = iter(tasks)
            given: dict[Any, Task] = {}
            at_once = PER_THREAD * max(sum(client.nthreads().values()), 1)

            def give(task: Task) -> Any:
                future = client.submit(ask, task, orders, pure=False, retries=RETRIES)
                given[future] = task
                return future

            line = distributed.as_completed([give(task) for task in islice(waiting, at_once)])
            for future in line:
                yield _outcome(distributed, future, given.pop(future), orders)
                future.release()
                if (task := next(waiting, None)) is not None:
                    line.add(give(task))


def ask(task: Task, orders: Orders) -> Outcome:
    """Runs on a Dask worker, in one of its threads: brings a letter up to date in a child process."""
    idle = _TEAMS.setdefault(_key(orders), queue.SimpleQueue())
    try:
        worker = idle.get_nowait()
    except queue.Empty:
        worker = Worker(orders)
    try:
        return worker.ask(task)
    finally:
        idle.put(worker)


_TEAMS: dict[str, queue.SimpleQueue[Worker]] = {}
"""On a Dask worker: child processes that wait for a letter, by what they were started for. They end with it."""


def _key(orders: Orders) -> str:
    return " ".join([orders.limits_key, *(step.version for step in orders.steps)])


def _outcome(distributed: Any, future: Any, task: Task, orders: Orders) -> Outcome:
    try:
        outcome: Outcome = future.result()
    except distributed.KilledWorker:
        return _lost(task, orders.steps)
    return outcome


def _lost(task: Task, steps: Sequence[Step]) -> Outcome:
    """The outcome of a letter whose workers died one after the other; without a fingerprint it is tried again."""
    failure = Failure("crashed", f"{RETRIES + 1} workers of the cluster died while they read it; please report it")
    return Outcome(task.sha256, (Result(steps[0].stage.name, steps[0].version, "", "", failure),), {}, ())


def _refuse_other_code(client: Any, stages: Sequence[Stage]) -> None:
    ours = code_of(stages)
    workers: Mapping[str, Any] = client.run(code_of, stages)
    if not workers:
        raise ConfigError("the Dask scheduler has no workers; start some with `dask worker`")
    for address, theirs in sorted(workers.items()):
        other = [name for name in ours if theirs[name] != ours[name]]
        if other:
            raise ConfigError(
                f"the worker {address} has other code or libraries for {', '.join(other)}; install the same"
            )


def code_of(stages: Sequence[Stage]) -> dict[str, str]:
    """Stage -> hash of the code and the libraries that are installed here."""
    return {stage.name: version_of(stage, {}).key for stage in stages}


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise MissingProgramError("a cluster needs Dask; pip install 'raadsbrieven[cluster]'") from error
    return distributed
