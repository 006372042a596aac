"""What reruns cost when there is much that did not change, and what `kill -9` costs.

    python -m bench.reruns growth [--letters 1000 10000 100000] [--exports parquet csv sqlite]
    python -m bench.reruns cluster [--letters 80] [--raw FOLDER]
    python -m bench.reruns kills [--kills 200]

`growth` times `raadsbrieven run` as a scheduler calls it, when nothing changed and when one letter came, in collections
of `bench.reruns_letters`, and draws `docs/images/reruns.svg` where there is more than one size.

`cluster` reads letters, drawn ones or those in a folder, on a Dask cluster of this machine with one worker process and
with two. The workers have read some letters before; what is timed is the stages, as the run log has them.

`kills` runs 40 letters, kills the run and its children at moments spread by a golden-ratio sequence over the time
that an undisturbed run takes, lets the next run finish, and compares all tables, texts and records byte by byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bench.reruns_letters import filled_store, letters_in
from bench.reruns_plot import plot
from pipeline.tables.export import EXPORTS
from tests.drawn import LETTERS

GOLDEN = 0.6180339887
REPEATED = 5
"""Runs of each kind, of which the median counts."""
PLOT = Path("docs", "images", "reruns.svg")


class Cost(NamedTuple):
    """On a busy machine the processor time says more than the clock."""

    seconds: float
    cpu: float

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.seconds - other.seconds, self.cpu - other.cpu)


class Run(NamedTuple):
    """What one call of the program cost, its exit code, and the peak of its largest process in MB."""

    cost: Cost
    code: int
    memory: float


def call(raw: Path, processed: Path, *more: str) -> Run:
    """Waits for this one child, as a peak over all children would be that of whatever else was started.

    Linux counts the peak of the process that starts another as that of the
    other too (at `exec`); so this one must stay small.
    """
    command = [sys.executable, "-m", "pipeline.cli", "run", "--raw", str(raw), "--processed", str(processed), *more]
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    cost = Cost(time.monotonic() - begun, used.ru_utime + used.ru_stime)
    return Run(cost, process.returncode, used.ru_maxrss / 1024)


def filled(raw: Path, processed: Path, configs: Path, first: Path) -> float:
    """`filled_store` in a process of its own, which a large collection makes large; seconds of the processor."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        apart.submit(filled_store, raw, processed, configs, first).result()
        return apart.submit(time.process_time).result()


class Measured(NamedTuple):
    """One collection: what filling it cost, what a run costs, and what lies on the disk, in MB.

    `fill` is in seconds of the processor; `steps` is how long the last run with one letter more took for its steps, by
    the clock; `memory` the peak in MB of runs with one letter more.
    """

    letters: int
    fill: float
    no_op: Cost
    one_more: Cost
    steps: dict[str, float]
    memory: float
    index: float
    rows: float
    tables: float


def middle(costs: list[Cost]) -> Cost:
    """The median of the clock, and that of the processor."""
    return Cost(*(statistics.median(values) for values in zip(*costs, strict=True)))


def measured(number: int, exports: list[str]) -> Measured:
    with tempfile.TemporaryDirectory(prefix="raadsbrieven-") as folder:
        raw, first, processed = Path(folder, "raw"), Path(folder, "first"), Path(folder, "processed")
        configs = configs_with(Path(folder, "configs"), exports)
        letters_in(raw, number)
        letters_in(first, len(LETTERS))
        assert call(first, processed, "--configs", str(configs)).code == 0
        fill = filled(raw, processed, configs, first)
        runs = [call(raw, processed, "--configs", str(configs)) for _ in range(REPEATED)]
        assert not any(run.code for run in runs)
        assert (processed / "runs.jsonl").read_text().count("\n") == 1, "it was no no-op"
        more = []
        for rank in range(REPEATED):
            letters_in(raw, 1, first=number + rank)
            more.append(call(raw, processed, "--configs", str(configs)))
            entry = json.loads((processed / "runs.jsonl").read_text().splitlines()[-1])
            assert (more[-1].code, entry["received"], entry["stages"]["extract"]) == (0, number + 1 + rank, 1)
        sizes = (megabytes(processed / name) for name in ("state/index.sqlite", "state/rows", "tables"))
        no_op, one_more = (middle([run.cost for run in some]) for some in (runs, more))
        return Measured(number, fill, no_op, one_more, entry["seconds"], max(run.memory for run in more), *sizes)


def configs_with(folder: Path, exports: list[str]) -> Path:
    shutil.copytree("configs", folder)
    file = folder / "pipeline.toml"
    lines = [line for line in file.read_text().splitlines() if not line.startswith("exports")]
    file.write_text("\n".join(lines).replace("[tables]", f"[tables]\nexports = {json.dumps(exports)}"))
    return folder


