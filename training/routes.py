"""Compares routes: short trainings that differ in one thing each, with one budget of pieces, from the bare encoder on.

usage: python -m training.routes --data ../shared/ner --gold ../shared/gold --out build [--only NAME ...] [--parallel 2]

`build` holds `tokenizer.json` and `letters/`, the texts made from the lists (steps 1 and 3 of README.md). `routes.toml`
says what the routes are. Each runs in a process of its own (`one_route.py`) and ends as a row of `build/routes.csv`;
a route that has its row is not run again. Its weights are scored and never written.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import mean
from typing import Any

from tokenizers import Tokenizer

from training.examples import Examples, Texts, Window
from training.settings import DEFAULT, Settings, settings_of
from training.tagged import TaggedText

ROUTES = Path(__file__).with_name("routes.toml")
BASE = "base"
"""The routes that differ by nothing but their seed are called so, with the seed behind it."""
KEPT_OUT = 8
"""Of the tagged letters by name every eighth is scored and not learned from."""
RUN = 8
TWIN = 0.5
"""Texts are twins when they share this part of the shorter one's runs of `RUN` words."""
Table = dict[str, Any]
Runs = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Route:
    """One training: its settings, whether it reads the texts made from lists, and how many pieces it may learn from."""

    settings: Settings
    lists: bool
    budget: int


def merged(table: Table, over: Table) -> Table:
    """`table` with the values of `over`; tables inside are merged, everything else is replaced."""
    found = dict(table)
    for key, value in over.items():
        found[key] = merged(table.get(key, {}), value) if isinstance(value, dict) else value
    return found


def read_routes(path: Path = ROUTES) -> dict[str, Route]:
    """The routes by name, in the order of the file."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    base = merged(tomllib.loads(DEFAULT.read_text(encoding="utf-8")), table["base"])
    found = {}
    for name, over in table["routes"].items():
        lists, research = over.pop("lists", True), over.pop("research_only", False)
        found[name] = Route(settings_of(merged(base, over), research=research), lists, table["budget"])
    return found


def kept_out(letters: dict[str, TaggedText]) -> dict[str, TaggedText]:
    """The letters that are scored and not learned from."""
    return {name: letters[name] for name in sorted(letters)[::KEPT_OUT]}


def runs_of(text: str) -> Runs:
    """All runs of `RUN` words, without regard to case."""
    words = re.findall(r"\w+", text.casefold())
    return frozenset(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def without_twins(texts: dict[str, TaggedText], scored: Iterable[TaggedText]) -> dict[str, TaggedText]:
    """The texts that are not, for a good part, one of the scored ones under another name."""
    theirs = [runs_of(text.text) for text in scored]

    def is_twin(ours: Runs) -> bool:
        return any(len(ours & runs) > TWIN * min(len(ours), len(runs)) for runs in theirs)

    return {name: text for name, text in texts.items() if not is_twin(runs_of(text.text))}


def windows_of(route: Route, tokenizer: Tokenizer, texts: Texts, data: Path, draw: random.Random) -> list[Window]:
    """Windows up to the budget: the other sets as the settings say, the rest drawn from passes over the texts."""
    settings = route.settings
    found = Examples(settings, tokenizer).others(data, draw)
    own = Examples(replace(settings, mix=replace(settings.mix, pieces={})), tokenizer)
    room = route.budget - sum(len(window.ids) for window in found)
    while room > 0:
        some = own.one_pass(texts, data, draw)
        draw.shuffle(some)
        for window in some:
            if room > 0:
                found.append(window)
                room -= len(window.ids)
    return found


def read_rows(path: Path) -> dict[str, dict[str, str]]:
    """The rows of the routes that are done, by route."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["route"]: row for row in csv.DictReader(file)}


def append_row(path: Path, row: dict[str, str]) -> None:
    """Add the row of a route; the first brings the head with it."""
    head = not path.exists()
    with path.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row))
        if head:
            writer.writeheader()
        writer.writerow(row)


def table_of(rows: dict[str, dict[str, str]]) -> Iterator[str]:
    """The table in markdown: F1 on both measures, and how far it is from the mean of the base."""
    base = [row for name, row in rows.items() if name.startswith(BASE)]
    yield "| route | gold | | kept out | |"
    yield "|---|---|---|---|---|"
    for name, row in rows.items():
        cells = []
        for measure in ("gold", "kept"):
            value = float(row[f"{measure} all"])
            apart = value - mean(float(other[f"{measure} all"]) for other in base) if base else 0.0
            cells += [f"{value:.3f}", f"{apart:+.3f}"]
        yield f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Run what is not done yet, some side by side, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="*", metavar="NAME")
    parser.add_argument("--parallel", type=int, default=1)
    parser.add_argument("--budget", type=int, help="pieces per route, in place of what routes.toml says")
    options = parser.parse_args()
    routes, file = read_routes(), options.out / "routes.csv"
    unknown = sorted(set(options.only or ()) - routes.keys())
    if unknown:
        parser.error(f"routes.toml has no {', '.join(unknown)}")
    shared = ["--data", options.data, "--gold", options.gold, "--out", options.out]
    shared += ["--budget", str(options.budget)] if options.budget else []

    def run(name: str) -> int:
        return subprocess.run([sys.executable, "-m", "training.one_route", name, *shared], check=False).returncode

    todo = [name for name in options.only or routes if name not in read_rows(file)]
    with ThreadPoolExecutor(options.parallel) as pool:
        failed = [name for name, code in zip(todo, pool.map(run, todo), strict=True) if code]
    print("\n".join(table_of(read_rows(file))))
    if failed:
        raise SystemExit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
