"""The changes between two snapshots as a page that a person reads, in Markdown."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.publishing.diff import CODE, Changed, counts

SHOWN = 200
"""Changes that are shown one by one; all of them are in changes.parquet."""
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#])")  # what Markdown, or HTML in it, would read as a command


def page(changes: Sequence[Changed], old: str, new: str) -> str:
    """What changed from the snapshot `old` to `new`: in numbers, by document, and one by one."""
    lines = [f"# What changed from {old} to {new}", ""]
    if not changes:
        return "\n".join([*lines, "Nothing.", ""])
    lines += [*_numbers(changes), *_documents(changes), *_one_by_one(changes)]
    return "\n".join(lines) + "\n"


def _numbers(changes: Iterable[Changed]) -> list[str]:
    rows = [
        (name, cause, *(str(count[change]) for change in ("added", "removed", "changed")))
        for (name, cause), count in counts(changes).items()
    ]
    return [
        *_table(("dataset", "because of", "added", "removed", "changed"), rows),
        f"`{CODE}`: the document has the same bytes; rules, registers, settings or inventory are other ones.",
        "",
    ]


def _documents(changes: Iterable[Changed]) -> list[str]:
    rows = {(each.path, each.cause, each.dataset, each.row_id) for each in changes if each.path}
    count = Counter((path, cause) for path, cause, _, _ in rows)
    most = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    told = [(str(path), cause, str(number)) for (path, cause), number in most[:SHOWN]]
    rest = [f"… and {len(most) - SHOWN} more.", ""] if len(most) > SHOWN else []
    return ["## By document", "", *_table(("document", "because of", "rows"), told), *rest]


def _one_by_one(changes: Sequence[Changed]) -> list[str]:
    told = [
        (each.dataset, each.path or "", each.change, each.words or "", _values(each))
        for each in changes
        if each.dataset != "texts"
    ]
    rest = [f"… and {len(told) - SHOWN} more in changes.parquet.", ""] if len(told) > SHOWN else []
    names = ("dataset", "document", "change", "words", "value")
    return ["## One by one", "", *_table(names, told[:SHOWN]), *rest]


def _values(each: Changed) -> str:
    return f"{each.column}: {each.was} → {each.now}" if each.column else ""


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = ["| " + " | ".join(map(_escaped, row)) + " |" for row in rows]
    return ["| " + " | ".join(names) + " |", "|" + "---|" * len(names), *lines, ""]


def _escaped(words: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))
