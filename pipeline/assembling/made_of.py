"""What a snapshot was made of, so that the night after it compares only what differs.

Kept in the cache under the snapshot's name. Where it is lost, or other rules made the snapshot, the snapshots
themselves are compared, which gives the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import msgspec
import pyarrow as pa

from pipeline.assembling.bundles import ALIKE, Bundle, schemas
from pipeline.assembling.checks import SETTLED
from pipeline.assembling.whole import Whole, of_documents
from pipeline.datasets.words import without_words
from pipeline.errors import OutputUnusableError
from pipeline.kept.cache import Cache
from pipeline.reading.parts import Tables, decode, encode


class MadeOf(msgspec.Struct, frozen=True):
    """Where the rows of a snapshot are kept."""

    rules: str  # the code of the night: only what the same code made can be held together
    no_texts: bool  # whether the running words were left out of what was published
    bundles: dict[str, str]  # key, by how the ids of its documents begin
    touched: list[str]  # the documents that a correction is about
    corrected: bytes  # their rows; empty where there are none

    def keep(self, cache: Cache, snapshot: str) -> None:
        """Keep it under the name of the snapshot. Raises OutputUnusableError where that cannot be done."""
        cache.put("nights", snapshot, msgspec.msgpack.encode(self))


def made_of(whole: Whole, bundles: Iterable[Bundle], rules: str, *, no_texts: bool) -> MadeOf:
    """What a night was made of."""
    rows = encode({name: whole.corrected[name] for name in of_documents()}) if whole.touched else b""
    return MadeOf(rules, no_texts, {each.begin: each.key for each in bundles}, sorted(whole.touched), rows)


def kept_made_of(cache: Cache, snapshot: str) -> MadeOf | None:
    """What this snapshot was made of; None where that is not known any more."""
    content = cache.get("nights", snapshot)
    try:
        return msgspec.msgpack.decode(content, type=MadeOf) if content is not None else None
    except msgspec.MsgspecError:
        return None


def bundles_of(cache: Cache, snapshot: str, rules: str) -> dict[str, str]:
    """The bundles of this snapshot; none where other rules made it, or where they are not known any more."""
    made = kept_made_of(cache, snapshot)
    return made.bundles if made and made.rules == rules else {}


def to_compare(
    old: Mapping[str, pa.Table], name: str, new: Mapping[str, pa.Table], made: MadeOf, cache: Cache
) -> tuple[Mapping[str, pa.Table], Mapping[str, pa.Table]]:
    """Of the snapshots `old`, of this name, and `new` what has to be compared: all else is the same."""
    before = kept_made_of(cache, name)
    rows = differing(before, made, cache) if before else None
    if rows is None:
        return (without_words(old) if made.no_texts else old), new
    mine, theirs = map(without_words, rows) if made.no_texts else rows
    return {each: old[each] for each in SETTLED} | mine, {each: new[each] for each in SETTLED} | theirs


def differing(old: MadeOf, new: MadeOf, cache: Cache) -> tuple[Tables, Tables] | None:
    """Rows of both, without those of bundles that are the same; None where that cannot be told."""
    if (old.rules, old.no_texts) != (new.rules, new.no_texts):
        return None
    begins = {
        begin
        for begin in old.bundles.keys() | new.bundles
        if old.bundles.get(begin) != new.bundles.get(begin)
    }
    begins |= {document_id[:ALIKE] for document_id in (*old.touched, *new.touched)}
    try:
        return _rows(old, begins, cache), _rows(new, begins, cache)
    except (OutputUnusableError, ValueError, msgspec.MsgspecError, pa.ArrowException):  # pruned meanwhile
        return None


def _rows(made: MadeOf, begins: Collection[str], cache: Cache) -> Tables:
    declared: Mapping[str, pa.Schema] = {name: schemas()[name] for name in of_documents()}
    corrected = decode(made.corrected, declared) if made.corrected else {}
    bundles = [Bundle(begin, key, cache) for begin, key in sorted(made.bundles.items()) if begin in begins]
    rows = Whole(bundles, {}, corrected, frozenset(made.touched)).rows(bundles, of_documents())
    return {name: schema.empty_table() for name, schema in declared.items()} | rows
