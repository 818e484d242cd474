"""The shipped samples against what is known of them: every published row is scored, both ways."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT

from benchmarks.facts import (
    Score,
    agree,
    likeness,
    same_commitment,
    same_deadline,
    same_number,
    score_responsibilities,
    score_rows,
    score_tables,
)
from pipeline.ingest.pdf import ocr

FLOOR = 0.95
_DOUBTFUL = 0.5  # what is published with less rests on unsure words of a picture, and an issue says so
TRUTH = {path.stem: json.loads(path.read_text()) for path in sorted((ROOT / "tests/truth").glob("*.json"))}
SCANS = [stem for stem, truth in TRUTH.items() if "scanned_pages" in truth]
PRINCIPALS = ("municipality", "corporation", "tenant_organisation")


class Published:
    """The published datasets of one sample, as lists of rows, with names as the truth writes them."""

    def __init__(self, latest: Path, stem: str) -> None:
        self.truth, self.latest = TRUTH[stem], latest
        documents = pd.read_parquet(latest / "documents.parquet")
        (self.document,) = documents[documents["path"].str.startswith(stem)].to_dict("records")
        self.parties: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in self.rows("responsibilities"):
            self.parties[row["commitment_id"]][row["role"]].add(self.name(row["party"]))

    def rows(self, dataset: str) -> list[dict]:
        """The rows of this document in reading order."""
        frame = pd.read_parquet(self.latest / f"{dataset}.parquet")
        frame = frame[frame["document_id"] == self.document["document_id"]]
        order = [name for name in ("char_start", "char_end") if name in frame]
        return (frame.sort_values(order, kind="stable") if order else frame).to_dict("records")

    def name(self, name: str) -> str:
        """A party's name as the truth writes it."""
        return self.truth.get("aliases", {}).get(name, name)


@pytest.fixture(params=TRUTH)
def sample(request: pytest.FixtureRequest, samples: Path) -> Published:
    if request.param in SCANS and ocr.missing():
        pytest.skip(str(ocr.missing()))
    return Published(samples, request.param)


def demand(score: Score) -> None:
    """Fail with every fault listed when a share is under the floor."""
    shares = score.shares()
    assert min(shares.values()) >= FLOOR, f"{shares}\n" + "\n".join(score.faults)


def test_documents(sample: Published) -> None:
    score = Score()
    for name, want in sample.truth["document"].items():
        have = sample.document[name]
        if name in ("corporations", "tenant_organisations"):
            have = [sample.name(one) for one in have]
        if name == "title":
            assert likeness(want, have) >= 0.6, f"title {have!r}"
        else:
            score.check(name, want, have)
    demand(score)


def test_tables(sample: Published) -> None:
    """A picture's table is told apart: it is there only where tesseract is, and nobody is to trust it."""
    tables = [
        row for row in sample.rows("tables") if row["title"] not in sample.truth.get("pictured_tables", ())
    ]
    demand(score_tables(sample.truth["tables"], tables))


def test_observations(sample: Published) -> None:
    rows = [row for row in sample.rows("observations") if row["confidence"] >= _DOUBTFUL]
    for row in rows:
        row["corporation"] = sample.name(row["corporation"])
    demand(score_rows(sample.truth["observations"], rows, same_number, "raw")[0])


def test_commitments(sample: Published) -> None:
    demand(
        score_rows(
            sample.truth["commitments"],
            sample.rows("commitments"),
            same_commitment,
            "quote",
            ("kind", "number"),
        )[0]
    )


def test_responsibilities(sample: Published) -> None:
    facts, rows = sample.truth["commitments"], sample.rows("commitments")
    _, pairs = score_rows(facts, rows, same_commitment, "quote", ("kind",))
    demand(score_responsibilities(facts, pairs, [sample.parties[row["commitment_id"]] for row in rows]))


