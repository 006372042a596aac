"""What a run costs: how long its parts take."""

from __future__ import annotations

import time


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
