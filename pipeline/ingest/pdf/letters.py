"""The letters of a page as pdfium places them, all in one array."""

from __future__ import annotations

import ctypes
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import chain, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium

from extractors._document import Box
from pipeline.ingest.decode import tidy
from pipeline.ingest.pdf.calls import (
    Address,
    address,
    font_of,
    font_size,
    is_untold,
    letter_matrix,
    origin,
    text_of,
    width_of,
)
from pipeline.ingest.pdf.printed import HAIR, MOST_SLANT, WORD_GAP, emphasis, joints
from pipeline.ingest.pdf.shapes import texts_on
from pipeline.ingest.pdf.standard_fonts import depth_of

_NAME_BYTES = 128
HYPHENS = str.maketrans(
    {"\ufffe": "-", "\xad": "-"}
)  # pdfium's for one at a line's end, and a soft one that shows
# What no font tells: controls but for line ends, surrogates, a font's own signs
_UNTOLD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\uf8ff\ufffd\uffff]")
DIGITS = 4  # of a point: what pdfium's short floats are good for
_TOKEN = re.compile(r"\S+")
_LOST_BLANK = 0.06  # of the type size: letters of two texts that stand so far apart may have had one between
_MOST_UNEVEN = 0.12  # of the type size: fonts of a page differ less in how deep they reach, if they say it
_AT_ONCE = 4096  # letters of which pdfium is asked: a page has 3,000
_PIECE = 0.02  # of the type size: letters that begin so near each other are pieces of one sign

_Floats = npt.NDArray[np.float64]