def test_deadlines(sample: Published) -> None:
    rows = sample.rows("deadlines")
    score, pairs = score_rows(sample.truth["deadlines"], rows, same_deadline, "expression")
    for i, j in pairs.items():
        fact = sample.truth["deadlines"][i]
        if "parties" in fact:
            choices = [set(names) for names in (fact["parties"], *fact.get("alt_parties", ()))]
            have = sample.parties[rows[j]["commitment_id"]]["responsible"]
            want = have if have in choices else choices[0]
            score.check(
                f"{fact['expression']} | {fact['sentence'][:90]}: parties", sorted(want), sorted(have)
            )
    demand(score)


def test_parties_and_members(sample: Published) -> None:
    published = {
        row["party_id"]: row for row in pd.read_parquet(sample.latest / "parties.parquet").to_dict("records")
    }
    types = {sample.name(row["name"]): row["type"] for row in published.values()}
    members = defaultdict(set)
    for row in sample.rows("party_members"):
        group = published[row["group_party_id"]]["name"]
        members[group].add(sample.name(published[row["party_id"]]["name"]))
    for party in sample.truth["parties"]:
        assert agree(party["type"], types.get(party["name"])), party["name"]
        if "members" in party and party["name"] in members:
            assert members[party["name"]] == set(party["members"])


def test_no_party_is_invented(samples: Path) -> None:
    aliases = {alias: name for truth in TRUTH.values() for alias, name in truth.get("aliases", {}).items()}
    known = {party["name"] for truth in TRUTH.values() for party in truth["parties"]}
    parties = pd.read_parquet(samples / "parties.parquet")
    named = parties[parties["type"].isin(PRINCIPALS)]["name"]
    assert {aliases.get(name, name) for name in named} <= known


def test_issues(sample: Published) -> None:
    issues = sample.rows("issues")
    codes = {row["code"] for row in issues}
    assert set(sample.truth["issues"]) <= codes
    if sample.truth.get("pictured_tables"):  # read with doubt, or named as unread
        assert (
            {"page_recognised", "words_doubtful"} if not ocr.missing() else {"table_without_body"}
        ) <= codes
    assert [row for row in issues if row["severity"] == "error"] == []


@pytest.mark.parametrize("stem", SCANS)
def test_a_scan_that_nothing_can_read_is_named(tmp_path: Path, stem: str) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / f"{stem}.pdf").write_bytes((ROOT / "data/raw" / f"{stem}.pdf").read_bytes())
    command = [sys.executable, "-m", "pipeline", "run", str(tmp_path / "raw"), "--out", str(tmp_path / "out")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env={"PATH": str(tmp_path)})
    scan = Published(tmp_path / "out/latest", stem)
    issues = [row for row in scan.rows("issues") if row["code"] == "page_without_text"]
    unread = {row["page"]: row["message"] for row in issues}
    assert list(unread) == scan.truth["scanned_pages"]
    assert all("install tesseract" in message for message in unread.values())
    assert (scan.document["outcome"], scan.document["text_source"]) == ("partial", "none")
    assert not any(scan.rows(dataset) for dataset in ("observations", "commitments", "deadlines", "tables"))


@pytest.mark.parametrize(
    ("stem", "indicator", "year", "total"),
    [
        ("brinkdam-2024", "renovation", 2024, 64),  # the sentence, its total and the streets that make it up
        ("esdrecht-2019", "life_extension", 2019, 120),  # the sentence and the table say the same
        ("esdrecht-2019", "sales", 2019, 40),  # the sentence, the table and the annexed bid do
        ("zandermeer-2025", "new_builds", 2025, 52),  # a sum, its parts, and parts of these
        ("zandermeer-2025", "renovation", 2025, 350),  # a sum of 310 and its parts, and 40 made accessible
        ("oosterlo-2025-2028", "renovation", 2025, 80),
    ],
)
def test_nothing_is_counted_twice(samples: Path, stem: str, indicator: str, year: int, total: int) -> None:
    rows = pd.DataFrame(Published(samples, stem).rows("observations"))
    chosen = rows[rows["is_additive"] & (rows["indicator"] == indicator) & (rows["year"] == year)]
    assert chosen[chosen["unit"] == "dwellings"]["value_min"].sum() == total
