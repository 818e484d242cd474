"""What holds of every text, however strange."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.ingest import read_text

# Pieces that steer the readers into their branches, between which hypothesis puts anything.
DEBRIS = st.sampled_from(
    [
        "\n", "\n\n", " \n", "\f", "\t", "   ", "- ", "• ", "1. ", "2) ", "* ", "** ", "1 ",
        "P0F\n\n1\nP ", "2P\n\nde\nP ", "2020 2021 2022", "10 20 30", " 10   ", "Totaal",
        "Tabel 1: Sloop", "Inhoud", "........ 3", "woningen2.", "² ", "€ 1.000",
        "| a | b |\n|---|---|\n| c | d |\n", "<td>", "<ul><li>x",
        "<p></p>", "<!-- x -->", "buurt-\nhuis", "# Kop\n", "é", "\ufdd0",
    ]
)  # fmt: skip
TEXTS = st.lists(DEBRIS | st.text(max_size=12), max_size=40).map("".join)
MEDIA = pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@MEDIA
@relaxed
@given(text=TEXTS)
def test_any_text_gives_a_sound_document(media_type, text):
    document = read_text(text, media_type=media_type)
    assert unicodedata.is_normalized("NFC", document.text)
    assert_pages_partition(document)
    assert_passages_in_order(document)
    for table in document.tables:
        assert_table_is_a_grid(document, table)
    for footnote in document.footnotes:
        assert footnote.anchor is None or document.quote(footnote.anchor).strip()


def assert_pages_partition(document):
    edges = [page.span for page in document.pages]
    assert edges[0].start == 0
    assert edges[-1].end == len(document.text)
    assert all(left.end == right.start for left, right in pairwise(edges))


def assert_passages_in_order(document):
    spans = [passage.span for passage in document.passages]
    assert all(0 <= span.start < span.end <= len(document.text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(document.quote(span) == document.quote(span).strip() for span in spans)


def assert_table_is_a_grid(document, table):
    seen = set()
    for cell in table.cells:
        assert table.span.holds(cell.span)
        places = {
            (row, column)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        assert not places & seen
        assert all(row < table.row_count and column < table.column_count for row, column in places)
        seen |= places
    assert all(left.end <= right.start for left, right in pairwise(cell.span for cell in table.cells))
