# SPDX-License-Identifier: Apache-2.0
"""Fleiss' kappa of statsmodels for the answers in tests/cpp/framework/agreement_test.cpp, and its jackknife.

Run with statsmodels 0.15: ``python kappa.py > kappa.txt``.
"""

import numpy as np
import statsmodels
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

# One row per link, one column per respondent: 0 yes, 1 no, 2 unsure.
ANSWERS = np.array([[0, 0, 0, 0, 1], [1, 1, 2, 0, 1], [2, 1, 1, 1, 1], [0, 1, 0, 0, 0]])


def kappa(answers: np.ndarray) -> float:
    return float(fleiss_kappa(aggregate_raters(answers, n_cat=3)[0], method="fleiss"))


without = np.array([kappa(np.delete(ANSWERS, each, axis=1)) for each in range(ANSWERS.shape[1])])
count = len(without)
print("statsmodels", statsmodels.__version__)
print("kappa", repr(kappa(ANSWERS)))
print("jackknife_se", repr(float(np.sqrt((count - 1) / count * np.sum((without - without.mean()) ** 2)))))
