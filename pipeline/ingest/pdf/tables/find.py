"""The tables of a page that rules or shades tell, from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors._document import Box
from pipeline.ingest.pdf.lines import Line, Text
from pipeline.ingest.pdf.printed import PrintedPage, PrintedWord, holds, middle
from pipeline.ingest.pdf.tables.borders import NEAR, SAME_SIDES, Frame, borders, covers, frames, same_sides
from pipeline.ingest.pdf.tables.checks import (
    cuts_lines,
    has_head,
    is_grid,
    is_spaced_table,
    tell_head,
    without_false_head,
    without_title_and_notes,
)
from pipeline.ingest.pdf.tables.edges import rows_at_top
from pipeline.ingest.pdf.tables.gutters import clumps, crosses, has_gutter, is_value
from pipeline.ingest.pdf.tables.model import PageTable
from pipeline.ingest.pdf.tables.open_rows import read_under_head
from pipeline.ingest.pdf.tables.ruled import open_bottom, open_top, read_lone_head, read_ruled
from pipeline.ingest.pdf.tables.spaced import read_spaced
from pipeline.ingest.pdf.tables.stripes import stripe_under

_POSTED = 0.4  # of a frame's height that rules between its columns cover where the columns are ruled
_MANY_POSTS = 3  # borders between columns: so many in the head alone tell the columns below it
_SHARED = 0.25  # of the longer of two rules that begin or end together: the shorter leaves out some columns
_LINES_PER_RULE = 3  # lines for each ruled row: so many are rows without rules
_LONG = 8  # words in one phrase: a sentence, where a table has names and values
_ROW_HEIGHT = 2.2  # type sizes from rule to rule for each line of a row: a title between tables stands freer
_NEXT_ROW = 1.5  # type sizes of white between two rows
_OFF_CENTRE = 0.6  # type sizes by which a phrase may stand beside the middle of what it is over
_LARGER = 1.15  # times the type of the rows
_WIDE = 0.6  # of the table's width that such a phrase takes


def find_ruled(page: PrintedPage, text: Text) -> list[PageTable]:
    """Tables told by rules and shades, from top to bottom. `text` is the page's, or what is left of it."""
    return RuledTables(page, text).all()


class RuledTables:
    """The tables that rules and shades tell, each read when it is first asked for."""

    def __init__(self, page: PrintedPage, text: Text) -> None:
        """Find their frames. `text` is the page's, or what is left of it."""
        self._page, self._text = page, text
        self._frames = _joined(frames(page, text.lines), text) if page.rules or page.shades else []
        self._read: dict[int, PageTable | None] = {}

    def all(self) -> list[PageTable]:
        """All of them, from top to bottom."""
        return _outermost([table for index in range(len(self._frames)) if (table := self._table(index))])

    def from_above(self, height: float) -> list[PageTable]:
        """Those whose frames begin above a height."""
        above = [index for index, frame in enumerate(self._frames) if frame.box[1] < height]
        return [table for index in above if (table := self._table(index))]

    def ruled(self) -> list[PageTable]:
        """Those whose columns rules part."""
        posted = [index for index, frame in enumerate(self._frames) if _has_posts(frame)]
        return [table for index in posted if (table := self._table(index)) and table.is_ruled]

    def _table(self, index: int) -> PageTable | None:
        if index not in self._read:
            frame, later = self._frames[index], self._frames[index + 1 :]
            below = min((f.box[1] for f in later if f.box[1] > frame.box[3]), default=self._page.height)
            self._read[index] = _read(self._page, frame, self._text, below)
        return self._read[index]


def _read(page: PrintedPage, frame: Frame, text: Text, below: float) -> PageTable | None:
    box = frame.box
    if box[3] - box[1] < NEAR or box[2] - box[0] < NEAR:
        return None
    lines = text.lines
    if _has_posts(frame) and not _is_divided(frame, text):
        table = read_ruled(page, frame, text, below)
        if table is None:
            under = read_under_head(frame, text, below)
            return under if under and is_spaced_table(under, page) else read_lone_head(frame, text)
        table = without_title_and_notes(table)
        if not is_grid(table) or cuts_lines(table, lines):
            return None
        if not table.is_ruled and not has_head(table):
            return None
        tell_head(table, page.shades)
        return table
    table = _spaced(frame, box, text)
    if table is None:
        return None
    top, bottom = open_top(frame, table.xs, lines), open_bottom(box, table.xs, lines, below)
    bottom = bottom or stripe_under(page.shades, box, table.xs, lines) or _rows_under(table, lines, below)
    if top or bottom:
        box = (box[0], top or box[1], box[2], bottom or box[3])
        table = _spaced(frame, box, text)
    if table is None or not is_spaced_table(table, page) or cuts_lines(table, lines):
        return None
    if not table.header_rows:
        tell_head(table, page.shades)
    without_false_head(table)
    return table


