"""Letters that come, change and go: the same letters give the same bytes, and untouched parts stay as they lie."""

from __future__ import annotations

import hashlib
import random
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipeline.council_tables import CouncilTables, TableSettings
from pipeline.encoding import encoded
from pipeline.stages import TableWork
from pipeline.tables.columns import TABLES
from pipeline.tables.corrections import Correction
from pipeline.tables.export import EXPORTS
from pipeline.tables.parts import Layout, buckets_for
from pipeline.tables.rows import LetterRows, rows_of
from tests.tables.letters import named
from tests.tables.reduce import build_frames

NAMES = [table.name for table in TABLES]
PLACES = ("gm0001", "gm0002", "")
# Names that mean one thing in some reach and another elsewhere, so that nearly every rule of linking has work to do.
PEOPLE = (
    "Jan Kobbelhaag", "J. Kobbelhaag", "Kobbelhaag", "Joost Kobbelhaag", "Jan Jansen", "J.M. Jansen", "Jansen",
    "Annemarie Pruim-ter Stal", "J.M. Pruim-ter Stal", "Pruim-ter Stal",
)  # fmt: skip
BODIES = (
    "Regionale Uitvoeringsdienst Waterland", "RUDW", "Fashion Crash", "Fashion Crashl", "Juridisch Bureau",
    "gemeente Den Haag", "Waterlicht", "Rijn Campus",
)  # fmt: skip
SPOTS = ("’s-Gravenhage", "Den Haag", "The Hague", "Dorpsplein", "Israël")


def letter(number: int, seed: int) -> LetterRows:
    """A letter with names drawn from the lists above, some with an office, some written out."""
    draw = random.Random(seed)
    people, bodies, spots = draw.sample(PEOPLE, 4), draw.sample(BODIES, 3), draw.sample(SPOTS, 2)
    office = draw.choice(["burgemeester ", "wethouder ", ""])
    text = f"{office}{people[0]} sprak met {people[1]}, {people[2]} en {people[3]}."
    found = [("PERSON", name) for name in people]
    if draw.random() < 0.4:
        text += " De Regionale Uitvoeringsdienst Waterland (RUDW) was er."
        found += [("ORG", "Regionale Uitvoeringsdienst Waterland"), ("ORG", "RUDW")]
    text += f" Ook {bodies[0]}, {bodies[1]} en {bodies[2]} waren in {spots[0]} of {spots[1]}."
    found += [("ORG", name) for name in bodies] + [("LOC", name) for name in spots]
    letter_id = f"rb-{hashlib.sha256(str(number).encode()).hexdigest()[:16]}"
    return rows_of(named(letter_id, text, found, municipality_code=draw.choice(PLACES)))


