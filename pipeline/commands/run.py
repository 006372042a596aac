"""`run`, one command per stage, and `watch`."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import (
    PROCESSED,
    RAW,
    Configs,
    Processed,
    Raw,
    Scheduler,
    Verbose,
    Workers,
    config_from,
)
from pipeline.errors import LockedError
from pipeline.run import Wishes
from pipeline.stages import PIPELINE

Force = Annotated[bool, typer.Option("--force", help="Do it again though nothing changed.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be done, and why.")]
RetryFailed = Annotated[bool, typer.Option("--retry-failed", help="Try failed letters again though nothing changed.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing when there was nothing to do.")]
StageName = Annotated[str, typer.Option("--stage", help="Only this stage and what it needs.")]
LOCKED = 4
"""Exit code of a run that found another one at work."""
NAMES = (*(stage.name for stage in PIPELINE.stages), PIPELINE.tables.name)


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command()(run)
    for name in NAMES:
        app.command(name, help=f"Bring {name} up to date, with what it needs: `run --stage {name}`.")(_one_stage(name))
    app.command()(watch)


def run(
    raw: Raw = RAW,
    processed: Processed = PROCESSED,
    configs: Configs = None,
    stage: StageName = "",
    force: Force = False,
    dry_run: DryRun = False,
    retry_failed: RetryFailed = False,
    workers: Workers = 0,
    scheduler: Scheduler = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Bring the tables up to date with the letters."""
    if stage and stage not in NAMES:
        raise typer.BadParameter(f"{stage} is no stage; there are {', '.join(NAMES)}", param_hint="--stage")
    set_up_logging(verbose)

    wishes = Wishes(stage=stage, force=force, retry_failed=retry_failed)
    if dry_run:
        from pipeline.commands.ask import print_plan

        print_plan(raw, processed, configs, wishes)
        return
    try:
        code = run_once(raw, processed, configs, wishes, workers, scheduler, quiet)
    except LockedError:
        if not quiet:
            raise
        code = LOCKED
    raise typer.Exit(code)


def watch(
    raw: Raw = RAW,
    processed: Processed = PROCESSED,
    configs: Configs = None,
    workers: Workers = 0,
    scheduler: Scheduler = "",
    verbose: Verbose = False,
) -> None:
    """Bring the tables up to date now and whenever letters come, until stopped with Ctrl-C."""
    set_up_logging(verbose)
    from pipeline.commands.watching import changes_in

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # how services are stopped: the same as Ctrl-C
    try:
        for _ in changes_in(raw):
            try:
                run_once(raw, processed, configs, Wishes(), workers, scheduler)
            except LockedError as error:
                typer.echo(f"{error}; looking again later", err=True)
    except KeyboardInterrupt:
        typer.echo("stopped")  # whatever was half done, the next run finishes


def _one_stage(name: str) -> Callable[..., None]:
    def command(
        raw: Raw = RAW,
        processed: Processed = PROCESSED,
        configs: Configs = None,
        force: Force = False,
        dry_run: DryRun = False,
        retry_failed: RetryFailed = False,
        workers: Workers = 0,
        scheduler: Scheduler = "",
        verbose: Verbose = False,
    ) -> None:
        run(raw, processed, configs, name, force, dry_run, retry_failed, workers, scheduler, False, verbose)

    return command


def run_once(
    raw: Path,
    processed: Path,
    configs: Path | None,
    wishes: Wishes,
    workers: int,
    scheduler: str = "",
    quiet: bool = False,
) -> int:
    """One run with progress bar, summary and log entry; returns the exit code."""
    from pipeline.report import summary
    from pipeline.run import Run, logged_run
    from pipeline.workers.cluster import DaskCluster
    from pipeline.workers.pool import LocalPool

    executor = DaskCluster(scheduler) if scheduler else LocalPool(workers or os.cpu_count() or 1)
    one_run = Run(raw, config_from(configs), PIPELINE, wishes)
    with progress_bar() as progress:
        report = logged_run(one_run, processed, executor, progress)
    if not (quiet and report.idle):
        typer.echo(summary(report))
    return report.exit_code


def set_up_logging(verbose: bool) -> None:
    """The only place where logging is set up. Libraries are heard only when they are asked to be: they quote."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("pipeline").setLevel(logging.DEBUG if verbose else logging.INFO)


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, where that is a terminal; elsewhere nothing."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total: None
        return
    with Progress(console=console, transient=True) as bar:
        task = bar.add_task("letters", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
