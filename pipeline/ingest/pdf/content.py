"""A page as its content stream draws it: the second reader, playa, for pages that the first does not trust.

Letters and paths are taken from the operators that draw them, as pdfplumber does, at a fifth of its cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from itertools import islice, pairwise
from typing import TypeVar

import playa
from playa import Document, Page
from playa.cmapdb import IdentityCMap
from playa.color import Color
from playa.content import ContentObject, ImageObject, PathObject, PathSegment, TextObject
from playa.encodingdb import cid2unicode_from_encoding
from playa.font import CIDFont, Font, SimpleFont, Type3Font
from playa.pdftypes import Matrix, Point, resolve1

from extractors._document import Box
from pipeline.ingest.decode import tidy
from pipeline.ingest.pdf.printed import MOST_SLANT, Glyph, PrintedPage, around, words_of_glyphs
from pipeline.ingest.pdf.rules import add_outline

_WHITE = 0.99  # of a colour's parts: no less is paper
_STRAIGHT = frozenset("mlh")  # operators of a path: move, line, close
_BLANK = 32  # the code after which the space between words is added
_HYPHEN = 173  # in Windows' encoding a second hyphen, which playa takes for a blank
_SOFT_HYPHEN = "\u00ad"  # one that is drawn is to be seen

_Value = TypeVar("_Value")


class Streams:
    """The pages of one PDF by their content streams, opened when the first is asked for."""

    def __init__(self, raw: bytes, count: int) -> None:
        """`count` is how many pages the file has; where playa counts others none can be told apart."""
        self._raw, self._count = raw, count
        self._gone = 0
        self._fonts = Fonts()

    def read_page(self, number: int) -> PrintedPage | None:
        """One page, 1-based, behind those that were asked for before; None for one that playa cannot read."""
        skipped, self._gone = number - self._gone - 1, number
        page = _tried(lambda: next(islice(self._pages, skipped, None), None))
        return None if page is None else _tried(partial(read_page, page, number, self._fonts))

    @cached_property
    def _pages(self) -> Iterator[Page]:
        return _tried(lambda: _counted(self._document, self._count)) or iter(())

    @cached_property
    def _document(self) -> Document | None:  # kept: its pages do not keep it
        return _tried(partial(playa.parse, self._raw))


def _counted(document: Document | None, count: int) -> Iterator[Page]:
    """The document's pages if they are so many."""
    return iter(document.pages if document is not None and len(document.pages) == count else ())


def _tried(call: Callable[[], _Value]) -> _Value | None:
    """What a call gives; None where playa stumbles, as it may in any way over a broken file."""
    try:
        return call()
    except MemoryError:  # the document's limit, not the page's
        raise
    except Exception:
        return None


def read_page(page: Page, number: int, fonts: Fonts) -> PrintedPage:
    """One page, 1-based, with words, rules, shades and pictures. Raises what a broken page makes playa do."""
    read, letters = drawn(page, number, fonts)
    read.words = words_of_glyphs(letters)
    return read


def drawn(page: Page, number: int, fonts: Fonts) -> tuple[PrintedPage, list[Glyph]]:
    """A page without its words, and the upright letters that make them."""
    left, low, right, high = map(float, page.mediabox)
    if page.rotate in (90, 270):
        left, low, right, high = low, left, high, right
    hand = _Hand(PrintedPage(number, right - left, high - low), fonts, (left, -low))
    letters = list(hand.letters(page.flatten()))
    hand.page.rotated = " ".join("".join(hand.rotated).split())
    return hand.page, letters


class Fonts:
    """The fonts of a document, as far as they were met."""

    def __init__(self) -> None:
        """None is met as yet."""
        self._faces: dict[int, _Face] = {}

    def face(self, font: Font) -> _Face:
        """What is known of a font."""
        face = self._faces.get(id(font))
        if face is None:
            face = self._faces[id(font)] = _Face(font)
        return face


class _Face:
    """A font's name, how deep it reaches, and the letters that were asked for."""

    def __init__(self, font: Font) -> None:
        self.font = font  # kept, so that its id stays its own
        self.name = font.fontname
        self.foot = _foot(font)
        self._letters: dict[int, tuple[str, float]] = {}

    def letters(self, text: TextObject) -> Iterator[tuple[str, float, float]]:
        """The letters of a text, how far from its beginning each stands and how wide it is, in type sizes."""
        state = text.gstate
        size = state.fontsize or 1.0
        between, after_blank = state.charspace / size, 0 if self.font.multibyte else state.wordspace / size
        at = 0.0
        for part in text.args:
            if isinstance(part, int | float):
                at -= part / 1000
                continue
            for code, told in self.font.decode(part):
                known = self._letters.get(code)
                if known is None:
                    known = self._letters[code] = (_letter(self.font, code, told), self.font.hdisp(code))
                letter, width = known
                yield letter, at, width
                at += width + between + (after_blank if code == _BLANK else 0.0)


