"""What is only a picture: pages as a scanner makes them, and a table pasted as an image."""

from __future__ import annotations

import io

import numpy as np
import pypdfium2
from PIL import Image as Pixels
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Image

SCAN_DPI = 130
PASTED_DPI = 110
SKEW_DEGREES = 0.4
NOISE = 9.0  # standard deviation in grey levels, of 255
PAPER = 246  # the grey of a scanned white page
JPEG_QUALITY = 32


def scanned(pdf: bytes) -> bytes:
    """The same pages as pictures, a little askew and noisy, without a text layer."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    grain = np.random.default_rng(1)
    for page in pypdfium2.PdfDocument(pdf):
        picture = page.render(scale=SCAN_DPI / 72).to_pil().convert("L")
        turned = picture.rotate(SKEW_DEGREES, Pixels.Resampling.BICUBIC, fillcolor=255)
        grey = np.asarray(turned, dtype=float) * (PAPER / 255) + grain.normal(0, NOISE, turned.size[::-1])
        canvas.drawImage(_jpeg(Pixels.fromarray(grey.clip(0, 255).astype("uint8"))), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _jpeg(picture: Pixels.Image) -> ImageReader:
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=JPEG_QUALITY)
    stream.seek(0)
    return ImageReader(stream)


def pictured(table: Flowable, width: float) -> Image:
    """A table as the picture that somebody pasted in its place."""
    wide, high = table.wrap(width, A4[1])
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(wide, high), invariant=True)
    table.drawOn(canvas, 0, 0)
    canvas.save()
    (page,) = pypdfium2.PdfDocument(stream.getvalue())
    picture = page.render(scale=PASTED_DPI / 72).to_pil().convert("L")
    pasted = io.BytesIO()
    picture.save(pasted, "PNG")
    pasted.seek(0)
    return Image(pasted, wide, high, hAlign="LEFT")
