"""Moves finished files to where readers look, all of them or none.

Everything is written to a staging folder first, so a full disk or a crash while writing leaves the old files as
they are. Then a list of moves is written, and from that moment on the moves are done, by this run or the next.
"""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterable
from pathlib import Path

import msgspec

from pipeline.encoding import unpacked_file
from pipeline.store.files import all_to_disk, to_disk, write_whole

_LIST = "moves.json"


class Staging:
    """The folder where files wait for each other.

    Args:
        folder: the staging folder; on the same file system as `target`.
        target: the folder that the files belong to.
    """

    def __init__(self, folder: Path, target: Path) -> None:
        self.folder = folder
        self._target = target

    def begin(self) -> None:
        """Empties the folder, after finishing what an interrupted run had decided on."""
        if (self.folder / _LIST).is_file():
            self._move()
        if self.folder.exists():
            shutil.rmtree(self.folder)

    def add(self, name: str, data: bytes) -> None:
        """Writes a file that `publish` will move to `name` in the target."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def packed_file(self, name: str) -> bytes | None:
        """What a packed file that was added holds; None where none was."""
        return unpacked_file(self.folder / name)

    def publish(self, gone: Iterable[str]) -> list[str]:
        """Moves every staged file into the target and deletes the files named by `gone` there.

        Returns:
            The names of the files that are other ones now, or none.
        """
        gone = sorted(gone)
        staged = sorted(path for path in self.folder.rglob("*") if path.is_file())
        names = [path.relative_to(self.folder).as_posix() for path in staged]
        moves = [name for name in names if not _same(self.folder / name, self._target / name)]
        all_to_disk([self.folder / name for name in moves])
        write_whole(self.folder / _LIST, msgspec.json.encode({"moves": moves, "gone": gone}), durable=True)
        to_disk(self.folder)
        self._move()
        shutil.rmtree(self.folder)
        return sorted({*moves, *gone})

    def _move(self) -> None:
        listed = msgspec.json.decode((self.folder / _LIST).read_bytes(), type=dict[str, list[str]])
        folders = set()
        for name in listed["moves"]:
            source, target = self.folder / name, self._target / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.exists():  # else the interrupted run had moved it already
                source.replace(target)
            folders.add(target.parent)
        for name in listed["gone"]:
            (self._target / name).unlink(missing_ok=True)
            folders.add((self._target / name).parent)
        for folder in sorted(folder for folder in folders if folder.is_dir()):
            to_disk(folder)


def _same(path: Path, other: Path) -> bool:
    return other.is_file() and filecmp.cmp(path, other, shallow=False)
