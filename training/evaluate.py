"""Scores a model folder on tagged texts, by the measure of the project's own scorer.

usage: python -m training.evaluate MODEL_FOLDER GOLD_FOLDER [--errors 20] [--raw] [--only ID ...]

Counted are the distinct pairs of label and surface per letter; surfaces are compared without case, blanks
and punctuation. Texts are unwrapped first, as the split stage gives them, unless --raw is said.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.entities.model import CouncilModel
from training.tagged import TaggedText, read_folder, unwrap

Pair = tuple[str, str]


def loose(surface: str) -> str:
    """What is left of a surface when only letters and digits count."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", surface).casefold())


def pairs(text: str, spans: Iterable[tuple[int, int, str]]) -> set[Pair]:
    """The distinct names of a text."""
    return {(label, loose(text[start:end])) for start, end, label in spans}


def figures(counts: Counter[str]) -> dict[str, float]:
    """Precision, recall and F1 from hits, false finds and misses."""
    hit, wrong, missed = counts["hit"], counts["wrong"], counts["missed"]
    precision = hit / (hit + wrong) if hit + wrong else 0.0
    recall = hit / (hit + missed) if hit + missed else 0.0
    both = precision + recall
    return {"p": precision, "r": recall, "f1": 2 * precision * recall / both if both else 0.0, "gold": hit + missed}


def score(
    found: dict[str, set[Pair]], right: dict[str, set[Pair]], labels: Iterable[str]
) -> dict[str, dict[str, float]]:
    """Figures per label, and under "all" those of every label but DATE."""
    table: dict[str, dict[str, float]] = {}
    total: Counter[str] = Counter()
    for label in labels:
        counts: Counter[str] = Counter()
        for ident, gold in right.items():
            ours = {pair for pair in found[ident] if pair[0] == label}
            theirs = {pair for pair in gold if pair[0] == label}
            counts.update(hit=len(ours & theirs), wrong=len(ours - theirs), missed=len(theirs - ours))
        table[label] = figures(counts)
        if label != "DATE":
            total.update(counts)
    table["all"] = figures(total)
    return table


def show(found: dict[str, set[Pair]], right: dict[str, set[Pair]], texts: dict[str, TaggedText], limit: int) -> None:
    """Print misses and false finds per label."""
    for sort, ours, theirs in (("missed", right, found), ("wrong", found, right)):
        rows = sorted((label, ident, name) for ident in texts for label, name in ours[ident] - theirs[ident])
        seen: Counter[str] = Counter()
        for label, ident, name in rows:
            seen[label] += 1
            if seen[label] <= limit:
                print(f"  {sort:6} {label:6} {ident}: {name[:90]}")


def main() -> None:
    """Read, find, score, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--raw", action="store_true")
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    texts = {ident: t if options.raw else unwrap(t) for ident, t in read_folder(options.gold).items()}
    texts = {ident: t for ident, t in texts.items() if not options.only or ident in options.only}
    model = CouncilModel.load(options.model)
    found = {
        ident: pairs(t.text, (span[:3] for span in spans))
        for (ident, t), spans in zip(texts.items(), model.spans([t.text for t in texts.values()]), strict=True)
    }
    right = {ident: pairs(t.text, t.spans) for ident, t in texts.items()}
    table = score(found, right, model.labels)
    for label, row in table.items():
        print(f"{label:7} P {row['p']:.3f}  R {row['r']:.3f}  F1 {row['f1']:.3f}  of {row['gold']:.0f}")
    show(found, right, texts, options.errors)
    if options.json:
        options.json.write_text(json.dumps(table, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
