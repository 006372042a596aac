"""Deliveries in a BagIt bag (RFC 8493), and the check that nothing in one has changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import bagit


def make_bag(delivery: Path, tables: Path, out: Path, creator: str) -> Path:
    """Packs the delivery and the tables into a bag at `out`, which must not exist yet.

    Raises:
        FileExistsError: `out` exists; a delivery that went out is never overwritten.
    """
    # bagit would nest a bag in a bag without a word.
    if out.exists():
        raise FileExistsError(f"{out} exists already; name another folder for this delivery")
    shutil.copytree(delivery, out / "letters")
    shutil.copytree(tables, out / "tables")
    bagit.make_bag(str(out), {"Source-Organization": creator}, checksums=["sha256"])
    return out


def verify_bag(folder: Path) -> list[str]:
    """What is wrong with the bag, one line each; an empty list when every file is as it was delivered."""
    if not (folder / "bagit.txt").is_file():
        return [f"{folder} is not a bag: bagit.txt is missing"]
    try:
        bagit.Bag(str(folder)).validate()
    except bagit.BagValidationError as error:
        return sorted(str(detail) for detail in error.details) or [str(error)]
    except bagit.BagError as error:
        return [str(error)]
    return []
