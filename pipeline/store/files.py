"""Files that are either whole or not there."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

MANY = 100


def write_whole(path: Path, data: bytes, *, durable: bool) -> None:
    """Puts `data` at `path` so that a reader sees the old file or the new one, whatever happens.

    Args:
        durable: wait until the disk has it. Not needed for what is checked by its hash when it is read.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # One writer per processed/ (it holds the lock), so the name needs no random part and leaves no litter.
    temporary = path.with_name(f".{path.name}.new")
    with temporary.open("wb") as stream:
        stream.write(data)
        if durable:
            stream.flush()
            os.fsync(stream.fileno())
    temporary.replace(path)


def to_disk(path: Path) -> None:
    """Waits until the disk has the file, or the names in the folder."""
    if os.name == "nt" and path.is_dir():
        return  # Windows keeps its folders in order by itself and can't open one
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def all_to_disk(paths: Sequence[Path]) -> None:
    """Waits until the disk has these files and their names."""
    if len(paths) > MANY and hasattr(os, "sync"):
        os.sync()  # one wait for everything, where a wait per file would take minutes
        return
    for path in [*paths, *sorted({path.parent for path in paths})]:
        to_disk(path)
