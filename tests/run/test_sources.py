"""What lies in raw/: names are data, and files that somebody still writes are left alone."""

from __future__ import annotations

import os
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.config import RawSettings
from pipeline.sources import Scan, read_letter, scan
from tests.run.conftest import Place

ODD_NAMES = (
    "Raadsbrief 'Stedenband' – 成都 ✓ éë.pdf",
    unicodedata.normalize("NFD", "privé.pdf"),
    unicodedata.normalize("NFC", "privé.pdf"),
    "-rf.pdf",
    "--help",
    '=HYPERLINK("http:example")\'.pdf',
    "@SUM(A1).pdf",
    "+31.pdf",
    "  spaces  .pdf  ",
    "new\nline.pdf",
    'tab\t"quote",comma;semicolon.pdf',
    "x" * 246 + ".pdf",
    "..pdf",
    "CON",
    "%s %n {0}.pdf",
    "\u202efdp.exe",
)
unix_only = pytest.mark.skipif(os.name == "nt", reason="Windows allows no such names")


def scanned(raw: Path, known: dict | None = None, sleep=lambda seconds: None, **settings) -> Scan:  # type: ignore[no-untyped-def,type-arg]
    return scan(raw, RawSettings(**settings), known or {}, sleep=sleep)


@unix_only
def test_every_odd_name_is_read_and_comes_back_as_it_is(place: Place) -> None:
    names = [name for name in ODD_NAMES if name != "..pdf"]  # a leading dot hides a file
    for number, name in enumerate(names):
        place.letter(name, f"brief {number}")
    place.run()
    assert {row["file_name"] for row in place.rows()} >= set(names)
    written = [path for path in place.raw.parent.rglob("*") if path.is_file() and path.parent != place.raw]
    assert all(place.processed in path.parents for path in written)


@unix_only
def test_a_name_that_is_no_utf8_has_a_row(place: Place) -> None:
    place.letter(os.fsdecode(b"Co\xeflitie.pdf"), "oud")
    place.run()
    assert place.row("Co\\xeflitie.pdf")["words"] == 1
    assert place.run().idle


def test_one_name_in_two_folders_is_two_letters(place: Place) -> None:
    place.letter("2017/brief.pdf", "oud")
    place.letter("2018/brief.pdf", "nieuw en langer")
    place.run()
    assert (place.row("2017/brief.pdf")["words"], place.row("2018/brief.pdf")["words"]) == (1, 3)


def test_what_programs_leave_behind_is_no_letter(place: Place) -> None:
    for name in (".DS_Store", "~$brief.docx", "brief.pdf.part", "Thumbs.db", "__MACOSX/x.pdf", "download.crdownload"):
        place.letter(name, "x")
    found = scanned(place.raw)
    assert len(found.files) == 3
    assert found.ignored == 6


def test_a_known_file_is_not_read_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    first = scanned(place.raw)
    known = {file.file_name: (file.stamp, file.sha256) for file in first.files}
    monkeypatch.setattr("pipeline.sources.hashlib", None)
    assert scanned(place.raw, known).files == first.files


def test_who_waits_for_work_hears_of_each_new_file(place: Place) -> None:
    known = {file.file_name: (file.stamp, file.sha256) for file in scanned(place.raw).files}
    heard: list[int] = []
    scan(place.raw, RawSettings(), known, expect=heard.append)
    assert heard == []
    place.letter("d.pdf", "new")
    place.letter("e.pdf", "new as well")
    scan(place.raw, RawSettings(), known, sleep=lambda seconds: None, expect=heard.append)
    assert heard == [1, 2]


def test_a_letter_that_grows_is_left_for_the_next_run(place: Place) -> None:
    growing = place.raw / "d.pdf"
    growing.write_text("half of")

    def grow(seconds: float) -> None:
        growing.write_text("half of it and more")

    found = scanned(place.raw, sleep=grow)
    assert found.unsettled == ("d.pdf",)
    assert "d.pdf" not in {file.file_name for file in found.files}
    assert "d.pdf" in {file.file_name for file in scanned(place.raw).files}


def test_nobody_waits_for_letters_that_are_old(place: Place) -> None:
    def never(seconds: float) -> None:
        raise AssertionError("waited")

    scanned(place.raw, sleep=never)


def test_a_letter_that_is_moved_by_copying_is_not_read_again(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.run()
    whole = scanned(place.raw)
    half_way = replace(whole, files=whole.files[1:], unsettled=("map/a.pdf",))
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.run.scan", lambda *args, **more: half_way)
        assert place.run().unsettled == ("map/a.pdf",)
    place.letter("map/a.pdf", (place.raw / "a.pdf").read_text())
    (place.raw / "a.pdf").unlink()
    assert not any(place.run().stage_runs.values())


@unix_only
def test_a_link_out_of_raw_fails_and_reads_nothing_there(place: Place, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not for anybody")
    (place.raw / "link.pdf").symlink_to(secret)
    report = place.run()
    assert [(one.file_name, one.failure.code) for one in report.failed] == [("link.pdf", "outside-raw")]
    assert not any(b"not for anybody" in data for data in place.everything().values())


@unix_only
def test_links_in_a_circle_end(place: Place) -> None:
    (place.raw / "loop").symlink_to(place.raw)
    (place.raw / "self.pdf").symlink_to(place.raw / "self.pdf")
    found = scanned(place.raw)
    assert [file.file_name for file in found.files if file.failure] == ["self.pdf"]


@unix_only
def test_a_pipe_is_no_letter_and_nobody_waits_for_it(place: Place) -> None:
    os.mkfifo(place.raw / "pipe.pdf")
    found = scanned(place.raw)
    assert [(file.file_name, file.failure.code) for file in found.files if file.failure] == [("pipe.pdf", "not-a-file")]


@unix_only
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_letter_without_permission_has_a_row_and_is_tried_again(place: Place) -> None:
    path = place.letter("closed.pdf", "dicht")
    path.chmod(0)
    assert place.run().failed[0].failure.code == "unreadable"
    path.chmod(0o600)
    assert place.run().exit_code == 0


def test_a_letter_that_is_no_longer_what_was_seen_is_not_read(place: Place) -> None:
    file = scanned(place.raw).files[0]
    assert read_letter(file) == b"Geachte raad"
    file.path.write_text("iets anders")
    assert read_letter(file) is None
    file.path.unlink()
    assert read_letter(file) is None


def test_a_letter_id_depends_on_the_content_alone(place: Place) -> None:
    ids = {file.file_name: file.letter_id for file in scanned(place.raw).files}
    (place.raw / "a.pdf").rename(place.raw / "other name.pdf")
    assert {file.file_name: file.letter_id for file in scanned(place.raw).files}["other name.pdf"] == ids["a.pdf"]
