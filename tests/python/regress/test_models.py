# SPDX-License-Identifier: Apache-2.0
"""Penalties, random intercepts and models in two parts, from Python."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import maatstaf as ms


def rows(n: int = 200, seed: int = 3) -> tuple[np.ndarray, np.ndarray, np.random.Generator]:
    rng = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), rng.normal(size=(n, 4))])
    return x, x @ np.array([0.3, 0.6, 0.0, -0.4, 0.0]), rng


def test_a_path_ends_near_the_plain_fit_and_starts_empty() -> None:
    x, eta, rng = rows()
    y = rng.poisson(np.exp(eta))
    path = ms.regress.elastic_net(x, y, family="poisson", lambda_ratio=1e-7)
    plain = ms.regress.glm(x, y, family="poisson")
    assert path.nonzero[0] == 0
    assert np.abs(path.coefficients[:, -1] - plain.coefficients).max() < 1e-5
    assert path.violation.max() < 1e-10
    assert not path.coefficients.flags.writeable
    assert path.to_frame("dict")["lambda"].shape == (len(path.lambdas),)
    mean = ms.regress.predict_path(path, x, len(path.lambdas) - 1)
    assert abs(mean.sum() - y.sum()) < 1e-6 * y.sum()


@settings(max_examples=25, deadline=None)
@given(st.floats(0.05, 1.0), st.floats(0.1, 50.0), st.integers(0, 3))
def test_the_unit_of_a_column_does_not_matter(alpha: float, unit: float, seed: int) -> None:
    x, eta, rng = rows(60, seed)
    y = eta + rng.normal(size=60)
    scaled = x * np.array([1.0, unit, 1.0, 1.0, 1.0])
    one = ms.regress.elastic_net(x, y, alpha=alpha, lambda_count=8)
    two = ms.regress.elastic_net(scaled, y, alpha=alpha, lambda_count=8)
    assert np.allclose(one.lambdas, two.lambdas, rtol=1e-9)
    assert np.allclose(one.coefficients[1], two.coefficients[1] * unit, atol=1e-8)


def test_cross_validation_keeps_clusters_together() -> None:
    x, eta, rng = rows()
    y = (rng.random(200) < 1 / (1 + np.exp(-eta))).astype(float)
    town = np.repeat([f"town {i}" for i in range(40)], 5)
    found = ms.regress.elastic_net_cv(x, y, family="binomial", folds=5, cluster=town)
    for name in set(town):
        assert len({found.fold_of_row[i] for i in np.flatnonzero(town == name)}) == 1
    assert found.at_one_se <= found.at_min
    assert found.mean[found.at_one_se] <= found.mean[found.at_min] + found.se[found.at_min]
    assert "lambda_min" in repr(found)


def test_groups_keep_their_labels() -> None:
    x, eta, rng = rows(300)
    town = np.repeat([f"t{i:02d}" for i in range(30)], 10)[rng.permutation(300)]
    own = {name: rng.normal(scale=0.7) for name in sorted(set(town))}
    y = rng.poisson(np.exp(eta + np.array([own[name] for name in town])))
    fit = ms.regress.random_intercepts(x, y, town, family="poisson")
    assert fit.converged and not fit.boundary
    assert fit.group_names[0] == town[0] and set(fit.group_names) == set(town)
    assert np.corrcoef(fit.effects, [own[name] for name in fit.group_names])[0, 1] > 0.9
    assert fit.variance_p_value < 1e-6 and fit.median_ratio > 1.0
    assert fit.sd_low < fit.sd < fit.sd_high
    assert list(fit.effect_table().columns) == ["group", "effect", "se", "low", "high", "rows"]
    assert "<table" in fit._repr_html_()


def test_two_parts_put_together() -> None:
    x, eta, rng = rows(500)
    cost = np.where(rng.random(500) < 1 / (1 + np.exp(-eta)), rng.gamma(2.0, np.exp(5 + eta) / 2), 0.0)
    fit = ms.regress.two_part(x, cost)
    expected = ms.regress.expectation(fit, x)
    assert np.allclose(expected.mean, expected.probability * expected.amount)
    assert (expected.low < expected.mean).all() and (expected.mean < expected.high).all()
    assert abs(expected.total - cost.sum()) < 4 * expected.total_se + 0.05 * cost.sum()
    assert fit.use.family == "binomial" and fit.amount.family == "gamma"
    assert set(expected.to_frame("dict")) == {"mean", "se", "low", "high", "probability", "amount"}


def test_a_hurdle_fits_the_mean_of_counts() -> None:
    x, eta, rng = rows(500)
    y = np.where(rng.random(500) < 0.6, 1 + rng.poisson(np.exp(eta)), 0)
    fit = ms.regress.hurdle(x, y, count="poisson", cluster=np.arange(500) // 5, covariance="cluster")
    expected = ms.regress.expectation(fit, x)
    assert abs(expected.total / y.sum() - 1) < 0.05
    assert fit.clusters == 100 and fit.count.converged


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda x, y: ms.regress.elastic_net(x, y, family="negative_binomial"), "theta"),
        (lambda x, y: ms.regress.elastic_net(x, y, alhpa=1.0), "alpha"),
        (lambda x, y: ms.regress.elastic_net_cv(x, y, folds=1), "folds"),
        (lambda x, y: ms.regress.random_intercepts(x, y, np.zeros(len(y))), "one group"),
        (lambda x, y: ms.regress.random_intercepts(x, y, [1, 2, 3]), "groups"),
        (lambda x, y: ms.regress.random_intercepts(x, y, np.arange(len(y)) // 4, family="gamma"), "random intercepts"),
        (lambda x, y: ms.regress.two_part(x, y * 0), "zero"),
        (lambda x, y: ms.regress.hurdle(x, y + 0.5), "whole"),
        (lambda x, y: ms.regress.two_part(x, y, covariance="cluster"), "clusters"),
    ],
)
def test_refusals_say_what_to_do(call: object, words: str) -> None:
    x, _, rng = rows(40)
    with pytest.raises(ms.Error, match=words):
        call(x, rng.poisson(1.0, size=40).astype(float))  # type: ignore[operator]
