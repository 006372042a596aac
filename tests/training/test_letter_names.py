"""Lists of names turn into tags on the text of a letter."""

from __future__ import annotations

from pathlib import Path

from training.letter_names import LISTS, Listed, read_list, spans_of
from training.tagged import Span, read_tags, with_tags

TEXT = "Stadsdeel West besloot. In West staat de\nPieter Bouwzaal, zei de minister van West en Oost. Einde."


def labelled(rows: list[Listed], dates: list[tuple[int, int]] | None = None) -> list[tuple[str, str]]:
    return [(span.label, TEXT[span.start_char : span.end_char]) for span in spans_of(TEXT, rows, dates or [])[1]]


def test_a_name_is_tagged_wherever_it_stands_at_word_boundaries() -> None:
    assert labelled([Listed("LOC", "West", "")]) == [("LOC", "West")] * 3
    assert labelled([Listed("LOC", "We", "")]) == []


def test_a_name_goes_on_over_a_line_end() -> None:
    assert labelled([Listed("LOC", "de Pieter Bouwzaal", "")]) == [("LOC", "de\nPieter Bouwzaal")]


def test_rows_with_context_win_and_longer_surfaces_before_shorter(tmp_path: Path) -> None:
    path = tmp_path / "letter.csv"
    path.write_text(
        "label,surface,context\nLOC,West,\nORG,Stadsdeel West,Stadsdeel West besloot\nO,West,minister van West\n",
        encoding="utf-8",
    )
    assert labelled(read_list(path)) == [("ORG", "Stadsdeel West"), ("LOC", "West")]


def test_dates_are_tagged_where_no_name_is_and_end_cuts_the_text() -> None:
    start = TEXT.index("Oost")
    rows = [Listed("END", "Einde", ""), Listed("LOC", "Stadsdeel", "")]
    reach, spans = spans_of(TEXT, rows, [(0, 4), (start, start + 4)])
    assert reach == TEXT.index("Einde")
    assert [span.label for span in spans] == ["LOC", "DATE"]


def test_tags_written_are_read_back() -> None:
    spans = (Span(0, 14, "ORG"), Span(27, 31, "LOC"))
    tagged = read_tags(with_tags(TEXT, spans))
    assert (tagged.text, tagged.spans) == (TEXT, spans)


def test_every_list_of_the_recipe_can_be_read() -> None:
    labels = {"PERSON", "ORG", "LOC", "EVENT", "LAW", "MONEY", "O", "END"}
    for path in LISTS.glob("*.csv"):
        for row in read_list(path):
            assert row.label in labels, path.name
            assert " ".join(row.surface.split()) == row.surface, path.name
            assert not row.context or row.surface in row.context, path.name
