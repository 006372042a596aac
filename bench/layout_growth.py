"""What a page costs in `split` as letters grow: `python -m bench.layout_growth FILE...`.

The pages of each letter are repeated until there are enough of them, with new page numbers, and split as one letter.
Ends with exit code 1 when a page of a long letter costs more than `--most` times what a page of a short one costs.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.extract import Extract, ExtractSettings
from pipeline.records import Page, Pages
from pipeline.split import Split, SplitSettings


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, help="letters with a text layer")
    parser.add_argument("--pages", nargs="+", type=int, default=[2, 20, 100, 300])
    parser.add_argument("--most", type=float, default=1.5)
    arguments = parser.parse_args()
    extract, split = Extract(ExtractSettings()), Split(SplitSettings())
    worst = 0.0
    print("| letter | " + " | ".join(f"{number} pages" for number in arguments.pages) + " |")
    print("|---" * (len(arguments.pages) + 1) + "|")
    for path in arguments.files:
        pages = extract(path.read_bytes()).pages
        costs = [milliseconds(split, repeated(pages, number)) for number in arguments.pages]
        worst = max(worst, costs[-1] / costs[0])
        print(f"| {path.stem} | " + " | ".join(f"{cost:.2f}" for cost in costs) + " |", flush=True)
    print(f"\nmilliseconds per page; at most {worst:.2f} times as much in the longest letters as in the shortest")
    return int(worst > arguments.most)


def repeated(pages: Sequence[Page], number: int) -> Pages:
    """So many pages, the given ones over and over, numbered from 1."""
    endless = itertools.islice(itertools.cycle(pages), number)
    return Pages(tuple(replace(page, number=index) for index, page in enumerate(endless, start=1)))


def milliseconds(split: Split, pages: Pages) -> float:
    """The least that a page costs, in processor time: of several runs where a run is short."""
    spent = []
    for _ in range(max(1, 40 // len(pages.pages))):
        begun = time.process_time()
        split(pages)
        spent.append(time.process_time() - begun)
    return 1000 * min(spent) / len(pages.pages)


if __name__ == "__main__":
    sys.exit(main())
