# SPDX-License-Identifier: Apache-2.0
"""Rates of 1,000,000 rows in 50,000 groups with limits, proportions, standardised rates, a funnel, times until events,
case mix and expectations, beside what a good user of pandas, polars, SciPy, lifelines and statsmodels would write.
Processor time of one thread, best of five: ``python measure_benchmark.py``. Peers that are not there are left out.
"""

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "POLARS_MAX_THREADS"), "1")

import importlib.util  # noqa: E402
import time  # noqa: E402
import warnings  # noqa: E402
from collections.abc import Callable  # noqa: E402

import maatstaf as ms  # noqa: E402
import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
from scipy import stats  # noqa: E402

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
if importlib.util.find_spec("polars"):
    import polars

    polars_frame = polars.from_pandas(frame)


people_of_40 = {f"x{k}": rng.normal(size=100_000) for k in range(6)}
people_of_40["provider"] = rng.integers(0, 40, 100_000)
people_of_40["events"] = rng.poisson(np.exp(-1 + 0.2 * people_of_40["x0"] - 0.1 * people_of_40["x1"]))
waited = np.round(rng.exponential(40, 200_000), 0) + 1
stopped = rng.integers(0, 3, 200_000)
team = rng.integers(0, 20, 200_000)
past = ms.Panel.from_long(
    pd.DataFrame(
        {
            "unit": np.tile([f"BU{i:05d}" for i in range(2000)], 7),
            "period": np.repeat(np.arange(2015, 2022), 2000),
            "indicator": "lonely",
            "value": 40 + rng.normal(0, 2, 14_000),
        }
    ),
    unit="unit",
    period="period",
    indicator="indicator",
    value="value",
)
counted = ms.Panel.from_long(
    pd.DataFrame(
        {
            "unit": np.tile([f"BU{i:05d}" for i in range(2000)], 7),
            "period": np.repeat(np.arange(2015, 2022), 2000),
            "indicator": "started",
            "value": rng.poisson(rng.gamma(np.tile(rng.gamma(3, 20, 2000), 7))).astype(float),
        }
    ),
    unit="unit",
    period="period",
    indicator="indicator",
    value="value",
    indicators=[{"id": "started", "scale": "count"}],
)
first_judge, second_judge = rng.integers(0, 4, 200_000), rng.integers(0, 4, 200_000)


def there(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


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


def rates_in_polars() -> object:
    import polars as pl

    made = polars_frame.group_by("area").agg(pl.col("events").sum(), pl.col("people").sum())
    events = made["events"].to_numpy()
    low, high = byar(events.astype(float), 1.959963984540054)
    few = events < 10
    low[few] = stats.gamma.ppf(0.025, events[few])
    high[few] = stats.gamma.ppf(0.975, events[few] + 1)
    return made.with_columns(value=1e5 * made["events"] / made["people"], low=pl.Series(low), high=pl.Series(high))


def curves_of_lifelines() -> list[object]:
    from lifelines import KaplanMeierFitter

    fits = []
    for each in range(20):
        mine = team == each
        fit = KaplanMeierFitter().fit(waited[mine], stopped[mine] > 0)
        fits.append((fit.confidence_interval_, fit.median_survival_time_))
    return fits


def incidence_of_lifelines() -> object:
    from lifelines import AalenJohansenFitter

    with warnings.catch_warnings():  # it draws ties apart by chance, and says so
        warnings.simplefilter("ignore")
        return AalenJohansenFitter(seed=0).fit(waited[:2000], stopped[:2000], event_of_interest=1).variance_


def case_mix_of_statsmodels() -> object:
    import statsmodels.api as sm

    x = np.column_stack([np.ones(100_000), *(people_of_40[f"x{k}"] for k in range(6))])
    fit = sm.GLM(people_of_40["events"], x, family=sm.families.Poisson()).fit()
    made = pd.DataFrame({"provider": people_of_40["provider"], "o": people_of_40["events"], "e": fit.fittedvalues})
    made = made.groupby("provider").sum()
    low, high = stats.gamma.ppf(0.025, made["o"]), stats.gamma.ppf(0.975, made["o"] + 1)
    return made.assign(low=low / made["e"], high=high / made["e"])


def trends_of_statsmodels() -> list[object]:
    import statsmodels.api as sm

    table = past.to_table()
    values = np.asarray(table["lonely"] if "lonely" in table else table["value"]).reshape(-1, 7)[:200]
    x = sm.add_constant(np.arange(-6.0, 0.0))
    return [sm.OLS(each[:6], x).fit().get_prediction(np.array([[1.0, 0.0]])).summary_frame() for each in values]


def kappa_of_statsmodels() -> object:
    from statsmodels.stats.inter_rater import cohens_kappa

    return cohens_kappa(pd.crosstab(first_judge, second_judge).to_numpy(), wt="linear")


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
    if there("polars"):
        shown("the same: polars and SciPy", rates_in_polars)
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
    shown(
        "Kaplan-Meier of 200,000 times in 20 teams: maatstaf",
        lambda: ms.measure.survival(waited, stopped > 0, group_by=team),
    )
    if there("lifelines"):
        shown("the same: lifelines", curves_of_lifelines)
    shown(
        "competing causes of 20,000 times, with variance: maatstaf",
        lambda: ms.measure.competing_risks(waited[:20_000], stopped[:20_000]),
    )
    if there("lifelines"):
        shown("one cause of 2,000 times: lifelines", incidence_of_lifelines)
    shown(
        "case mix of 100,000 people, 6 traits, 40 providers: maatstaf",
        lambda: ms.measure.case_mix(
            "events", [f"x{k}" for k in range(6)], data=people_of_40, unit="provider", direction="lower"
        ),
    )
    if there("statsmodels"):
        shown("observed, expected, exact limits alone: statsmodels", case_mix_of_statsmodels)
    shown(
        "trends of 2,000 units with intervals: maatstaf",
        lambda: ms.measure.expected_observed(past, "lonely", by="own_past", direction="lower"),
    )
    if there("statsmodels"):
        shown("the same of 200 units only: statsmodels", trends_of_statsmodels)
    shown(
        "trends of 2,000 over-dispersed counts: maatstaf",
        lambda: ms.measure.expected_observed(counted, "started", by="own_past", direction="lower"),
    )
    shown(
        "weighted kappa of 200,000 pairs: maatstaf",
        lambda: ms.measure.weighted_kappa(first_judge, second_judge, weights="linear"),
    )
    if there("statsmodels"):
        shown("the same: statsmodels and pandas", kappa_of_statsmodels)


if __name__ == "__main__":
    main()
