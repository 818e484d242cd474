"""A real browser for the tests of the review report: the system's Chromium, steered by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WIDE, NARROW = (1280, 860), (390, 844)


@contextmanager
def a_browser() -> Iterator[Browser]:
    """Chromium; skips where there is none, but not in CI."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        if os.environ.get("CI"):
            raise AssertionError("CI has no Chromium: the review report would go untested")
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def a_page(browser: Browser, size: tuple[int, int] = WIDE, theme: str = "light") -> Iterator[Page]:
    """A tab without a memory; what went wrong in it fails the test, and so does any request but for files."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=theme,
        reduced_motion="reduce",
        device_scale_factor=1 if size == WIDE else 2,
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(10_000)
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error}"))
    page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
    page.on("request", lambda asked: None if asked.url.startswith("file:") else faults.append(asked.url))
    page.on("requestfailed", lambda asked: faults.append(f"failed: {asked.url}"))
    try:
        yield page
        assert faults == []
    finally:
        context.close()


def address(folder: Path, document_id: str | None = None) -> str:
    """Of the index, or of a document's page."""
    where = folder / "documents" / document_id if document_id else folder
    return (where / "index.html").as_uri()
