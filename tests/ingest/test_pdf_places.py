"""PDF: the boxes of words cover the ink of the page and nothing else."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from extractors._document import Document, Span
from tests.ingest.printed import document, lines, mixed, text

SCALE = 3
PAGE = [
    text(70, 60, "Betaalbaarheid en zorg", 16, "b"),
    lines(70, 90, ["Welbouw verkoopt jaarlijks", "gemiddeld 30 woningen; (kijkgelegenheid)"]),
    mixed(70, 130, "Gereed in het 1", "^ste", " kwartaal"),
    text(320, 400, "Apart, rechts", 8, "i"),
]


def ink(file: Path) -> set[tuple[int, int]]:
    """The dark pixels of the first page."""
    image = pypdfium2.PdfDocument(file)[0].render(scale=SCALE).to_pil().convert("L")
    return {
        (index % image.width, index // image.width)
        for index, grey in enumerate(image.tobytes())
        if grey < 128
    }


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, set[tuple[int, int]]]:
    folder = tmp_path_factory.mktemp("places")
    return document(folder, PAGE), ink(folder / "printed.pdf")


def inside(pixel: tuple[int, int], box: tuple[float, float, float, float]) -> bool:
    x, y = (side / SCALE for side in pixel)
    return box[0] - 1 <= x <= box[2] + 1 and box[1] - 1 <= y <= box[3] + 1


def test_all_ink_lies_in_the_box_of_a_word(printed: tuple[Document, set[tuple[int, int]]]) -> None:
    found, pixels = printed
    boxes = [word.bbox for word in found.words]
    assert pixels
    assert not [pixel for pixel in pixels if not any(inside(pixel, box) for box in boxes)]


def test_every_word_has_ink_in_its_box(printed: tuple[Document, set[tuple[int, int]]]) -> None:
    found, pixels = printed
    assert [found.quote(w.span) for w in found.words if not any(inside(p, w.bbox) for p in pixels)] == []


def test_the_words_of_a_quote_are_its_words(printed: tuple[Document, set[tuple[int, int]]]) -> None:
    found, _ = printed
    for passage in found.passages:
        words = found.words_in(passage.span)
        joined = "".join(found.quote(word.span) for word in words)
        assert joined == found.quote(passage.span).replace(" ", "")


def test_words_are_sorted_and_do_not_overlap(printed: tuple[Document, set[tuple[int, int]]]) -> None:
    spans = [word.span for word in printed[0].words]
    assert spans == sorted(spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


def test_pages_have_their_size(printed: tuple[Document, set[tuple[int, int]]]) -> None:
    (page,) = printed[0].pages
    assert (page.width_pt, page.height_pt) == (595, 842)
    assert page.span == Span(0, len(printed[0].text))
