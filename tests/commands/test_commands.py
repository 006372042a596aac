"""The commands as a person or a scheduler calls them: what they print, and their exit codes."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.store import LOCK, locked
from tests.commands.conftest import call
from tests.drawn import LETTERS

Folders = tuple[Path, Path, subprocess.CompletedProcess[str]]
DRAWN = LETTERS[0]


def test_a_run_ends_with_a_summary_that_says_what_to_do(folders: Folders) -> None:
    _, _, run = folders
    assert run.returncode == 1, run.stderr
    assert "3 letters received: 2 read, 1 could not be read." in run.stdout
    assert "not-a-pdf: " in run.stdout
    assert "    bad\\nname.pdf (rb-" in run.stdout
    assert "--retry-failed" in run.stdout


def test_a_second_run_says_that_nothing_had_changed(folders: Folders) -> None:
    raw, processed, _ = folders
    before = {path: path.read_bytes() for path in processed.rglob("*") if path.is_file()}
    again = call("run", "--raw", raw, "--processed", processed)
    assert again.returncode == 1
    assert "Nothing had changed" in again.stdout
    assert {path: path.read_bytes() for path in processed.rglob("*") if path.is_file()} == before


def test_no_name_from_a_letter_stands_in_the_log(folders: Folders) -> None:
    _, processed, run = folders
    log = (processed / "runs.jsonl").read_text() + (processed / "provenance.jsonl").read_text() + run.stderr
    assert not [name for name in (DRAWN.name, "name.pdf", DRAWN.municipality) if name in log]


def test_provenance_leads_from_the_file_to_every_record(folders: Folders) -> None:
    _, processed, _ = folders
    entries = [json.loads(line) for line in (processed / "provenance.jsonl").read_text().splitlines()]
    runs = [json.loads(line) for line in (processed / "runs.jsonl").read_text().splitlines()]
    keys = {version["key"] for run in runs for version in run["versions"].values()}
    made = {entry["generated"] for entry in entries if entry["generated"]}
    for entry in entries:
        assert entry["version"] in keys
        assert all(len(used) == 64 or used in made for used in entry["used"])
    assert [entry["failure"] for entry in entries if entry["failure"]] == ["not-a-pdf"]


@pytest.mark.parametrize("part", ["name", "stem", "id"])
def test_show_finds_a_letter_by_name_part_or_id(folders: Folders, part: str) -> None:
    _, processed, _ = folders
    wanted = {"name": f"{DRAWN.name}.pdf", "stem": DRAWN.name[:6].upper(), "id": ""}[part]
    if part == "id":
        wanted = call("show", "--processed", processed, DRAWN.name).stdout.split()[1]
    shown = call("show", "--processed", processed, wanted)
    assert shown.returncode == 0
    for printed in (DRAWN.municipality, DRAWN.date, DRAWN.headings[0].split()[0], "Sections", "Names", "Dates"):
        assert printed in shown.stdout


def test_show_prints_the_text_that_lies_beside_the_tables(folders: Folders) -> None:
    _, processed, _ = folders
    letter_id = call("show", "--processed", processed, DRAWN.name).stdout.split()[1]
    text = call("show", "--processed", processed, letter_id, "--text").stdout
    assert text.rstrip("\n") == (processed / "letters" / f"{letter_id}.txt").read_text().rstrip("\n")


def test_show_says_why_a_letter_could_not_be_read(folders: Folders) -> None:
    shown = call("show", "--processed", folders[1], "bad\nname.pdf")
    assert "could not be read: not-a-pdf in extract" in " ".join(shown.stdout.split())


def test_show_asks_back_when_it_cannot_tell_which_letter_is_meant(folders: Folders) -> None:
    shown = call("show", "--processed", folders[1], ".pdf")
    assert shown.returncode == 2
    assert "give the id or more of the name" in shown.stderr
    assert call("show", "--processed", folders[1], "no such letter").returncode == 2


def test_diff_names_the_rows_that_the_last_run_added(folders: Folders) -> None:
    shown = call("diff", "--processed", folders[1]).stdout
    assert "letters: 3 added" in shown
    assert f"{DRAWN.name}.pdf" in shown
    assert "more; --all names them" in shown


def test_status_and_dry_run_say_what_would_be_done(folders: Folders, tmp_path: Path) -> None:
    raw, processed, _ = folders
    status = call("status", "--raw", raw, "--processed", processed).stdout
    assert "nothing to do" in status
    assert "failed: 1 not-a-pdf" in status
    fresh = call("run", "--dry-run", "--raw", raw, "--processed", tmp_path / "none")
    assert "extract: 3 (new file)" in fresh.stdout
    assert not (tmp_path / "none").exists()


def test_runs_lists_what_was_done(folders: Folders) -> None:
    assert "exit 1  3 received, 1 failed, 0 gone  extract 3" in call("runs", "--processed", folders[1]).stdout


def test_exit_codes_tell_a_scheduler_what_happened(folders: Folders, tmp_path: Path) -> None:
    raw, processed, _ = folders
    assert call("run", "--raw", tmp_path / "absent", "--processed", processed).returncode == 2
    assert call("run", "--no-such-option").returncode == 2
    (tmp_path / "pipeline.toml").write_text("[limts]\n")
    assert call("check", "--configs", tmp_path).returncode == 2
    with locked(processed / LOCK):
        busy = call("run", "--raw", raw, "--processed", processed)
        quiet = call("run", "--raw", raw, "--processed", processed, "--quiet")
    assert busy.returncode == 4
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (4, "", "")
    assert "is in use by process" in busy.stderr
