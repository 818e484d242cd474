"""What was read, looked at closely: `explain`, `show`, `review`, `schema` and `times`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._common import EXIT_CODES, PUBLISHED, Published, clear_end

commands = typer.Typer()


@commands.command(short_help="Show a published row and the words it rests on.", epilog=EXIT_CODES)
def explain(
    row_id: Annotated[
        str, typer.Argument(metavar="ROW_ID", help="Any id: of a deadline, a party, an issue …")
    ],
    out: Published = PUBLISHED,
) -> None:
    """Show a published row, the words it rests on, and the rule that read them.

    ROW_ID is a document_id, table_id, observation_id, commitment_id, deadline_id, party_id or issue_id, as
    the datasets have it. The words are marked with [[ ]] in the text around them.

    \b
    Example:
      afspraken explain gemeente-waterdam
    """  # noqa: D301
    with clear_end():
        from rich.console import Console

        from pipeline.storage.places import folder
        from pipeline.using.explain import find, show

        show(find(row_id, folder(out, "explain")), Console())


@commands.command(
    short_help="Draw a page of a PDF with its rows outlined, or print its tables.", epilog=EXIT_CODES
)
def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A PDF; with --tables also a text.")],
    page: Annotated[int | None, typer.Option(min=1, metavar="N", help="The page, from 1.")] = None,
    png: Annotated[Path | None, typer.Option(metavar="OUT", help="Picture to write.")] = None,
    tables: Annotated[bool, typer.Option("--tables", help="The tables alone, as they were read.")] = False,
) -> None:
    """Draw page N of FILE as a picture, with a box around the words of every row read from it.

    Tables are grey, numbers blue, commitments green, deadlines red, responsible parties orange. With
    --tables: each table with its kind, sums and issues in print, or in the picture its cells, headers, title
    and notes, of the first page with a table where none is given.

    \b
    Examples:
      afspraken show data/raw/agreement.pdf --page 3 --png page-3.png
      afspraken show data/raw/agreement.pdf --tables
    """  # noqa: D301
    with clear_end():
        from pipeline.errors import UsageError

        if png is None and tables:
            from rich.console import Console

            from pipeline.using.show_tables import show_tables

            if not show_tables(file, Console(), page):
                typer.echo("no tables")
            return
        if page is None and png is not None and tables:
            from pipeline.using.show_tables import first_page_with_a_table

            page = first_page_with_a_table(file)
        if page is None or png is None:
            raise UsageError("Give --page and --png for a picture, or --tables to print the tables.")
        from pipeline.using.show import show as draw

        counts = draw(file, page, png, of_tables=tables)
        boxes = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        typer.echo(f"{png}: {boxes or 'no rows on this page'}")


@commands.command(short_help="Write pages for a browser: each row beside its page.", epilog=EXIT_CODES)
def review(
    raw: Annotated[
        str, typer.Argument(metavar="RAW", help="Folder of the agreements, for pictures of their pages.")
    ] = "data/raw",
    out: Published = PUBLISHED,
    to: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder to write into; by default PROCESSED/review.")
    ] = None,
) -> None:
    """Write what is published as pages for a browser, each document beside the rows read from it.

    Open DIR/index.html, on a disk, a file share or a website: nothing has to be installed and nothing is
    fetched from elsewhere. Choosing a row outlines its words on the page, choosing words picks their row, and
    from a row one copies a line for corrections.csv. Documents to check first are on top.

    Pictures are made, once, of PDFs that lie in RAW with the bytes that were read; other documents are shown
    as their text.

    \b
    Example:
      afspraken review data/raw --out data/processed
    """  # noqa: D301
    with clear_end():
        from rich.console import Console
        from rich.progress import Progress

        from pipeline.review.report import review as write
        from pipeline.storage.layout import REVIEW
        from pipeline.storage.places import folder

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("pages", total=None)
            done = write(
                folder(raw, "review"),
                folder(out, "review"),
                to or folder(out, "review") / REVIEW,
                lambda count, all_: bar.update(task, completed=count, total=all_),
            )
        typer.echo(f"Written: {done.index} ({done.documents} documents, {done.pages} pictures of pages)")
        if done.without_pictures:
            typer.echo(
                f"{done.without_pictures} PDFs are shown as text: {raw} holds no file as it was read, "
                "or it cannot be drawn."
            )


@commands.command(short_help="Print the data dictionary.")
def schema(
    json: Annotated[bool, typer.Option("--json", help="As Frictionless Table Schemas, in JSON.")] = False,
) -> None:
    """Print the data dictionary: every dataset, every column and what it means."""
    with clear_end():
        from pipeline.datasets.dictionary import dictionary, schema_json
        from pipeline.views import all_datasets

        typer.echo((schema_json if json else dictionary)(all_datasets().values()))


@commands.command(short_help="Read the time expressions of texts.", epilog=EXIT_CODES)
def times(
    file: Annotated[
        str, typer.Argument(metavar="FILE.jsonl", help="A JSON object on each line; - is stdin.")
    ],
) -> None:
    """Read the Dutch time expressions of texts and print their normal forms, as JSON lines.

    Each line of FILE has an `id`, a `text` and a `reference`: the date on which the text was written, as
    2031-12-01, or null. For each line one is printed: `id` and `times`, and of each time its `text`,
    `char_start` and `char_end` (in characters, the end not included), `starts_on` and `ends_on` (both
    included; null where open or not known), `granularity`, `modifier`, `recurrence_count`,
    `recurrence_period`, `timex3` and `edtf`, as in the dataset `deadlines`. What letters and mails call a
    time and agreements do not ('maandag', 'over drie jaar', 'de 15e') is read too.

    What is written like a time and cannot be one ('31 juni') is told on standard error. A line that is no
    such object ends the command with exit code 2.

    \b
    Example:
      echo '{"id": 1, "text": "vóór 1 juli", "reference": "2031-12-01"}' | afspraken times -
    """  # noqa: D301
    with clear_end():
        from pipeline.using.times import times as read

        for line in read(file, lambda sentence: typer.echo(f"afspraken: {sentence}", err=True)):
            typer.echo(line)
