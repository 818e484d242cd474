# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---

# %% [markdown]
# # Who has to do what, by when?
# From `views/deadlines_by_party`: one row per deadline and party, groups resolved into their members.

# %%
import pandas as pd
from latest import BLUE, ORANGE, chart, dataset, explain, keep, most, nothing_to_show

deadlines = dataset("views/deadlines_by_party")
is_near = deadlines["class"] != "target"  # 'in 2050' is no day in anybody's calendar
due = deadlines[is_near & (deadlines["role"] == "responsible") & deadlines["due_on"].notna()].copy()
due["due_on"] = pd.to_datetime(due["due_on"])

# %% [markdown]
# ## When are the deadlines of each party?
# A dot is one day on which something is due; the more on one day, the larger. Actions with a date of their
# own are told from those that are due some time within the agreement's own period.

# %%
parties = most(due.groupby("party").size(), 20)[::-1]
shown = due[due["party"].isin(parties)].assign(is_period=due["class"] == "period")
days = shown.groupby(["party", "due_on", "is_period"]).size().rename("count").reset_index()

figure, axes = chart(
    "Who has to do what, by when?",
    f"deadlines by responsible party, the {len(parties)} parties with most; long-term targets left out",
    width=10,
    height=1.8 + 0.36 * max(2, len(parties)),
)
if days.empty:
    nothing_to_show(axes, "deadlines with a date and a responsible party")
else:
    lines = {party: place for place, party in enumerate(parties)}
    for is_period, colour, label in (
        (False, BLUE, "action"),
        (True, ORANGE, "within the agreement's period"),
    ):
        some = days[days["is_period"] == is_period]
        axes.scatter(
            some["due_on"],
            some["party"].map(lines),
            s=28 + 22 * (some["count"].clip(upper=10) - 1),
            color=colour,
            alpha=0.65,
            linewidth=0,
            label=label,
        )
    axes.set_yticks(range(len(parties)), parties)
    axes.margins(y=0.03)
    explain(figure, axes)
keep(figure, "deadlines_by_party")

# %% [markdown]
# ## What is due in the last quarter of the archive?

# %%
last = due["due_quarter"].max()
due.loc[due["due_quarter"] == last, ["due_on", "party", "expression", "text"]].sort_values(
    ["due_on", "party"]
)
