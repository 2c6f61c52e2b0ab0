# SPDX-License-Identifier: Apache-2.0
"""Robust covariances, the wild bootstrap, margins and diagnostics as a person calls them."""

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import maatstaf as ms

REFERENCE = Path(__file__).resolve().parents[2] / "reference" / "regress"


@pytest.fixture(scope="module")
def robust_file() -> dict[str, Any]:
    file: dict[str, Any] = json.loads((REFERENCE / "robust.json").read_text(encoding="utf-8"))
    return file


def poisson_fit(file: dict[str, Any]) -> Any:
    x = np.reshape(file["x"], (-1, 3))
    y = np.array(file["outcomes"]["poisson"])
    return ms.regress.glm(x, y, family="poisson", exposure=file["exposure"], names=["one", "x1", "x2"], tolerance=1e-10)


@pytest.mark.parametrize("kind", ["hc0", "hc3", "cr1", "cr2", "cr2_residual", "cr3"])
def test_robust_covariances_are_those_of_r(robust_file: dict[str, Any], kind: str) -> None:
    fit = poisson_fit(robust_file)
    result = fit.robust(kind, cluster=robust_file["clusters"] if kind.startswith("cr") else None)
    np.testing.assert_allclose(result.covariance.ravel(), robust_file["fits"]["poisson"][kind], rtol=1e-8, atol=1e-12)
    table = result.to_frame("dict")
    np.testing.assert_allclose(table["se"], result.standard_errors)
    assert list(table["term"]) == ["one", "x1", "x2"]


def test_a_fit_keeps_the_covariance_it_was_asked_for(robust_file: dict[str, Any]) -> None:
    x, y = np.reshape(robust_file["x"], (-1, 3)), np.array(robust_file["outcomes"]["poisson"])
    labels = [f"GM{int(each):04d}" for each in robust_file["clusters"]]
    rows: dict[str, Any] = {"family": "poisson", "exposure": robust_file["exposure"], "names": ["one", "x1", "x2"]}
    plain = ms.regress.glm(x, y, **rows)
    fit = ms.regress.glm(x, y, cluster=labels, **rows)
    robust = plain.robust("cr2", cluster=labels)
    np.testing.assert_array_equal(fit.covariance, robust.covariance)
    np.testing.assert_array_equal(fit.standard_errors, robust.standard_errors)
    np.testing.assert_array_equal(fit.model_covariance, plain.covariance)
    np.testing.assert_array_equal(fit.table()["df"], robust.degrees_of_freedom)
    assert np.isinf(plain.table()["df"]).all()
    assert list(fit.table().columns) == list(robust.table().columns) == list(plain.table().columns)
    assert "cr2 standard errors" in repr(fit)
    expected = {each.name for each in (*plain.caveats, *robust.caveats)} - {"regress_over_dispersed"}
    assert {each.name for each in fit.caveats} == expected
    wanted = ms.regress.margins(plain, robust=robust)
    np.testing.assert_array_equal(ms.regress.margins(fit).standard_errors, wanted.standard_errors)
    assert ms.regress.margins(fit).standard_errors[0] != ms.regress.margins(plain).standard_errors[0]
    mine, theirs = fit.predict(x[:4]), ms.regress.predict(plain, x[:4], robust=robust)
    np.testing.assert_array_equal(mine["low"], theirs["low"])
    back = pickle.loads(pickle.dumps(fit))
    np.testing.assert_array_equal(back.standard_errors, fit.standard_errors)
    with pytest.raises(ms.ArgumentError, match="Fit again with glm"):
        back.robust("hc3")
    two = {"town": labels, "year": np.arange(len(y)) % 7}
    np.testing.assert_array_equal(
        ms.regress.glm(x, y, cluster=two, **rows).covariance, plain.robust("cr1", cluster=two).covariance
    )
    np.testing.assert_array_equal(
        ms.regress.glm(x, y, covariance="hc1", **rows).covariance, plain.robust("hc1").covariance
    )
    np.testing.assert_array_equal(
        ms.regress.glm(x, y, cluster=labels, covariance="model", **rows).covariance, plain.covariance
    )
    with pytest.raises(ms.ArgumentError, match="Did you mean 'hc1'"):
        ms.regress.glm(x, y, covariance="hc11", **rows)
    with pytest.raises(ms.ArgumentError, match="one or two columns"):
        ms.regress.glm(x, y, cluster={"a": labels, "b": labels, "c": labels}, **rows)


