"""A letter that costs too much is refused before it does, and the message names the limit."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import docx
import pytest

from pipeline.errors import LetterError
from pipeline.extract import Extract, ExtractSettings, Limits, OcrSettings
from tests.extract.made import bomb, drawn, one_page, shown, stream, write_lines

OFF = OcrSettings(when="off")
MEMORY = 300 * 2**20
# Reads a file in a process of its own and prints the code and the most memory it had, in bytes. Not by getrusage: a
# child's figure begins with what its parent had.
PROBE = """
import re, sys
from pipeline.errors import LetterError
from pipeline.extract import Extract, ExtractSettings
extract, data = Extract(ExtractSettings()), open(sys.argv[1], "rb").read()
try:
    extract(data)
except LetterError as error:
    peak = re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())
    print(error.code, int(peak[1]) * 1024)
"""


def refusal(data: bytes, limits: Limits | None = None) -> str:
    """The message with which the letter is refused."""
    with pytest.raises(LetterError) as caught:
        Extract(ExtractSettings(limits=limits or Limits(), ocr=OFF))(data)
    assert caught.value.code == "limit-exceeded"
    return caught.value.message


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the most memory that a process had")
def test_file_that_inflates_a_thousandfold_is_refused_within_300_mb(tmp_path: Path) -> None:
    data = bomb(400_000_000)
    assert len(data) < 400_000
    (tmp_path / "bomb.pdf").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(tmp_path / "bomb.pdf")], capture_output=True, text=True, check=True
    )
    code, memory = done.stdout.split()
    assert code == "limit-exceeded"
    assert int(memory) < MEMORY


def test_deflate_inside_deflate_is_unpacked_twice() -> None:
    packed = zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9)
    assert len(packed) < 2_000
    message = refusal(one_page(stream(packed, b"/Filter [/FlateDecode /FlateDecode]")))
    assert "`inflated_bytes`" in message


def test_many_parts_count_together() -> None:
    part = stream(zlib.compress(b" " * 900_000, 9), b"/Filter /FlateDecode")
    data = one_page(shown("Geachte raad"), more=[part] * 5)
    assert "`inflated_total_bytes`" in refusal(data, Limits(inflated_bytes=1_000_000, inflated_total_bytes=3_000_000))


def test_too_many_pages_are_refused_and_just_enough_are_read() -> None:
    data = drawn(*[write_lines] * 4)
    assert "4 pages" in refusal(data, Limits(pages=3))
    assert len(Extract(ExtractSettings(limits=Limits(pages=4), ocr=OFF))(data).pages) == 4


def test_picture_of_too_many_pixels_is_refused_by_what_it_says_of_itself() -> None:
    picture = stream(b"\x00", b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1")
    assert "3,600,000,000 pixels" in refusal(one_page(shown("Geachte raad"), more=[picture]))


def test_file_that_is_too_long_is_refused_unread() -> None:
    assert "`file_bytes`" in refusal(b"%PDF-1.7" + b" " * 1000, Limits(file_bytes=500))


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_page_of_too_many_characters_is_refused_by_both_readers(reader: str) -> None:
    settings = ExtractSettings(reader=reader, limits=Limits(characters=100), ocr=OFF)  # type: ignore[arg-type]
    with pytest.raises(LetterError, match="`characters`") as caught:
        Extract(settings)(drawn())
    assert caught.value.code == "limit-exceeded"


def test_docx_that_unpacks_to_too_much_is_refused() -> None:
    file = io.BytesIO()
    docx.Document().save(file)
    packed = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            padding = b" " * 5_000_000 if name == "word/document.xml" else b""
            target.writestr(name, source.read(name) + padding)
    assert "`inflated_bytes`" in refusal(packed.getvalue(), Limits(inflated_bytes=4_000_000))