@cache
def _slots() -> tuple[_Floats, list[object], list[object]]:
    """Where pdfium writes x and y of some letters, and the addresses of both as arguments.

    These are made once and not on each page: that takes as long as to ask pdfium.
    """
    room = np.empty((_AT_ONCE, 2))
    first, step = room.ctypes.data, room.strides[0]
    xs, ys = (range(start, start + room.nbytes, step) for start in (first, first + step // 2))
    return room, list(map(Address.from_param, xs)), list(map(Address.from_param, ys))


def _origins(text_page: int | None, places: Sequence[int]) -> _Floats:
    """Where each letter begins, and the height of its base line."""
    room, xs, ys = _slots()
    page = Address.from_param(text_page)
    found = np.empty((len(places), 2))
    for start in range(0, len(places), _AT_ONCE):
        some = places[start : start + _AT_ONCE]
        room[:] = np.nan
        deque(map(origin, repeat(page), some, xs, ys), maxlen=0)
        found[start : start + len(some)] = room[: len(some)]
    return found.T


class OddError(Exception):
    """Something that this reader does not read."""


def _text(raw: pdfium.FPDF_TEXTPAGE) -> str:
    """All characters of a page, each at the place by which pdfium knows it."""
    count = max(pdfium.FPDFText_CountChars(raw), 0)
    buffer = (ctypes.c_ushort * (count + 1))()
    if count and pdfium.FPDFText_GetText(raw, 0, count, buffer) != count + 1:
        raise OddError
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", errors="surrogatepass")
    if len(text) != count or any(tidy(sign) == sign or not tidy(sign) for sign in _UNTOLD.findall(text)):
        raise OddError
    return text


@dataclass(slots=True)
class _Face:
    """A font, how its letters look and how deep they reach; how wide some are, in type sizes."""

    font: int  # its address
    is_bold: bool
    is_italic: bool
    depth: float  # of its letters below the base line, negative
    widths: dict[str, float] = field(default_factory=dict)  # of those that were met


class _Type(NamedTuple):
    """How a text is set: its font, the size of its letters and how wide one of width 1 becomes, in points.

    `lean` is by how much the top of a slanted letter stands further right than its foot.
    """

    face: _Face
    size: float
    stretch: float
    lean: float = 0.0


_TURNED = None  # how a text is set that stands sideways or upside down


@dataclass(slots=True)
class _Run:
    """Letters in a row that are set alike, and where those between two blanks begin and end."""

    kind: _Type
    spans: list[tuple[int, int]] = field(default_factory=list)
    text: str = ""


class Letters:
    """The letters of a page without the blanks between them: what they are, and where they stand."""

    def __init__(self, page: pdfium.FPDF_PAGE, raw: pdfium.FPDF_TEXTPAGE, height: float) -> None:
        """`height` is the page's, from whose top is counted."""
        self._page, self._raw, self._printed = page, raw, _text(raw)
        self._address = address(raw)
        self._faces: dict[int, _Face] = {}
        self._matrix = (ctypes.c_float * 6)()  # where pdfium writes one
        self._types: dict[tuple[float, ...], _Type] = {}
        self._set_in: dict[int, _Type | None] = {}
        runs, turned = self._runs()
        self.rotated = tidy(" ".join(turned).translate(HYPHENS))
        self.text = "".join([run.text for run in runs])
        if runs:
            self._place(runs, height)

    def _place(self, runs: Sequence[_Run], height: float) -> None:
        """Measure where each letter stands."""
        self._places = _places_in(runs)
        places: list[int] = self._places.tolist()
        lengths = [len(run.text) for run in runs]
        widths: list[float] = []
        for run in runs:
            widths += self._widths(run, places, len(widths))
        self._kinds, self._ends = [run.kind for run in runs], np.cumsum(lengths)
        size, stretch, depth, lean = np.array(
            [(each.size, each.stretch, each.face.depth, each.lean) for each in self._kinds]
        ).T
        if depth.max() - depth.min() > _MOST_UNEVEN:
            depth[:] = _usual(depth, lengths)
        self._x0, y = _origins(self._address, places)
        self._size: _Floats = size.repeat(lengths)
        self._x1: _Floats = self._x0 + stretch.repeat(lengths) * widths
        if lean.any():
            self._x0 += np.repeat(np.minimum(lean * depth, lean * (depth + 1)), lengths)
            self._x1 += np.repeat(np.maximum(lean * depth, lean * (depth + 1)), lengths)
        self._bottom: _Floats = height - y - (depth * size).repeat(lengths)
        self._top: _Floats = self._bottom - self._size
        if not np.isfinite(self._x1 + self._top).all():
            raise OddError

    def _runs(self) -> tuple[list[_Run], list[str]]:
        """The letters by how they are set; of those not upright the signs between two blanks."""
        upright: list[_Run] = []
        turned: list[str] = []
        last: _Type | None = None
        for start, end, thing in self._texts():
            if thing is None:
                raise OddError
            if thing not in self._set_in:
                self._set_in[thing] = self._told_type(thing, start)
            kind = self._set_in[thing]
            if kind is None:
                turned.append(self._printed[start:end])
                continue
            if kind is not last:
                upright.append(_Run(kind))
                last = kind
            upright[-1].spans.append((start, end))
        for run in upright:
            run.text = "".join([self._printed[start:end] for start, end in run.spans])
        return upright, turned

    def _texts(self) -> Iterator[tuple[int, int, int | None]]:
        """Where letters without a blank between them begin and end, and the text they are of."""
        tokens = [found.span() for found in _TOKEN.finditer(self._printed)]
        firsts = list(map(text_of, repeat(self._address), [start for start, _ in tokens]))
        for (start, end), first, after in zip(tokens, firsts, (*firsts[1:], None), strict=False):
            if first == after or end - start == 1 or text_of(self._address, end - 1) == first:
                yield start, end, first
            else:
                for place in range(start, end):
                    yield place, place + 1, text_of(self._address, place)

    def _widths(self, run: _Run, places: Sequence[int], first: int) -> Iterable[float]:
        """How wide letters are by their font, in type sizes; `first` is the first one's number."""
        known = run.kind.face.widths
        for sign in set(run.text) - known.keys():
            known[sign] = self._told_width(places[first + run.text.index(sign)], run.kind.face)
        return map(known.__getitem__, run.text)

    def _told_type(self, thing: int, place: int) -> _Type | None:
        size = font_size(self._address, place)
        letter_matrix(self._address, place, ctypes.addressof(self._matrix))
        a, b, c, d = self._matrix[:4]
        if a <= 0 or d <= 0 or abs(b) > MOST_SLANT * a:
            return _TURNED
        if b != 0 or size <= 0:
            raise OddError
        font = font_of(thing)
        if font is None:
            raise OddError
        if font not in self._faces:
            self._faces[font] = _face(font)
        kind = self._types.get((font, size, a, c, d))
        if kind is None:
            kind = _Type(self._faces[font], round(d * size, DIGITS), a * size, c * size)
            self._types[font, size, a, c, d] = kind
        return kind

    def types_at(self, places: Sequence[int]) -> list[_Type]:
        """How the letters at some places are set."""
        return [self._kinds[run] for run in self._ends.searchsorted(places, "right").tolist()]

    def _told_width(self, place: int, face: _Face) -> float:
        width = ctypes.c_float()
        sign = ord(self._printed[place].translate(HYPHENS))
        is_told = not is_untold(self._address, place)
        if not is_told or not width_of(face.font, sign, 1.0, ctypes.addressof(width)):
            raise OddError
        return width.value

    def joints(self) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
        """Of each letter but the first whether it is printed right behind the one before, and like it."""
        step = self._x0[1:] - self._x0[:-1]
        is_level = np.abs(self._top[1:] - self._top[:-1]) < HAIR
        is_next = self._places[1:] - self._places[:-1] == 1
        for index in np.flatnonzero(is_level & (np.abs(step) < _PIECE * self._size[1:])).tolist():
            self._x1[index : index + 2] = self._x0[index], self._reach(index + 1)
        is_beside, is_alike = joints(self._x0, self._x1, self._top, self._bottom, self._size)
        self._check(~is_beside & is_level & (step > 0) & is_next)
        has_room = self._x0[1:] - self._x1[:-1] > _LOST_BLANK * self._size[1:]
        for index in np.flatnonzero(is_beside & (has_room | ~is_next)).tolist():
            is_beside[index] = not self._are_parted(index, bool(has_room[index]))
        return is_beside, is_alike

    def _check(self, gaps: npt.NDArray[np.bool_]) -> None:
        """Believe no gap without a blank that ink fills: what is told as one letter may be two in a sign."""
        for index in np.flatnonzero(gaps).tolist():
            if self._x0[index + 1] - self._reach(index) < WORD_GAP * self._size[index]:
                raise OddError

    def _reach(self, index: int) -> float:
        """Where a letter ends, its ink included."""
        box = pdfium.FS_RECTF()
        pdfium.FPDFText_GetLooseCharBox(self._raw, self._places[index], box)
        origin = ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(self._raw, self._places[index], origin, ctypes.c_double())
        return float(self._x0[index] + box.right - origin.value)

    def _are_parted(self, index: int, has_room: bool) -> bool:
        """Whether the page has a blank between a letter and the next.

        pdfium puts in some of its own, and says nothing of a text that is nothing but a blank.
        """
        last, here = self._places[index : index + 2]
        if any(pdfium.FPDFText_IsGenerated(self._raw, place) != 1 for place in range(last + 1, here)):
            return True
        left, right = text_of(self._address, last), text_of(self._address, here)
        return has_room and left != right and self._has_blank_between(left, right)

    def _has_blank_between(self, left: int | None, right: int | None) -> bool:
        """Whether the page prints a text of nothing but blanks between two texts, both with letters."""
        first, last = self._order.get(left, 0), self._order.get(right, 0)
        if first >= last or any(first < self._order.get(each, 0) < last for each in self._set_in):
            raise OddError
        return last - first > 1

    @cached_property
    def _order(self) -> dict[int | None, int]:
        """The texts of the page, counted from 1 in the order of printing."""
        return {thing: number for number, thing in enumerate(texts_on(self._page), 1)}

    def boxes(self, starts: Sequence[int]) -> list[Box]:
        """Around the letters from each of these to before the next."""
        sides = (
            np.minimum.reduceat(self._x0, starts),
            np.minimum.reduceat(self._top, starts),
            np.maximum.reduceat(self._x1, starts),
            np.maximum.reduceat(self._bottom, starts),
        )
        return list(zip(*(side.round(DIGITS).tolist() for side in sides), strict=True))


def _places_in(runs: Sequence[_Run]) -> npt.NDArray[np.int64]:
    """The place of each letter, blanks counted."""
    spans = [span for run in runs for span in run.spans]
    starts, ends = np.fromiter(chain.from_iterable(spans), np.int64, 2 * len(spans)).reshape(-1, 2).T
    lengths = ends - starts
    places: npt.NDArray[np.int64] = np.arange(lengths.sum()) + (ends - lengths.cumsum()).repeat(lengths)
    return places


def _usual(depth: _Floats, lengths: Sequence[int]) -> float:
    """How deep most letters reach: a font that does not say it pdfium measures, each by other letters."""
    each, runs = np.unique(depth, return_inverse=True)
    return float(each[np.bincount(runs, weights=lengths).argmax()])


def _face(font: int) -> _Face:
    handle = ctypes.cast(font, pdfium.FPDF_FONT)
    printed, depth = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_float()
    pdfium.FPDFFont_GetBaseFontName(handle, printed, _NAME_BYTES)
    name = printed.value.decode("utf-8", errors="replace")
    if not name:
        raise OddError  # its letters are drawings
    pdfium.FPDFFont_GetDescent(handle, 1.0, depth)
    known = None if pdfium.FPDFFont_GetIsEmbedded(handle) == 1 else depth_of(name)
    return _Face(font, *emphasis(name), depth.value if known is None else known)
