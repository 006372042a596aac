"""What has to be done, and why, before anything is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.fingerprint import Version, differences, fingerprint, is_current
from pipeline.results import Result
from pipeline.stages import Stage
from pipeline.workers.letter import Step

ASKED, FAILED_BEFORE = "asked for", "failed before"
"""Reasons for which a stage runs although its result still holds."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the caller wants beyond what changed.

    Attributes:
        redo: stages that run on every letter.
        retry_failed: whether failed letters are tried again though nothing changed.
    """

    redo: frozenset[str] = frozenset()
    retry_failed: bool = False


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """What has to be done for one letter.

    Attributes:
        surely: stages that run, each with the reason in words.
        perhaps: stages after them, which run if their input turns out to be another one.
    """

    sha256: str
    surely: tuple[tuple[str, str], ...]
    perhaps: tuple[str, ...]

    @property
    def stages(self) -> frozenset[str]:
        return frozenset([*(name for name, _ in self.surely), *self.perhaps])

    @property
    def redo(self) -> frozenset[str]:
        """Those that run even if their result still holds."""
        return frozenset(name for name, reason in self.surely if reason in (ASKED, FAILED_BEFORE))


@dataclass(frozen=True, slots=True)
class Planner:
    """Plans letters for stages as they are now.

    Attributes:
        versions: version of each stage by its name, as it is now.
        past: every version that a known result was made with, by key.
        limits_key: hash of the limits, which failures of the runner depend on.
    """

    steps: Sequence[Step]
    versions: Mapping[str, Version]
    past: Mapping[str, Version]
    limits_key: str
    request: Request

    def plan(self, sha256: str, known: Iterable[Result]) -> LetterPlan | None:
        """What has to be done for a letter, or None."""
        results = {result.stage: result for result in known}
        outputs: dict[type, str] = {bytes: sha256}
        surely: list[tuple[str, str]] = []
        perhaps: list[str] = []
        for step in self.steps:
            stage = step.stage
            kept = results.get(stage.name)
            if any(need not in outputs for need in stage.needs):
                if kept and stage.name in self.request.redo:
                    surely.append((stage.name, ASKED))
                else:
                    perhaps.append(stage.name)
                continue
            reason = self._reason(step, [outputs[need] for need in stage.needs], kept, bool(results))
            if reason:
                surely.append((stage.name, reason))
            elif kept and kept.failure:
                break
            elif kept:
                outputs[stage.gives] = kept.output
        return LetterPlan(sha256, tuple(surely), tuple(perhaps)) if surely else None

    def _reason(self, step: Step, inputs: Sequence[str], kept: Result | None, known: bool) -> str:
        """Why the stage has to run, or an empty text."""
        if kept is None:
            return "not done yet" if known else "new file"
        if step.stage.name in self.request.redo:
            return ASKED
        if kept.failure and self.request.retry_failed:
            return FAILED_BEFORE
        if is_current(kept, step.version, inputs, self.limits_key):
            return ""
        if kept.version in self.past and kept.version != step.version:
            changes = differences(self.past[kept.version], self.versions[step.stage.name])
            return ", ".join(f"{step.stage.name} {change}" if "->" not in change else change for change in changes)
        return "limits changed" if kept.failure else "its input changed"


def reasons(plans: Iterable[LetterPlan]) -> Counter[tuple[str, str]]:
    """How many letters have to go through which stage, and why: (stage, reason) -> letters."""
    return Counter(reason for plan in plans for reason in plan.surely)


def needed_for(stages: Sequence[Stage], name: str) -> tuple[Stage, ...]:
    """The stage of that name and all that it needs, in order."""
    wanted: set[type] = set()
    chosen: list[Stage] = []
    for stage in reversed(stages):
        if stage.name == name or stage.gives in wanted:
            wanted.update(stage.needs)
            chosen.append(stage)
    return tuple(reversed(chosen))


def limits_key(*values: float) -> str:
    """The hash of the limits."""
    return fingerprint("limits", [str(value) for value in values])
