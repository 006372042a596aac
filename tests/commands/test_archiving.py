"""An archivist's round over a whole run: deliver, verify, report the intake, copy without private persons."""

from __future__ import annotations

import csv
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from lxml import etree
from typer.testing import CliRunner, Result

from pipeline.cli import build_app
from tests.conftest import ROOT
from tests.drawn import SAMPLES, draw

ARCHIVE = """
source = "Zaaksysteem Veldermonde"
[creator]
name = "Gemeente Veldermonde"
code = "gm9999"
[appraisal]
label = "Blijvend te bewaren"
list = "Begrippenlijst Waardering MDTO"
[[restrictions]]
label = "Openbaar"
list = "Lijst van Veldermonde"
"""


def call(*arguments: object) -> Result:
    return CliRunner().invoke(build_app(), [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with raw/ (two letters and a file that is none), processed/ after a run, and filled-in configs/."""
    place = tmp_path_factory.mktemp("archive")
    (place / "raw").mkdir()
    for letter in SAMPLES[:2]:
        (place / "raw" / f"{letter.name}.pdf").write_bytes(draw(letter))
    (place / "raw" / "web page.pdf").write_text("<html>not found</html>", encoding="utf-8")
    shutil.copytree(ROOT / "configs", place / "configs")
    (place / "configs" / "archive.toml").write_text(ARCHIVE, encoding="utf-8")
    (place / "configs" / "redact.toml").write_text(f'key = "{"k" * 20}"', encoding="utf-8")
    done = call("run", "--workers", 1, *folders(place), "--configs", place / "configs")
    assert done.exit_code == 1, done.output  # the web page
    return place


def folders(place: Path) -> tuple[object, ...]:
    return ("--raw", place / "raw", "--processed", place / "processed")


def test_a_delivery_and_its_bag_hold_what_was_read_and_name_what_was_not(place: Path, tmp_path: Path) -> None:
    bag = tmp_path / "bag"
    done = call("archive", *folders(place), "--configs", place / "configs", "--bag", bag)
    assert done.exit_code == 1
    assert "web page.pdf" in done.output
    for letter in SAMPLES[:2]:
        names = [f"{letter.name}.pdf{suffix}" for suffix in ("", ".mdto.xml", ".bestand.mdto.xml")]
        assert all((bag / "data" / "letters" / name).is_file() for name in names)
    assert (bag / "data" / "tables" / "datapackage.json").is_file()
    assert call("verify", *folders(place), "--bag", bag).exit_code == 0


def test_nothing_is_archived_while_mandatory_settings_are_missing(place: Path, tmp_path: Path) -> None:
    shutil.copytree(place / "processed" / "tables", tmp_path / "processed" / "tables")
    done = call("archive", "--raw", place / "raw", "--processed", tmp_path / "processed", "--configs", ROOT / "configs")
    assert "archive.creator.code" in str(done.exception)
    assert not (tmp_path / "processed" / "archive").exists()


def test_a_changed_a_missing_and_an_unexpected_original_are_named(place: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(place / "raw", raw)
    first, second = (raw / f"{letter.name}.pdf" for letter in SAMPLES[:2])
    data = bytearray(first.read_bytes())
    data[100] ^= 1
    first.write_bytes(data)
    second.rename(raw / "new.pdf")
    done = call("verify", "--raw", raw, "--processed", place / "processed")
    assert done.exit_code == 1
    assert {f"changed: {first.name}", f"missing: {second.name}", "unexpected: new.pdf"} <= set(done.output.split("\n"))


@pytest.mark.parametrize(("language", "title"), [("nl", "Ontvangstverslag"), ("en", "Intake report")])
def test_the_intake_report_says_what_came_in_and_what_failed(place: Path, language: str, title: str) -> None:
    done = call("intake", "--processed", place / "processed", "--language", language)
    assert done.exit_code == 0
    assert title in done.output
    assert "not-a-pdf" in done.output
    page = (place / "processed" / "intake.html").read_text(encoding="utf-8")
    assert f'lang="{language}"' in page
    assert "web page.pdf" in page


def test_redacted_copies_hold_no_private_person_in_any_byte(place: Path, tmp_path: Path) -> None:
    out = tmp_path / "copies"
    done = call("redact", "--processed", place / "processed", "--out", out, "--configs", place / "configs")
    assert done.exit_code == 0, done.output
    private = set(private_signatories(place / "processed" / "tables"))
    assert private
    assert (out / "report" / "index.html").is_file()
    texts = list(readable(out))
    assert [name for name in private if any(name in text for text in texts)] == []


def test_offsets_of_redacted_tables_point_into_the_redacted_texts(place: Path, tmp_path: Path) -> None:
    out = tmp_path / "copies"
    call("redact", "--processed", place / "processed", "--out", out, "--configs", place / "configs")
    mentions = pq.read_table(out / "tables" / "mentions.parquet").to_pylist()
    assert mentions
    for row in mentions:
        text = (out / "letters" / f"{row['letter_id']}.txt").read_bytes().decode()
        assert text[row["start_char"] : row["end_char"]] == row["text"]


def private_signatories(tables: Path) -> Iterator[str]:
    with (tables / "signatures.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["testimonial_id"] and not re.search("burgemeester|wethouder|mayor|secretaris", row["role"], re.I):
                yield row["name"]


def readable(folder: Path) -> Iterator[str]:
    """What every file in the folder holds, packed ones unpacked."""
    for path in folder.rglob("*"):
        if path.suffix == ".parquet":
            yield str(pq.read_table(path).to_pylist())
        elif path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as book:
                yield from (book.read(name).decode("utf-8", "replace") for name in book.namelist())
        elif path.suffix == ".sqlite":
            with sqlite3.connect(path) as base:
                yield "\n".join(base.iterdump())
        if path.is_file():
            yield path.read_bytes().decode("utf-8", "replace")


def test_every_real_letter_that_could_be_read_has_valid_mdto(shared: Path, tmp_path: Path) -> None:
    for name in ("maastricht-chengdu.pdf", "denhaag-ris322284.pdf", "algorithm-audit-en.pdf"):
        (tmp_path / "raw").mkdir(exist_ok=True)
        shutil.copy(shared / "letters" / name, tmp_path / "raw")
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    (tmp_path / "configs" / "archive.toml").write_text(ARCHIVE, encoding="utf-8")
    call("run", *folders(tmp_path), "--configs", tmp_path / "configs")
    assert call("archive", *folders(tmp_path), "--configs", tmp_path / "configs").exit_code == 0
    files = sorted((tmp_path / "processed" / "archive").rglob("*.mdto.xml"))
    assert len(files) == 6
    for schema in sorted((shared / "standards" / "mdto").glob("*.xsd")):
        valid = etree.XMLSchema(file=str(schema))
        assert [path.name for path in files if not valid.validate(etree.parse(path))] == []


def test_a_file_name_that_looks_like_a_formula_is_the_same_file_in_the_archive(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "=1+1.pdf").write_bytes(draw(SAMPLES[1]))
    shutil.copytree(ROOT / "configs", tmp_path / "configs")
    (tmp_path / "configs" / "archive.toml").write_text(ARCHIVE, encoding="utf-8")
    call("run", "--workers", 1, *folders(tmp_path), "--configs", tmp_path / "configs")
    assert call("verify", *folders(tmp_path)).exit_code == 0
    assert call("archive", *folders(tmp_path), "--configs", tmp_path / "configs").exit_code == 0
    assert (tmp_path / "processed" / "archive" / "=1+1.pdf.mdto.xml").is_file()
