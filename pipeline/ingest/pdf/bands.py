"""Dark bands of a picture with white letters, as the heads of tables have: turned dark on white."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from PIL import Image

from pipeline.ingest.pdf.pictures import DARK, Picture
from pipeline.ingest.pdf.printed import Rule
from pipeline.ingest.pdf.strokes import Stroke, rule_of, strokes_in, with_breaks_closed

_NARROWEST, _LOWEST, _TALLEST = 0.4, 0.12, 1.5  # inches
_TILE = 12  # pixels across which white letters blur with their ground
_MOSTLY_DARK, _FEWEST_LIGHT = 0.6, 0.01  # of its pixels
_LIGHT = 185  # of 255: white letters, packed with loss
_LIFT = 1.5  # times as light: grey rules between white letters are rules too
_WHITE = 255
_INKED = 0.5  # of a row or column of pixels in a band
_EDGE = 6  # pixels: the sides of a dark band lie as crooked as the sheet


def with_dark_bands_turned(picture: Picture) -> tuple[Picture, list[Rule]]:
    """The picture with white letters on dark bands made dark on white, and the bands' sides, in points.

    Tesseract leaves out some of such letters; rules between them are rules then like others.
    """
    pixels = np.array(picture.image)
    sides: list[Rule] = []
    for band in _dark_bands(picture, pixels):
        area = pixels[band.first : band.last + 1, band.start : band.end]
        inner = area[_EDGE:-_EDGE, _EDGE:-_EDGE]
        if np.mean(inner < DARK) > _MOSTLY_DARK and np.mean(inner > _LIGHT) > _FEWEST_LIGHT:
            ground = float(np.median(inner))
            lit = np.clip((inner - ground) * _LIFT / (_WHITE - ground), 0, 1)
            area[:] = _WHITE
            inner[:] = _WHITE - np.round(_WHITE * lit)
            edges = (replace(band, last=band.first), replace(band, first=band.last))
            sides += [rule_of(edge, True, picture.scale) for edge in edges]
    return Picture(Image.fromarray(pixels), picture.scale, picture.origin), sides


def _dark_bands(picture: Picture, pixels: npt.NDArray[np.uint8]) -> Iterator[Stroke]:
    """Where a picture is dark over the height of a head, letters or not: seen from so far that they blur."""
    dark = with_breaks_closed(np.asarray(picture.image.reduce(_TILE)) < DARK, _TILE // 2)
    narrowest, lowest, tallest = picture.in_pixels(_NARROWEST, _LOWEST, _TALLEST)
    for rough in strokes_in(dark, narrowest // _TILE, tallest // _TILE):
        top, left = max(0, (rough.first - 1) * _TILE), max(0, (rough.start - 1) * _TILE)
        ink = pixels[top : (rough.last + 2) * _TILE, left : (rough.end + 1) * _TILE] < DARK
        rows, columns = (np.flatnonzero(ink.mean(axis=axis) > _INKED) for axis in (1, 0))
        if len(rows) > lowest and len(columns):
            yield Stroke(
                top + int(rows[0]), top + int(rows[-1]), left + int(columns[0]), left + int(columns[-1]) + 1
            )
