"""Scores names on hand-tagged texts, per label and per source, as `eval/score.py` of the gold set does.

    python bench/names.py ../shared/ner/letters ../shared/gold --pipeline blank --errors 20

What is scored: distinct (label, surface) pairs per letter. `--rules` adds, for every rule, how many of its
surviving mentions are right.
"""

from __future__ import annotations

import argparse
import re
import time
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import msgspec

from bench.tagged_letters import TaggedLetter, read_tagged
from pipeline.entities import EntitySettings, FindEntities, RuleSet
from pipeline.language import DetectLanguage, LanguageSettings

LABELS = ("PERSON", "ORG", "LOC", "EVENT", "LAW", "MONEY")
RULES = Path(__file__).parent.parent / "configs" / "rules"
RULE_SETS = ("laws", "money", "organisations", "persons", "places")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--pipeline", default="council")
    parser.add_argument("--only", default="")
    parser.add_argument("--label", default="")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--rules", action="store_true")
    options = parser.parse_args()
    rule_sets = tuple(msgspec.toml.decode((RULES / f"{name}.toml").read_bytes(), type=RuleSet) for name in RULE_SETS)
    pipelines = {"nl": options.pipeline, "en": options.pipeline}
    stage = FindEntities(EntitySettings(rule_sets=rule_sets, pipelines=pipelines))
    for folder in options.folders:
        letters = [read_tagged(path) for path in sorted(folder.glob(f"{options.only}*.tagged.txt"))]
        _score(stage, letters, options)


def _score(stage: FindEntities, letters: list[TaggedLetter], options: argparse.Namespace) -> None:
    languages = DetectLanguage(LanguageSettings())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    by_rule: dict[str, Counter[bool]] = defaultdict(Counter)
    errors: Counter[tuple[str, str, str]] = Counter()
    words, seconds = 0, 0.0
    for tagged in letters:
        letter, codes = tagged.letter, languages(tagged.letter)
        start = time.perf_counter()
        found = stage.candidates(letter, codes)
        seconds += time.perf_counter() - start
        words += len(letter.text.split())
        gold = {(label, loose(letter.text[a:b])) for label, a, b in tagged.spans if label in LABELS}
        got = {(one.label, loose(letter.text[one.start_char : one.end_char])) for one in found if one.label != "NONE"}
        for one in found:
            surface = loose(letter.text[one.start_char : one.end_char])
            by_rule[f"{one.label} {one.source} {one.origin}"][(one.label, surface) in gold] += 1
        for label in LABELS:
            mine, theirs = {s for k, s in got if k == label}, {s for k, s in gold if k == label}
            counts[label].update(tp=len(mine & theirs), fp=len(mine - theirs), fn=len(theirs - mine))
            errors.update(("spurious " + label, s, "") for s in mine - theirs)
            errors.update(("missed " + label, s, "") for s in theirs - mine)
            errors_in = [("spurious " + label, s) for s in mine - theirs] + [
                ("missed " + label, s) for s in theirs - mine
            ]
            for kind, surface in errors_in:
                errors[(kind, surface, "")] += 0
    _print(counts, by_rule, errors, options)
    print(f"{words / seconds:,.0f} words a second")


def _print(
    counts: dict[str, Counter[str]],
    by_rule: dict[str, Counter[bool]],
    errors: Counter[tuple[str, str, str]],
    options: argparse.Namespace,
) -> None:
    for label in ("all", *LABELS):
        count = sum((counts[one] for one in LABELS), Counter()) if label == "all" else counts[label]
        right, wrong, missed = count["tp"], count["fp"], count["fn"]
        f1 = 2 * right / (2 * right + wrong + missed or 1)
        print(
            f"{label:7s} P {right / (right + wrong or 1):.3f} R {right / (right + missed or 1):.3f} F1 {f1:.3f}"
            f"  ({right + missed} in gold)"
        )
    if options.rules:
        for name, count in sorted(by_rule.items()):
            total = count[True] + count[False]
            print(f"  {name:60s} {count[True] / total:.3f} of {total}")
    for (kind, surface, _), number in errors.most_common():
        if options.errors and (not options.label or kind.endswith(options.label)):
            print(f"  {kind}: {surface} ({number})")


def loose(text: str) -> str:
    """Letters and digits only, without case: what counts as the same surface."""
    text = re.sub(r"(?<=\w)-\s*\n\s*(?=\w)", "-", unicodedata.normalize("NFKC", text))
    return re.sub(r"[\W_]+", "", text).casefold()


if __name__ == "__main__":
    main()
