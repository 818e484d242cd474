"""Which organisations and municipalities a document speaks of, and which of them sign it."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain, groupby

from extractors._document import Document
from extractors._parties.book import Names, lower_words, tells_its_kind
from extractors._parties.clauses import (
    learn_clauses,
    learn_described,
    learn_headings,
    learn_labels,
    learn_placed,
)
from extractors._parties.items import Item, may_tell, rows
from extractors._parties.legends import learn_legend
from extractors._parties.party import PartyType
from extractors._parties.placed import learn_placed_cell, learn_placed_names
from extractors._parties.rows import learn_row, learn_towns
from extractors._parties.signatures import (
    is_name_line,
    learn_definitions,
    learn_lists,
    learn_represented,
    learn_signatures,
)
from extractors._parties.subjects import learn_actors, learn_known, learn_subjects, vote_by_context
from extractors._parties.telling import learn_telling_names
from extractors._parties.words import either, joined, words
from extractors._parties.zones import lines
from extractors._registers import fold

_TWO_PARTIES = {"municipality", "tenant_organisation"}  # and a corporation, which may stand as a bare name
# '. De': the looks back stand behind the blank, to which `re` can jump
_SENTENCE_END = re.compile(r"\s(?<=[.;!?]\s)(?<!\b[A-Z]\.\s)\s*(?=[A-ZÀ-Þ\d‘“'\"(])")


def names(document: Document) -> Names:
    """Collect every name with what the text says of it."""
    towns = frozenset(map(fold, document.inventory.municipalities))
    found = Names(document.text, lower_words(document.text), towns, document.registers)
    learn_known(found)
    every = list(lines(document))
    sentences = [_SENTENCE_END.split(line.text) for line in every]
    for line, parts in zip(every, sentences, strict=True):
        learn_legend(found, line.text)
        for sentence in parts:
            for row in rows(sentence) if may_tell(sentence) else ():
                if len(row) == 1 and row[0].is_bare:
                    continue
                learn_row(
                    found, row, sentence, signs=_signs(sentence, row), listed=line.is_front or line.is_listed
                )
            learn_towns(found, sentence)
            learn_definitions(found, sentence)
            learn_represented(found, sentence.strip())
            learn_actors(found, sentence)
            learn_placed_names(found, sentence)
        if line.is_foot:
            learn_signatures(found, line)
    for is_list, run in groupby(
        every, key=lambda line: (line.is_front or line.is_listed) and is_name_line(line)
    ):
        if is_list:
            learn_lists(found, list(run))
    _learn_columns(found, document)
    learn_headings(found, every)
    for sentence in chain.from_iterable(sentences):
        learn_labels(found, sentence)
        learn_described(found, sentence)
        learn_clauses(found, sentence)
    learn_subjects(found)
    learn_telling_names(found)
    vote_by_context(found)
    return found


@cache
def _sign_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<!\w){either(words().sign_verbs)}(?!\w)")


def _signs(sentence: str, row: tuple[Item, ...]) -> bool:
    """Whether a row has all three kinds of party, or its sentence tells who agrees: 'gemaakt door A en B'."""
    kinds = {item.type for item in row}
    if kinds >= _TWO_PARTIES and kinds & {"corporation", None}:
        return True
    return len(kinds) > 1 and _sign_pattern().search(sentence) is not None


def _learn_columns(found: Names, document: Document) -> None:
    """Names in a table's column of parties ('Trekker', 'Corporatie'), and above columns of marks."""
    for table in document.tables:
        head_rows = max(table.header_rows, 1)
        columns: dict[int, list[str]] = {}
        heads: dict[int, str] = {}
        for cell in table.cells:
            quote = document.quote(cell.span).strip()
            if cell.row >= head_rows:
                columns.setdefault(cell.column, []).append(quote)
            elif quote:
                heads[cell.column] = quote
        marked = [head for column, head in heads.items() if _is_marked(columns.get(column, []))]
        if any(head.lower() in words().functions for head in marked):  # 'T' and 'B' mean what a legend says
            _learn_cells(found, marked, None)
        if any(head.lower() in words().functions for head in heads.values()):  # a column for each party
            _learn_cells(found, [head for head in heads.values() if tells_its_kind(head)], None)
        for column, head in heads.items():
            body = columns.get(column, [])
            if head.lower() in words().party_columns:
                _learn_cells(found, body, words().group_types.get(joined(head)))
            elif any(body) and {*body} <= words().marks | {""}:
                _learn_cells(found, [head], None)


def _is_marked(body: list[str]) -> bool:
    """Whether a column holds marks or single letters: 'T' for who leads, 'B' for who takes part."""
    return any(body) and all(cell in words().marks or len(cell) < 2 for cell in body)


def _learn_cells(found: Names, cells: list[str], kind: PartyType | None) -> None:
    for cell in cells:
        learn_placed_cell(found, cell)
        for row in rows(cell):
            for item in row:
                learn_placed(found, item, kind)
