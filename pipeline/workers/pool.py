"""Hands letters to workers and collects what comes of them."""

from __future__ import annotations

import queue
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Protocol

from pipeline.workers.letter import Task
from pipeline.workers.worker import Orders, Outcome, Worker


class Executor(Protocol):
    """Whoever can work through tasks. The outcomes may come in any order; each task gives exactly one."""

    def outcomes(self, tasks: Iterable[Task], orders: Orders) -> Iterator[Outcome]: ...


class LocalPool:
    """Worker processes on this machine.

    Args:
        workers: how many letters are read at a time.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def outcomes(self, tasks: Iterable[Task], orders: Orders) -> Iterator[Outcome]:
        """The outcome of every task. Tasks are taken when a worker is nearly free, so few are in memory."""
        idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
        team = [Worker(orders) for _ in range(self._workers)]
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
