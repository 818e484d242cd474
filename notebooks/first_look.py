# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---

# %% [markdown]
# # A first look at an archive
# What is in `latest`: which documents, for which years, what was read from them, and what to look at first.

# %%
import pandas as pd
from latest import BLUE, GREEN, GREY, ORANGE, RED, chart, dataset, explain, keep, most, nothing_to_show

documents = dataset("documents")
documents[
    ["path", "document_type", "status", "municipalities", "period_start_year", "period_end_year", "outcome"]
]

# %% [markdown]
# ## Which years are there agreements for?
# A document counts in every year that it makes agreements for. Versions of one agreement count once.

# %%
used = documents[documents["is_preferred"] & documents["period_start_year"].notna()].copy()
used["year"] = [
    list(range(first, last + 1))
    for first, last in zip(used["period_start_year"], used["period_end_year"], strict=True)
]
per_year = used.explode("year").groupby(["year", "document_type"]).size().unstack(fill_value=0)
if len(per_year):
    per_year = per_year.reindex(range(per_year.index.min(), per_year.index.max() + 1), fill_value=0)
    per_year = per_year[most(per_year.sum(), 5)].rename(columns=lambda name: name.replace("_", " "))

figure, axes = chart(
    "For which years are there agreements?",
    f"{len(used)} documents, each counted in every year it makes agreements for",
    height=3.8,
)
if per_year.empty:
    nothing_to_show(axes, "agreements with known years")
else:
    per_year.plot.bar(stacked=True, ax=axes, color=[BLUE, ORANGE, GREY, RED, GREEN], width=0.7, legend=False)
    axes.set(xlabel="", ylabel="documents")
    axes.yaxis.get_major_locator().set_params(integer=True)
    axes.tick_params(axis="x", rotation=0)
    axes.grid(axis="x", visible=False)
    explain(figure, axes)
keep(figure, "years")

# %% [markdown]
# ## What was read from each document?

# %%
NAMES = ("observations", "commitments", "deadlines")
counts = pd.DataFrame({name: dataset(name).groupby("document_id").size() for name in NAMES})
counts = documents.set_index("document_id")[["path"]].join(counts).fillna(0).set_index("path")
shown = counts.loc[most(counts.sum(axis=1), 25)].iloc[::-1]

figure, axes = chart(
    "What was read from each document?",
    f"rows by dataset, the {len(shown)} documents with most of {len(counts)}",
    height=1.4 + 0.32 * len(shown),
)
left = pd.Series(0.0, index=shown.index)
for name, colour in zip(NAMES, (BLUE, ORANGE, GREY), strict=True):
    axes.barh(shown.index, shown[name], left=left, color=colour, label=name, height=0.7)
    left += shown[name]
axes.set_xlabel("rows")
axes.grid(axis="y", visible=False)
explain(figure, axes)
keep(figure, "rows_by_document")

# %% [markdown]
# ## Which documents need a look first?
# Documents that could not be read, or only in part, then those with the most issues that are more than worth
# knowing.

# %%
issues = dataset("issues")
serious = issues[issues["severity"].isin(["error", "warning"])].groupby("document_id").size()
to_check = documents.assign(issues=documents["document_id"].map(serious).fillna(0).astype(int))
to_check = to_check[(to_check["outcome"] != "ok") | (to_check["issues"] > 0)]
to_check.sort_values(["outcome", "issues"], ascending=[True, False])[["path", "outcome", "failure", "issues"]]
