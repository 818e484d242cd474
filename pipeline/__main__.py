"""The command line: `afspraken run`, `status`, `diff`, `explain` and the others that `--help` lists.

What a command needs is imported inside it, so that `--help` answers at once.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import Exit, StopError
from pipeline.isolation import Limits

EXIT_CODES = "\b\nExit codes:\n" + "\n".join(f"  {code.value:>3}  {code.meaning}" for code in Exit)

LIMITS = Limits()

app = typer.Typer(
    help="Dutch housing agreements (prestatieafspraken) as checked Parquet datasets.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"afspraken {version('afspraken')}")
        raise typer.Exit


@contextmanager
def _clear_end() -> Iterator[None]:
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


@app.callback()
def _root(
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit."),
    ] = False,
) -> None:
    pass


@app.command(short_help="Read a folder of agreements and publish the datasets.", epilog=EXIT_CODES)
def run(
    raw: Annotated[
        Path, typer.Argument(metavar="RAW", help="Folder of the agreements; its subfolders are read too.")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="PROCESSED", help="Folder to publish in: PROCESSED/latest.")
    ],
    workers: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes to read with; by default as many as are worth it."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Read only the first N files, by path.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Do everything but publish.")] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Read everything again, whatever earlier runs kept.")
    ] = False,
    accept: Annotated[
        str | None, typer.Option(metavar="WHY", help="Publish what the gates refuse, and record why.")
    ] = None,
    cache: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Keep what is read there, not in PROCESSED/.cache.")
    ] = None,
    registers: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder with more municipalities.csv and corporations.csv."),
    ] = None,
    only_these_registers: Annotated[
        bool,
        typer.Option("--only-these-registers", help="Those of DIR in place of the ones that ship."),
    ] = False,
    model: Annotated[
        str | None,
        typer.Option(metavar="NAME|PATH|auto", help="A trained spaCy model as second opinion on who acts."),
    ] = None,
    max_seconds: Annotated[
        float, typer.Option(min=1, metavar="S", help="Time that reading one document may take.")
    ] = LIMITS.seconds,
    max_memory_mb: Annotated[
        int, typer.Option(min=512, metavar="MB", help="Memory that reading one document may take.")
    ] = LIMITS.memory_mb,
    max_pages: Annotated[
        int, typer.Option(min=1, metavar="N", help="Pages that a document may have.")
    ] = LIMITS.pages,
) -> None:
    """Read the agreements in RAW and publish the datasets in PROCESSED/latest.

    Text (.txt), Markdown (.md) and PDFs with a text layer are read. A file that cannot be read is a row of
    `documents` with outcome `failed` and a row of `issues`; the others are published all the same.

    RAW/metadata.csv, where there is one, says what is known beforehand and wins over what is read. Its
    columns are path, municipality, corporation, year, source_url, licence; any but path may be missing.

    DIR/municipalities.csv and DIR/corporations.csv, one or both, add to the registers that ship; a line
    with the CBS code or the corporation's name of one that ships takes its place. Of the columns, which
    extractors/data/registers/README.md tells, `code,name` and `name` are needed.

    With --model a trained Dutch model that you installed (nl_core_news_md, a path, or `auto` for one that is
    there) parses every sentence. Where its subject is the party the rules found, confidence rises; where it
    is another, that is an issue. A model that is named and cannot be loaded stops the run.

    All datasets are checked, then `latest` is pointed to them in one step. The same input gives the same
    bytes, with any number of workers.

    \b
    Example:
      afspraken run data/raw --out data/processed
    """  # noqa: D301 - click reads the backspace: what follows keeps its lines
    with _clear_end():
        import signal

        from rich.console import Console

        from pipeline import progress
        from pipeline import run as pipeline
        from pipeline.settings import settings

        wish = pipeline.Wish(
            workers=workers,
            limit=limit,
            dry_run=dry_run,
            fresh=fresh,
            accept=accept,
            cache=cache,
            settings=settings(
                registers,
                only_these_registers=only_these_registers,
                model=model,
                limits=Limits(max_seconds, max_memory_mb, max_pages),
            ),
        )
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # what a scheduler ends is on record, too
        with progress.progress(Console(stderr=True)) as start:
            done = pipeline.run(raw, out, wish, start)
        progress.show(done, out, Console())


@app.command(short_help="Show a published row and the words it rests on.", epilog=EXIT_CODES)
def explain(
    row_id: Annotated[
        str, typer.Argument(metavar="ROW_ID", help="Any id: of a deadline, a party, an issue …")
    ],
    out: Annotated[
        Path, typer.Option("--out", metavar="PROCESSED", help="Folder that was published in.")
    ] = Path("data/processed"),
) -> None:
    """Show a published row, the words it rests on, and the rule that read them.

    ROW_ID is a document_id, table_id, observation_id, commitment_id, deadline_id, party_id or issue_id, as
    the datasets have it. The words are marked with [[ ]] in the text around them.

    \b
    Example:
      afspraken explain gemeente-waterdam
    """  # noqa: D301
    with _clear_end():
        from rich.console import Console

        from pipeline.explain import find, show

        show(find(row_id, out), Console())


@app.command(
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
    and notes.

    \b
    Examples:
      afspraken show data/raw/agreement.pdf --page 3 --png page-3.png
      afspraken show data/raw/agreement.pdf --tables
    """  # noqa: D301
    with _clear_end():
        from pipeline.errors import UsageError

        if png is None and tables:
            from rich.console import Console

            from pipeline.show_tables import show_tables

            if not show_tables(file, Console(), page):
                typer.echo("no tables")
            return
        if page is None or png is None:
            raise UsageError("Give --page and --png for a picture, or --tables to print the tables.")
        from pipeline.show import show as draw

        counts = draw(file, page, png, of_tables=tables)
        boxes = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
        typer.echo(f"{png}: {boxes or 'no rows on this page'}")


