"""Records are believed only when they are what was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.encoding import hash_of, packed
from pipeline.results import RecordLostError, Result
from pipeline.store import Store

RESULT = Result("words", "v1", "f1", hash_of(b'{"words":["a"]}'))


def test_a_kept_record_comes_back(tmp_path: Path) -> None:
    with Store.writing(tmp_path) as store:
        store.keep("abc", (RESULT,), {"words": packed(b'{"words":["a"]}')})
        store.index.commit()
    with Store.reading(tmp_path) as store:
        assert store.index.results() == {"abc": (RESULT,)}
        assert store.record("abc", RESULT) == b'{"words":["a"]}'


@pytest.mark.parametrize("data", [packed(b'{"words":["b"]}'), b"\x1f\x8b", b""], ids=["another", "torn", "empty"])
def test_a_record_that_is_not_what_was_written_is_lost(tmp_path: Path, data: bytes) -> None:
    with Store.writing(tmp_path) as store:
        store.keep("abc", (RESULT,), {"words": data})
        with pytest.raises(RecordLostError):
            store.record("abc", RESULT)


def test_what_was_not_committed_is_forgotten(tmp_path: Path) -> None:
    with Store.writing(tmp_path) as store:
        store.keep("abc", (RESULT,), {})
    with Store.reading(tmp_path) as store:
        assert store.index.results() == {}


def test_reading_an_absent_folder_makes_none(tmp_path: Path) -> None:
    with Store.reading(tmp_path / "processed") as store:
        assert store.index.files() == {}
        assert store.last_look() is None
    assert not (tmp_path / "processed").exists()


def test_an_index_of_another_layout_is_made_anew(tmp_path: Path) -> None:
    with Store.writing(tmp_path) as store:
        store.keep("abc", (RESULT,), {})
        store.index.commit()
        store.index._connection.execute("PRAGMA user_version = 99")
    with Store.writing(tmp_path) as store:
        assert store.index.results() == {}
