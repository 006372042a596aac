"""The tables of a few invented letters, written once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.tables.export import write_tables
from pipeline.tables.rows import rows_of
from tests.tables.letters import failed_result, letter_result
from tests.tables.reduce import build_frames


@pytest.fixture(scope="session")
def results():
    return [letter_result("waterloo-1"), letter_result("waterloo-2"), failed_result()]


@pytest.fixture(scope="session")
def frames(results):
    return build_frames(rows_of(result) for result in results)


@pytest.fixture(scope="session")
def tables(frames, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    write_tables(frames, folder)
    return folder
