"""The only reader of `configs/`: TOML in, frozen settings out; a key that nobody knows is an error.

    configs/pipeline.toml          [raw], [limits], [tables], one table per stage, and tables of commands
    configs/<command>.toml         the table of one command, where it stands in a file of its own
    configs/house_styles/*.toml    how one council's letters look: settings of `split`
    configs/rules/*.toml           rule sets: settings of `entities`
    configs/corrections.csv, configs/corrections/*.csv    what curators put right: a setting of `tables`

`Stage.rule_files` says which folder fills which setting. Settings stay plain values until a stage is built,
because telling whether they changed must not load the stage.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from pipeline.errors import ConfigError
from pipeline.stages import Pipeline, Reduction, Stage

PACKAGED = Path(__file__).parent / "configs"
MAIN_FILE = "pipeline.toml"
COMMANDS = ("archive", "redact", "report")
"""Commands with settings of their own. Another one is added by its name here; `Config.table` gives its settings."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class RawSettings:
    """How `raw/` is looked at.

    Attributes:
        young_seconds: a new file that was written less than this many seconds ago may still be growing.
        settle_seconds: how long to wait before looking at such files again; those that changed meanwhile are
            left for the next run.
        ignored: patterns of names that are no letters: what systems, editors and copying programs leave behind.
    """

    young_seconds: float = 10.0
    settle_seconds: float = 0.5
    ignored: tuple[str, ...] = (
        ".*",
        "~$*",
        "*~",
        "*.tmp",
        "*.part",
        "*.partial",
        "*.filepart",
        "*.crdownload",
        "*.download",
        "*.swp",
        "Thumbs.db",
        "desktop.ini",
        "__MACOSX",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one letter may cost before it fails with `limit-exceeded`, and how long a worker lives.

    Attributes:
        seconds: time for all stages together.
        memory_mb: memory of the worker process, models included.
        letters_per_worker: a worker is replaced after this many letters, so that leaks of libraries end with it.
    """

    seconds: float = 300.0
    memory_mb: int = 2000
    letters_per_worker: int = 100


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of one folder.

    Attributes:
        steps: step name -> its settings as plain values, rule files in place.
        origins: "<step>.<setting>" -> the files that fill it, for messages.
        commands: command -> the file that its settings stand in, and their plain values.
    """

    folder: Path
    raw: RawSettings
    limits: Limits
    steps: Mapping[str, Mapping[str, Any]]
    origins: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    commands: Mapping[str, tuple[Path, Mapping[str, Any]]] = field(default_factory=dict)

    def table(self, command: str, settings_type: type[T]) -> T:
        """The typed settings of a command, all at their defaults where nobody set any. Raises ConfigError."""
        file, values = self.commands.get(command, (self.folder / MAIN_FILE, {}))
        where = f"[{command}] " if file.name == MAIN_FILE else ""
        try:
            return _convert(values, settings_type)
        except _KeyError as error:
            raise ConfigError(f"{file}: {where}{error.path}: {error.reason}") from error

    def settings_for(self, step: Stage | Reduction) -> Any:
        """The typed settings of a step. Imports its package. Raises ConfigError."""
        settings_type, _ = step.load()
        return self._converted(step.name, settings_type)

    def _converted(self, name: str, settings_type: type[T]) -> T:
        try:
            return _convert(self.steps[name], settings_type)
        except _KeyError as error:
            file, key = self._blame(name, error.path)
            raise ConfigError(f"{file}: {key}: {error.reason}") from error

    def _blame(self, step: str, path: str) -> tuple[Path, str]:
        """The file and the key in it that a path like `house_styles[2].size` means."""
        match = re.match(r"(\w+)\[(\d+)\]\.?(.*)", path)
        files = self.origins.get(f"{step}.{match[1]}", ()) if match else ()
        if match and files:
            return files[int(match[2])], match[3] or "(top)"
        return self.folder / MAIN_FILE, f"[{step}] {path}".rstrip()


def find_configs(given: Path | None, here: Path) -> Path:
    """The folder of settings: the one that is given, else `configs/` in `here`, else the one in the package."""
    if given is not None:
        if not given.is_dir():
            raise ConfigError(f"{given} is no folder; --configs names the folder that holds {MAIN_FILE}")
        return given
    local = here / "configs"
    # A checkout has no copy inside the package: its configs/ stands beside the package.
    beside = PACKAGED.parent.parent / "configs"
    return next((folder for folder in (local, PACKAGED) if (folder / MAIN_FILE).is_file()), beside)


def read_config(folder: Path, pipeline: Pipeline) -> Config:
    """All settings in a folder. Raises ConfigError for what TOML or the runner's own tables don't allow."""
    file = folder / MAIN_FILE
    tables = _toml(file)
    names = [step.name for step in pipeline.steps]
    _refuse_strangers(file, tables, ("raw", "limits", *names, *COMMANDS))
    steps: dict[str, Mapping[str, Any]] = {name: tables.get(name, {}) for name in names}
    origins: dict[str, tuple[Path, ...]] = {}
    for stage in pipeline.stages:
        for setting, rule_folder in stage.rule_files.items():
            files = tuple(sorted((folder / rule_folder).glob("*.toml")))
            if not files:
                continue
            steps[stage.name] = {**steps[stage.name], setting: [_toml(path) for path in files]}
            origins[f"{stage.name}.{setting}"] = files
    if rows := list(_correction_rows(folder)):
        steps[pipeline.tables.name] = {**steps[pipeline.tables.name], "corrections": rows}
        origins[f"{pipeline.tables.name}.corrections"] = tuple(folder / row["origin"] for row in rows)
    return Config(
        folder=folder,
        raw=_own_table(file, tables, "raw", RawSettings),
        limits=_own_table(file, tables, "limits", Limits),
        steps=steps,
        origins=origins,
        commands=_command_tables(folder, tables),
    )


def _correction_rows(folder: Path) -> Iterator[dict[str, str]]:
    """The filled rows of the files of corrections, each with its file and line, `origin`."""
    for path in (folder / "corrections.csv", *sorted((folder / "corrections").glob("*.csv"))):
        if not path.is_file():
            continue
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise ConfigError(f"{path}: is not UTF-8; save it as 'CSV UTF-8'") from error
        # Where the comma is the decimal sign, spreadsheets write semicolons.
        delimiter = ";" if ";" in text.partition("\n")[0] else ","
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="")
        for row in rows:
            if "" in row or None in row.values():
                raise ConfigError(f"{path}:{rows.line_num}: has another number of cells than the header")
            cells = {name: cell.strip() for name, cell in row.items()}
            if any(cells.values()):
                yield {**cells, "origin": f"{path.relative_to(folder)}:{rows.line_num}"}


