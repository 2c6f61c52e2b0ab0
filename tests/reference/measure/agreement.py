# SPDX-License-Identifier: Apache-2.0
"""Kappas of statsmodels 0.15 and calibration by its logit, for tests/cpp/measure/judgement_test.cpp.

``python agreement.py > agreement_py.txt``
"""

import numpy as np
import statsmodels
import statsmodels.api as sm
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa

TABLE = np.array([[22, 5, 2, 0], [4, 15, 6, 1], [1, 5, 12, 7], [0, 2, 4, 14]])
ITEMS = np.array([[4, 1, 0], [2, 2, 1], [0, 5, 0], [1, 1, 3], [3, 1, 1], [0, 0, 5], [2, 3, 0], [5, 0, 0]])
JUDGED = np.array([0.1, 0.1, 0.1, 0.3, 0.3, 0.3, 0.3, 0.5, 0.5, 0.5, 0.7, 0.7, 0.7, 0.9, 0.9, 0.9])
HAPPENED = np.array([0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1])


def say(name: str, *numbers: float) -> None:
    print(name, *(repr(float(each)) for each in numbers))


print("# statsmodels", statsmodels.__version__)
for name, kind in (("none", None), ("linear", "linear"), ("quadratic", "quadratic")):
    made = cohens_kappa(TABLE, wt=kind)
    say(f"kappa_{name}", made.kappa, np.sqrt(made.var_kappa))
jack = np.array([fleiss_kappa(np.delete(ITEMS, each, axis=0)) for each in range(len(ITEMS))])
say("fleiss", fleiss_kappa(ITEMS), np.sqrt((len(jack) - 1) / len(jack) * np.sum((jack - jack.mean()) ** 2)))
odds = np.log(JUDGED / (1 - JUDGED))
line = sm.Logit(HAPPENED, sm.add_constant(odds)).fit(disp=0, tol=1e-12)
whole = sm.GLM(HAPPENED, np.ones(len(odds)), family=sm.families.Binomial(), offset=odds).fit(tol=1e-14)
say("calibration", whole.params[0], whole.bse[0], line.params[1], line.bse[1], np.mean((JUDGED - HAPPENED) ** 2))
