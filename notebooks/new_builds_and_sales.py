# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---

# %% [markdown]
# # New builds against sales
# From `views/new_builds` and `views/sales`: additive numbers of the preferred documents, by municipality and
# year. What is planned and what was delivered is never added up: here are plans and targets.

# %%
import matplotlib.pyplot as plt
import pandas as pd
from latest import BLUE, ORANGE, chart, dataset, entitle, explain, keep, most, nothing_to_show

AHEAD = ("planned", "target")
FIRST = {"agreement": 0, "action_programme": 1, "bid": 2}


def years_of(year: int | None, first: int | None, last: int | None) -> list[int]:
    """The years that a number is about; none where the document does not say."""
    if pd.notna(year):
        return [year]
    return list(range(first, last + 1)) if pd.notna(first) and pd.notna(last) else []


def homes(view: str) -> pd.DataFrame:
    """Planned dwellings of one year, or of a few years evenly spread over them."""
    rows = dataset(f"views/{view}")
    rows = rows[rows["basis"].isin(AHEAD) & (rows["unit"] == "dwellings")].copy()
    single = rows["year"].notna()
    spans = zip(rows["year"], rows["period_start_year"], rows["period_end_year"], strict=True)
    rows["years"] = pd.Series([years_of(*span) for span in spans], rows.index, dtype=object)
    # 'Ten minste 120' has no upper bound, 'maximaal 24' no lower one: the bound that is there is shown.
    rows["homes"] = rows["value_min"].fillna(rows["value_max"]) / rows["years"].map(len).clip(lower=1)
    rows["spread"] = ~single
    rows = rows.drop(columns="year").explode("years").rename(columns={"years": "year"}).dropna(subset="year")
    # A bid and the agreement made of it say the same homes: of a municipality and year one kind of document.
    rows["kind"] = rows["document_type"].map(FIRST)
    return rows[rows["kind"] == rows.groupby(["municipality", "year"])["kind"].transform("min")]


built, sold = homes("new_builds"), homes("sales")

# %% [markdown]
# ## How many new homes are planned each year?

# %%
per_year = built.groupby(["year", "spread"])["homes"].sum().unstack(fill_value=0)

figure, axes = chart(
    "How many new homes are planned each year?",
    "planned or targeted dwellings in agreements; light: totals over several years, spread evenly over these",
    height=4,
)
if per_year.empty:
    nothing_to_show(axes, "planned new builds")
else:
    per_year = per_year.reindex(range(per_year.index.min(), per_year.index.max() + 1), fill_value=0.0)
    years = [str(year) for year in per_year.index]
    certain, spread = (per_year.get(kind, pd.Series(0.0, per_year.index)) for kind in (False, True))
    axes.bar(years, certain, color=BLUE, width=0.7)
    axes.bar(years, spread, bottom=certain, color=BLUE, alpha=0.4, width=0.7)
    for place, total in enumerate(certain + spread):
        if total:
            axes.annotate(f"{total:.0f}", (place, total), (0, 3), textcoords="offset points", ha="center")
    axes.set_ylabel("dwellings")
    axes.grid(axis="x", visible=False)
keep(figure, "new_builds_by_year")

# %% [markdown]
# ## Where are more homes built than sold?
# The twelve municipalities with the most homes, each on its own scale of years.

# %%
both = pd.DataFrame(
    {
        name: rows.groupby(["municipality", "year"])["homes"].sum()
        for name, rows in (("built", built), ("sold", sold))
    }
).fillna(0.0)
towns = most(both.sum(axis=1).groupby("municipality").sum(), 12)
columns = min(3, max(1, len(towns)))
lines = max(1, -(-len(towns) // columns))
figure, grid = plt.subplots(
    lines, columns, figsize=(3.2 * columns, 1 + 2.1 * lines), squeeze=False, sharey=True
)
entitle(
    figure,
    "Are more homes built than sold?",
    "planned or targeted dwellings a year; totals over several years are spread evenly over these",
)
for axes, town in zip(grid.flat, towns, strict=False):
    rows = both.loc[town].sort_index()
    places = range(len(rows))
    axes.bar([place - 0.2 for place in places], rows["built"], width=0.38, color=BLUE, label="new builds")
    axes.bar([place + 0.2 for place in places], rows["sold"], width=0.38, color=ORANGE, label="sales")
    axes.set_xlim(-0.6, max(len(rows), 5) - 0.4)
    axes.set_xticks(list(places), [str(year) for year in rows.index], fontsize=8)
    axes.set_title(town, loc="left", fontsize=10)
    axes.grid(axis="x", visible=False)
for axes in grid.flat[len(towns) :]:
    axes.set_axis_off()
for axes in grid[:, 0]:
    axes.set_ylabel("dwellings")
if towns:
    explain(figure, grid[0, 0])
keep(figure, "new_builds_and_sales")

# %% [markdown]
# The same as a table; where one number is for several municipalities together, the row names them all.

# %%
both.round(1)
