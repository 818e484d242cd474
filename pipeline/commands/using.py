"""What others make of what is published: `export`, `calendar`, `sample` and `evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.commands._common import EXIT_CODES, PUBLISHED, Published, clear_end

commands = typer.Typer()


@commands.command(short_help="Write the datasets as Excel, DuckDB or CSV.", epilog=EXIT_CODES)
def export(
    to: Annotated[Literal["xlsx", "duckdb", "csv"], typer.Option("--to", help="What to write.")],
    out: Published = PUBLISHED,
    file: Annotated[
        Path | None,
        typer.Option(
            "--file",
            metavar="TARGET",
            help="File (csv: folder) to write, instead of afspraken.xlsx, afspraken.duckdb or afspraken-csv.",
        ),
    ] = None,
    no_texts: Annotated[
        bool, typer.Option("--no-texts", help="Leave out the running words of the documents.")
    ] = False,
) -> None:
    """Write all datasets and views of PROCESSED/latest in another form, with their dictionary.

    xlsx: a sheet for each dataset and one with the dictionary; dates are dates, numbers are numbers. A text
    longer than a cell holds (32,767 characters) is cut and ends in '… [cut]'; that is told.

    duckdb: a table for each dataset, the views in the schema `views`, a comment on every table and column.

    csv: a folder of files (commas, double quotes, UTF-8, a point in numbers, ISO dates, lists as JSON) with
    DICTIONARY.md and a datapackage.json by the Frictionless standard.

    \b
    Example:
      afspraken export --to xlsx --file agreements.xlsx
    """  # noqa: D301
    with clear_end():
        from pipeline.storage.places import place
        from pipeline.using.export import export as write

        target, notes = write(place(out), to, file, no_texts=no_texts)
        for note in notes:
            typer.echo(note, err=True)
        typer.echo(f"Written: {target}")


@commands.command(short_help="Write the deadlines as an iCalendar file.", epilog=EXIT_CODES)
def calendar(
    out: Published = PUBLISHED,
    party: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only deadlines that this party answers for or shares.")
    ] = None,
    municipality: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only agreements of this municipality.")
    ] = None,
    file: Annotated[Path, typer.Option("--file", metavar="ICS", help="File to write.")] = Path(
        "afspraken.ics"
    ),
) -> None:
    """Write one entry per deadline, with the commitment, who answers for it, and where it stands.

    What is due in a period stands on its last day, what has only a start on its first. What comes back
    ('elk kwartaal') stands on the last day of each turn, in the years of its agreement. A deadline whose
    agreement has no known years and that has no date itself is left out, and counted.

    An entry keeps its identifier when the document is saved anew or its date is read better: a calendar that
    imports the file again updates it.

    \b
    Example:
      afspraken calendar --party Habilo --file habilo.ics
    """  # noqa: D301
    with clear_end():
        from pipeline.storage.places import place
        from pipeline.using.calendar import write_calendar

        written, without_day = write_calendar(place(out), file, party=party, municipality=municipality)
        typer.echo(f"Written: {file}, {written} entries")
        if without_day:
            typer.echo(f"{without_day} deadlines have no day and are not in it.", err=True)


@commands.command(short_help="Draw rows and passages for people to judge.", epilog=EXIT_CODES)
def sample(
    out: Published = PUBLISHED,
    file: Annotated[Path, typer.Option("--file", metavar="XLSX", help="Workbook to write.")] = Path(
        "sample.xlsx"
    ),
    rows: Annotated[int, typer.Option(min=0, metavar="N", help="Rows of each dataset.")] = 40,
    passages: Annotated[int, typer.Option(min=0, metavar="N", help="Passages of the texts.")] = 40,
    seed: Annotated[int, typer.Option(metavar="N", help="Another number draws another sample.")] = 1,
) -> None:
    """Draw rows and passages at random, as a workbook in which you say what is right and what is missed.

    Its first sheet tells how. `afspraken evaluate XLSX` makes precision and recall of it.

    \b
    Example:
      afspraken sample --rows 30 --passages 40 --file sample.xlsx
    """  # noqa: D301
    with clear_end():
        from pipeline.storage.places import place
        from pipeline.using.sample import write_sample

        row_count, passage_count = write_sample(place(out), file, rows=rows, passages=passages, seed=seed)
        typer.echo(f"Written: {file}, {row_count} rows and {passage_count} passages to judge")


@commands.command(short_help="Tell precision and recall of a sample that was judged.", epilog=EXIT_CODES)
def evaluate(
    file: Annotated[Path, typer.Argument(metavar="XLSX", help="A workbook of `afspraken sample`.")],
) -> None:
    """Tell precision and recall with 95 % intervals (Wilson), per dataset and per indicator.

    What is not filled in does not count. What is filled in and cannot be used ends the command with exit code
    2 and a sentence that names sheet and line.

    \b
    Example:
      afspraken evaluate sample.xlsx
    """  # noqa: D301
    with clear_end():
        from rich.console import Console

        from pipeline.using.evaluate import show
        from pipeline.using.evaluate_file import read_sample

        show(read_sample(file), Console())
