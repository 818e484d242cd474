"""Words of pages that are pictures, by tesseract (Apache 2.0), a program the user installs.

Its hOCR output gives what its plain table does not: the base line and the type size of each line, so that the
words of a line get boxes of one height, as those of a text layer have.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from statistics import median

from lxml import etree

from extractors._document import Box
from pipeline.ingest.pdf.pictures import Picture
from pipeline.ingest.pdf.printed import PrintedWord

LANGUAGE = "nld"
INSTALL = "install tesseract with its Dutch data (Debian: tesseract-ocr and tesseract-ocr-nld)"
_BOX = re.compile(r"bbox (\d+) (\d+) (\d+) (\d+)")  # 'bbox 295 261 1543 318', in pixels
_SLOPE = re.compile(r"baseline (-?[\d.]+)")  # 'baseline 0.004 -12': pixels it falls per pixel to the right
_RISE = re.compile(r"baseline -?[\d.]+ (-?[\d.]+)")  # the same: where it begins, seen from the line's bottom
_SIZE = re.compile(r"x_size ([\d.]+)")  # 'x_size 46.5': from the deepest tail to the highest top, in pixels
_TAILS = re.compile(r"x_descenders ([\d.]+)")
_UPRIGHT = re.compile(
    r"(?=.*[A-ZÀ-Þ\dbdfhkl])[^gjpqyQ,;()\[\]/|_@]+"
)  # 'Label', '1.290', not 'lager', 'van': from the base line to the top of a capital
_CONFIDENCE = re.compile(r"x_wconf (\d+)")  # 'x_wconf 96', of 100
_ROTATE = re.compile(r"Rotate: (\d+)")  # what tesseract tells of the page's orientation
_LEAST_CONFIDENCE = 20  # of 100: what is read with less is a speck, a logo or a signature
_SECONDS = 120.0
_ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}  # the same result everywhere, and other processes keep their CPU
_EM = (
    1.04  # of x_size: fonts reach from their deepest tail to their highest top over .92 to .99 of their size
)
_CAPITAL = 0.78  # of x_size: how high capitals and digits are
_LEAST_CAPITAL = 0.64  # lower ones were taken for low letters, as in lines of hardly anything but digits


class OcrError(Exception):
    """Tesseract cannot be used, or could not read a picture; says what to do."""

    may_pass = False


class OcrEndedError(OcrError):
    """Tesseract took too long, was not started or was ended: it may do better on another night."""

    may_pass = True


@cache
def missing() -> str | None:
    """Why pictures cannot be read on this machine, and what to do about it; None where they can."""
    program = shutil.which("tesseract")
    if program is None:
        return f"tesseract is not installed; {INSTALL}"
    known = _run([program, "--list-langs"], b"").decode("utf-8", "replace").split()
    return None if LANGUAGE in known else f"tesseract knows no Dutch; {INSTALL}"


def program() -> str:
    """Which tesseract reads here: machines that tell the same read alike."""
    return missing() or _run(["tesseract", "--version"], b"").decode("utf-8", "replace").partition("\n")[0]


def upright(picture: Picture) -> tuple[Picture, int]:
    """The picture with its words the right way up, and the degrees it was turned clockwise for that."""
    try:
        told = _ROTATE.search(_tesseract(picture, "-l", "osd", "--psm", "0").decode())
    except OcrError:  # too few letters to tell
        told = None
    turn = int(told[1]) if told else 0
    if not turn:
        return picture, 0
    return Picture(picture.image.rotate(-turn, expand=True), picture.scale), turn


def words(picture: Picture, *, is_block: bool = False) -> list[PrintedWord]:
    """The words of an upright picture, boxes in points. Raises OcrError where tesseract fails.

    What is told to be one block of lines is not searched for blocks, of which tesseract drops small ones.
    """
    hocr = _tesseract(picture, "-l", LANGUAGE, "--psm", "6" if is_block else "3", "hocr")
    return [word for line in _lines(hocr) for word in _words(line, picture.scale)]


def _tesseract(picture: Picture, *options: str) -> bytes:
    stream = io.BytesIO()
    # not PNG, which takes as long to pack as some pages to read
    picture.image.save(stream, "BMP", dpi=(72 * picture.scale, 72 * picture.scale))
    return _run(["tesseract", "-", "-", *options], stream.getvalue())


def _run(command: list[str], content: bytes) -> bytes:
    try:
        done = subprocess.run(
            command, input=content, capture_output=True, timeout=_SECONDS, env=os.environ | _ONE_THREAD
        )
    except subprocess.TimeoutExpired as fault:
        raise OcrEndedError(f"tesseract gave up after {_SECONDS:g} seconds") from fault
    except OSError as fault:
        raise OcrEndedError(f"tesseract could not be started ({fault.strerror})") from fault
    if done.returncode:
        raise (OcrEndedError if done.returncode < 0 else OcrError)(
            f"tesseract gave up (exit code {done.returncode})"
        )
    return done.stdout


def _lines(hocr: bytes) -> Iterator[etree._Element]:
    tree = etree.fromstring(hocr, etree.XMLParser(resolve_entities=False, load_dtd=False, recover=True))
    for kind in ("ocr_line", "ocr_textfloat", "ocr_header", "ocr_caption"):
        yield from tree.iterfind(f".//{{*}}span[@class='{kind}']")


def _words(line: etree._Element, scale: float) -> Iterator[PrintedWord]:
    """The words of a line, each as high as the line's type."""
    title = line.get("title", "")
    left, _, _, bottom = _box(title)
    slope, rise = _number(_SLOPE, title), _number(_RISE, title)
    size, tails = _type_size(line), _number(_TAILS, title)
    for word in line.iterfind(".//{*}span[@class='ocrx_word']"):
        text = _text(word)
        told = word.get("title", "")
        confidence = _number(_CONFIDENCE, told)
        x0, _, x1, _ = _box(told)
        if text and confidence >= _LEAST_CONFIDENCE:
            foot = bottom + rise + slope * ((x0 + x1) / 2 - left) + tails
            box: Box = (x0 / scale, (foot - size) / scale, x1 / scale, foot / scale)
            yield PrintedWord(text, box, _EM * size / scale, False, False, confidence=confidence / 100)


def _type_size(line: etree._Element) -> float:
    """The x_size of a line, in pixels; where its capitals and digits are too low for that, by these."""
    told = _number(_SIZE, line.get("title", ""))
    spans = line.iterfind(".//{*}span[@class='ocrx_word']")
    boxes = [_box(span.get("title", "")) for span in spans if _UPRIGHT.fullmatch(_text(span))]
    height = median(bottom - top for _, top, _, bottom in boxes) if boxes else told
    return height / _CAPITAL if height < _LEAST_CAPITAL * told else told


def _text(word: etree._Element) -> str:
    return "".join(word.itertext()).strip()


def _number(pattern: re.Pattern[str], title: str) -> float:
    found = pattern.search(title)
    return float(found[1]) if found else 0.0


def _box(title: str) -> Box:
    found = _BOX.search(title)
    assert found, title
    x0, top, x1, bottom = map(float, found.groups())
    return (x0, top, x1, bottom)
