# SPDX-License-Identifier: Apache-2.0
"""From a panel to the scores of every node: maatstaf beside the NumPy code of a good user, in the same run.

14,000 units, 60 indicators, 12 results, 4 ambitions, 1 life area; best of several runs, one thread.
Run on an idle machine:
    python benchmarks/score/score_benchmark.py

NumPy simulates 350 of the 14,000 units, for want of memory and patience; its time is multiplied.
"""

import os

os.environ |= dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

import resource  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402

import numpy as np  # noqa: E402

import maatstaf as ms  # noqa: E402

UNITS, INDICATORS, RESULTS, AMBITIONS = 14_000, 60, 12, 4
DRAWS, SIMULATED_BY_NUMPY = 1_000, 350
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


def upwards(leaves):
    """Means per result, per ambition and of all, over the last axis."""
    results = leaves.reshape(*leaves.shape[:-1], INDICATORS // RESULTS, RESULTS).mean(axis=-2)
    ambitions = results.reshape(*results.shape[:-1], RESULTS // AMBITIONS, AMBITIONS).mean(axis=-2)
    return results, ambitions, ambitions.mean(axis=-1)


def with_numpy(values):
    return upwards(SIGNS * (values - values.mean(axis=0)) / values.std(axis=0, ddof=1))


def draws_with_numpy(values, margins):
    """Geometric means: standard error and 95 % interval of every node, for the first units."""
    mean, sd = values.mean(axis=0), values.std(axis=0, ddof=1)
    random = np.random.default_rng(1)
    for first in range(0, SIMULATED_BY_NUMPY, 50):
        part = slice(first, first + 50)
        drawn = values[part] + margins[part] * random.standard_normal((DRAWS, 50, INDICATORS))
        scores = 100.0 + 10.0 * SIGNS * (drawn - mean) / sd
        for level in upwards(np.log(scores)):
            level = np.exp(level)
            level.std(axis=0, ddof=1)
            np.quantile(level, [0.025, 0.975], axis=0)


def best(work, times=15):
    """Milliseconds of processor time of the quickest run: what else the machine does is not counted."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return 1000 * min(spent)


def peak_megabytes():
    """The most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)


def panel_of(values, margins=None):
    table = {"unit": [f"BU{u}" for u in range(UNITS)], "period": [2016] * UNITS}
    table |= {f"i{i}": np.ascontiguousarray(values[:, i]) for i in range(INDICATORS)}
    if margins is not None:
        table |= {f"i{i}_se": np.ascontiguousarray(margins[:, i]) for i in range(INDICATORS)}
    return ms.Panel(table, unit="unit", period="period")


def row(what, ours, theirs=None):
    peer = f"   NumPy {theirs:9.2f} ms   {theirs / ours:5.1f} x" if theirs else ""
    print(f"{what:44} maatstaf {ours:9.2f} ms{peer}")


def main():
    random = np.random.default_rng(1)
    values = 30.0 + 5.0 * random.normal(size=(UNITS, INDICATORS))
    margins = 1.0 + random.random((UNITS, INDICATORS))
    panel, made = panel_of(values), framework()
    ms.set_thread_count(1)

    def ours():
        return ms.ScoreModel(made).fit(panel).score(panel, indicators=False)

    found = np.asarray(ours().values("life_area", 2016))
    np.testing.assert_allclose(found, with_numpy(values)[2], atol=1e-12)
    row("fit and score, arithmetic means", best(ours), best(lambda: with_numpy(values)))

    holes = values.copy()
    holes[random.random(holes.shape) < 0.05] = np.nan  # every 20th cell would empty three whole columns
    with_gaps = panel_of(holes)
    row("score, 5 % missing", best(lambda: ms.ScoreModel(made).fit(with_gaps).score(with_gaps, indicators=False), 5))

    with_margins = panel_of(values, margins)
    row(
        "score, a margin in every cell",
        best(lambda: ms.ScoreModel(made).fit(with_margins).score(with_margins, indicators=False), 5),
    )

    model = ms.ScoreModel(made, aggregate="geometric", normalise={"centre": 100, "spread": 10}).fit(with_margins)
    before = peak_megabytes()
    spent = best(lambda: model.score(with_margins, draws=DRAWS, indicators=False), 1)
    grown = peak_megabytes() - before
    theirs = best(lambda: draws_with_numpy(values, margins), 1) * UNITS / SIMULATED_BY_NUMPY
    row("1,000 draws, geometric means", spent, theirs)
    print(f"memory beyond the panel: {grown:.0f} MB")


if __name__ == "__main__":
    main()
