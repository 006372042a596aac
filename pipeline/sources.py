"""The only reader of `raw/`: which letters are there, without reading again what was read before.

A letter's id is made from its content and from nothing else: it survives renaming and moving, and it can stand
in a log, where a file name, which may hold a person's name, may not.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pipeline.config import RawSettings
from pipeline.errors import ConfigError
from pipeline.remote import RemoteFile, files_at, url_of
from pipeline.results import Failure
from pipeline.stages import LetterFile

ID_DIGITS = 16
"""Hex digits of the SHA-256 in a letter id. 64 bits: with a million letters, one chance in 37 million of a clash."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says about a file; when it is the same, the content is taken to be the same.

    In an object store, the tag of the object takes the place of the inode.
    """

    size: int
    mtime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file in `raw/`.

    Attributes:
        letter_id: made from the content; copies of one content are numbered in order of their names.
        file_name: path in `raw/` with `/`, as text: bytes that are no UTF-8 are written `\\xff`.
        sha256: hash of the content, empty where it could not be read.
        failure: why it could not be read.
    """

    letter_id: str
    file_name: str
    path: Path | RemoteFile
    stamp: Stamp
    sha256: str
    failure: Failure | None = None

    @property
    def letter_file(self) -> LetterFile:
        return LetterFile(self.letter_id, self.file_name, self.sha256, self.stamp.size)


@dataclass(frozen=True, slots=True)
class Scan:
    """What lies in `raw/`.

    Attributes:
        files: letters in order of their names, unreadable ones too.
        unsettled: names of files that somebody is still writing.
        ignored: number of files that are no letters by their name.
    """

    files: tuple[SourceFile, ...]
    unsettled: tuple[str, ...]
    ignored: int


def scan(
    raw: Path,
    settings: RawSettings,
    known: Mapping[str, tuple[Stamp, str]],
    *,
    now: Callable[[], float] = time.time,
    sleep: Callable[[float], None] = time.sleep,
    expect: Callable[[int], None] = lambda fresh: None,
) -> Scan:
    """What lies in `raw/` and its folders.

    Args:
        raw: a folder, or a URL of `fsspec`.
        known: file name -> stamp and SHA-256 that an earlier run saw; files with the same stamp are not read.
        expect: is told at each file with another stamp how many there are up to now.
    """
    if url := url_of(raw):
        listed = _listed_at(url, settings)
    elif raw.is_dir():
        listed = _listed(raw, settings, known)
    else:
        raise ConfigError(f"{raw} is no folder; --raw names the folder with the letters")
    done: list[SourceFile] = []
    fresh: list[SourceFile] = []
    ignored = 0
    for file in listed:
        if file is None:
            ignored += 1
            continue
        stamp, sha256 = known.get(file.file_name, (None, ""))
        if file.failure:
            done.append(file)
        elif stamp == file.stamp:
            done.append(replace(file, sha256=sha256))
        else:
            fresh.append(file)
            expect(len(fresh))
    settled, unsettled = _settled(fresh, settings, now, sleep)
    for file in settled:
        found = _hashed(file)
        if found is None:
            unsettled.append(file.file_name)
        else:
            done.append(found)
    return Scan(
        files=_with_ids(sorted(done, key=lambda file: file.file_name)),
        unsettled=tuple(sorted(unsettled)),
        ignored=ignored,
    )


def id_of(sha256: str) -> str:
    """The id of the letter with that content, and of the first of its copies."""
    return f"rb-{sha256[:ID_DIGITS]}"


def read_letter(file: SourceFile) -> bytes | None:
    """The content of a letter; None when it is no longer what the scan saw."""
    try:
        data = file.path.read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == file.sha256 else None


def _listed(raw: Path, settings: RawSettings, known: Collection[str]) -> Iterator[SourceFile | None]:
    """The files of a folder, not yet read; None for one that is no letter by its name."""
    root = raw.resolve()
    folders = [""]
    while folders:
        prefix = folders.pop()
        try:
            entries = _entries(root, prefix, known)
        except OSError as error:
            # What lies in it can't be told, so the folder itself gets the row: nothing vanishes silently.
            yield replace(_unread(prefix.rstrip("/"), root / prefix), failure=_unreadable(error))
            continue
        for entry in entries:
            name = f"{prefix}{entry.name}"
            if _is_ignored(entry.name, settings):
                yield None
            elif entry.is_dir(follow_symlinks=False):
                folders.append(f"{name}/")
            elif (file := _listed_file(root, name, entry)) is not None:
                yield file