@dataclass
class Tables:
    """Tables that letters come to and go from, as the runner keeps them."""

    folder: Path
    settings: TableSettings = field(default_factory=lambda: TableSettings(exports=(), buckets=4))
    memory: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))
    letters: dict[str, LetterRows] = field(default_factory=dict)
    step: int = 0

    def update(self, come: list[LetterRows] = [], go: list[str] = []) -> set[str]:  # noqa: B006
        """Brings the tables up to date; returns the names of the files that were written with other bytes."""
        self.letters = {name: rows for name, rows in self.letters.items() if name not in go}
        self.letters |= {rows.letter_id: rows for rows in come}
        self.step += 1
        new, lying = self.folder / f"new-{self.step}", self.folder / "tables"
        new.mkdir(parents=True)
        lying.mkdir(exist_ok=True)
        work = TableWork(
            tuple(sorted(self.letters)),
            frozenset(rows.letter_id for rows in come),
            frozenset(go),
            lambda letter_id: encoded(self.letters[letter_id]),
            self.memory,
            lying,
            frozenset(self.bytes()),
        )
        names = CouncilTables(self.settings).write(work, new)
        written = {path.relative_to(new).as_posix() for path in new.rglob("*") if path.is_file()}
        other = {name for name in written if self.bytes().get(name) != (new / name).read_bytes()}
        for name in written:
            (lying / name).parent.mkdir(exist_ok=True)
            (new / name).replace(lying / name)
        for name in self.bytes().keys() - names:
            (lying / name).unlink()
        assert self.bytes().keys() == names
        return other

    def bytes(self) -> dict[str, bytes]:
        lying = self.folder / "tables"
        return {path.relative_to(lying).as_posix(): path.read_bytes() for path in lying.rglob("*") if path.is_file()}

    def frame(self, name: str) -> pd.DataFrame:
        return pd.read_parquet(self.folder / "tables" / name)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_came_and_went_the_same_letters_give_the_same_bytes(tmp_path, seed):
    draw = random.Random(seed)
    grown = Tables(tmp_path / "grown")
    there: dict[int, LetterRows] = {}
    for step in range(12):
        for number in draw.sample(range(30), draw.randint(1, 3)):
            there[number] = letter(number, 1000 * seed + 31 * step + number)
            grown.update([there[number]])
        gone = draw.sample(sorted(there), min(len(there), draw.randint(0, 2)))
        grown.update(go=[there.pop(number).letter_id for number in gone])
    fresh = Tables(tmp_path / "fresh")
    fresh.update(list(reversed(there.values())))
    assert grown.bytes() == fresh.bytes()
    frames = build_frames(there.values())
    assert len(frames["entities"])
    for name in NAMES:
        keys = next(list(table.key) for table in TABLES if table.name == name)
        assert fresh.frame(name)[keys].to_numpy().tolist() == frames[name][keys].to_numpy().tolist(), "sorted by key"


def test_a_letter_touches_its_own_parts_and_those_of_what_it_changes(tmp_path):
    tables = Tables(tmp_path, TableSettings(exports=(), buckets=16))
    tables.update([letter(number, number) for number in range(40)])
    fresh = named(f"rb-{'f' * 16}", "Niemand kent Wiebe Zandzoom.", [("PERSON", "Wiebe Zandzoom")])
    written = tables.update([rows_of(fresh)])
    assert {name for name in written if "part-f." not in name} == {
        name for name in written if name.startswith("entities/part-person-")
    }
    assert "mentions/part-f.parquet" in written


def test_a_letter_that_explains_an_abbreviation_changes_the_letters_that_use_it(tmp_path):
    tables = Tables(tmp_path, TableSettings(exports=(), buckets=4))
    use = named(f"rb-{'0' * 16}", "De RUDW komt.", [("ORG", "RUDW")], municipality_code="gm0001")
    tables.update([rows_of(use)])
    long = "Regionale Uitvoeringsdienst Waterland"
    names = [("ORG", long), ("ORG", "RUDW")]
    explains = named(f"rb-{'f' * 16}", f"De {long} (RUDW) komt.", names, municipality_code="gm0001")
    assert "mentions/part-0.parquet" in tables.update([rows_of(explains)])
    assert tables.frame("mentions")["entity_id"].nunique() == 1
    assert "mentions/part-0.parquet" in tables.update(go=[explains.letter_id])
    assert tables.frame("entities")["name"].tolist() == ["RUDW"]


def test_a_part_that_somebody_deleted_comes_back_alone(tmp_path):
    tables = Tables(tmp_path)
    tables.update([letter(number, number) for number in range(20)])
    before = tables.bytes()
    (tmp_path / "tables" / "mentions" / "part-2.parquet").unlink()
    assert tables.update() == {"mentions/part-2.parquet"}
    assert tables.bytes() == before


