"""The run log: one line of JSON per run that did something; and the provenance, one per stage and letter."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec


def append_run(path: Path, entry: Mapping[str, Any]) -> None:
    """Adds a line."""
    append_lines(path, [entry])


def append_lines(path: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Adds a line per entry. A line that a crash left unfinished is closed first, so that it spoils no other."""
    line = b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)
    with path.open("ab+") as stream:
        if stream.tell():
            stream.seek(-1, os.SEEK_END)
            if stream.read(1) != b"\n":
                line = b"\n" + line
        stream.write(line)
        stream.flush()
        os.fsync(stream.fileno())


def touch_log(path: Path) -> None:
    """Marks that a run looked and found nothing to do, without changing a byte."""
    path.touch()


def read_runs(path: Path) -> list[dict[str, Any]]:
    """All entries, the oldest first; unfinished lines are passed over."""
    if not path.exists():
        return []
    entries = []
    for line in path.read_bytes().splitlines():
        try:
            entries.append(msgspec.json.decode(line, type=dict[str, Any]))
        except msgspec.DecodeError:
            continue
    return entries
