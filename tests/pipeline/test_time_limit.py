"""A document that takes too long is one failure, and the run goes on."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.files import Source
from pipeline.time_limit import TimeIsUpError, time_limit


def hang() -> None:
    """Go on whatever happens, as a library may."""
    while True:
        with suppress(Exception):
            time.sleep(5)


def test_what_hangs_is_stopped() -> None:
    with pytest.raises(TimeIsUpError), time_limit(0.05):
        hang()


def test_what_is_in_time_is_left_alone() -> None:
    with time_limit(0.05):
        done = True
    time.sleep(0.1)
    assert done


def test_a_document_that_hangs_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(extract, "extract", lambda source, settings: time.sleep(5))
    source = Source(tmp_path / "slow.pdf", "slow.pdf", (), "0" * 64, 1, "application/pdf")
    found = extract.extract_in_time(source, seconds=0.05)
    assert found.failure == "slow.pdf was left: reading it took longer than 0.05 seconds."
    assert [signal.code for signal in found.signals] == ["file_unreadable"]
