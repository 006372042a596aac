"""Refuses letters that would cost too much, before a library unpacks them.

Compressed parts are unpacked piece by piece, and the pieces are thrown away: that costs time, no memory. The largest
come first; those that cannot unpack to too much, alone or together, are left alone.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from pipeline.errors import LetterError
from pipeline.extract.settings import Limits

_STREAM = re.compile(rb"stream\r?\n")
_STREAM_END = b"endstream"
_DICTIONARY_WITHIN = 2048
_FLATE = re.compile(rb"/Fl(?:ateDecode)?\b")
_WIDTH = re.compile(rb"/Width\s+(\d{1,9})\b")
_HEIGHT = re.compile(rb"/Height\s+(\d{1,9})\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
# The most that one byte can become under deflate (zlib's own technical notes say 1032).
_DEFLATE_RATIO = 1032
_PIECE = 1 << 20


def check_size(data: bytes, limits: Limits) -> None:
    """Refuse a file that is too long.

    Raises:
        LetterError: `limit-exceeded`.
    """
    if len(data) > limits.file_bytes:
        raise exceeded("file_bytes", f"the file has {len(data):,} bytes", limits.file_bytes)


def check_streams(data: bytes, limits: Limits) -> None:
    """Refuse a PDF whose compressed parts are too large when unpacked, or with a picture of too many pixels.

    Raises:
        LetterError: `limit-exceeded`.
    """
    parts = []
    for dictionary, start, end in _streams(data):
        if _IMAGE.search(dictionary):
            _check_picture(dictionary, limits)
        elif filters := len(_FLATE.findall(dictionary)):
            parts.append(((end - start) * _DEFLATE_RATIO**filters, start, end, filters))
    parts.sort(reverse=True)
    known, most = 0, sum(part[0] for part in parts)
    for large, start, end, filters in parts:
        if large <= limits.inflated_bytes and most <= limits.inflated_total_bytes:
            return  # whatever is in the rest
        size = _inflated_size(data[start:end], filters, limits.inflated_bytes)
        known, most = known + size, most + size - large
        if known > limits.inflated_total_bytes:
            raise exceeded("inflated_total_bytes", "the file unpacks to more", limits.inflated_total_bytes)


def exceeded(name: str, found: str, limit: float) -> LetterError:
    """Return the failure that says which limit it was and how to raise it."""
    return LetterError(
        "limit-exceeded",
        f"{found} than the limit `{name}` = {limit:,} allows; raise it in [extract.limits] if this letter is trusted"
        if found.endswith("more")
        else f"{found}; the limit `{name}` is {limit:,}: raise it in [extract.limits] if this letter is trusted",
    )


def _streams(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield the dictionary, start and end of every stream in the file, as far as plain bytes tell."""
    place = 0
    while match := _STREAM.search(data, place):
        start = match.end()
        end = data.find(_STREAM_END, start)
        if end < 0:
            end = len(data)
        before = data[max(match.start() - _DICTIONARY_WITHIN, place) : match.start()]
        yield before[before.rfind(b" obj") + 1 :], start, end
        place = end + len(_STREAM_END)


def _check_picture(dictionary: bytes, limits: Limits) -> None:
    width, height = _WIDTH.search(dictionary), _HEIGHT.search(dictionary)
    if width and height:
        pixels = int(width[1]) * int(height[1])
        if pixels > limits.picture_pixels:
            raise exceeded("picture_pixels", f"a picture has {pixels:,} pixels", limits.picture_pixels)


def _inflated_size(packed: bytes, filters: int, limit: int) -> int:
    """Return the size of a stream under one or more deflate filters; what isn't deflate counts as it is."""
    pieces: Iterator[bytes] = iter((packed,))
    for _ in range(filters):
        pieces = _inflate(pieces)
    size = 0
    try:
        for piece in pieces:
            size += len(piece)
            if size > limit:
                raise exceeded("inflated_bytes", "a part of the file unpacks to more", limit)
    except zlib.error:
        pass  # encrypted or damaged: the reader will say
    return size


def _inflate(pieces: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for piece in pieces:
        rest = piece
        while rest and not inflater.eof:
            unpacked = inflater.decompress(rest, _PIECE)
            rest = inflater.unconsumed_tail
            if unpacked:
                yield unpacked
            elif not rest:
                break
