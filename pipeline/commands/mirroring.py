"""`mirror`."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import PROCESSED, Processed
from pipeline.errors import ConfigError


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(mirror)


def mirror(
    url: Annotated[str, typer.Argument(help="Where to, e.g. s3://bucket/processed; needs raadsbrieven[remote].")],
    processed: Processed = PROCESSED,
) -> None:
    """Copy tables, texts and logs to a folder on a URL, as far as they changed since the last time."""
    from pipeline.mirror import mirror as copy
    from pipeline.store import LOCK, Store, locked

    if not (processed / "tables").is_dir():
        raise ConfigError(f"{processed} holds no tables; `raadsbrieven run` makes them")
    with locked(processed / LOCK), Store.writing(processed) as store:
        done = copy(store, url)
    typer.echo(f"{done.copied} files copied, {done.gone} deleted there")
