"""`raadsbrieven watch`, as a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.commands.conftest import RAADSBRIEVEN
from tests.conftest import ROOT
from tests.drawn import LETTERS, draw

pytest.importorskip("watchfiles", reason="needs raadsbrieven[watch]")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
PATIENCE = 300
"""Seconds that a run may take on a machine that is busy with something else."""


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that watches the folder `raw`, and has looked once."""
    (tmp_path / "raw").mkdir()
    command = [
        *RAADSBRIEVEN,
        "watch",
        "--raw",
        tmp_path / "raw",
        "--processed",
        tmp_path / "processed",
        "--workers",
        "1",
    ]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Tests that run behind a shell's back are deaf to SIGINT, and so would be what they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        until(lambda: (tmp_path / "processed" / "tables" / "datapackage.json").exists(), process)
        yield process
    finally:
        process.kill()
        process.wait()


def until(done: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not done():
        assert process.poll() is None, process.stderr
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.parametrize("ask_to_stop", [signal.SIGTERM, signal.SIGINT])
def test_a_letter_that_is_dropped_is_read_and_a_signal_ends_the_watch(
    watching: subprocess.Popen[str], tmp_path: Path, ask_to_stop: signal.Signals
) -> None:
    table = tmp_path / "processed" / "tables" / "letters.csv"
    half = tmp_path / "raw" / "letter.pdf.part"
    half.write_bytes(draw(LETTERS[1]))
    os.utime(half, (1_600_000_000, 1_600_000_000))
    half.rename(tmp_path / "raw" / "letter.pdf")
    until(lambda: "letter.pdf" in table.read_text(), watching)
    watching.send_signal(ask_to_stop)
    _, errors = watching.communicate(timeout=PATIENCE)
    assert watching.returncode == 0, errors
    assert "Traceback" not in errors
