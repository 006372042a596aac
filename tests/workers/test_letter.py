"""Which stages run on a letter, and what is handed on."""

from __future__ import annotations

from pipeline.encoding import packed
from pipeline.workers.letter import Begun, Done, Step, Task, bring_up_to_date, place_of
from tests.run.toy import COUNT, WORDS, CountSettings, CountWords, Words, WordsSettings

STEPS = [
    (Step(WORDS, "words-1"), Words(WordsSettings())),
    (Step(COUNT, "count-1"), CountWords(CountSettings())),
]


def events_of(task: Task) -> list[Begun | Done]:
    return list(bring_up_to_date(task, STEPS, "limits"))


def test_each_stage_is_announced_before_it_runs() -> None:
    kinds = [type(event).__name__ for event in events_of(Task("abc", b"Geachte raad"))]
    assert kinds == ["Begun", "Done", "Begun", "Done"]


def test_kept_results_run_nothing_and_need_no_file() -> None:
    done = [event for event in events_of(Task("abc", b"Geachte raad")) if isinstance(event, Done)]
    again = events_of(Task("abc", b"", known=tuple(event.result for event in done)))
    assert again == [Done(event.result) for event in done]


def test_a_later_stage_reads_the_kept_record_of_an_earlier_one() -> None:
    first = next(event for event in events_of(Task("abc", b"Geachte raad")) if isinstance(event, Done))
    assert first.record is not None
    last = events_of(Task("abc", b"", (first.result,), {"words": first.record}))[-1]
    assert isinstance(last, Done)
    assert last.record == packed(b'{"number":2}')


def test_nothing_runs_after_a_failure() -> None:
    events = events_of(Task("abc", b"FAIL"))
    assert [type(event).__name__ for event in events] == ["Begun", "Done"]


def test_the_place_of_an_error_is_a_line_and_not_its_message() -> None:
    try:
        raise ValueError("mevrouw De Wit")
    except ValueError as error:
        place = place_of(error)
    assert place.startswith("ValueError")
    assert "De Wit" not in place
