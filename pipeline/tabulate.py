"""Brings the tables and the letters' texts up to date when what they are made from changed.

The rows of a letter depend on that letter only, so they are kept: one more letter costs making its own rows and
what these change in the tables, which `pipeline.tables` knows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.encoding import decoded, packed
from pipeline.fingerprint import Version, fingerprint
from pipeline.report import FailedLetter
from pipeline.results import Failure, RecordLostError, Result
from pipeline.sources import SourceFile
from pipeline.stages import Pipeline, Stage, TableMaker, TableWork
from pipeline.store import Store

TABLES, MEMORY = "tables", "memory"
"""Under these names the index says what all tables, and what the maker of the tables remembers, was made with."""
ROWS, ROWS_SUFFIX = "state/rows/", ".json.gz"
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

    def fingerprint(self, rows_key: str) -> str:
        """The hash of everything that the letter's rows are made from."""
        file, failure = self.file, self.failure
        trouble = [self.stage, failure.code, failure.message] if failure else []
        outputs = [f"{result.stage} {result.output}" for result in self.results]
        return fingerprint(rows_key, [file.letter_id, file.file_name, str(file.stamp.size), *outputs, *trouble])


def table_inputs(files: Sequence[SourceFile], results: Results) -> list[TableInput]:
    """Every file with what its stages made of it."""
    return [table_input(file, results.get(file.sha256, ())) for file in files]


def table_input(file: SourceFile, results: tuple[Result, ...]) -> TableInput:
    """A file with what its stages made of it."""
    if file.failure:
        return TableInput(file, (), RAW, file.failure)
    for number, result in enumerate(results):
        if result.failure:
            return TableInput(file, results[:number], result.stage, result.failure)
    return TableInput(file, results, "", None)


def failed_letter(letter: TableInput) -> FailedLetter | None:
    """Why a letter could not be read, or None."""
    if letter.failure is None:
        return None
    return FailedLetter(letter.file.letter_id, letter.file.file_name, letter.stage, letter.failure)


@dataclass(frozen=True, slots=True)
class Published:
    """What a writing of the tables changed.

    Attributes:
        changes: in the rows of letters.
        files: number of files of the tables with other bytes than before.
    """

    changes: Changes
    files: int


@dataclass(frozen=True, slots=True)
class TableKeys:
    """What the tables depend on beside the letters, as hashes.

    Attributes:
        rows: what the rows of a letter depend on: the code and the libraries.
        tables: what the files depend on: the settings too.
    """

    rows: str
    tables: str


def table_keys(version: Version) -> TableKeys:
    """The keys of a version of the tables."""
    return TableKeys(replace(version, settings="").key, version.key)


def tables_current(store: Store, inputs: Sequence[TableInput], keys: TableKeys) -> bool:
    """Whether tables and texts lie there, untouched, as these letters would give them again."""
    published = store.index.published()
    if published.get(TABLES) != tables_fingerprint(rows_fingerprints(inputs, keys), keys):
        return False
    tables = [name for name in published if name.startswith("tables/")]
    texts = {name for name in published if name.startswith("letters/")}
    return all(store.stamp(name) == published[name] for name in tables) and texts <= store.published_names("letters")


def rows_fingerprints(inputs: Sequence[TableInput], keys: TableKeys) -> list[str]:
    """Per letter the hash of everything that its rows are made from."""
    return [letter.fingerprint(keys.rows) for letter in inputs]


def tables_fingerprint(rows: Sequence[str], keys: TableKeys) -> str:
    """The hash of everything that the tables are made from; `rows` as `rows_fingerprints` gave them."""
    return fingerprint(keys.tables, rows)


def publish_tables(
    store: Store,
    inputs: Sequence[TableInput],
    pipeline: Pipeline,
    maker: TableMaker,
    keys: TableKeys,
    *,
    force: bool = False,
) -> Published:
    """Brings tables and texts up to date with these letters, all files together.

    Args:
        force: make all rows and write all files anew.

    Raises:
        RecordLostError: a record that they are made from is gone. Nothing is changed then.
    """
    store.index.commit()  # so that a rollback takes back nothing else
    before = store.index.published()
    if force or before.get(MEMORY) != keys.rows:
        store.index.forget_tables()
        made_before: Mapping[str, str] = {}
    else:
        made_before = before
    work = _Publication(store, pipeline, maker, before, made_before)
    rows = rows_fingerprints(inputs, keys)
    try:
        names = work.write(inputs, rows, force=force)
    except BaseException:
        store.index.rollback()
        raise
    lying = store.published_names("tables") | store.published_names("letters") | work.old_rows
    moved = store.staging.publish(gone=lying - names - work.published.keys())
    stamps = {name: store.stamp(name) for name in names}
    keys_of_all = {TABLES: tables_fingerprint(rows, keys), MEMORY: keys.rows}
    store.index.set_published({**work.published, **stamps, **keys_of_all})
    store.index.commit()
    return Published(work.changes, sum(name.startswith("tables/") for name in moved))


