"""The Document's own promises: quotes, pages, boxes, and ids that survive what happens around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors._document import Document, Page, RowIds, Span, Word, Words

TEXT = "Eerste bladzijde.\nTweede bladzijde."
PAGES = (Page(1, Span(0, 18)), Page(2, Span(18, 35)))


def placed(words: list[tuple[str, int, tuple[float, float, float, float]]]) -> Document:
    """A document of these words on these pages, one blank between words."""
    text, placed_words = "", []
    for word, page, box in words:
        start = len(text)
        text += word + " "
        placed_words.append(Word(Span(start, start + len(word)), page, box))
    return Document("0" * 16, text, (Page(1, Span(0, len(text))),), words=Words.of(placed_words))


@given(
    lengths=st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=12),  # a gap and a word
    start=st.integers(0, 40),
    length=st.integers(0, 10),
)
def test_the_words_in_a_span_are_those_that_share_a_character_with_it(
    lengths: list[tuple[int, int]], start: int, length: int
) -> None:
    at, words, span = 0, [], Span(start, start + length + 1)
    for page, (gap, long) in enumerate(lengths, start=1):
        words.append(Word(Span(at + gap, at + gap + long), page, (0, 0, 1, 1)))
        at += gap + long
    document = Document("0" * 16, " " * 60, (), words=Words.of(words))
    assert list(document.words_in(span)) == [word for word in words if word.span.meets(span)]
    assert document.page_at(start) == next(
        (word.page for word in words if word.span.holds(Span(start, start + 1))), None
    )


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (17, 1), (18, 2), (34, 2)])
def test_a_page_ends_where_the_next_begins(offset: int, page: int) -> None:
    assert Document("0" * 16, TEXT, PAGES).page_at(offset) == page


def test_a_source_without_pages_has_no_page_number() -> None:
    assert Document("0" * 16, TEXT, (Page(None, Span(0, 35)),)).page_at(3) is None


def test_without_layout_there_is_a_quote_and_no_box() -> None:
    evidence = Document("0" * 16, TEXT, PAGES).evidence(Span(18, 24))
    assert (evidence["quote"], evidence["page"], evidence["bbox"], evidence["boxes"]) == (
        "Tweede",
        2,
        None,
        (),
    )


def test_a_quote_over_two_lines_has_two_boxes_and_one_around_them() -> None:
    document = placed(
        [("op", 1, (400, 10, 420, 20)), ("tijd", 1, (50, 25, 80, 35)), ("klaar", 1, (85, 25, 99, 35))]
    )
    evidence = document.evidence(Span(0, 13))
    assert [box.bbox for box in evidence["boxes"]] == [(400, 10, 420, 20), (50, 25, 99, 35)]
    assert evidence["bbox"] == (50, 10, 420, 35)


def test_the_box_of_a_quote_over_two_pages_is_that_of_its_first_page() -> None:
    text = "slot begin"
    document = Document(
        "0" * 16,
        text,
        (Page(1, Span(0, 5)), Page(2, Span(5, 10))),
        words=Words.of([Word(Span(0, 4), 1, (50, 700, 70, 710)), Word(Span(5, 10), 2, (50, 60, 80, 70))]),
    )
    evidence = document.evidence(Span(0, 10))
    assert (evidence["page"], evidence["bbox"]) == (1, (50, 700, 70, 710))
    assert [box.page for box in evidence["boxes"]] == [1, 2]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (
            ("Wij bouwen.", "Q1-2030"),
            ("wij  bouwen.", "q1-2030"),
            True,
        ),  # spaces and case are layout, not words
        (("Wij bouwen.", "Q1-2030"), ("Wij slopen.", "Q1-2030"), False),
        (("Wij bouwen.", "Q1-2030"), ("Wij bouwen.", "Q2-2030"), False),
    ],
)
def test_an_id_rests_on_words(first: tuple[str, str], second: tuple[str, str], same: bool) -> None:
    ids = [RowIds("0" * 16, "deadlines").of(*words) for words in (first, second)]
    assert (ids[0] == ids[1]) is same


def test_equals_are_numbered_and_datasets_do_not_share_ids() -> None:
    ids = RowIds("0" * 16, "deadlines")
    assert len({ids.of("a", "b"), ids.of("a", "b"), RowIds("0" * 16, "commitments").of("a", "b")}) == 3


@given(st.lists(st.text(max_size=5), max_size=6), st.text(max_size=5))
def test_a_new_row_above_renames_nothing_but_its_equals(above: list[str], words: str) -> None:
    alone = RowIds("0" * 16, "deadlines").of(words)
    ids = RowIds("0" * 16, "deadlines")
    for other in above:
        if " ".join(other.casefold().split()) != " ".join(words.casefold().split()):
            ids.of(other)
    assert ids.of(words) == alone


@given(
    st.lists(st.tuples(st.integers(0, 9), st.floats(0, 1000, width=32), st.integers(1, 9)), max_size=8),
    st.slices(8),
)
def test_packed_words_are_the_words(given: list[tuple[int, float, int]], some: slice) -> None:
    words = [Word(Span(10 * i, 10 * i + length), page, (x,) * 4) for i, (length, x, page) in enumerate(given)]
    packed = Words.of(words)
    assert (list(packed), len(packed), packed[some]) == (words, len(words), tuple(words)[some])
    assert all(packed[index] == word for index, word in enumerate(words))
