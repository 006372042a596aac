"""No regular expression of the date reader can backtrack without end."""

import subprocess
import sys
from pathlib import Path

import pytest

FILES = sorted((Path(__file__).resolve().parents[2] / "pipeline" / "dates").glob("*.py"))


def test_no_expression_backtracks_catastrophically():
    pytest.importorskip("regexploit")
    command = [sys.executable, "-m", "regexploit.bin.regexploit_python_ast", *map(str, FILES)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Processed" in done.stdout
    assert "Vulnerable regex" not in done.stdout, done.stdout
