"""For whoever runs it every night: `status`, `schedule`, `diff` and `cache`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands._common import EXIT_CODES, PUBLISHED, Published, clear_end

commands = typer.Typer()


@commands.command(short_help="Tell how old and how sound what is published is.", epilog=EXIT_CODES)
def status(
    out: Published = PUBLISHED,
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
    with clear_end():
        import msgspec

        from pipeline.errors import StaleError
        from pipeline.storage.places import place
        from pipeline.using.status import status as look
        from pipeline.using.status import told

        found = look(place(out), most_hours)
        typer.echo(msgspec.json.encode(found).decode() if json else told(found))
        if found.faults:
            raise StaleError(found.faults[0] + ".")


@commands.command(short_help="Write a systemd service and timer for every night.", epilog=EXIT_CODES)
def schedule(
    raw: Annotated[str, typer.Argument(metavar="RAW", help="Folder of the agreements.")],
    out: Annotated[str, typer.Option("--out", metavar="PROCESSED", help="Folder to publish in.")],
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
    with clear_end():
        from pipeline.storage.places import folder
        from pipeline.using.schedule import Schedule, cron_line, write_units

        plan = Schedule(
            raw=folder(raw, "schedule"),
            out=folder(out, "schedule"),
            at=at,
            hours=hours,
            on_failure=on_failure,
        )
        for file in write_units(plan, units.expanduser()):
            typer.echo(f"Written: {file}")
        typer.echo(
            "Start it:  systemctl --user daemon-reload && systemctl --user enable --now afspraken.timer"
        )
        typer.echo(f"Or, in crontab:\n{cron_line(plan)}")


@commands.command(short_help="Tell what changed between two snapshots.", epilog=EXIT_CODES)
def diff(
    old: Annotated[
        str | None, typer.Argument(metavar="A", help="Name or folder; by default the one before B.")
    ] = None,
    new: Annotated[
        str | None, typer.Argument(metavar="B", help="Name or folder; by default what is published.")
    ] = None,
    out: Published = PUBLISHED,
) -> None:
    """Tell what changed from snapshot A to snapshot B, as a page in Markdown.

    Rows added, removed and changed, by dataset and document. Changes of documents whose bytes changed are
    told from those of documents that are the same and are read by other code or settings. Every run keeps
    this page, and all changes as Parquet, in PROCESSED/diffs.

    \b
    Example:
      afspraken diff 0f3b11a2c4d5 9a8b7c6d5e4f
    """  # noqa: D301
    with clear_end():
        from pipeline.publishing.diff import compare, load
        from pipeline.publishing.diff_page import page
        from pipeline.publishing.snapshots import pair
        from pipeline.storage.places import place

        before, after = pair(place(out), old, new)
        typer.echo(page(compare(load(before), load(after)), before.name, after.name))


@commands.command(short_help="Show, limit and prune what runs keep.", epilog=EXIT_CODES)
def cache(
    out: Published = PUBLISHED,
    folder: Annotated[
        str | None, typer.Option("--cache", metavar="DIR", help="The cache, where it lies elsewhere.")
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
    with clear_end():
        from pipeline.kept.cache import Cache
        from pipeline.storage.layout import CACHE
        from pipeline.storage.places import place

        kept = Cache(place(folder) if folder else place(out) / CACHE)
        if limit_mb is not None:
            kept.set_limit(limit_mb * 10**6)
        pruned = kept.prune(0 if clear else None) if clear or limit_mb is not None else 0
        for kind, (count, size) in kept.sizes().items():
            typer.echo(f"{kind:<10}{count:>10,}{size / 1e6:>12,.1f} MB")
        typer.echo(f"limit {kept.limit_bytes / 1e6:,.0f} MB, pruned {pruned / 1e6:,.1f} MB, in {kept.folder}")
