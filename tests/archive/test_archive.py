"""Deliveries to an archive: valid, complete, the same every time, and checked for fixity."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from pipeline.archive import ArchiveSettings, Concept, Creator, archive, make_bag, verify_bag
from pipeline.errors import ConfigError
from tests.drawn import SAMPLES, draw

SETTINGS = ArchiveSettings(
    creator=Creator("Gemeente Veldermonde", "gm9999"),
    appraisal=Concept("Blijvend te bewaren", "Begrippenlijst waardering MDTO", "B"),
    restrictions=(Concept("Openbaar", "Begrippenlijst beperkingGebruik"),),
    source="Zaaksysteem Veldermonde",
)
COLUMNS = (
    *("letter_id", "file_name", "sha256", "bytes", "status", "kind"),
    *("municipality", "municipality_code", "letter_date", "subject", "reference", "language"),
)

Make = Callable[..., Path]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    (folder / "2023").mkdir(parents=True)
    (folder / "2023" / "a brief.pdf").write_bytes(draw(SAMPLES[0]))
    (folder / "b.pdf").write_bytes(draw(SAMPLES[1]))
    return folder


@pytest.fixture
def letters(tmp_path: Path, raw: Path) -> Path:
    return write_letters(
        tmp_path / "letters.csv",
        raw,
        {"file_name": "2023/a brief.pdf", "subject": "Tien jaar \x0bstedenband & meer", "language": "mixed"},
        {"file_name": "b.pdf", "letter_date": "", "reference": "", "municipality": ""},
        {"file_name": "broken.pdf", "status": "failed"},
    )


def write_letters(path: Path, raw: Path, *rows: dict[str, str]) -> Path:
    full = []
    for row in rows:
        content = (raw / row["file_name"]).read_bytes() if (raw / row["file_name"]).exists() else b""
        full.append(
            {
                "letter_id": f"id-{len(full)}",
                "sha256": hashlib.sha256(content).hexdigest(),
                "bytes": str(len(content)),
                "status": "ok",
                "kind": "raadsinformatiebrief",
                "municipality": "Veldermonde",
                "municipality_code": "gm9999",
                "letter_date": "2023-03-14",
                "subject": "Subject",
                "reference": "R/1",
                "language": "nl",
            }
            | row
        )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(full)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_every_readable_letter_has_its_original_and_two_metadata_files(
    tmp_path: Path, raw: Path, letters: Path
) -> None:
    delivery = archive(letters, raw, tmp_path / "out", SETTINGS, "1.2.3")
    assert delivery.delivered == ("2023/a brief.pdf", "b.pdf")
    assert set(contents(tmp_path / "out")) == {
        "refused.csv",
        "2023/a brief.pdf",
        "2023/a brief.pdf.mdto.xml",
        "2023/a brief.pdf.bestand.mdto.xml",
        "b.pdf",
        "b.pdf.mdto.xml",
        "b.pdf.bestand.mdto.xml",
    }
    assert (tmp_path / "out" / "b.pdf").read_bytes() == (raw / "b.pdf").read_bytes()


def test_a_letter_that_failed_is_refused_with_a_reason(tmp_path: Path, raw: Path, letters: Path) -> None:
    delivery = archive(letters, raw, tmp_path / "out", SETTINGS, "1.2.3")
    assert [name for name, _ in delivery.refused] == ["broken.pdf"]
    assert "broken.pdf" in (tmp_path / "out" / "refused.csv").read_text(encoding="utf-8")


def test_an_original_that_changed_since_it_was_read_is_refused(tmp_path: Path, raw: Path, letters: Path) -> None:
    with (raw / "b.pdf").open("ab") as file:
        file.write(b"\n")
    assert [name for name, _ in archive(letters, raw, tmp_path / "out", SETTINGS, "1").refused] == [
        "b.pdf",
        "broken.pdf",
    ]


def test_a_second_delivery_has_the_same_bytes(tmp_path: Path, raw: Path, letters: Path) -> None:
    archive(letters, raw, tmp_path / "one", SETTINGS, "1.2.3")
    archive(letters, raw, tmp_path / "two", SETTINGS, "1.2.3")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize("schema", ["MDTO-XML1.0.xsd", "MDTO-XML1.0.1.xsd", "MDTO-XML1.0.2.xsd"])
def test_metadata_is_valid_under_each_schema(
    tmp_path: Path, raw: Path, letters: Path, shared: Path, schema: str
) -> None:
    validator = etree.XMLSchema(file=str(shared / "standards" / "mdto" / schema))
    archive(letters, raw, tmp_path / "out", SETTINGS, "1.2.3")
    files = list((tmp_path / "out").rglob("*.mdto.xml"))
    assert len(files) == 4
    for file in files:
        assert validator.validate(etree.parse(file)), validator.error_log


def test_diwoo_is_written_when_asked_for_and_the_letter_has_a_date(tmp_path: Path, raw: Path, letters: Path) -> None:
    settings = ArchiveSettings(SETTINGS.creator, SETTINGS.appraisal, SETTINGS.restrictions, source="Z", diwoo=True)
    archive(letters, raw, tmp_path / "out", settings, "1.2.3")
    assert [path.name for path in (tmp_path / "out").rglob("*.diwoo.xml")] == ["a brief.pdf.diwoo.xml"]


def test_diwoo_is_valid_under_its_schema(tmp_path: Path, raw: Path, letters: Path, shared: Path) -> None:
    for file in (shared / "standards" / "diwoo").glob("*.xsd"):
        text = file.read_text(encoding="utf-8").replace("https://www.nationaalarchief.nl/mdto/MDTO-", "MDTO-")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    validator = etree.XMLSchema(file=str(tmp_path / "diwoo-metadata.xsd"))
    maastricht = Creator("gemeente Maastricht", "gm0935")
    settings = ArchiveSettings(maastricht, SETTINGS.appraisal, SETTINGS.restrictions, source="Z", diwoo=True)
    archive(letters, raw, tmp_path / "out", settings, "1.2.3")
    for file in (tmp_path / "out").rglob("*.diwoo.xml"):
        assert validator.validate(etree.parse(file)), validator.error_log


def test_the_format_is_named_by_its_pronom_id(tmp_path: Path, raw: Path, letters: Path) -> None:
    archive(letters, raw, tmp_path / "out", SETTINGS, "1.2.3")
    assert "fmt/18" in (tmp_path / "out" / "b.pdf.bestand.mdto.xml").read_text(encoding="utf-8")


def test_missing_mandatory_settings_are_named_and_nothing_is_written(tmp_path: Path, raw: Path, letters: Path) -> None:
    with pytest.raises(ConfigError, match=r"archive\.creator\.name.*archive\.restrictions"):
        archive(letters, raw, tmp_path / "out", ArchiveSettings(), "1.2.3")
    assert not (tmp_path / "out").exists()


def test_a_bag_validates_and_a_flipped_bit_is_named(tmp_path: Path, raw: Path, letters: Path) -> None:
    archive(letters, raw, tmp_path / "out", SETTINGS, "1.2.3")
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "datapackage.json").write_text("{}", encoding="utf-8")
    bag = make_bag(tmp_path / "out", tables, tmp_path / "bag", "Gemeente Veldermonde")
    assert verify_bag(bag) == []
    stored = bag / "data" / "letters" / "b.pdf"
    content = bytearray(stored.read_bytes())
    content[100] ^= 1
    stored.write_bytes(content)
    assert any("b.pdf" in line for line in verify_bag(bag))


def test_a_delivery_that_went_out_is_not_overwritten(tmp_path: Path, raw: Path, letters: Path) -> None:
    archive(letters, raw, tmp_path / "out", SETTINGS, "1.2.3")
    (tmp_path / "bag").mkdir()
    with pytest.raises(FileExistsError):
        make_bag(tmp_path / "out", tmp_path / "out", tmp_path / "bag", "x")
