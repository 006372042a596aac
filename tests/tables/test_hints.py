"""Hints at personal data become issue rows that don't repeat the data."""

from __future__ import annotations

from pipeline.tables.columns import TABLES
from pipeline.tables.rows import rows_of
from tests.tables.letters import TEXT, letter_result


def issues(text: str) -> list[dict[str, object]]:
    names = next(table.names for table in TABLES if table.name == "issues")
    rows = rows_of(letter_result(text=f"{TEXT}\n{text}")).tables["issues"]
    return [dict(zip(names, row, strict=True)) for row in rows]


def test_each_kind_of_personal_data_is_one_issue_per_page():
    rows = issues("Bel 06 12345678 of 06 87654321, of mail jan@voorbeeld.nl")
    found = [row for row in rows if row["code"] == "personal-data"]
    assert len(found) == 2
    assert any("2 x telephone number" in str(row["message"]) for row in found)


def test_the_data_itself_is_not_repeated():
    assert not any("12345678" in str(row["message"]) for row in issues("Bel 06 12345678"))


def test_a_letter_without_personal_data_has_no_such_issue():
    assert not [row for row in issues("Wij berichten u over zaak 2021-17.") if row["code"] == "personal-data"]
