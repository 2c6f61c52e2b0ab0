# SPDX-License-Identifier: Apache-2.0
"""Poisson with a log link and exposure: maatstaf beside its peers, on the same rows, in the same run.

Each program runs in a process of its own with one thread; time is processor time of the fit (for statsmodels without
its summary), the best of several runs; memory is the peak of the process beyond what it held with the data loaded:
    python benchmarks/regress/glm_benchmark.py [rows [columns]]
Peers that are not installed are left out.
"""

import json
import os
import resource
import subprocess
import sys
import time

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "POLARS_MAX_THREADS", "NUMBA_NUM_THREADS")
PROGRAMS = ("maatstaf", "numpy", "glum", "pyfixest", "statsmodels")


def data(rows, columns):
    import numpy as np

    random = np.random.default_rng(1)
    x = np.ones((rows, columns), order="F")
    x[:, 1:] = random.normal(size=(rows, columns - 1))
    exposure = random.uniform(0.5, 2.0, rows)
    beta = np.concatenate([[-1.0], random.normal(0, 0.1, columns - 1)])
    return x, random.poisson(exposure * np.exp(x @ beta)).astype(float), exposure


def with_maatstaf(x, y, exposure):
    import maatstaf as ms

    ms.set_thread_count(1)
    return lambda: ms.regress.glm(x, y, family="poisson", exposure=exposure).coefficients


def with_numpy(x, y, exposure):
    """Newton as a good user writes it: X'WX by the BLAS."""
    import numpy as np

    def fit():
        offset, beta = np.log(exposure), np.zeros(x.shape[1])
        beta[0] = np.log(y.sum() / exposure.sum())
        for _ in range(25):
            mean = np.exp(x @ beta + offset)
            step = np.linalg.solve((x * mean[:, None]).T @ x, x.T @ (y - mean))
            beta += step
            if np.abs(step).max() < 1e-9:
                break
        return beta

    return fit


def with_glum(x, y, exposure):
    """To 1e-8, with which it agrees with the others; at 1e-9 it goes on without getting nearer."""
    import numpy as np
    from glum import GeneralizedLinearRegressor

    def fit():
        model = GeneralizedLinearRegressor(family="poisson", alpha=0, fit_intercept=False, gradient_tol=1e-8)
        return model.fit(x, y, offset=np.log(exposure)).coef_

    return fit


def with_pyfixest(x, y, exposure):
    import numpy as np
    import pandas as pd
    import pyfixest as pf

    names = [f"x{j}" for j in range(1, x.shape[1])]
    frame = pd.DataFrame(x[:, 1:], columns=names)
    frame["y"], frame["offset"] = y, np.log(exposure)

    def fit():
        model = pf.fepois(f"y ~ {' + '.join(names)}", data=frame, offset="offset", copy_data=False, store_data=False)
        return model.coef().to_numpy()

    return fit


def with_statsmodels(x, y, exposure):
    import statsmodels.api as sm

    return lambda: sm.GLM(y, x, family=sm.families.Poisson(), exposure=exposure).fit(tol=1e-10).params


def measure(program, rows, columns):
    x, y, exposure = data(rows, columns)
    fit = globals()[f"with_{program}"](x, y, exposure)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    spent, found = [], None
    while len(spent) < 3 or (sum(spent) < 1.0 and len(spent) < 50):
        start = time.process_time()
        found = fit()
        spent.append(time.process_time() - start)
        if spent[0] > 8.0:
            break
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": min(spent), "megabytes": (after - before) / 1024, "last": list(found)[-3:]}))


def limits(rows, columns):
    """Seconds of one pass over X at memory speed, and of one X'WX at the speed of the BLAS."""
    import numpy as np

    x = np.ones((rows, columns))
    times = []
    for _ in range(3):
        start = time.process_time()
        x.sum()
        times.append(time.process_time() - start)
    square = np.ones((1500, 1500))
    square @ square
    start = time.process_time()
    square @ square
    speed = 2 * 1500**3 / (time.process_time() - start)
    return min(times), rows * columns * (columns + 1) / speed


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    columns = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    one_thread = dict(os.environ, **dict.fromkeys(THREADS, "1"))
    results = {}
    for program in PROGRAMS:
        command = [sys.executable, __file__, "--measure", program, str(rows), str(columns)]
        done = subprocess.run(command, env=one_thread, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            results[program] = json.loads(done.stdout.splitlines()[-1])
        else:
            print(f"{program}: left out ({done.stderr.strip().splitlines()[-1]})")
    ours = results["maatstaf"]
    print(f"{rows:,} rows, {columns} columns, one thread; X is {rows * columns * 8 / 2**20:.0f} MiB")
    for program, each in results.items():
        apart = max(abs(a - b) for a, b in zip(each["last"], ours["last"], strict=True))
        print(
            f"{program:12} {1000 * each['seconds']:10.1f} ms   {each['seconds'] / ours['seconds']:6.1f} x   "
            f"{each['megabytes']:7.0f} MiB more   differs by {apart:.1e}"
        )
    memory, flops = limits(rows, columns)
    print(f"one pass over X {1000 * memory:.1f} ms; one X'WX at the speed of the BLAS {1000 * flops:.1f} ms")


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] == "--measure":
        measure(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        os.environ.update(dict.fromkeys(THREADS, "1"))
        main()
