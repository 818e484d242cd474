"""Parts of many documents as one: what a night opens of all that did not change.

To open ten thousand parts takes longer than to read ten documents, and each takes several times the room of
its rows. Documents whose ids begin alike make a bundle, whose key is a hash over the keys of their parts: a
night makes anew the bundles that hold what changed, and no others. With its parts a bundle holds the views of
its documents, and it is kept only when nothing in it breaks a promise: its rows are not checked again, also
not in the bundle that takes its place when one of its documents has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby

import pyarrow as pa
from msgspec import MsgspecError

from pipeline import views
from pipeline.assembling import checks
from pipeline.datasets.by_document import ByDocument
from pipeline.errors import OutputUnusableError
from pipeline.kept.cache import Cache
from pipeline.kept.fingerprint import digest
from pipeline.reading.parts import Tables, decode, encode, joined
from pipeline.reading.parts import schemas as schemas_of_parts

ALIKE = 2  # hex digits: 256 bundles, of 40 documents each where there are ten thousand
_DOCUMENTS_AT_ONCE = 500  # whose parts lie open together, for their views

_PART_KEYS = "part_keys"
_SCHEMA_OF_KEYS = pa.schema([pa.field("part_key", pa.string())])


@dataclass(frozen=True, slots=True)
class Bundle:
    """The documents whose ids begin so, and where their rows are kept."""

    begin: str
    key: str
    cache: Cache

    def tables(self, names: Collection[str] | None = None) -> Tables:
        """All of it, or these tables. Raises OutputUnusableError where it was lost since it was kept."""
        found = replace(self, cache=replace(self.cache, is_fresh=False)).kept(names)
        if found is None:
            raise OutputUnusableError(
                f"The cache lost what was written to it for {self.begin}; nothing was published."
            )
        return found

    def kept(self, names: Collection[str] | None = None) -> Tables | None:
        """The same; None where it is not kept, or cannot be trusted."""
        content = self.cache.get("bundles", self.key)
        try:
            return decode(content, _held(), names or schemas()) if content is not None else None
        except (ValueError, MsgspecError, pa.ArrowException):
            return None

    def part_keys(self) -> frozenset[str]:
        """The keys of the parts it was made of; none where it is not kept."""
        found = self.kept((_PART_KEYS,))
        return frozenset(found[_PART_KEYS]["part_key"].to_pylist() if found else ())


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a bundle is made of: parts, and the rows of an earlier bundle where documents are as they were."""

    part_keys: Mapping[str, str]  # of all its documents, by id, in order
    parts: Callable[[], Sequence[Tables]]  # opens those that the earlier bundle does not hold, in order
    earlier: Bundle | None = None


@cache
def schemas() -> Mapping[str, pa.Schema]:
    """Of each table that a bundle holds."""
    return {**schemas_of_parts(), **{each.name: each.schema for each in views.DATASETS}}


def _held() -> Mapping[str, pa.Schema]:
    return {**schemas(), _PART_KEYS: _SCHEMA_OF_KEYS}


def key_of(part_keys: Sequence[str], code: str) -> str:
    """The key of the bundle of these parts; `code` is that of views and checks."""
    return digest("bundle", list(part_keys), code)


def make(bundles: Mapping[Bundle, Recipe]) -> None:
    """Makes these bundles and keeps them. Raises ChecksFailedError where a row breaks a promise."""
    for some in _at_once(bundles):
        tables = joined(list(some.values()))
        made = views.views(tables)
        checks.ensure(checks.of_documents(tables | made))
        apart = {name: ByDocument(table) for name, table in made.items()}
        for bundle, parts in some.items():
            own = parts["documents"]["document_id"].to_pylist()
            with_views = parts | {name: each.rows(own) for name, each in apart.items()}
            recipe = bundles[bundle]
            keys = pa.table([pa.array(recipe.part_keys.values(), pa.string())], _SCHEMA_OF_KEYS)
            content = encode({**_with_earlier(recipe, with_views), _PART_KEYS: keys})
            bundle.cache.put("bundles", bundle.key, content)


def _at_once(bundles: Mapping[Bundle, Recipe]) -> Iterator[dict[Bundle, Tables]]:
    some: dict[Bundle, Tables] = {}
    for bundle, recipe in bundles.items():
        some[bundle] = joined(recipe.parts())
        if sum(each["documents"].num_rows for each in some.values()) >= _DOCUMENTS_AT_ONCE:
            yield some
            some = {}
    if some:
        yield some


def _with_earlier(recipe: Recipe, new: Tables) -> Tables:
    """The new rows and those that the earlier bundle has of all other documents, in order."""
    if not recipe.earlier:
        return new
    old, own = recipe.earlier.tables(), set(new["documents"]["document_id"].to_pylist())
    stretches = [(is_new, list(ids)) for is_new, ids in groupby(recipe.part_keys, own.__contains__)]
    found = {}
    for name, table in new.items():
        both = (ByDocument(old[name]), ByDocument(table))
        found[name] = pa.concat_tables(
            [table.slice(0, 0), *(both[is_new].rows(ids) for is_new, ids in stretches)]
        )
    return found
