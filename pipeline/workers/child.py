"""The child process: `python -m pipeline.workers.child`.

It gets a `Start` and then tasks on its standard input and answers on its standard output (`messages`).
What libraries print goes to standard error. When the parent is gone, so is the child. It has no network: nothing
in a letter can make a library reach out.
"""

from __future__ import annotations

import faulthandler
import logging
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from typing import Any, BinaryIO

from pipeline.config import Config
from pipeline.errors import ConfigError, MissingProgramError
from pipeline.workers.letter import Call, Step, Task, bring_up_to_date
from pipeline.workers.messages import End, Ready, Refused, Start, WorkerBugError, receive, send

NETWORK = frozenset(
    ["connect", "sendto", "sendmsg", "bind", "getaddrinfo", "getnameinfo", "gethostbyname", "gethostbyaddr"]
)
"""What Python calls these audit events, behind `socket.`."""


def main() -> None:
    """Answers tasks until the parent hangs up."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    faulthandler.enable()
    tasks: queue.SimpleQueue[Any] = queue.SimpleQueue()
    start: Start = receive(sys.stdin.buffer)
    threading.Thread(target=_listen, args=(tasks,), daemon=True).start()
    logging.basicConfig(level=start.log_level, stream=sys.stderr)
    _limit_memory(start.memory_mb)
    sys.addaudithook(_refuse_network)
    try:
        steps = build(start.steps, start.config)
        send(answers, Ready())
        while True:
            _answer(tasks.get(), steps, start.limits_key, answers)
    except (ConfigError, MissingProgramError) as error:
        send(answers, Refused(error))
    except Exception:
        # Stages turn their own errors into failures, so no letter is quoted here.
        send(answers, Refused(WorkerBugError(traceback.format_exc())))


def _answer(task: Task, steps: Sequence[tuple[Step, Call]], limits_key: str, answers: BinaryIO) -> None:
    for event in bring_up_to_date(task, steps, limits_key):
        send(answers, event)
    send(answers, End())


def build(steps: Sequence[Step], config: Config) -> list[tuple[Step, Call]]:
    """The stages, ready to be called. Raises ConfigError.

    What a stage would load with its first letter it loads meanwhile, if it has a method `warm_up` for that.
    """
    built = []
    for step in steps:
        call = step.stage.load()[1](config.settings_for(step.stage))
        if warm_up := getattr(call, "warm_up", None):
            threading.Thread(target=warm_up, daemon=True).start()
        built.append((step, call))
    return built


def _listen(tasks: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            tasks.put(receive(sys.stdin.buffer))
    except (EOFError, OSError):
        os._exit(0)  # even in the middle of a letter: nobody waits for the answer


def _limit_memory(memory_mb: int) -> None:
    """A backstop for what grows faster than the parent looks; the parent's own limit comes first."""
    if memory_mb and sys.platform == "linux":
        import resource

        # RLIMIT_DATA counts memory that is written to. RLIMIT_AS would count what libraries merely reserve.
        resource.setrlimit(resource.RLIMIT_DATA, (memory_mb << 20, memory_mb << 20))


def _refuse_network(event: str, args: tuple[Any, ...]) -> None:
    if event.startswith("socket.") and event.removeprefix("socket.") in NETWORK:
        raise PermissionError("letters are read without a network")


if __name__ == "__main__":
    main()
