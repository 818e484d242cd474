"""What all commands share: how they end, and where they find what is published."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from pipeline.errors import Exit, StopError

EXIT_CODES = "\b\nExit codes:\n" + "\n".join(f"  {code.value:>3}  {code.meaning}" for code in Exit)

Published = Annotated[str, typer.Option("--out", metavar="PROCESSED", help="Folder that was published in.")]
PUBLISHED = "data/processed"


@contextmanager
def clear_end() -> Iterator[None]:
    """One clear sentence and an exit code for everything that can stop a command."""
    try:
        yield
    except StopError as stop:
        typer.echo(f"afspraken: {stop}", err=True)
        raise typer.Exit(stop.exit_code) from stop
    except KeyboardInterrupt as stop:
        typer.echo("afspraken: stopped; nothing was published.", err=True)
        raise typer.Exit(Exit.INTERRUPTED) from stop
    except BrokenPipeError:  # `afspraken schema | head`: the reader has seen enough
        raise
    except Exception as fault:
        typer.echo(traceback.format_exc(), err=True)
        typer.echo(
            f"afspraken: a fault in afspraken itself ({type(fault).__name__}: {fault}).",
            err=True,
        )
        raise typer.Exit(Exit.INTERNAL) from fault
