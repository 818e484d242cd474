"""A text cut at the edges of its rows: nothing is lost, and every piece knows its rows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.pieces import Piece, pieces, sharing

LENGTH = 40
SPANS = st.lists(
    st.tuples(st.integers(0, LENGTH), st.integers(0, LENGTH)).map(lambda edges: (min(edges), max(edges))),
    max_size=8,
).map(lambda spans: dict(enumerate(spans)))


@given(SPANS, st.integers(0, 15), st.integers(20, LENGTH))
def test_the_pieces_are_the_text_and_each_character_knows_its_rows(
    spans: dict[int, tuple[int, int]], start: int, end: int
) -> None:
    cut = pieces(start, end, spans)
    assert [place for piece in cut for place in range(piece.start, piece.end)] == list(range(start, end))
    for piece in cut:
        for place in range(piece.start, piece.end):
            assert piece.rows == tuple(row for row, (first, last) in spans.items() if first <= place < last)


@given(SPANS)
def test_rows_share_words_where_their_spans_meet(spans: dict[int, tuple[int, int]]) -> None:
    found = dict(sharing(pieces(0, LENGTH, spans), spans, spans))
    for row, (first, last) in spans.items():
        met = {other for other, (start, end) in spans.items() if max(first, start) < min(last, end)}
        assert set(found[row]) == met - {row}


def test_a_text_without_rows_is_one_piece() -> None:
    assert pieces(3, 9, {}) == [Piece(3, 9, ())]
