"""One night: files -> documents -> rows -> checked tables -> a published snapshot, or all as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from msgspec import structs

from pipeline.assembling import checks
from pipeline.assembling.corrections import Corrections, read_corrections
from pipeline.assembling.gathering import bundle_keys, gathered
from pipeline.assembling.made_of import MadeOf, bundles_of, made_of, to_compare
from pipeline.assembling.whole import Whole, whole_of
from pipeline.datasets.schema import SCHEMA_VERSION
from pipeline.datasets.words import without_words
from pipeline.errors import ChecksFailedError, Exit, OutputUnusableError, RefusedError, StopError, UsageError
from pipeline.kept.cache import Cache, Kind
from pipeline.kept.fingerprint import Code, digest
from pipeline.publishing import diff, gates, publish, records, snapshots
from pipeline.publishing.counts import counts_in, counts_of, summed
from pipeline.publishing.diff_page import page
from pipeline.publishing.records import Clock, Run
from pipeline.reading import cluster
from pipeline.reading.keys import Codes, codes_of, keys_of
from pipeline.reading.parts import Tables
from pipeline.reading.settings import DEFAULTS, Settings
from pipeline.reading.workers import Step, Task, Told, default_workers, read_all
from pipeline.sources.digests import kept_digests
from pipeline.sources.files import Source, find_files, group_by_content
from pipeline.sources.inventory import Inventories, read_inventory
from pipeline.storage.layout import CACHE, LATEST, REFUSED, SNAPSHOTS
from pipeline.storage.lock import only_one
from pipeline.storage.places import Place, lies_in
from pipeline.views import all_datasets

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
    cache: Cache
    codes: Codes
    key: str  # equal keys, equal snapshots


def run(raw: Place, out: Place, wish: Wish, start: Start) -> Run:
    """Reads RAW and publishes the datasets in OUT; gives the record of what was done.

    Raises a StopError where nothing could be published; `latest` is then as it was.
    """
    if lies_in(out, raw):
        raise UsageError(f"--out {out} lies inside {raw}: the next run would read what this one wrote.")
    pa.set_memory_pool(pa.system_memory_pool())  # Arrow's own gives back less: 80 MB for 5,000 documents
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
        _close(done, plan, out)
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
    return Plan(len(found), files, tasks, inventory.problems, corrections, cache, codes, key)


def _night(plan: Plan, out: Place, wish: Wish, start: Start) -> Run:
    last = records.last_good(out)
    old = publish.published(out)
    if last and old and not wish.fresh and _is_still(last, plan.key, old):
        return structs.replace(last, outcome="unchanged", documents_read_anew=0, accepted=None, warnings=[])
    earlier = bundles_of(plan.cache, old.name, plan.codes.night) if old else {}
    with _fitting():
        found = gathered(plan.tasks, plan.codes.bundle, partial(_read, wish, start), earlier)
        whole = whole_of(found.bundles, found.heads, plan.problems, plan.corrections)
        contents, counts = _files_of(whole, plan, wish)
    done = Run(
        outcome="dry_run",
        night="" if any(one.may_pass for one in found.read) else plan.key,
        schema_version=SCHEMA_VERSION,
        files_found=plan.found,
        files_read=len(plan.files),
        documents_read_anew=len(found.read),
        counts=counts,
    )
    made = made_of(whole, found.bundles, plan.codes.night, no_texts=wish.no_texts)
    return done if wish.dry_run else _publish(done, made, contents, old, out, plan.cache, wish)


def _read(wish: Wish, start: Start, tasks: Sequence[Task]) -> Mapping[str, Told]:
    step = start(len(tasks))
    if wish.dask:
        return cluster.read_all(tasks, wish.dask, step)
    return read_all(tasks, wish.workers or default_workers(len(tasks)), step)


@contextmanager
def _fitting() -> Iterator[None]:
    """A value that fits no column is a failed check."""
    try:
        yield
    except pa.ArrowException as fault:
        raise ChecksFailedError(f"A value does not fit its column, nothing was published: {fault}") from fault


def _files_of(whole: Whole, plan: Plan, wish: Wish) -> tuple[publish.Files, records.Counts]:
    """What is published of a night, checked and counted as it is written. Raises ChecksFailedError."""
    datasets = all_datasets()
    across, counts = checks.Across(plan.files), list[records.Counts]()

    def batches() -> Iterator[Tables]:
        for tables in whole.batches():
            across.look(tables)
            counts.append(counts_of(tables))
            # Only now: the checks hold quotes against the texts.
            yield without_words(tables) if wish.no_texts else tables

    contents = publish.files_of(batches(), datasets)
    checks.ensure(across.violations())
    return contents, summed(counts, datasets, wish.settings.registers)


def _publish(
    done: Run, made: MadeOf, contents: publish.Files, old: Place | None, out: Place, cache: Cache, wish: Wish
) -> Run:
    """Published, or kept where the gates refuse it and nobody accepts it; with what changed either way."""
    publish.ensure_room(out, sum(map(len, contents.values())))
    verdict = _verdict(done, old, out)
    refused = bool(verdict.refusals) and not wish.accept
    snapshot = publish.keep(contents, out / (REFUSED if refused else SNAPSHOTS))
    made.keep(cache, snapshot.name)
    warnings = verdict.warnings
    if old and old.name != snapshot.name:
        doubts = _keep_diff(old, snapshot, made, out, cache)
        warnings = list(dict.fromkeys([*warnings, *doubts]))
    done = structs.replace(done, snapshot=snapshot.name, refusals=verdict.refusals, warnings=warnings)
    if refused:
        return structs.replace(done, outcome="refused", exit_code=int(Exit.REFUSED))
    publish.point(out, snapshot)
    return structs.replace(done, outcome="published", accepted=wish.accept if verdict.refusals else None)


def _keep_diff(old: Place, snapshot: Place, made: MadeOf, out: Place, cache: Cache) -> list[str]:
    """Writes what changed; gives a warning where the last snapshot does not let itself be compared."""
    try:
        before, after = to_compare(diff.load(old), old.name, diff.load(snapshot), made, cache)
        changes = diff.compare(before, after)
    except (OSError, KeyError, pa.ArrowException) as fault:
        return [_unread(fault)]
    told = page(changes, old.name, snapshot.name)
    publish.keep_diff(diff.as_table(changes), told, out, f"{old.name}-{snapshot.name}")
    return []


def _unread(fault: Exception) -> str:
    return f"the last snapshot cannot be read and was not compared: {fault}"


def _verdict(done: Run, old: Place | None, out: Place) -> gates.Verdict:
    """What the gates say of the new snapshot, held against the one that is published."""
    thresholds = gates.gates_for(out)
    last = records.last_good(out)
    if last and old and last.snapshot == old.name:
        same_schema = last.schema_version == done.schema_version
        return gates.judge(done.counts, last.counts, thresholds, same_schema=same_schema)
    try:
        before, version = counts_in(old) if old else (None, "")
    except (OSError, KeyError, pa.ArrowException) as fault:
        verdict = gates.judge(done.counts, None, thresholds)
        return gates.Verdict(verdict.refusals, [_unread(fault)])
    if before is not None and last is not None:
        before = structs.replace(before, registers=last.counts.registers)
    return gates.judge(done.counts, before, thresholds, same_schema=version == done.schema_version)


def _is_still(last: Run, key: str, latest: Place) -> bool:
    """Whether the same went into the last good night, and what came of it is still there."""
    return bool(key) and last.night == key and last.snapshot == latest.name and publish.is_whole(latest)


def _close(done: Run, plan: Plan, out: Place) -> None:
    """Writes the record of the night and prunes what is old. Nothing of it can harm what is published."""
    try:
        records.keep(done, out)
        snapshots.prune(out)
        if done.documents_read_anew:
            _tidy(plan)
    except OSError as fault:
        raise OutputUnusableError(
            f"{out} cannot be written ({fault.strerror or fault}); what {LATEST} points to is whole."
        ) from fault


def _tidy(plan: Plan) -> None:
    """Prune the cache to its limit, what no document of this night rests on first."""
    if not plan.cache.is_full():
        return
    used: dict[Kind, Iterable[str]] = {
        "documents": (task.keys.document for task in plan.tasks),
        "rows": (key for task in plan.tasks for key in task.keys.rows.values()),
        "parts": (task.keys.part for task in plan.tasks),
        "bundles": bundle_keys(plan.tasks, plan.codes.bundle),
    }
    plan.cache.prune(used=used)


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