@dataclass(slots=True)
class _Publication:
    """One writing of the tables: which rows and texts are kept, which are made, and what that changes.

    Attributes:
        before: what lies there.
        made_before: of that, what may be kept.
        published: the rows and texts that are there afterwards.
    """

    store: Store
    pipeline: Pipeline
    maker: TableMaker
    before: Mapping[str, str]
    made_before: Mapping[str, str]
    published: dict[str, str] = field(default_factory=dict)
    changes: Changes = field(default_factory=dict)

    @property
    def old_rows(self) -> set[str]:
        return {name for name in self.before if name.startswith(ROWS)}

    def write(self, inputs: Sequence[TableInput], rows: Sequence[str], *, force: bool) -> set[str]:
        """Writes what has to change to the staging folder; returns the names of all files of the tables.

        Args:
            rows: per letter the fingerprint of its rows.
        """
        changed = self._stage_letters(inputs, rows)
        gone = self._gone()
        by_id = {letter.file.letter_id: letter for letter in inputs}
        folder = self.store.staging.folder / "tables"
        folder.mkdir(parents=True, exist_ok=True)
        untouched = () if force else self._untouched()
        work = TableWork(
            letter_ids=tuple(by_id),
            changed=frozenset(changed),
            gone=gone,
            rows=lambda letter_id: self._rows_of(by_id[letter_id]),
            memory=self.store.index.tables(),
            lying=self.store.folder / "tables",
            untouched=frozenset(untouched),
        )
        return {f"tables/{name}" for name in self.maker.write(work, folder)}

    def _stage_letters(self, inputs: Sequence[TableInput], wanted: Sequence[str]) -> list[str]:
        """Stages the rows and texts that are new; returns the ids of the letters whose rows are."""
        lying = self.store.published_names("letters")
        text_stage = next(stage for stage in self.pipeline.stages if stage.gives is self.pipeline.text_from)
        changed = []
        for letter, found in zip(inputs, wanted, strict=True):
            records = _Records(self.store, letter)
            name = _rows_name(letter.file.letter_id)
            self.published[name] = found
            if self.made_before.get(name) != found:
                rows = self._make_rows(letter, records)
                self._note(self._kept_rows(name), rows)
                self.store.staging.add(name, packed(rows))
                changed.append(letter.file.letter_id)
            self._stage_text(letter, records, text_stage, lying)
        return changed

    def _gone(self) -> frozenset[str]:
        """Counts the rows of letters that are no more, and returns their ids."""
        gone = sorted(self.old_rows - self.published.keys())
        for name in gone:
            self._note(self._kept_rows(name), None)
        return frozenset(name.rpartition("/")[2].removesuffix(ROWS_SUFFIX) for name in gone)

    def _untouched(self) -> Iterator[str]:
        for name, stamp in self.before.items():
            if name.startswith("tables/") and self.store.stamp(name) == stamp:
                yield name.removeprefix("tables/")

    def _make_rows(self, letter: TableInput, records: _Records) -> bytes:
        return self.maker.rows(
            letter.file.letter_file,
            {stage.gives: records.get(stage.name, stage.gives) for stage in self.pipeline.stages},
            letter.stage,
            letter.failure,
        )

    def _rows_of(self, letter: TableInput) -> bytes:
        """The rows of a letter, new or kept; made again where something outside damaged them."""
        name = _rows_name(letter.file.letter_id)
        rows = self.store.staging.packed_file(name)
        if rows is None:
            rows = self._kept_rows(name)
        if rows is None:
            rows = self._make_rows(letter, _Records(self.store, letter))
            self.store.staging.add(name, packed(rows))
        return rows

    def _kept_rows(self, name: str) -> bytes | None:
        return self.store.packed_file(name) if name in self.before else None

    def _stage_text(self, letter: TableInput, records: _Records, stage: Stage, lying: set[str]) -> None:
        """Stages the letter's text where it is new or gone; a failed letter may have none."""
        if (result := records.result_of(stage.name)) is None:
            return
        output = result.output
        name = f"letters/{letter.file.letter_id}.txt"
        self.published[name] = output
        if self.before.get(name) != output or name not in lying:
            text = self.pipeline.text_of(records.get(stage.name, stage.gives))
            self.store.staging.add(name, text.encode("utf-8", "surrogatepass"))

    def _note(self, old: bytes | None, new: bytes | None) -> None:
        for table, kinds in self.maker.changes(old, new).items():
            for kind, keys in kinds.items():
                self.changes.setdefault(table, {}).setdefault(kind, []).extend(keys)


def _rows_name(letter_id: str) -> str:
    return f"{ROWS}{letter_id[-2:]}/{letter_id}{ROWS_SUFFIX}"


class _Records:
    """The records of one letter, read when they are asked for."""

    def __init__(self, store: Store, letter: TableInput) -> None:
        self._store, self._letter = store, letter
        self._read: dict[str, Any] = {}

    def result_of(self, stage: str) -> Result | None:
        return next((result for result in self._letter.results if result.stage == stage), None)

    def get(self, stage: str, record_type: type) -> Any:
        """The record, or None where the letter has none. Raises RecordLostError, which names the letter."""
        if (result := self.result_of(stage)) is None:
            return None
        if stage not in self._read:
            sha256 = self._letter.file.sha256
            try:
                self._read[stage] = decoded(self._store.record(sha256, result), record_type)
            except RecordLostError as error:
                raise RecordLostError(sha256) from error
        return self._read[stage]
