"""DICTIONARY.md and datapackage.json say what the schemas say."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from made_up_rows import tables, whole

from pipeline.datasets.dictionary import dictionary, schema_json
from pipeline.publishing.publish import files_of
from pipeline.views import all_datasets

FILES = files_of([tables(whole())], all_datasets())
PACKAGE = json.loads(FILES["datapackage.json"])
RESOURCES = {resource["path"]: resource for resource in PACKAGE["resources"]}


def test_the_package_lists_every_other_file_with_bytes_and_hash() -> None:
    assert set(RESOURCES) == set(FILES) - {"datapackage.json"}
    for path, resource in RESOURCES.items():
        assert resource["bytes"] == len(FILES[path])
        assert resource["hash"] == f"sha256:{hashlib.sha256(FILES[path]).hexdigest()}"


def test_the_package_names_licence_and_sources() -> None:
    assert PACKAGE["licenses"][0]["name"] == "MIT"
    assert PACKAGE["sources"] == [{"title": "Prestatieafspraken", "path": "a.txt"}]


def test_names_in_the_package_are_as_the_standard_wants_them() -> None:
    for resource in PACKAGE["resources"]:
        assert resource["name"] == resource["name"].lower()
        assert not set(resource["name"]) & set(" _/")


def test_schemas_carry_types_rules_and_keys() -> None:
    schema = RESOURCES["deadlines.parquet"]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["class"]["constraints"] == {
        "required": True,
        "enum": ["action", "target", "process", "cycle", "period"],
    }
    assert fields["ends_on"]["type"] == "date"
    assert "constraints" not in fields["ends_on"]
    assert schema["primaryKey"] == ["deadline_id"]
    assert {
        "fields": ["commitment_id"],
        "reference": {"resource": "commitments", "fields": ["commitment_id"]},
    } in schema["foreignKeys"]


def test_a_key_that_may_be_null_is_no_primary_key() -> None:
    assert "primaryKey" not in RESOURCES["views/new_builds.parquet"]["schema"]


def test_a_dataset_that_refers_to_itself() -> None:
    keys = RESOURCES["observations.parquet"]["schema"]["foreignKeys"]
    assert {"fields": ["part_of"], "reference": {"resource": "", "fields": ["observation_id"]}} in keys


def test_the_dictionary_has_every_column_of_every_dataset() -> None:
    text = dictionary(all_datasets().values())
    assert FILES["DICTIONARY.md"].decode() == text
    for each in all_datasets().values():
        chapter = text.partition(f"\n## {each.name}\n")[2].partition("\n## ")[0]
        for column in each.columns:
            assert f"| `{column.name}` |" in chapter


def test_nothing_published_tells_when_or_where_it_was_made() -> None:
    words = b"".join(FILES.values())
    assert str(Path(__file__).parent.parent).encode() not in words
    assert b"/nowhere" not in words


def test_schema_as_json() -> None:
    schemas = json.loads(schema_json(all_datasets().values()))
    assert list(schemas) == list(all_datasets())
