"""Leaving out the words: every column is decided on, rows and types stay, and no sentence is left."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import pipeline.reading.workers
from pipeline.datasets.words import WORDS, has_words, without_words
from pipeline.errors import UsageError
from pipeline.publishing.records import Run
from pipeline.run import Wish, run
from pipeline.using.published import load
from pipeline.using.sample import write_sample
from pipeline.views import all_datasets

LABELS = {
    *("title", "raw", "expression", "theme", "heading_path", "project", "group", "rent_band", "reference"),
    *("number", "sums_detail", "corporation", "municipality", "municipalities", "corporations"),
    *("tenant_organisations", "party", "name", "aliases", "area", "path", "other_paths", "failure"),
    *("source_url", "licence"),
}
"""Short words that facts go by; whoever adds a column decides whether it is one of these or of WORDS."""
CODED = {
    *("sha256", "media_type", "agreement_key", "municipality_codes", "rule", "corrected", "register_code"),
    *(
        "quarter",
        "due_quarter",
        "recurrence_period",
        "timex3",
        "edtf",
        "part_of",
        "repeats",
        "observation_ids",
    ),
    *("rate", "basis", "unit", "segment", "document_type", "role"),
}


def is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or (pa.types.is_list(kind) and not pa.types.is_floating(kind.value_type))


@pytest.mark.parametrize(
    ("dataset", "column"),
    [
        (each.name, column.name)
        for each in all_datasets().values()
        for column in each.columns
        if is_text(column.type) and not column.vocabulary and not column.name.endswith("_id")
    ],
)
def test_every_column_of_words_is_decided_on(dataset: str, column: str) -> None:
    decided = (column in WORDS.get(dataset, ()), column in LABELS, column in CODED, column == "boxes")
    assert sum(decided) == 1, "does it hold running words of a document?"


@pytest.fixture(scope="module")
def bare(samples: Path) -> dict[str, pa.Table]:
    return without_words(load(samples.parent).tables)


def test_rows_columns_types_and_ids_stay(samples: Path, bare: dict[str, pa.Table]) -> None:
    for name, table in load(samples.parent).tables.items():
        assert bare[name].schema.equals(table.schema)
        assert len(bare[name]) == len(table)
        assert bare[name].column(0).equals(table.column(0))


def test_no_sentence_of_a_document_is_left(samples: Path, bare: dict[str, pa.Table]) -> None:
    left = str({name: table.to_pylist() for name, table in bare.items()})
    sentences = pq.read_table(samples / "commitments.parquet")["quote"].to_pylist()
    long = [sentence for sentence in sentences if len(sentence) > 60]
    assert len(long) > 50
    assert [sentence for sentence in long if sentence in left] == []


def test_an_issue_says_what_its_code_says(bare: dict[str, pa.Table]) -> None:
    said = {(issue["code"], issue["message"]) for issue in bare["issues"].to_pylist()}
    assert len(said) == len({code for code, _ in said}) > 3
    assert all(message[0].isupper() and message.endswith(".") for _, message in said)


def test_a_table_says_that_its_words_were_left_out(samples: Path, bare: dict[str, pa.Table]) -> None:
    assert has_words(load(samples.parent).tables["texts"])
    assert not has_words(bare["texts"])


AGREEMENT = """Prestatieafspraken 2024 gemeente Waterdam

1. Bouwen

- De gemeente Waterdam levert voor 1 juli 2024 een plan op dat mevrouw De Boer heeft geschreven.
"""


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Run]]:
    """One with the words, then two without them, in one folder."""
    raw, out = tmp_path_factory.mktemp("raw"), tmp_path_factory.mktemp("out")
    (raw / "a.txt").write_text(AGREEMENT)
    # In this process: what is at stake is what is published, not how it is read.
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setattr(pipeline.reading.workers, "call", lambda limits, function, *given: function(*given))
    wishes = (Wish(workers=1), Wish(workers=1, no_texts=True), Wish(workers=1, no_texts=True))
    done = [run(raw, out, wish, lambda total: lambda one: None) for wish in wishes]
    monkeypatch.undo()
    return out, done


def test_a_run_without_texts_publishes_anew_and_reads_nothing_anew(nights: tuple[Path, list[Run]]) -> None:
    _, done = nights
    assert [each.outcome for each in done] == ["published", "published", "unchanged"]
    assert done[1].documents_read_anew == 0
    assert done[0].snapshot != done[1].snapshot


def test_neither_snapshot_nor_diff_of_it_holds_a_sentence(nights: tuple[Path, list[Run]]) -> None:
    out, done = nights
    with_words = out / "snapshots" / str(done[0].snapshot)
    others = [out / "snapshots" / str(done[1].snapshot), out / "diffs"]
    assert "mevrouw De Boer" in _all_of(with_words)
    assert not [folder for folder in others if "De Boer" in _all_of(folder)]


def _all_of(folder: Path) -> str:
    parquet = [str(pq.read_table(file).to_pylist()) for file in folder.rglob("*.parquet")]
    return "\n".join(parquet + [file.read_text() for file in folder.rglob("*.[mj]*") if file.is_file()])


def test_a_sample_needs_words(nights: tuple[Path, list[Run]], tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--no-texts"):
        write_sample(nights[0], tmp_path / "a.xlsx", rows=1, passages=1, seed=1)
