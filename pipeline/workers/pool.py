"""Hands letters to workers and collects what comes of them."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol

from pipeline.workers.letter import Task
from pipeline.workers.worker import Orders, Outcome, Worker


class Executor(Protocol):
    """Whoever can work through tasks. The outcomes may come in any order; each task gives exactly one.

    `prepare` says that there will most likely be so many tasks soon, so what takes time to start may start; `close`
    ends what was started and had nothing to do.
    """

    def prepare(self, orders: Orders, tasks: int) -> None: ...

    def outcomes(self, tasks: Iterable[Task], orders: Orders) -> Iterator[Outcome]: ...

    def close(self) -> None: ...


class LocalPool:
    """Worker processes on this machine.

    Args:
        workers: how many letters are read at a time.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._begun: list[Worker] = []

    def prepare(self, orders: Orders, tasks: int) -> None:
        """Starts as many child processes as so many tasks need."""
        for _ in range(min(tasks, self._workers) - len(self._begun)):
            worker = Worker(orders)
            self._begun.append(worker)
            worker.begin()

    def close(self) -> None:
        """Ends those that had nothing to do."""
        while self._begun:
            self._begun.pop().close()

    def outcomes(self, tasks: Iterable[Task], orders: Orders) -> Iterator[Outcome]:
        """The outcome of every task. Tasks are taken when a worker is nearly free, so few are in memory."""
        idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        team = [*self._begun, *(Worker(orders) for _ in range(self._workers - len(self._begun)))]
        self._begun = []
        for worker in team:
            idle.put(worker)

        def ask(task: Task) -> Outcome:
            worker = idle.get()
            try:
                return worker.ask(task)
            finally:
                idle.put(worker)

        threads = ThreadPoolExecutor(self._workers)
        waiting: set[Future[Outcome]] = set()
        try:
            for task in tasks:
                waiting.add(threads.submit(ask, task))
                if len(waiting) > self._workers:
                    done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (future.result() for future in done)
            while waiting:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        finally:
            for worker in team:
                worker.close()
            threads.shutdown(wait=True, cancel_futures=True)
