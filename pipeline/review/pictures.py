"""Pages of a PDF as small pictures: drawn once for each content, in a process that can be ended."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pypdfium2

from pipeline.reading.isolation import EndedError, Limits, call
from pipeline.storage.writing import write_in_one_step

DPI = 132  # small print is legible at twice the width of a narrow screen
LONGEST = 2600  # pixels of a side, however large the sheet
QUALITY = 55  # of WebP: letters stay clean, a page takes some 50 kB
DRAWN = "pages.json"
LIMITS = Limits(seconds=300.0)
_A4 = (595.0, 842.0)  # points: of a page that cannot be opened


class Page(msgspec.Struct, frozen=True):
    """A page and its picture, `None` where it could not be drawn."""

    number: int
    width_pt: float
    height_pt: float
    picture: str | None


class Pages(msgspec.Struct, frozen=True):
    """What was drawn of a document, and how: other settings draw it anew."""

    pages: list[Page]
    drawn_with: tuple[int, int, int] = (DPI, LONGEST, QUALITY)


def kept(folder: Path) -> list[Page] | None:
    """The pages that an earlier report drew here; None where they are not there, or were drawn otherwise."""
    try:
        pages = msgspec.json.decode((folder / DRAWN).read_bytes(), type=Pages)
    except (OSError, msgspec.MsgspecError):
        return None
    names = {file.name for file in folder.iterdir()}
    whole = all(page.picture is None or page.picture in names for page in pages.pages)
    return pages.pages if whole and pages.drawn_with == (DPI, LONGEST, QUALITY) else None


def drawn(file: Path, folder: Path) -> list[Page]:
    """Every page of the file, drawn into the folder; none where it is no PDF that can be opened."""
    try:
        pages = call(LIMITS, draw, file, folder)
    except EndedError:
        return []
    write_in_one_step(folder / DRAWN, msgspec.json.encode(Pages(pages)))
    return pages


def draw(file: Path, folder: Path) -> list[Page]:
    """Draws every page; none where the file cannot be opened."""
    try:
        document = pypdfium2.PdfDocument(file)
    except pypdfium2.PdfiumError:
        return []
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return [_draw(document, number, folder) for number in range(1, len(document) + 1)]
    finally:
        document.close()


def _draw(document: pypdfium2.PdfDocument, number: int, folder: Path) -> Page:
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, LONGEST / max(width, height))
        name = f"{number}.webp"
        page.render(scale=scale).to_pil().convert("RGB").save(folder / name, quality=QUALITY, method=2)
    except (pypdfium2.PdfiumError, ValueError, ZeroDivisionError):  # a page that is broken, or has no width
        return Page(number, *_A4, None)
    return Page(number, round(width, 1), round(height, 1), name)
