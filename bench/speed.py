"""Pages per second, side by side with other readers: `python -m bench.speed --letters FOLDER`.

Every figure is the median of pairs that run one after the other on the same files, so that a machine that is busy
or slow weighs on both. Five questions:

    layout   extract and split against readers of text and layout, imports included. All get as many cores and as many
             processes as `--cores` says, and each process its share of the files
    whole    the command `raadsbrieven run` from a fresh start, on one core with one worker and on two with two, against
             pdfplumber's bare extract_text on one
    stages   what each stage costs per page
    growth   cost per page from one letter to a thousand
    long     cost per page in one letter of 2 to 300 pages

Rivals run in the interpreter given by `--rivals`; those that can't be imported there are left out.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
BASE = "pdfplumber_text"
OWN = {"ours": "raadsbrieven", BASE: "pdfplumber extract_text"}
RIVALS = {
    "pymupdf4llm_markdown": "pymupdf4llm",
    "opendataloader": "opendataloader-pdf",
    "docling_parse_lines": "docling-parse",
    "unstructured_fast": "unstructured fast",
}
RESULTS = ROOT / "bench" / "speed_results.csv"
RUN = (sys.executable, "-m", "pipeline.cli", "run", "--configs", str(ROOT / "configs"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=Path, required=True, help="folder of PDF files with a text layer")
    parser.add_argument("--names", type=Path, help="file with the names to read, one a line; all without it")
    parser.add_argument("--rivals", type=Path, help="Python in which the rivals are installed")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--cores", type=int, default=1, help="cores and processes of each reader of text and layout")
    parser.add_argument("--most", type=int, default=0, help="read only the first so many files")
    parser.add_argument("what", nargs="+", choices=("layout", "whole", "stages", "growth", "long"))
    arguments = parser.parse_args()
    files = chosen(arguments.letters, arguments.names)[: arguments.most or None]
    print(f"{len(files)} letters, {pages(files)} pages, {os.cpu_count()} cores\n")
    questions: dict[str, Callable[[], None]] = {
        "layout": lambda: layout(files, arguments.rivals, arguments.pairs, arguments.cores),
        "whole": lambda: whole(files, arguments.pairs),
        "stages": lambda: stages(files),
        "growth": lambda: growth(files),
        "long": lambda: long(files),
    }
    for what in arguments.what:
        questions[what]()


def chosen(folder: Path, names: Path | None) -> list[Path]:
    """The files to read: those that every contender can open."""
    wanted = (
        names.read_text(encoding="utf-8").split("\n") if names else [path.name for path in sorted(folder.iterdir())]
    )
    return [folder / name for name in wanted if name.endswith(".pdf")]


def pages(files: Sequence[Path]) -> int:
    return sum(map(page_count, files))


def page_count(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


@contextmanager
def pinned(cores: int) -> Iterator[None]:
    """What is started inside runs on so many cores. Does nothing where the system has no call for it (Linux has)."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(allowed)[:cores])
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def wall(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


# -------------------------------------------------------------------------------------------------- layout


def layout(files: Sequence[Path], rivals: Path | None, pairs: int, cores: int) -> None:
    """Each contender against pdfplumber's bare text, in pairs; with rivals, the figures go to speed_results.csv."""
    number = pages(files)
    rows, bases = [], []
    print("| reader | pages/s | times pdfplumber | by the processor | peak MB |\n|---|---|---|---|---|")
    for name, title in {"ours": OWN["ours"], **(RIVALS if rivals else {})}.items():
        python = Path(sys.executable) if name in OWN else rivals
        assert python is not None
        seen = []
        for _ in range(pairs):
            one, base = timed(python, name, files, cores), timed(Path(sys.executable), BASE, files, cores)
            if one is None or base is None:
                break
            seen.append((one, base))
        if not seen:
            print(f"| {title} | can't be run here | | | |", flush=True)
            continue
        bases += [base for _, base in seen]
        speed = statistics.median(number / one["seconds"] for one, _ in seen)
        ratio, busy = (
            statistics.median(base[what] / one[what] for one, base in seen) for what in ("seconds", "processor")
        )
        peak = max(one["peak_mb"] for one, _ in seen)
        print(f"| {title} | {speed:.1f} | {ratio:.2f} | {busy:.2f} | {peak:.0f} |", flush=True)
        rows.append((title, speed, ratio, busy, peak))
    if rivals:
        speed = statistics.median(number / base["seconds"] for base in bases)
        rows.append((OWN[BASE], speed, 1.0, 1.0, max(base["peak_mb"] for base in bases)))
        keep(rows)
    print()


def keep(rows: Sequence[tuple[str, float, float, float, float]]) -> None:
    with RESULTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("reader", "pages_per_second", "times_pdfplumber", "times_pdfplumber_processor", "peak_mb"))
        writer.writerows((title, *(f"{value:.3g}" for value in values)) for title, *values in rows)


