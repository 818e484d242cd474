"""What the notebooks share: they read `latest` and nothing else, and each chart bears its question."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

HERE = Path.cwd()
FOLDERS = [HERE / "data/processed/latest", HERE.parent / "data/processed/latest"]
"""Where `make run` publishes, from the project's root (a script) or from notebooks/ (Jupyter)."""
LATEST = Path(
    os.environ.get("AFSPRAKEN_LATEST", next((each for each in FOLDERS if each.exists()), FOLDERS[0]))
)
CHARTS = os.environ.get("AFSPRAKEN_CHARTS")
"""A folder to keep the charts in, as `make charts` asks for."""

BLUE, ORANGE, GREEN, RED, GREY = "#33658a", "#f28f3b", "#5b8e7d", "#c8553d", "#9aa5ad"
plt.rcParams.update(
    {
        "figure.dpi": 110,
        "figure.constrained_layout.use": True,
        "font.size": 10,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.grid": True,
        "axes.axisbelow": True,
        "grid.color": "#e6e9ec",
    }
)


def dataset(name: str) -> pd.DataFrame:
    """A dataset or view of `latest`; years that may be missing stay whole numbers."""
    if not LATEST.is_dir():
        raise SystemExit(f"{LATEST} holds no datasets: run `make run` first.")
    frame = pd.read_parquet(LATEST / f"{name}.parquet")
    years = [column for column in frame if str(column).endswith("year")]
    return frame.astype(dict.fromkeys(years, "Int64"))


def chart(question: str, note: str, *, width: float = 9, height: float = 4.5) -> tuple[Figure, Axes]:
    """A figure whose title is its question; the note at its foot says what is counted."""
    figure, axes = plt.subplots(figsize=(width, height))
    entitle(figure, question, note)
    return figure, axes


def entitle(figure: Figure, question: str, note: str) -> None:
    """The question above, the note below."""
    figure.suptitle(question, x=0.01, ha="left", fontsize=14, fontweight="bold")
    figure.supxlabel(note, x=0.01, ha="left", fontsize=8.5, color="#56616a")


def explain(figure: Figure, axes: Axes) -> None:
    """The legend, beside the question."""
    marks, labels = axes.get_legend_handles_labels()
    figure.legend(marks, labels, loc="outside upper right", ncols=4, frameon=False, markerscale=0.8)


def keep(figure: Figure, name: str) -> None:
    """Shows the chart; keeps it as a picture where a folder for charts is named."""
    if CHARTS:
        Path(CHARTS).mkdir(parents=True, exist_ok=True)
        figure.savefig(Path(CHARTS) / f"{name}.png", dpi=130)
        print(Path(CHARTS) / f"{name}.png")
    plt.show()
    plt.close(figure)


def nothing_to_show(axes: Axes, what: str) -> None:
    """Says in the chart that the archive has none of this."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, f"This archive holds no {what}.", ha="center", va="center", transform=axes.transAxes)


def most(names: pd.Series, count: int) -> Sequence[str]:
    """The names with the greatest sums or numbers, at most so many: a chart of 300 lines is none."""
    return list(names.sort_values(ascending=False, kind="stable").head(count).index)
