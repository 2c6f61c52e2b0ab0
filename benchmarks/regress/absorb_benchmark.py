# SPDX-License-Identifier: Apache-2.0
"""Absorbed effects against pyfixest, in one run on the same rows: seconds, and how far the coefficients are apart.

Run where maatstaf and pyfixest are both installed: python absorb_benchmark.py [rows]. Each program has its fastest way
of demeaning tried, once to warm up and then timed; both may use all processors.
"""

from __future__ import annotations

import resource
import sys
import time
import warnings

import numpy as np
import pandas as pd
import pyfixest as pf

import maatstaf as ms

CASES = {"100,000 ids x 100 periods": (100_000, 100), "100,000 ids x 30,000 firms": (100_000, 30_000)}
COLUMNS = 8
DEMEANERS = {"map": pf.MapDemeaner(), "within": pf.LsmrDemeaner()}


def rows(n: int, first: int, second: int) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    scale = n / 1_000_000
    a, b = rng.integers(0, int(first * scale), n), rng.integers(0, max(int(second * scale), 10), n)
    of_a, of_b = rng.normal(0, 0.3, a.max() + 1)[a], rng.normal(0, 0.3, b.max() + 1)[b]
    x = rng.normal(size=(n, COLUMNS)) + 0.5 * of_a[:, None] + 0.2 * of_b[:, None]
    eta = of_a + of_b + 0.1 * x.sum(axis=1)
    data = pd.DataFrame(x, columns=[f"x{k + 1}" for k in range(COLUMNS)])
    return data.assign(a=a, b=b, y=eta + rng.normal(size=n), count=rng.poisson(np.exp(eta)))


def timed(call, times: int = 2):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        made = call()
        seconds.append(time.perf_counter() - start)
    return min(seconds), made


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    warnings.filterwarnings("ignore")
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    names = [f"x{k + 1}" for k in range(COLUMNS)]
    for title, (first, second) in CASES.items():
        data = rows(n, first, second)
        x, groups = data[names].to_numpy(), {"a": data["a"].to_numpy(), "b": data["b"].to_numpy()}
        for family, outcome in (("gaussian", "y"), ("poisson", "count")):
            y = data[outcome].to_numpy(dtype=float)
            before = peak()
            mine, fit = timed(
                lambda: ms.regress.absorbed_regression(x, y, groups, family=family, cluster=groups["a"], names=names)
            )
            memory = peak() - before
            procedure = pf.feols if family == "gaussian" else pf.fepois
            best = None
            for name, demeaner in DEMEANERS.items():
                lean = {"store_data": False, "copy_data": False, "lean": True}
                formula = f"{outcome} ~ {' + '.join(names)} | a + b"
                theirs, other = timed(
                    lambda: procedure(formula, data, vcov={"CRV1": "a"}, demeaner=demeaner, **lean), 1
                )
                apart = np.abs(fit.coefficients - other.coef().to_numpy()).max()
                what = f"{title:30} {family:9} pyfixest {name:7}"
                print(f"{what} {theirs:7.2f} s, coefficients {apart:.1e} apart", flush=True)
                best = theirs if best is None else min(best, theirs)
            print(
                f"{title:30} {family:9} maatstaf         {mine:7.2f} s, {best / mine:.1f} times as fast, "
                f"+{memory:.0f} MB, {fit.status}, imbalance {fit.imbalance:.0e}",
                flush=True,
            )


if __name__ == "__main__":
    main()
