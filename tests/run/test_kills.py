"""A run may be killed at any moment: what is there stays readable, and the next run finishes with the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run.conftest import Place, place_at

KILLS = 12


def crash(folder: Path, last: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.run.crashing", str(folder), str(last)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[2])


def changed(place: Place) -> Place:
    """A folder that was read once and where letters then came, changed and went."""
    place.run()
    place.letter("a.pdf", "Geachte raad van Veldermonde")
    place.letter("d.pdf", "een nieuwe brief")
    place.letter("bad.pdf", "FAIL")
    (place.raw / "b.pdf").unlink()
    return place


@pytest.fixture
def touches(tmp_path: Path) -> int:
    """How often such a run touches the disk, so that the kills can be spread over all of it."""
    return int(crash(changed(filled(tmp_path / "undisturbed")).raw.parent, 0).stdout)


def filled(folder: Path) -> Place:
    place = place_at(folder)
    place.letter("a.pdf", "Geachte raad")
    place.letter("b.pdf", "Met vriendelijke groet")
    place.letter("c.pdf", "Aan de raad van Meerdonk")
    return place


def test_a_run_killed_anywhere_leaves_whole_tables_and_is_finished_by_the_next(tmp_path: Path, touches: int) -> None:
    reference = changed(filled(tmp_path / "reference"))
    old = reference.readable()
    reference.run()
    wanted = reference.readable()
    for kill in range(KILLS):
        place = changed(filled(tmp_path / f"kill-{kill}"))
        assert crash(place.raw.parent, 1 + kill * (touches - 1) // (KILLS - 1)).returncode == -9
        table = (place.processed / "tables" / "letters.csv").read_bytes()
        assert table in (old["tables/letters.csv"], wanted["tables/letters.csv"]), "an old table or the new one"
        assert [json.loads(line) for line in table.splitlines()], "every line is whole"
        place.run()
        assert place.readable() == wanted
        assert place.run().idle


def test_kill_after_kill_the_run_comes_to_its_end(tmp_path: Path, touches: int) -> None:
    reference = changed(filled(tmp_path / "reference"))
    reference.run()
    place = changed(filled(tmp_path / "killed"))
    for last in range(touches // 4, touches, touches // 4):
        crash(place.raw.parent, last)
    place.run()
    assert place.readable() == reference.readable()
