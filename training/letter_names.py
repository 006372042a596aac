"""Tags whole letters by lists of the names in them, so that letters themselves needn't travel with the recipe.

usage: raadsbrieven run --raw LETTERS --processed build/read
       python -m training.letter_names --read build/read --data ../shared/ner --out build/letters

`letter_names/<file name without ending>.csv` lists the names of one letter, `<pack>-<number>.csv` those of one piece of
the untagged texts (`untagged.py`): `surface` as printed with single blanks, tagged with `label` wherever it stands at
word boundaries, the longest surface first. A row with a `context` holds only inside that stretch of text and wins over
rows without one. Label `O` says that here is no name, `END` that the list reaches no further than this surface. Dates
are those that the grammar of dates finds.
"""

from __future__ import annotations

import argparse
import csv
import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipeline.dates import read_dates
from pipeline.encoding import decoded
from pipeline.records import Dates, Letter
from pipeline.store import Store
from training.tagged import Span, with_tags
from training.untagged import prose

log = logging.getLogger(__name__)
Places = list[tuple[int, int]]
LISTS = Path(__file__).with_name("letter_names")


class Listed(NamedTuple):
    """One row of a list."""

    label: str
    surface: str
    context: str


def read_list(path: Path) -> list[Listed]:
    """The rows of one letter, those that win first."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [Listed(row["label"], row["surface"], row["context"] or "") for row in csv.DictReader(file)]
    return sorted(rows, key=lambda row: (-len(row.context), -len(row.surface), row))


def spans_of(text: str, rows: Iterable[Listed], dates: Iterable[tuple[int, int]]) -> tuple[int, list[Span]]:
    """How far the list reaches in the text, and the names that it gives, in order and without overlap."""
    taken = bytearray(len(text))
    found: list[Span] = []
    reach = len(text)
    for label, surface, context in rows:
        for start, end in _places(text, surface, context):
            if label == "END":
                reach = min(reach, start)
            elif not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append(Span(start, end, label))
    found += [Span(start, end, "DATE") for start, end in dates if not any(taken[start:end])]
    return reach, sorted(span for span in found if span.label != "O" and span.end_char <= reach)


def _places(text: str, surface: str, context: str) -> Iterator[tuple[int, int]]:
    for around in _pattern(context, whole=False).finditer(text) if context else [None]:
        first, last = around.span() if around else (0, len(text))
        for match in _pattern(surface, whole=True).finditer(text, first, last):
            yield match.span()


def _pattern(surface: str, *, whole: bool) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, surface.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)" if whole else words)


def letters(read: Path) -> Iterator[tuple[str, str, Places]]:
    """Name, text and dates of every letter of a run."""
    with Store.reading(read) as store:
        for name, (_, sha256) in sorted(store.index.files().items()):
            results = {result.stage: result for result in store.index.results_of(sha256)}
            if "dates" in results and not results["dates"].failure:
                text = decoded(store.record(sha256, results["split"]), Letter).text
                dates = decoded(store.record(sha256, results["dates"]), Dates).dates
                yield Path(name).stem, text, [(date.start_char, date.end_char) for date in dates]


def untagged(data: Path, wanted: Iterable[str]) -> Iterator[tuple[str, str, Places]]:
    """Name, text and dates of pieces of the untagged texts."""
    packs = {path.name.removesuffix(".txt.gz") for path in (data / "unlabelled").glob("*.txt.gz")}
    numbers: defaultdict[str, list[str]] = defaultdict(list)
    for name in wanted:
        pack, _, number = name.rpartition("-")
        if pack in packs:
            numbers[pack].append(number)
    for pack in sorted(numbers):
        pieces = prose(data, pack)
        for number in numbers[pack]:
            text = pieces[int(number)]
            yield f"{pack}-{number}", text, [(date.start_char, date.end_char) for date in read_dates(text, "nl")]


def main() -> None:
    """Read the options, tag every text that has a list, say which were not found."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--read", type=Path, required=True, help="the processed folder of a run over the letters")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    options.out.mkdir(parents=True, exist_ok=True)
    lists = {path.stem: path for path in sorted(LISTS.glob("*.csv"))}
    for name, text, dates in chain(letters(options.read), untagged(options.data, list(lists))):
        if path := lists.pop(name, None):
            reach, spans = spans_of(text, read_list(path), dates)
            (options.out / f"{name}.tagged.txt").write_text(with_tags(text[:reach], spans), encoding="utf-8")
    for name in lists:
        log.warning("%s has a list of names but was not found", name)


if __name__ == "__main__":
    main()