def _rows_under(table: PageTable, lines: Sequence[Line], below: float) -> float | None:
    """Where the rows end that go on under the last rule, as the words above stand: a total has none below."""
    near: list[Line] = []
    for line in (line for line in lines if middle(line.box)[1] > table.box[3]):
        foot = near[-1].box[3] if near else table.box[3]
        if line.box[1] - foot > _NEXT_ROW * line.size or line.box[3] > below:
            break
        near.append(line)
    rest = rows_at_top(table, near) if near else None
    return rest[0].box[3] + 1 if rest else None


def _spaced(frame: Frame, box: Box, text: Text) -> PageTable | None:
    box = _under_title(box, text.inside(box, 1).lines)
    left, top, right, bottom = frame.box
    posts = [r.at for r in frame.upright if left + NEAR < r.at < right - NEAR]
    ticks = [*frame.ticks, *((x, y) for x in posts for y in (top, bottom))]
    return read_spaced(text.page, text.inside(box, 1).lines, box, frame.flat, ticks)


def _under_title(box: Box, lines: Sequence[Line]) -> Box:
    """The box without a title set in the band of the head: a phrase over the names of all columns."""
    names = clumps(lines[1]) if len(lines) > 2 else []
    if len(names) < 2 or len(clumps(lines[0])) > 1:
        return box
    left, _, right, foot = lines[0].box
    off_table, off_groups = (
        abs(left + right - x0 - x1) / 2 for x0, x1 in (box[::2], (names[1][0].box[0], names[-1][-1].box[2]))
    )
    is_centred = off_table < _OFF_CENTRE * lines[0].size < off_groups
    is_over_first = left < names[0][-1].box[2] and names[1][0].box[0] < right
    return (box[0], foot, *box[2:]) if is_centred or is_over_first else box


def _is_divided(frame: Frame, text: Text) -> bool:
    """Whether words stand in columns within the ruled ones, on many lines between two rules."""
    left, _, right, _ = frame.box
    lines = text.inside(frame.box, 1).lines
    if len(lines) < _LINES_PER_RULE * (len(borders(r.at for r in frame.flat)) - 1):
        return False
    posts = borders([left, right, *(r.at for r in frame.upright)])
    for x0, x1 in pairwise(posts):
        inside = [part for line in lines if len(part := _within(line, x0, x1)) > 1]
        valued = [Line(text.page, part) for part in inside if is_value(part[-1].text)]
        parted = [line for line in valued if len(clumps(line)) > 1]
        if len(parted) > _LINES_PER_RULE and has_gutter(parted):
            return True
    return False


def _within(line: Line, x0: float, x1: float) -> tuple[PrintedWord, ...]:
    return tuple(word for word in line.words if x0 < middle(word.box)[0] < x1)


def _has_posts(frame: Frame) -> bool:
    """Whether rules part its columns over most of its height, or part many in its head.

    The shaded cells of one row further down have sides too, and say nothing of the rows above.
    """
    left, top, right, bottom = frame.box
    inner = borders(r.at for r in frame.upright if left + NEAR < r.at < right - NEAR)
    at_top = borders(
        r.at for r in frame.upright if left + NEAR < r.at < right - NEAR and r.start < top + NEAR
    )
    if len(at_top) > _MANY_POSTS:
        return True
    return any(covers(frame.upright, x, top, bottom) >= _POSTED for x in inner)


def _joined(found: Sequence[Frame], text: Text) -> list[Frame]:
    """Frames with the same sides are one where what stands between them keeps to their columns."""
    joined: list[Frame] = []
    for frame in found:
        with_same = next((f for f in reversed(joined) if same_sides(f.box, frame.box)), None)
        with_one = next((f for f in reversed(joined) if _share_a_side(f, frame)), None)
        near = [with_same] if with_same is with_one else [with_same, with_one]
        above = next((f for f in near if f is not None and _is_one(f, frame, text)), None)
        if above is not None:
            above.add(frame)
        else:
            joined.append(frame)
    return _with_inner(joined, text)


