"""Photographs of the review report on the samples: `make photos`.

All of them go into build/screenshots, in light and dark, wide and narrow, for people to look at; two of them
go small into docs/images.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browsing import NARROW, WIDE, a_browser, a_page, address  # noqa: E402

from pipeline.review.report import review  # noqa: E402
from pipeline.using.published import load  # noqa: E402

SHOTS = {  # name -> file, and the keys that lead there
    "index": (None, ""),
    "numbers": ("holterveld-2026-2029.pdf", "1 j j j"),
    "deadlines": ("lierveen-2025-2026.pdf", "2 j j Enter"),
    "commitments": ("lierveen-2025-2026.pdf", "3 j j j j"),
    "tables": ("holterveld-2026-2029.pdf", "4 j"),
    "issues": ("esdrecht-2019.txt", "5 j j"),
    "text": ("esdrecht-2019.txt", "1 j j j"),
    "scan": ("maarsum-2023.pdf", "1 j j j"),
}
IN_DOCS = {"index-light-1280": "review-index", "commitments-light-1280": "review-document"}


def main() -> None:
    """Reads the samples, writes the report, and photographs it."""
    target = ROOT / "build/screenshots"
    target.mkdir(parents=True, exist_ok=True)
    with _report() as (folder, ids), a_browser() as browser:
        for file in _photographs(browser, folder, ids, target):
            if file.stem in IN_DOCS:
                small = Image.open(file).convert("RGB").quantize(256, kmeans=8)
                small.save(ROOT / f"docs/images/{IN_DOCS[file.stem]}.png", optimize=True)
    print(target)


@contextmanager
def _report() -> Iterator[tuple[Path, dict[str, str]]]:
    with tempfile.TemporaryDirectory() as passing:
        out = Path(passing) / "out"
        command = [sys.executable, "-m", "pipeline", "run", str(ROOT / "data/raw"), "--out", str(out)]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
        review(ROOT / "data/raw", out, out / "review")
        yield out / "review", {each["path"]: each["document_id"] for each in load(out).rows("documents")}


def _photographs(browser: Browser, folder: Path, ids: dict[str, str], target: Path) -> Iterator[Path]:
    for theme in ("light", "dark"):
        for size in (WIDE, NARROW):
            with a_page(browser, size, theme) as page:
                for name, (path, keys) in SHOTS.items():
                    page.goto(address(folder, ids[path] if path else None))
                    _press(page, keys)
                    file = target / f"{name}-{theme}-{size[0]}.png"
                    page.screenshot(path=file)
                    yield file


def _press(page: Page, keys: str) -> None:
    for key in keys.split():
        page.keyboard.press(key)
    for picture in page.locator(".page img").all()[:2]:
        picture.evaluate("image => image.decode()")


if __name__ == "__main__":
    main()
