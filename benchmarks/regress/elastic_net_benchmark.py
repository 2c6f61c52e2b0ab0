# SPDX-License-Identifier: Apache-2.0
"""A lasso path of 50 values of lambda for counts with an exposure: maatstaf beside glum, on the same rows and lambdas.

Each program runs in a process of its own with one thread. Beside the time stands the largest violation of the
optimality conditions, since a path is quickly done when it need not be right. Run on an idle machine:
    python benchmarks/regress/elastic_net_benchmark.py [rows [columns]]
Peers that are not installed are left out; give their interpreter as PEERS=/path/to/python.
"""

import json
import os
import subprocess
import sys
import time

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def data(rows, columns):
    import numpy as np

    random = np.random.default_rng(4)
    x = np.ones((rows, columns), order="F")
    x[:, 1:] = random.normal(size=(rows, columns - 1))
    beta = np.where(np.arange(columns) % 3 == 1, random.normal(0, 0.15, columns), 0.0)
    exposure = random.uniform(0.5, 2.0, rows)
    y = random.poisson(exposure * np.exp(x @ beta - 1.0)).astype(float)
    return x, y, exposure


def lambdas_of(x, y, exposure):
    """From about the largest that matters down to a hundredth of it."""
    import numpy as np

    mean = exposure * y.sum() / exposure.sum()
    return np.abs(x[:, 1:].T @ (y - mean)).max() / len(y) * np.geomspace(1.0, 0.01, 50)


def violation(x, y, exposure, lambdas, coefficients):
    import numpy as np

    worst = 0.0
    for value, b in list(zip(lambdas, coefficients.T, strict=True))[::7]:
        pull = x.T @ (y - exposure * np.exp(x @ b)) / len(y)
        gap = np.where(b == 0, np.maximum(np.abs(pull) - value, 0), np.abs(pull - value * np.sign(b)))
        gap[0] = abs(pull[0])
        worst = max(worst, gap.max() / lambdas[0])
    return float(worst)


def with_maatstaf(x, y, exposure, lambdas):
    import maatstaf as ms

    ms.set_thread_count(1)
    return ms.regress.elastic_net(
        x, y, family="poisson", exposure=exposure, lambdas=lambdas.tolist(), standardise=False
    ).coefficients


def with_glum(x, y, exposure, lambdas):
    import numpy as np
    from glum import GeneralizedLinearRegressor

    found, start = [], None
    for value in lambdas:
        model = GeneralizedLinearRegressor(
            family="poisson", l1_ratio=1.0, alpha=float(value), start_params=start, gradient_tol=1e-7
        )
        model.fit(x[:, 1:], y, offset=np.log(exposure))
        start = np.concatenate([[model.intercept_], model.coef_])
        found.append(start)
    return np.array(found).T


def one(program, rows, columns):
    x, y, exposure = data(rows, columns)
    lambdas = lambdas_of(x, y, exposure)
    begin = time.perf_counter()
    coefficients = {"maatstaf": with_maatstaf, "glum": with_glum}[program](x, y, exposure, lambdas)
    seconds = time.perf_counter() - begin
    print(json.dumps({"seconds": seconds, "violation": violation(x, y, exposure, lambdas, coefficients)}))


def main():
    rows, columns = (int(each) for each in (sys.argv[1:] + ["200000", "30"][len(sys.argv) - 1 :])[:2])
    print(f"{rows:,} rows, {columns} columns, 50 lambdas")
    for program in ("maatstaf", "glum"):
        python = os.environ.get("PEERS", sys.executable) if program == "glum" else sys.executable
        done = subprocess.run(
            [python, __file__, "--one", program, str(rows), str(columns)],
            capture_output=True, text=True, env={**os.environ, **dict.fromkeys(THREADS, "1")}, check=False,
        )
        if done.returncode != 0:
            print(f"{program:10} not run: {done.stderr.strip().splitlines()[-1] if done.stderr.strip() else '?'}")
            continue
        found = json.loads(done.stdout.splitlines()[-1])
        print(f"{program:10} {found['seconds']:8.2f} s   violation {found['violation']:.0e}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        main()
