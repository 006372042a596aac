"""Spans and copies over letters as they were sent; skipped where those are not at hand."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pandas as pd
import pytest

from pipeline.tables.columns import TABLES

LETTERS = ("maastricht-chengdu", "denhaag-ris321675", "zz-copy-of-denhaag-ris321675", "amsterdam-9857801")
SPANNED = [table.name for table in TABLES if {"start_char", "end_char", "text"} <= set(table.names)]


@pytest.fixture(scope="module")
def processed(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("real")
    (folder / "raw").mkdir()
    for name in LETTERS:
        shutil.copy(shared / "letters" / f"{name}.pdf", folder / "raw")
    command = [
        sys.executable,
        "-m",
        "pipeline.cli",
        "run",
        "--raw",
        folder / "raw",
        "--processed",
        folder / "processed",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=400)
    return folder / "processed"


def test_every_text_stands_at_its_span(processed):
    texts = {path.stem: path.read_bytes().decode() for path in (processed / "letters").glob("*.txt")}
    for name in SPANNED:
        rows = pd.read_parquet(processed / "tables" / f"{name}.parquet")
        assert len(rows) or name == "quotations"
        for row in rows.itertuples():
            printed = "" if pd.isna(row.text) else row.text
            assert printed == texts[row.letter_id][row.start_char : row.end_char], (name, row.Index)


def test_a_copy_names_the_letter_it_is_a_copy_of(processed):
    letters = pd.read_parquet(processed / "tables" / "letters.parquet")
    copies = letters.dropna(subset=["duplicate_of"])
    named = dict(zip(letters["letter_id"], letters["file_name"], strict=True))
    pairs = {frozenset((row.file_name, named[row.duplicate_of])) for row in copies.itertuples()}
    assert pairs == {frozenset(("denhaag-ris321675.pdf", "zz-copy-of-denhaag-ris321675.pdf"))}
    assert len(copies) == 1


def test_people_and_partners_of_a_letter_are_one_entity_each(processed):
    entities = pd.read_parquet(processed / "tables" / "entities.parquet")
    names = [
        {name, *aliases.split(" | ")}
        for name, aliases in zip(entities["name"], entities["aliases"].fillna(""), strict=True)
    ]
    for one, other in (
        ("J.M. Penn-te Strake", "Annemarie Penn-te Strake"),
        ("Jan Cobbenhagen", "J. Cobbenhagen"),
        ("Brightlands MHC", "Brightlands Maastricht Health Campus"),
        ("ZECC", "Zuyd Expertise Centre China"),
        ("Universiteit Maastricht", "Maastricht University"),
    ):
        holders = [group for group in names if group & {one, other}]
        assert len(holders) == 1, holders
        assert {one, other} <= holders[0]
