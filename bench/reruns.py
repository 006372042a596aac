"""What reruns cost when there is much that did not change, and what `kill -9` costs.

    python -m bench.reruns no-op [--letters 1000 10000 100000]
    python -m bench.reruns kills [--kills 200]

`no-op` makes letters that are drawn letters with a line behind the end of the file, so that each is another file,
and fills the store with copies of the results of the drawn ones: what a run looks at is all there, without reading
a hundred thousand PDFs. The tables are marked as written. Then it times `raadsbrieven run` as a scheduler calls it.

`kills` runs 40 letters, kills the run and its children at moments spread by a golden-ratio sequence over the time
that an undisturbed run takes, lets the next run finish, and compares all tables, texts and records byte by byte.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pipeline.config import find_configs, read_config
from pipeline.fingerprint import result_fingerprint, version_of
from pipeline.sources import scan
from pipeline.stages import PIPELINE
from pipeline.store import Store
from pipeline.tabulate import table_inputs, tables_fingerprint
from tests.drawn import LETTERS, draw

GOLDEN = 0.6180339887
OLD = 1_600_000_000


def call(raw: Path, processed: Path, *more: str) -> tuple[Cost, int]:
    command = [sys.executable, "-m", "pipeline.cli", "run", "--raw", str(raw), "--processed", str(processed), *more]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    seconds, after = time.monotonic() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(seconds, cpu), code


class Cost(NamedTuple):
    """On a busy machine the processor time says more than the clock."""

    seconds: float
    cpu: float


def letters_in(raw: Path, number: int) -> None:
    drawn = [draw(letter) for letter in LETTERS]
    for index in range(number):
        path = raw / f"{index % 100:02d}" / f"letter-{index:06d}.pdf"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(drawn[index % len(drawn)] + b"\n%% copy %d\n" % index)
        os.utime(path, (OLD, OLD))


def filled_store(raw: Path, processed: Path) -> None:
    """Gives every letter the results of the drawn letter that it is a copy of."""
    first = raw.parent / "first"
    letters_in(first, len(LETTERS))
    assert call(first, processed)[1] == 0
    config = read_config(find_configs(None, Path.cwd()), PIPELINE)
    tables_key = version_of(PIPELINE.tables, config.steps["tables"]).key
    with Store.writing(processed) as store:
        drawn = sorted(scan(first, config.raw, {}).files, key=lambda file: file.path.name)
        known = store.index.results()
        found = scan(raw, config.raw, {})
        store.index.set_files(found.files)
        store.index.forget_letters([file.sha256 for file in drawn])
        for file in found.files:
            number = int(file.path.stem.rpartition("-")[2])
            extract, *others = known[drawn[number % len(drawn)].sha256]
            mark = result_fingerprint(extract.version, [file.sha256], "", "")
            store.index.set_results(file.sha256, (replace(extract, fingerprint=mark), *others))
            (processed / "letters" / f"{file.letter_id}.txt").touch()
        inputs = table_inputs(found.files, store.index.results())
        tables = {name: store.stamp(name) for name in store.published_names("tables")}
        texts = {f"letters/{file.letter_id}.txt": "copied" for file in found.files}
        store.index.set_published({**tables, **texts, "tables": tables_fingerprint(inputs, tables_key)})
        store.index.commit()


def no_op(sizes: list[int]) -> None:
    print("| letters | no-op (s) | processor (s) | ms per letter | index (MB) |\n|---|---|---|---|---|")
    for number in sizes:
        with tempfile.TemporaryDirectory(prefix="raadsbrieven-") as folder:
            raw, processed = Path(folder, "raw"), Path(folder, "processed")
            letters_in(raw, number)
            filled_store(raw, processed)
            times = []
            for _ in range(3):
                cost, code = call(raw, processed)
                assert code == 0
                times.append(cost)
            assert not (processed / "runs.jsonl").read_text().count("\n") > 1, "it was no no-op"
            size = (processed / "state" / "index.sqlite").stat().st_size / 1e6
            best = Cost(*(min(values) for values in zip(*times, strict=True)))
            each = 1000 * best.cpu / number
            print(f"| {number} | {best.seconds:.2f} | {best.cpu:.2f} | {each:.3f} | {size:.1f} |", flush=True)


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
        whole = call(raw, Path(folder, "whole"))[0].seconds
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

    for path in (processed / "tables").glob("*.parquet"):
        pq.read_table(path)
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("no-op").add_argument("--letters", type=int, nargs="+", default=[1000, 10000, 100000])
    commands.add_parser("kills").add_argument("--kills", type=int, default=200)
    given = parser.parse_args()
    if given.command == "no-op":
        no_op(given.letters)
    else:
        kills(given.kills)


if __name__ == "__main__":
    main()
