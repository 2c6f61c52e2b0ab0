# SPDX-License-Identifier: Apache-2.0
"""Rows in batches: sandwiches and two parts, as of all rows at once."""

import pickle

import numpy as np
import pytest

import maatstaf as ms

RANDOM = np.random.default_rng(5)
X = {"one": np.ones(300), "age": RANDOM.normal(size=300)}
Y = RANDOM.poisson(np.exp(0.2 + 0.4 * X["age"])).astype(float)
TOWN = np.array([f"town {each}" for each in RANDOM.integers(0, 15, 300)])


@pytest.mark.parametrize("kind", ["hc0", "hc3", "cr1"])
def test_a_sandwich_from_workers_is_that_of_all_rows(kind: str) -> None:
    fit = ms.regress.glm(X, Y, family="poisson")
    cluster = TOWN if kind == "cr1" else None
    here = ms.regress.RobustAccumulator(fit, kind)
    away = pickle.loads(pickle.dumps(here))
    for at in np.array_split(np.arange(300), 5):
        worker = here if at[0] < 150 else away
        turned = {"age": X["age"][at], "one": X["one"][at]}
        worker.add(turned, Y[at], cluster=None if cluster is None else cluster[at])
    with pytest.raises(ms.ArgumentError, match="exactly once"):
        here.result()
    here.merge(pickle.loads(pickle.dumps(away)))
    expected = fit.robust(kind, cluster=cluster)
    np.testing.assert_allclose(here.result().covariance, expected.covariance, rtol=1e-9, atol=1e-12)
    assert here.result().clusters == expected.clusters


def test_the_parts_of_a_two_part_model_are_two_fits_in_batches() -> None:
    amount = np.where(Y > 0, Y * (1.0 + RANDOM.random(300)), 0.0)
    whole = ms.regress.two_part(X, amount)
    use = ms.regress.GlmAccumulator(2, family="binomial")
    above = ms.regress.GlmAccumulator(2, family="gamma")
    matrix = np.column_stack(list(X.values()))
    for fit, rows, outcome in ((use, np.full(300, True), amount > 0), (above, amount > 0, amount)):
        again = True
        while again:
            for at in np.array_split(np.flatnonzero(rows), 4):
                fit.add(matrix[at], outcome[at].astype(float))
            again = fit.advance()
    np.testing.assert_allclose(use.result().coefficients, whole.use.coefficients, rtol=1e-12)
    np.testing.assert_allclose(above.result().coefficients, whole.amount.coefficients, rtol=1e-12)


def test_lags_belong_to_newey_west() -> None:
    fit = ms.regress.glm(X, Y, family="poisson")
    with pytest.raises(ms.ArgumentError, match="newey_west"):
        fit.robust("hc3", lags=3)
    with pytest.raises(ms.ArgumentError, match="say for which values"):
        ms.regress.standardised(fit, "age")
