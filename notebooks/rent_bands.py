# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---

# %% [markdown]
# # The stock by rent band against its target
# From `views/rent_bands`: a row per document, area and rent band, with stock, forecast and target.

# %%
from latest import BLUE, GREEN, GREY, ORANGE, chart, dataset, keep, nothing_to_show
from matplotlib.lines import Line2D

bands = dataset("views/rent_bands")
bands = bands[bands["unit"] == "dwellings"]
compared = bands.dropna(subset=["target_min", "target_max"], how="all").copy()
compared = compared[compared[["actual", "forecast"]].notna().any(axis=1)]

# %% [markdown]
# ## Does the stock keep to its target?
# Everything is shown as a share of the target, so that small and large municipalities stand in one chart. A
# target with a lower bound alone goes on to the right, one with an upper bound alone to the left.

# %%
MOST_LINES = 25
nearest = compared["target_min"].fillna(compared["target_max"])
shown = compared.assign(base=nearest)[nearest > 0].head(MOST_LINES).iloc[::-1].reset_index(drop=True)
labels = [f"{row.area}: {row.rent_band}" for row in shown.itertuples()]

figure, axes = chart(
    "Does the stock by rent band keep to its target?",
    "each as a share of the bound of the target, the lower one where there are two",
    height=1.8 + 0.42 * max(2, len(shown)),
)
if shown.empty:
    nothing_to_show(axes, "stock by rent band with a target")
else:
    percents = shown[["actual", "forecast", "target_min", "target_max"]].div(shown["base"], axis=0) * 100
    right = max(120.0, percents.max().max() * 1.08)
    low, high = percents["target_min"].fillna(0.0), percents["target_max"].fillna(right)
    axes.barh(range(len(shown)), high - low, left=low, color=GREEN, alpha=0.25, height=0.55)
    axes.scatter(percents["actual"], range(len(shown)), color=BLUE, s=55, zorder=3)
    axes.scatter(
        percents["forecast"],
        range(len(shown)),
        facecolor="white",
        edgecolor=ORANGE,
        linewidth=2,
        s=55,
        zorder=4,
    )
    for place, row in enumerate(percents.itertuples()):
        axes.plot([row.actual, row.forecast], [place, place], color=GREY, linewidth=1, zorder=2)
    axes.axvline(100, color=GREEN, linewidth=1)
    axes.set_yticks(range(len(shown)), labels)
    axes.set_xlim(min(60.0, percents.min().min() * 0.95), right)
    axes.xaxis.set_major_formatter("{x:.0f}%")
    axes.grid(axis="y", visible=False)
    marks = [
        Line2D([], [], marker="o", linestyle="", color=BLUE, label="stock"),
        Line2D([], [], marker="o", linestyle="", markerfacecolor="white", color=ORANGE, label="forecast"),
        Line2D([], [], color=GREEN, alpha=0.4, linewidth=8, label="target"),
    ]
    figure.legend(handles=marks, loc="outside upper right", ncols=3, frameon=False)
keep(figure, "rent_bands_against_target")

# %% [markdown]
# The numbers themselves, with those bands that have no target.

# %%
bands[
    ["area", "corporation", "rent_band", "rent_band_code", "actual", "forecast", "target_min", "target_max"]
]
