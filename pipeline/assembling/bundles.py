"""Parts of many documents as one: what a night opens of all that did not change.

To open ten thousand parts takes longer than to read ten documents, and each takes several times the room of
its rows. Documents whose ids begin alike make a bundle, whose key is a hash over the keys of their parts: a
night makes anew the bundles that hold what changed, and no others. With its parts a bundle holds the views of
its documents, and it is kept only when nothing in it breaks a promise: its rows are not checked again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

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

Parts = Callable[[], Sequence[Tables]]
"""Opens the parts of the documents of a bundle, in order."""


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
            return decode(content, schemas(), names) if content is not None else None
        except (ValueError, MsgspecError, pa.ArrowException):
            return None


@cache
def schemas() -> Mapping[str, pa.Schema]:
    """Of each table that a bundle holds."""
    return {**schemas_of_parts(), **{each.name: each.arrow() for each in views.DATASETS}}


def key_of(part_keys: Sequence[str], code: str) -> str:
    """The key of the bundle of these parts; `code` is that of views and checks."""
    return digest("bundle", list(part_keys), code)


def make(bundles: Mapping[Bundle, Parts]) -> None:
    """Makes these bundles and keeps them. Raises ChecksFailedError where a row breaks a promise."""
    for some in _at_once(bundles):
        tables = joined(list(some.values()))
        made = views.views(tables)
        checks.ensure(checks.of_documents(tables | made))
        apart = {name: ByDocument(table) for name, table in made.items()}
        for bundle, parts in some.items():
            own = parts["documents"]["document_id"].to_pylist()
            with_views = parts | {name: each.rows(own) for name, each in apart.items()}
            bundle.cache.put("bundles", bundle.key, encode(with_views))


def _at_once(bundles: Mapping[Bundle, Parts]) -> Iterator[dict[Bundle, Tables]]:
    some: dict[Bundle, Tables] = {}
    for bundle, parts in bundles.items():
        some[bundle] = joined(parts())
        if sum(each["documents"].num_rows for each in some.values()) >= _DOCUMENTS_AT_ONCE:
            yield some
            some = {}
    if some:
        yield some
