"""Reading agreements: `afspraken run`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.absence import without
from pipeline.commands._common import EXIT_CODES, clear_end
from pipeline.reading import isolation, warm
from pipeline.reading.isolation import Limits
from pipeline.storage.layout import LATEST

commands = typer.Typer()

LIMITS = Limits()


@commands.command(short_help="Read a folder of agreements and publish the datasets.", epilog=EXIT_CODES)
def run(
    raw: Annotated[
        str, typer.Argument(metavar="RAW", help="Folder of the agreements; its subfolders are read too.")
    ],
    out: Annotated[
        str, typer.Option("--out", metavar="PROCESSED", help="Folder to publish in: PROCESSED/latest.")
    ],
    workers: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="Processes to read with; by default as many as are worth it."),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Let the workers of this Dask cluster read, not this machine."),
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
        str | None, typer.Option(metavar="DIR", help="Keep what is read there, not in PROCESSED/.cache.")
    ] = None,
    no_texts: Annotated[
        bool, typer.Option("--no-texts", help="Publish without the running words of the documents.")
    ] = False,
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

    PDF, Word (.docx), text (.txt) and Markdown (.md) are read, and scans where tesseract is installed. A file
    that cannot be read is a row of `documents` with outcome `failed` and a row of `issues`; the others are
    published all the same.

    RAW/metadata.csv, where there is one, says what is known beforehand and wins over what is read. Its
    columns are path, municipality, corporation, year, source_url, licence; any but path may be missing.

    DIR/municipalities.csv and DIR/corporations.csv, one or both, add to the registers that ship; a line
    with the CBS code or the corporation's name of one that ships takes its place. Of the columns, which
    extractors/data/registers/README.md tells, `code,name` and `name` are needed.

    With --model a trained Dutch model that you installed (nl_core_news_md, a path, or `auto` for one that is
    there) parses every sentence. Where its subject is the party the rules found, confidence rises; where it
    is another, that is an issue. A model that is named and cannot be loaded stops the run.

    With --no-texts the columns that hold sentences of the documents, and the names of people in them, are
    published empty: texts, quotes, notes, cells of tables. Facts, dates, numbers and parties are all there.

    All datasets are checked, then `latest` is pointed to them in one step. The same input gives the same
    bytes, with any number of workers.

    With --dask (pip install 'afspraken[dask]') the workers of the cluster at ADDRESS read, as in
    tcp://scheduler:8786. They must have the same code, and reach RAW and the cache by the same names: on a
    shared disk, or as URLs.

    RAW, PROCESSED and the cache may be URLs of an object store (s3://…, az://…); `latest.json` names the
    snapshot there. Credentials come from the environment, never from a URL.

    \b
    Example:
      afspraken run data/raw --out data/processed
    """  # noqa: D301 - click reads the backspace: what follows keeps its lines
    with clear_end(), without("pandas"), isolation.leaving_no_readers():
        import signal

        # A first run reads for sure: what its readers need is made ready while the rest is still imported.
        if not dask and not (Path(out) / LATEST).exists():
            isolation.prepare(warm.for_texts)

        from rich.console import Console

        from pipeline import run as pipeline
        from pipeline.commands import progress
        from pipeline.errors import UsageError
        from pipeline.reading.settings import settings
        from pipeline.storage.places import place

        if dask and workers:
            raise UsageError("--workers are processes here, --dask has its own: give one of them.")

        wish = pipeline.Wish(
            workers=workers,
            dask=dask,
            limit=limit,
            dry_run=dry_run,
            fresh=fresh,
            accept=accept,
            cache=place(cache) if cache else None,
            no_texts=no_texts,
            settings=settings(
                registers,
                only_these_registers=only_these_registers,
                model=model,
                limits=Limits(max_seconds, max_memory_mb, max_pages),
            ),
        )
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # what a scheduler ends is on record, too
        with progress.progress(Console(stderr=True)) as start:
            done = pipeline.run(place(raw), place(out), wish, start)
        progress.show(done, place(out), Console())
