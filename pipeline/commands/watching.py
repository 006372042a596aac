"""Waits for letters."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import ConfigError, MissingProgramError
from pipeline.remote import url_of

QUIET_MS = 2_000
"""A folder is quiet when nothing happened in it for so long: a copy of many letters is one change."""
PULSE_MS = 500
"""How often the watcher says that nothing happened."""
LOOK_SECONDS = 600.0
"""Look anyway after so long, in case the system missed a change, as network folders do."""


def changes_in(folder: Path) -> Iterator[None]:
    """Yields at once, and then whenever something changed in the folder, also while the caller was at work."""
    try:
        from watchfiles import watch
    except ImportError as error:
        message = "watching needs the library watchfiles; pip install 'raadsbrieven[watch]'"
        raise MissingProgramError(message) from error
    if url_of(folder):
        raise ConfigError(f"{url_of(folder)} can't be watched; let a scheduler call `raadsbrieven run` instead")
    looked = -math.inf
    # The first pulse says that the watcher is there: what changes during the first look is seen as well.
    for found in watch(folder, debounce=QUIET_MS, step=QUIET_MS // 4, rust_timeout=PULSE_MS, yield_on_timeout=True):
        if found or time.monotonic() - looked >= LOOK_SECONDS:
            looked = time.monotonic()
            yield
