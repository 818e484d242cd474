"""What tesseract tells of a line, and what is made of it."""

from __future__ import annotations

import pytest
from PIL import Image

from pipeline.ingest.pdf import ocr
from pipeline.ingest.pdf.pictures import Picture

CAPITAL = 30  # pixels: of type whose x_size is 40
FOOT = 100


def hocr(size: float, words: list[tuple[str, int]]) -> bytes:
    """A line as tesseract tells it: its type size, and how high each word is, in pixels."""
    spans = "".join(
        f"<span class='ocrx_word' title='bbox {x} {FOOT - height} {x + 80} {FOOT}; x_wconf 95'>{text}</span>"
        for x, (text, height) in zip(range(0, 900, 90), words, strict=False)
    )
    told = f"bbox 0 50 900 {FOOT}; baseline 0 0; x_size {size}; x_descenders 8"
    return f"<html><span class='ocr_line' title='{told}'>{spans}</span></html>".encode()


@pytest.mark.parametrize(
    ("told", "words", "size"),
    [
        (40, [("Label", CAPITAL), ("van", 20), ("890", CAPITAL)], 40),
        (59, [("Label", CAPITAL), ("B", CAPITAL), ("890", CAPITAL)], 40),  # digits taken for low letters
        (59, [("2026", CAPITAL)], 40),  # as in a cell
        (59, [("Label", CAPITAL), ("890", CAPITAL), ("905", 70)], 40),  # a speck above one word
        (40, [("aan", 20), ("een", 20)], 40),  # no letter that is high
        (40, [("genre,", 28)], 40),  # nor one that is but reaches below the base line
        (45, [("1930", CAPITAL)], 45),  # a font with low digits
    ],
)
def test_type_is_as_large_as_its_capitals_tell(
    told: float, words: list[tuple[str, int]], size: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else lines of one table differ in size and it falls apart."""
    monkeypatch.setattr(ocr, "_run", lambda *_: hocr(told, words))
    read = ocr.words(Picture(Image.new("L", (900, 200), 255), 1.0))
    assert [word.text for word in read] == [text for text, _ in words]
    assert [word.size / ocr._EM for word in read] == pytest.approx([size] * len(words), rel=0.05)
    assert {round(word.box[3] - word.box[1]) for word in read} == {round(read[0].size / ocr._EM)}
