"""Marks in the text."""

from __future__ import annotations

from typing import Any

from pipeline.report_site.marked import Group, Piece, groups_of, marks_of
from pipeline.report_site.reading import LetterRows

TEXT = "Floriade 2022\n\nOp 3 mei 2021 schreef An Bos dit."


def row(text: str, kind: str, number: int, **more: Any) -> dict[str, Any]:
    start = TEXT.index(text)
    return {f"{kind}_id": f"{kind}{number}", "text": text, "start_char": start, "end_char": start + len(text), **more}


def passage(text: str, number: int, kind: str = "paragraph", language: str = "nl") -> dict[str, Any]:
    more = {"kind": kind, "level": 0, "page_number": 1, "language": language, "section_id": "s"}
    return row(text, "passage", number) | more


def rows(**tables: list[dict[str, Any]]) -> LetterRows:
    empty: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("mentions", "dates", "amounts", "testimonials", "passages")
    }
    passages = [passage("Floriade 2022", 1, "heading"), passage("Op 3 mei 2021 schreef An Bos dit.", 2)]
    return LetterRows({"letter_id": "l", "language": "nl"}, empty | {"passages": passages} | tables)


def groups(letter: LetterRows) -> list[Group]:
    return groups_of(letter, TEXT, marks_of(letter, TEXT))


def shown(pieces: tuple[Piece, ...]) -> str:
    """Marks as [kind text]."""
    return "".join(
        f"[{piece.mark.kind} {shown(piece.pieces)}]" if piece.mark else piece.text for piece in pieces
    )  # fmt: skip


def texts(letter: LetterRows) -> list[str]:
    return [shown(passage.pieces) for group in groups(letter) for passage in group.passages]


def test_names_and_dates_are_marked_and_no_letter_of_the_text_is_lost() -> None:
    letter = rows(mentions=[row("An Bos", "mention", 1, label="PERSON")], dates=[row("3 mei 2021", "date", 1)])
    assert texts(letter) == ["Floriade 2022", "Op [DATE 3 mei 2021] schreef [PERSON An Bos] dit."]


def test_a_date_inside_a_name_is_marked_inside_it() -> None:
    letter = rows(mentions=[row("Floriade 2022", "mention", 1, label="EVENT")], dates=[row("2022", "date", 1)])
    assert texts(letter)[0] == "[EVENT Floriade [DATE 2022]]"


def test_of_two_marks_that_cross_the_first_is_shown() -> None:
    letter = rows(mentions=[row("mei 2021 schreef", "mention", 1, label="ORG")], dates=[row("3 mei 2021", "date", 1)])
    assert texts(letter)[1] == "Op [DATE 3 mei 2021] schreef An Bos dit."


def test_a_mark_that_does_not_fit_the_text_is_left_out() -> None:
    wrong = row("An Bos", "mention", 1, label="PERSON") | {"text": "Bo Anders"}
    assert texts(rows(mentions=[wrong]))[1] == "Op 3 mei 2021 schreef An Bos dit."


def test_a_testimonial_takes_its_heading_along() -> None:
    statement = row("Op 3 mei 2021 schreef An Bos dit.", "testimonial", 1, section_id="s")
    found = groups(rows(testimonials=[statement]))
    assert [group.testimonial for group in found] == [statement]


def test_a_passage_says_its_language_only_where_the_letter_has_another() -> None:
    english = passage("Op 3 mei 2021 schreef An Bos dit.", 2, language="en")
    letter = rows(passages=[passage("Floriade 2022", 1, "heading"), english])
    assert [passage.other_language for group in groups(letter) for passage in group.passages] == ["", "en"]
