"""Python's collector rests while a letter is read, and is left as it was found."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from pipeline.collecting import collecting_never, collecting_rarely


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


def test_collector_looks_rarely_meanwhile_and_as_before_afterwards() -> None:
    gc.set_threshold(700, 10, 10)
    meanwhile = []

    @collecting_rarely()
    def fail() -> None:
        meanwhile.append(gc.get_threshold()[0])
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        fail()
    assert meanwhile[0] > 10_000
    assert gc.get_threshold() == (700, 10, 10)


@pytest.mark.parametrize("own", [0, 1_000_000])
def test_collector_that_is_off_or_rarer_stays_so(own: int) -> None:
    gc.set_threshold(own, 10, 10)
    with collecting_rarely():
        assert gc.get_threshold()[0] == own


@pytest.mark.parametrize("on", [True, False])
def test_collector_that_never_looks_is_left_as_it_was(on: bool) -> None:
    (gc.enable if on else gc.disable)()
    with collecting_never():
        assert not gc.isenabled()
    assert gc.isenabled() == on
    gc.enable()