def _listed_at(url: str, settings: RawSettings) -> Iterator[SourceFile | None]:
    for name, file, stamp in files_at(url):
        ignored = any(_is_ignored(part, settings) for part in name.split("/"))
        yield None if ignored else replace(_unread(name, file), stamp=Stamp(*stamp))


def _is_ignored(name: str, settings: RawSettings) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in settings.ignored)


def _entries(root: Path, prefix: str, known: Collection[str]) -> list[os.DirEntry[str]]:
    """What lies in a folder, unknown names first: whoever waits for new files then hears of them at once."""
    with os.scandir(root / prefix) as entries:
        return sorted(entries, key=lambda entry: f"{prefix}{entry.name}" in known)


def _unread(name: str, path: Path | RemoteFile) -> SourceFile:
    printable = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return SourceFile("", printable, path, Stamp(0, 0, 0), "")


def _listed_file(root: Path, name: str, entry: os.DirEntry[str]) -> SourceFile | None:
    """The file behind a directory entry, not yet read; None for a link to a folder inside `raw/`."""
    file = _unread(name, Path(entry.path))
    try:
        status = os.stat(entry.path)  # noqa: PTH116 - not DirEntry.stat(), which knows no inode on Windows
        if entry.is_symlink():  # one that leads in a circle has failed above
            target = Path(entry.path).resolve(strict=True)
            if not target.is_relative_to(root):
                message = "is a link to a file outside raw/; copy the letter itself into raw/"
                return replace(file, failure=Failure("outside-raw", message))
            if target.is_dir():
                return None  # its letters are read where they lie
    except OSError as error:
        return replace(file, failure=_unreadable(error))
    if not stat.S_ISREG(status.st_mode):
        return replace(file, failure=Failure("not-a-file", "is no ordinary file; put the letter itself into raw/"))
    return replace(file, stamp=_stamp_of(status))


def _settled(
    files: list[SourceFile], settings: RawSettings, now: Callable[[], float], sleep: Callable[[float], None]
) -> tuple[list[SourceFile], list[str]]:
    """The files that nobody is writing, and the names of the others."""
    born = now() - settings.young_seconds
    young = [file for file in files if file.stamp.mtime_ns / 1e9 > born]
    if not young:
        return files, []
    sleep(settings.settle_seconds)
    moving = {file.file_name for file in young if _stamp(file.path) != file.stamp}
    return [file for file in files if file.file_name not in moving], sorted(moving)


def _stamp(path: Path | RemoteFile) -> Stamp | None:
    try:
        if isinstance(path, RemoteFile):
            return Stamp(*path.stamp())
        return _stamp_of(path.stat())
    except OSError:
        return None


def _stamp_of(status: os.stat_result) -> Stamp:
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ino)


def _hashed(file: SourceFile) -> SourceFile | None:
    """The file with its hash, or with its failure; None when it changed while it was read."""
    try:
        stream: Any
        with file.path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256")
    except OSError as error:
        return replace(file, failure=_unreadable(error))
    return replace(file, sha256=digest.hexdigest()) if _stamp(file.path) == file.stamp else None


def _unreadable(error: OSError) -> Failure:
    reason = error.strerror or type(error).__name__
    return Failure("unreadable", f"cannot be opened ({reason}); give the program the right to read it")


def _with_ids(files: list[SourceFile]) -> tuple[SourceFile, ...]:
    copies: dict[str, int] = {}
    named = []
    for file in files:
        # A file that can't be read has only its name to be known by.
        digest = file.sha256 or hashlib.sha256(f"name:{file.file_name}".encode()).hexdigest()
        letter_id = id_of(digest)
        copies[letter_id] = copies.get(letter_id, 0) + 1
        number = copies[letter_id]
        named.append(replace(file, letter_id=letter_id if number == 1 else f"{letter_id}-{number}"))
    return tuple(named)
