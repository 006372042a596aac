"""One `processed/` folder, opened."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from pipeline.encoding import hash_of, unpacked, unpacked_file
from pipeline.results import RecordLostError, Result
from pipeline.store.files import write_whole
from pipeline.store.index import Index
from pipeline.store.publish import Staging
from pipeline.store.runlog import append_lines, append_run, read_runs, touch_log

LOCK = Path("state", "lock")


class Store:
    """Records, results and published files of one `processed/`; open it with `reading` or `writing`."""

    def __init__(self, processed: Path, index: Index) -> None:
        self.folder = processed
        self._records = processed / "state" / "records"
        self._log = processed / "runs.jsonl"
        self._provenance = processed / "provenance.jsonl"
        self._changes = processed / "state" / "changes.json"
        self._mirror = processed / "state" / "mirror.json"
        self.index = index
        self.staging = Staging(processed / "state" / "staging", processed)

    @classmethod
    @contextmanager
    def reading(cls, processed: Path) -> Iterator[Store]:
        """The store for questions: nothing is written, and a run may go on meanwhile."""
        index = Index(processed / "state" / "index.sqlite", writable=False)
        try:
            yield cls(processed, index)
        finally:
            index.close()

    @classmethod
    @contextmanager
    def writing(cls, processed: Path) -> Iterator[Store]:
        """The store for a run, which must hold the lock. Finishes first what a killed run left half-way."""
        index = Index(processed / "state" / "index.sqlite", writable=True)
        try:
            store = cls(processed, index)
            store.staging.begin()
            yield store
        finally:
            index.close()

    # ----------------------------------------------------------------------------------------- records

    def packed_record(self, sha256: str, result: Result) -> bytes:
        """The packed record behind a result. Raises RecordLostError when it isn't there as it was written."""
        try:
            packed = self._record_path(sha256, result.stage).read_bytes()
        except OSError as error:
            raise RecordLostError(f"{result.stage} of {sha256}") from error
        if hash_of(unpacked(packed)) != result.output:
            raise RecordLostError(f"{result.stage} of {sha256}")
        return packed

    def record(self, sha256: str, result: Result) -> bytes:
        """The record behind a result, as JSON. Raises RecordLostError."""
        return unpacked(self.packed_record(sha256, result))

    def letters_without_records(self) -> set[str]:
        """SHA-256 of every letter with a result whose record isn't there; damaged ones are not looked for."""
        return {
            sha256
            for sha256, results in self.index.results().items()
            if not all(result.failure or self._record_path(sha256, result.stage).exists() for result in results)
        }

    def keep(self, sha256: str, results: tuple[Result, ...], records: Mapping[str, bytes]) -> None:
        """Remembers what stages made of a letter. The index is committed by the caller, for many letters at once.

        Records are not forced to the disk: each is checked by its hash when it is read, and made again when a
        power cut took it.
        """
        for stage, packed in records.items():
            write_whole(self._record_path(sha256, stage), packed, durable=False)
        self.index.set_results(sha256, results)

    def forget(self, hashes: Iterable[str]) -> None:
        """Drops everything about letters that left `raw/`."""
        gone = sorted(hashes)
        for sha256 in gone:  # before the index: a killed run leaves no record that nobody knows of
            shutil.rmtree(self._folder(sha256), ignore_errors=True)
        self.index.forget_letters(gone)
        self.index.commit()

    def _folder(self, sha256: str) -> Path:
        return self._records / sha256[:2] / sha256

    def _record_path(self, sha256: str, stage: str) -> Path:
        return self._folder(sha256) / f"{stage}.json.gz"

    # --------------------------------------------------------------------------------------- published

    def packed_file(self, name: str) -> bytes | None:
        """What a packed file holds; None when it is gone or damaged."""
        return unpacked_file(self.folder / name)

    def stamp(self, name: str) -> str:
        """Size and time of a published file, empty when it isn't there: has anybody touched it since?"""
        try:
            status = (self.folder / name).stat()
        except OSError:
            return ""
        return f"{status.st_size}:{status.st_mtime_ns}"

    def published_names(self, folder: str) -> set[str]:
        """Names of the files that lie in a folder of `processed/` and its folders, e.g. `letters/rb-1.txt`."""
        top = str(self.folder)
        names: set[str] = set()
        for where, _, found in os.walk(self.folder / folder):
            prefix = where[len(top) + 1 :].replace(os.sep, "/")
            names.update(f"{prefix}/{name}" for name in found)
        return names

    def mirrored(self, url: str) -> dict[str, str]:
        """Name -> stamp of each file as it was copied to a URL."""
        try:
            return msgspec.json.decode(self._mirror.read_bytes(), type=dict[str, dict[str, str]])[url]
        except (OSError, KeyError, msgspec.DecodeError):
            return {}

    def keep_mirrored(self, url: str, stamps: Mapping[str, str]) -> None:
        """Remembers what `mirrored` gives; of one URL at a time."""
        write_whole(self._mirror, msgspec.json.encode({url: stamps}), durable=False)

    # ------------------------------------------------------------------------------------------ run log

    def log_run(self, entry: Mapping[str, Any]) -> None:
        """Adds a run to the log."""
        append_run(self._log, entry)

    def log_provenance(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Adds who made what of what; a killed run may leave entries for work that the next run does again."""
        append_lines(self._provenance, entries)

    def keep_changes(self, changes: Mapping[str, Any]) -> None:
        """Remembers what the last run that changed a table changed in it."""
        write_whole(self._changes, msgspec.json.encode(changes), durable=False)

    def changes(self) -> dict[str, Any]:
        """What `keep_changes` remembered last; empty when there is nothing."""
        try:
            return msgspec.json.decode(self._changes.read_bytes(), type=dict[str, Any])
        except (OSError, msgspec.DecodeError):
            return {}

    def log_idle_run(self) -> None:
        """Marks in the log that a run found nothing to do, without a new line: bytes stay as they are."""
        touch_log(self._log)

    def runs(self) -> list[dict[str, Any]]:
        """All logged runs, the oldest first."""
        return read_runs(self._log)

    def last_look(self) -> float | None:
        """When a run last looked, in seconds since 1970; None if none ever did."""
        return self._log.stat().st_mtime if self._log.exists() else None
