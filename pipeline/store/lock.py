"""One run at a time per `processed/`.

The lock belongs to the open file, so the system frees it when its owner dies, however it dies.
"""

from __future__ import annotations

import datetime as dt
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import LockedError


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock at `path` as long as the block runs. Raises LockedError, which says who holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as stream:
        if not _take(stream):
            stream.seek(0)
            holder = stream.read().strip() or "a process that gave no name"
            raise LockedError(f"{path.parent.parent} is in use by {holder}; wait until it is done, or stop it")
        stream.truncate(0)
        since = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        stream.write(f"process {os.getpid()} on {socket.gethostname()} since {since}\n")
        stream.flush()
        try:
            yield
        finally:
            stream.truncate(0)


if sys.platform == "win32":
    import msvcrt

    # Windows forbids others to read a locked byte, so the lock lies far behind what the file says.
    _LOCKED_BYTE = 1 << 30

    def _take(stream: IO[str]) -> bool:
        stream.seek(_LOCKED_BYTE)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(stream: IO[str]) -> bool:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
