"""Pictures of pages."""

from __future__ import annotations

import io

import PIL.Image
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.images import page_pictures


def pdf(width: float, height: float, pages: int = 1) -> bytes:
    """Pages with a black square in the top left corner."""
    packed = io.BytesIO()
    canvas = Canvas(packed, (width, height))
    for _ in range(pages):
        canvas.rect(0, height - 50, 50, 50, fill=1)
        canvas.showPage()
    canvas.save()
    return packed.getvalue()


def opened(picture: bytes) -> PIL.Image.Image:
    return PIL.Image.open(io.BytesIO(picture)).convert("L")


def test_every_page_is_drawn_at_the_resolution_asked_for() -> None:
    pictures = dict(page_pictures(pdf(216, 288, pages=2), {1: 0, 2: 0}, 100))
    assert [opened(picture).size for picture in pictures.values()] == [(300, 400), (300, 400)]
    assert list(pictures) == [1, 2]


@pytest.mark.parametrize(("rotation", "corner"), [(0, (5, 5)), (90, (395, 5)), (180, (295, 395)), (270, (5, 295))])
def test_a_page_is_turned_as_it_was_read(rotation: int, corner: tuple[int, int]) -> None:
    [(_, picture)] = page_pictures(pdf(216, 288), {1: rotation}, 100)
    assert opened(picture).getpixel(corner) < 60


def test_an_immense_page_gives_a_picture_that_a_browser_can_show() -> None:
    [(_, picture)] = page_pictures(pdf(7200, 7200), {1: 0}, 100)
    assert 1000 < opened(picture).width < 2000


def test_what_is_no_pdf_and_pages_that_are_not_there_give_nothing() -> None:
    assert list(page_pictures(b"<html>", {1: 0}, 100)) == []
    assert [number for number, _ in page_pictures(pdf(72, 72), {1: 0, 2: 0}, 100)] == [1]
