"""The pages for analysts hold what they promise."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import replace

import duckdb
import pandas as pd
import pytest

from pipeline.council_tables import CouncilTables, TableSettings
from pipeline.encoding import encoded
from pipeline.stages import TableWork
from pipeline.tables.dictionary import as_markdown
from pipeline.tables.export import write_tables
from pipeline.tables.link.reasons import REASONS
from pipeline.tables.rows import rows_of
from tests.conftest import ROOT
from tests.tables.letters import named
from tests.tables.reduce import build_frames

ANALYSIS = (ROOT / "docs/howto/analysis.md").read_text(encoding="utf-8")
BEFORE, *QUESTIONS = re.split(r"^## ", ANALYSIS, flags=re.M)


@pytest.fixture(scope="module")
def asked(results, tmp_path_factory):
    """Tables in which every question has an answer: one letter more that is old, and one that names a law."""
    first = results[0]
    old = replace(first, letter_id="old-1", dates=replace(first.dates, letter_date="1801-01-01"))
    folder = tmp_path_factory.mktemp("asked")
    law = named("lawful", "De Woo geldt.", [("LAW", "Woo")])
    write_tables(build_frames(rows_of(each) for each in (*results, old, law)), folder, exports=["parquet"])
    return folder


@pytest.mark.parametrize("buckets", [1, 4])
def test_what_large_collections_tells_runs_for_any_number_of_parts(results, tmp_path, monkeypatch, buckets):
    page = (ROOT / "docs/howto/large-collections.md").read_text(encoding="utf-8")
    first = results[0]
    due = tuple(replace(date, kind="deadline") for date in first.dates.dates)
    dated = replace(first, dates=replace(first.dates, dates=due))
    rows = {f"rb-{number}{'0' * 15}": rows_of(replace(dated, letter_id=f"rb-{number}{'0' * 15}")) for number in "08"}
    work = TableWork(
        tuple(rows),
        frozenset(rows),
        frozenset(),
        lambda letter_id: encoded(rows[letter_id]),
        sqlite3.connect(":memory:"),
        tmp_path,
        frozenset(),
    )
    folder = tmp_path / "processed" / "tables"
    folder.mkdir(parents=True)
    CouncilTables(TableSettings(exports=(), buckets=buckets)).write(work, folder)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for code in re.findall(r"```python\n(.*?)```", page, re.S):
        exec(code, names)
    assert all(len(names[name]) for name in ("deadlines", "sections", "largest"))
    for query in re.findall(r"```sql\n(.*?)```", page, re.S):
        assert len(duckdb.sql(query).df())


def block(text, language):
    return re.search(rf"```{language}\n(.*?)```", text, re.S)[1]


def test_the_dictionary_is_up_to_date():
    page = (ROOT / "docs/tables.md").read_text(encoding="utf-8")
    assert page == as_markdown(), "run: python -m pipeline.tables.dictionary > docs/tables.md"


def test_every_reason_for_a_link_is_explained():
    sources = [path.read_text("utf-8") for path in (ROOT / "pipeline/tables/link").glob("link*.py")]
    sources += [(ROOT / "pipeline/tables/link/acronyms.py").read_text("utf-8")]
    used = {reason for source in sources for reason in re.findall(r'Edge\([^"]*"([a-z-]+)"', source)}
    assert used == REASONS.keys() - {"curator"}


def test_there_are_ten_questions_each_in_three_languages():
    assert len(QUESTIONS) == 10
    assert all(block(question, language) for question in QUESTIONS for language in ("python", "sql", "r"))


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda text: text.partition("\n")[0])
def test_pandas_and_duckdb_give_the_same_answer(question, asked, monkeypatch):
    monkeypatch.chdir(asked)
    names: dict[str, object] = {}
    exec(block(BEFORE, "python"), names)
    exec(block(question, "python"), names)
    by_pandas, by_duckdb = names["answer"], duckdb.sql(block(question, "sql")).df()
    assert comparable(by_pandas) == comparable(by_duckdb)
    assert len(by_pandas), "the letters of the test leave this question without an answer"


def comparable(frame):
    def cell(value):
        if pd.isna(value):
            return ""
        return str(float(value)) if isinstance(value, int | float) or hasattr(value, "dtype") else str(value)

    return sorted(tuple(cell(value) for value in row) for row in frame.itertuples(index=False))
