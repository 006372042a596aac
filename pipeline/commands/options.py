"""Options that several commands have."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.config import Config, find_configs, read_config
from pipeline.stages import PIPELINE

Raw = Annotated[Path, typer.Option(help="The folder with the letters, or its URL; nothing is ever written there.")]
Processed = Annotated[Path, typer.Option(help="The folder for everything that is made from them.")]
Configs = Annotated[
    Path | None, typer.Option(help="The folder with pipeline.toml.  [default: ./configs]", show_default=False)
]
Workers = Annotated[int, typer.Option(min=0, help="Letters read at a time; 0 is one per core.")]
Scheduler = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Hand the letters to the Dask cluster there, e.g. tcp://host:8786.")
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Say more on standard error; may quote letters.")]

RAW = Path("raw")
PROCESSED = Path("processed")


def config_from(configs: Path | None) -> Config:
    """The settings of the folder that was given, or of the one that is found."""
    return read_config(find_configs(configs, Path.cwd()), PIPELINE)
