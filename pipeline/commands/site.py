"""`report`: the tables as a site to look at."""

from __future__ import annotations

import typer

from pipeline.commands.options import PROCESSED, RAW, Configs, Processed, Raw, config_from


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(report)


def report(raw: Raw = RAW, processed: Processed = PROCESSED, configs: Configs = None) -> None:
    """Write a site that opens from disk, with every letter's pages beside its text, to processed/report/."""
    from pipeline.report_site import ReportSettings, write_site

    settings = config_from(configs).table("report", ReportSettings)
    written = write_site(processed, raw, settings)
    typer.echo(
        f"{written.letters_written} of {written.letters} letters and {written.pictures} pictures of pages written"
    )
    typer.echo(f"open {written.index}")
