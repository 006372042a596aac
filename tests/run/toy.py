"""A pipeline of two tiny stages over plain text, to try the runner on without reading a PDF.

What a letter says decides what happens to it: `FAIL`, `BUG`, `SLEEP`, `EAT` and so on, as `Words` reads them.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import LetterError
from pipeline.results import Failure
from pipeline.stages import LetterFile, Pipeline, Reduction, Stage, TableWork
from pipeline.workers.child import build
from pipeline.workers.letter import Begun, Task, bring_up_to_date
from pipeline.workers.worker import Orders, Outcome


@dataclass(frozen=True)
class Text:
    words: tuple[str, ...]


@dataclass(frozen=True)
class Count:
    number: int


@dataclass(frozen=True)
class WordsSettings:
    upper: bool = False


@dataclass(frozen=True)
class CountSettings:
    times: int = 1


class Words:
    def __init__(self, settings: WordsSettings) -> None:
        self._settings = settings

    def __call__(self, data: bytes) -> Text:
        text = data.decode()
        _misbehave(text)
        if "FAIL" in text:
            raise LetterError("not-a-letter", "says FAIL; send another one")
        if "BUG" in text:
            raise ValueError(f"a bug that quotes the letter: {text}")
        return Text(tuple((text.upper() if self._settings.upper else text.lower()).split()))


class CountWords:
    def __init__(self, settings: CountSettings) -> None:
        self._settings = settings

    def __call__(self, text: Text) -> Count:
        if "uncountable" in text.words:
            raise LetterError("no-count", "holds what can't be counted")
        return Count(len(text.words) * self._settings.times)


class ToyTables:
    """One table, `letters.csv`, with a line of JSON per letter."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        pass

    def rows(self, file: LetterFile, records: Mapping[type, Any], failed_stage: str, failure: Failure | None) -> bytes:
        count = records[Count]
        row = {
            "letter_id": file.letter_id,
            "file_name": file.file_name,
            "words": count.number if count else None,
            "code": failure.code if failure else "",
        }
        return json.dumps(row).encode()

    def write(self, work: TableWork, folder: Path) -> set[str]:
        rows = sorted(work.rows(letter_id) for letter_id in work.letter_ids)
        (folder / "letters.csv").write_bytes(b"".join(row + b"\n" for row in rows))
        (folder / "beside").mkdir()
        (folder / "beside" / "letters.txt").write_bytes(b"beside")
        return {"letters.csv", "beside/letters.txt"}

    def changes(self, old: bytes | None, new: bytes | None) -> dict[str, dict[str, list[str]]]:
        if old == new:
            return {}
        kind = "added" if old is None else "gone" if new is None else "changed"
        return {"letters": {kind: [json.loads(new or old or b"")["letter_id"]]}}


def _misbehave(text: str) -> None:
    if "SEGFAULT" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "EXIT" in text:
        os._exit(7)
    if "SLEEP" in text:
        time.sleep(60)
    if "EAT" in text:
        eaten = [bytearray(10 << 20)]
        while True:
            eaten.append(bytearray(10 << 20))
            time.sleep(0.005)
    if "PHONE" in text:
        try:
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        except PermissionError as error:
            raise LetterError("no-network", "the network is closed") from error
        except OSError as error:
            raise LetterError("network-open", f"the network was tried: {error}") from error


def _words() -> tuple[type, type]:
    return WordsSettings, Words


def _count() -> tuple[type, type]:
    return CountSettings, CountWords


def _tables() -> tuple[type, type]:
    return dict, ToyTables


def _text(text: Text) -> str:
    return " ".join(text.words)


WORDS = Stage(name="words", load=_words, needs=(bytes,), gives=Text, code=("tests.run.toy",))
COUNT = Stage(name="count", load=_count, needs=(Text,), gives=Count, code=("tests.run.toy",))
TOY = Pipeline(
    stages=(WORDS, COUNT),
    tables=Reduction(name="tables", load=_tables, code=("tests.run.toy",)),
    text_from=Text,
    text_of=_text,
)


class InProcess:
    """An executor without processes: the same outcomes, at once."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []

    def prepare(self, orders: Orders, tasks: int) -> None: ...

    def close(self) -> None: ...

    def outcomes(self, tasks: Iterable[Task], orders: Orders) -> Iterator[Outcome]:
        steps = build(orders.steps, orders.config)
        for task in tasks:
            self.tasks.append(task)
            events = list(bring_up_to_date(task, steps, orders.limits_key))
            done = [event for event in events if not isinstance(event, Begun)]
            yield Outcome(
                task.sha256,
                tuple(event.result for event in done),
                {event.result.stage: event.record for event in done if event.record is not None},
                tuple(event.stage for event in events if isinstance(event, Begun)),
            )
