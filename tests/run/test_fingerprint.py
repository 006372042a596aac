"""Whatever decides an outcome changes the fingerprint, and nothing else does."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import fingerprint as module
from pipeline.fingerprint import Version, differences, is_current, result_fingerprint, version_of
from pipeline.results import Failure, Result
from tests.run.toy import WORDS


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "some_stage"
    folder.mkdir()
    (folder / "__init__.py").write_text("A = 1\n")
    (folder / "words.csv").write_text("brief\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    return folder


def version(**changes: object) -> Version:
    module.code_hash.cache_clear()
    return version_of(replace(WORDS, code=("some_stage",)), {"upper": False, **changes})


def test_code_and_word_lists_count_and_caches_do_not(package: Path) -> None:
    first = version()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert version() == first
    (package / "words.csv").write_text("brief\nnota\n")
    assert differences(first, version()) == ("code changed",)


def test_settings_count(package: Path) -> None:
    assert differences(version(), version(upper=True)) == ("settings changed",)


def test_a_library_or_model_is_named_with_both_versions() -> None:
    old, new = Version("c", "s", {"spacy": "3.8.1"}), Version("c", "s", {"spacy": "3.8.2", "nl_model": "1.0"})
    assert differences(old, new) == ("nl_model not used -> 1.0", "spacy 3.8.1 -> 3.8.2")
    assert old.key != new.key


def test_versions_are_told_without_importing_the_stage(package: Path) -> None:
    (package / "__init__.py").write_text("raise RuntimeError('imported')\n")
    version()


def test_only_failures_of_the_runner_depend_on_the_limits() -> None:
    for code, depends in (("crashed", True), ("limit-exceeded", True), ("encrypted", False), ("", False)):
        kept = Result(
            "words", "v", result_fingerprint("v", ["in"], "limits-1", code), "", Failure(code, "") if code else None
        )
        assert is_current(kept, "v", ["in"], "limits-1")
        assert is_current(kept, "v", ["in"], "limits-2") is not depends
        assert not is_current(kept, "v", ["other"], "limits-1")
