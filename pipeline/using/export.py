"""`afspraken export`: the datasets as a workbook, a DuckDB database or CSV, each with its dictionary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, get_args

from pipeline.datasets.schema import Dataset
from pipeline.datasets.words import without_words
from pipeline.errors import OutputUnusableError
from pipeline.storage.places import Place
from pipeline.using import export_csv, export_duckdb, export_xlsx
from pipeline.using.published import Published, load
from pipeline.views import all_datasets

Form = Literal["xlsx", "duckdb", "csv"]
FORMS: tuple[Form, ...] = get_args(Form)

_WRITERS: dict[Form, Callable[[Published, Sequence[Dataset], Path], list[str]]] = {
    "xlsx": export_xlsx.write,
    "duckdb": export_duckdb.write,
    "csv": export_csv.write,
}
_TARGETS: dict[Form, str] = {"xlsx": "afspraken.xlsx", "duckdb": "afspraken.duckdb", "csv": "afspraken-csv"}


def export(
    out: Place, form: Form, target: Path | None = None, *, no_texts: bool = False
) -> tuple[Path, list[str]]:
    """Writes all that is published in OUT to the file or folder; gives it, and what is to be known of it.

    What an earlier export left there is replaced. Raises a StopError where that cannot be done.
    """
    target = target or Path(_TARGETS[form])
    published = load(out)
    if no_texts:
        published = replace(published, tables=without_words(published.tables))
    datasets = list(all_datasets().values())
    _ensure_same_columns(published, datasets, out)
    try:
        return target, _WRITERS[form](published, datasets, target)
    except OSError as fault:
        raise OutputUnusableError(f"{target} cannot be written ({fault.strerror or fault}).") from fault


def _ensure_same_columns(published: Published, datasets: Sequence[Dataset], out: Place) -> None:
    for dataset in datasets:
        table = published.tables.get(dataset.name)
        if table is None or table.column_names != [column.name for column in dataset.columns]:
            raise OutputUnusableError(
                f"{out} was published by another version of afspraken, with another `{dataset.name}`; "
                "publish it again with `afspraken run`."
            )
