"""Data packages hold against the standard's own tool: a snapshot's, and every row of an export as CSV."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from frictionless import Package, validate

from pipeline.using.export import export

Faults = list[list[object]]


def faults(package: Path) -> Faults:
    found: Faults = validate(str(package)).flatten(["type", "message"])
    return found


def test_a_snapshot_is_a_valid_package_of_files_with_these_bytes(samples: Path) -> None:
    package = samples / "datapackage.json"
    assert faults(package) == []
    assert not list(Package.metadata_validate(json.loads(package.read_text(encoding="utf-8"))))


def test_a_changed_file_is_no_longer_what_the_package_says(samples: Path, tmp_path: Path) -> None:
    package = json.loads((samples / "datapackage.json").read_text(encoding="utf-8"))
    only = [each for each in package["resources"] if each["name"] == "issues"]
    only[0]["schema"].pop("foreignKeys")  # of resources that are left out here
    (tmp_path / "datapackage.json").write_text(json.dumps({**package, "resources": only}), encoding="utf-8")
    (tmp_path / "issues.parquet").write_bytes((samples / "issues.parquet").read_bytes() + b" ")
    assert {kind for kind, _ in faults(tmp_path / "datapackage.json")} == {"hash-count", "byte-count"}


@pytest.mark.parametrize("no_texts", [False, True])
def test_every_row_as_csv_has_its_types_keys_and_references(
    samples: Path, tmp_path: Path, no_texts: bool
) -> None:
    folder, _ = export(samples.parent, "csv", tmp_path / "csv", no_texts=no_texts)
    assert faults(folder / "datapackage.json") == []


def test_a_reference_to_nothing_is_found(samples: Path, tmp_path: Path) -> None:
    folder, _ = export(samples.parent, "csv", tmp_path / "csv")
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    package["resources"] = [
        each for each in package["resources"] if each["name"] in ("documents", "parties", "party-members")
    ]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    members = folder / "party_members.csv"
    members.write_bytes(members.read_bytes() + b"0123456789abcdef,nobody,nobody\r\n")
    assert "foreign-key" in {kind for kind, _ in faults(folder / "datapackage.json")}


def test_the_package_names_sources_and_licences(samples: Path) -> None:
    package = json.loads((samples / "datapackage.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in package["licenses"]] == ["MIT"]
    sources = {each["path"]: each.get("licence") for each in package["sources"]}
    assert sources["https://www.example.org/kolkwijk-2024-2025.txt"] == "CC0-1.0"
    assert len(sources) == 8
