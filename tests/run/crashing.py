"""A run of the toy pipeline that dies on the spot when it touches the disk for the n-th time.

python -m tests.run.crashing FOLDER N     (N = 0: don't die, print how often the disk was touched)
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from pipeline.run import Run, Wishes, logged_run
from tests.run.conftest import existing_place
from tests.run.toy import TOY, InProcess

EVENTS = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect")


class _Touches:
    def __init__(self, folder: Path, last: int) -> None:
        self._folder = str(folder)
        self._last = last
        self.number = 0

    def __call__(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            written = isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR)
            if not written or not str(args[0]).startswith(self._folder):
                return
        elif event not in EVENTS:
            return
        self.number += 1
        if self.number == self._last:
            os.kill(os.getpid(), 9)


def main(folder: Path, last: int) -> None:
    place = existing_place(folder)
    run = Run(place.raw, place.config, TOY, Wishes())
    touches = _Touches(folder, last)
    sys.addaudithook(touches)
    logged_run(run, place.processed, InProcess())
    print(touches.number)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
