"""Names are found however they are written, and their places survive the edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.redact.edits import edit
from pipeline.redact.names import NameFinder, surname


@pytest.mark.parametrize(
    "text",
    ["Jan de Vries belde.", "JAN DE VRIES", "jan-de-vries.pdf", "Jan\nde Vries", "brief_jan_de_vries", "Ján de Vries"],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert [meaning for _, _, meaning in NameFinder([("Jan de Vries", "P1")]).find(text)] == ["P1"]


@pytest.mark.parametrize("text", ["Janus de Vries", "Jan, en later de Vries", "Jan of de Vries"])
def test_other_words_are_no_name(text: str) -> None:
    assert list(NameFinder([("Jan de Vries", "P1")]).find(text)) == []


def test_the_longest_name_wins() -> None:
    finder = NameFinder([("Vries", "short"), ("Vries Robbé", "long")])
    assert [meaning for _, _, meaning in finder.find("Vries Robbé en Vries")] == ["long", "short"]


@pytest.mark.parametrize(
    ("name", "tail"),
    [
        ("Jan de Vries", "de Vries"),
        ("J.P. Bakker", "Bakker"),
        ("Bakker", ""),
        ("Ank van der Ven-Bol", "van der Ven-Bol"),
    ],
)
def test_surname_leaves_out_given_names(name: str, tail: str) -> None:
    assert surname(name) == tail


@given(st.text("abc ", max_size=30), st.sets(st.integers(0, 29), max_size=6), st.text("xyz", max_size=5))
def test_what_is_not_edited_keeps_its_words(text: str, marks: set[int], new: str) -> None:
    bounds = sorted(mark for mark in marks if mark <= len(text))
    edits = [(start, end, new) for start, end in zip(bounds[::2], bounds[1::2], strict=False)]
    edited = edit(text, edits)
    free = [n for n in range(len(text)) if not any(start <= n < end for start, end, _ in edits)]
    for n in free:
        assert edited.text[edited.place(n)] == text[n]
        assert edited.text[edited.place(n + 1, end=True) - 1] == text[n]
    for start, end, _ in edits:
        assert edited.text[edited.place(start) : edited.place(end, end=True)] == new


def test_a_surname_that_is_a_word_too_is_a_name_only_with_its_capital() -> None:
    found = NameFinder([("Post", "P1")]).find("Mark Post zond het per gewone post")
    assert [start for start, _, _ in found] == [5]
