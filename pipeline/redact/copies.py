"""Writes the redacted copies: tables in every format, and the letters' texts that their offsets point into."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.errors import ConfigError
from pipeline.personal_data import personal_data
from pipeline.redact.edits import Edit, EditedText, edit
from pipeline.redact.names import NameFinder
from pipeline.redact.secrets import Secrets, find_secrets
from pipeline.redact.settings import RedactSettings
from pipeline.tables.columns import TABLES
from pipeline.tables.export import write_tables
from pipeline.tables.frames import frame_of

CONTACT = {
    "email": "[e-mailadres]",
    "phone": "[telefoon]",
    "bsn": "[nummer]",
    "iban": "[rekening]",
    "address": "[adres]",
}
# Hashes and values in which a word of a name can only stand by chance.
AS_IS = frozenset({"sha256", "edtf"})
Row = dict[str, Any]


def redact(processed: Path, out: Path, settings: RedactSettings) -> int:
    """Writes redacted copies of the tables and texts in `processed` into `out`, in place of earlier copies.

    Offsets point into the redacted texts. Pages, boxes and hashes stay as they are: a box says where a name stands
    in the original, not what it is.

    Returns:
        The number of names and contact data replaced in the letters' texts.

    Raises:
        ConfigError: there is no key for the pseudonyms, or `out` holds something else than copies.
        RuntimeError: something that was to be replaced is left; nothing of `out` may be used.
    """
    settings.require()
    if out.exists() and not {path.name for path in out.iterdir()} <= {"tables", "letters", "report"}:
        raise ConfigError(f"{out} holds other things than redacted copies; name another folder with --out")
    tables = {table.name: _rows(processed / "tables" / f"{table.name}.parquet") for table in TABLES}
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((processed / "letters").glob("*.txt"))}
    secrets = find_secrets(tables, texts, settings)
    finder = NameFinder([*((name, "") for name in sorted(secrets.public)), *secrets.names])
    edited = {letter_id: edit(text, _edits(text, finder)) for letter_id, text in texts.items()}
    renamed = {row["letter_id"]: _clean(row["letter_id"], finder) for row in tables["letters"]}
    copies = {name: [_redacted(row, edited, renamed, secrets, finder) for row in rows] for name, rows in tables.items()}
    _assert_nothing_left(copies, edited, finder)
    new = out.with_name(f"{out.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    _write(copies, {renamed.get(letter_id, letter_id): text.text for letter_id, text in edited.items()}, new)
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)
    return sum(len(text.edits) for text in edited.values())


def _write(copies: Mapping[str, list[Row]], texts: Mapping[str, str], out: Path) -> None:
    (out / "tables").mkdir(parents=True)
    (out / "letters").mkdir()
    frames = {
        table.name: frame_of(table, [tuple(row[name] for name in table.names) for row in copies[table.name]])
        for table in TABLES
    }
    write_tables(frames, out / "tables")
    for letter_id, text in texts.items():
        (out / "letters" / f"{letter_id}.txt").write_text(text, encoding="utf-8", newline="")


def _rows(path: Path) -> list[Row]:
    """The rows of a table, with days as text, as the tables are made from."""
    rows = pq.read_table(path).to_pylist()
    return [
        {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in row.items()}
        for row in rows
    ]


def _redacted(
    row: Row, edited: Mapping[str, EditedText], renamed: Mapping[str, str], secrets: Secrets, finder: NameFinder
) -> Row:
    """One row with its names replaced and its offsets moved."""
    letter_id = row.get("letter_id") or ""
    new = {name: _cell(name, value, letter_id, renamed, secrets, finder) for name, value in row.items()}
    text = edited.get(letter_id)
    if text is not None and row.get("start_char") is not None:
        new["start_char"] = text.place(row["start_char"])
        new["end_char"] = max(new["start_char"], text.place(row["end_char"], end=True))
        if row.get("text"):
            new["text"] = text.text[new["start_char"] : new["end_char"]]
    return new


def _cell(
    name: str, value: Any, letter_id: str, renamed: Mapping[str, str], secrets: Secrets, finder: NameFinder
) -> Any:
    if not isinstance(value, str) or name in AS_IS:
        return value
    if name == "entity_id":
        return secrets.entity_ids.get(value, value)
    if name.endswith("_id") or name == "duplicate_of":
        # Every id of a row in a letter begins with the letter's id.
        if letter_id and value.startswith(letter_id):
            return renamed.get(letter_id, letter_id) + value.removeprefix(letter_id)
        return renamed.get(value, value)
    return _clean(value, finder)


def _clean(value: str, finder: NameFinder) -> str:
    return edit(value, _edits(value, finder)).text


def _edits(text: str, finder: NameFinder) -> list[Edit]:
    """The replacements in one text: names, and contact data; where they overlap, both as one."""
    found = [(start, end, meaning) for start, end, meaning in finder.find(text) if meaning]
    found += [(hint.start_char, hint.end_char, CONTACT[hint.kind]) for hint in personal_data(text)]
    edits: list[Edit] = []
    for start, end, meaning in sorted(found):
        if edits and start < edits[-1][1]:
            before = edits.pop()
            meaning = before[2] if meaning in before[2] else f"{before[2]} {meaning}"
            start, end = before[0], max(before[1], end)
        edits.append((start, end, meaning))
    return edits


def _assert_nothing_left(copies: Mapping[str, list[Row]], edited: Mapping[str, EditedText], finder: NameFinder) -> None:
    for text in _strings(copies, edited):
        if any(meaning for _, _, meaning in finder.find(text)):
            raise RuntimeError("a name is left in the redacted copies; don't publish them, and report this as a bug")


def _strings(copies: Mapping[str, list[Row]], edited: Mapping[str, EditedText]) -> Iterator[str]:
    for text in edited.values():
        yield text.text
    for rows in copies.values():
        for row in rows:
            yield from (value for name, value in row.items() if isinstance(value, str) and name not in AS_IS)
