"""Finds one letter among those that were read, with everything that the stages found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.encoding import decoded
from pipeline.errors import ConfigError
from pipeline.results import Failure
from pipeline.sources import id_of
from pipeline.stages import Pipeline
from pipeline.store import Store

MOST_NAMED = 10
"""How many names a message lists at most."""


@dataclass(frozen=True, slots=True)
class FoundLetter:
    """A letter that was asked for.

    Attributes:
        records: type of the record -> the record, as far as the stages came.
        failure: why they came no further.
    """

    letter_id: str
    file_name: str
    records: Mapping[type, Any]
    stage: str
    failure: Failure | None


def find_letter(store: Store, pipeline: Pipeline, wanted: str) -> FoundLetter:
    """The letter with that id, file name, or part of a file name.

    Raises:
        ConfigError: no letter is meant, or more than one.
        RecordLostError: a record of it is damaged; the next run makes it again.
    """
    names = {name: sha256 for name, (_, sha256) in store.index.files().items()}
    matching = _matching(names, wanted)
    if not matching:
        raise ConfigError(f"no letter that was read is called {wanted!r}; `raadsbrieven status` lists what there is")
    if len({names[name] for name in matching}) > 1:
        more = f" and {len(matching) - MOST_NAMED} more" if len(matching) > MOST_NAMED else ""
        listed = ", ".join(f"{name} ({id_of(names[name])})" for name in matching[:MOST_NAMED])
        raise ConfigError(f"{wanted!r} may be {listed}{more}; give the id or more of the name")
    sha256 = names[matching[0]]
    results = {result.stage: result for result in store.index.results_of(sha256)}
    records: dict[type, Any] = {}
    for stage in pipeline.stages:
        result = results.get(stage.name)
        if result is None or result.failure:
            return FoundLetter(id_of(sha256), matching[0], records, stage.name, result.failure if result else None)
        records[stage.gives] = decoded(store.record(sha256, result), stage.gives)
    return FoundLetter(id_of(sha256), matching[0], records, "", None)


def _matching(names: Mapping[str, str], wanted: str) -> list[str]:
    """Names that are meant, by the strictest way of comparing that finds any."""
    ways = (
        lambda name: wanted in (name, id_of(names[name])),
        lambda name: wanted.startswith(f"{id_of(names[name])}-"),  # a copy, or a row of the letter
        lambda name: wanted in (name.rpartition("/")[2], name.rpartition("/")[2].rpartition(".")[0]),
        lambda name: wanted.casefold() in name.casefold(),
    )
    return next((found for way in ways if (found := sorted(filter(way, names)))), [])
