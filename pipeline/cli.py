"""The command `raadsbrieven`: reads what was typed, calls what does it, prints what came of it.

Exit codes: 0 done; 1 done, some letters failed; 2 settings or usage; 3 a model or program is missing; 4 another
run holds the lock; 5 the disk refused; 70 a bug.
"""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import suppress

import typer

from pipeline.errors import ConfigError, LockedError, MissingProgramError

EXIT_CODES = {ConfigError: 2, MissingProgramError: 3, LockedError: 4, OSError: 5}
BUG = 70
"""What sysexits.h gives to internal errors. Python's own 1 would say that all went well but for some letters."""


def build_app() -> typer.Typer:
    """The application with all its commands."""
    from pipeline.commands import archiving, ask, mirroring, run, show, site

    app = typer.Typer(
        help="Council letters in, tables out.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        # Help in plain text: typer's panels cost half of the time that `--help` takes.
        rich_markup_mode=None,
    )
    for commands in (run, ask, show, site, archiving, mirroring):  # in the order in which `--help` lists them
        commands.add_to(app)
    return app


def main() -> None:
    """Runs the command line and ends the process with its exit code.

    It ends at once: taking down the tables' libraries piece by piece would cost 0.15 s.
    """
    code = run()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # whoever read it is gone
            stream.flush()
    os._exit(code)


def run() -> int:
    """Runs the command line and returns the exit code."""
    try:
        build_app()()
    except SystemExit as end:  # how typer ends, whatever happened
        return int(end.code or 0)
    except tuple(EXIT_CODES) as error:
        sys.stderr.write(f"raadsbrieven: {error}\n")
        return next(code for kind, code in EXIT_CODES.items() if isinstance(error, kind))
    except Exception:
        traceback.print_exc()
        return BUG
    return 0


if __name__ == "__main__":
    main()
