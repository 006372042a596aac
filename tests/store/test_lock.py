"""One run at a time, and a dead one holds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.errors import LockedError
from pipeline.store import locked

HOLD = """
import sys, time
from pathlib import Path
from pipeline.store import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "processed" / "state" / "lock"


def holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_another_process_is_named(path: Path) -> None:
    with holder(path) as process:
        says = rf"processed is in use by process {process.pid} on \S+ since 20"
        with pytest.raises(LockedError, match=says), locked(path):
            pass
        process.kill()


def test_a_killed_process_holds_nothing(path: Path) -> None:
    process = holder(path)
    process.kill()
    with process:
        process.wait()
    with locked(path):
        assert f"process {os.getpid()} " in path.read_text()


def test_a_freed_lock_names_nobody(path: Path) -> None:
    with locked(path):
        pass
    assert path.read_text() == ""
