"""Boxes are places on paper, or empty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.tables.columns import TABLES
from pipeline.tables.rows import rows_of
from tests.tables.letters import letter_result

BOX = ("x0", "top", "x1", "bottom")


@pytest.mark.parametrize(("reader", "placed"), [("pdfium", True), ("docx", False), ("odt", False)])
def test_letters_of_word_processors_have_no_boxes(reader: str, placed: bool) -> None:
    result = letter_result()
    assert result.letter is not None
    ledger = tuple(replace(page, reader=reader) for page in result.letter.ledger)
    rows = rows_of(replace(result, letter=replace(result.letter, ledger=ledger))).tables
    for table in TABLES:
        if table.name not in ("furniture", "mentions", "dates"):
            continue
        cells = [row[table.names.index(edge)] for row in rows[table.name] for edge in BOX]
        assert cells
        assert all((cell is not None) == placed for cell in cells)
