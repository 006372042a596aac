from __future__ import annotations

import itertools

from pipeline.records import Box
from pipeline.split.lines import lines_of
from pipeline.split.order import in_reading_order
from tests.split.pages import page, paragraph, printed


def frame(left: float, middle: float, right: float, heights: list[float]) -> list[Box]:
    """The lines of a table of two columns, cell by cell, as word processors draw them."""
    drawn = []
    for top, bottom in itertools.pairwise(heights):
        drawn += [Box(x, top, x + 0.5, bottom) for x in (left, middle, right)]
        drawn += [Box(left, bottom, middle, bottom + 0.5), Box(middle, bottom, right, bottom + 0.5)]
    return drawn


def read(words: list[list], rules: list[Box]) -> list[tuple[str, int]]:
    made = page(*words, rules=rules)
    return [(line.text, line.row) for line in in_reading_order(lines_of(made), rules=made.rules)]


CELLS = [
    printed("Worden bindende afspraken"),
    printed("Nee", x=209),
    printed("gemaakt met anderen?", top=112),
    printed("Openbaar maken?", top=140),
    printed("Nee, het besluit komt", x=209, top=140),
    printed("op de openbare lijst.", x=209, top=154),
]


def test_cells_of_several_lines_are_read_row_by_row() -> None:
    assert read(CELLS, frame(66, 205, 400, [96, 126, 170])) == [
        ("Worden bindende afspraken", 0),
        ("gemaakt met anderen?", 0),
        ("Nee", 0),
        ("Openbaar maken?", 1),
        ("Nee, het besluit komt", 1),
        ("op de openbare lijst.", 1),
    ]


def test_text_that_nearly_touches_the_line_of_its_cell_stays_in_it() -> None:
    end = CELLS[0][-1].box.x1
    rows = read(CELLS, frame(66, end + 1, 400, [96, 126, 170]))
    assert [row for _, row in rows] == [0, 0, 0, 1, 1, 1]


def test_a_head_over_the_whole_table_is_no_cell() -> None:
    head = printed("Paragraaf 5", top=80)
    lines = [*frame(66, 205, 400, [96, 126, 170]), Box(66, 94, 400, 94.5)]
    assert read([head, *CELLS], lines)[0] == ("Paragraaf 5", -1)
    assert [row for _, row in read([head, *CELLS], lines)[1:]] == [0, 0, 0, 1, 1, 1]


def test_a_line_between_two_columns_of_text_makes_no_table() -> None:
    left = paragraph("De gesprekken met de bewoners van de wijk verliepen goed en leverden veel op. " * 3, chars=40)
    right = paragraph("Het plan voor de haven leggen wij in het najaar aan u voor. " * 3, x=320, chars=40)
    texts = read([left, right], [Box(300, 95, 300.5, 220)])
    assert all(row == -1 for _, row in texts)
    assert [text for text, _ in texts] == [line.text for side in (left, right) for line in lines_of(page(side))]
