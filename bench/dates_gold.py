"""Score the date reader on hand-tagged texts, without the rest of the pipeline.

usage: python bench/dates_gold.py [--shared ../shared] [--set gold|dev|held-out|all] [--show N]

The texts are `gold/*.tagged.txt` and `ner/letters/*.tagged.txt` of the shared folder, whose tags look like
`[[DATE|surface|VALUE]]`. They are read paragraph by paragraph, in the language that the paragraph's small words
say, against the letter's date (its metadata, or else the first full date after "Datum", or else the first one).
Distinct surfaces of a letter are compared as in `eval/score.py`: case, blanks and signs folded.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.dates.reader import read_dates, read_passage
from pipeline.dates.times import Context

TAG = re.compile(r"\[\[([A-Z]+)\|([^|\]]*?)(?:\|([^\]|]*))?\]\]", re.S)
PAGE = re.compile(r"^=====PAGE \d+=====\n", re.M)
LABEL = re.compile(r"(?i)\bdat(?:um|e)\b[\s:a-z]{0,60}$")
ENGLISH = {"the", "of", "and", "to", "is", "for", "with", "this", "that", "are", "was", "been", "which"}
DUTCH = {"de", "het", "een", "van", "en", "te", "dat", "is", "voor", "met", "op", "zijn", "aan", "niet", "wordt"}
HELD_OUT = "train2-"  # texts of other sources that the rules were not written on


def loose(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return re.sub(r"[\W_]+", "", text).casefold()


def tagged_texts(shared: Path, which: str) -> Iterator[tuple[str, str, str]]:
    """Name, tagged text and letter date (ISO, or empty)."""
    if which in ("gold", "all"):
        for path in sorted((shared / "gold").glob("*.tagged.txt")):
            meta = yaml.safe_load(path.with_name(path.name.replace(".tagged.txt", ".meta.yaml")).read_text("utf-8"))
            yield path.name.split(".")[0], path.read_text("utf-8"), str(meta.get("date") or "")
    for path in sorted((shared / "ner" / "letters").glob("*.tagged.txt")):
        held_out = path.name.startswith(HELD_OUT)
        if which == "all" or (which == "dev" and not held_out) or (which == "held-out" and held_out):
            yield path.name.split(".")[0], path.read_text("utf-8"), ""


def language_of(text: str) -> str:
    words = text.casefold().split()
    english, dutch = sum(w in ENGLISH for w in words), sum(w in DUTCH for w in words)
    return "en" if english > dutch else "nl"


def letter_day(text: str, known: str) -> dt.date | None:
    if len(known) == len("2018-02-06"):
        return dt.date.fromisoformat(known)
    days = [d for d in read_dates(text[:3000], "nl") if d.precision == "day" and d.start_date == d.end_date and d.edtf]
    labelled = [d for d in days if LABEL.search(text[max(0, d.start_char - 80) : d.start_char])]
    first = (labelled or days or [None])[0]
    return dt.date.fromisoformat(first.start_date) if first else None


def anchors(text: str, known: str) -> list[dt.date | None]:
    """The letter's day; for a letter that names only its month both ends of it, between which values must agree."""
    if len(known) == len("2018-02"):
        return [dt.date.fromisoformat(f"{known}-01"), dt.date.fromisoformat(f"{known}-28")]
    return [letter_day(text, known)]


def read(text: str, anchor: dt.date | None, ocr: bool) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    whole = language_of(text)
    context = Context(anchor)
    for paragraph in re.split(r"\n\s*\n|(?<=\n)(?=[-•▪] )", text):
        language = language_of(paragraph) if len(paragraph.split()) >= 8 else whole
        dates, context = read_passage(paragraph, language, context, ocr=ocr)
        for d in dates:
            found[loose(paragraph[d.start_char : d.end_char])].add(d.edtf)
    return found


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--shared", type=Path, default=Path(__file__).resolve().parent.parent.parent / "shared")
    arguments.add_argument("--set", choices=("gold", "dev", "held-out", "all"), default="all")
    arguments.add_argument("--show", type=int, default=0)
    options = arguments.parse_args()
    with (options.shared / "letters" / "index.csv").open(encoding="utf-8") as file:
        scanned = {row["id"] for row in csv.DictReader(file) if not row["text_layer"].startswith("text")}
    count: Counter[str] = Counter()
    shown: Counter[str] = Counter()

    def show(sort: str, *what: object) -> None:
        shown[sort] += 1
        if shown[sort] <= options.show:
            print(f"  {sort}: " + " | ".join(str(w) for w in what))

    for name, tagged, known in tagged_texts(options.shared, options.set):
        tagged = PAGE.sub("\n\n", tagged)
        text = TAG.sub(lambda m: m.group(2), tagged)
        gold: dict[str, set[str]] = defaultdict(set)
        for tag in TAG.finditer(tagged):
            if tag.group(1) == "DATE":
                gold[loose(tag.group(2))].add(tag.group(3))
        anchor, *others = anchors(text, known)
        found = read(text, anchor, name in scanned)
        for other in others:
            again = read(text, other, name in scanned)
            found = {surface: values & again[surface] for surface, values in found.items()}
        count["tp"] += len(gold.keys() & found.keys())
        count["fp"] += len(found.keys() - gold.keys())
        count["fn"] += len(gold.keys() - found.keys())
        for surface in sorted(found.keys() - gold.keys()):
            show("spurious", name, surface, found[surface])
        for surface in sorted(gold.keys() - found.keys()):
            show("missed", name, surface, gold[surface])
        for surface, values in gold.items():
            if values != {"UNK"}:
                count["values"] += 1
                count["right"] += bool(found.get(surface, set()) & values)
                if surface in found and not found[surface] & values:
                    show("value", name, anchor, surface, "gold", values, "got", found[surface])
    precision, recall = count["tp"] / (count["tp"] + count["fp"]), count["tp"] / (count["tp"] + count["fn"])
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"{options.set}: precision {precision:.4f} recall {recall:.4f} f1 {f1:.4f} "
        f"value {count['right'] / count['values']:.4f} of {count['values']}"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
