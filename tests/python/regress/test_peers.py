# SPDX-License-Identifier: Apache-2.0
"""The numbers of statsmodels and glum; the script that made them stands beside them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import maatstaf as ms

FOLDER = Path(__file__).parents[2] / "reference/regress"
ROWS = json.loads((FOLDER / "glm.json").read_text(encoding="utf-8"))
ROWS["binary"] = (np.array(ROWS["share"]) > 0.5).astype(float)
PEERS = json.loads((FOLDER / "python_peers.json").read_text(encoding="utf-8"))
X = np.array(ROWS["x"]).reshape(-1, 5)
X[:, 2] -= 2020
CLUSTERS = np.arange(len(X)) % 12


@pytest.mark.parametrize("case", PEERS["fits"], ids=lambda case: case["family"])
def test_fits_are_those_of_statsmodels_and_glum(case: dict[str, Any]) -> None:
    exposure = ROWS["exposure"] if case["exposure"] else None
    fit = ms.regress.glm(X, ROWS[case["outcome"]], family=case["family"], exposure=exposure, **case["more"])
    theirs = case["statsmodels"]
    size = np.abs(fit.coefficients).max()
    np.testing.assert_allclose(fit.coefficients, theirs["coefficients"], rtol=1e-8, atol=1e-8 * size)
    np.testing.assert_allclose(fit.standard_errors, theirs["se"], rtol=1e-8)
    assert fit.deviance == pytest.approx(theirs["deviance"], rel=1e-9)
    assert fit.pearson == pytest.approx(theirs["pearson"], rel=1e-8)
    assert fit.residual_df == theirs["residual_df"]
    if "log_likelihood" in theirs:
        assert fit.log_likelihood == pytest.approx(theirs["log_likelihood"], rel=1e-9)
    if "hc0" in theirs:
        np.testing.assert_allclose(fit.robust("hc0").standard_errors, theirs["hc0"], rtol=1e-8)
        np.testing.assert_allclose(fit.robust("cr0", cluster=CLUSTERS).standard_errors, theirs["cr0"], rtol=1e-8)
    if "glum" in case:
        np.testing.assert_allclose(fit.coefficients, case["glum"], rtol=1e-8, atol=1e-8 * size)
