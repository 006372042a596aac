"""A place to run the toy pipeline in."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import Config, Limits, RawSettings
from pipeline.report import Report
from pipeline.run import Look, Run, Wishes, logged_run
from pipeline.store import Store
from pipeline.workers.pool import Executor
from tests.run.toy import TOY, InProcess

OLD = 1_600_000_000
"""A time of writing that is long ago, so that no letter counts as still being written."""


@dataclass
class Place:
    raw: Path
    processed: Path
    config: Config

    def letter(self, name: str, text: str) -> Path:
        path = self.raw / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (OLD, OLD))
        return path

    def settings(self, step: str, **values: Any) -> None:
        self.config = replace(self.config, steps={**self.config.steps, step: values})

    def run(self, executor: Executor | None = None, **wishes: Any) -> Report:
        return logged_run(Run(self.raw, self.config, TOY, Wishes(**wishes)), self.processed, executor or InProcess())

    def look(self, **wishes: Any) -> Look:
        with Store.reading(self.processed) as store:
            return Run(self.raw, self.config, TOY, Wishes(**wishes)).look(store)

    def reasons(self, **wishes: Any) -> set[tuple[str, str]]:
        return {reason for plan in self.look(**wishes).plans.values() for reason in plan.surely}

    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.processed / "tables" / "letters.csv").read_text().splitlines()]

    def row(self, file_name: str) -> dict[str, Any]:
        return next(row for row in self.rows() if row["file_name"] == file_name)

    def readable(self) -> dict[str, bytes]:
        """Everything that people and programs read: tables, texts and kept records."""
        wanted = ("tables", "letters", "state/records", "state/rows")
        return {name: data for name, data in self.everything().items() if name.startswith(wanted)}

    def everything(self) -> dict[str, bytes]:
        files = (path for path in self.processed.rglob("*") if path.is_file())
        return {path.relative_to(self.processed).as_posix(): path.read_bytes() for path in files}


def place_at(folder: Path) -> Place:
    (folder / "raw").mkdir(parents=True)
    return existing_place(folder)


def existing_place(folder: Path) -> Place:
    raw = folder / "raw"
    steps = {"words": {}, "count": {}, "tables": {}}
    limits = Limits(seconds=10)
    config = Config(folder=folder, raw=RawSettings(settle_seconds=0), limits=limits, steps=steps)
    return Place(raw, folder / "processed", config)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder with three letters."""
    place = place_at(tmp_path)
    place.letter("a.pdf", "Geachte raad")
    place.letter("b.pdf", "Met vriendelijke groet")
    place.letter("c.pdf", "Aan de raad van Meerdonk")
    return place
