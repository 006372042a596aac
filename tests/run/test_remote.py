"""Letters on a URL are read like letters in a folder, and what is made of them is copied to one."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.config import RawSettings
from pipeline.errors import ConfigError
from pipeline.mirror import mirror
from pipeline.remote import files_at, folder_at, url_of
from pipeline.sources import scan
from pipeline.store import LOCK, Store, locked
from tests.run.conftest import Place

fsspec = pytest.importorskip("fsspec", reason="needs raadsbrieven[remote]")
LETTERS = {"a.pdf": b"Geachte raad", "2018/b.pdf": b"Met vriendelijke groet", ".hidden/c.pdf": b"niets"}


@pytest.fixture(scope="module")
def s3_server() -> Iterator[str]:
    """The address of an S3 server on this machine."""
    server_of_moto = pytest.importorskip("moto.server", reason="needs moto").ThreadedMotoServer
    pytest.importorskip("s3fs", reason="needs raadsbrieven[remote]")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = server_of_moto("127.0.0.1", port, verbose=False)
    server.start()
    yield f"http://127.0.0.1:{port}"
    server.stop()


@pytest.fixture(params=["file", "memory", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty folder on a URL."""
    if request.param == "s3":
        monkeypatch.setenv("AWS_ENDPOINT_URL", request.getfixturevalue("s3_server"))
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.setenv(name, "testing")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    folder = {"file": f"file://{tmp_path}/far", "memory": "memory://far", "s3": "s3://far"}[request.param]
    system, root = folder_at(folder)
    system.makedirs(root, exist_ok=True)
    yield folder
    system.rm(root, recursive=True)


def put(url: str, letters: dict[str, bytes]) -> None:
    system, root = folder_at(url)
    for name, data in letters.items():
        system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
        system.pipe_file(f"{root}/{name}", data)


@pytest.fixture
def far(place: Place, url: str) -> Place:
    """A place whose letters lie on the URL, and are no longer young."""
    put(url, LETTERS)
    raw = replace(place.config.raw, young_seconds=0)
    return Place(Path(url), place.processed, replace(place.config, raw=raw))


def test_letters_on_a_url_give_the_rows_of_letters_in_a_folder(far: Place, tmp_path: Path) -> None:
    report = far.run()
    assert (report.received, report.ignored) == (2, 1)
    assert {row["file_name"]: row["words"] for row in far.rows()} == {"a.pdf": 2, "2018/b.pdf": 3}
    near = replace(far, raw=tmp_path / "near", processed=tmp_path / "near-processed")
    for name, data in LETTERS.items():
        near.letter(name, data.decode())
    near.run()
    assert near.readable() == far.readable()


def test_a_second_run_over_a_url_reads_no_letter(far: Place) -> None:
    far.run()
    before = far.everything()
    with Store.reading(far.processed) as store:
        known = store.index.files()
        assert len(known) == 2
        expected: list[int] = []
        scan(far.raw, RawSettings(), known, expect=expected.append)
        assert expected == []
    assert far.run().idle
    assert far.everything() == before


def test_a_letter_that_is_overwritten_on_a_url_is_read_again(far: Place, url: str) -> None:
    far.run()
    time.sleep(1.1)  # some stores tell the time of writing by the second
    put(url, {"a.pdf": b"Geachte heer"})
    assert far.run().stage_runs["words"] == 1
    assert far.run().idle


def test_a_url_where_no_folder_is_forgets_nothing(far: Place, url: str) -> None:
    far.run()
    gone = replace(far, raw=Path(f"{url}/elsewhere"))
    with pytest.raises(ConfigError, match="elsewhere"):
        gone.run()
    assert len(far.rows()) == 2


def mirrored(place: Place, url: str) -> tuple[int, int]:
    with locked(place.processed / LOCK), Store.writing(place.processed) as store:
        done = mirror(store, url)
    return done.copied, done.gone


def there(url: str) -> dict[str, bytes]:
    return {name: file.read_bytes() for name, file, _ in files_at(url)}


def made(place: Place) -> dict[str, bytes]:
    return {name: data for name, data in place.everything().items() if not name.startswith("state/")}


def test_the_mirror_holds_what_was_made_and_copies_what_changed(place: Place, url: str) -> None:
    place.run()
    copied, _ = mirrored(place, url)
    assert there(url) == made(place)
    assert copied == len(made(place))
    assert mirrored(place, url) == (0, 0)
    (place.raw / "b.pdf").unlink()
    place.run()
    assert mirrored(place, url) == (2, 1), "the table and the log; the text of the letter"
    assert there(url) == made(place)


def test_what_others_put_beside_the_mirror_stays(place: Place, url: str) -> None:
    put(url, {"tables/README": b"ours"})
    place.run()
    mirrored(place, url)
    (place.raw / "b.pdf").unlink()
    place.run()
    mirrored(place, url)
    assert there(url)["tables/README"] == b"ours"


class DeadLine:
    """A file system that refuses after two files."""

    def __init__(self, system: Any) -> None:
        self._system = system
        self._left = 2

    def __getattr__(self, name: str) -> Any:
        return getattr(self._system, name)

    def put_file(self, source: str, target: str) -> None:
        if not self._left:
            raise OSError("the line is dead")
        self._left -= 1
        self._system.put_file(source, target)


def test_a_copying_that_broke_off_is_finished_by_the_next(
    place: Place, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.run()
    system, root = folder_at(url)
    with monkeypatch.context() as broken:
        broken.setattr("pipeline.mirror.folder_at", lambda url: (DeadLine(system), root))
        with pytest.raises(OSError, match="dead"):
            mirrored(place, url)
    mirrored(place, url)
    assert there(url) == made(place)


def test_a_path_knows_the_url_that_it_was() -> None:
    assert url_of(Path("s3://bucket/raw")) == "s3://bucket/raw"
    assert url_of(Path("memory://raw")) == "memory://raw"
    assert url_of(Path("file:///srv/raw")) == "file:///srv/raw"
    assert [url_of(Path(name)) for name in ("raw", "/srv/raw", "C:/raw", "a:b", "2018: brieven/raw")] == [""] * 5