def megabytes(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def growth(sizes: list[int], exports: list[str]) -> None:
    print(
        "| letters | no-op (s) | processor (s) | one letter more (s) | processor (s) | of which tables (s) "
        "| peak (MB) | index (MB) | rows (MB) | tables (MB) | filling, processor (s) |"
    )
    print("|---" * 11 + "|")
    found = []
    for number in sizes:
        one = measured(number, exports)
        found.append(one)
        extra = one.one_more - one.no_op
        print(
            f"| {number:,} | {one.no_op.seconds:.2f} | {one.no_op.cpu:.2f} | +{extra.seconds:.2f} | +{extra.cpu:.2f} "
            f"| {one.steps['tables']:.2f} | {one.memory:.0f} | {one.index:.1f} | {one.rows:.1f} | {one.tables:.1f} "
            f"| {one.fill:.0f} |",
            flush=True,
        )
    if len(found) > 1:
        plot(
            {
                "nothing changed": [(one.letters, one.no_op.cpu) for one in found],
                "one letter more": [(one.letters, one.one_more.cpu) for one in found],
            },
            PLOT,
        )


def cluster(number: int, raw: Path | None) -> None:
    """Reads letters with one Dask worker and with two; each has one thread."""
    print("| workers | letters | stages (s) | whole run (s) |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="raadsbrieven-") as folder:
        if raw is None:
            letters_in(raw := Path(folder, "raw"), number)
        letters_in(Path(folder, "warm"), 8)
        times = []
        for workers in (1, 2):
            file = Path(folder, f"scheduler-{workers}.json")
            dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
            processes = [subprocess.Popen([*dask, "--no-dashboard", "--scheduler-file", str(file)])]
            while not file.exists() or not file.read_text():
                time.sleep(0.1)
            address = json.loads(file.read_text())["address"]
            worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
            processes += [subprocess.Popen([*worker, "--local-directory", folder]) for _ in range(workers)]
            try:
                call(Path(folder, "warm"), Path(folder, f"warm-{workers}"), "--scheduler", address)
                processed = Path(folder, f"processed-{workers}")
                code = call(raw, processed, "--scheduler", address).code
            finally:
                for process in processes:
                    process.kill()
            assert code in (0, 1)  # a folder may hold letters that nobody can read
            entry = json.loads((processed / "runs.jsonl").read_text())
            seconds = entry["seconds"]
            times.append(seconds["stages"])
            print(f"| {workers} | {entry['received']} | {times[-1]:.1f} | {seconds['total']:.1f} |", flush=True)
        print(f"speed-up of two workers over one: {times[0] / times[1]:.2f}")


def digest(processed: Path) -> dict[str, str]:
    wanted = ("tables", "letters", "state/records", "state/rows")
    return {
        path.relative_to(processed).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in wanted
        for path in (processed / folder).rglob("*")
        if path.is_file()
    }


def kills(number: int) -> None:
    with tempfile.TemporaryDirectory(prefix="raadsbrieven-") as folder:
        raw = Path(folder, "raw")
        letters_in(raw, 40)
        whole = call(raw, Path(folder, "whole")).cost.seconds
        wanted = digest(Path(folder, "whole"))
        processed = Path(folder, "killed")
        wrong = torn = 0
        done = 0
        while done < number:
            shutil.rmtree(processed, ignore_errors=True)
            for _ in range(5):  # kill after kill, then let it finish
                if done == number:
                    break
                moment = whole * ((done * GOLDEN) % 1)
                kill_at(raw, processed, moment)
                done += 1
                torn += not whole_tables(processed)
            call(raw, processed)
            wrong += digest(processed) != wanted
        print("| kills | undisturbed run (s) | torn tables | wrong bytes at the end |\n|---|---|---|---|")
        print(f"| {done} | {whole:.1f} | {torn} | {wrong} |")


def kill_at(raw: Path, processed: Path, moment: float) -> None:
    command = [sys.executable, "-m", "pipeline.cli", "run", "--raw", str(raw), "--processed", str(processed)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()


def whole_tables(processed: Path) -> bool:
    """Whether the tables that lie there, if any, can be read to their ends."""
    import pyarrow.parquet as pq

    for path in (processed / "tables").rglob("*.parquet"):
        pq.ParquetFile(path).read()
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("growth")
    command.add_argument("--letters", type=int, nargs="+", default=[1000, 10000, 100000])
    command.add_argument("--exports", nargs="*", default=[], choices=EXPORTS)
    command = commands.add_parser("cluster")
    command.add_argument("--letters", type=int, default=80)
    command.add_argument("--raw", type=Path)
    commands.add_parser("kills").add_argument("--kills", type=int, default=200)
    given = parser.parse_args()
    if given.command == "growth":
        growth(given.letters, given.exports)
    elif given.command == "cluster":
        cluster(given.letters, given.raw)
    else:
        kills(given.kills)


if __name__ == "__main__":
    main()
