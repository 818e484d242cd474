"""The rest of a table at the top of the next page, told by the columns that it has on the page before.

Where rules part some rows only, a page that begins in mid-table shows too little of its columns by itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ingest.pdf.lines import Line, Text
from pipeline.ingest.pdf.printed import PrintedPage, Rule, middle
from pipeline.ingest.pdf.tables.borders import SAME_SIDES, Frame, frames
from pipeline.ingest.pdf.tables.gutters import column_of, crosses
from pipeline.ingest.pdf.tables.model import PageTable
from pipeline.ingest.pdf.tables.ruled import read_cells

_AT_BORDER = 8.0  # points by which the columns of one table may shift from page to page
_NEAR_BORDER = 25.0  # points between the end of a rule and the border of the column it ends at


def with_rest(
    above: PageTable | None, page: PrintedPage, text: Text, found: Sequence[PageTable]
) -> list[PageTable]:
    """The tables of a page, the rest of `above` first if it goes on here. `above` ends the page before."""
    if above is None or above.is_ruled:
        return list(found)
    end = found[0].box[1] if found and _has_columns_of(above, found[0]) else page.height
    rest = _rest(above, page, text, end)
    if rest is None:
        return list(found)
    return [rest, *(table for table in found if table.box[1] > rest.box[3] - SAME_SIDES)]


def _has_columns_of(above: PageTable, table: PageTable) -> bool:
    """Whether a table shows the same columns by itself, or is another one with its own head."""
    is_same = len(table.xs) == len(above.xs) and all(
        abs(x - y) < _AT_BORDER for x, y in zip(above.xs, table.xs, strict=True)
    )
    return is_same or table.has_own_head


def _rest(above: PageTable, page: PrintedPage, text: Text, end: float) -> PageTable | None:
    """What stands above `end`, where the next table begins, in the columns of the one on the page before."""
    lines = text.of([word for word in text.words if word.box[3] < end]).lines
    kept = _inside(above.xs, lines)
    if not kept:
        return None
    below = lines[len(kept)].box[1] if len(kept) < len(lines) else end
    places = [middle(word.box)[0] for line in kept for word in line.words]
    drawn = [rule for frame in frames(page, lines) for rule in frame.flat]
    rules = [rule for rule in drawn if rule.at < below and _is_under_columns(rule, above.xs, places)]
    if not rules:
        return None
    foot = max(rule.at for rule in rules)
    kept = [line for line in kept if middle(line.box)[1] < foot]
    if not kept or not _is_body(kept, above.xs[1:-1]):
        return None
    return _read(above, page.number, kept, [rule for rule in rules if rule.at > kept[0].box[1]], foot)


def _inside(xs: Sequence[float], lines: Sequence[Line]) -> list[Line]:
    """The first lines of a page that keep to these columns."""
    for index, line in enumerate(lines):
        is_out = line.box[0] < xs[0] - SAME_SIDES or line.box[2] > xs[-1] + SAME_SIDES
        if is_out or any(crosses(line, x) for x in xs[1:-1]):
            return list(lines[:index])
    return list(lines)


def _is_under_columns(rule: Rule, xs: Sequence[float], places: Sequence[float]) -> bool:
    """Whether a rule begins and ends at borders of columns: it parts the words (their places) as they do."""
    return all(
        any(
            abs(end - x) < _NEAR_BORDER and not any(min(end, x) < place < max(end, x) for place in places)
            for x in xs
        )
        for end in (rule.start, rule.end)
    )


def _is_body(lines: Sequence[Line], inner: Sequence[float]) -> bool:
    """Whether words stand in two columns at least, and not in the first alone to begin with: a title does."""
    first = {column_of(middle(word.box)[0], inner) for word in lines[0].words}
    used = {column_of(middle(word.box)[0], inner) for line in lines for word in line.words}
    return first != {0} and len(used) > 1


def _read(
    above: PageTable, number: int, lines: Sequence[Line], rules: Sequence[Rule], foot: float
) -> PageTable | None:
    left, right = above.xs[0], above.xs[-1]
    top = lines[0].box[1] - 1
    posts = [Rule(False, x, top, foot) for x in above.xs]
    sides = [Rule(True, top, left, right), Rule(True, foot, left, right)]
    kept = Text(number, [word for line in lines for word in line.words], lines)
    return read_cells(Frame([*rules, *sides], posts), kept)
