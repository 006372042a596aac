"""`archive`, `verify`, `intake` and `redact`: what is made from finished tables, for archivists."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.commands.options import PROCESSED, RAW, Configs, Processed, Raw, config_from
from pipeline.errors import ConfigError

Bag = Annotated[Path | None, typer.Option(help="Also pack the delivery and the tables into a new bag here.")]
Bags = Annotated[list[Path] | None, typer.Option("--bag", help="A delivered bag to check; may be given again.")]
Out = Annotated[Path | None, typer.Option(help="Folder to write.  [default: in --processed]", show_default=False)]


class ReportLanguage(StrEnum):
    """Languages of the intake report."""

    EN = "en"
    NL = "nl"


def add_to(app: typer.Typer) -> None:
    """Adds the commands."""
    for command in (archive, verify, intake, redact):
        app.command()(command)


def archive(raw: Raw = RAW, processed: Processed = PROCESSED, configs: Configs = None, bag: Bag = None) -> None:
    """Write each letter with its MDTO metadata to processed/archive/, and a bag of it where one is asked for."""
    from pipeline.archive import ArchiveSettings, make_bag
    from pipeline.archive import archive as deliver

    settings = config_from(configs).table("archive", ArchiveSettings)
    tables = _tables(processed)
    if bag is not None and bag.exists():
        raise ConfigError(f"{bag} exists already; name another folder for this delivery")
    delivery = deliver(tables / "letters.csv", raw, processed / "archive", settings, __version__)
    typer.echo(f"{len(delivery.delivered)} letters in {processed / 'archive'}, {len(delivery.refused)} refused")
    for name, reason in delivery.refused:
        typer.echo(f"  {name}: {reason}")
    if bag is not None:
        make_bag(processed / "archive", tables, bag, settings.creator.name)
        typer.echo(f"packed in the bag {bag}")
    raise typer.Exit(1 if delivery.refused else 0)


def verify(raw: Raw = RAW, processed: Processed = PROCESSED, configs: Configs = None, bags: Bags = None) -> None:
    """Check that the originals and delivered bags are as they were; exit code 1 names what is not."""
    from pipeline.archive import fixity_of, verify_bag
    from pipeline.sources import scan

    found = scan(raw, config_from(configs).raw, {})
    wrong = fixity_of(_tables(processed) / "letters.csv", {file.file_name: file.sha256 for file in found.files})
    for bag in bags or []:
        wrong += [f"{bag}: {line}" for line in verify_bag(bag)]
    for line in wrong:
        typer.echo(line)
    typer.echo(f"{len(found.files)} files and {len(bags or [])} bags checked, {len(wrong)} differences")
    raise typer.Exit(1 if wrong else 0)


def intake(
    processed: Processed = PROCESSED,
    language: Annotated[ReportLanguage, typer.Option(help="Language of the report.")] = ReportLanguage.EN,
) -> None:
    """Report what came in and what an archivist has to look at: on the screen and as processed/intake.{html,txt}."""
    from pipeline.archive.intake import as_html, as_text, find

    findings = find(_tables(processed))
    text = as_text(findings, language.value)
    (processed / "intake.txt").write_text(text, encoding="utf-8")
    (processed / "intake.html").write_text(as_html(findings, language.value), encoding="utf-8")
    typer.echo(text, nl=False)


def redact(processed: Processed = PROCESSED, out: Out = None, configs: Configs = None) -> None:
    """Write copies of tables, texts and report without the names and contact data of private persons."""
    from pipeline.redact import RedactSettings
    from pipeline.redact import redact as write_copies
    from pipeline.report_site import ReportSettings, write_site

    config = config_from(configs)
    settings = config.table("redact", RedactSettings)
    _tables(processed)
    target = out or processed / "redacted"
    number = write_copies(processed, target, settings)
    # Pictures of the pages would show what the text hides.
    write_site(target, target, replace(config.table("report", ReportSettings), pictures=False))
    typer.echo(f"{number} names and contact data replaced; copies in {target}")


def _tables(processed: Path) -> Path:
    tables = processed / "tables"
    if not (tables / "letters.csv").is_file():
        raise ConfigError(f"{tables} holds no letters.csv; `raadsbrieven run` makes it")
    return tables
