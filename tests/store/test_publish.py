"""Files come into view together, and an interrupted publication is finished or never begun."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.store.publish import Staging


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "a.csv").write_text("old a")
    (tmp_path / "tables" / "gone.csv").write_text("old")
    return Staging(tmp_path / "state" / "staging", tmp_path)


def seen(staging: Staging) -> dict[str, str]:
    folder = staging.folder.parent.parent
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_staged_files_replace_the_old_ones_and_others_go(staging: Staging) -> None:
    staging.add("tables/a.csv", b"new a")
    staging.add("letters/rb-1.txt", b"text")
    staging.publish(gone=["tables/gone.csv"])
    assert seen(staging) == {"tables/a.csv": "new a", "letters/rb-1.txt": "text"}


def test_a_file_that_did_not_change_is_not_touched(staging: Staging, tmp_path: Path) -> None:
    before = (tmp_path / "tables" / "a.csv").stat()
    staging.add("tables/a.csv", b"old a")
    staging.publish(gone=[])
    after = (tmp_path / "tables" / "a.csv").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_what_was_staged_and_not_decided_on_is_thrown_away(staging: Staging) -> None:
    staging.add("tables/a.csv", b"half of new a")
    staging.begin()
    assert seen(staging) == {"tables/a.csv": "old a", "tables/gone.csv": "old"}


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_an_interrupted_publication_is_finished_by_the_next_run(
    staging: Staging, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    staging.add("tables/a.csv", b"new a")
    staging.add("tables/b.csv", b"new b")
    replace, done = Path.replace, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal done
        if target.suffix == ".csv":
            if done == moves:
                raise OSError("the power went")
            done += 1
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        try:
            staging.publish(gone=["tables/gone.csv"])
        except OSError:
            assert moves < 2
    staging.begin()
    assert seen(staging) == {"tables/a.csv": "new a", "tables/b.csv": "new b"}


def test_a_full_disk_while_staging_leaves_the_old_files(staging: Staging, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        staging.add("tables/a.csv", b"new a")
    staging.begin()
    assert seen(staging)["tables/a.csv"] == "old a"
