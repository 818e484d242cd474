"""How much of a generated archive's known facts was published: recall and precision of each dataset."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.facts import (
    Score,
    same_commitment,
    same_deadline,
    same_number,
    score_responsibilities,
    score_rows,
)

Rows = dict[str, list[dict[str, Any]]]  # by document_id


def score(latest: Path, truth: Path) -> dict[str, Score]:
    """The counts of each dataset over all documents of truth.jsonl, which must all be published."""
    documents = pd.read_parquet(latest / "documents.parquet").set_index("path")
    rows = {name: _by_document(latest, name) for name in ("observations", "commitments", "deadlines")}
    parties: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in pd.read_parquet(latest / "responsibilities.parquet").to_dict("records"):
        parties[row["commitment_id"]][row["role"]].add(row["party"])
    scores: dict[str, Score] = defaultdict(Score)
    for line in truth.read_text("utf-8").splitlines():
        facts = json.loads(line)
        document = documents.loc[facts["path"]]
        for name, want in facts["document"].items():
            scores["documents"].check(f"{facts['path']}: {name}", want, document[name])
        own = {name: by_document[document["document_id"]] for name, by_document in rows.items()}
        for name, one in _facts_of(facts, own, parties).items():
            scores[name] = _sum(scores[name], one, facts["path"])
    return dict(scores)


def _facts_of(facts: dict[str, Any], rows: Rows, parties: dict[str, dict[str, set[str]]]) -> dict[str, Score]:
    observations = score_rows(facts["observations"], rows["observations"], same_number, "raw")[0]
    commitments, pairs = score_rows(
        facts["commitments"], rows["commitments"], same_commitment, "quote", ("quote",)
    )
    deadlines = score_rows(facts["deadlines"], rows["deadlines"], same_deadline, "expression")[0]
    answering = [parties[row["commitment_id"]] for row in rows["commitments"]]
    return {
        "observations": observations,
        "commitments": commitments,
        "deadlines": deadlines,
        "responsibilities": score_responsibilities(facts["commitments"], pairs, answering),
    }


def _by_document(latest: Path, dataset: str) -> Rows:
    rows: Rows = defaultdict(list)
    for row in pd.read_parquet(latest / f"{dataset}.parquet").to_dict("records"):
        rows[row["document_id"]].append(row)
    return rows


def _sum(left: Score, right: Score, path: str) -> Score:
    names = ("wanted", "found", "published", "right", "fields", "fields_right")
    counts = {name: getattr(left, name) + getattr(right, name) for name in names}
    return Score(**counts, faults=[*left.faults, *(f"{path}: {fault}" for fault in right.faults)])
