# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---

# %% [markdown]
# # How good is the extraction?
# What `latest` itself tells: how sure each row is, whether tables add up, and what could not be read. What
# confidence means was measured on agreements with known facts: `docs/accuracy.md` has the figures. For your
# own archive, judge a sample: `afspraken sample`, then `afspraken evaluate`.

# %%
import pandas as pd
from latest import BLUE, GREEN, GREY, ORANGE, RED, chart, dataset, explain, keep, nothing_to_show

NAMES = ("observations", "deadlines", "commitments", "responsibilities", "tables")
rows = pd.concat({name: dataset(name)[["confidence"]] for name in NAMES}, names=["dataset"])

# %% [markdown]
# ## How many rows can one expect to be right?
# Confidence is a probability: of a hundred rows with 0.9 about ninety are right. Its mean is what to expect.

# %%
expected = rows.groupby("dataset")["confidence"].agg(["mean", "size"]).reindex(NAMES[::-1]).dropna()

figure, axes = chart(
    "How many rows can one expect to be right?",
    "mean confidence of the rows of each dataset",
    height=3.4,
)
axes.barh(expected.index, expected["mean"] * 100, color=BLUE, height=0.6)
for place, (mean, size) in enumerate(expected.itertuples(index=False)):
    axes.annotate(f"{mean:.0%} of {size:.0f}", (mean * 100, place), (-6, 0), textcoords="offset points",
                  ha="right", va="center", color="white")  # fmt: skip
axes.set_xlim(0, 100)
axes.xaxis.set_major_formatter("{x:.0f}%")
axes.grid(axis="y", visible=False)
keep(figure, "expected_accuracy")

# %% [markdown]
# ## Do tables add up as often as their numbers are sure?
# Totals that a document prints are a check from outside: where a table's numbers are right they nearly always
# add up. Each dot is the tables of one band of confidence; on the line, confidence means what it says.

# %%
tables, numbers = dataset("tables"), dataset("observations")
sure = numbers.groupby("table_id")["confidence"].mean().rename("sure")
checked = tables[tables["sums"].isin(["hold", "fail"])].join(sure, on="table_id").dropna(subset="sure")
checked["band"] = pd.cut(checked["sure"], [0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0])
by_band = checked.assign(holds=checked["sums"] == "hold").groupby("band", observed=True)
calibration = by_band.agg(sure=("sure", "mean"), holds=("holds", "mean"), count=("holds", "size"))

figure, axes = chart(
    "Is what is called sure also right?",
    f"{len(checked)} tables with printed totals: how many hold, by the confidence of their numbers",
    width=6.5,
    height=4.8,
)
if calibration.empty:
    nothing_to_show(axes, "tables with totals")
else:
    axes.plot([0, 1], [0, 1], color=GREY, linewidth=1)
    axes.scatter(
        calibration["sure"], calibration["holds"], s=40 + 12 * calibration["count"], color=BLUE, zorder=3
    )
    for row in calibration.itertuples():
        axes.annotate(
            f"{row.count} tables", (row.sure, row.holds), (-10, -4), textcoords="offset points", ha="right"
        )
    axes.set(xlim=(0, 1.05), ylim=(0, 1.05), xlabel="mean confidence", ylabel="share of tables that add up")
keep(figure, "calibration")

# %% [markdown]
# ## What could not be read, or is not trusted?

# %%
issues = dataset("issues")
kinds = issues.groupby(["code", "severity"]).size().unstack(fill_value=0)
kinds = kinds.reindex(columns=["error", "warning", "info"], fill_value=0)
kinds = kinds.loc[kinds.sum(axis=1).sort_values().index].tail(20)

figure, axes = chart(
    "What could not be read, or is not trusted?",
    f"{len(issues)} issues in {issues['document_id'].nunique()} documents, by code",
    height=1.6 + 0.34 * max(2, len(kinds)),
)
if kinds.empty:
    nothing_to_show(axes, "issues")
else:
    kinds.plot.barh(stacked=True, ax=axes, color=[RED, ORANGE, GREEN], width=0.7, legend=False)
    axes.set(ylabel="", xlabel="issues")
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.grid(axis="y", visible=False)
    explain(figure, axes)
keep(figure, "issues")
