"""Writes the tables and the letters' texts when what they are made from changed.

The rows of a letter depend on that letter only, so they are kept: one more letter costs reading the rows of the
others, not their records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.encoding import decoded, packed
from pipeline.fingerprint import fingerprint
from pipeline.results import Failure, RecordLostError, Result
from pipeline.sources import SourceFile
from pipeline.stages import Pipeline, TableMaker
from pipeline.store import Store

RAW = "raw"
"""Stands for the stage where a letter failed before the first one."""
Changes = dict[str, dict[str, list[str]]]
"""Table -> "added", "gone" or "changed" -> keys of rows."""
Results = Mapping[str, tuple[Result, ...]]


@dataclass(frozen=True, slots=True)
class TableInput:
    """One letter as the tables see it: what became of it, up to its first failure."""

    file: SourceFile
    results: tuple[Result, ...]
    stage: str
    failure: Failure | None

    def fingerprint(self, version_key: str) -> str:
        """The hash of everything that the letter's rows are made from."""
        file, failure = self.file, self.failure
        trouble = [self.stage, failure.code, failure.message] if failure else []
        outputs = [f"{result.stage} {result.output}" for result in self.results]
        return fingerprint(version_key, [file.letter_id, file.file_name, str(file.stamp.size), *outputs, *trouble])


def table_inputs(files: Sequence[SourceFile], results: Results) -> list[TableInput]:
    """Every file with what its stages made of it."""
    return [_table_input(file, results.get(file.sha256, ())) for file in files]


def _table_input(file: SourceFile, results: tuple[Result, ...]) -> TableInput:
    if file.failure:
        return TableInput(file, (), RAW, file.failure)
    for number, result in enumerate(results):
        if result.failure:
            return TableInput(file, results[:number], result.stage, result.failure)
    return TableInput(file, results, "", None)


def tables_current(store: Store, inputs: Sequence[TableInput], version_key: str) -> bool:
    """Whether tables and texts lie there, untouched, as these letters would give them again."""
    published = store.index.published()
    if published.get("tables") != tables_fingerprint(inputs, version_key):
        return False
    tables = [name for name in published if name.startswith("tables/")]
    texts = {name for name in published if name.startswith("letters/")}
    return all(store.stamp(name) == published[name] for name in tables) and texts <= store.published_names("letters")


def tables_fingerprint(inputs: Sequence[TableInput], version_key: str) -> str:
    """The hash of everything that tables and texts are made from."""
    return fingerprint(version_key, [letter.fingerprint(version_key) for letter in inputs])


def publish_tables(
    store: Store, inputs: Sequence[TableInput], pipeline: Pipeline, maker: TableMaker, version_key: str
) -> Changes:
    """Writes the tables and texts of these letters and puts them in place together; returns what changed.

    Raises RecordLostError when a record that they are made from is gone.
    """
    work = _Publication(store, pipeline, maker, version_key, store.index.published())
    folder = store.staging.folder / "tables"
    folder.mkdir(parents=True)
    maker.write(work.rows(inputs), folder)
    work.drop_gone()
    tables = {f"tables/{path.name}" for path in folder.iterdir()}
    lying = store.published_names("tables") | store.published_names("letters") | work.old_rows
    store.staging.publish(gone=lying - tables - work.published.keys())
    stamps = {name: store.stamp(name) for name in tables}
    store.index.set_published({**work.published, **stamps, "tables": tables_fingerprint(inputs, version_key)})
    store.index.commit()
    return work.changes


@dataclass(slots=True)
class _Publication:
    """One writing of the tables: which rows and texts are kept, which are made, and what that changes."""

    store: Store
    pipeline: Pipeline
    maker: TableMaker
    version_key: str
    before: Mapping[str, str]
    published: dict[str, str] = field(default_factory=dict)
    changes: Changes = field(default_factory=dict)

    @property
    def old_rows(self) -> set[str]:
        return {name for name in self.before if name.startswith("state/rows/")}

    def rows(self, inputs: Sequence[TableInput]) -> Iterator[bytes]:
        """The rows of every letter; what is new goes to the staging folder on the way."""
        lying = self.store.published_names("letters")
        for letter in inputs:
            records = _Records(self.store, letter)
            yield self._rows(letter, records)
            self._stage_text(letter, records, lying)

    def drop_gone(self) -> None:
        """Counts the rows of letters that are no more."""
        for name in sorted(self.old_rows - self.published.keys()):
            self._note(self._kept_rows(name), None)

    def _rows(self, letter: TableInput, records: _Records) -> bytes:
        name = f"state/rows/{letter.file.letter_id[-2:]}/{letter.file.letter_id}.json.gz"
        found = letter.fingerprint(self.version_key)
        kept = self._kept_rows(name)
        self.published[name] = found
        if kept is not None and self.before.get(name) == found:
            return kept
        rows = self.maker.rows(
            letter.file.letter_file,
            {stage.gives: records.get(stage.name, stage.gives) for stage in self.pipeline.stages},
            letter.stage,
            letter.failure,
        )
        self.store.staging.add(name, packed(rows))
        self._note(kept, rows)
        return rows

    def _kept_rows(self, name: str) -> bytes | None:
        return self.store.packed_file(name) if name in self.before else None

    def _stage_text(self, letter: TableInput, records: _Records, lying: set[str]) -> None:
        """Stages the letter's text where it is new or gone; a failed letter may have none."""
        stage = next(stage for stage in self.pipeline.stages if stage.gives is self.pipeline.text_from)
        output = records.output(stage.name)
        if not output:
            return
        name = f"letters/{letter.file.letter_id}.txt"
        self.published[name] = output
        if self.before.get(name) != output or name not in lying:
            text = self.pipeline.text_of(records.get(stage.name, stage.gives))
            self.store.staging.add(name, text.encode("utf-8", "surrogatepass"))

    def _note(self, old: bytes | None, new: bytes | None) -> None:
        for table, kinds in self.maker.changes(old, new).items():
            for kind, keys in kinds.items():
                self.changes.setdefault(table, {}).setdefault(kind, []).extend(keys)


class _Records:
    """The records of one letter, read when they are asked for."""

    def __init__(self, store: Store, letter: TableInput) -> None:
        self._store = store
        self._sha256 = letter.file.sha256
        self._results = {result.stage: result for result in letter.results}
        self._read: dict[str, Any] = {}

    def output(self, stage: str) -> str:
        return self._results[stage].output if stage in self._results else ""

    def get(self, stage: str, record_type: type) -> Any:
        """The record, or None where the letter has none. Raises RecordLostError, which names the letter."""
        if stage not in self._results:
            return None
        if stage not in self._read:
            try:
                self._read[stage] = decoded(self._store.record(self._sha256, self._results[stage]), record_type)
            except RecordLostError as error:
                raise RecordLostError(self._sha256) from error
        return self._read[stage]
