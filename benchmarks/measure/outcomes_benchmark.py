# SPDX-License-Identifier: Apache-2.0
"""Drop-out, repeat use and going on without help per area and year from 500,000 spells of help, beside what a good user
of pandas would write for the counts alone, without intervals. Processor time, best of five:
``python outcomes_benchmark.py``.
"""

import time
import warnings
from collections.abc import Callable

import maatstaf as ms
import numpy as np
import pandas as pd

SPELLS, PERSONS, AREAS = 500_000, 300_000, 400
LAST = pd.Timestamp("2024-12-31")
rng = np.random.default_rng(1)
person = rng.integers(0, PERSONS, SPELLS)
start = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.integers(0, 1700, SPELLS), "D")
stop = (start + pd.to_timedelta(rng.integers(10, 400, SPELLS), "D")).to_series(index=range(SPELLS))
stop[stop > LAST] = pd.NaT
reasons = np.array(["31", "32", "33", "34", "35", "37"])
spells = pd.DataFrame(
    {
        "person": person,
        "area": pd.Categorical.from_codes(person % AREAS, [f"N{i:03d}" for i in range(AREAS)]),
        "start": start,
        "stop": stop,
        "reason": np.where(stop.isna(), "", rng.choice(reasons, SPELLS)),
    }
)


def with_pandas() -> pd.DataFrame:
    ended = spells[spells["stop"].notna() & ~spells["reason"].isin(["02", "20", "36", "37"])].copy()
    ended["row"] = ended.index
    ended["year"] = ended["stop"].dt.year
    ended["dropped"] = ended["reason"].isin(["32", "33", "35"])
    pairs = ended[["row", "person", "stop"]].merge(
        spells[["person", "start", "stop"]], on="person", suffixes=("", "_other")
    )
    pairs = pairs[pairs["stop_other"].isna() | (pairs["stop_other"] > pairs["stop"])]
    gap = (pairs["start"] - pairs["stop"]).dt.days
    ended["goes_on"] = ended["row"].isin(pairs.loc[gap <= 30, "row"])
    ended["next"] = ended["row"].map(gap[gap > 30].groupby(pairs["row"]).min())
    followed = (LAST - ended["stop"]).dt.days >= 365
    ended["followed"] = (ended["reason"] == "31") & ~ended["goes_on"] & followed
    ended["again"] = ended["followed"] & (ended["next"] <= 365)
    columns = ["dropped", "goes_on", "followed", "again"]
    return ended.groupby(["area", "year"], observed=True)[columns].agg(["sum", "size"])


def with_maatstaf() -> ms.measure.YouthOutcomes:
    return ms.measure.youth_outcomes(spells, as_of="2024-12-31", by=["area"])


def best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(5):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    rows = with_maatstaf().to_frame("pandas").set_index(["area", "period", "measure"])
    by_hand = with_pandas()
    one = by_hand.loc[("N007", 2022)]
    assert rows.loc[("N007", "2022", "drop_out"), "count"] == one["dropped", "sum"]
    assert rows.loc[("N007", "2022", "repeat_use_complete"), "n"] == one["followed", "sum"]
    assert rows.loc[("N007", "2022", "repeat_use_complete"), "count"] == one["again", "sum"]
    print(f"{SPELLS:,} spells: maatstaf {best(with_maatstaf):.2f} s, pandas {best(with_pandas):.2f} s")
