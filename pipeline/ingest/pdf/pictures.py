"""A page as a picture: rendered, turned upright, and its ruling lines found and wiped out."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pypdfium2
from PIL import Image

from extractors._document import Box
from pipeline.ingest.pdf.printed import Rule
from pipeline.ingest.pdf.strokes import Ink, Stroke, rule_of, strokes_in, with_breaks_closed

DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
_MOST_PIXELS = 12_000  # on a side: a page larger than A1 is rendered coarser, or it would fill the memory
_FEWEST_DOTS = (
    120  # per inch of a scan: with 100, OCR drops short words such as 'vóór' and is sure of the rest
)
_HALF = 0.5  # a pixel
_MUCH = 0.25  # share of a page
DARK = 140  # of 255: what is darker is ink
_PALE = 0.85  # of the paper's grey: what is darker may be a rule in a pale colour, or a hair line
_SHORTEST_PALE = 1.5  # inches: what shines through, or the edge of a stain, is shorter
_HALVED = 1.3  # times as dark as a pale rule in one row of pixels is one in two of them together
_BREAK = 4  # pixels: of a pale rule between its specks; blanks between words are wider
_SHORTEST_RULE = 0.4  # inches: strokes of letters are shorter
_SHORTEST_SIDE = 0.15  # inches: of an upright stroke between two rules
_NEAR = 4  # pixels by which rules may miss each other
_THICKEST_RULE = 0.03  # inches: what is thicker is a shade or a picture
_LOWEST_BAND, _TALLEST_BAND = 0.12, 0.6  # inches: of a shaded row, as the head of a table is
_FRAYED = 1.0  # points by which the parts of one scanned rule may lie apart
_MOST_SKEW = 3.0  # degrees: a sheet that lay crooked on the glass; what is turned further lay on its side
_SKEW_STEP = 0.1
_SKEW_WIDTH = 800  # pixels: wide enough to tell a tenth of a degree
_SHADE = 9  # levels of grey, of 256, that the eye takes for one: pictures are packed with loss
_LEAST_GROUND = 0.6  # of a picture: tables and charts have .8, photos .3
_FEWEST_EDGES = 0.04  # of strokes along the rows of pixels, for each square point: text has .5


@dataclass(frozen=True, slots=True)
class Picture:
    """A page in grey, upright. A point of the page is a pixel of it by `scale`, after a turn by `angle`."""

    image: Image.Image
    scale: float  # pixels per point
    origin: tuple[float, float] = (0.0, 0.0)  # where its top left lies on the page

    @property
    def size_pt(self) -> tuple[float, float]:
        """Width and height in points."""
        return (self.image.width / self.scale, self.image.height / self.scale)

    def in_pixels(self, *inches: float) -> list[int]:
        """Lengths in whole pixels, two at least."""
        return [max(2, round(each * self.scale * POINTS_PER_INCH)) for each in inches]


def render(document: pypdfium2.PdfDocument, number: int, dots_per_inch: int = DOTS_PER_INCH) -> Picture:
    """One page, 1-based, in grey."""
    page = document[number - 1]
    scale = _scale(page, dots_per_inch)
    try:
        return _rendered(page, scale)
    finally:
        page.close()


def render_parts(document: pypdfium2.PdfDocument, number: int, boxes: Iterable[Box]) -> list[Picture | None]:
    """Some boxes of a page, 1-based, in grey and with whole pixels; None for one that is not on the page."""
    page = document[number - 1]
    scale = _scale(page, DOTS_PER_INCH)
    width, height = (math.ceil(side * scale) for side in page.get_size())
    try:
        found: list[Picture | None] = []
        for box in boxes:
            left, top, right, bottom = (round(side * scale) for side in box)
            cut = [max(0, each) for each in (left, height - bottom, width - right, top)]
            is_seen = cut[0] + cut[2] < width and cut[1] + cut[3] < height
            found.append(_rendered(page, scale, cut) if is_seen else None)
        return found
    finally:
        page.close()


def _scale(page: pypdfium2.PdfPage, dots_per_inch: int) -> float:
    longest = float(max(page.get_size()))
    return min(dots_per_inch / POINTS_PER_INCH, _MOST_PIXELS / max(longest, 1.0))


def _rendered(page: pypdfium2.PdfPage, scale: float, cut: Sequence[int] = (0, 0, 0, 0)) -> Picture:
    """A page without so many pixels on its left, foot, right and top."""
    crop = tuple(max(0.0, pixels - _HALF) / scale for pixels in cut)  # pypdfium2 rounds up
    image = page.render(scale=scale, crop=crop, grayscale=True).to_pil().convert("L")
    return Picture(image, scale, (cut[0] / scale, cut[3] / scale))


def is_coarse(document: pypdfium2.PdfDocument, number: int) -> bool:
    """Whether a picture that fills much of a page, 1-based, has too few dots to tell its letters by."""
    page = document[number - 1]
    width, height = page.get_size()
    try:
        found = [
            each.get_metadata().horizontal_dpi
            for each in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
            if _area(each.get_bounds()) > _MUCH * width * height
        ]
    except pypdfium2.PdfiumError:  # a picture that does not say how large it is
        return False
    finally:
        page.close()
    return any(0 < dots < _FEWEST_DOTS for dots in found)


def _area(box: Box) -> float:
    return abs((box[2] - box[0]) * (box[3] - box[1]))


def straightened(picture: Picture) -> tuple[Picture, float]:
    """The picture with its lines level, and by how many degrees it was turned, counter-clockwise."""
    angle = skew(picture.image)
    if abs(angle) < _SKEW_STEP:
        return picture, 0.0
    level = picture.image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return Picture(level, picture.scale), angle


def skew(image: Image.Image) -> float:
    """The turn, in degrees counter-clockwise, that makes the lines of a picture level.

    Where lines are level the rows of pixels differ most: some hold much ink, those between them none.
    """
    small = image.resize((_SKEW_WIDTH, max(1, image.height * _SKEW_WIDTH // image.width)))
    rough = _best_angle(small, np.arange(-_MOST_SKEW, _MOST_SKEW + 0.1, 0.5))
    return _best_angle(small, np.arange(rough - 0.5, rough + 0.55, _SKEW_STEP))


def _best_angle(image: Image.Image, angles: npt.NDArray[np.float64]) -> float:
    def contrast(angle: float) -> float:
        turned = np.asarray(image.rotate(angle, Image.Resampling.BILINEAR, fillcolor=255), dtype=np.float64)
        return float(np.square(np.diff(turned.sum(axis=1))).sum())

    # of equal angles the least, so that a blank page is not turned
    return float(max(angles, key=lambda angle: (contrast(float(angle)), -abs(angle))))


def without_rules(picture: Picture) -> tuple[Picture, list[Rule]]:
    """The picture with its ruling lines wiped out, and the lines, in points.

    A stroke as short as a tall letter is a rule only between two others: the side of a low cell.
    """
    pixels = np.array(picture.image)
    ink: Ink = pixels < DARK
    across = strokes_in(ink, *picture.in_pixels(_SHORTEST_RULE, _THICKEST_RULE))
    upright = strokes_in(ink.T, *picture.in_pixels(_SHORTEST_SIDE, _THICKEST_RULE))
    shortest = picture.in_pixels(_SHORTEST_RULE)[0]
    sides = [side for side in upright if side.end - side.start >= shortest or _is_between(side, across)]
    for area, found in ((pixels, across), (pixels.T, sides)):
        for stroke in found:
            area[max(stroke.first - 1, 0) : stroke.last + 2, stroke.start : stroke.end] = 255
    rules = [rule_of(stroke, True, picture.scale) for stroke in across]
    rules += [rule_of(stroke, False, picture.scale) for stroke in sides]
    return Picture(Image.fromarray(pixels), picture.scale), _merged(rules)


def with_pale_rules(rules: Iterable[Rule], picture: Picture) -> list[Rule]:
    """The rules of a picture, and those that are too pale to be ink: hair lines and sides of shaded rows."""
    pixels = np.asarray(picture.image, dtype=np.int16)
    pale, upright_pale = _pale(pixels), _pale(pixels.T)
    shortest, thickest, lowest, tallest = picture.in_pixels(
        _SHORTEST_PALE, _THICKEST_RULE, _LOWEST_BAND, _TALLEST_BAND
    )
    across = strokes_in(pale, shortest, tallest)
    bands = [stroke for stroke in across if stroke.last - stroke.first >= lowest]
    level = [stroke for stroke in across if stroke.last - stroke.first < thickest]
    level += [replace(band, last=band.first) for band in bands]
    level += [replace(band, first=band.last) for band in bands]
    upright = strokes_in(upright_pale, shortest, thickest)
    found = [rule_of(stroke, True, picture.scale) for stroke in level]
    found += [rule_of(stroke, False, picture.scale) for stroke in upright]
    return _merged([*rules, *found])


def _pale(pixels: npt.NDArray[np.int16]) -> Ink:
    """What is darker than paper, its short breaks closed: specks make them.

    Where a sheet lay crooked a hair line lies half in one row of pixels and half in the next.
    """
    darkness = np.median(pixels) - pixels
    least = (1 - _PALE) * np.median(pixels)
    pale: Ink = darkness > least
    pale[:-1] |= darkness[:-1] + darkness[1:] > _HALVED * least
    return with_breaks_closed(pale, _BREAK)


def _is_between(side: Stroke, across: list[Stroke]) -> bool:
    """Whether an upright stroke runs from one level rule to another."""
    level = [rule for rule in across if rule.start - _NEAR <= side.first and side.last <= rule.end + _NEAR]

    def is_met(end: int) -> bool:
        return any(rule.first - _NEAR <= end <= rule.last + _NEAR for rule in level)

    return is_met(side.start) and is_met(side.end)


def _merged(rules: list[Rule]) -> list[Rule]:
    """One rule for the frayed edges of each printed one."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.is_horizontal, rule.at)):
        near = next((other for other in reversed(merged[-20:]) if _touch(other, rule)), None)
        if near is None:
            merged.append(rule)
        else:
            start, end = min(near.start, rule.start), max(near.end, rule.end)
            merged[merged.index(near)] = Rule(rule.is_horizontal, near.at, start, end)
    return merged


