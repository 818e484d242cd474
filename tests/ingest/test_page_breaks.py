"""Tables cut by a page break: what is put together, what stays apart, where a cut row joins."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.ingest.blocks import Block, Grid, GridCell, TextBlock, text_block
from pipeline.ingest.page_breaks import merge_tables

HEAD = ("Afspraak", "Wie")
NOTE = text_block("footnote", "Met zorg.", number="1")
RAISED = text_block("paragraph", "² Met zorg.")
PROSE = text_block("paragraph", "Daarna volgt tekst.")


def grid(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD, numbers: bool = False) -> Grid:
    lines = [head, *rows] if head else list(rows)
    cells = tuple(
        GridCell(r, c, (_part(words, numbered=numbers and r > 0 and c == 0),) if words else ())
        for r, line in enumerate(lines)
        for c, words in enumerate(line)
    )
    return Grid(cells, len(lines), len(lines[0]), int(bool(head)), "markdown")


def _part(words: str, *, numbered: bool) -> TextBlock:
    number, _, rest = words.partition(") ")
    if numbered and rest:
        return text_block("paragraph", rest, printed=f"{number})", number=number)
    return text_block("paragraph", words)


def bodies(*blocks: Block) -> list[list[tuple[str, ...]]]:
    """The body rows of every table that is left; parts of a cell with '/' between them."""
    tables = [block for block in merge_tables(blocks) if isinstance(block, Grid)]
    return [
        [
            tuple("/".join(part.text for part in cell.parts) for cell in table.cells if cell.row == row)
            for row in range(table.header_rows, table.row_count)
        ]
        for table in tables
    ]


def _on(grid: Grid, page: int) -> Grid:
    """The same grid on a page."""
    return replace(grid, page=page, cells=tuple(replace(cell, page=page) for cell in grid.cells))


A, B, C = ("Wij bouwen.", "Es"), ("Wij slopen.", "Linde"), ("Wij kopen.", "Es")
APART = [
    ((grid(A), grid(B)), 1, "nothing between"),
    ((grid(A), NOTE, grid(B)), 1, "a footnote between"),
    ((grid(A), RAISED, grid(B)), 1, "a footnote not yet told"),
    ((grid(A), grid(B), grid(C)), 1, "three pages"),
    ((grid(A), PROSE, grid(B)), 2, "text between"),
    ((grid(A), text_block("heading", "Zorg", level=1), grid(B)), 2, "a heading between"),
    ((grid(A), grid(B, head=("Afspraak", "Wanneer"))), 2, "another head"),
    ((_on(grid(A), 4), _on(grid(B), 5)), 1, "overleaf"),
    ((_on(grid(A), 4), _on(grid(B), 4)), 2, "on one page"),
    ((grid(A, ("Afspraak", "Wanneer"), B), grid(C)), 2, "another head in the rows above"),
    ((grid(A, head=()), grid(B, head=())), 2, "no head to know it by"),
    ((grid(A, head=("", "")), grid(B, head=("", ""))), 2, "a head without words"),
    ((grid(A), grid((*B, "x"), head=(*HEAD, "Rol"))), 2, "a column more"),
]


@pytest.mark.parametrize(("blocks", "count"), [case[:2] for case in APART], ids=[case[2] for case in APART])
def test_which_tables_are_one(blocks: tuple[Block, ...], count: int) -> None:
    assert len(bodies(*blocks)) == count


def test_rows_keep_their_order_and_the_head_is_there_once() -> None:
    assert bodies(grid(A, B), grid(C)) == [[A, B, C]]


CUT = [
    (("Wij bouwen in", "Es"), ("de wijk.", ""), [("Wij bouwen in de wijk.", "Es")], "in a small letter"),
    (("Wij bouwen.", "Es"), ("", "Linde"), [("Wij bouwen.", "Es/Linde")], "an empty first cell"),
    (
        ("Wij bouwen.", "Es"),
        ("sloop volgt.", ""),
        [("Wij bouwen.", "Es"), ("sloop volgt.", "")],
        "behind a stop",
    ),
    (("Kade", "12"), ("", "14"), [("Kade", "12"), ("", "14")], "a value under a value"),
    (
        ("Kade", "Bouw.", "Es"),
        ("", "Sloop.", "Linde"),
        [("Kade", "Bouw.", "Es"), ("", "Sloop.", "Linde")],
        "a full row without its name",
    ),
    (
        ("Kade", "Bouw.", "Es"),
        ("", "En sloop.", ""),
        [("Kade", "Bouw./En sloop.", "Es")],
        "one cell of three that goes on behind a stop",
    ),
    (("Wij bouwen", "Es"), ("Sloop", "Es"), [("Wij bouwen", "Es"), ("Sloop", "Es")], "a capital"),
]


@pytest.mark.parametrize(
    ("last", "first", "expected"), [case[:3] for case in CUT], ids=[case[3] for case in CUT]
)
def test_a_cut_row(last: tuple[str, ...], first: tuple[str, ...], expected: list[tuple[str, ...]]) -> None:
    assert bodies(grid(last), grid(first)) == [expected]


def test_where_rows_are_numbered_a_row_without_a_number_goes_on() -> None:
    above = grid(("1) Bouw", "Es"), ("2) Sloop", "Es"), numbers=True)
    below = grid(("Hergebruik van stenen", "Linde"), ("3) Koop", "Es"), numbers=True)
    (rows,) = bodies(above, below)
    assert [row[0] for row in rows] == ["Bouw", "Sloop/Hergebruik van stenen", "Koop"]


def spanning(theme: str, count: int, *rows: tuple[str, ...]) -> Grid:
    """A grid whose first column has one cell over so many of its first rows."""
    made = grid(
        *((theme if row == 0 else "", *words) for row, words in enumerate(rows)), head=("Thema", *HEAD)
    )
    cells = (cell for cell in made.cells if not (1 < cell.row <= count and cell.column == 0))
    return replace(
        made, cells=tuple(replace(c, row_span=count) if c.row == 1 and not c.column else c for c in cells)
    )


@pytest.mark.parametrize(
    ("above", "below", "span", "row_count"),
    [
        (spanning("Bouw", 2, A, B), spanning("", 2, C, A), 4, 5),
        (spanning("Bouw", 2, A, B), spanning("", 1, C, A), 3, 5),
        (spanning("Bouw", 1, A), spanning("", 2, C, A), 3, 4),
        (spanning("Bouw", 2, A, ("Wij slopen de", "")), spanning("", 2, ("flat.", ""), A), 3, 4),
        (spanning("Bouw", 2, A, B), spanning("Zorg", 2, C, A), 2, 5),
    ],
    ids=["two rows overleaf", "one", "from one", "a cut row", "another theme"],
)
def test_a_cell_over_several_rows_goes_on(above: Grid, below: Grid, span: int, row_count: int) -> None:
    (found,) = (block for block in merge_tables([_on(above, 1), _on(below, 2)]) if isinstance(block, Grid))
    assert next(cell for cell in found.cells if cell.row == 1 and cell.column == 0).row_span == span
    assert found.row_count == row_count


def test_other_blocks_stay_where_they_were() -> None:
    merged = merge_tables([PROSE, grid(A), NOTE, grid(B), PROSE])
    assert [type(block).__name__ for block in merged] == ["TextBlock", "Grid", "TextBlock", "TextBlock"]
