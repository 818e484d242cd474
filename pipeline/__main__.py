"""The command line: `afspraken run`, `status`, `diff`, `explain` and the others that `--help` lists.

What a command needs is imported inside it, so that `--help` answers at once.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from pipeline.commands import looking, nights, reading, using
from pipeline.commands._common import EXIT_CODES
from pipeline.reading.reader import collect_seldom

app = typer.Typer(
    help="Dutch housing agreements (prestatieafspraken) as checked Parquet datasets.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (reading, looking, using, nights):  # in the order in which --help lists them
    app.add_typer(group.commands)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"afspraken {version('afspraken')}")
        raise typer.Exit


@app.callback()
def _root(
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    pass


def main() -> None:
    """Entry point."""
    collect_seldom()
    app()


if __name__ == "__main__":
    main()
