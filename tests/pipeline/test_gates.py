"""A doubtful result is never published over a good one, and says so until somebody decides."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import made_up_rows
import pandas as pd
import pytest
from msgspec import structs

import pipeline.assembling.bundles
import pipeline.reading.extract
import pipeline.reading.workers
from extractors import discover
from pipeline.datasets import schema
from pipeline.errors import Exit, RefusedError, UsageError
from pipeline.publishing.gates import gates_for, judge
from pipeline.publishing.records import Counts, Run, runs
from pipeline.run import Wish, run

OLD = Counts(
    documents={"text/plain": {"ok": 95, "failed": 5}},
    rows={"deadlines": 1000, "parties": 8, "issues": 500},
    documents_with={"deadlines": 90, "issues": 60},
    indicators={"new_builds": 300, "sales": 40},
    issues={"error": 10},
    registers={"municipalities": 342},
)


@pytest.mark.parametrize(
    ("changed", "refused", "warned"),
    [
        ({}, "", ""),
        ({"rows": {"deadlines": 900, "parties": 8}}, "", ""),  # a tenth, just allowed
        ({"rows": {"deadlines": 899, "parties": 8}}, "rows of deadlines: 1,000 before, 899 now (-10%", ""),
        ({"rows": {"parties": 8}}, "rows of deadlines: 1,000 before, 0 now (-100%", ""),
        ({"rows": {"deadlines": 1000, "parties": 5}}, "", ""),  # three rows fewer are spared
        ({"rows": {"deadlines": 1000, "parties": 4}}, "rows of parties: 8 before, 4 now", ""),
        ({"documents_with": {"deadlines": 80}}, "documents with deadlines: 90 before, 80 now", ""),
        ({"indicators": {"new_builds": 300, "sales": 35}}, "observations of sales: 40 before, 35 now", ""),
        ({"documents": {"text/plain": {"ok": 94}}}, "documents: 100 before, 94 now", ""),
        ({"documents": {"application/pdf": {"ok": 96}}}, "", ""),
        (
            {"documents": {"text/plain": {"ok": 79, "failed": 21}}},
            "21 of 100 documents could not be read",
            "",
        ),
        (  # what was not understood is understood now
            {"rows": {"deadlines": 1000, "parties": 8, "issues": 2}, "documents_with": {"deadlines": 90}},
            *("", ""),
        ),
        ({"registers": {"municipalities": 341}}, "register municipalities: 342 before, 341 now", ""),
        ({"registers": {"municipalities": 343}}, "", ""),
        ({"rows": {"deadlines": 1501, "parties": 8}}, "", "rows of deadlines: 1,000 before, 1,501 now (+50%"),
        ({"documents": {"text/plain": {"ok": 70, "partial": 30}}}, "", "missing of 30 of 100 documents"),
        ({"issues": {"error": 13}}, "", "issues of severity error: 10 before, 13 now"),
    ],
)
def test_floors_refuse_and_ceilings_warn(
    tmp_path: Path, changed: dict[str, Any], refused: str, warned: str
) -> None:
    verdict = judge(structs.replace(OLD, **changed), OLD, gates_for(tmp_path))
    for sentences, expected in ((verdict.refusals, refused), (verdict.warnings, warned)):
        assert len(sentences) == bool(expected), sentences
        assert all(expected in sentence for sentence in sentences)


def test_a_first_run_is_compared_with_nothing(tmp_path: Path) -> None:
    gates = gates_for(tmp_path)
    assert not judge(OLD, None, gates).refusals
    mostly = structs.replace(OLD, documents={"text/plain": {"ok": 49, "failed": 51}})
    assert judge(mostly, None, gates).refusals == ["51 of 100 documents could not be read: 51%, above 50%"]


def test_a_new_schema_warns_of_what_it_lost(tmp_path: Path) -> None:
    less = structs.replace(OLD, rows={"deadlines": 10, "parties": 8})
    verdict = judge(less, OLD, gates_for(tmp_path), same_schema=False)
    assert not verdict.refusals
    assert "rows of deadlines" in verdict.warnings[0]


def test_the_folder_can_set_its_own_thresholds(tmp_path: Path) -> None:
    (tmp_path / "gates.toml").write_text("[floors]\nlost_rows = 1.0\n")
    assert gates_for(tmp_path).floors.lost_rows == 1.0
    assert gates_for(tmp_path).floors.lost_documents == gates_for(tmp_path / "none").floors.lost_documents


@pytest.mark.parametrize(
    "wrong", ["[floors]\nlost_row = 1.0", "[floors]\nlost_rows = 'a'", "[floors", "floors = 1"]
)
def test_thresholds_that_cannot_be_understood_stop_the_run(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "gates.toml").write_text(wrong)
    with pytest.raises(UsageError, match=r"gates\.toml cannot be used"):
        gates_for(tmp_path)


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twelve documents of one number each, read in this process."""
    made = {
        name: SimpleNamespace(Row=each.Row, extract=lambda document: iter(()))
        for name, each in discover().items()
    }
    made["document_facts"].extract = lambda document: iter([made_up_rows.facts(document)])
    made["observations"].extract = lambda document: (
        iter([made_up_rows.observation(document)]) if "25 woningen" in document.text else iter(())
    )
    monkeypatch.setattr(pipeline.reading.extract, "discover", lambda: made)
    monkeypatch.setattr(pipeline.reading.workers, "call", lambda limits, function, *given: function(*given))
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(f"Waterdam bouwt in 2024 25 woningen in wijk {number}.")
    return folder