def test_labels_of_any_kind_are_the_same_clusters(robust_file: dict[str, Any]) -> None:
    fit = poisson_fit(robust_file)
    numbers = np.array(robust_file["clusters"], dtype=int)
    expected = fit.robust("cr2", cluster=numbers).covariance
    for labels in (numbers.tolist(), numbers.astype(float) * 1.5, [f"GM{each:04d}" for each in numbers]):
        np.testing.assert_array_equal(fit.robust("cr2", cluster=labels).covariance, expected)


def test_misuse_says_what_is_wrong(robust_file: dict[str, Any]) -> None:
    fit = poisson_fit(robust_file)
    labels: list[Any] = [str(each) for each in robust_file["clusters"]]
    with pytest.raises(ms.ArgumentError, match=r"cr22.*Did you mean 'cr2'"):
        fit.robust("cr22", cluster=labels)
    with pytest.raises(ms.ArgumentError, match="cr2 needs clusters"):
        fit.robust("cr2")
    with pytest.raises(ms.DataError, match="one cluster"):
        fit.robust("cr1", cluster=["a"] * 90)
    with pytest.raises(ms.Error, match="cluster has no value in row 5"):
        fit.robust("cr1", cluster=[*labels[:4], None, *labels[5:]])
    with pytest.raises(ms.ArgumentError, match=r"no coefficient 'x3'.*Did you mean 'x[12]'"):
        ms.regress.wild_bootstrap(fit, "x3", cluster=labels)
    with pytest.raises(ms.ArgumentError, match=r"wild_bootstrap has no option 'drws'.*Did you mean 'draws'"):
        ms.regress.wild_bootstrap(fit, "x1", cluster=labels, drws=10)
    with pytest.raises(ms.ArgumentError, match="values in contrast is 2 and must be 3"):
        ms.regress.wild_bootstrap(fit, [1.0, 2.0], cluster=labels)


def test_wild_bootstrap_goes_through_all_signs() -> None:
    file = json.loads((REFERENCE / "wild.json").read_text(encoding="utf-8"))
    x = np.reshape(file["x"], (-1, 3))
    fit = ms.regress.glm(x, file["linear"], names=["one", "x1", "x2"])
    result = ms.regress.wild_bootstrap(
        fit, "x1", cluster=file["clusters"], null_value=0.3, weights="rademacher", confidence=0.9
    )
    assert result.enumerated and result.draws == 128
    assert result.p_value == file["plain"]["p"][0]
    assert result.low == pytest.approx(file["plain"]["interval"][0], abs=1e-5)
    same = ms.regress.wild_bootstrap(
        fit, {"x1": 1.0}, cluster=file["clusters"], null_value=0.3, weights="rademacher", interval=False
    )
    assert same.p_value == result.p_value
    assert np.isnan(same.low)
    assert result.to_frame("dict")["clusters"] == [7]


@settings(max_examples=25, deadline=None)
@given(scale=st.floats(1e-3, 1e3), shift=st.floats(-100, 100), seed=st.integers(0, 50))
def test_wild_bootstrap_knows_no_units(scale: float, shift: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    clusters = np.repeat(np.arange(6), 5)
    x = np.column_stack([np.ones(30), rng.normal(size=30)])
    y = rng.normal(size=6).repeat(5) + rng.normal(size=30)
    options = {"cluster": clusters, "weights": "rademacher", "interval": False}
    plain = ms.regress.wild_bootstrap(ms.regress.glm(x, y), [0, 1], **options)
    moved = ms.regress.wild_bootstrap(ms.regress.glm(x, shift + scale * y), [0, 1], **options)
    assert moved.p_value == plain.p_value


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 1000), groups=st.integers(3, 12))
def test_cr2_is_between_cr1_and_cr3_in_trace(seed: int, groups: int) -> None:
    rng = np.random.default_rng(seed)
    clusters = np.repeat(np.arange(groups), 6)
    n = clusters.size
    x = np.column_stack([np.ones(n), rng.normal(size=n)])
    fit = ms.regress.glm(x, rng.normal(size=n))
    # In the metric of X'X the residuals only grow: cr0 <= cr2 <= cr3.
    sizes = [np.trace(fit.robust(kind, cluster=clusters).covariance @ (x.T @ x)) for kind in ("cr0", "cr2", "cr3")]
    assert sizes[0] <= sizes[1] * (1 + 1e-12) and sizes[1] <= sizes[2] * (1 + 1e-12)
    df = fit.robust("cr2", cluster=clusters).degrees_of_freedom
    assert np.all(df > 0.5) and np.all(df <= groups + 1e-9)  # as many squares as clusters


