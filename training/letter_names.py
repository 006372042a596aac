"""Tags whole letters by lists of the names in them, so that letters themselves needn't travel with the recipe.

usage: raadsbrieven run --raw LETTERS --processed build/read
       python -m training.letter_names --read build/read --out build/letters

`letter_names/<file name without ending>.csv` lists the names of one letter: `surface` as printed with single blanks,
tagged with `label` wherever it stands at word boundaries, the longest surface first. A row with a `context` holds only
inside that stretch of text and wins over rows without one. Label `O` says that here is no name, `END` that the list
reaches no further than this surface. Dates are those that the `dates` stage finds.
"""

from __future__ import annotations

import argparse
import csv
import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipeline.encoding import decoded
from pipeline.records import Dates, Letter
from pipeline.store import Store
from training.tagged import Span, with_tags

log = logging.getLogger(__name__)
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


def main() -> None:
    """Read the options, tag every letter that has a list, say which were not read."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--read", type=Path, required=True, help="the processed folder of a run over the letters")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO)
    options.out.mkdir(parents=True, exist_ok=True)
    lists = {path.stem: path for path in sorted(LISTS.glob("*.csv"))}
    with Store.reading(options.read) as store:
        for name, (_, sha256) in sorted(store.index.files().items()):
            if path := lists.pop(Path(name).stem, None):
                results = {result.stage: result for result in store.index.results_of(sha256)}
                letter = decoded(store.record(sha256, results["split"]), Letter)
                dates = decoded(store.record(sha256, results["dates"]), Dates).dates
                reach, spans = spans_of(letter.text, read_list(path), ((d.start_char, d.end_char) for d in dates))
                tagged = with_tags(letter.text[:reach], spans)
                (options.out / f"{path.stem}.tagged.txt").write_text(tagged, encoding="utf-8")
    for name in lists:
        log.warning("%s has a list of names but was not read", name)


if __name__ == "__main__":
    main()
