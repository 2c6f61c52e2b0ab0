# SPDX-License-Identifier: Apache-2.0
"""Columns with names are found by name, in whatever order they stand."""

import numpy as np
import pytest

import maatstaf as ms

RANDOM = np.random.default_rng(8)
X = {"one": np.ones(60), "age": RANDOM.normal(size=60), "poor": RANDOM.normal(size=60)}
Y = RANDOM.poisson(np.exp(0.3 + 0.8 * X["age"] - 0.4 * X["poor"]))
TURNED = dict(reversed(X.items()))


def test_predictions_do_not_depend_on_the_order_of_columns() -> None:
    fit = ms.regress.glm(X, Y, family="poisson")
    np.testing.assert_array_equal(fit.predict(TURNED)["mean"], fit.predict(X)["mean"])
    assert not np.allclose(fit.predict(np.column_stack(list(TURNED.values())))["mean"], fit.predict(X)["mean"])
    with pytest.raises(ms.ArgumentError, match="no column 'poor'"):
        fit.predict({"one": X["one"], "age": X["age"], "pooor": X["poor"]})


def test_a_path_and_batches_find_columns_by_name() -> None:
    path = ms.regress.elastic_net(X, Y, family="poisson")
    np.testing.assert_array_equal(ms.regress.predict_path(path, TURNED, 20), ms.regress.predict_path(path, X, 20))
    batches = ms.regress.GlmAccumulator(3, names=list(X), family="poisson")
    again = True
    while again:
        batches.add(TURNED, Y)
        again = batches.advance()
    np.testing.assert_allclose(batches.result().coefficients, ms.regress.glm(X, Y, family="poisson").coefficients)


def test_care_forms_find_their_column_by_name() -> None:
    youth, wmo = np.array([1, 1, 0, 1]), np.array([0, 1, 0, 0])
    forms = [{"name": "youth"}, {"name": "wmo"}]
    in_order = ms.risk.stack({"youth": youth, "wmo": wmo}, forms).forms()
    turned = ms.risk.stack({"wmo": wmo, "youth": youth}, forms).forms()
    assert in_order == turned