def test_corrections_are_applied_and_taken_back_without_other_letters(tmp_path):
    tables = Tables(tmp_path, TableSettings(exports=(), buckets=8))
    tables.update([letter(number, number) for number in range(20)])
    before = tables.bytes()
    entities = tables.frame("entities").set_index("name")
    kept, other = entities.loc["Waterlicht", "entity_id"], entities.loc["Rijn Campus", "entity_id"]
    mentions = tables.frame("mentions")
    corrections = (
        Correction(action="merge", entity_id=kept, value=other),
        Correction(action="reject", mention_id=mentions["mention_id"][0]),
        Correction(action="rename", entity_id="org-gone", value="Niets", origin="corrections.csv:3"),
    )
    tables.settings = TableSettings(exports=(), buckets=8, corrections=corrections)
    written = tables.update()
    assert not [name for name in written if name.startswith("passages/")]
    frames = build_frames(tables.letters.values(), corrections)
    for name in NAMES:
        found, wanted = tables.frame(name), frames[name]
        assert (
            found.astype(object).where(found.notna(), None).map(str).to_numpy().tolist()
            == wanted.replace("", None).map(str).to_numpy().tolist()
        )
    assert tables.update() == set()
    tables.settings = TableSettings(exports=(), buckets=8)
    tables.update()
    assert tables.bytes() == before


def test_exports_hold_the_rows_of_all_parts(tmp_path):
    tables = Tables(tmp_path, TableSettings(exports=EXPORTS, buckets=4))
    tables.update([letter(number, number) for number in range(12)])
    one = Tables(tmp_path / "one", TableSettings(exports=EXPORTS, buckets=1))
    one.update(list(tables.letters.values()))
    for name in ("mentions.parquet", "mentions.csv", "letters.sqlite", "letters.xlsx"):
        assert tables.bytes()[name] == one.bytes()[name], name
    assert tables.frame("mentions").equals(tables.frame("mentions.parquet"))


def test_another_number_of_parts_leaves_none_of_the_old(tmp_path):
    tables = Tables(tmp_path)
    tables.update([letter(number, number) for number in range(12)])
    before = tables.frame("mentions")
    tables.settings = TableSettings(exports=(), buckets=1)
    tables.update()
    assert [path.name for path in (tmp_path / "tables" / "mentions").iterdir()] == ["part-0.parquet"]
    assert tables.frame("mentions").equals(before)


def test_the_number_of_parts_follows_from_the_number_of_letters():
    assert [buckets_for(number) for number in (0, 250, 251, 1_000, 10_000, 100_000, 1_000_000)] == [
        1, 1, 8, 16, 64, 256, 512,
    ]  # fmt: skip


@pytest.mark.parametrize("buckets", [1, 2, 8, 64, 512])
def test_parts_in_order_hold_ids_in_order(buckets):
    layout = Layout(buckets)
    ids = sorted(f"rb-{hashlib.sha256(str(number).encode()).hexdigest()[:16]}" for number in range(300))
    parts = [layout.letter_parts(layout.bucket(letter_id))["mentions"] for letter_id in ids]
    assert parts == sorted(parts)
    assert set(parts) <= set(layout.names())
    for letter_id in ids:
        part = layout.entity_part(f"org-{letter_id[3:15]}")
        assert part.first <= f"org-{letter_id[3:15]}" < part.last
        assert part in set(layout.entity_parts())


def test_an_id_of_another_make_lies_in_a_part_too():
    layout = Layout(64)
    for entity_id in ("person-zz7qabcd", "person-2a", "person-", "org-ffffffff"):
        part = layout.entity_part(entity_id)
        assert part.first <= entity_id < part.last
        assert part in set(layout.entity_parts())


def test_a_number_of_parts_that_no_bits_tell_apart_is_refused():
    with pytest.raises(ValueError, match="power of two"):
        TableSettings(buckets=3)


def test_duckdb_reads_all_parts_of_a_table_as_one(tmp_path):
    tables = Tables(tmp_path)
    tables.update([letter(number, number) for number in range(12)])
    for name in NAMES:
        ((count,),) = duckdb.sql(f"SELECT count(*) FROM '{tmp_path}/tables/{name}/*.parquet'").fetchall()
        assert count == len(tables.frame(name))
