"""Abbreviations that tables have for parties: 'G', 'W + H' under 'Wie', 'Gem.' and 'WW' as heads.

A legend explains them, they are usual, or initials of a party.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from extractors._document import Cell, Document, Span, Table
from extractors._parties.legends import explained_at
from extractors._parties.party import Mention, Party
from extractors._parties.words import words
from extractors._parties.zones import party_cells

_CODE = re.compile(r"[^\W\d_]+(?:['’]s)?")  # 'G', 'WW', 'corp'
_BEHIND = re.compile(r"\s?\((?P<code>[A-Z]{1,4})\)")  # ' (G)' behind a party
_NAMES = ("name", "alias", "function", "group")
_LEAST_INITIALS = 2
_LEAST_HEADS = 2  # parties at the head of a table, so that abbreviations beside them are such too


def with_codes(
    document: Document, named: Sequence[Mention], usual: Mapping[str, Party]
) -> tuple[Mention, ...]:
    """The mentions with those by abbreviations in cells of parties and in heads of tables.

    `usual` are abbreviations in lower case that need no legend. What a document itself explains ('G =
    gemeente', 'Welbouw Wonen (WW)') goes before them, and before the initials of its parties.
    """
    told = _explained(document, named)
    known = {**usual, **_initials(named), **told}
    named = _as_known(document, named, told, known)
    found = [
        *(one for cell in party_cells(document) for one in _in_cell(document, named, cell, known)),
        *(one for table in document.tables for one in _in_heads(document, named, table, told, known)),
    ]
    if not found:
        return tuple(named)
    return tuple(sorted((*named, *dict.fromkeys(found)), key=lambda mention: mention.span))


def _explained(document: Document, named: Iterable[Mention]) -> dict[str, Party]:
    """Codes in lower case that the document itself explains, by what they stand for."""
    found: dict[str, Party] = {}
    before = explained_at(document.text)
    for mention in named:
        if mention.rule not in _NAMES or _is_single_body(document, mention):
            continue
        behind = _BEHIND.match(document.text, mention.span.end)
        for code in (before.get(mention.span.start), behind and behind["code"]):
            if code is not None:
                found.setdefault(code.lower(), mention.party)
    return found


def _is_single_body(document: Document, mention: Mention) -> bool:
    """Whether a word stands for a group that is the name of one here: 'HA = Huurdersalliantie'."""
    word = document.quote(mention.span).lower()
    return mention.rule == "group" and word not in words().groups.get(mention.party.name, ())


def _as_known(
    document: Document, named: Sequence[Mention], told: Mapping[str, Party], known: Mapping[str, Party]
) -> list[Mention]:
    """The mentions, where a code was taken for a party's own name with the party it stands for.

    A name that stands outside of tables too is one, unless a legend explains it.
    """
    spans = sorted(table.span for table in document.tables)
    in_text = {mention.party.name for mention in named if not _is_inside(mention.span, spans)}
    meant = {
        code: told.get(code) or party
        for code, party in known.items()
        if code in told or not {code.upper(), code.title()} & in_text
    }
    return [_as_meant(document, mention, meant) for mention in named]


def _is_inside(span: Span, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, span.start, key=lambda other: other.start) - 1
    return at >= 0 and spans[at].holds(span)


def _as_meant(document: Document, mention: Mention, meant: Mapping[str, Party]) -> Mention:
    code = document.quote(mention.span)
    party = meant.get(code.lower()) if code == mention.party.name else None
    return mention if party is None else Mention(mention.span, party, "alias")


def _initials(named: Iterable[Mention]) -> dict[str, Party]:
    """'ww' for 'Wold Wonen', where no other party of the document has the same initials."""
    parties = {mention.party.party_id: mention.party for mention in named if mention.rule == "name"}
    found: dict[str, Party | None] = {}
    for party in parties.values():
        initials = "".join(word[0] for word in party.name.split() if word[0].isupper()).lower()
        found[initials] = None if initials in found else party
    return {code: party for code, party in found.items() if party and len(code) >= _LEAST_INITIALS}


@cache
def _joints() -> frozenset[str]:
    """What stands between the codes of a cell, 'i.s.m.' letter by letter."""
    return frozenset(part for word in ("of", *words().in_rows) for part in _CODE.findall(word))


def _in_cell(
    document: Document, named: Sequence[Mention], cell: Span, known: Mapping[str, Party]
) -> Iterator[Mention]:
    """The codes of a cell that holds nothing but codes and parties: 'G / W + H', 'G en Welbouw'."""
    inside = _mentions_in(named, cell)
    found = []
    for word in _CODE.finditer(document.text, cell.start, cell.end):
        span = Span(*word.span())
        if any(mention.span.meets(span) for mention in inside) or word.group() in _joints():
            continue
        party = known.get(word.group().lower())
        if party is None:
            return
        found.append(Mention(span, party, "alias"))
    yield from found


def _in_heads(
    document: Document,
    named: Sequence[Mention],
    table: Table,
    told: Mapping[str, Party],
    known: Mapping[str, Party],
) -> Iterator[Mention]:
    """The heads that are a code; unexplained ones where others beside them are parties: 'Gem. | WW | HV'."""
    heads = [cell for cell in table.cells if cell.row < table.header_rows]
    coded = [(cell, word) for cell in heads if (word := _code_of(document, cell)) in known]
    beside = sum(bool(_mentions_in(named, cell.span)) for cell in heads)
    for cell, word in coded:
        is_sure = word in told or len(coded) + beside >= _LEAST_HEADS
        if is_sure and not _mentions_in(named, cell.span):
            yield Mention(cell.span, known[word], "alias")


def _code_of(document: Document, cell: Cell) -> str:
    return document.quote(cell.span).strip(" .:()").lower()


def _mentions_in(named: Sequence[Mention], span: Span) -> list[Mention]:
    first = bisect_left(named, span.start, key=lambda mention: mention.span.start)
    behind = bisect_left(named, span.end, lo=first, key=lambda mention: mention.span.start)
    return list(named[first:behind])
