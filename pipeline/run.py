"""One night: files -> documents -> rows -> checked tables -> a published snapshot, or all as it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from msgspec import structs

from pipeline import bundles, checks, cluster, diff, gates, publish, records, snapshots
from pipeline.assemble import assemble
from pipeline.cache import Cache, Kind
from pipeline.corrections import NO_CORRECTIONS, Corrections, read_corrections
from pipeline.counts import counts_in, counts_of
from pipeline.diff_page import page
from pipeline.digests import kept_digests
from pipeline.errors import ChecksFailedError, Exit, OutputUnusableError, RefusedError, StopError, UsageError
from pipeline.files import Source, find_files, group_by_content
from pipeline.fingerprint import Code, digest
from pipeline.inventory import Inventories, read_inventory
from pipeline.keys import codes_of, keys_of
from pipeline.layout import CACHE, LATEST, REFUSED, SNAPSHOTS
from pipeline.lock import only_one
from pipeline.parts import Tables
from pipeline.records import Clock, Run
from pipeline.schema import SCHEMA_VERSION
from pipeline.settings import DEFAULTS, Settings
from pipeline.storage import Place, lies_in
from pipeline.views import all_datasets, views
from pipeline.words import without_words
from pipeline.workers import Step, Task, Told, default_workers, read_all

Start = Callable[[int], Step]
"""Told how many documents there are to read; gives what is told of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the user asks of a run."""

    workers: int | None = None
    dask: str | None = None  # address of a cluster whose workers read, in place of processes here
    limit: int | None = None
    dry_run: bool = False
    fresh: bool = False  # believe nothing that earlier runs kept
    accept: str | None = None  # why to publish what the gates refuse
    cache: Place | None = None  # instead of the one in the output folder
    no_texts: bool = False  # publish without the running words of the documents
    settings: Settings = DEFAULTS


@dataclass(frozen=True, slots=True)
class Plan:
    """What goes into a night, before anything is read."""

    found: int  # how many files there are
    files: Mapping[str, Place]  # those of them that are to be read
    tasks: Sequence[Task]
    problems: Sequence[str]  # of the inventory
    corrections: Corrections
    key: str  # equal keys, equal snapshots


def run(raw: Place, out: Place, wish: Wish, start: Start) -> Run:
    """Reads RAW and publishes the datasets in OUT; gives the record of what was done.

    Raises a StopError where nothing could be published; `latest` is then as it was.
    """
    if lies_in(out, raw):
        raise UsageError(f"--out {out} lies inside {raw}: the next run would read what this one wrote.")
    clock = Clock()
    found = _found(raw, out, clock)
    if wish.dry_run:
        with _cache_of_dry_run(out, wish) as cache:
            return clock.stamp(_night(_plan(raw, found, cache, wish), out, wish, start))
    publish.ensure_usable(out)
    with only_one(out):
        try:
            publish.clean(out)
            publish.ensure_room(out, 2 * publish.size_of(publish.published(out)))
            cache = Cache(wish.cache or out / CACHE, wish.fresh)
            plan = _plan(raw, found, cache, wish)
            done = clock.stamp(_night(plan, out, wish, start))
        except BaseException as fault:
            records.keep_if_possible(clock.stamp(_stopped(fault)), out)
            raise
        _close(done, plan.tasks, cache, out)
        if done.outcome == "refused":
            raise RefusedError(gates.told(done, out))
    return done


def _found(raw: Place, out: Place, clock: Clock) -> dict[str, Place]:
    """The files of RAW. That there are none any more is for the record of a folder that knew better days."""
    try:
        return find_files(raw)
    except StopError as fault:
        if publish.published(out):
            records.keep_if_possible(clock.stamp(_stopped(fault)), out)
        raise


def tables_of(
    parts: Iterable[Tables], problems: Sequence[str] = (), corrections: Corrections = NO_CORRECTIONS
) -> Tables:
    """Every dataset and view, corrected. A value that fits no column is a failed check."""
    try:
        tables = corrections.applied_to(assemble(parts, problems))
        return tables | views(tables)
    except pa.ArrowException as fault:
        raise ChecksFailedError(f"A value does not fit its column, nothing was published: {fault}") from fault


def _plan(raw: Place, found: Mapping[str, Place], cache: Cache, wish: Wish) -> Plan:
    files = dict(islice(found.items(), wish.limit))
    inventory = read_inventory(raw, found)
    codes = codes_of(Code())
    settings, limits = wish.settings.digest(), repr(wish.settings.limits)
    are_defaults = (settings, limits) == (DEFAULTS.digest(), repr(DEFAULTS.limits))
    own = None if are_defaults else wish.settings
    digests = kept_digests(cache, raw)
    sources = group_by_content(files, digests)
    digests.keep(cache, raw)
    tasks = [
        Task(source, keys_of(source, codes, settings, limits), cache, own)
        for source in (_with_inventory(each, inventory) for each in sources)
    ]
    corrections = read_corrections(raw)
    parts = [task.keys.part for task in tasks]
    key = digest(parts, inventory.problems, repr(corrections), wish.no_texts, codes.night)
    return Plan(len(found), files, tasks, inventory.problems, corrections, key)


def _night(plan: Plan, out: Place, wish: Wish, start: Start) -> Run:
    last = records.last_good(out)
    old = publish.published(out)
    if last and old and not wish.fresh and _is_still(last, plan.key, old):
        return structs.replace(last, outcome="unchanged", documents_read_anew=0, accepted=None, warnings=[])
    parts, read = _parts(plan.tasks, wish, start)
    tables = tables_of(parts, plan.problems, plan.corrections)
    del parts  # what was made of them takes as much room again
    faults = checks.violations(tables, all_datasets(), plan.files)
    if faults:
        raise ChecksFailedError(_report(faults))
    may_pass = any(one.may_pass for one in read)
    done = Run(
        outcome="dry_run",
        night="" if may_pass else plan.key,
        schema_version=SCHEMA_VERSION,
        files_found=plan.found,
        files_read=len(plan.files),
        documents_read_anew=len(read),
        counts=counts_of(tables, wish.settings.registers),
    )
    if wish.no_texts:  # only now: the checks hold quotes against the texts
        tables = without_words(tables)
    contents = publish.files_of(tables, all_datasets())
    return done if wish.dry_run else _publish(done, tables, contents, old, out, wish)


def _publish(
    done: Run, tables: Tables, contents: publish.Files, old: Place | None, out: Place, wish: Wish
) -> Run:
    """Published, or kept where the gates refuse it and nobody accepts it; with what changed either way."""
    publish.ensure_room(out, sum(map(len, contents.values())))
    verdict = _verdict(done, old, out)
    refused = bool(verdict.refusals) and not wish.accept
    snapshot = publish.keep(contents, out / (REFUSED if refused else SNAPSHOTS))
    if old and old.name != snapshot.name:
        _keep_diff(old, snapshot, tables, out, no_texts=wish.no_texts)
    done = structs.replace(done, snapshot=snapshot.name, refusals=verdict.refusals, warnings=verdict.warnings)
    if refused:
        return structs.replace(done, outcome="refused", exit_code=int(Exit.REFUSED))
    publish.point(out, snapshot)
    return structs.replace(done, outcome="published", accepted=wish.accept if verdict.refusals else None)


def _keep_diff(old: Place, snapshot: Place, tables: Tables, out: Place, *, no_texts: bool) -> None:
    try:
        before = diff.load(old)
        changes = diff.compare(without_words(before) if no_texts else before, tables)
    except (OSError, KeyError, pa.ArrowException):  # the gates have said so
        return
    told = page(changes, old.name, snapshot.name)
    publish.keep_diff(diff.as_table(changes), told, out, f"{old.name}-{snapshot.name}")


def _verdict(done: Run, old: Place | None, out: Place) -> gates.Verdict:
    """What the gates say of the new snapshot, held against the one that is published."""
    thresholds = gates.gates_for(out)
    last = records.last_good(out)
    try:
        before, version = counts_in(old) if old else (None, "")
    except (OSError, KeyError, pa.ArrowException) as fault:
        verdict = gates.judge(done.counts, None, thresholds)
        unread = f"the last snapshot cannot be read and was not compared: {fault}"
        return gates.Verdict(verdict.refusals, [unread])
    if before is not None and last is not None:
        before = structs.replace(before, registers=last.counts.registers)
    return gates.judge(done.counts, before, thresholds, same_schema=version == done.schema_version)


def _is_still(last: Run, key: str, latest: Place) -> bool:
    """Whether the same went into the last good night, and what came of it is still there."""
    return bool(key) and last.night == key and last.snapshot == latest.name and publish.is_whole(latest)


def _parts(tasks: Sequence[Task], wish: Wish, start: Start) -> tuple[list[Tables], list[Told]]:
    """The parts of all tasks, in bundles, and what was told of those that had to be read."""
    groups = bundles.bundled(tasks)
    kept = [bundles.kept_bundle(group) for group in groups]
    opened = [task for group, bundle in zip(groups, kept, strict=True) if bundle is None for task in group]
    missing = [task for task in opened if bundles.kept_part(task.cache, task.keys.part) is None]
    read = _read(missing, wish, start(len(missing)))
    parts = [bundle or _made_anew(group, read) for group, bundle in zip(groups, kept, strict=True)]
    return parts, list(read.values())


def _read(tasks: Sequence[Task], wish: Wish, step: Step) -> dict[str, Told]:
    if wish.dask:
        return cluster.read_all(tasks, wish.dask, step)
    return read_all(tasks, wish.workers or default_workers(len(tasks)), step)


def _made_anew(tasks: Sequence[Task], read: Mapping[str, Told]) -> Tables:
    """The bundle of these tasks, some of which were read in this run."""
    cache = replace(tasks[0].cache, is_fresh=False)
    keys = [read[path].part_key if (path := task.source.path) in read else task.keys.part for task in tasks]
    parts = [bundles.kept_part(cache, key) for key in keys]
    if None in parts:
        lost = tasks[parts.index(None)].source.path
        raise OutputUnusableError(f"The cache lost what was written to it for {lost}; nothing was published.")
    return bundles.keep_bundle(cache, keys, [part for part in parts if part is not None])


def _close(done: Run, tasks: Sequence[Task], cache: Cache, out: Place) -> None:
    """Writes the record of the night and prunes what is old. Nothing of it can harm what is published."""
    try:
        records.keep(done, out)
        snapshots.prune(out)
        if done.documents_read_anew:
            _tidy(tasks, cache)
    except OSError as fault:
        raise OutputUnusableError(
            f"{out} cannot be written ({fault.strerror or fault}); what {LATEST} points to is whole."
        ) from fault


def _tidy(tasks: Sequence[Task], cache: Cache) -> None:
    """Prune the cache to its limit, what no document of this night rests on first."""
    if not cache.is_full():
        return
    used: dict[Kind, Iterable[str]] = {
        "documents": (task.keys.document for task in tasks),
        "rows": (key for task in tasks for key in task.keys.rows.values()),
        "parts": (task.keys.part for task in tasks),
        "bundles": bundles.used_bundles(tasks),
    }
    cache.prune(used=used)


@contextmanager
def _cache_of_dry_run(out: Place, wish: Wish) -> Iterator[Cache]:
    """The cache where there is one; a dry run makes none that stays."""
    folder = wish.cache or out / CACHE
    if folder.is_dir():
        yield Cache(folder, wish.fresh)
        return
    with TemporaryDirectory() as passing:
        yield Cache(Path(passing))


def _stopped(fault: BaseException) -> Run:
    """The record of a run that ended before its end."""
    code = fault.exit_code if isinstance(fault, StopError) else Exit.INTERNAL
    if isinstance(fault, KeyboardInterrupt):
        code = Exit.INTERRUPTED
    return Run(outcome="failed", failure=f"{type(fault).__name__}: {fault}", exit_code=code)


def _with_inventory(source: Source, inventory: Inventories) -> Source:
    """Of several copies the first that the inventory knows speaks for all."""
    known = (inventory.entries.get(path) for path in (source.path, *source.other_paths))
    entry = next((entry for entry in known if entry), None)
    return replace(source, inventory=entry) if entry else source


def _report(faults: Sequence[checks.Violation]) -> str:
    counts = Counter(fault.dataset for fault in faults)
    lines = [f"  {fault}" for fault in faults[:20]]
    more = [f"  … and {len(faults) - 20} more"] if len(faults) > 20 else []
    where = ", ".join(f"{count} in {name}" for name, count in counts.items())
    return "\n".join(
        [f"The checks failed ({where}); nothing was published, latest is as it was.", *lines, *more]
    )
