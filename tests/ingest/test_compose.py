"""Blocks put together: offsets, pages, lead-ins and footnotes, whatever medium the blocks came from."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors._document import CellRef, Document, Inventory, Words
from pipeline.ingest.blocks import Block, Grid, GridCell, Piece, TextBlock, marked, text_block
from pipeline.ingest.compose import compose


def made(*blocks: Block, page_count: int | None = None) -> Document:
    return compose(blocks, document_id="0" * 16, inventory=Inventory(), page_count=page_count)


def said(document: Document) -> list[str]:
    return [document.quote(passage.span) for passage in document.passages]


def bullet(words: str, level: int = 1) -> TextBlock:
    return text_block("bullet", words, level=level, printed="•")


def leads(*blocks: Block) -> list[str | None]:
    document = made(*blocks)
    return [p.lead_in and document.quote(p.lead_in) for p in document.passages]


WIJ = text_block("paragraph", "Wij doen:")
LEADS = [
    ([WIJ, bullet("bouw"), bullet("sloop")], [None, "Wij doen:", "Wij doen:"], "every item"),
    ([text_block("paragraph", "Wij bouwen."), bullet("bouw")], [None, None], "a stop introduces nothing"),
    (
        [WIJ, text_block("paragraph", "Rust."), bullet("bouw")],
        [None, None, None],
        "a paragraph ends the list",
    ),
    (
        [WIJ, bullet("huur:"), bullet("laag", 2), bullet("koop")],
        [None, "Wij doen:", "huur:", "Wij doen:"],
        "an item introduces the items under it",
    ),
    (
        [WIJ, text_block("footnote", "Noot.", number="1"), bullet("bouw")],
        [None, None, "Wij doen:"],
        "a footnote does not end it",
    ),
    ([WIJ, text_block("heading", "Wonen", level=1), bullet("bouw")], [None, None, None], "a heading does"),
    (
        [text_block("paragraph", "Rust. Wij doen:"), bullet("bouw")],
        [None, None, "Wij doen:"],
        "only the last sentence",
    ),
]


@pytest.mark.parametrize(
    ("blocks", "expected"), [case[:2] for case in LEADS], ids=[case[2] for case in LEADS]
)
def test_what_introduces_a_bullet(blocks: Sequence[Block], expected: list[str | None]) -> None:
    assert leads(*blocks) == expected


def test_headings_stand_above_what_follows_until_one_of_their_level() -> None:
    levels = [(1, "A"), (2, "B"), (3, "C"), (2, "D"), (1, "E")]
    document = made(*(text_block("heading", words, level=level) for level, words in levels))
    assert [p.heading_path for p in document.passages] == [(), ("A",), ("A", "B"), ("A",), ()]


def test_what_is_printed_before_the_words_is_text_but_not_passage() -> None:
    document = made(text_block("bullet", "bouw", level=1, printed="a)", number="a"))
    assert (document.text, said(document), document.passages[0].number) == ("a) bouw\n", ["bouw"], "a")


def test_pages_without_words_keep_their_number() -> None:
    document = made(
        text_block("paragraph", "Een.", page=1), text_block("paragraph", "Drie.", page=3), page_count=4
    )
    assert [(page.number, document.quote(page.span)) for page in document.pages] == [
        (1, "Een.\n"), (2, ""), (3, "Drie.\n"), (4, ""),
    ]  # fmt: skip
    assert [document.page_at(passage.span.start) for passage in document.passages] == [1, 3]


def test_a_paragraph_over_two_pages_is_parted_where_the_page_turns() -> None:
    paragraph = TextBlock("paragraph", (Piece("Wij bouwen ", 1), Piece("huizen. Wij slopen.", 2)))
    document = made(paragraph, page_count=2)
    assert [document.quote(page.span) for page in document.pages] == ["Wij bouwen ", "huizen. Wij slopen.\n"]
    assert [(said(document)[i], document.page_at(p.span.start)) for i, p in enumerate(document.passages)] == [
        ("Wij bouwen huizen.", 1),
        ("Wij slopen.", 2),
    ]


NOTES = [
    ([f"de begroting{marked('1')}."], ["1"], ["begroting"], "the word before the mark"),
    ([f"de begroting.{marked('1')} Meer."], ["1"], ["begroting"], "not the stop before it"),
    ([f"een{marked('1')} en twee{marked('2')}"], ["1", "2"], ["een", "twee"], "two marks in one line"),
    (["geen merk"], ["1"], [None], "no mark"),
    ([marked("1")], ["1"], [None], "a mark behind nothing"),
]


@pytest.mark.parametrize(
    ("paragraphs", "numbers", "anchors"), [case[:3] for case in NOTES], ids=[case[3] for case in NOTES]
)
def test_footnotes_find_their_word(
    paragraphs: list[str], numbers: list[str], anchors: list[str | None]
) -> None:
    texts = [text_block("paragraph", words) for words in paragraphs]
    document = made(*texts, *(text_block("footnote", f"Noot {n}.", number=n) for n in numbers))
    assert [note.anchor and document.quote(note.anchor) for note in document.footnotes] == anchors
    assert [document.quote(note.span) for note in document.footnotes] == [f"Noot {n}." for n in numbers]


def test_words_stay_where_they_are_printed_when_marks_before_them_are_taken_out() -> None:
    """The first mark stands before all text: what follows moves back, not on."""
    parts = [marked("1"), "Welbouw", marked("2"), " bouwt"]
    starts = [sum(map(len, parts[:index])) for index in (1, 3)]
    at = [(starts[0], starts[0] + 7), (starts[1] + 1, starts[1] + 6)]
    words = Words.placed([(start, end, 1, (0.0, 0.0, 9.0, 9.0), 1.0) for start, end in at])
    piece = Piece("".join(parts), 1, words)
    document = made(TextBlock("paragraph", (piece,)), TextBlock("paragraph", (piece,)), page_count=1)
    assert [document.quote(word.span) for word in document.words] == ["Welbouw", "bouwt"] * 2


def test_numbers_of_footnotes_that_start_again_on_each_page_find_the_nearest_mark() -> None:
    document = made(
        text_block("paragraph", f"eerste{marked('1')}"),
        text_block("footnote", "Noot.", number="1"),
        text_block("paragraph", f"tweede{marked('1')}"),
        text_block("footnote", "Noot.", number="1"),
    )
    assert [note.anchor and document.quote(note.anchor) for note in document.footnotes] == [
        "eerste",
        "tweede",
    ]


def test_a_footnote_stands_under_the_headings_of_its_mark() -> None:
    document = made(
        text_block("heading", "Bouwen", level=1),
        text_block("paragraph", f"Wij bouwen{marked('1')} veel."),
        text_block("heading", "Overleg met de gemeente", level=1),
        text_block("bullet", "vaak", level=1),
        text_block("footnote", "Noot. En nog iets.", number="1"),
        text_block("footnote", "Zonder merk.", number="2"),
        text_block("bullet", "altijd", level=1),
    )
    above = {
        said: passage.heading_path for said, passage in zip(said(document), document.passages, strict=True)
    }
    assert {above["Noot."], above["En nog iets."]} == {("Bouwen",)}
    assert {above["vaak"], above["Zonder merk."], above["altijd"]} == {("Overleg met de gemeente",)}


def cell(row: int, column: int, *parts: TextBlock, wide: int = 1) -> GridCell:
    return GridCell(row, column, parts, column_span=wide)


def test_a_grid_stands_row_by_row_and_its_head_is_no_passage() -> None:
    p = text_block("paragraph", "a"), text_block("paragraph", "b")
    grid = Grid(
        (cell(0, 0, p[0]), cell(0, 1), cell(1, 0, WIJ, bullet("x")), cell(1, 1, p[1])), 2, 2, 1, "plain"
    )
    document = made(text_block("heading", "Kop", level=1), grid, text_block("paragraph", "Na."))
    (table,) = document.tables
    assert document.quote(table.span) == "a\t\nWij doen:\n• x\tb"
    assert table.heading_path == ("Kop",)
    assert [(document.quote(p.span), p.cell) for p in document.passages if p.cell] == [
        ("Wij doen:", CellRef(0, 1, 0)),
        ("x", CellRef(0, 1, 0)),
        ("b", CellRef(0, 1, 1)),
    ]


def test_a_lead_in_ends_with_its_cell() -> None:
    grid = Grid((cell(0, 0, WIJ), cell(0, 1, bullet("x"))), 1, 2, 0, "plain")
    assert leads(grid) == [None, None]


def test_a_title_inside_a_row_heads_that_row_alone() -> None:
    title = text_block("heading", "Verkoop", number="3")
    rows = (cell(0, 0, title, WIJ), cell(0, 1, WIJ), cell(1, 0, WIJ), cell(1, 1, WIJ))
    document = made(Grid(rows, 2, 2, 0, "plain"))
    assert [p.heading_path for p in document.passages] == [(), ("Verkoop",), ("Verkoop",), (), ()]


WORDS = st.text("abé. :", min_size=1, max_size=12).filter(str.strip)
BLOCKS = st.lists(
    st.builds(
        lambda kind, words, page: (kind, words, page),
        st.sampled_from(["paragraph", "bullet", "heading", "aside", "footnote"]),
        WORDS,
        st.integers(1, 4),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(BLOCKS)
def test_any_blocks_give_every_word_once_on_its_own_page(given_blocks: list[tuple[str, str, int]]) -> None:
    ordered = sorted(given_blocks, key=lambda block: block[2])
    document = made(
        *(text_block(kind, words, level=1, page=page) for kind, words, page in ordered),  # type: ignore[arg-type]
        page_count=4,
    )
    for number in range(1, 5):
        (page,) = [page for page in document.pages if page.number == number]
        wanted = "".join(words + "\n" for _, words, at in ordered if at == number)
        assert document.quote(page.span) == wanted
    assert "".join("".join(said(document)).split()) == "".join("".join(w for _, w, _ in ordered).split())
