# %% [markdown]
# # Three questions
# Reads `latest` and nothing else: run `make run` first.

# %%
from latest import dataset

# %% [markdown]
# ## How many new social homes does each municipality plan per year?
# Where an agreement gives a number for several municipalities together and nothing finer, the row names them
# all. Numbers over several years have no single year and are shown apart.

# %%
homes = dataset("views/new_builds")
planned = homes[
    (homes["basis"] == "planned")
    & (homes["unit"] == "dwellings")
    & ~homes["segment"].isin(["mid_rent", "market_rent", "owner_occupied"])
]
homes_per_year = planned.groupby(["municipality", "year"])[["value_min", "value_max"]].sum(min_count=1)
homes_per_year

# %%
planned.loc[
    planned["year"].isna(), ["municipality", "period_start_year", "period_end_year", "value_min", "value_max"]
]

# %% [markdown]
# ## Which deadlines of Habilo fall in the third quarter of 2024?

# %%
deadlines = dataset("views/deadlines_by_party")
due = deadlines[(deadlines["party"] == "Habilo") & (deadlines["due_quarter"] == "2024-Q3")]
due[["due_on", "role", "expression", "text"]]

# %% [markdown]
# ## How does the cheap stock compare with its target?
# `forecast_gap` is how far the forecast lies outside the target: 0 within it, negative below, positive above.

# %%
bands = dataset("views/rent_bands")
cheap = bands[(bands["rent_band_code"] == "GOE") & (bands["unit"] == "dwellings")].copy()
nearest = cheap["forecast"].clip(lower=cheap["target_min"], upper=cheap["target_max"])
cheap["forecast_gap"] = cheap["forecast"] - nearest
cheap[["area", "actual", "forecast", "target_min", "target_max", "forecast_gap"]]
