"""Every promise of the datasets, broken once: the checks must see it and say where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from made_up_rows import extracted, source, tables, whole

from extractors._document import Page, Span
from pipeline.assembling.checks import SETTLED, Across, of_documents
from pipeline.datasets.schema import Column
from pipeline.reading.promises import broken_columns, doubtful
from pipeline.views import all_datasets

DATASETS = all_datasets()
TABLES = tables(whole())


def faults(tables: dict[str, pa.Table], paths: tuple[str, ...] = ("a.txt",)) -> list[str]:
    return [str(fault) for fault in (*of_documents(tables), *across(tables, paths=paths))]


def across(*documents: dict[str, pa.Table], paths: tuple[str, ...] = ("a.txt",)) -> list[str]:
    """What is found where the documents of the first go by, and those of the others after them."""
    look = Across(paths)
    look.look({name: table for name, table in documents[0].items() if name in SETTLED})
    for each in documents:
        look.look({name: table for name, table in each.items() if name not in SETTLED})
    return [str(fault) for fault in look.violations()]


def changed(name: str, change: Callable[[dict[str, Any]], object]) -> dict[str, pa.Table]:
    """The right tables with one change to the first row of one of them."""
    rows = TABLES[name].to_pylist()
    change(rows[0])
    return TABLES | {name: pa.Table.from_pylist(rows, schema=TABLES[name].schema)}


def test_what_is_right_passes() -> None:
    assert faults(TABLES) == []


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("deadlines", {"class": "soon"}, "class 'soon' is none of action, target"),
        ("parties", {"type": "club"}, "type 'club' is none of"),
        ("deadlines", {"commitment_id": "gone"}, "commitment_id gone is not in commitments"),
        ("responsibilities", {"party_id": "gone"}, "party_id gone is not in parties"),
        ("observations", {"table_id": "gone"}, "table_id gone is not in tables"),
        ("observations", {"part_of": "gone"}, "part_of gone is not in observations"),
        ("party_members", {"document_id": "gone"}, "document_id gone is not in documents"),
        (
            "commitments",
            {"quote": "Alle partijen overlegden"},
            "the quote does not stand at 48 to 90 of the text",
        ),
        ("deadlines", {"char_start": 0}, "the quote does not stand at 0 to"),
        ("deadlines", {"char_end": 9999}, "of the text"),
        ("deadlines", {"ends_on": date(2204, 6, 30)}, "ends_on 2204-06-30 does not lie in 1990 to 2100"),
        ("deadlines", {"starts_on": date(2024, 7, 1)}, "starts_on 2024-07-01 lies after ends_on 2024-06-30"),
        ("observations", {"year": 202}, "year 202 does not lie in"),
        ("observations", {"value_min": 30.0}, "value_min 30.0 lies after value_max 25.0"),
        ("observations", {"value_min": float("nan")}, "value_min is not a number"),
        ("observations", {"confidence": 1.5}, "confidence 1.5 does not lie in 0 to 1"),
        ("observations", {"page": 3}, "the quote does not stand on page 3"),
        ("commitments", {"text": None}, "text is null"),
        ("texts", {"char_start": 1}, "the part does not follow the one before"),
        ("texts", {"text": "x"}, "the part does not follow the one before"),
        ("documents", {"path": "b.txt"}, "a.txt is in no row"),
        ("documents", {"other_paths": ["a.txt"]}, "a.txt is in 2 rows"),
        ("documents", {"other_paths": ["b.txt"]}, "b.txt is in 1 rows and was not read so often"),
        ("views/new_builds", {"document_id": "gone"}, "document_id gone is not in documents"),
    ],
)
def test_a_broken_promise_is_seen(name: str, change: dict[str, Any], says: str) -> None:
    found = faults(changed(name, lambda row: row.update(change)))
    assert any(says in fault and fault.startswith(name) for fault in found), found


def test_two_rows_with_one_key() -> None:
    doubled = TABLES | {"parties": pa.concat_tables([TABLES["parties"]] * 2)}
    assert "parties woonkring: 2 rows have this key" in faults(doubled)


def test_rows_out_of_order() -> None:
    table = TABLES["parties"]
    turned = table.take(list(reversed(range(table.num_rows))))
    assert faults(TABLES | {"parties": turned}) == ["parties: rows are not sorted by party_id"]


def test_a_column_without_its_description() -> None:
    bare = TABLES["parties"].cast(pa.schema([field.remove_metadata() for field in TABLES["parties"].schema]))
    (fault,) = faults(TABLES | {"parties": bare})
    assert fault == "parties: columns, types or descriptions are not as declared"


def test_a_dataset_that_is_missing() -> None:
    assert across({name: table for name, table in TABLES.items() if name != "texts"}) == [
        "texts: the dataset is missing"
    ]


def test_documents_that_go_by_twice() -> None:
    found = across(TABLES, TABLES)
    assert "texts: documents are not in order" in found
    assert "deadlines: documents are not in order" in found


def test_bundles_that_are_opened_in_another_order() -> None:
    both = tables(whole("a.txt"), whole("b.txt"))
    assert "texts: documents are not in order" in across(both | {"texts": both["texts"].take([1, 0])})
    assert not [fault for fault in across(both) if "not in order" in fault]


def test_an_id_that_stands_in_two_documents() -> None:
    other = tables(whole("b.txt"))
    of_it = [tables(whole()), other]
    first, last = sorted(of_it, key=lambda each: each["documents"]["document_id"][0].as_py())
    (taken,) = first["deadlines"]["deadline_id"].to_pylist()
    rows = [row | {"deadline_id": taken} for row in last["deadlines"].to_pylist()]
    twice = last | {"deadlines": pa.Table.from_pylist(rows, schema=last["deadlines"].schema)}
    assert f"deadlines {taken}: 2 documents have this key" in across(first, twice)
    assert not [fault for fault in across(first, last) if "documents have this key" in fault]


def test_text_that_is_not_composed() -> None:
    text = "Zue\u0301"
    read = replace(extracted(text=text), pages=(Page(None, Span(0, len(text))),))
    assert faults(tables(read))[0].endswith("the text is not NFC")


def test_a_file_that_was_lost() -> None:
    assert faults(TABLES, ("a.txt", "b.txt")) == ["documents: b.txt is in no row"]


def test_pages_that_follow_each_other_pass() -> None:
    read = extracted(text="een\ntwee\n")
    paged = replace(read, pages=(Page(1, Span(0, 4)), Page(2, Span(4, 9))))
    gap = replace(read, pages=(Page(1, Span(0, 4)), Page(2, Span(5, 9))))
    assert faults(tables(paged)) == []
    assert "the part does not follow" in faults(tables(gap))[0]


def test_nothing_at_all_passes() -> None:
    """A folder whose every file failed is a set of empty tables."""
    from pipeline.reading.extract import ended

    assert faults(tables(ended(source(), "it hangs"))) == []


def _strange(column: Column) -> list[Any]:
    """Values that a column's type holds and its promise may not."""
    if pa.types.is_list(column.type):
        return [["strange"]] if pa.types.is_string(column.type.value_type) else []
    if pa.types.is_date(column.type):
        return [date(1066, 10, 14), date(2204, 1, 1), None]
    if pa.types.is_floating(column.type):
        return [float("nan"), -1.0, 1e9, None]
    return [-5, 202, 30000, None] if pa.types.is_integer(column.type) else ["strange", None]


def test_a_look_at_whole_columns_misses_no_row_that_a_look_at_each_row_finds() -> None:
    """Each value of each dataset in turn is made strange: what `broken_columns` names, `doubtful` doubts."""
    asked = 0
    for name, table in TABLES.items():
        for column in DATASETS[name].columns if table.num_rows else ():
            for value in _strange(column):
                rows = table.to_pylist()
                rows[-1][column.name] = value
                schema = pa.schema([field.with_nullable(True) for field in table.schema])
                try:
                    wrong = pa.Table.from_pylist(rows, schema=schema)
                except (pa.ArrowException, OverflowError):
                    continue  # what no such column can hold
                broken = [
                    i for i, row in enumerate(wrong.to_pylist()) if any(broken_columns(row, DATASETS[name]))
                ]
                assert set(broken) <= set(doubtful(wrong, DATASETS[name])), (name, column.name, value)
                asked += len(broken)
    assert asked > 100
