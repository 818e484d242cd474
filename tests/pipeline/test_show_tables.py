"""`show --tables`: the tables in print, and what is outlined on their page."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from PIL import Image
from rich.console import Console

from pipeline.errors import UsageError
from pipeline.using.show import show
from pipeline.using.show_tables import TABLE_COLOURS, first_page_with_a_table, read_document, show_tables

TABLE = """# Nieuwbouw
| Plan | 2024 | 2025 |
|---|---|---|
| Eshof | 12 | 5 |
| Linde | | 20 |
| Totaal | 12 | 21 |
"""


def printed(file: Path, page: int | None = None) -> str:
    out = StringIO()
    show_tables(file, Console(file=out, width=100), page)
    return out.getvalue()


def test_a_table_is_printed_with_kind_sums_and_issues(tmp_path: Path) -> None:
    (tmp_path / "plan.md").write_text(TABLE, encoding="utf-8")
    text = printed(tmp_path / "plan.md")
    assert "new_builds (4 x 3, markdown)" in text
    assert "│ Linde  │      │ 20   │" in text
    assert "sums: fail (Totaal, 2025: printed 21, parts give 25)" in text
    assert "issue sums_fail" in text
    assert "numbers: 5, of which 3 may be summed" in text


def test_what_looks_like_a_table_and_was_not_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(
        "Tabel 3: Nieuwbouw per kern\n\nEinde van de bijlage.\n", encoding="utf-8"
    )
    assert "issue table_without_body" in printed(tmp_path / "plan.txt")


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        show_tables(tmp_path / "plan.xyz", Console())


PDF = Path(__file__).parents[2] / "data" / "raw" / "brinkdam-2024.pdf"


def test_cells_and_headers_of_a_page_are_outlined(tmp_path: Path) -> None:
    page = next(cell.page for table in read_document(PDF).tables for cell in table.cells)
    assert page is not None
    drawn = show(PDF, page, tmp_path / "page.png", of_tables=True)
    assert drawn["cells"]
    assert drawn["headers"]
    assert drawn.keys() == TABLE_COLOURS.keys()
    assert Image.open(tmp_path / "page.png").size[0] > 500
    assert printed(PDF, page=99) == ""


def test_the_first_page_with_a_table_and_a_text_without_pages(tmp_path: Path) -> None:
    assert first_page_with_a_table(PDF) == read_document(PDF).tables[0].cells[0].page
    (tmp_path / "plan.md").write_text(TABLE)
    with pytest.raises(UsageError):
        first_page_with_a_table(tmp_path / "plan.md")
