"""One real run over two drawn letters and one that cannot be read, for all tests of the commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.drawn import LETTERS, draw

RAADSBRIEVEN = (sys.executable, "-m", "pipeline.cli")


def call(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [*RAADSBRIEVEN, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("commands")
    raw, processed = folder / "raw", folder / "processed"
    raw.mkdir()
    for drawn in LETTERS[:2]:
        (raw / f"{drawn.name}.pdf").write_bytes(draw(drawn))
    (raw / "bad\nname.pdf").write_text("<html>no letter</html>")
    return raw, processed, call("run", "--raw", raw, "--processed", processed, "--workers", 1)
