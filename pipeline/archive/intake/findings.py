"""What an archivist has to look at, read from the tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.tables.csv_file import read_csv

Row = Mapping[str, str]

# "RIB-2018-014" counts by its last number within "RIB-2018-".
_NUMBERED = re.compile(r"(?P<before>.*?)(?P<number>\d{1,9})(?P<behind>\D*)")
# Numbers are a series of letters only where enough of them are there: case numbers count other things as well.
_LEAST_IN_SERIES, _MOST_SPREAD = 3, 3


@dataclass(frozen=True, slots=True)
class Findings:
    """Rows to look at; each begins with a file name, but those of `gaps` with the sender.

    Attributes:
        failed: file, code, what is wrong and what to do.
        duplicates: file, the file it repeats.
        gaps: sender, series, the numbers that are missing.
        undated: files of letters without a date.
        unsigned: files of letters that nobody signs.
        personal: file, pages, what sort of personal data they may hold.
        doubts: file, page, code, message: what the reading itself is not sure of.
    """

    received: int
    read: int
    failed: tuple[tuple[str, str, str], ...]
    duplicates: tuple[tuple[str, str], ...]
    gaps: tuple[tuple[str, str, str], ...]
    undated: tuple[tuple[str], ...]
    unsigned: tuple[tuple[str], ...]
    personal: tuple[tuple[str, str, str], ...]
    doubts: tuple[tuple[str, str, str, str], ...]


def find(tables: Path) -> Findings:
    """Reads `letters.csv`, `issues.csv` and `signatures.csv` in the folder of the tables."""
    letters = list(read_csv(tables / "letters.csv"))
    names = {row["letter_id"]: row["file_name"] for row in letters}
    issues = [row for row in read_csv(tables / "issues.csv") if row["letter_id"] in names]
    read = [row for row in letters if row["status"] == "ok"]
    signed = {row["letter_id"] for row in read_csv(tables / "signatures.csv") if not row["testimonial_id"]}
    return Findings(
        received=len(letters),
        read=len(read),
        failed=tuple(
            (names[row["letter_id"]], row["code"], row["message"]) for row in issues if row["severity"] == "error"
        ),
        duplicates=tuple(
            (row["file_name"], names.get(row["duplicate_of"], "")) for row in letters if row["duplicate_of"]
        ),
        gaps=tuple(_gaps(read)),
        undated=tuple((row["file_name"],) for row in read if not row["letter_date"]),
        unsigned=tuple((row["file_name"],) for row in read if row["letter_id"] not in signed),
        personal=tuple(_personal(issues, names)),
        doubts=tuple(
            (names[row["letter_id"]], row["page_number"], row["code"], row["message"])
            for row in issues
            if row["severity"] == "warning"
        ),
    )


def _gaps(letters: Sequence[Row]) -> Iterator[tuple[str, str, str]]:
    """The numbers that are missing between the lowest and the highest of each series of references."""
    series: defaultdict[tuple[str, str, str], set[int]] = defaultdict(set)
    for row in letters:
        if match := _NUMBERED.fullmatch(row["reference"].strip()):
            series[row["municipality"], match["before"], match["behind"]].add(int(match["number"]))
    for (sender, before, behind), numbers in sorted(series.items()):
        span = max(numbers) - min(numbers) + 1
        if len(numbers) < _LEAST_IN_SERIES or span > _MOST_SPREAD * len(numbers) or span == len(numbers):
            continue
        missing = [number for number in range(min(numbers), max(numbers)) if number not in numbers]
        yield sender, f"{before}…{behind}", ", ".join(map(str, missing))


def _personal(issues: Sequence[Row], names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """One row per file and kind of data, with its pages."""
    pages: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for row in issues:
        if row["code"] == "personal-data":
            pages[names[row["letter_id"]], re.sub(r"^holds \d+ x |; look.*$", "", row["message"])].append(
                row["page_number"]
            )
    for (name, kind), numbers in sorted(pages.items()):
        yield name, ", ".join(filter(None, numbers)), kind
