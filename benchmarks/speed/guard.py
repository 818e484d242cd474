"""What CI watches: each stage's cost on the samples as a ratio to its floor, measured in one process.

`make bench` writes the ratios into results/speed.json; tests/test_speed.py measures them again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from benchmarks.speed import pdfs, texts

WORSE = 1.5  # a stage that costs so many times what it cost fails; load on the machine does less


def ratios(samples: Path, repeats: int) -> dict[str, float]:
    """By stage how many times the floor it costs, on the samples' texts and their shortest PDF."""
    pdf = min(pdfs.born_digital([samples]), key=lambda file: file.stat().st_size)
    text_seconds = texts.least_seconds(texts.texts_in([samples]), repeats)
    pdf_seconds = {name: pdfs.least(lambda r=r: r(pdf), repeats) for name, r in pdfs.OWN_READERS.items()}
    return dict([*_ratios("text", text_seconds, texts.FLOOR), *_ratios("pdf", pdf_seconds, pdfs.FLOOR)])


def _ratios(medium: str, seconds: Mapping[str, float], floor: str) -> Iterator[tuple[str, float]]:
    return ((f"{medium}: {name}", cost / seconds[floor]) for name, cost in seconds.items() if name != floor)


def worse(known: Mapping[str, float], seen: Mapping[str, float]) -> dict[str, float]:
    """The stages whose ratio has grown by half or more, and by how much."""
    return {name: seen[name] / ratio for name, ratio in known.items() if seen[name] > WORSE * ratio}
