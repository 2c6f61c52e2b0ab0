# SPDX-License-Identifier: Apache-2.0
"""Rates of 1,000,000 rows in 50,000 groups with limits, proportions, standardised rates and a funnel, beside what a
good user of pandas, SciPy and statsmodels would write. Processor time, best of five: ``python measure_benchmark.py``.
"""

import time
from collections.abc import Callable

import maatstaf as ms
import numpy as np
import pandas as pd
from scipy import stats

ROWS, GROUPS, AREAS = 1_000_000, 50_000, 15_000
rng = np.random.default_rng(1)
people = rng.integers(20, 2000, ROWS)
frame = pd.DataFrame(
    {
        "area": pd.Categorical.from_codes(rng.integers(0, GROUPS, ROWS), [f"BU{i:06d}" for i in range(GROUPS)]),
        "people": people,
        "events": rng.poisson(people * 0.02),
    }
)
standard = np.asarray(ms.measure.standard_population("esp2013")["population"])
strata = pd.DataFrame({"area": np.repeat(np.arange(AREAS), 19), "people": rng.integers(10, 300, AREAS * 19)})
strata["events"] = rng.poisson(strata["people"] * 0.03)
strata["weight"] = np.tile(standard, AREAS)


def byar(count: np.ndarray, z: float) -> tuple[np.ndarray, np.ndarray]:
    more = count + 1
    with np.errstate(all="ignore"):
        low = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
    return low, more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3


def rates_by_hand() -> pd.DataFrame:
    made = frame.groupby("area", observed=True)[["events", "people"]].sum()
    low, high = byar(made["events"].to_numpy(float), 1.959963984540054)
    few = made["events"].to_numpy() < 10
    low[few] = stats.gamma.ppf(0.025, made["events"][few])
    high[few] = stats.gamma.ppf(0.975, made["events"][few] + 1)
    return made.assign(value=1e5 * made["events"] / made["people"], low=low, high=high)


def exact_by_hand() -> tuple[np.ndarray, np.ndarray]:
    made = frame.groupby("area", observed=True)[["events", "people"]].sum()
    x, n = made["events"].to_numpy(), made["people"].to_numpy()
    return stats.beta.ppf(0.025, x, n - x + 1), stats.beta.ppf(0.975, x + 1, n - x)


def standardised_by_hand() -> pd.DataFrame:
    rate = strata["weight"] * strata["events"] / strata["people"] / 1e5
    square = (strata["weight"] / strata["people"] / 1e5) ** 2 * strata["events"]
    made = pd.DataFrame({"area": strata["area"], "rate": rate, "variance": square, "events": strata["events"]})
    made = made.groupby("area").sum()
    low, high = byar(made["events"].to_numpy(float), 1.959963984540054)
    root = np.sqrt(made["variance"] / made["events"])
    return made.assign(
        low=made["rate"] + root * (low - made["events"]), high=made["rate"] + root * (high - made["events"])
    )


def shown(name: str, work: Callable[[], object]) -> None:
    best = np.inf
    for _ in range(5):
        begin = time.process_time()
        work()
        best = min(best, time.process_time() - begin)
    print(f"{name:55s} {1000 * best:9.1f} ms")


def main() -> None:
    """Print a line per task, ours and by hand."""
    shown(
        "rates with Byar limits, by group: maatstaf",
        lambda: ms.measure.rate("events", "people", data=frame, group_by="area"),
    )
    shown("the same: pandas and SciPy", rates_by_hand)
    shown(
        "exact proportions, by group: maatstaf",
        lambda: ms.measure.proportion("events", "people", data=frame, group_by="area", method="exact"),
    )
    shown("the same: pandas and SciPy", exact_by_hand)
    shown(
        "standardised rates of 15,000 areas x 19: maatstaf",
        lambda: ms.measure.directly_standardised_rate(
            "events", "people", data=strata, standard="weight", group_by="area"
        ),
    )
    shown("the same: pandas", standardised_by_hand)
    shown(
        "a funnel of 50,000 areas with REML: maatstaf",
        lambda: ms.measure.funnel("events", "people", data=frame, group_by="area", overdispersion="reml"),
    )


if __name__ == "__main__":
    main()
