"""Lines of a table's body -> rows: which lines begin one, and which go on with the cells above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from pipeline.ingest.pdf.lines import Line
from pipeline.ingest.pdf.tables.gutters import Chunk, is_value

_BESIDE = 0.75  # type sizes: lines whose feet are closer stand beside each other, not under
_TIGHTER = 0.88  # of the usual distance of rows: a line that is closer goes on with a cell
_LEADING = 1.45  # type sizes from foot to foot between two lines of one cell at most
_INDENT = 0.4  # type sizes by which the second line of a row's name can stand further in
_LOOSER = 1.18  # of the distance of lines in a cell: what stands further apart is another row
_BLANK_LINE = 1.6  # of the distance of lines in a cell: what stands further apart has a blank line between
_LONGEST_NAME = 4  # words that name such a row
_BULLETS = "•▪■●○◦‣➤–-"
_STOPS = (".", "!", "?", ":", ";")
_BROKEN = ("-", "/", ",", "&", "(")  # the last sign of a line whose words go on


def row_starts(
    lines: Sequence[Line], cells: Sequence[Sequence[Chunk]], borders: Sequence[float]
) -> list[int]:
    """The indices of the lines that begin a row. `borders` are the heights of the rules between rows.

    Where rules part rows, what stands between two of them is one row, unless values stand under each other.
    """
    starts: list[int] = []
    bands = list(_bands(lines, borders))
    for start, end in bands:
        band, placed = lines[start:end], cells[start:end]
        if _holds_rows(band, placed):
            starts += [start + index for index in _starts(band, placed, ())]
        elif len(bands) == 1 and _has_full_lines(placed):
            found = _starts(band, placed, ())
            starts += [start + index for index in found if not index or _is_fresh(band, placed, index)]
        else:
            starts += [start + index for index in _labelled(band, placed)]
    return starts


def _has_full_lines(cells: Sequence[Sequence[Chunk]]) -> bool:
    """Whether two lines that begin in the first column hold words in others too."""
    return sum(len(row) > 1 and not row[0].first for row in cells) > 1


def _is_fresh(lines: Sequence[Line], cells: Sequence[Sequence[Chunk]], index: int) -> bool:
    """Whether a line can begin a row of words: none of them goes on with the sentence above it.

    Values and names in other type begin rows whatever stands above them.
    """
    here, above = cells[index], {chunk.first: chunk for chunk in cells[index - 1]}
    if any(is_value(chunk.text) for chunk in here if chunk.first):
        return True
    if here[0].text[:1] in _BULLETS or (len(here) == 1 and lines[index].is_bold == lines[index - 1].is_bold):
        return False
    if here[0].text[:1].isupper() and len(here) == max(len(row) for row in cells):
        return True  # 'Opstellen van een lijst | Gemeente | in het najaar': all cells begin anew
    return not any(
        _is_low(chunk) and chunk.first in above and not above[chunk.first].text.endswith(_STOPS)
        for chunk in here
        if len(chunk.words) > 1 and not any(word.text[-1].isdigit() for word in chunk.words)
    )


def rows_between_rules(lines: Sequence[Line], cells: Sequence[Sequence[Chunk]]) -> list[int]:
    """The indices of the lines that begin a row within one ruled row: mostly the first alone."""
    return _starts(lines, cells, ()) if _holds_rows(lines, cells) else _labelled(lines, cells)


def _bands(lines: Sequence[Line], borders: Sequence[float]) -> Iterator[tuple[int, int]]:
    """The stretches of lines that no rule parts."""
    start = 0
    for index in range(1, len(lines)):
        above, line = lines[index - 1], lines[index]
        if any(above.box[3] - 2 < border < line.box[3] - 1 for border in borders):
            yield start, index
            start = index
    if lines:
        yield start, len(lines)


def _holds_rows(lines: Sequence[Line], cells: Sequence[Sequence[Chunk]]) -> bool:
    """Whether values stand under each other between two rules, and no words wrap beside them."""
    counts = Counter(column for row in cells for column in _valued(row))
    stacked = {column for column, count in counts.items() if count > 1}
    worded = {chunk.first for row in cells for chunk in row if chunk.first and not is_value(chunk.text)}
    if len(stacked) > 1:
        return True
    return bool(stacked) and not worded & set(counts) and not any(map(_wraps, pairwise(cells)))


def _wraps(lines: tuple[Sequence[Chunk], Sequence[Chunk]]) -> bool:
    """Whether words of the upper of two lines go on in the lower: '31-12-' over '2031', 'de' over 'wijk'."""
    upper, lower = ({chunk.first: chunk for chunk in line if chunk.first} for line in lines)
    return any(
        (chunk.text.endswith(_BROKEN) and len(chunk.text) > 1) or _is_low(lower[column])
        for column, chunk in upper.items()
        if column in lower
    )


def _labelled(lines: Sequence[Line], cells: Sequence[Sequence[Chunk]]) -> list[int]:
    """Where blank lines part words that each have a short name in the first column: rows without rules."""
    pitches = [below.box[3] - above.box[3] for above, below in pairwise(lines)]
    if not pitches:
        return [0]
    leading = max(min(pitches), _BESIDE * lines[0].size)
    starts = [0, *(i for i, pitch in enumerate(pitches, 1) if pitch > _BLANK_LINE * leading)]
    parts = [cells[start:end] for start, end in pairwise([*starts, len(lines)])]
    named = all(0 < _length_of_name(part) <= _LONGEST_NAME for part in parts)
    full = sum(len({chunk.first for row in part for chunk in row}) > 1 for part in parts)
    return starts if named and full > 1 else [0]


def _length_of_name(part: Sequence[Sequence[Chunk]]) -> int:
    """How many words stand in the first column, if some do on the first line."""
    if not part[0] or part[0][0].first:
        return 0
    return sum(len(chunk.words) for row in part for chunk in row if chunk.first == 0)


def _starts(lines: Sequence[Line], cells: Sequence[Sequence[Chunk]], borders: Sequence[float]) -> list[int]:
    pitch = row_pitch(lines, cells)
    spaced = _leading_of_spaced(lines, cells, borders)
    starts = [0]
    for index in range(1, len(lines)):
        above, line = lines[index - 1], lines[index]
        parted = any(above.box[3] - 2 < border < line.box[3] - 1 for border in borders)
        if parted or _begins(lines, cells, index, starts[-1], pitch, spaced):
            starts.append(index)
    return starts


def row_pitch(lines: Sequence[Line], cells: Sequence[Sequence[Chunk]]) -> float | None:
    """The usual distance between two lines that both hold values in the same column: rows for certain."""
    found = [
        lines[i].box[3] - lines[i - 1].box[3]
        for i in range(1, len(lines))
        if _valued(cells[i]) & _valued(cells[i - 1])
    ]
    return median(found) if found else None


def _valued(row: Sequence[Chunk]) -> set[int]:
    return {chunk.first for chunk in row if chunk.first and is_value(chunk.text)}


def _leading_of_spaced(
    lines: Sequence[Line], cells: Sequence[Sequence[Chunk]], borders: Sequence[float]
) -> float | None:
    """The distance of lines within cells, where rows stand visibly further apart than that; else None."""
    pitches = [
        below.box[3] - above.box[3]
        for above, below in pairwise(lines)
        if not any(above.box[3] - 2 < border < below.box[3] - 1 for border in borders)
    ]
    real = [pitch for pitch, line in zip(pitches, lines, strict=False) if pitch > _BESIDE * line.size]
    if len(real) < 2:
        return None
    leading = min(real)
    if leading > _LEADING * median(line.size for line in lines):
        return None
    tight = [i for i in range(1, len(lines)) if lines[i].box[3] - lines[i - 1].box[3] <= _LOOSER * leading]
    is_broken = any(_valued(cells[i]) & _valued(cells[i - 1]) for i in tight)
    fresh = sum(len(cells[i]) > 1 and not cells[i][0].first and not _is_low(cells[i][0]) for i in tight)
    apart = sum(pitch > _LOOSER * leading for pitch in real)
    return None if is_broken or 4 * apart < len(real) or 2 * fresh > len(tight) else leading


def _is_low(chunk: Chunk) -> bool:
    return chunk.text[:1].islower()


def _begins(
    lines: Sequence[Line],
    cells: Sequence[Sequence[Chunk]],
    index: int,
    start: int,
    pitch: float | None,
    spaced: float | None,
) -> bool:
    """Whether a line that no rule parts from the line above begins a row."""
    above, line = lines[index - 1], lines[index]
    here = cells[index]
    step = line.box[3] - above.box[3]
    row = [chunk for before in cells[start:index] for chunk in before]
    if step < _BESIDE * line.size:
        return bool(_columns(here) & _columns(row)) and bool(_valued(here) & _valued(row))
    if _valued(here) & _valued(row):
        return True
    if spaced is not None:
        return step > _LOOSER * spaced
    if step > _LEADING * line.size:
        return True
    if pitch is not None and step < _TIGHTER * pitch and not (_valued(here) and _valued(row)):
        return _steps_out(cells, index) or _opens_name(cells, index)
    return not _is_rest(lines, cells, index, row)


def _steps_out(cells: Sequence[Sequence[Chunk]], index: int) -> bool:
    """Whether a name begins further out than the line above it: a new one, however close."""
    here, above = cells[index], cells[index - 1]
    if not here or not above or here[0].first or above[0].first:
        return False
    return here[0].x0 < above[0].x0 - 1 and not _is_low(here[0])


def _opens_name(cells: Sequence[Sequence[Chunk]], index: int) -> bool:
    """Whether a name begins whose rest stands on the next line, beside its values."""
    here = cells[index]
    below = cells[index + 1] if index + 1 < len(cells) else ()
    if len(here) != 1 or here[0].first or _is_low(here[0]):
        return False
    return len(below) > 1 and below[0].first == 0 and _is_low(below[0])


def _columns(row: Sequence[Chunk]) -> set[int]:
    return {column for chunk in row for column in range(chunk.first, chunk.last + 1)}


def _is_rest(
    lines: Sequence[Line], cells: Sequence[Sequence[Chunk]], index: int, row: Sequence[Chunk]
) -> bool:
    """Whether the words of a line are the rest of the cells above: told by where and how they begin."""
    here = cells[index]
    if not here or not row:
        return False
    if here[0].first > 0:  # nothing in the first column: words, no values, go on in their columns
        is_words = not any(is_value(chunk.text) for chunk in here)
        return is_words and _columns(here) <= _columns(row)
    name = here[0]
    last = next((c for c in reversed(row) if c.first == 0), None)
    if last is None:
        return False
    if lines[index].is_bold != lines[index - 1].is_bold and len(row) == 1:
        return False
    goes_on = _is_low(name) or last.text.endswith(_BROKEN)
    if len(here) == 1:
        is_in = name.x0 > last.x0 + _INDENT * lines[index].size
        return (goes_on or (is_in and _comes_back(cells, index, name))) and len(row) > 0
    return (goes_on and len(row) == 1) or all(_is_low(chunk) for chunk in here)


def _comes_back(cells: Sequence[Sequence[Chunk]], index: int, name: Chunk) -> bool:
    """Whether the row below begins further out again, so that this line's indent is no level of names."""
    below = cells[index + 1] if index + 1 < len(cells) else ()
    if len(cells[index - 1]) < 2:
        return False
    return not below or below[0].first > 0 or below[0].x0 < name.x0 - 1
