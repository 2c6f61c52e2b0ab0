# SPDX-License-Identifier: Apache-2.0
"""From a table to a factors table, expected use and cost and a profile: what an analyst waits for.

14,000 neighbourhoods, ten traits, over-dispersed counts; best of several runs, one thread. Beside it, where it is
installed, statsmodels fits the same negative binomial with the same robust covariance and nothing else.
Run on an idle machine:
    python benchmarks/risk/risk_benchmark.py
"""

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

import time  # noqa: E402

import numpy as np  # noqa: E402

import maatstaf as ms  # noqa: E402

ROWS, TRAITS, RUNS = 14_000, 10, 3
NAMES = [f"trait{k}" for k in range(TRAITS)]


def neighbourhoods():
    random = np.random.default_rng(1)
    data = {name: random.normal(size=ROWS) for name in NAMES}
    data["people"] = random.uniform(100, 2000, ROWS)
    mean = data["people"] * 0.08 * np.exp(0.1 * data["trait0"] + 0.05 * data["trait1"])
    data["users"] = random.poisson(mean * random.gamma(20, 1 / 20, ROWS)).astype(float)
    data["cost"] = data["users"] * 9000.0 * random.gamma(2.0, 0.5, ROWS)
    data["per_user"] = data["cost"] / np.maximum(data["users"], 1.0)
    data["code"] = [f"BU{k:08d}" for k in range(ROWS)]
    data["municipality"] = [f"GM{k % 340:04d}" for k in range(ROWS)]
    return data


def timed(steps):
    best = {}
    for _ in range(RUNS):
        made = {}
        for name, step in steps.items():
            begin = time.process_time()
            made[name] = step(made)
            best[name] = min(best.get(name, np.inf), time.process_time() - begin)
    return best


def main():
    ms.set_thread_count(1)
    data = neighbourhoods()
    used = {name: value[data["users"] > 0] if isinstance(value, np.ndarray) else
            [each for each, users in zip(value, data["users"], strict=True) if users > 0]
            for name, value in data.items()}  # fmt: skip
    steps = {
        "fit": lambda _: ms.risk.fit("users", data, factors=NAMES, exposure="people", unit="code"),
        "factors table": lambda made: made["fit"].table(),
        "expected use": lambda made: made["fit"].expected(),
        "profile": lambda made: made["fit"].profile("BU00000005"),
        "fit of cost per user": lambda _: ms.risk.fit(
            "per_user", used, factors=NAMES, weights="users", family="gamma", unit="code"
        ),
        "expected cost": lambda made: ms.risk.expected_cost(made["fit"], made["fit of cost per user"], data["cost"]),
        "differences divided": lambda made: made["fit"].decompose(),
        "attributable shares": lambda made: made["fit"].attributable(),
        "fit with 340 clusters": lambda _: ms.risk.fit(
            "users", data, factors=NAMES, exposure="people", cluster="municipality"
        ),
    }
    best = timed(steps)
    for name, seconds in best.items():
        print(f"{name:22} {1000 * seconds:8.1f} ms")
    first = ("fit", "factors table", "expected use", "profile", "fit of cost per user", "expected cost")
    print(f"{'the first six together':22} {1000 * sum(best[name] for name in first):8.1f} ms")
    try:
        import statsmodels.api as sm
    except ImportError:
        print("statsmodels is not installed")
        return
    x = np.column_stack([np.ones(ROWS), *(data[name] for name in NAMES)])

    def with_statsmodels(_):
        model = sm.NegativeBinomial(data["users"], x, exposure=data["people"])
        return model.fit(disp=0, cov_type="HC0", maxiter=200)

    print(f"{'statsmodels, fit only':22} {1000 * timed({'fit': with_statsmodels})['fit']:8.1f} ms")


if __name__ == "__main__":
    main()
