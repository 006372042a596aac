"""Brings `processed/` up to date with `raw/`: does what changed, and nothing else."""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.collecting import collecting_never
from pipeline.config import Config
from pipeline.cost import Watch
from pipeline.fingerprint import Version, version_of
from pipeline.plan import LetterPlan, Planner, Request, limits_key, needed_for, reasons
from pipeline.provenance import provenance_of
from pipeline.report import Report, log_entry
from pipeline.results import RecordLostError, Result
from pipeline.sources import Scan, SourceFile, read_letter, scan
from pipeline.stages import Pipeline
from pipeline.store import LOCK, Store, locked
from pipeline.tabulate import (
    Published,
    TableInput,
    failed_letter,
    publish_tables,
    table_input,
    table_inputs,
    table_keys,
    tables_current,
)
from pipeline.workers.letter import Step, Task
from pipeline.workers.pool import Executor
from pipeline.workers.worker import Orders, Outcome

log = logging.getLogger(__name__)

COMMIT_SECONDS = 1.0
"""A killed run loses at most the index entries of this time, which is work that is done again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the caller of a run asks for.

    Attributes:
        stage: bring only this stage and what it needs up to date; empty for everything.
        force: do it again though nothing changed: that stage, or all.
        retry_failed: try failed letters again though nothing changed.
    """

    stage: str = ""
    force: bool = False
    retry_failed: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What a run finds before it does anything.

    Attributes:
        inputs: the letters as the tables saw them before anything is done.
        plans: SHA-256 of a letter -> what has to be done for it.
        tables: whether the tables have to be written.
    """

    found: Scan
    inputs: Sequence[TableInput]
    plans: Mapping[str, LetterPlan]
    tables: bool


class Run:
    """One look at `raw/` with the settings and the code as they are now.

    Args:
        pipeline: the stages and tables to bring up to date.
    """

    def __init__(self, raw: Path, config: Config, pipeline: Pipeline, wishes: Wishes) -> None:
        self._raw = raw
        self._config = config
        self._pipeline = pipeline
        self._wishes = wishes
        self.tables_wanted = wishes.stage in ("", pipeline.tables.name)
        chosen = pipeline.stages if self.tables_wanted else needed_for(pipeline.stages, wishes.stage)
        self._versions = {stage.name: version_of(stage, config.steps[stage.name]) for stage in chosen}
        self._steps = tuple(Step(stage, self._versions[stage.name].key) for stage in chosen)
        self._limits_key = limits_key(*astuple(config.limits))
        self._orders = Orders(self._steps, config, self._limits_key)
        self._tables_version = version_of(pipeline.tables, config.steps[pipeline.tables.name])
        self._table_keys = table_keys(self._tables_version)
        self._read: set[str] = set()
        self._when = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")

    def started(self) -> dict[str, Any]:
        """When, and with what versions of code, settings and libraries, for the run log."""
        versions = {**self._versions, self._pipeline.tables.name: self._tables_version}
        return {
            "when": self._when,
            "version": __version__,
            "versions": {name: {"key": version.key, **asdict(version)} for name, version in versions.items()},
        }

    # -------------------------------------------------------------------------------------------- ask

    def look(self, store: Store, prepare: Callable[[Orders, int], None] = lambda orders, letters: None) -> Look:
        """What lies in `raw/` and what has to be done. Writes nothing.

        Args:
            prepare: is told as early as can be how many letters will most likely have to be read.
        """
        with collecting_never():
            expect = partial(prepare, self._orders)
            found = scan(self._raw, self._config.raw, store.index.files(), expect=expect)
            known = store.index.results()
            plans = self._plans(found.files, known, store.index.versions())
            inputs = table_inputs(found.files, known)
            stale = not plans and not tables_current(store, inputs, self._table_keys)
            return Look(found, inputs, plans, self.tables_wanted and (self._wishes.force or bool(plans) or stale))

    def _plans(
        self, files: Sequence[SourceFile], known: Mapping[str, tuple[Result, ...]], past: Mapping[str, Version]
    ) -> dict[str, LetterPlan]:
        redo: frozenset[str] = frozenset()
        if self._wishes.force:
            names = frozenset(self._versions)
            redo = names if not self._wishes.stage else names & {self._wishes.stage}
        request = Request(redo, self._wishes.retry_failed)
        planner = Planner(self._steps, self._versions, past, self._limits_key, request)
        plans = (planner.plan(sha256, known.get(sha256, ())) for sha256 in _contents(files))
        return {plan.sha256: plan for plan in plans if plan}

    # --------------------------------------------------------------------------------------------- do

    def bring_up_to_date(
        self, store: Store, executor: Executor, progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Report:
        """Does what has to be done. The caller holds the lock."""
        watch = Watch()
        look = self.look(store, executor.prepare)
        store.index.set_files(look.found.files)
        store.index.add_versions(self._versions.values())
        watch.lap("look")
        if look.plans and look.tables:  # their libraries load while workers load theirs
            threading.Thread(target=self._pipeline.tables.load, daemon=True).start()
        ran = self._run_stages(store, executor, look.found, look.plans, progress)
        executor.close()
        watch.lap("stages")
        published = Published({}, 0)
        if look.tables:
            published, again = self._write_tables(store, executor, look)
            ran.update(again)
        gone = self._forget(store, look.found) if self.tables_wanted else 0
        store.index.commit()
        watch.lap("tables")
        failed = map(failed_letter, self._inputs(store, look))
        return Report(
            received=len(look.found.files),
            failed=tuple(letter for letter in failed if letter),
            unsettled=look.found.unsettled,
            ignored=look.found.ignored,
            gone=gone,
            stage_runs=ran,
            reasons=reasons(look.plans.values()),
            tables_written=look.tables,
            table_files=published.files,
            changes=published.changes,
            seconds=watch.seconds(),
        )

    def _write_tables(self, store: Store, executor: Executor, look: Look) -> tuple[Published, Counter[str]]:
        """Writes the tables; letters whose records turn out to be lost are read again first."""
        _, make = self._pipeline.tables.load()
        maker = make(self._config.settings_for(self._pipeline.tables))
        ran: Counter[str] = Counter()
        lost_before: set[str] = set()
        while True:
            try:
                inputs, force = self._inputs(store, look), self._wishes.force
                with collecting_never():
                    return publish_tables(store, inputs, self._pipeline, maker, self._table_keys, force=force), ran
            except RecordLostError as lost:
                if str(lost) in lost_before:
                    raise
                # Where one is gone many may be: all of them are read before the tables are tried again.
                again = {str(lost), *store.letters_without_records()}
                lost_before |= again
                log.warning("the records of %d letter(s) were damaged or gone; reading them again", len(again))
                store.staging.begin()
                store.forget(again)
                plans = self._plans(look.found.files, store.index.results(), {})
                ran.update(self._run_stages(store, executor, look.found, plans))

    def _inputs(self, store: Store, look: Look) -> list[TableInput]:
        """The letters as the tables see them now."""
        index, read = store.index, self._read
        files = [(before, before.file) for before in look.inputs]
        return [table_input(file, index.results_of(file.sha256)) if file.sha256 in read else b for b, file in files]

    def _run_stages(
        self,
        store: Store,
        executor: Executor,
        found: Scan,
        plans: Mapping[str, LetterPlan],
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Counter[str]:
        """Runs what the plans say; returns how many letters went through each stage."""
        ran: Counter[str] = Counter({step.stage.name: 0 for step in self._steps})
        if not plans:
            return ran
        self._read.update(plans)
        committed = time.monotonic()
        made: list[dict[str, Any]] = []
        for number, outcome in enumerate(executor.outcomes(self._tasks(store, found, plans), self._orders), start=1):
            self._keep(store, outcome)
            made.extend(provenance_of(outcome, self._steps, self._when))
            ran.update(outcome.ran)
            progress(number, len(plans))
            if time.monotonic() - committed > COMMIT_SECONDS:
                store.log_provenance(made)
                store.index.commit()
                made, committed = [], time.monotonic()
        store.log_provenance(made)
        store.index.commit()
        return ran

    def _keep(self, store: Store, outcome: Outcome) -> None:
        ours = {step.stage.name for step in self._steps}
        others = [result for result in store.index.results_of(outcome.sha256) if result.stage not in ours]
        store.keep(outcome.sha256, (*outcome.results, *others), outcome.records)

    def _tasks(self, store: Store, found: Scan, plans: Mapping[str, LetterPlan]) -> Iterator[Task]:
        """The work, large letters first. A letter that changes under our eyes is left for the next run."""
        by_content = _contents(found.files)
        for plan in sorted(plans.values(), key=lambda plan: (-by_content[plan.sha256].stamp.size, plan.sha256)):
            task = self._task(store, by_content[plan.sha256], plan)
            if task is None:
                log.warning("%s changed while it was to be read", by_content[plan.sha256].letter_id)
            else:
                yield task

    def _task(self, store: Store, file: SourceFile, plan: LetterPlan) -> Task | None:
        names = plan.stages
        known = {result.stage: result for result in store.index.results_of(file.sha256)}
        records: dict[str, bytes] = {}
        for stage in (step.stage for step in self._steps):
            needed = {need for step in self._steps if step.stage.name in names for need in step.stage.needs}
            kept = known.get(stage.name)
            if kept is None or kept.failure or stage.gives not in needed:
                continue
            try:
                records[stage.name] = store.packed_record(file.sha256, kept)
            except RecordLostError:
                del known[stage.name]
                names = names | {stage.name}
        data: bytes | None = b""
        if any(bytes in step.stage.needs for step in self._steps if step.stage.name in names):
            data = read_letter(file)
        if data is None:
            return None
        return Task(file.sha256, data, tuple(known.values()), records, plan.redo)

    def _forget(self, store: Store, found: Scan) -> int:
        """Drops letters that left `raw/`; those that are being written anew stay until they are settled."""
        if found.unsettled:
            return 0
        gone = store.index.known_letters() - _contents(found.files).keys()
        if gone:
            store.forget(gone)
        return len(gone)


def logged_run(
    run: Run, processed: Path, executor: Executor, progress: Callable[[int, int], None] = lambda done, total: None
) -> Report:
    """A run under the lock, with its line in the run log. Raises LockedError when another run is on."""
    with locked(processed / LOCK), Store.writing(processed) as store:
        report = run.bring_up_to_date(store, executor, progress)
        if report.idle:
            store.log_idle_run()
        else:
            started = run.started()
            if report.changes:
                store.keep_changes({**started, "changes": report.changes})
            store.log_run({**started, **log_entry(report)})
    return report


def _contents(files: Sequence[SourceFile]) -> dict[str, SourceFile]:
    """SHA-256 -> the first file with that content, for every readable file."""
    contents: dict[str, SourceFile] = {}
    for file in files:
        if file.sha256:
            contents.setdefault(file.sha256, file)
    return contents
