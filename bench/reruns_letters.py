"""Large collections without reading a hundred thousand PDFs, for `bench.reruns`.

Letters are drawn letters with a line behind the end of the file, so that each is another file. The store gets the
results of the drawn ones for them. Their rows are those of the drawn ones too, but for the municipality and for a
third of the names, which are each letter's own: if all letters shared their names, linking would look too cheap.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from pipeline.config import find_configs, read_config
from pipeline.council_tables import CouncilTables, TableSettings
from pipeline.encoding import encoded
from pipeline.fingerprint import result_fingerprint, version_of
from pipeline.results import Failure
from pipeline.sources import scan
from pipeline.stages import PIPELINE, LetterFile
from pipeline.store import Store
from pipeline.tables.columns import LETTERS as LETTERS_TABLE
from pipeline.tables.columns import MENTIONS
from pipeline.tables.rows import LetterRows
from pipeline.tabulate import (
    MEMORY,
    TABLES,
    publish_tables,
    rows_fingerprints,
    table_inputs,
    table_keys,
    tables_fingerprint,
)
from tests.drawn import LETTERS, draw

OLD = 1_600_000_000
MUNICIPALITIES = 342


def letters_in(raw: Path, number: int, first: int = 0) -> None:
    """Writes letters numbered from `first`."""
    drawn = [draw(letter) for letter in LETTERS]
    for index in range(first, first + number):
        path = raw / f"{index % 100:02d}" / f"letter-{index:06d}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(drawn[index % len(drawn)] + b"\n%% copy %d\n" % index)
        os.utime(path, (OLD, OLD))


class Copies(CouncilTables):
    """Makes the rows of a letter from those of the drawn letter that it is a copy of."""

    def __init__(self, settings: TableSettings, drawn: list[bytes]) -> None:
        super().__init__(settings)
        self._drawn = drawn

    def rows(self, file: LetterFile, records: Mapping[type, Any], failed_stage: str, failure: Failure | None) -> bytes:
        number = int(Path(file.file_name).stem.rpartition("-")[2])
        drawn = self._drawn[number % len(self._drawn)]
        letter_id = msgspec.json.decode(drawn, type=LetterRows).letter_id
        rows = msgspec.json.decode(drawn.replace(letter_id.encode(), file.letter_id.encode()), type=LetterRows)
        rows.tables["letters"] = [_letter_row(row, file, number) for row in rows.tables["letters"]]
        rows.tables["mentions"] = [_mention_row(row, number, rank) for rank, row in enumerate(rows.tables["mentions"])]
        return encoded(replace(rows, text_sha256=file.sha256))

    def changes(self, old: bytes | None, new: bytes | None) -> dict[str, dict[str, list[str]]]:
        return {}


def _letter_row(row: tuple[Any, ...], file: LetterFile, number: int) -> tuple[Any, ...]:
    new = {
        "file_name": file.file_name,
        "sha256": file.sha256,
        "municipality_code": f"gm{number % MUNICIPALITIES:04d}",
    }
    return tuple(new.get(name, value) for name, value in zip(LETTERS_TABLE.names, row, strict=True))


def _mention_row(row: tuple[Any, ...], number: int, rank: int) -> tuple[Any, ...]:
    if rank % 3 or row[MENTIONS.names.index("label")] == "MONEY":
        return row
    own = "".join(chr(ord("a") + int(digit)) for digit in f"{number:06d}")
    return tuple(f"{value}{own}" if name == "text" else value for name, value in zip(MENTIONS.names, row, strict=True))


def filled_store(raw: Path, processed: Path, configs: Path, first: Path) -> None:
    """Fills the store for the letters in `raw`, from the drawn letters in `first` that were run into `processed`."""
    config = read_config(find_configs(configs, Path.cwd()), PIPELINE)
    keys = table_keys(version_of(PIPELINE.tables, config.steps["tables"]))
    with Store.writing(processed) as store:
        drawn = sorted(scan(first, config.raw, {}).files, key=lambda file: file.path.name)
        known = store.index.results()
        rows = [store.packed_file(f"state/rows/{file.letter_id[-2:]}/{file.letter_id}.json.gz") for file in drawn]
        found = scan(raw, config.raw, {})
        store.index.set_files(found.files)
        store.index.forget_letters([file.sha256 for file in drawn])
        for file in found.files:
            number = int(file.path.name.partition(".")[0].rpartition("-")[2])
            extract, *others = known[drawn[number % len(drawn)].sha256]
            mark = result_fingerprint(extract.version, [file.sha256], "", "")
            store.index.set_results(file.sha256, (replace(extract, fingerprint=mark), *others))
        inputs = table_inputs(found.files, store.index.results())
        maker = Copies(config.settings_for(PIPELINE.tables), [data for data in rows if data])
        bare = [replace(letter, results=()) for letter in inputs]  # the records of the copies are not there
        publish_tables(store, bare, PIPELINE, maker, keys)
        _mark_as_made(store, inputs, keys)
    shutil.rmtree(first)


def _mark_as_made(store: Store, inputs: Any, keys: Any) -> None:
    """Lets the index say that rows, texts and tables were made from the results that the letters have."""
    published = store.index.published()
    for letter in inputs:
        letter_id = letter.file.letter_id
        text = f"letters/{letter_id}.txt"
        (store.folder / text).parent.mkdir(exist_ok=True)
        (store.folder / text).touch()
        published[text] = next(result.output for result in letter.results if result.stage == "split")
        published[f"state/rows/{letter_id[-2:]}/{letter_id}.json.gz"] = letter.fingerprint(keys.rows)
    made_from = tables_fingerprint(rows_fingerprints(inputs, keys), keys)
    store.index.set_published({**published, TABLES: made_from, MEMORY: keys.rows})
    store.index.commit()
