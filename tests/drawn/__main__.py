"""Draws the sample letters into the folder given (default `raw`)."""

import sys
from pathlib import Path

from tests.drawn import SAMPLES, draw

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "raw")
for letter in SAMPLES:
    (folder / f"{letter.name}.pdf").write_bytes(draw(letter))