def _touch(left: Rule, right: Rule) -> bool:
    is_beside = left.is_horizontal == right.is_horizontal and abs(left.at - right.at) < _FRAYED
    return is_beside and left.start < right.end + _FRAYED and right.start < left.end + _FRAYED


def may_be_written(picture: Picture) -> bool:
    """Whether a picture can hold lines of text: most of it has one shade of grey or two, some of it strokes.

    A photo has many shades, a drawing of areas few strokes.
    """
    pixels = np.asarray(picture.image)
    ink: Ink = pixels < DARK
    width, height = picture.size_pt
    edges = np.count_nonzero(ink[:, 1:] != ink[:, :-1])
    if edges < _FEWEST_EDGES * width * height:
        return False
    counts = np.bincount(pixels.ravel(), minlength=256)
    ground = 0.0
    for _ in range(2):
        near = np.convolve(counts, np.ones(_SHADE), "same")
        at = int(near.argmax())
        ground += float(near[at])
        counts[max(0, at - _SHADE // 2) : at + _SHADE // 2 + 1] = 0
    return ground > _LEAST_GROUND * pixels.size


def stroke_width(picture: Picture, box: Box) -> float:
    """How thick the strokes in a box are on average, in points: ink over the number of strokes crossed."""
    x0, top, x1, bottom = (max(0, round(side * picture.scale)) for side in box)
    ink: Ink = np.asarray(picture.image.crop((x0, top, x1, bottom))) < DARK
    crossed = np.count_nonzero(np.diff(ink.astype(np.int8), axis=1) == 1)
    return float(ink.sum()) / crossed / picture.scale if crossed else 0.0
