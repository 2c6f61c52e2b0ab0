# SPDX-License-Identifier: Apache-2.0
"""Makes absorb.json: made-up rows and what pyfixest says of them, for tests/cpp/regress/absorb_test.cpp.

Run with pyfixest and pandas installed (their versions are written along): python make_absorb.py > absorb.json
"""

import json
import warnings
from importlib.metadata import version

import numpy as np
import pandas as pd
import pyfixest as pf

warnings.filterwarnings("ignore")
rng = np.random.default_rng(11)
n = 400
data = pd.DataFrame({
    "id": rng.integers(0, 45, n), "firm": rng.integers(0, 12, n), "period": rng.integers(0, 7, n),
    "x1": rng.normal(size=n).round(3), "x2": rng.uniform(2015, 2024, n).round(1),
    "w": rng.uniform(0.5, 2, n).round(2), "o": rng.normal(0, 0.3, n).round(2),
})
data["region"] = data["id"] // 5  # the ids are nested in it
by_id, by_firm = rng.normal(0, 0.5, 45), rng.normal(0, 0.4, 12)
eta = 0.4 * data.x1 + 0.05 * (data.x2 - 2020) + by_id[data.id] + by_firm[data.firm] + 0.05 * data.period
data["y"] = (eta + rng.normal(size=n)).round(4)
data["count"] = rng.poisson(np.exp(eta + data.o + 0.5))
# Rows that are alone in a level, one of them only once the other is gone; and a level without a positive count.
more = data.iloc[:14].copy()
more["id"] = [100, 101, 101, *[102] * 11]
more["firm"] = [3, 50, 4, *range(11)]
more["region"] = more["id"] // 5
more.loc[more.id == 102, "count"] = 0
longer = pd.concat([data, more], ignore_index=True)

tight = pf.MapDemeaner(fixef_tol=1e-13, fixef_maxiter=100_000)
vcovs = {"iid": "iid", "hc1": "hetero", "cluster": {"CRV1": "id"}, "region": {"CRV1": "region"},
         "two_way": {"CRV1": "id+firm"}}


def numbers(fit):
    out = {"coefficients": fit.coef().tolist(), "observations": int(fit._N)}
    for name, vcov in vcovs.items():
        fit.vcov(vcov)
        out[name] = fit._vcov.flatten().tolist()
        out[name + "_df"] = float(np.min(fit._df_t))
    return out


def linear(effects, rows, **more):
    return numbers(pf.feols(f"y ~ x1 + x2 | {effects}", rows, demeaner=tight, **more))


def poisson(effects, rows, **more):
    fit = pf.fepois(f"count ~ x1 + x2 | {effects}", rows, demeaner=tight, iwls_tol=1e-14, iwls_maxiter=200, **more)
    return numbers(fit) | {"deviance": float(fit.deviance), "log_likelihood": float(fit._loglik)}


fits = {
    "linear_one": linear("id", data), "linear_two": linear("id + firm", data),
    "linear_three": linear("id + firm + period", data), "linear_weighted": linear("id + firm", data, weights="w"),
    "linear_singletons": linear("id + firm", longer), "linear_kept": linear("id + firm", longer, fixef_rm="none"),
    "poisson_one": poisson("id", data), "poisson_two": poisson("id + firm", data),
    "poisson_three": poisson("id + firm + period", data), "poisson_offset": poisson("id + firm", data, offset="o"),
    "poisson_dropped": poisson("id + firm", longer, separation_check=["fe"]),
}
print(json.dumps({
    "made_with": {each: version(each) for each in ("pyfixest", "numpy", "pandas")},
    "rows": n, "columns": {each: longer[each].tolist() for each in longer.columns}, "fits": fits}))
