"""What a run costs: how long its parts take, and what Python may leave be."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Watch:
    """Says how long each part of a run took."""

    def __init__(self) -> None:
        self._begun = self._last = time.monotonic()
        self._seconds: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """Ends the part of that name; the next one begins."""
        now = time.monotonic()
        self._seconds[name] = now - self._last
        self._last = now

    def seconds(self) -> dict[str, float]:
        """Part -> seconds, and the "total" of all."""
        return {**self._seconds, "total": time.monotonic() - self._begun}


@contextmanager
def no_garbage() -> Iterator[None]:
    """Lets Python look for no garbage meanwhile: where millions of objects are made that stay, it is half the work."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()
