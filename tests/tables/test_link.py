from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from pipeline.tables.rows import rows_of
from tests.tables.letters import letter_result, named
from tests.tables.reduce import build_frames

MARK = re.compile(r"\[\[(.+?)\]\]")
PAIRS = list(csv.DictReader((Path(__file__).parent / "alias_pairs.csv").open(encoding="utf-8")))


def letter(letter_id, marked, label="PERSON", code="gm0001"):
    """A letter whose names stand in double brackets."""
    names = [(label, name) for name in MARK.findall(marked)]
    return named(letter_id, MARK.sub(r"\1", marked), names, municipality_code=code)


def entities_of(*letters):
    """The entity of every mention, in the order of the letters and their texts."""
    frames = build_frames(rows_of(each) for each in letters)
    return list(frames["mentions"]["entity_id"]), frames["entities"].set_index("entity_id")


def are_one(pair):
    first, second, label = pair["first"], pair["second"], pair["label"]
    count = len(MARK.findall(first))
    if pair["where"] == "letter":
        found, _ = entities_of(letter("a", f"{first}.\n\n{second}.", label))
    else:
        code = "gm0001" if pair["where"] == "municipality" else "gm0002"
        found, _ = entities_of(letter("a", first, label), letter("b", second, label, code))
    return found[count - 1] == found[-1]


def test_there_are_thirty_pairs_of_each_sort():
    assert [pair["same"] for pair in PAIRS] == ["yes"] * 30 + ["no"] * 30


@pytest.mark.parametrize("pair", PAIRS[30:], ids=lambda pair: f"{pair['first']} | {pair['second']}")
def test_names_that_are_only_alike_stay_apart(pair):
    assert not are_one(pair)


def test_nearly_all_names_of_one_thing_come_together():
    missed = [pair for pair in PAIRS[:30] if not are_one(pair)]
    assert len(missed) <= 3, missed


def test_a_letter_that_says_nothing_new_changes_no_id():
    first = letter("b", "burgemeester [[J.M. Pruim-ter Stal]], mayor [[Annemarie Pruim-ter Stal]] en [[Bram Dil]]")
    again = letter("a", "mayor [[Annemarie Pruim-ter Stal]] en [[Bram Dil]]")
    before, _ = entities_of(first)
    after, _ = entities_of(again, first)
    assert after[2:] == before


def test_an_initial_that_fits_two_people_is_neither():
    found, _ = entities_of(letter("a", "[[Jan Kobbelhaag]], [[Joost Kobbelhaag]] en [[J. Kobbelhaag]]"))
    assert len(set(found)) == 3


def test_the_fullest_name_is_shown_and_the_others_are_aliases():
    _, entities = entities_of(letter("a", "de [[J. Kobbelhaag]] en dr. [[Jan Kobbelhaag]] en [[Kobbelhaag]]"))
    assert list(entities["name"]) == ["Jan Kobbelhaag"]
    assert list(entities["aliases"]) == ["J. Kobbelhaag | Kobbelhaag"]
    assert list(entities["mentions"]) == [3]


def test_a_misprint_does_not_give_the_name():
    _, entities = entities_of(letter("a", "[[Fashion Crash]], [[Fashion Crashl]], [[Fashion Crash]]", "ORG"))
    assert list(entities["name"]) == ["Fashion Crash"]


@pytest.mark.parametrize(
    ("label", "name", "identifier"),
    [
        ("LOC", "Maastricht", "gm0935"),
        ("LOC", "Den Haag", "gm0518"),
        ("LOC", "The Hague", "gm0518"),
        ("LOC", "provincie Utrecht", "pv26"),
        ("LOC", "Utrecht", "gm0344"),
        ("LOC", "the Netherlands", "NL"),
        ("LOC", "Israël", "IL"),
        ("ORG", "Gemeente Maastricht", "gm0935"),
        ("ORG", "ministerie van Financiën", "mnre1090"),
        ("ORG", "Waterschap AGV", "ws0155"),
        ("LOC", "Spui 70", ""),
    ],
)
def test_places_and_public_bodies_have_their_public_identifier(label, name, identifier):
    _, entities = entities_of(letter("a", f"In [[{name}]].", label))
    assert list(entities["identifier"]) == [identifier]


def test_every_mention_but_money_leads_to_an_entity_with_a_reason():
    frames = build_frames([rows_of(letter_result())])
    mentions = frames["mentions"]
    linked = mentions[mentions["label"] != "MONEY"]
    assert set(linked["entity_id"]) == set(frames["entities"]["entity_id"])
    assert (linked["link_reason"] != "").all()
    assert list(mentions[mentions["label"] == "MONEY"]["entity_id"]) == [""]


def test_a_signature_leads_to_the_person():
    frames = build_frames([rows_of(letter_result())])
    entities = frames["entities"].set_index("entity_id")
    names = [entities.loc[entity_id, "name"] for entity_id in frames["signatures"]["entity_id"]]
    assert names == ["Aaltje Pruim-van der Wold", "Bram Dil"]


def test_names_under_which_the_register_knows_one_municipality_are_one_entity():
    _, entities = entities_of(letter("a", "In [[’s-Gravenhage]] en [[gemeente Den Haag]] en [[The Hague]].", "LOC"))
    assert list(entities["identifier"]) == ["gm0518"]
