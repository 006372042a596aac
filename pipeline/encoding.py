"""Records as bytes and back: JSON, which people can read, and gzip around it."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from pipeline.results import RecordLostError

T = TypeVar("T")


def encoded(record: Any) -> bytes:
    """The record as JSON; the same record gives the same bytes."""
    return msgspec.json.encode(record)


def decoded(data: bytes, record_type: type[T]) -> T:
    """The record that was encoded. Raises RecordLostError when the bytes aren't one of that type."""
    try:
        return msgspec.json.decode(data, type=record_type)
    except msgspec.DecodeError as error:
        raise RecordLostError(str(error)) from error


def hash_of(data: bytes) -> str:
    """The hash by which records are told apart."""
    return hashlib.sha256(data).hexdigest()[:32]


def packed(data: bytes) -> bytes:
    """The bytes as gzip, without a time. Level 1: three quarters of what level 9 saves, in a tenth of the time."""
    return gzip.compress(data, compresslevel=1, mtime=0)


def unpacked(data: bytes) -> bytes:
    """The bytes that were packed. Raises RecordLostError when they are damaged."""
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise RecordLostError(str(error)) from error


def unpacked_file(path: Path) -> bytes | None:
    """What a packed file holds; None when it is not there or damaged."""
    try:
        return unpacked(path.read_bytes())
    except (OSError, RecordLostError):
        return None
