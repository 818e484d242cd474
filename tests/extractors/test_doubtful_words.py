"""Words that OCR was not sure of: their rows have little confidence, and an issue says so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from extractors import deadlines, observations
from extractors._document import Document, Span, Unread, Word, Words
from tests.extractors.made_documents import prose, table
from tests.extractors.made_up import agreement

BOX = (0.0, 0.0, 10.0, 10.0)


def recognised(document: Document, unsure: str = "", sureness: float = 0.3) -> Document:
    """The document as OCR would give it: sure of all words but one."""
    words = [
        Word(Span(*match.span()), 4, BOX, sureness if match[0] == unsure else 0.95)
        for match in re.finditer(r"\S+", document.text)
    ]
    return replace(document, words=Words.of(words))


def rows_and_doubts(document: Document, module=observations) -> tuple[list, list[Unread]]:
    found = list(module.extract(document))
    rows = [one for one in found if isinstance(one, module.Row)]
    return rows, [one for one in found if isinstance(one, Unread) and one.code == "words_doubtful"]


GRID = table(("Project", "2024", "2025"), ("Molenhof", "12", "30"), title="Nieuwbouw")
BROKEN = table(("", "2024"), ("Noord", "12"), ("Zuid", "30"), ("Totaal", "47"), title="Nieuwbouw")
WHOLE = table(("", "2024"), ("Noord", "12"), ("Zuid", "30"), ("Totaal", "42"), title="Nieuwbouw")


@pytest.mark.parametrize(
    ("document", "unsure", "doubted"),
    [
        (prose("In 2024 bouwt Welbouw 34 woningen."), "34", [34]),
        (prose("In 2024 bouwt Welbouw 34 woningen."), "Welbouw", []),  # the number itself is read surely
        (GRID, "30", [30]),
        (GRID, "2025", [30]),  # the year over the number
        (GRID, "Molenhof", []),  # a misspelt name moves no number
        (GRID, "", []),
        (BROKEN, "", [12, 30, 47]),  # one of them is misread, and nobody knows which
        (WHOLE, "", []),
    ],
)
def test_numbers(document, unsure, doubted):
    rows, doubts = rows_and_doubts(recognised(document, unsure))
    assert [row.value_min for row in rows if row.confidence <= 0.4] == doubted
    assert bool(doubts) == bool(doubted)
    assert all("page 4" in doubt.message and "compare" in doubt.message for doubt in doubts)


def test_what_was_not_recognised_is_never_doubted():
    rows, doubts = rows_and_doubts(BROKEN)
    assert rows
    assert not doubts
    assert min(row.confidence for row in rows) > 0.4


@pytest.mark.parametrize(("sureness", "is_doubted"), [(0.59, True), (0.6, False), (1.0, False)])
def test_deadlines(sureness, is_doubted):
    document = agreement("Welbouw levert het plan voor 1 mei 2031 op.")
    rows, doubts = rows_and_doubts(recognised(document, "mei", sureness), deadlines)
    assert [row.confidence <= 0.4 for row in rows] == [is_doubted]
    assert [doubt.span for doubt in doubts] == [Span(r.char_start, r.char_end) for r in rows if is_doubted]
