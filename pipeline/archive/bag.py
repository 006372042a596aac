"""Deliveries in a BagIt bag (RFC 8493), and the check that nothing in one has changed."""

from __future__ import annotations

import hashlib
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
        bag = bagit.Bag(str(folder))
    except bagit.BagError as error:
        return [str(error)]
    try:
        bag.validate()
    except bagit.BagValidationError as error:
        # bagit stops at a wrong sum of sizes, which doesn't say which file it is.
        return _payload_differences(bag) or sorted(str(detail) for detail in error.details) or [str(error)]
    except bagit.BagError as error:
        return [str(error)]
    return []


def _payload_differences(bag: bagit.Bag) -> list[str]:
    """Files of the payload that are missing, unexpected or changed."""
    listed = {name: sums["sha256"] for name, sums in bag.payload_entries().items() if "sha256" in sums}
    lying = set(bag.payload_files())
    found = [f"missing: {name}" for name in listed.keys() - lying]
    found += [f"unexpected: {name}" for name in lying - listed.keys()]
    for name in listed.keys() & lying:
        with (Path(bag.path) / name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != listed[name]:
                found.append(f"changed: {name}")
    return sorted(found)
