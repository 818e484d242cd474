"""The boxes of published rows hold: an independent reader finds the quote's words in them, and their ink.

Rows are sampled by a fixed seed. Pages are read and rendered by pdfium; the boxes come from playa.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pypdfium2
import pytest
from conftest import ROOT

CORPUS = ROOT.parent / "shared/corpus/pdf"
CORPUS_STEMS = (
    "almelo-2023",
    "almelo-2023-landscape",
    "borne-2022-2023",
    "hengelo-2017",
    "hengelo-2017-borderless",
)
DATASETS = ("observations", "commitments", "deadlines", "responsibilities")
SAMPLE = 40  # rows of each dataset of each document
STICKS_OUT = 0.25  # times the box's height that ink may: some fonts do not say how deep their 'g' goes
SLACK = 0.75  # times the ink's height that a box may be larger than it, on each side
CONTRAST_MIN = 60  # grey levels between ink and paper
LOWEST = 8.0  # points that ink counts as high at least: 'en' is lower than its line
DOUBTFUL = 0.5
STRAY = 3  # letters of neighbours, or raised marks, that a box may hold besides the quote's
WORDS = re.compile(r"[^\W_]")
Box = tuple[float, float, float, float]


class PrintedPage:
    """A page as pdfium reads and renders it."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        height, text = page.get_height(), page.get_textpage()
        words = [text.get_text_range(i, 1) for i in range(text.count_chars())]
        boxes = [text.get_charbox(i) for i in range(text.count_chars())]
        self.glyphs = [
            (unicodedata.normalize("NFKC", word), (x0, height - high, x1, height - low))
            for word, (x0, low, x1, high) in zip(words, boxes, strict=True)
            if word.strip()
        ]
        self.ink = np.asarray(page.render(scale=2).to_pil().convert("L"))

    def glyphs_in(self, box: Box) -> list[tuple[str, Box]]:
        """The glyphs whose middle lies in a box."""
        x0, top, x1, bottom = box
        return [
            (letter, (a, b, c, d))
            for letter, (a, b, c, d) in self.glyphs
            if x0 <= (a + c) / 2 <= x1 and top <= (b + d) / 2 <= bottom
        ]

    def contrast_in(self, box: Box) -> int:
        """The difference between the lightest and the darkest pixel of a box."""
        x0, top, x1, bottom = (round(2 * side) for side in box)
        part = self.ink[max(top, 0) : bottom + 1, max(x0, 0) : x1 + 1]
        return int(part.max()) - int(part.min()) if part.size else 0


@cache
def printed(pdf: Path, number: int) -> PrintedPage:
    return PrintedPage(pypdfium2.PdfDocument(pdf)[number - 1])


def faults(pdf: Path, quote: str, boxes: list[tuple[int, Box]]) -> Iterator[str]:
    """What is wrong with the boxes of a quote; nothing where they hold."""
    held: Counter[str] = Counter()
    for number, box in boxes:
        page = printed(pdf, number)
        glyphs = page.glyphs_in(box)
        held += Counter(WORDS.findall("".join(glyph for glyph, _ in glyphs).lower()))
        if page.contrast_in(box) < CONTRAST_MIN:
            yield f"no ink in {box} on page {number}"
        if glyphs:
            yield from _misfit(box, [ink for _, ink in glyphs])
    wanted = Counter(WORDS.findall(unicodedata.normalize("NFKC", quote).lower()))
    if missing := wanted - held:
        yield f"not in its boxes: {''.join(missing.elements())!r}"
    if (held - wanted).total() > STRAY:
        yield f"others in its boxes: {''.join((held - wanted).elements())!r}"


def _misfit(box: Box, inks: list[Box]) -> Iterator[str]:
    x0, top, x1, bottom = box
    left, high, right, low = (
        side(values) for side, values in zip((min, min, max, max), zip(*inks, strict=True), strict=True)
    )
    reach = max(STICKS_OUT * (bottom - top), 1.0)
    if x0 > left + reach or top > high + reach or x1 < right - reach or bottom < low - reach:
        yield f"ink {left, high, right, low} sticks out of {box}"
    slack = SLACK * max(low - high, LOWEST)
    if left - x0 > slack or high - top > slack or x1 - right > slack or bottom - low > slack:
        yield f"{box} is much larger than its ink {left, high, right, low}"


def sampled(latest: Path, path: str) -> Iterator[tuple[str, str, list[tuple[int, Box]]]]:
    """Dataset, quote and boxes of some rows of a document."""
    documents = pd.read_parquet(latest / "documents.parquet").set_index("path")
    for dataset in DATASETS:
        frame = pd.read_parquet(latest / f"{dataset}.parquet")
        frame = frame[frame["document_id"] == documents.loc[path, "document_id"]]
        if "confidence" in frame:  # the doubtful ones stand in a picture, of which no reader has the letters
            frame = frame[frame["confidence"] >= DOUBTFUL]
        rows = frame.to_dict("records")
        for row in random.Random(f"{path} {dataset}").sample(rows, min(SAMPLE, len(rows))):
            yield (
                dataset,
                row["quote"],
                [(placed["page"], tuple(map(float, placed["bbox"]))) for placed in row["boxes"]],
            )


def all_faults(latest: Path, pdf: Path) -> list[str]:
    rows = list(sampled(latest, pdf.name))
    assert len(rows) > 30, "too few rows to judge"
    return [
        f"{dataset} {quote[:60]!r}: {fault}"
        for dataset, quote, boxes in rows
        for fault in faults(pdf, quote, boxes)
    ]


@pytest.mark.parametrize("stem", ["brinkdam-2024", "holterveld-2026-2029", "lierveen-2025-2026"])
def test_the_boxes_of_the_samples_hold(samples: Path, stem: str) -> None:
    assert all_faults(samples, ROOT / f"data/raw/{stem}.pdf") == []


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not CORPUS.is_dir():
        pytest.skip("the real agreements are not here")
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "raw").mkdir()
    for stem in CORPUS_STEMS:
        shutil.copy(CORPUS / f"{stem}.pdf", folder / "raw")
    command = [sys.executable, "-m", "pipeline", "run", str(folder / "raw"), "--out", str(folder / "out")]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return folder / "out/latest"


@pytest.mark.parametrize("stem", CORPUS_STEMS)
def test_the_boxes_of_real_agreements_hold(corpus: Path, stem: str) -> None:
    assert all_faults(corpus, CORPUS / f"{stem}.pdf") == []


def moved(boxes: list[tuple[int, Box]], **by: float) -> list[tuple[int, Box]]:
    sides = ("x0", "top", "x1", "bottom")
    return [
        (page, tuple(side + by.get(name, 0.0) for name, side in zip(sides, box, strict=True)))  # type: ignore[misc]
        for page, box in boxes
    ]


@pytest.mark.parametrize(
    "by",
    [
        {"top": 14, "bottom": 14},  # the line below
        {"x0": 25, "x1": 25},  # a word further
        {"bottom": 14},  # two lines
        {"top": -12, "bottom": 12},  # far more than the line
        {"x1": -25},  # its end is cut off
        {"top": 5},  # only the feet of its letters
    ],
)
def test_a_box_that_does_not_hold_is_seen(samples: Path, by: dict[str, Any]) -> None:
    pdf = ROOT / "data/raw/brinkdam-2024.pdf"
    rows = [(quote, boxes) for _, quote, boxes in sampled(samples, pdf.name) if len(quote) > 10]
    assert rows
    assert all(list(faults(pdf, quote, moved(boxes, **by))) for quote, boxes in rows)
