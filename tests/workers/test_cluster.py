"""A real Dask cluster on this machine: the same bytes as a local run, whatever becomes of its workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.workers.cluster import DaskCluster
from pipeline.workers.pool import LocalPool
from tests.conftest import ROOT
from tests.run.conftest import Place, place_at
from tests.run.toy import InProcess

pytest.importorskip("distributed", reason="needs raadsbrieven[cluster]")


class Cluster:
    def __init__(self, folder: Path) -> None:
        self._environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self._folder = folder
        file = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
        )
        deadline = time.monotonic() + 60
        while not file.exists() or not file.read_text():
            assert time.monotonic() < deadline
            time.sleep(0.05)
        self.address: str = json.loads(file.read_text())["address"]
        self.workers = [self.worker(), self.worker()]

    def worker(self) -> subprocess.Popen[bytes]:
        return self._start(
            "worker",
            self.address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(self._folder),
        )

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
        return subprocess.Popen(command, env=self._environment, cwd=self._folder, stderr=subprocess.DEVNULL)

    def close(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path)
    try:
        from distributed import Client

        with Client(cluster.address, timeout=60) as client:
            client.wait_for_workers(2, timeout=60)
        yield cluster
    finally:
        cluster.close()


def filled(folder: Path) -> Place:
    place = place_at(folder)
    for number in range(30):
        place.letter(f"letter-{number}.pdf", "een brief van " + "woord " * number)
    place.letter("bad.pdf", "FAIL")
    place.letter("crash.pdf", "SEGFAULT")
    return place


def test_a_cluster_gives_the_bytes_of_a_local_run_though_a_worker_is_killed(cluster: Cluster, tmp_path: Path) -> None:
    class OneDies(DaskCluster):
        def outcomes(self, tasks, orders):  # type: ignore[no-untyped-def]
            for number, outcome in enumerate(super().outcomes(tasks, orders)):
                if number == 10:
                    cluster.workers[0].kill()
                yield outcome

    local, spread = filled(tmp_path / "local"), filled(tmp_path / "cluster")
    local.run(LocalPool(1))
    report = spread.run(OneDies(cluster.address))
    assert report.received == 32
    assert sorted(letter.failure.code for letter in report.failed) == ["crashed", "not-a-letter"]
    assert spread.readable() == local.readable()
    assert spread.run(InProcess()).idle


def test_a_cluster_that_is_not_there_is_named(place: Place) -> None:
    with pytest.raises(ConfigError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        place.run(DaskCluster("tcp://127.0.0.1:9", patience=0.5))
