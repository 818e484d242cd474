"""What several tests use: the samples, published once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder `latest` after the pipeline ran on data/raw, as a user runs it."""
    out = tmp_path_factory.mktemp("processed")
    command = [sys.executable, "-m", "pipeline", "run", str(ROOT / "data/raw"), "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return out / "latest"
