"""What a result depends on, as hashes: when nothing of it changed, the work need not be done again."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.results import Result
from pipeline.stages import Reduction, Stage

RUNNER_CODES = ("limit-exceeded", "crashed")
"""Failures that depend on the limits of the run too, and so are tried again when these change."""


@dataclass(frozen=True, slots=True)
class Version:
    """Everything but its input that a stage's outcome depends on.

    `libraries` is name -> version; it holds libraries, models, programs and Python itself.
    """

    code: str
    settings: str
    libraries: Mapping[str, str]

    @property
    def key(self) -> str:
        return _hash(json.dumps([self.code, self.settings, sorted(self.libraries.items())]))


def version_of(step: Stage | Reduction, settings: Mapping[str, Any]) -> Version:
    """The version of a stage, or of the tables, with these settings, without importing its package."""
    libraries = {"python": f"{sys.version_info.major}.{sys.version_info.minor}"}
    libraries |= {name: _library_version(name) for name in step.libraries}
    if isinstance(step, Stage):
        libraries |= {name: _program_version(name) for name in step.programs}
        libraries |= {name: _model_version(name) for name in step.models(settings)}
    return Version(
        code=_hash("".join(code_hash(module) for module in step.code)),
        settings=_hash(json.dumps(settings, sort_keys=True, default=str)),
        libraries=libraries,
    )


def fingerprint(version_key: str, inputs: Iterable[str]) -> str:
    """The hash of a stage's version and its input."""
    return _hash("\n".join([version_key, *inputs]))


def is_current(result: Result, version_key: str, inputs: Iterable[str], limits_key: str) -> bool:
    """Whether running that stage on that input would give this result again."""
    return result.fingerprint == result_fingerprint(
        version_key, inputs, limits_key, result.failure.code if result.failure else ""
    )


def result_fingerprint(version_key: str, inputs: Iterable[str], limits_key: str, failure_code: str) -> str:
    """The fingerprint under which a result is kept."""
    extra = [limits_key] if failure_code in RUNNER_CODES else []
    return fingerprint(version_key, [*inputs, *extra])


def differences(old: Version, new: Version) -> tuple[str, ...]:
    """What changed, in words: "settings changed", "spacy 3.8.1 -> 3.8.2"."""
    changes = []
    if old.code != new.code:
        changes.append("code changed")
    if old.settings != new.settings:
        changes.append("settings changed")
    for name in sorted({*old.libraries, *new.libraries}):
        before, after = old.libraries.get(name, "not used"), new.libraries.get(name, "not used")
        if before != after:
            changes.append(f"{name} {before} -> {after}")
    return tuple(changes)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def code_hash(module: str) -> str:
    """The hash of a module's source, or of every file of a package: word lists and models count as code."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"no source of {module}")
    return _files_hash(Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin))


def _files_hash(path: Path) -> str:
    digest = hashlib.sha256()
    files = [path] if path.is_file() else sorted(path.rglob("*"))
    for file in files:
        if file.is_file() and "__pycache__" not in file.parts:
            digest.update(f"{file.relative_to(path.parent).as_posix()}\n".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


@cache
def _library_version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"


@cache
def _program_version(name: str) -> str:
    """The first line that `<name> --version` prints."""
    path = shutil.which(name)
    if path is None:
        return "absent"
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return "unknown"
    return (answer.stdout or answer.stderr).partition("\n")[0].strip() or "unknown"


def _model_version(name: str) -> str:
    folder = Path(name)
    if folder.is_dir():
        return _files_hash(folder)[:12]
    return _library_version(name)
