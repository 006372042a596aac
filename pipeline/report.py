"""What a run did, in numbers and in words that can be mailed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.results import Failure


@dataclass(frozen=True, slots=True)
class FailedLetter:
    """A letter that could not be read."""

    letter_id: str
    file_name: str
    stage: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found and did.

    Attributes:
        received: files in `raw/`, those that nobody can open included.
        failed: those that could not be read.
        unsettled: names of files that somebody was still writing; the next run takes them.
        ignored: number of hidden and temporary files.
        gone: number of letters that left `raw/` since the run before.
        stage_runs: stage -> number of letters that went through it.
        reasons: (stage, reason) -> number of letters that had to go through it for that.
        tables_written: whether the tables were brought up to date.
        table_files: number of files of the tables that got other bytes by that.
        changes: table -> keys of rows added, gone and changed since the tables before.
        seconds: step -> duration; `total` is the whole run.
    """

    received: int
    failed: tuple[FailedLetter, ...]
    unsettled: tuple[str, ...]
    ignored: int
    gone: int
    stage_runs: Mapping[str, int]
    reasons: Mapping[tuple[str, str], int]
    tables_written: bool
    table_files: int = 0
    changes: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def read(self) -> int:
        return self.received - len(self.failed)

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return not self.tables_written and not self.gone and not any(self.stage_runs.values())

    @property
    def exit_code(self) -> int:
        return 1 if self.failed else 0


def log_entry(report: Report) -> dict[str, Any]:
    """The report as it stands in the run log; letters by their ids, never by their names."""
    return {
        "received": report.received,
        "read": report.read,
        "failed": len(report.failed),
        "failed_by_code": dict(sorted(Counter(letter.failure.code for letter in report.failed).items())),
        "unsettled": len(report.unsettled),
        "ignored": report.ignored,
        "gone": report.gone,
        "stages": dict(report.stage_runs),
        "reasons": [[stage, reason, count] for (stage, reason), count in sorted(report.reasons.items())],
        "tables_written": report.tables_written,
        "table_files": report.table_files,
        "changes": counts(report),
        "seconds": {step: round(seconds, 3) for step, seconds in report.seconds.items()},
        "exit_code": report.exit_code,
    }


def counts(report: Report) -> dict[str, dict[str, int]]:
    """Table -> number of rows added, gone and changed."""
    return {table: {kind: len(keys) for kind, keys in kinds.items() if keys} for table, kinds in report.changes.items()}


def summary(report: Report) -> str:
    """The report as plain text that a person understands, for a terminal or a mail."""
    failed = f", {len(report.failed)} could not be read" if report.failed else ""
    lines = [f"{report.received} letters received: {report.read} read{failed}."]
    if report.gone:
        lines.append(f"{report.gone} left raw/ since the last run, and the tables with it.")
    if report.unsettled:
        names = _list(report.unsettled)
        lines.append(f"{len(report.unsettled)} still being written, left for the next run: {names}.")
    if report.ignored:
        lines.append(f"{report.ignored} hidden or temporary files passed over.")
    lines += _done(report)
    lines += _failed(report.failed)
    lines.append(f"Took {report.seconds.get('total', 0):.1f} s.")
    return "\n".join(lines)


def _done(report: Report) -> list[str]:
    ran = [f"{stage} {count}" for stage, count in report.stage_runs.items() if count]
    if report.idle:
        return ["Nothing had changed; the tables are as they were."]
    lines = [f"Letters that went through each stage: {', '.join(ran)}." if ran else "No letter had to be read again."]
    changed = [
        f"  {table}: {', '.join(f'{count} {kind}' for kind, count in kinds.items())}"
        for table, kinds in counts(report).items()
    ]
    if changed:
        return [*lines, "Changed rows in the tables (`raadsbrieven diff` names them):", *changed]
    if not report.tables_written:
        return [*lines, "The tables were not asked for."]
    if report.table_files:
        return [*lines, "No letter has other rows, but what is made over all letters changed: the tables were written."]
    return [*lines, "The tables are as they were."]


def _failed(failed: Sequence[FailedLetter]) -> list[str]:
    """The letters that could not be read, by what has to be done about them."""
    if not failed:
        return []
    by_remedy: dict[tuple[str, str], list[FailedLetter]] = defaultdict(list)
    for letter in failed:
        by_remedy[letter.failure.code, letter.failure.message].append(letter)
    lines = ["", "Could not be read, and what to do:"]
    for (code, message), letters in sorted(by_remedy.items()):
        lines.append(f"  {code}: {message}")
        lines += [f"    {shown_name(letter.file_name)} ({letter.letter_id})" for letter in letters]
    return [*lines, "They are tried again when they change, or with --retry-failed.", ""]


def _list(names: Sequence[str], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(map(shown_name, names[:most])) + more


def shown_name(name: str) -> str:
    """A file name on one line: line ends and control characters in it would make a mail say something else."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in name)
