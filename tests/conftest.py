"""Fixtures for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real letters and gold annotations, which are not part of the project."""
    folder = Path(os.environ.get("RAADSBRIEVEN_SHARED", ROOT.parent / "shared"))
    if not (folder / "letters").is_dir():
        pytest.skip("the folder of real letters is absent; set RAADSBRIEVEN_SHARED to where it is")
    return folder