def timed(python: Path, name: str, files: Sequence[Path], cores: int) -> dict[str, float] | None:
    """Seconds of the slowest process, processor time of all, MB of the largest; None when one fails."""
    commands = [[python, "-m", "bench.contenders", name, *files[share::cores]] for share in range(cores)]
    with pinned(cores):
        options: dict[str, Any] = {"cwd": ROOT, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        processes = [subprocess.Popen(command, **options) for command in commands]
        answers = [process.communicate()[0] for process in processes]
    if any(process.returncode for process in processes):
        return None
    found = [json.loads(answer.splitlines()[-1]) for answer in answers]
    return {
        "seconds": max(one["seconds"] for one in found),
        "processor": sum(one["processor"] for one in found),
        "peak_mb": max(one["peak_mb"] for one in found),
    }


# --------------------------------------------------------------------------------------------------- whole


def whole(files: Sequence[Path], pairs: int) -> None:
    """The command from a fresh start against pdfplumber's bare text on one core, start-up included on both sides."""
    number = pages(files)
    rows: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
    for _ in range(pairs):
        for workers, seen in rows.items():
            with pinned(1):
                base = wall([sys.executable, "-m", "bench.contenders", BASE, *map(str, files)])
            with pinned(workers):
                seen.append((run_command(files, workers), base))
    print("| run | pages/s | times pdfplumber |\n|---|---|---|")
    for workers, seen in rows.items():
        speed = statistics.median(number / ours for ours, _ in seen)
        ratio = statistics.median(base / ours for ours, base in seen)
        print(f"| whole pipeline, {workers} core(s), {workers} worker(s) | {speed:.1f} | {ratio:.2f} |")
    gain = statistics.median(one[0] / two[0] for one, two in zip(rows[1], rows[2], strict=True))
    print(f"\ntwo against one: {gain:.2f} times as fast\n")


def run_command(files: Sequence[Path], workers: int) -> float:
    with tempfile.TemporaryDirectory() as place:
        raw = Path(place, "raw")
        raw.mkdir()
        for path in files:
            shutil.copy2(path, raw)
        return wall([*RUN, "--workers", str(workers), "--raw", str(raw), "--processed", str(Path(place, "processed"))])


# -------------------------------------------------------------------------------------------------- stages


def stages(files: Sequence[Path]) -> None:
    """Milliseconds per page of each stage, warm, in one process."""
    from pipeline.config import read_config
    from pipeline.stages import PIPELINE

    config = read_config(ROOT / "configs", PIPELINE)
    built = [(stage, stage.load()[1](config.settings_for(stage))) for stage in PIPELINE.stages]
    spent = dict.fromkeys((stage.name for stage, _ in built), 0.0)
    for warm in (False, True):
        for path in files if warm else files[:2]:
            values: dict[type, object] = {bytes: path.read_bytes()}
            for stage, call in built:
                begun = time.perf_counter()
                values[stage.gives] = call(*(values[need] for need in stage.needs))
                spent[stage.name] += (time.perf_counter() - begun) * warm
    number = pages(files)
    print("| stage | ms per page |\n|---|---|")
    for name, seconds in spent.items():
        print(f"| {name} | {1000 * seconds / number:.2f} |")
    print(f"| all | {1000 * sum(spent.values()) / number:.2f} |\n")


# -------------------------------------------------------------------------------------------------- growth


def growth(files: Sequence[Path], sizes: Sequence[int] = (1, 10, 100, 1000)) -> None:
    """Milliseconds per page of a run over more and more letters: copies made unique behind their end.

    What a further page costs leaves out what every run costs: it compares with the run before.
    """
    small = [path for path in files if page_count(path) <= 4]
    print("| letters | pages | seconds | ms per page | ms per further page | peak MB |\n|---|---|---|---|---|---|")
    before = (0, 0.0)
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            raw = Path(place, "raw")
            raw.mkdir()
            number = 0
            for rank in range(size):
                source = small[rank % len(small)]
                (raw / f"{rank:05}.pdf").write_bytes(source.read_bytes() + b"\n%% copy %d\n" % rank)
                number += page_count(source)
            seconds = wall_of_run(raw)
        further = (seconds - before[1]) / (number - before[0])
        before = (number, seconds)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024  # of the largest child up to now
        each = 1000 * seconds / number
        print(f"| {size} | {number} | {seconds:.1f} | {each:.1f} | {1000 * further:.1f} | {peak:.0f} |", flush=True)
    print()


def long(files: Sequence[Path], sizes: Sequence[int] = (2, 20, 100, 300)) -> None:
    """Milliseconds per further page of a run over one letter whose pages are repeated, for three letters of the set.

    A further page is one more than in the size before.
    """
    heading = "".join(f" {size - less} more pages, ms each |" for less, size in itertools.pairwise(sizes))
    print(f"| letter | {sizes[0]} pages (s) |{heading}\n|{'---|' * (len(sizes) + 1)}")
    for source in files[:: max(1, len(files) // 3)][:3]:
        seconds = []
        for size in sizes:
            with tempfile.TemporaryDirectory() as place:
                repeat_pages(source, size, Path(place, "letter.pdf"))
                with pinned(1):  # else what starts beside the reading hides in the first pages
                    seconds.append(wall_of_run(Path(place)))
        pairs = zip(itertools.pairwise(seconds), itertools.pairwise(sizes), strict=True)
        further = [1000 * (now - before) / (size - less) for (before, now), (less, size) in pairs]
        print(
            f"| {source.stem} | {seconds[0]:.1f} | " + " | ".join(f"{each:.1f}" for each in further) + " |", flush=True
        )
    print()


def repeat_pages(source: Path, number: int, target: Path) -> None:
    document, made = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument.new()
    for rank in range(number):
        made.import_pages(document, [rank % len(document)])
    made.save(target)


def wall_of_run(raw: Path) -> float:
    """Seconds of a run with one worker over a folder into a fresh one."""
    with tempfile.TemporaryDirectory() as processed:
        return wall([*RUN, "--workers", "1", "--raw", str(raw), "--processed", processed])


if __name__ == "__main__":
    main()
