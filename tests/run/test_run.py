"""What a run does and, more important, what it leaves alone."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from pipeline.errors import ConfigError, LockedError
from pipeline.store import LOCK, Store, locked
from tests.run.conftest import OLD, Place, place_at
from tests.run.toy import InProcess


def test_every_letter_gets_a_row_and_its_text(place: Place) -> None:
    report = place.run()
    assert [(row["file_name"], row["words"]) for row in sorted(place.rows(), key=lambda row: row["file_name"])] == [
        ("a.pdf", 2),
        ("b.pdf", 3),
        ("c.pdf", 5),
    ]
    text = place.processed / "letters" / f"{place.row('a.pdf')['letter_id']}.txt"
    assert text.read_text() == "geachte raad"
    assert (report.received, report.read, report.exit_code) == (3, 3, 0)


def test_a_second_run_runs_no_stage_and_changes_no_byte(place: Place) -> None:
    place.run()
    before = place.everything()
    report = place.run()
    assert report.idle
    assert dict(report.stage_runs) == {"words": 0, "count": 0}
    assert place.everything() == before


def test_two_runs_from_scratch_give_the_same_bytes(place: Place, tmp_path: Path) -> None:
    place.run()
    other = place_at(tmp_path / "elsewhere")
    for path in sorted(place.raw.iterdir(), reverse=True):
        other.letter(path.name, path.read_text())
    other.run()
    assert other.readable() == place.readable()


def test_one_new_letter_is_the_only_one_read(place: Place) -> None:
    place.run()
    place.letter("d.pdf", "een vierde")
    report = place.run()
    assert dict(report.stage_runs) == {"words": 1, "count": 1}
    assert len(place.rows()) == 4
    assert report.changes == {"letters": {"added": [place.row("d.pdf")["letter_id"]]}}


def test_letters_one_by_one_give_the_bytes_of_all_at_once(place: Place, tmp_path: Path) -> None:
    place.run()
    other = place_at(tmp_path / "elsewhere")
    for path in sorted(place.raw.iterdir()):
        other.letter(path.name, path.read_text())
        other.run()
    assert other.readable() == place.readable()


def test_a_changed_letter_replaces_its_old_self(place: Place) -> None:
    place.run()
    place.letter("a.pdf", "Geachte raad van Meerdonk")
    report = place.run()
    assert dict(report.stage_runs) == {"words": 1, "count": 1}
    assert place.row("a.pdf")["words"] == 4
    assert len(place.rows()) == 3
    assert len(list((place.processed / "letters").iterdir())) == 3


def test_a_setting_redoes_its_stage_and_no_earlier_one(place: Place) -> None:
    place.run()
    place.settings("count", times=2)
    report = place.run()
    assert dict(report.stage_runs) == {"words": 0, "count": 3}
    assert place.row("a.pdf")["words"] == 4


def test_a_rerun_stops_where_the_output_is_as_before(place: Place) -> None:
    place.run()
    before = place.readable()
    place.settings("words", upper=False)  # another setting to the eye, the same outcome
    report = place.run()
    assert dict(report.stage_runs) == {"words": 3, "count": 0}
    assert place.readable() == before


def test_going_back_to_old_settings_gives_the_old_bytes(place: Place) -> None:
    place.run()
    before = place.readable()
    place.settings("words", upper=True)
    place.run()
    assert place.readable() != before
    place.settings("words")
    place.run()
    assert place.readable() == before


def test_a_renamed_letter_is_not_read_again_and_keeps_its_id(place: Place) -> None:
    place.run()
    letter_id = place.row("a.pdf")["letter_id"]
    (place.raw / "2018").mkdir()
    (place.raw / "a.pdf").rename(place.raw / "2018" / "z.pdf")
    report = place.run()
    assert not any(report.stage_runs.values())
    assert place.row("2018/z.pdf")["letter_id"] == letter_id
    assert len(place.rows()) == 3


def test_a_touched_letter_changes_no_table(place: Place) -> None:
    place.run()
    before = place.readable()
    os.utime(place.raw / "a.pdf", (OLD + 5, OLD + 5))
    assert not any(place.run().stage_runs.values())
    assert place.readable() == before


def test_a_removed_letter_leaves_tables_texts_and_records(place: Place) -> None:
    place.run()
    (place.raw / "b.pdf").unlink()
    report = place.run()
    assert report.gone == 1
    assert [row["file_name"] for row in place.rows() if row["file_name"] == "b.pdf"] == []
    assert len(list((place.processed / "letters").iterdir())) == 2
    assert len(list((place.processed / "state" / "records").glob("*/*"))) == 2


def test_an_emptied_folder_gives_empty_tables(place: Place) -> None:
    place.run()
    for path in place.raw.iterdir():
        path.unlink()
    assert place.run().gone == 3
    assert place.rows() == []


def test_copies_are_read_once_and_each_has_a_row(place: Place) -> None:
    place.letter("map/a.pdf", "Geachte raad")
    report = place.run()
    assert dict(report.stage_runs) == {"words": 3, "count": 3}
    ids = {row["file_name"]: row["letter_id"] for row in place.rows()}
    assert ids["map/a.pdf"] == ids["a.pdf"] + "-2"


# ------------------------------------------------------------------------------------------------ failures


def test_a_failed_letter_has_a_row_with_its_code_and_the_others_go_on(place: Place) -> None:
    place.letter("bad.pdf", "FAIL")
    report = place.run()
    assert report.exit_code == 1
    assert place.row("bad.pdf")["code"] == "not-a-letter"
    assert place.row("a.pdf")["words"] == 2
    assert [(letter.file_name, letter.stage) for letter in report.failed] == [("bad.pdf", "words")]


def test_what_was_found_before_the_failure_is_kept(place: Place) -> None:
    place.letter("half.pdf", "uncountable")
    place.run()
    row = place.row("half.pdf")
    assert row["code"] == "no-count"
    assert (place.processed / "letters" / f"{row['letter_id']}.txt").read_text() == "uncountable"


def test_a_bug_fails_that_letter_and_quotes_nothing_of_it(place: Place) -> None:
    place.letter("bug.pdf", "BUG of mevrouw De Wit")
    report = place.run()
    [failed] = report.failed
    assert failed.failure.code == "internal-error"
    assert "ValueError at" in failed.failure.message
    assert "De Wit" not in failed.failure.message


def test_a_failed_letter_is_left_alone_until_something_changed(place: Place) -> None:
    place.letter("bad.pdf", "FAIL")
    place.run()
    report = place.run()
    assert report.idle
    assert report.exit_code == 1, "the failure is still there to be told"
    assert dict(place.run(retry_failed=True).stage_runs) == {"words": 1, "count": 0}
    place.settings("words", upper=True)
    assert place.run().stage_runs["words"] == 4


def test_retrying_that_fails_again_changes_no_table(place: Place) -> None:
    place.letter("bad.pdf", "FAIL")
    place.run()
    before = place.readable()
    place.run(retry_failed=True)
    assert place.readable() == before


# ---------------------------------------------------------------------------------------- wishes and plans


def test_force_does_everything_again(place: Place) -> None:
    place.run()
    before = place.readable()
    assert dict(place.run(force=True).stage_runs) == {"words": 3, "count": 3}
    assert place.readable() == before


def test_force_of_one_stage_does_that_one_again(place: Place) -> None:
    place.run()
    assert dict(place.run(force=True, stage="count").stage_runs) == {"words": 0, "count": 3}


def test_one_stage_alone_writes_no_tables(place: Place) -> None:
    report = place.run(stage="words")
    assert dict(report.stage_runs) == {"words": 3}
    assert not (place.processed / "tables").exists()
    assert dict(place.run().stage_runs) == {"words": 0, "count": 3}


def test_a_look_says_what_would_be_done_and_why(place: Place) -> None:
    assert place.reasons() == {("words", "new file")}
    assert all(plan.perhaps == ("count",) for plan in place.look().plans.values())
    place.run()
    assert place.reasons() == set()
    assert not place.look().tables
    place.settings("count", times=3)
    assert place.reasons() == {("count", "count settings changed")}
    place.settings("count")
    place.letter("bad.pdf", "FAIL")
    place.run()
    assert place.reasons(retry_failed=True) == {("words", "failed before")}
    assert place.reasons(force=True) == {("words", "asked for"), ("count", "asked for")}


def test_a_look_writes_nothing(place: Place) -> None:
    place.look()
    assert not place.processed.exists()


# -------------------------------------------------------------------------------- damage, locks, moving targets


@pytest.mark.parametrize("damage", [b"", b"no gzip", None], ids=["emptied", "overwritten", "deleted"])
def test_a_damaged_record_is_made_again(place: Place, damage: bytes | None) -> None:
    place.run()
    before = place.readable()
    record = next((place.processed / "state" / "records").glob("*/*/words.json.gz"))
    record.unlink() if damage is None else record.write_bytes(damage)
    place.settings("count", times=2)
    place.run()
    place.settings("count")
    place.run()
    assert place.readable() == before


def test_a_record_with_a_flipped_bit_is_not_believed(place: Place) -> None:
    place.run()
    before = place.readable()
    record = next((place.processed / "state" / "records").glob("*/*/count.json.gz"))
    data = bytearray(record.read_bytes())
    data[len(data) // 2] ^= 1
    record.write_bytes(data)
    shutil.rmtree(place.processed / "state" / "rows")
    shutil.rmtree(place.processed / "tables")
    place.run()
    assert place.readable() == before


def test_records_that_are_all_gone_are_made_again_at_once(place: Place, caplog: pytest.LogCaptureFixture) -> None:
    place.run()
    before = place.readable()
    shutil.rmtree(place.processed / "tables")
    for kept in ("records", "rows"):
        shutil.rmtree(place.processed / "state" / kept)
    assert dict(place.run().stage_runs) == {"words": 3, "count": 3}
    assert place.readable() == before
    assert len(caplog.records) == 1


def test_a_lost_index_costs_a_rerun_and_no_byte(place: Place) -> None:
    place.run()
    before = place.readable()
    (place.processed / "state" / "index.sqlite").write_bytes(b"this is no database, whatever its name says")
    assert dict(place.run().stage_runs) == {"words": 3, "count": 3}
    assert place.readable() == before


@pytest.mark.parametrize("name", ["tables/letters.csv", "letters"])
def test_a_deleted_output_comes_back(place: Place, name: str) -> None:
    place.run()
    before = place.readable()
    path = place.processed / name
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    report = place.run()
    assert report.tables_written
    assert report.table_files == (1 if path.suffix else 0)
    assert place.readable() == before


def test_a_forced_run_makes_rows_and_memory_of_the_tables_anew(place: Place) -> None:
    place.run()
    before = place.readable()
    with Store.writing(place.processed) as store:
        store.index.tables().execute("CREATE TABLE tables_wrong (x)")
        store.index.commit()
    rows = next((place.processed / "state" / "rows").rglob("*.gz"))
    rows.write_bytes(b"")
    place.run(force=True)
    assert place.readable() == before
    with Store.writing(place.processed) as store, pytest.raises(sqlite3.OperationalError):
        store.index.tables().execute("SELECT * FROM tables_wrong")


def test_an_edited_table_is_written_anew(place: Place) -> None:
    place.run()
    before = place.readable()
    (place.processed / "tables" / "letters.csv").write_text("somebody's own edit\n")
    place.run()
    assert place.readable() == before


def test_a_stranger_among_the_tables_is_gone_after_the_next_writing(place: Place) -> None:
    place.run()
    (place.processed / "tables" / "old_table.csv").write_text("from an earlier version")
    place.run(force=True)
    assert not (place.processed / "tables" / "old_table.csv").exists()


def test_a_second_run_at_the_same_time_says_who_is_busy(place: Place) -> None:
    with locked(place.processed / LOCK), pytest.raises(LockedError, match=f"process {os.getpid()} on "):
        place.run()
    place.run()


def test_a_letter_that_changes_before_it_is_read_is_left_for_the_next_run(place: Place) -> None:
    class Meddling(InProcess):
        def outcomes(self, tasks, orders):  # type: ignore[no-untyped-def]
            place.letter("a.pdf", "another text by now")
            yield from super().outcomes(tasks, orders)

    place.run(Meddling())
    assert place.run().stage_runs["words"] == 1
    assert place.row("a.pdf")["words"] == 4


def test_a_missing_raw_is_told_and_nothing_is_forgotten(place: Place) -> None:
    place.run()
    before = place.readable()
    shutil.rmtree(place.raw)
    with pytest.raises(ConfigError, match="--raw names the folder"):
        place.run()
    assert place.readable() == before
