"""The closing summary is a text that can be mailed to a person who was not there."""

from __future__ import annotations

from pipeline.report import FailedLetter, Report, log_entry, summary
from pipeline.results import Failure


def report(**changes: object) -> Report:
    values: dict[str, object] = {
        "received": 3,
        "failed": (),
        "unsettled": (),
        "ignored": 0,
        "gone": 0,
        "stage_runs": {"words": 0},
        "reasons": {},
        "tables_written": False,
    }
    return Report(**{**values, **changes})  # type: ignore[arg-type]


def failed(name: str, code: str = "encrypted") -> FailedLetter:
    return FailedLetter(f"rb-{ord(name[0])}", name, "words", Failure(code, f"what to do about {code}"))


def test_letters_with_the_same_remedy_stand_together() -> None:
    lines = summary(report(failed=(failed("a"), failed("b", "truncated"), failed("c")))).splitlines()
    start = lines.index("  encrypted: what to do about encrypted")
    assert lines[start + 1 : start + 3] == ["    a (rb-97)", "    c (rb-99)"]


def test_a_file_name_cannot_forge_a_line_of_the_mail() -> None:
    text = summary(report(failed=(failed("a\nAll letters were read.\x1b[31m"),)))
    assert "\nAll letters" not in text
    assert "\x1b" not in text


def test_nothing_to_do_is_said_in_a_sentence() -> None:
    assert "Nothing had changed" in summary(report())
    assert "Nothing had changed" not in summary(report(gone=1))


def test_tables_that_changed_though_no_letter_did_are_said_to_be_written() -> None:
    corrected = summary(report(tables_written=True, table_files=2))
    assert "the tables were written" in corrected
    assert "as they were" not in corrected
    assert "The tables are as they were." in summary(report(tables_written=True, stage_runs={"words": 1}))


def test_letters_that_wait_are_named() -> None:
    assert "2 still being written, left for the next run: a, b." in summary(report(unsettled=("a", "b")))


def test_the_log_holds_ids_and_numbers_and_no_names() -> None:
    entry = log_entry(report(failed=(failed("De Wit"),)))
    assert entry["failed_by_code"] == {"encrypted": 1}
    assert "De Wit" not in str(entry)
