"""Letters as many councils, a province and a ministry dress them are read as a person reads them."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.extract import Extract, ExtractSettings
from pipeline.records import Letter
from pipeline.split import Split, SplitSettings
from tests.split.council_dresses import DRESSES as COUNCIL_DRESSES
from tests.split.other_dresses import OTHER_DRESSES
from tests.split.plain_dresses import PLAIN_DRESSES

DRESSES = {**COUNCIL_DRESSES, **OTHER_DRESSES, **PLAIN_DRESSES}

FIELDS = ("municipality", "date", "subject", "addressee", "kind", "reference", "contact", "portfolio_holder")


@cache
def read(name: str) -> Letter:
    return Split(SplitSettings())(Extract(ExtractSettings())(DRESSES[name].draw()))


@pytest.mark.parametrize("name", DRESSES)
def test_letterhead_is_taken_apart(name: str) -> None:
    head, wanted = read(name).letterhead, DRESSES[name]
    assert {key: getattr(head, key) for key in FIELDS} == {key: getattr(wanted, key) for key in FIELDS}
    assert head.municipality_code == wanted.code


@pytest.mark.parametrize("name", DRESSES)
def test_headings_are_found_and_nothing_else(name: str) -> None:
    assert tuple(part.heading for part in read(name).sections if part.heading) == DRESSES[name].headings


@pytest.mark.parametrize("name", DRESSES)
def test_who_signs_the_letter_is_found_with_the_office(name: str) -> None:
    signed = [found for found in read(name).signatures if found.testimonial < 0]
    assert tuple((found.name, found.role) for found in signed) == DRESSES[name].signatories


@pytest.mark.parametrize("name", DRESSES)
def test_testimonials_are_found_with_their_authors(name: str) -> None:
    letter = read(name)
    found = {
        testimonial.title: tuple(by.name for by in letter.signatures if by.testimonial == testimonial.position)
        for testimonial in letter.testimonials
    }
    assert found == DRESSES[name].testimonials


def test_partner_that_is_listed_and_does_not_speak_is_an_issue() -> None:
    assert [issue.code for issue in read("leeuwarden").issues] == ["testimonial-missing"]
