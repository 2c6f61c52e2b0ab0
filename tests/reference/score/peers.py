# SPDX-License-Identifier: Apache-2.0
"""Numbers of Python peers for the tests of score, where their definitions agree with ours.

Run with numpy, scipy, pymcdm and scikit-criteria installed (versions are printed): python peers.py > peers_python.txt
Left out because they differ: scikit-criteria's standard scaler divides by n and not by n - 1.
"""

from importlib.metadata import version

import numpy as np
import pymcdm.normalizations as pymcdm
import scipy.stats as stats
from skcriteria import mkdm
from skcriteria.preprocessing.scalers import MinMaxScaler

VALUES = np.array([43.4, 43.6, 48.8, 34.2, 50.6, 43.6, 35.3, 41.05])
WEIGHTS = np.array([1, 2, 0.5, 1, 3, 1, 1, 0.25])


def show(name, numbers):
    print(name, *(f"{float(number):.17g}" for number in np.atleast_1d(numbers)))


def main():
    for package in ("numpy", "scipy", "pymcdm", "scikit-criteria"):
        print("#", package, version(package))
    show("values", VALUES)
    show("minmax_pymcdm", pymcdm.minmax_normalization(VALUES, cost=False))
    show("minmax_lower_pymcdm", pymcdm.minmax_normalization(VALUES, cost=True))
    matrix = mkdm(VALUES.reshape(-1, 1), [max], weights=[1.0])
    show("minmax_skcriteria", MinMaxScaler(target="matrix").transform(matrix).matrix.to_numpy().ravel())
    show("zscore", stats.zscore(VALUES, ddof=1))
    for ours, theirs in (("average", "average"), ("lowest", "min"), ("highest", "max")):
        show(f"rank_{ours}", stats.rankdata(VALUES, theirs))
    show("arithmetic", np.average(VALUES, weights=WEIGHTS))
    show("geometric", stats.gmean(VALUES, weights=WEIGHTS))
    show("harmonic", stats.hmean(VALUES, weights=WEIGHTS))
    show("quantiles_type7", np.quantile(VALUES, [0.025, 0.975]))


if __name__ == "__main__":
    main()
