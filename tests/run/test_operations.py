"""What docs/operations.md tells schedulers is what the program does."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from pipeline.cli import BUG, EXIT_CODES
from pipeline.commands.run import LOCKED
from pipeline.errors import LockedError
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
CRON = (ROOT / "deploy" / "cron.example").read_text(encoding="utf-8")


def test_the_table_holds_every_exit_code() -> None:
    told = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
    assert told == {0, 1, BUG, *EXIT_CODES.values()}
    assert EXIT_CODES[LockedError] == LOCKED


def test_the_page_shows_the_cron_lines_that_lie_in_deploy() -> None:
    lines = [line for line in CRON.splitlines() if not line.startswith("#")]
    assert all(line in PAGE for line in lines)


@pytest.mark.skipif(os.name == "nt", reason="cron runs sh")
def test_the_cron_line_works_in_the_bare_environment_of_cron(tmp_path: Path) -> None:
    [line] = [line for line in CRON.splitlines() if line.startswith("*")]
    command = line.split(maxsplit=5)[5].replace("/srv/raadsbrieven", str(tmp_path))
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / "raw").mkdir()
    program = tmp_path / ".venv" / "bin" / "raadsbrieven"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m pipeline.cli "$@"\n')
    program.chmod(0o755)
    first, second = (
        subprocess.run(["/bin/sh", "-c", command], env={"HOME": str(tmp_path)}, capture_output=True, check=False)
        for _ in range(2)
    )
    assert (first.returncode, second.returncode) == (0, 0), first.stderr
    assert b"0 letters received" in first.stdout
    assert (second.stdout, second.stderr) == (b"", b"")


def test_the_service_takes_failed_letters_and_a_busy_lock_for_success() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(ROOT / "deploy" / "systemd" / "raadsbrieven.service", encoding="utf-8")
    assert unit["Service"]["SuccessExitStatus"].split() == ["1", str(LOCKED)]
    assert unit["Service"]["PrivateNetwork"] == "true"