@app.command(short_help="Tell how old and how sound what is published is.", epilog=EXIT_CODES)
def status(
    out: Annotated[
        Path, typer.Option("--out", metavar="PROCESSED", help="Folder that was published in.")
    ] = Path("data/processed"),
    most_hours: Annotated[
        float, typer.Option(min=0, metavar="HOURS", help="How old the last good run may be.")
    ] = 36,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell the age of the last good run, runs refused or failed since, and open issues.

    For monitoring: exit code 8 where the last run was refused or failed, or the last good one is too old.

    \b
    Example:
      afspraken status --most-hours 26
    """  # noqa: D301
    with _clear_end():
        import msgspec

        from pipeline.errors import StaleError
        from pipeline.status import status as look
        from pipeline.status import told

        found = look(out, most_hours)
        typer.echo(msgspec.json.encode(found).decode() if json else told(found))
        if found.faults:
            raise StaleError(found.faults[0] + ".")


@app.command(short_help="Write a systemd service and timer for every night.", epilog=EXIT_CODES)
def schedule(
    raw: Annotated[Path, typer.Argument(metavar="RAW", help="Folder of the agreements.")],
    out: Annotated[Path, typer.Option("--out", metavar="PROCESSED", help="Folder to publish in.")],
    at: Annotated[str, typer.Option(metavar="HH:MM", help="When to run.")] = "02:30",
    hours: Annotated[int, typer.Option(min=1, metavar="N", help="End a run that takes longer.")] = 8,
    on_failure: Annotated[
        str | None, typer.Option(metavar="COMMAND", help="Shell command to call when a run fails.")
    ] = None,
    units: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write the units into.")] = Path(
        "~/.config/systemd/user"
    ),
) -> None:
    """Write a systemd service and timer that run every night, and print the line for cron that does the same.

    Runs are told in PROCESSED/afspraken.log. Two runs never meet; one that is refused or fails calls
    COMMAND, and leaves what is published as it was.

    \b
    Example:
      afspraken schedule data/raw --out data/processed --on-failure 'mail -s afspraken me@example.org'
    """  # noqa: D301
    with _clear_end():
        from pipeline.schedule import Schedule, cron_line, write_units

        plan = Schedule(raw=raw, out=out, at=at, hours=hours, on_failure=on_failure)
        for file in write_units(plan, units.expanduser()):
            typer.echo(f"Written: {file}")
        typer.echo(
            "Start it:  systemctl --user daemon-reload && systemctl --user enable --now afspraken.timer"
        )
        typer.echo(f"Or, in crontab:\n{cron_line(plan)}")


@app.command(short_help="Tell what changed between two snapshots.", epilog=EXIT_CODES)
def diff(
    old: Annotated[
        str | None, typer.Argument(metavar="A", help="Name or folder; by default the one before B.")
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="B", help="Name or folder; by default what is published.")
    ] = None,
    out: Annotated[
        Path, typer.Option("--out", metavar="PROCESSED", help="Folder that was published in.")
    ] = Path("data/processed"),
) -> None:
    """Tell what changed from snapshot A to snapshot B, as a page in Markdown.

    Rows added, removed and changed, by dataset and document. Changes of documents whose bytes changed are
    told from those of documents that are the same and are read by other code or settings. Every run keeps
    this page, and all changes as Parquet, in PROCESSED/diffs.

    \b
    Example:
      afspraken diff 0f3b11a2c4d5 9a8b7c6d5e4f
    """  # noqa: D301
    with _clear_end():
        from pipeline.diff import compare, load
        from pipeline.diff_page import page
        from pipeline.snapshots import pair

        before, after = pair(out, old, new)
        typer.echo(page(compare(load(before), load(after)), before.name, after.name))


@app.command(short_help="Show, limit and prune what runs keep.", epilog=EXIT_CODES)
def cache(
    out: Annotated[
        Path, typer.Option("--out", metavar="PROCESSED", help="Folder that was published in.")
    ] = Path("data/processed"),
    folder: Annotated[
        Path | None, typer.Option("--cache", metavar="DIR", help="The cache, where it lies elsewhere.")
    ] = None,
    limit_mb: Annotated[
        int | None,
        typer.Option(min=0, metavar="MB", help="Let it grow to so much from now on, and prune it to that."),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Remove everything that is kept.")] = False,
) -> None:
    """Show what earlier runs kept: documents as read, rows by extractor, and parts ready to be published.

    Nothing is lost with it but time. What was used longest ago is pruned first; each run that reads
    something prunes to the limit, 20,000 MB unless you set another.

    \b
    Example:
      afspraken cache --limit-mb 5000
    """  # noqa: D301
    with _clear_end():
        from pipeline.cache import Cache
        from pipeline.layout import CACHE

        kept = Cache(folder or out / CACHE)
        if limit_mb is not None:
            kept.set_limit(limit_mb * 10**6)
        pruned = kept.prune(0 if clear else None) if clear or limit_mb is not None else 0
        for kind, (count, size) in kept.sizes().items():
            typer.echo(f"{kind:<10}{count:>10,}{size / 1e6:>12,.1f} MB")
        typer.echo(f"limit {kept.limit_bytes / 1e6:,.0f} MB, pruned {pruned / 1e6:,.1f} MB, in {kept.folder}")


@app.command(short_help="Print the data dictionary.")
def schema(
    json: Annotated[bool, typer.Option("--json", help="As Frictionless Table Schemas, in JSON.")] = False,
) -> None:
    """Print the data dictionary: every dataset, every column and what it means."""
    with _clear_end():
        from pipeline.datasets import all_datasets
        from pipeline.dictionary import dictionary, schema_json

        typer.echo((schema_json if json else dictionary)(all_datasets().values()))


@app.command(short_help="Read the time expressions of texts.", epilog=EXIT_CODES)
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
    with _clear_end():
        from pipeline.times import times as read

        for line in read(file, lambda sentence: typer.echo(f"afspraken: {sentence}", err=True)):
            typer.echo(line)


def main() -> None:
    """Entry point."""
    app()


if __name__ == "__main__":
    main()