def _foot(font: Font) -> float:
    """How far below the base line the letters of a font reach, in type sizes; what it does not tell is 0."""
    is_told = isinstance(font, Type3Font) or resolve1(font.descriptor.get("Descent", 0)) != 0
    return font.matrix[3] * font.descent if is_told else 0.0


def _letter(font: Font, code: int, told: str) -> str:
    """What a code prints if the font tells it: where it does not, playa takes the code for the letter."""
    unknown = f"(cid:{code})"
    if isinstance(font, SimpleFont) and font.tounicode is not None:
        if bytes([code]) not in font.tounicode.bytes2unicode:
            told = cid2unicode_from_encoding(font.encoding).get(code, unknown)
    elif isinstance(font, SimpleFont) and code == _HYPHEN:
        told = _SOFT_HYPHEN if told.isspace() else told
    elif isinstance(font, CIDFont) and not _is_told(font, code):
        return unknown
    return tidy(told.replace(_SOFT_HYPHEN, "-")) if told else unknown


def _is_told(font: CIDFont, code: int) -> bool:
    if font.tounicode is None:
        return font.unicode_map is not None or "ToUnicode" in font.spec
    if not isinstance(font.cmap, IdentityCMap):
        return True
    known = font.tounicode.bytes2unicode
    return any(code.to_bytes(length, "big") in known for length in (1, 2) if code < 256**length)


class _Hand:
    """A page as far as its content stream has drawn it."""

    def __init__(self, page: PrintedPage, fonts: Fonts, origin: Point) -> None:
        """`origin` is where the page's top left lies, as the page itself counts."""
        self.page = page
        self.rotated: list[str] = []
        self._fonts = fonts
        self._x, self._y = origin

    def letters(self, things: Iterable[ContentObject]) -> Iterator[Glyph]:
        """The upright letters in the order of printing; all else is noted on the page."""
        for thing in things:
            if isinstance(thing, TextObject):
                if thing.gstate.font is not None:
                    yield from self._text(thing, self._fonts.face(thing.gstate.font))
            elif isinstance(thing, PathObject):
                for segments in _subpaths(thing.raw_segments):
                    self._path(segments, thing)
            elif isinstance(thing, ImageObject) and thing.bbox is not None:
                self.page.pictures.append(self._moved(thing.bbox))

    def _text(self, text: TextObject, face: _Face) -> Iterator[Glyph]:
        a, b, c, d, x, y = text.matrix
        x, y = x + self._x, y + self._y
        letters = face.letters(text)
        if not (a > 0 > d and abs(b) <= MOST_SLANT * a and b * c >= 0) or face.font.vertical:
            self.rotated += [letter for letter, _, _ in letters]
        elif b == 0 == c:
            bottom = y + d * face.foot
            for letter, at, width in letters:
                left = x + a * at
                yield Glyph(letter, (left, bottom + d, left + a * width, bottom), -d, face.name)
        else:
            for letter, at, width in letters:
                box = (at, face.foot, at + width, face.foot + 1)
                box = around([(*point, *point) for point in _corners((a, b, c, d, x, y), box)])
                yield Glyph(letter, box, box[3] - box[1], face.name)

    def _path(self, segments: Sequence[PathSegment], path: PathObject) -> None:
        shape, points = _outline(segments, path.ctm)
        moved = [(x + self._x, y + self._y) for x, y in points]
        shows = path.stroke or not _is_white(path.gstate.ncolor)
        add_outline(self.page, moved, is_straight=_STRAIGHT.issuperset(shape), shows=shows)

    def _moved(self, box: Box) -> Box:
        x0, top, x1, bottom = box
        return (x0 + self._x, top + self._y, x1 + self._x, bottom + self._y)


def _corners(matrix: Matrix, box: Box) -> Iterator[Point]:
    """The corners of a box where they stand on the page."""
    a, b, c, d, e, f = matrix
    return ((a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3]))


def _subpaths(segments: Sequence[PathSegment]) -> Iterator[Sequence[PathSegment]]:
    """A path parted where it jumps; one that begins nowhere, or ends where it begins, is none."""
    starts = [index for index, segment in enumerate(segments) if segment.operator == "m"]
    if starts[:1] == [0]:
        for start, end in pairwise([*starts, len(segments)]):
            if end - start > 1:
                yield segments[start:end]


def _outline(segments: Sequence[PathSegment], matrix: Matrix) -> tuple[str, list[Point]]:
    """The operators of a path without jumps, and its corners on the page."""
    a, b, c, d, e, f = matrix
    start = segments[0].points[-1]
    corners = [segment.points[-1] if segment.points else start for segment in segments]
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in corners]
    shape = "".join(segment.operator for segment in segments)
    if len(shape) > 3 and shape.endswith("lh") and points[-2] == points[0]:
        return f"{shape[:-2]}h", [*points[:-2], points[0]]
    return shape, points


def _is_white(colour: Color) -> bool:
    parts = colour.values
    if colour.pattern is not None:
        return False
    return not any(parts) if len(parts) == 4 else all(part >= _WHITE for part in parts)
