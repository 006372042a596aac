"""Folders on a URL of `fsspec` (`s3://bucket/raw`): letters are read there, tables are copied there."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pipeline.errors import ConfigError, MissingProgramError

# A path takes one of the two slashes. A drive of Windows has one letter only.
_URL = re.compile(r"([a-z][a-z0-9+.-]+):[/\\]{1,2}(.*)", re.DOTALL)
_TAGS = ("ETag", "etag", "md5", "content_md5")
_TIMES = ("LastModified", "last_modified", "mtime", "updated", "created")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file on a file system of `fsspec`."""

    system: Any
    path: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    def open(self, mode: str = "rb") -> IO[Any]:
        """The file, opened. Raises OSError."""
        stream: IO[Any] = self.system.open(self.path, mode)
        return stream

    def read_bytes(self) -> bytes:
        """All of it. Raises OSError."""
        data: bytes = self.system.cat_file(self.path)
        return data

    def stamp(self) -> tuple[int, int, int]:
        """Size, time of writing in nanoseconds since 1970, and what else tells versions apart. Raises OSError."""
        self.system.invalidate_cache()
        return _stamp(self.system.info(self.path))


def url_of(path: Path) -> str:
    """The URL that a path stands for, empty where it is an ordinary path."""
    match = _URL.fullmatch(str(path))
    if match is None:
        return ""
    scheme, rest = match[1], match[2].replace("\\", "/").lstrip("/")
    return f"file:///{rest}" if scheme == "file" else f"{scheme}://{rest}"


def folder_at(url: str) -> tuple[Any, str]:
    """The file system of a URL and the path in it. Raises ConfigError and MissingProgramError."""
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise MissingProgramError("URLs need the library fsspec; pip install 'raadsbrieven[remote]'") from error
    try:
        system, path = url_to_fs(url)
    except ImportError as error:
        raise MissingProgramError(f"{url} needs another library: {error}") from error
    except ValueError as error:
        raise ConfigError(f"{url} can't be used: {error}") from error
    return system, path.rstrip("/")


def files_at(url: str) -> Iterator[tuple[str, RemoteFile, tuple[int, int, int]]]:
    """The files in a folder and its folders: path in it with `/`, the file, its stamp. One listing, nothing is read.

    Raises ConfigError when the folder is not there.
    """
    system, root = folder_at(url)
    system.invalidate_cache()
    try:
        found = system.find(root, detail=True) if not root or system.isdir(root) else None
    except Exception as error:  # each library has errors of its own for a server or a key that is not there
        raise ConfigError(f"{url} can't be listed: {error}") from error
    if found is None:
        raise ConfigError(f"{url} is no folder; --raw names the folder with the letters")
    for path, info in sorted(found.items()):
        name = path.removeprefix(root).strip("/")
        if name and not path.endswith("/"):  # some stores keep an empty object for a folder
            yield name, RemoteFile(system, path), _stamp(info)


def _stamp(info: dict[str, Any]) -> tuple[int, int, int]:
    tag = next((str(info[key]) for key in _TAGS if info.get(key)), "")
    number = int.from_bytes(hashlib.sha256(tag.encode()).digest()[:6]) if tag else 0
    return int(info.get("size") or 0), _nanoseconds(next((info[key] for key in _TIMES if info.get(key)), 0)), number


def _nanoseconds(time: Any) -> int:
    seconds = time.timestamp() if isinstance(time, dt.datetime) else float(time)
    return int(seconds * 1e9)