def test_margins_with_a_design_and_a_robust_covariance() -> None:
    rng = np.random.default_rng(0)
    homes: dict[str, Any] = {
        "income": rng.normal(3, 1, 120),
        "type": rng.choice(["flat", "house", "mixed"], 120).tolist(),
    }
    count = rng.poisson(np.exp(1 - 0.2 * homes["income"]))
    design = ms.regress.Design(homes, ["income", "type", "income:type"], references={"type": "house"})
    fit = ms.regress.glm(design.build(homes), count, family="poisson")
    assert fit.names == design.names
    clusters = np.arange(120) % 8
    robust = fit.robust("cr2", cluster=clusters)
    plain = ms.regress.margins(fit, design=design, data=homes)
    wide = ms.regress.margins(fit, design=design, data=homes, robust=robust)
    assert wide.labels == ["income", "type[flat]", "type[mixed]"]
    np.testing.assert_allclose(wide.estimates, plain.estimates)
    assert np.all(np.isinf(plain.degrees_of_freedom))
    assert np.all(wide.degrees_of_freedom <= 7 + 1e-9)
    means = ms.regress.standardised(fit, "type", design=design, data=homes, robust=robust)
    ratio = ms.regress.ratios(means, "house")
    assert ratio.ratios and ratio.labels == ["flat", "mixed"]
    np.testing.assert_allclose(ratio.estimates, means.estimates[[0, 2]] / means.estimates[1])
    values = ms.regress.standardised(fit, "income", [2.0, 4.0], design=design, data=homes)
    assert values.labels == ["2", "4"]
    with pytest.raises(ms.ArgumentError, match="say for which values"):
        ms.regress.standardised(fit, "income", design=design, data=homes)
    with pytest.raises(ms.ArgumentError, match="Did you mean 'income'"):
        ms.regress.margins(fit, design=design, data=homes, only=["incom"])


def test_margins_without_a_design() -> None:
    rng = np.random.default_rng(1)
    x = np.column_stack([np.ones(90), rng.normal(size=90), rng.integers(0, 2, 90)])
    y = (rng.random(90) < 0.4).astype(float)
    fit = ms.regress.glm(x, y, family="binomial", names=["one", "age", "old"])
    effects = ms.regress.margins(fit)
    p = 1 / (1 + np.exp(-x @ fit.coefficients))
    np.testing.assert_allclose(effects.estimates[0], np.mean(p * (1 - p)) * fit.coefficients[1])
    held = ms.regress.standardised(fit, "old", [0, 1])
    np.testing.assert_allclose(held.estimates[1] - held.estimates[0], effects.estimates[1])
    middle = ms.regress.margins(fit, at="means")
    m = x.mean(axis=0) @ fit.coefficients
    np.testing.assert_allclose(middle.estimates[0], fit.coefficients[1] * np.exp(-m) / (1 + np.exp(-m)) ** 2)


def test_predictions_stay_in_range() -> None:
    rng = np.random.default_rng(2)
    x = np.column_stack([np.ones(60), rng.normal(size=60)])
    y = (rng.random(60) < 1 / (1 + np.exp(-3 * x[:, 1]))).astype(float)
    fit = ms.regress.glm(x, y, family="binomial")
    robust = fit.robust("cr2", cluster=np.arange(60) // 10)
    for made in (ms.regress.predict(fit, x), ms.regress.predict(fit, x, robust=robust)):
        frame = ms.frames.to_frame(made, "dict")
        assert np.all((frame["low"] > 0) & (frame["low"] <= frame["mean"]))
        assert np.all((frame["high"] < 1) & (frame["high"] >= frame["mean"]))


def test_diagnostics_and_dispersion() -> None:
    rng = np.random.default_rng(3)
    x = np.column_stack([np.ones(200), rng.normal(size=200)])
    count = rng.negative_binomial(2, 2 / (2 + np.exp(1 + 0.3 * x[:, 1])))
    fit = ms.regress.glm(x, count, family="poisson", names=["one", "x1"])
    result = ms.regress.diagnostics(fit, dfbeta=True)
    assert result.leverage.sum() == pytest.approx(2)
    assert result.dfbeta.shape == (200, 2)
    assert not result.cook.flags.writeable
    assert list(result.to_frame("dict"))[-1] == "dfbeta:x1"
    test = ms.regress.dispersion_test(fit)
    assert test.p_value < 0.01 and test.ratio > 1.5
    np.testing.assert_allclose(test.pearson, np.sum(result.pearson**2))
    np.testing.assert_array_equal(
        ms.regress.diagnostics(fit, seed=5).quantile, ms.regress.diagnostics(fit, seed=5).quantile
    )
    inflation = ms.regress.variance_inflation(fit, intercept="one")
    assert inflation.labels == ["x1"]
    np.testing.assert_allclose(inflation.inflation, [1.0])
