"""Who made what of what: one entry per stage that ran on a letter, after W3C PROV, for `provenance.jsonl`.

It stands apart from the tables, which hold no time and are the same on every run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.sources import id_of
from pipeline.workers.letter import Step
from pipeline.workers.worker import Outcome


def provenance_of(outcome: Outcome, steps: Sequence[Step], when: str) -> Iterator[dict[str, Any]]:
    """The entries of one letter.

    `used` are hashes: of the file where the stage reads it, else of the records. `version` is the key under which
    the run log says what code, settings and libraries that was. A stage that failed generated nothing.
    """
    results = {result.stage: result for result in outcome.results}
    outputs: dict[type, str] = {bytes: outcome.sha256}
    for step in steps:
        result = results.get(step.stage.name)
        if result is None:
            return
        if result.stage in outcome.ran:
            yield {
                "when": when,
                "letter_id": id_of(outcome.sha256),
                "activity": result.stage,
                "version": result.version,
                "used": [outputs[need] for need in step.stage.needs if need in outputs],
                "generated": result.output,
                "failure": result.failure.code if result.failure else "",
            }
        outputs[step.stage.gives] = result.output
