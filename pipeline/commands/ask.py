"""`status`, `check`, `runs` and `diff`: questions that change nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import PROCESSED, RAW, Configs, Processed, Raw, config_from
from pipeline.plan import reasons
from pipeline.report import shown_name
from pipeline.run import Look, Run, Wishes
from pipeline.stages import PIPELINE
from pipeline.store import Store
from pipeline.tabulate import failed_letter, table_inputs

MOST_ROWS = 10
"""How many rows of a table `diff` names without --all."""
SIGNS = {"added": "+", "gone": "-", "changed": "~"}


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (status, check, runs, diff):
        app.command()(command)


def status(raw: Raw = RAW, processed: Processed = PROCESSED, configs: Configs = None) -> None:
    """Say what lies in raw/, what failed, and what a run would do and why."""
    with Store.reading(processed) as store:
        look = Run(raw, config_from(configs), PIPELINE, Wishes()).look(store)
        inputs = table_inputs(look.found.files, store.index.results())
    for line in plan_lines(look):
        typer.echo(line)
    failed = [letter for letter in map(failed_letter, inputs) if letter]
    for code, number in sorted(Counter(letter.failure.code for letter in failed).items()):
        typer.echo(f"failed: {number} {code}")
    for letter in failed:
        typer.echo(
            f"  {shown_name(letter.file_name)} ({letter.letter_id}): {letter.failure.code}: {letter.failure.message}"
        )


def print_plan(raw: Path, processed: Path, configs: Path | None, wishes: Wishes) -> None:
    """Prints what a run would do, and why."""
    with Store.reading(processed) as store:
        look = Run(raw, config_from(configs), PIPELINE, wishes).look(store)
    for line in plan_lines(look):
        typer.echo(line)


def plan_lines(look: Look) -> list[str]:
    """What a run would do, in words."""
    found = look.found
    lines = [f"{len(found.files)} letters in raw/, {len(found.unsettled)} still being written"]
    for (stage, reason), number in sorted(reasons(look.plans.values()).items()):
        lines.append(f"{stage}: {number} ({reason})")
    perhaps = Counter(stage for plan in look.plans.values() for stage in plan.perhaps)
    for stage in (stage.name for stage in PIPELINE.stages):
        if perhaps[stage]:
            lines.append(f"{stage}: {perhaps[stage]}, as far as what they are made from turns out different")
    if look.tables:
        lines.append("tables: to be written")
    return lines if len(lines) > 1 else [*lines, "nothing to do"]


def check(configs: Configs = None) -> None:
    """Check the settings, rule sets and house styles, without reading a letter."""
    config = config_from(configs)
    for step in PIPELINE.steps:
        _, make = step.load()
        make(config.settings_for(step))
    files = sum(len(paths) for paths in config.origins.values())
    typer.echo(f"{config.folder / 'pipeline.toml'} and {files} rule files are in order")


def runs(
    processed: Processed = PROCESSED,
    last: Annotated[int, typer.Option(min=1, help="How many.")] = 20,
) -> None:
    """List the latest runs that did something, and when a run last looked."""
    with Store.reading(processed) as store:
        entries, looked = store.runs(), store.last_look()
    for entry in entries[-last:]:
        ran = ", ".join(f"{stage} {number}" for stage, number in entry["stages"].items() if number)
        typer.echo(
            f"{entry['when']}  exit {entry['exit_code']}  {entry['received']} received, {entry['failed']} failed, "
            f"{entry['gone']} gone  {ran or 'tables only'}  {entry['seconds']['total']:.1f} s"
        )
    if looked is None:
        typer.echo("no run yet")
    else:
        typer.echo(f"last look {dt.datetime.fromtimestamp(looked, dt.UTC).isoformat(timespec='seconds')}")


def diff(
    processed: Processed = PROCESSED,
    everything: Annotated[bool, typer.Option("--all", help="Name every row, however many.")] = False,
) -> None:
    """Say what the last run that changed a table changed: rows added, gone and changed."""
    with Store.reading(processed) as store:
        entry = store.changes()
    if not entry:
        typer.echo("no run changed a table yet")
        return
    typer.echo(f"changed by the run of {entry['when']}:")
    for table, kinds in entry["changes"].items():
        for kind, rows in kinds.items():
            if rows:
                typer.echo(f"{table}: {len(rows)} {kind}")
            shown = rows if everything else rows[:MOST_ROWS]
            for row in shown:
                typer.echo(f"  {SIGNS[kind]} {row}")
            if len(rows) > len(shown):
                typer.echo(f"    and {len(rows) - len(shown)} more; --all names them")
