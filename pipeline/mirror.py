"""Copies what a run made to a folder on a URL, as far as it changed since the last time."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.remote import folder_at
from pipeline.store import Store

FOLDERS = ("tables", "letters")
FILES = ("runs.jsonl", "provenance.jsonl")
LAST = "tables/datapackage.json"
"""Comes last, so that it describes what is there already."""


@dataclass(frozen=True, slots=True)
class Mirrored:
    """How many files were copied, and how many were deleted there."""

    copied: int
    gone: int


def mirror(store: Store, url: str) -> Mirrored:
    """Copies tables, texts and logs to a URL. The caller holds the lock, so that no run changes them meanwhile.

    Only files that were copied there earlier are deleted there. What a stopped copying left undone is done by the
    next. Raises OSError when the store refuses.
    """
    system, root = folder_at(url)
    before = store.mirrored(url)
    names = {name for folder in FOLDERS for name in store.published_names(folder)}
    names |= {name for name in FILES if store.stamp(name)}
    now = {name: store.stamp(name) for name in names}
    there = {name: stamp for name, stamp in before.items() if now.get(name) == stamp or name not in now}
    changed = sorted((name for name in names if name not in there), key=lambda name: (name == LAST, name))
    gone = sorted(there.keys() - names)
    if changed or gone:
        store.keep_mirrored(url, there)
    for name in changed:
        system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
        system.put_file(str(store.folder / name), f"{root}/{name}")
    for name in gone:
        if system.exists(f"{root}/{name}"):
            system.rm_file(f"{root}/{name}")
    if changed or gone:
        store.keep_mirrored(url, now)
    return Mirrored(len(changed), len(gone))