def _refuse_strangers(file: Path, tables: Mapping[str, Any], known: Sequence[str]) -> None:
    for name, table in tables.items():
        if not isinstance(table, dict):
            raise ConfigError(f"{file}: {name} stands outside the tables; put it under one, e.g. [limits]")
        if name not in known:
            raise ConfigError(f"{file}: [{name}] is unknown; there are {', '.join(known)}")


def _command_tables(folder: Path, tables: Mapping[str, Any]) -> dict[str, tuple[Path, Mapping[str, Any]]]:
    """Command -> where its settings stand and what they are; each stands in one place only."""
    found: dict[str, tuple[Path, Mapping[str, Any]]] = {}
    for command in COMMANDS:
        file = folder / f"{command}.toml"
        if command in tables and file.exists():
            raise ConfigError(f"{file}: {folder / MAIN_FILE} has a table [{command}] too; keep one of the two")
        if file.exists():
            found[command] = (file, _toml(file))
        elif command in tables:
            found[command] = (folder / MAIN_FILE, tables[command])
    return found


def _own_table(file: Path, tables: Mapping[str, Any], name: str, settings_type: type[T]) -> T:
    try:
        return _convert(tables.get(name, {}), settings_type)
    except _KeyError as error:
        raise ConfigError(f"{file}: [{name}] {error.path}: {error.reason}") from error


class _KeyError(Exception):
    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def _convert(values: Mapping[str, Any], settings_type: type[T]) -> T:
    """The settings. Raises _KeyError that names the key."""
    try:
        settings = msgspec.convert(values, settings_type)
    except msgspec.ValidationError as error:
        reason, _, path = str(error).partition(" - at `")
        raise _KeyError(path.rstrip("`").removeprefix("$").removeprefix("."), reason) from error
    except ValueError as error:  # a settings class that checks its values itself
        raise _KeyError("", str(error)) from error
    _refuse_unknown(values, settings, "")
    return settings


def _refuse_unknown(values: Any, settings: Any, path: str) -> None:
    """Goes through plain values and typed settings side by side: msgspec lets unknown keys of dataclasses pass."""
    if isinstance(values, Mapping) and hasattr(settings, "__dataclass_fields__"):
        for key, value in values.items():
            if key not in settings.__dataclass_fields__:
                known = ", ".join(settings.__dataclass_fields__)
                raise _KeyError(f"{path}.{key}".lstrip("."), f"unknown key; there are {known}")
            _refuse_unknown(value, getattr(settings, key), f"{path}.{key}".lstrip("."))
    elif isinstance(values, Mapping) and isinstance(settings, Mapping):
        for key, value in values.items():
            _refuse_unknown(value, settings.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(values, list) and isinstance(settings, tuple):
        for number, (value, setting) in enumerate(zip(values, settings, strict=False)):
            _refuse_unknown(value, setting, f"{path}[{number}]")


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path} is not there; --configs names the folder that holds it") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