def _share_a_side(above: Frame, below: Frame) -> bool:
    """Whether two frames are bare rules that begin or end together and share a good part of their width."""
    if above.upright or below.upright:
        return False
    (a0, _, a1, _), (b0, _, b1, _) = above.box, below.box
    is_beside = abs(a0 - b0) < SAME_SIDES or abs(a1 - b1) < SAME_SIDES
    return is_beside and _SHARED * max(a1 - a0, b1 - b0) < min(a1, b1) - max(a0, b0)


def _with_inner(found: Sequence[Frame], text: Text) -> list[Frame]:
    """Frames with what lies inside them; one that holds a whole table is the design around it."""
    kept = list(found)
    for frame in sorted(found, key=lambda each: _area(each.box)):
        outer = next((f for f in kept if f is not frame and _contains(f.box, frame.box)), None)
        if outer is None:
            continue
        is_grid_alone = _has_posts(frame) and len(borders(r.at for r in frame.flat)) > 2
        if is_grid_alone or (not same_sides(outer.box, frame.box) and read_lone_head(frame, text)):
            kept.remove(outer)
        else:
            outer.add(frame)
            kept.remove(frame)
    return kept


def _contains(outer: Box, inner: Box) -> bool:
    return (
        outer[0] - NEAR <= inner[0]
        and inner[2] <= outer[2] + NEAR
        and outer[1] - NEAR <= inner[1]
        and inner[3] <= outer[3] + NEAR
    )


def _is_one(above: Frame, below: Frame, text: Text) -> bool:
    """Whether two frames are parts of one table: no sentence between them, and columns that both share."""
    left, right = min(above.box[0], below.box[0]), max(above.box[2], below.box[2])
    bottom = above.box[3]
    foot = below.box[1]
    if foot - bottom < NEAR:
        return True
    between = text.inside((left, bottom, right, foot), 1).lines
    if not between or any(_is_sentence(line, right - left) for line in between):
        return False
    alone = [line for line in between if len(clumps(line)) == 1]
    if alone and _holds_title(alone, text.inside(above.box, 1).words):
        return False
    posts = borders(r.at for r in (*above.upright, *below.upright) if left + NEAR < r.at < right - NEAR)
    if posts:
        if any(crosses(line, x) for line in between for x in posts):
            return False
        used = {sum(x < middle(w.box)[0] for x in posts) for line in between for w in line.words}
        return len(used) > 1 or not all(line.is_bold for line in between)
    parted = [line for line in between if len(clumps(line)) > 1]
    if not parted:
        return _is_name(between, above, below, text)
    return has_gutter(parted)


def _is_name(between: Sequence[Line], above: Frame, below: Frame, text: Text) -> bool:
    """Whether lines between two rules are a row with words in its first column alone.

    They stand close to both rules, in the type of the rows, and end before the second column begins.
    A title is bold, larger or further away.
    """
    if below.box[1] - above.box[3] > _ROW_HEIGHT * sum(line.size for line in between):
        return False
    near = text.inside((above.box[0], above.box[1], above.box[2], below.box[3]))
    rows = [line for line in near.lines if len(clumps(line)) > 1]
    if not rows or any(line.is_bold or abs(line.size - rows[-1].size) > 0.5 for line in between):
        return False
    second = min(clumps(line)[1][0].box[0] for line in rows)
    return all(line.box[2] < second for line in between)


def _holds_title(alone: Sequence[Line], rows: Sequence[PrintedWord]) -> bool:
    """Whether a phrase that stands alone is larger than the rows above: the title of another table."""
    largest = max(line.size for line in alone)
    return bool(rows) and all(_LARGER * word.size < largest for word in rows)


def _is_sentence(line: Line, width: float) -> bool:
    return any(
        len(words) > _LONG and words[-1].box[2] - words[0].box[0] > _WIDE * width
        for words in clumps(line, 0.8)
    )


def _outermost(tables: list[PageTable]) -> list[PageTable]:
    return [
        table
        for table in tables
        if not any(
            other is not table and holds(other.box, middle(table.box)) and _area(other.box) > _area(table.box)
            for other in tables
        )
    ]


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
