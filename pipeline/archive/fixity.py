"""Whether the originals are still the files that were read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.tables.csv_file import read_csv


def fixity_of(letters: Path, present: Mapping[str, str]) -> list[str]:
    """What is no longer as it was read, one line each, in order of the file names; empty when all is well.

    Args:
        letters: the table `letters.csv`.
        present: file name -> SHA-256 of what lies in `raw/` now, empty where it can't be opened.
    """
    known = {row["file_name"]: row["sha256"] for row in read_csv(letters)}
    found = []
    for name in sorted(known.keys() | present.keys()):
        if name not in present:
            found.append(f"missing: {name}")
        elif name not in known:
            found.append(f"unexpected: {name}")
        elif present[name] != known[name]:
            found.append(f"changed: {name}")
    return found