def night(raw: Path, **wishes: Any) -> Run:
    return run(raw, raw.parent / "out", Wish(**wishes), lambda total: lambda one: None)


def lose_the_numbers(raw: Path) -> None:
    for number in range(6):
        (raw / f"{number}.txt").write_text(f"Waterdam bouwt niets in wijk {number}.")


def test_a_refused_night_is_kept_and_told_until_somebody_decides(raw: Path) -> None:
    out = raw.parent / "out"
    good = night(raw)
    lose_the_numbers(raw)
    with pytest.raises(RefusedError, match="observations: 12 before, 6 now") as refusal:
        night(raw)
    assert refusal.value.exit_code == Exit.REFUSED
    assert (out / "latest").resolve().name == good.snapshot
    refused = next(runs(out))
    assert (refused.outcome, refused.exit_code) == ("refused", 7)
    kept = pd.read_parquet(out / "refused" / str(refused.snapshot) / "observations.parquet")
    assert len(kept) == 6
    with pytest.raises(RefusedError, match="for 2 runs in a row since"):
        night(raw)

    accepted = night(raw, accept="six districts build nothing any more")
    assert accepted.accepted == "six districts build nothing any more"
    assert "rows of observations" in " ".join(accepted.refusals)
    assert len(pd.read_parquet(out / "latest/observations.parquet")) == 6
    assert night(raw).outcome == "unchanged"


def test_what_was_mended_is_published_as_if_nothing_had_been(raw: Path) -> None:
    good = night(raw)
    before = {file.name: file.read_bytes() for file in raw.iterdir()}
    lose_the_numbers(raw)
    with pytest.raises(RefusedError):
        night(raw)
    for name, content in before.items():
        (raw / name).write_bytes(content)
    mended = night(raw)
    assert (mended.outcome, mended.snapshot, mended.refusals) == ("unchanged", good.snapshot, [])


def test_there_is_nothing_to_accept_in_a_good_night(raw: Path) -> None:
    assert night(raw, accept="just in case").accepted is None


def test_a_new_schema_is_published_over_the_old(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    night(raw)
    lose_the_numbers(raw)
    for name in ("pipeline.datasets.schema", "pipeline.run", "pipeline.datasets.dictionary"):
        monkeypatch.setattr(f"{name}.SCHEMA_VERSION", "9.9")
    pipeline.reading.parts.schemas.cache_clear()
    pipeline.assembling.bundles.schemas.cache_clear()
    try:
        done = night(raw)
    finally:
        monkeypatch.undo()
        pipeline.reading.parts.schemas.cache_clear()
    pipeline.assembling.bundles.schemas.cache_clear()
    assert schema.SCHEMA_VERSION != "9.9"
    assert done.outcome == "published"
    assert any("rows of observations" in warning for warning in done.warnings)


def test_a_last_snapshot_that_cannot_be_read_is_told(raw: Path) -> None:
    night(raw)
    (raw.parent / "out/latest/issues.parquet").write_bytes(b"no Parquet")
    (raw / "new.txt").write_text("De gemeente Waterdam bouwt in 2024 25 woningen.\n")
    done = night(raw)
    assert done.outcome == "published"
    assert [warning for warning in done.warnings if "cannot be read and was not compared" in warning]
