"""What several tests use: the samples, published once."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `latest` after the pipeline ran on data/raw, as a user runs it."""
    out = tmp_path_factory.mktemp("processed")
    command = [sys.executable, "-m", "pipeline", "run", str(ROOT / "data/raw"), "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return out / "latest"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser, opened once."""
    from browsing import a_browser

    with a_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def s3() -> Iterator[str]:
    """A server that speaks S3, started once."""
    from object_store import an_s3_server

    with an_s3_server() as address:
        yield address
