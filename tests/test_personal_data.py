"""Contact data are found by their form, and other numbers are left alone."""

from __future__ import annotations

import pytest

from pipeline.personal_data import passes_eleven_test, personal_data


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mail naar p.zwaluw@voorbeeld.example voor vragen", "email"),
        ("Bel 020-5551234.", "phone"),
        ("Bel 06 12345678.", "phone"),
        ("Bel +31 (0)20 555 12 34.", "phone"),
        ("BSN 111222333 staat erin", "bsn"),
        ("Rekening NL00BANK0123456789", "iban"),
        ("wonende Lange Brink 12b, 1234 AB Meerdonk", "address"),
    ],
)
def test_contact_data_are_found_by_their_form(text: str, kind: str) -> None:
    assert [hint.kind for hint in personal_data(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Bel 14 020.",
        "kenmerk 2018-04321",
        "€ 2.300.000,-",
        "6 februari 2018",
        "123456789 is geen BSN",
        "Postbus 12600, 2500 DJ Den Haag",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert [hint.kind for hint in personal_data(text)] == []


def test_eleven_test_tells_a_possible_number_from_a_random_one() -> None:
    assert passes_eleven_test("111222333")
    assert not passes_eleven_test("111222334")
    assert not passes_eleven_test("000000000")
