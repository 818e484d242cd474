"""Lines that look like a table and became none: signalled with their place, and prose is left alone."""

import pytest

from pipeline.ingest import read_text

ABOVE, BELOW = "Wij spreken dit af.\n\n", "\nWij gaan door.\n"


def signalled(text):
    document = read_text(ABOVE + text + BELOW)
    assert {unread.code for unread in document.unread} <= {"table_unread"}
    return [document.quote(unread.span).split("\n") for unread in document.unread]


@pytest.mark.parametrize(
    "rows",
    [
        "Linde 10 20 30\nEs 5 6 7\n",  # numbers without a head
        "Linde 10\nEs 12\nHof 14\n",  # one number on each of three lines
        "Linde    10\nEs    12\nHof   14\n",  # wide blanks
        "Linde    gereed    Q3 2031\nEs     sloop     Q4 2032\n",  # words and times
        "Linde¹ 10 20\nEs 5 6\n\n¹ Nog niet zeker.\n",  # a footnote's mark, which goes out of the text
    ],
)
def test_rows_without_a_table_are_signalled(rows):
    (found,) = signalled(rows)
    assert " ".join(found).split() == rows.split("\n\n")[0].replace("¹", "").split()


@pytest.mark.parametrize(
    "lines",
    [
        " 2031 2032\nLinde 10 20\nEs 5 6\n",  # a table that was read
        "Linde 10 20 30\n",  # one line shows nothing
        "Wij bouwen in de wijk    32 huizen.\nWij slopen in de buurt    14 huizen.\n",  # sentences
        "Tel. 0570 123456\nFax 0570 123457\n",  # a letterhead
        "A. de Wit      B. Vos\nwethouder      bestuurder\n",  # a signature block
        "A. de Wit      3 mei 2031\nB. Vos      4 mei 2031\n",  # the same with dates
        "Looptijd 2031 2032\nVerslag 2033 2034\n",  # years
        "- Linde 10 20\n- Es 5 6\n",  # bullets
    ],
)
def test_no_false_alarm(lines):
    assert signalled(lines) == []


def test_equal_rows_are_told_apart_by_their_place():
    document = read_text(f"{ABOVE}Linde 10 20\nEs 5 6\n{BELOW}\nLinde 10 20\nEs 5 6\n{BELOW}")
    first, second = (unread.span for unread in document.unread)
    assert first.end < document.text.index("Wij gaan door") < second.start
