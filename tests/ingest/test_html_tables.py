"""Tables that stand as HTML in a plain text, and lines of 'name: number'."""

import pytest
from seen import grid, passages

from pipeline.ingest import read_text

HTML = """Verkoop
<table><thead>
<tr><th>Complex</th><th>Aantal</th></tr></thead>
<tr><td>Esdoornhof</td><td>4</td></tr></table>
Daarna volgt meer.
"""


def test_html_in_a_text_is_a_table_and_the_lines_around_stay_lines():
    assert grid(HTML) == [["Complex", "Aantal"], ["Esdoornhof", "4"]]
    assert ("sentence", "Daarna volgt meer.") in passages(HTML)


@pytest.mark.parametrize("media_type", ["text/plain", "text/markdown"])
def test_a_caption_is_the_title_also_where_the_table_is_one_line(media_type):
    rows = "<tr><th>Complex</th><th>Aantal</th></tr><tr><td>Esdoornhof</td><td>4</td></tr>"
    html = f"<table><caption>Verkoop in 2031</caption>{rows}</table>"
    found = read_text(f"Wonen\n\n{html}\n\nEinde.\n", media_type=media_type)
    (table,) = found.tables
    assert table.title is not None
    assert found.quote(table.title) == "Verkoop in 2031"


def test_a_table_in_a_table_belongs_to_the_outer_one():
    inner = "<table><tr><td>1</td></tr></table>"
    found = read_text(f"<table>\n<tr><td>a</td><td>{inner}</td></tr>\n</table>\nEinde.\n")
    assert found.quote(found.tables[0].span).startswith("a")


@pytest.mark.parametrize("text", ["<table>\nnooit gesloten\n", "</table>\n", "a < b en c > d\n"])
def test_a_stray_tag_takes_no_lines(text):
    assert read_text(text).tables == ()


@pytest.mark.parametrize(
    ("rows", "header_rows"),
    [
        ("<tr><th>a</th></tr><tr><th>2031</th></tr><tr><td>1</td></tr>", 2),  # heads over heads
        ("<tr><td><b>a</b></td></tr><tr><td>1</td></tr>", 1),  # a head in bold
        ("<tr><td><b>a</b></td></tr><tr><td><b>1</b></td></tr>", 0),  # all in bold: no head
        ("<tr><th>a</th><td>1</td></tr><tr><th>b</th><td>2</td></tr>", 1),  # as Markdown's own tables have it
    ],
)
def test_head_rows(rows, header_rows):
    assert read_text(f"<table>{rows}</table>\n").tables[0].header_rows == header_rows


def test_lines_of_a_name_and_a_number_are_a_table():
    assert grid("Sloop\n2031: 34*\n2032: ca. 12\n* deels in Es\n") == [["2031", "34*"], ["2032", "ca. 12"]]


@pytest.mark.parametrize(
    "text",
    [
        "Sloop: 12\n",  # one line
        "Sloop: 12 woningen\nBouw: 20 woningen\n",  # prose: the noun is there
        "Sloop: 12\n\nBouw: 20\n",  # apart
    ],
)
def test_other_lines_with_colons_are_none(text):
    assert read_text(text).tables == ()
