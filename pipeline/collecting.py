"""How often Python looks for garbage that only its collector finds."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A page makes some 5,000 objects, hardly any of them in a cycle; Python's 700 has it look at each of them many times.
_OBJECTS = 50_000


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Have Python look for cycles of garbage once in so many objects only, as long as this lasts."""
    before = gc.get_threshold()
    gc.set_threshold(max(_OBJECTS, before[0]) if before[0] else 0, *before[1:])  # 0: it is off
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def collecting_never() -> Iterator[None]:
    """Have Python look for no cycles meanwhile: where millions of objects are made that stay, it is half the work."""
    wanted = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if wanted:
            gc.enable()
