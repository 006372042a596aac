"""Settings: a mistake is named by file and key before any letter is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.config import COMMANDS, find_configs, read_config
from pipeline.errors import ConfigError
from pipeline.stages import PIPELINE
from tests.conftest import ROOT


@dataclass(frozen=True)
class SomeSettings:
    name: str = "nobody"
    years: int = 10


def configs(folder: Path, text: str, **others: str) -> Path:
    (folder / "pipeline.toml").write_text(text)
    for name, content in others.items():
        (folder / f"{name}.toml").write_text(content)
    return folder


def test_the_settings_that_come_along_are_in_order() -> None:
    config = read_config(ROOT / "configs", PIPELINE)
    for step in PIPELINE.steps:
        config.settings_for(step)


def test_an_empty_file_means_the_defaults_that_the_file_that_comes_along_writes_out(tmp_path: Path) -> None:
    empty, written = read_config(configs(tmp_path, ""), PIPELINE), read_config(ROOT / "configs", PIPELINE)
    assert (empty.raw, empty.limits) == (written.raw, written.limits)
    assert empty.settings_for(PIPELINE.tables) == written.settings_for(PIPELINE.tables)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[limts]\nseconds = 3", r"pipeline.toml: \[limts\] is unknown; there are raw, limits, extract"),
        ("[limits]\nsecond = 3", r"\[limits\] second: unknown key; there are seconds, memory_mb"),
        ("[limits]\nseconds = 'long'", r"\[limits\] seconds: Expected `float`, got `str`"),
        ("seconds = 3", r"seconds stands outside the tables"),
        ("limits = 3", r"limits stands outside the tables"),
        ("[limits", r"pipeline.toml: "),
    ],
)
def test_a_mistake_is_named_by_file_and_key(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        read_config(configs(tmp_path, text), PIPELINE)


def test_a_mistake_in_a_stage_is_named_too(tmp_path: Path) -> None:
    config = read_config(configs(tmp_path, "[extract]\nreeder = 'pdfium'"), PIPELINE)
    with pytest.raises(ConfigError, match=r"\[extract\] reeder: unknown key"):
        config.settings_for(PIPELINE.stages[0])


def test_a_mistake_in_a_rule_file_names_that_file(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "places.toml").write_text("nme = 'places'\n")
    config = read_config(configs(tmp_path, ""), PIPELINE)
    entities = next(stage for stage in PIPELINE.stages if stage.name == "entities")
    with pytest.raises(ConfigError, match=r"places\.toml: "):
        config.settings_for(entities)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_has_its_table_in_either_place_and_not_in_both(tmp_path: Path, command: str) -> None:
    inside = read_config(configs(tmp_path, f"[{command}]\nname = 'x'"), PIPELINE)
    assert inside.table(command, SomeSettings) == SomeSettings("x")
    with pytest.raises(ConfigError, match="keep one of the two"):
        read_config(configs(tmp_path, f"[{command}]\nname = 'x'", **{command: "name = 'y'"}), PIPELINE)
    own_file = read_config(configs(tmp_path, "", **{command: "name = 'y'"}), PIPELINE)
    assert own_file.table(command, SomeSettings) == SomeSettings("y")


def test_a_mistake_in_the_file_of_a_command_names_it(tmp_path: Path) -> None:
    config = read_config(configs(tmp_path, "", archive="year = 3"), PIPELINE)
    with pytest.raises(ConfigError, match=r"archive\.toml: year: unknown key; there are name, years"):
        config.table("archive", SomeSettings)


def test_settings_of_the_working_folder_come_before_those_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "configs").mkdir()
    configs(tmp_path / "configs", "")
    assert find_configs(None, tmp_path) == tmp_path / "configs"
    assert (find_configs(None, tmp_path / "elsewhere") / "pipeline.toml").is_file()
    with pytest.raises(ConfigError, match="--configs names"):
        find_configs(tmp_path / "absent", tmp_path)
