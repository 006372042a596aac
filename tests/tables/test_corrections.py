"""Corrections of a curator, applied after linking."""

from __future__ import annotations

import pytest

from pipeline.config import read_config
from pipeline.errors import ConfigError
from pipeline.stages import PIPELINE
from pipeline.tables.corrections import Correction
from pipeline.tables.export import write_tables
from pipeline.tables.rows import rows_of
from tests.tables.letters import named
from tests.tables.reduce import build_frames

TEXT = "Bram Dil en B. Dil-Smit spraken met Bram Dil van Rijn Campus.\n\nOok Waterlicht was er, en Waterlicht Zuid."
FOUND = [
    ("PERSON", "Bram Dil"),
    ("PERSON", "B. Dil-Smit"),
    ("PERSON", "Bram Dil"),
    ("ORG", "Rijn Campus"),
    ("ORG", "Waterlicht Zuid"),
]


@pytest.fixture
def rows():
    return [rows_of(named("a", TEXT, FOUND)), rows_of(named("b", "Rijn Campus groeit.", [("ORG", "Rijn Campus")]))]


def corrected(rows, **cells):
    frames = build_frames(rows, [Correction(**cells, origin="corrections.csv:2")])
    return frames, frames["entities"].set_index("name")


def id_of(rows, name):
    return build_frames(rows)["entities"].set_index("name").loc[name, "entity_id"]


def reasons(frames):
    mentions = frames["mentions"]
    return list(zip(mentions["text"], mentions["link_reason"], strict=True))


def test_merge_makes_one_entity_of_two(rows):
    kept, other = id_of(rows, "Bram Dil"), id_of(rows, "B. Dil-Smit")
    frames, entities = corrected(rows, action="merge", entity_id=kept, value=other)
    assert other not in set(entities["entity_id"])
    assert entities.loc["Bram Dil", ["entity_id", "aliases", "mentions", "source"]].tolist() == [
        kept,
        "B. Dil-Smit",
        3,
        "curator",
    ]
    assert ("B. Dil-Smit", "curator") in reasons(frames)
    assert not len(frames["issues"])


def test_split_gives_what_is_so_printed_in_a_letter_an_entity_of_its_own(rows):
    whole = id_of(rows, "Rijn Campus")
    frames, _ = corrected(rows, action="split", entity_id=whole, letter_id="b", value="Rijn Campus")
    mentions = frames["mentions"].set_index("letter_id")
    found = mentions[mentions["text"] == "Rijn Campus"]["entity_id"]
    assert found["a"] == whole
    assert found["b"] != whole
    assert set(frames["entities"]["entity_id"]) == set(frames["mentions"]["entity_id"])


def test_rename_changes_the_name_that_is_shown(rows):
    frames, entities = corrected(rows, action="rename", entity_id=id_of(rows, "Rijn Campus"), value="Rhine Campus")
    assert entities.loc["Rhine Campus", "aliases"] == "Rijn Campus"
    assert entities.loc["Rhine Campus", "source"] == "curator"
    assert "Rhine Campus" not in set(frames["mentions"]["text"])


def test_reject_takes_out_a_mention_or_all_of_an_entity(rows):
    frames, entities = corrected(rows, action="reject", entity_id=id_of(rows, "Rijn Campus"))
    assert "Rijn Campus" not in set(frames["mentions"]["text"]) | set(entities.index)
    first = frames["mentions"]["mention_id"].iloc[0]
    frames, entities = corrected(rows, action="reject", mention_id=first)
    assert first not in set(frames["mentions"]["mention_id"])
    assert entities.loc["Bram Dil", ["mentions", "source"]].tolist() == [1, "curator"]


def test_add_finds_every_place_of_the_text_that_no_mention_holds(rows):
    frames, entities = corrected(rows, action="add", letter_id="a", label="ORG", value="Waterlicht")
    added = frames["mentions"][frames["mentions"]["source"] == "curator"]
    assert [TEXT[start:end] for start, end in zip(added["start_char"], added["end_char"], strict=True)] == [
        "Waterlicht"
    ]
    assert entities.loc["Waterlicht", "source"] == "curator"


def test_what_is_added_under_a_known_name_is_the_known_entity(rows):
    known = id_of(rows, "Rijn Campus")
    bare = [rows_of(named("a", "Rijn Campus bouwt.", [])), rows[1]]
    frames, _ = corrected(bare, action="add", letter_id="a", label="ORG", value="Rijn Campus")
    assert set(frames["mentions"]["entity_id"]) == {known}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"action": "rename", "entity_id": "org-gone", "value": "X"}, "no entity has the id org-gone"),
        ({"action": "reject", "mention_id": "a-men1"}, "no mention has the id a-men1"),
        ({"action": "add", "letter_id": "a", "label": "ORG", "value": "Nergens"}, "does not hold it"),
        ({"action": "add", "letter_id": "zz", "label": "ORG", "value": "Rijn"}, "does not hold it"),
    ],
)
def test_a_correction_that_no_longer_fits_is_an_issue_and_changes_nothing(rows, cells, reason, tmp_path):
    frames, _ = corrected(rows, **cells)
    untouched = build_frames(rows)
    assert all(frames[name].equals(untouched[name]) for name in frames if name != "issues")
    (issue,) = frames["issues"].to_dict("records")
    assert (issue["code"], issue["severity"], issue["letter_id"]) == ("correction-unfit", "warning", "")
    assert issue["message"].startswith("corrections.csv:2: ")
    assert reason in issue["message"]
    write_tables(frames, tmp_path, exports=["sqlite"])


def test_corrected_tables_keep_their_keys(rows, tmp_path):
    frames, _ = corrected(rows, action="reject", entity_id=id_of(rows, "Bram Dil"))
    write_tables(frames, tmp_path, exports=["sqlite"])  # SQLite refuses a reference that leads nowhere


@pytest.mark.parametrize("cells", [{"action": "merge", "entity_id": "a"}, {"action": "reject"}])
def test_a_correction_without_what_it_needs_is_refused(cells):
    with pytest.raises(ValueError, match="needs"):
        Correction(**cells)


HEADER = "action,entity_id,mention_id,letter_id,label,value,note\n"


def read(folder, **files):
    (folder / "pipeline.toml").write_text("")
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_config(folder, PIPELINE).settings_for(PIPELINE.tables).corrections


def test_corrections_are_read_with_their_line_from_commas_or_semicolons(tmp_path):
    rows = HEADER + 'rename,org-1,,,,"Smit, Dil",one name\n,,,,,,\nreject,,a-men1,,,,\n'
    first, second = read(tmp_path, corrections=rows)
    assert (first.action, first.value, first.origin) == ("rename", "Smit, Dil", "corrections.csv:2")
    assert (second.mention_id, second.origin) == ("a-men1", "corrections.csv:4")
    (same, _) = read(tmp_path, corrections="\ufeff" + rows.replace('"Smit, Dil"', "Smit| Dil").replace(",", ";"))
    assert same.value == "Smit| Dil"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("mrge,org-1,,,,org-2,\n", r"corrections\.csv:2: action: .*mrge"),
        ("merge,org-1,,,,,\n", r"corrections\.csv:2: .*needs entity_id and value|corrections\.csv:2: .*needs value"),
        ("merge,org-1,org-2\n", r"corrections\.csv:2: has another number of cells"),
    ],
)
def test_a_row_that_cannot_be_meant_is_a_mistake_in_the_settings(tmp_path, row, message):
    with pytest.raises(ConfigError, match=message):
        read(tmp_path, corrections=HEADER + row)
