# SPDX-License-Identifier: Apache-2.0
"""From a panel to the scores of every node: maatstaf beside the NumPy code of a good user, in the same run.

14,000 units, 60 indicators, 12 results, 4 ambitions, 1 life area; best of several runs, one thread. Run on an idle machine:
    python benchmarks/score/score_benchmark.py
"""

import time

import numpy as np

import maatstaf as ms

UNITS, INDICATORS, RESULTS, AMBITIONS = 14_000, 60, 12, 4
SIGNS = np.where(np.arange(INDICATORS) % 2 == 0, 1.0, -1.0)


def framework():
    made = ms.Framework("Benchmark", language="en")
    made.add(ms.Domain("domain"))
    made.add(ms.LifeArea("life_area", parent="domain"))
    for a in range(AMBITIONS):
        made.add(ms.Ambition(f"A{a}", parent="life_area"))
    for r in range(RESULTS):
        made.add(ms.Result(f"R{r}", parent=f"A{r % AMBITIONS}"))
    for i in range(INDICATORS):
        direction = "higher" if i % 2 == 0 else "lower"
        made.add(ms.Indicator(f"i{i}", parent=f"R{i % RESULTS}", direction=direction, scale="mean"))
    return made


def with_numpy(values):
    z = SIGNS * (values - values.mean(axis=0)) / values.std(axis=0, ddof=1)
    results = z.reshape(UNITS, INDICATORS // RESULTS, RESULTS).mean(axis=1)
    ambitions = results.reshape(UNITS, RESULTS // AMBITIONS, AMBITIONS).mean(axis=1)
    return results, ambitions, ambitions.mean(axis=1)


def best(work, times=15):
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spent.append(time.perf_counter() - start)
    return 1000 * min(spent)


def main():
    values = 30.0 + 5.0 * np.random.default_rng(1).normal(size=(UNITS, INDICATORS))
    table = {"unit": [f"BU{u}" for u in range(UNITS)], "period": [2016] * UNITS}
    table |= {f"i{i}": np.ascontiguousarray(values[:, i]) for i in range(INDICATORS)}
    panel = ms.Panel(table, unit="unit", period="period")
    made = framework()
    ms.set_thread_count(1)

    def ours():
        return ms.ScoreModel(made).fit(panel).score(panel, indicators=False)

    theirs = with_numpy(values)
    found = np.asarray(ours().values("life_area", 2016))
    np.testing.assert_allclose(found, theirs[2], atol=1e-12)
    numpy_time, our_time = best(lambda: with_numpy(values)), best(ours)
    print(f"NumPy {numpy_time:6.2f} ms   maatstaf {our_time:6.2f} ms   ratio {numpy_time / our_time:.1f}")


if __name__ == "__main__":
    main()
