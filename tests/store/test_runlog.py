"""The run log survives a crash in the middle of a line."""

from __future__ import annotations

from pathlib import Path

from pipeline.store.runlog import append_run, read_runs, touch_log


def test_runs_come_back_in_order(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    append_run(path, {"number": 1})
    append_run(path, {"number": 2})
    assert read_runs(path) == [{"number": 1}, {"number": 2}]


def test_half_a_line_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    append_run(path, {"number": 1})
    with path.open("ab") as stream:
        stream.write(b'{"numb')
    append_run(path, {"number": 3})
    assert read_runs(path) == [{"number": 1}, {"number": 3}]


def test_an_idle_run_changes_no_byte(tmp_path: Path) -> None:
    path = tmp_path / "runs.jsonl"
    append_run(path, {"number": 1})
    before = path.read_bytes()
    touch_log(path)
    assert path.read_bytes() == before


def test_no_log_is_no_runs(tmp_path: Path) -> None:
    assert read_runs(tmp_path / "runs.jsonl") == []
