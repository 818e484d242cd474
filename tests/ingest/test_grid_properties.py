"""Whatever stands in a table, each cell's words come back in its own place, in the text and as passages."""

from __future__ import annotations

from html import escape
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors._document import Document
from pipeline.ingest import read_text

WORDS = ("Lindehof", "Es", "sloop", "woningen", "Wij bouwen hier.", "12", "1.250", "3 - 5", "NTB", "40%",
         "€ 710", "ca. 60", "Q3 2026", "De gemeente", "é", "m²", "a & b", "<5", "50|50", "")  # fmt: skip
CELLS = st.sampled_from(WORDS)
PLAIN = st.sampled_from([word for word in WORDS if "." not in word and "²" not in word])
relaxed = settings(max_examples=120, deadline=None)


def grids(cells: st.SearchStrategy[str], least: int = 2) -> st.SearchStrategy[list[list[str]]]:
    """Rectangles of words: 2 to 4 columns, 1 to 6 rows."""
    return st.integers(2, 4).flatmap(
        lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), min_size=least, max_size=6)
    )


def words_at(document: Document, table: int = 0) -> list[list[str]]:
    found = document.tables[table]
    lines = [[""] * found.column_count for _ in range(found.row_count)]
    for cell in found.cells:
        lines[cell.row][cell.column] = document.quote(cell.span)
    return lines


def pipe_table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(_escaped(words) for words in line) + " |\n" for line in lines)


def _escaped(words: str) -> str:
    return escape(words).replace("|", "\\|")


def html_table(rows: list[list[str]]) -> str:
    lines = ("".join(f"<td>{escape(words)}</td>" for words in row) for row in rows)
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>\n"


@relaxed
@given(grids(CELLS, least=1))
def test_pipe_tables_round_trip(rows: list[list[str]]) -> None:
    head = [f"Kop {chr(65 + column)}" for column in range(len(rows[0]))]
    document = read_text(pipe_table(head, rows), media_type="text/markdown")
    assert words_at(document) == [head, *rows]


@relaxed
@given(grids(CELLS, least=1).filter(lambda rows: not all(row[-1].isdecimal() for row in rows)))
def test_html_tables_round_trip(rows: list[list[str]]) -> None:
    """But for a last column of bare numbers, which may be the pages of a list of contents."""
    document = read_text("Vooraf.\n\n" + html_table(rows), media_type="text/markdown")
    assert words_at(document) == rows


@relaxed
@given(grids(PLAIN.filter(lambda word: word != ""), least=2))
def test_tabbed_lines_round_trip(rows: list[list[str]]) -> None:
    lines = [[f"Plan {chr(65 + index)}", *row[1:]] for index, row in enumerate(rows)]
    head = ["Plan", *(str(2031 + column) for column in range(len(rows[0]) - 1))]
    document = read_text("".join("\t".join(line) + "\n" for line in [head, *lines]))
    assert words_at(document) == [head, *lines]


NUMBERS = st.integers(1, 9999).map(str)


@relaxed
@given(grids(NUMBERS | st.just(""), least=2))
def test_numbers_under_tabbed_years_round_trip(rows: list[list[str]]) -> None:
    head = ["Plan", *(str(2031 + column) for column in range(len(rows[0])))]
    lines = [[f"Plan {chr(65 + index)}", *row] for index, row in enumerate(rows)]
    document = read_text("".join("\t".join(line) + "\n" for line in [head, *lines]))
    assert words_at(document) == [head, *lines]


@relaxed
@given(grids(CELLS, least=1))
def test_the_text_of_a_table_is_its_rows(rows: list[list[str]]) -> None:
    head = [f"Kop {chr(65 + column)}" for column in range(len(rows[0]))]
    document = read_text(pipe_table(head, rows), media_type="text/markdown")
    assert document.quote(document.tables[0].span) == "\n".join("\t".join(row) for row in [head, *rows])


@relaxed
@given(grids(CELLS, least=1))
def test_passages_of_cells_lie_in_their_cells_and_leave_no_word_out(rows: list[list[str]]) -> None:
    head = [f"Kop {chr(65 + column)}" for column in range(len(rows[0]))]
    document = read_text(pipe_table(head, rows), media_type="text/markdown")
    (table,) = document.tables
    told: dict[tuple[int, int], str] = {}
    for passage in document.passages:
        assert passage.cell is not None
        cell = table.at(passage.cell.row, passage.cell.column)
        assert cell is not None
        assert cell.span.holds(passage.span)
        place = (cell.row, cell.column)
        told[place] = f"{told.get(place, '')} {document.quote(passage.span)}".strip()
    filled = {(r, c): words for r, row in enumerate(rows, 1) for c, words in enumerate(row) if words}
    assert told == filled


@relaxed
@given(st.lists(grids(CELLS, least=1), min_size=1, max_size=3))
def test_tables_one_after_another_stay_in_order_and_apart(several: list[list[list[str]]]) -> None:
    text = "".join(
        f"Zin {index}.\n\n{pipe_table([f'Kop {index}{c}' for c in range(len(rows[0]))], rows)}\n"
        for index, rows in enumerate(several)
    )
    document = read_text(text, media_type="text/markdown")
    assert [words_at(document, index)[1:] for index in range(len(document.tables))] == several
    assert all(left.span.end <= right.span.start for left, right in pairwise(document.tables))


SENTENCES = st.lists(
    st.sampled_from(
        ["Wij bouwen.", "De gemeente sloopt 12 woningen.", "Woonvast overlegt o.a. met Es.", "Klaar in 2031!"]
    ),
    min_size=1,
    max_size=8,
)


@relaxed
@given(SENTENCES, st.sampled_from(["text/plain", "text/markdown"]))
def test_no_sentence_is_lost_or_doubled(sentences: list[str], media_type: str) -> None:
    for glue in (" ", "\n\n"):
        document = read_text(glue.join(sentences) + "\n", media_type=media_type)  # type: ignore[arg-type]
        assert [document.quote(passage.span) for passage in document.passages] == sentences


@relaxed
@given(SENTENCES, st.sampled_from(["\r\n", "\r"]))
def test_the_kind_of_line_end_changes_nothing(sentences: list[str], line_end: str) -> None:
    text = "\n\n".join(sentences) + "\n"
    assert read_text(text.replace("\n", line_end)).text == read_text(text).text
