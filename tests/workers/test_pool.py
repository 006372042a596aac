"""Letters in child processes: what one of them does to its process is its own affair."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.config import Limits
from pipeline.errors import ConfigError
from pipeline.workers.pool import LocalPool
from pipeline.workers.worker import Worker
from tests.run.conftest import Place, place_at
from tests.run.toy import InProcess

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="memory of other processes is watched on Linux only")


def failure_of(place: Place, file_name: str) -> tuple[str, str]:
    report = place.run(LocalPool(1))
    return next((one.failure.code, one.failure.message) for one in report.failed if one.file_name == file_name)


def test_any_number_of_workers_gives_the_same_bytes(place: Place, tmp_path: Path) -> None:
    for number in range(12):
        place.letter(f"letter-{number}.pdf", "een brief van " + "woord " * number)
    place.letter("bad.pdf", "FAIL")
    found = []
    for number, executor in enumerate((InProcess(), LocalPool(1), LocalPool(2), LocalPool(3))):
        other = place_at(tmp_path / str(number))
        for path in place.raw.iterdir():
            other.letter(path.name, path.read_text())
        other.run(executor)
        found.append(other.readable())
    assert found[1:] == found[:1] * 3


@pytest.mark.parametrize(
    ("text", "says"), [("SEGFAULT", "died of SIGSEGV"), ("KILL", "was killed from outside"), ("EXIT", "exit code 7")]
)
def test_a_crash_fails_that_letter_only_and_says_of_what(place: Place, text: str, says: str) -> None:
    place.letter("bad.pdf", text)
    code, message = failure_of(place, "bad.pdf")
    assert code == "crashed"
    assert says in message
    assert sorted(row["code"] for row in place.rows()) == ["", "", "", "crashed"]


def test_a_crash_is_tried_again_when_a_limit_changed_and_not_before(place: Place) -> None:
    place.letter("bad.pdf", "SEGFAULT")
    place.run(LocalPool(1))
    assert place.reasons() == set()
    place.config = replace(place.config, limits=replace(place.config.limits, memory_mb=3000))
    assert place.reasons() == {("words", "limits changed")}


def test_a_letter_that_takes_too_long_names_the_limit_on_time(place: Place) -> None:
    place.config = replace(place.config, limits=Limits(seconds=0.5))
    place.letter("slow.pdf", "SLEEP")
    code, message = failure_of(place, "slow.pdf")
    assert code == "limit-exceeded"
    assert "[limits] seconds = 0.5" in message


@linux_only
def test_a_letter_that_needs_too_much_memory_names_that_limit(place: Place) -> None:
    place.config = replace(place.config, limits=Limits(seconds=30, memory_mb=200))
    place.letter("big.pdf", "EAT")
    code, message = failure_of(place, "big.pdf")
    assert code == "limit-exceeded"
    assert "[limits] memory_mb" in message


def test_a_letter_has_no_network(place: Place) -> None:
    place.letter("phone.pdf", "PHONE")
    assert failure_of(place, "phone.pdf")[0] == "no-network"


def test_workers_are_replaced_after_so_many_letters(place: Place) -> None:
    place.config = replace(place.config, limits=Limits(letters_per_worker=1))
    assert place.run(LocalPool(2)).read == 3


def test_settings_that_cannot_be_used_end_the_run_and_fail_no_letter(place: Place) -> None:
    place.settings("words", upper="perhaps")
    with pytest.raises(ConfigError, match="upper"):
        place.run(LocalPool(1))
    assert not (place.processed / "tables").exists()


def test_a_child_starts_as_soon_as_a_file_is_new_and_ends_if_it_holds_a_known_letter(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Worker] = []
    begin = Worker.begin
    monkeypatch.setattr(Worker, "begin", lambda worker: (started.append(worker), begin(worker))[1])
    place.letter("letter.pdf", "een brief")
    place.run(LocalPool(1))
    place.run(LocalPool(1))
    before = len(started)
    place.letter("copy.pdf", "een brief")
    report = place.run(LocalPool(1))
    assert not any(report.stage_runs.values())
    assert [worker._child for worker in started[before:]] == [None]
