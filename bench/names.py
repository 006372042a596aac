"""Scores names on hand-tagged texts, per label and per rule, as `eval/score.py` of the gold set does.

    python bench/names.py ../shared/ner/letters ../shared/gold --pipeline blank --errors LAW

What is scored: distinct (label, surface) pairs per letter. `--rules` adds, for every rule, how many of its
surviving mentions are right.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from bench.tagged_letters import TaggedLetter, read_tagged
from pipeline.entities import EntitySettings, FindEntities, RuleSet
from pipeline.language import DetectLanguage, LanguageSettings

LABELS = ("PERSON", "ORG", "LOC", "EVENT", "LAW", "MONEY")
RULES = Path(__file__).parent.parent / "configs" / "rules"

Pairs = dict[tuple[str, str], str]
"""(label, folded surface) and the surface as printed."""


@dataclass
class Tally:
    right: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    by_rule: defaultdict[str, Counter[bool]] = field(default_factory=lambda: defaultdict(Counter))
    errors: list[str] = field(default_factory=list)
    words: int = 0
    seconds: float = 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--pipeline", default="council")
    parser.add_argument("--errors", default="", help="print the errors of this label (or of `all`)")
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args()
    rule_sets = tuple(msgspec.toml.decode(path.read_bytes(), type=RuleSet) for path in sorted(RULES.glob("*.toml")))
    pipelines = {"nl": options.pipeline, "en": options.pipeline}
    stage = FindEntities(EntitySettings(rule_sets=rule_sets, pipelines=pipelines))
    for folder in options.folders:
        tally = Tally()
        for path in sorted(folder.glob("*.tagged.txt")):
            count(stage, read_tagged(path), tally)
        report(folder, tally, options)


def count(stage: FindEntities, tagged: TaggedLetter, tally: Tally) -> None:
    letter, languages = tagged.letter, DetectLanguage(LanguageSettings())(tagged.letter)
    start = time.perf_counter()
    found = stage.candidates(letter, languages)
    tally.seconds += time.perf_counter() - start
    tally.words += len(letter.text.split())
    gold = {(label, loose(letter.text[a:b])): letter.text[a:b] for label, a, b in tagged.spans if label in LABELS}
    got: Pairs = {}
    for one in found:
        surface = letter.text[one.start_char : one.end_char]
        if one.label != "NONE":
            got[(one.label, loose(surface))] = f"{surface} <{one.origin}>"
            tally.by_rule[f"{one.label} {one.origin}"][(one.label, loose(surface)) in gold] += 1
    tally.right.update(label for label, _ in got.keys() & gold.keys())
    for sort, counter, pairs in (
        ("spurious", tally.spurious, {pair: got[pair] for pair in got.keys() - gold.keys()}),
        ("missed", tally.missed, {pair: gold[pair] for pair in gold.keys() - got.keys()}),
    ):
        counter.update(label for label, _ in pairs)
        tally.errors += [f"{sort} {label}: {surface!r} {tagged.name}" for (label, _), surface in sorted(pairs.items())]


def report(folder: Path, tally: Tally, options: argparse.Namespace) -> None:
    print(f"{folder.name}: {tally.words / tally.seconds:,.0f} words a second")
    for label in ("all", *LABELS):
        labels = LABELS if label == "all" else (label,)
        right, wrong, missed = (
            sum(counter[one] for one in labels) for counter in (tally.right, tally.spurious, tally.missed)
        )
        f1 = 2 * right / (2 * right + wrong + missed or 1)
        precision, recall = right / (right + wrong or 1), right / (right + missed or 1)
        print(f"  {label:7s} P {precision:.3f} R {recall:.3f} F1 {f1:.3f} of {right + missed}")
    if options.rules:
        for name, hits in sorted(tally.by_rule.items()):
            print(f"    {name:50s} {hits[True] / hits.total():.3f} of {hits.total()}")
    for error in sorted(tally.errors):
        if options.errors == "all" or (options.errors and f" {options.errors}:" in error):
            print(f"    {error}")


def loose(text: str) -> str:
    """Letters and digits only, without case: what counts as the same surface."""
    text = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "-", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\W_]+", "", text).casefold()


if __name__ == "__main__":
    main()
