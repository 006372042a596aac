"""`show`: the parts of a letter in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import PROCESSED, Processed
from pipeline.stages import PIPELINE
from pipeline.store import Store

Wanted = Annotated[str, typer.Argument(metavar="LETTER", help="Its file name, a part of it, or its letter_id.")]
WithText = Annotated[bool, typer.Option("--text", help="Print the whole text of the letter instead.")]


def add_to(app: typer.Typer) -> None:
    """Adds the command."""
    app.command()(show)


def show(letter: Wanted, processed: Processed = PROCESSED, text: WithText = False) -> None:
    """Show what was found in a letter: letterhead, sections, testimonials, dates and names."""
    from rich.console import Console

    from pipeline.commands.letter_view import letter_view
    from pipeline.lookup import find_letter

    with Store.reading(processed) as store:
        found = find_letter(store, PIPELINE, letter)
    if text and PIPELINE.text_from in found.records:
        typer.echo(PIPELINE.text_of(found.records[PIPELINE.text_from]))
        return
    console = Console(highlight=False)
    for part in letter_view(found):
        console.print(part)
