# SPDX-License-Identifier: Apache-2.0
"""Fits from Python: the numbers of R, every kind of input, batches, pickles and refusals."""

import json
import pickle
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import maatstaf as ms

FILE = json.loads((Path(__file__).parents[2] / "reference/regress/glm.json").read_text(encoding="utf-8"))
X = np.array(FILE["x"]).reshape(-1, 5)


def fit_of(case: dict[str, Any], x: Any, **more: Any) -> ms.regress.GlmResult:
    keywords = {key: FILE[key] for key in ("offset", "exposure") if f"with_{key}" in case}
    for kind in ("prior", "frequency", "trials"):
        if f"with_{kind}" in case:
            keywords["prior_weights"] = FILE[kind]
    for key in ("theta", "power"):
        if key in case:
            keywords[key] = case[key][0]
    return ms.regress.glm(x, FILE[case["outcome"]], family=case["family"], link=case["link"], **keywords, **more)


@pytest.mark.parametrize("case", FILE["fits"], ids=lambda case: case["name"])
def test_fits_are_those_of_r(case: dict[str, Any]) -> None:
    fit = fit_of(case, X[:, : case["columns"][0]])
    assert fit.converged
    np.testing.assert_allclose(fit.coefficients, case["coefficients"], rtol=1e-8, atol=1e-10)
    expected = np.array(case["covariance"]).reshape(fit.covariance.shape)
    np.testing.assert_allclose(fit.standard_errors, np.sqrt(np.diag(expected)), rtol=1e-8)
    assert fit.deviance == pytest.approx(case["deviance"][0], rel=1e-10)


def layouts() -> dict[str, Any]:
    pandas, polars, pyarrow = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    names = [f"c{j}" for j in range(5)]
    columns = {name: X[:, j].copy() for j, name in enumerate(names)}
    wide = np.zeros((240, 10))
    wide[::2, ::2] = X
    return {
        "rows": X,
        "columns": np.asfortranarray(X),
        "strided": wide[::2, ::2],
        "backwards": X[::-1][::-1],
        "lists": X.tolist(),
        "float32 beside": X.astype(object).astype(np.float64),
        "dict": columns,
        "pandas": pandas.DataFrame(columns),
        "pandas mixed": pandas.DataFrame(columns).astype({"c0": "int64", "c3": "int8"}),
        "polars": polars.DataFrame(columns),
        "pyarrow": pyarrow.table(columns),
        "table": ms.as_table(columns),
    }


def test_every_input_gives_the_same_bits() -> None:
    case = next(each for each in FILE["fits"] if each["name"] == "poisson")
    expected = fit_of(case, X)
    for name, x in layouts().items():
        got = fit_of(case, x)
        assert np.array_equal(got.coefficients, expected.coefficients), name
        named = name in {"dict", "pandas", "pandas mixed", "polars", "pyarrow", "table"}
        assert got.names == ([f"c{j}" for j in range(5)] if named else [f"x{j}" for j in range(1, 6)])
    for library in ("pandas", "polars"):
        frame = fit_of(case, layouts()[library]).to_frame()
        assert type(frame).__module__.startswith(library)
        assert list(frame["term"]) == [f"c{j}" for j in range(5)]


def test_a_float64_array_is_not_copied() -> None:
    case = FILE["fits"][0]
    for x in (X, np.asfortranarray(X), X[::2], X[:, ::-1]):
        rows = ms.regress.rows.rows_of(x, FILE[case["outcome"]])
        assert np.shares_memory(rows["x"], x)


def test_a_result_shows_itself_with_its_caveats() -> None:
    x = np.column_stack([X, X[:, 1] * 2])
    fit = ms.regress.glm(x, FILE["count"], family="poisson", exposure=FILE["exposure"], names=[*"abcdef"])
    assert fit.aliased == ["f"]
    assert [caveat.name for caveat in fit.caveats] == ["regress_aliased", "regress_over_dispersed"]
    assert "poisson, log" in repr(fit)
    assert "f" in fit.caveats[0].text("nl")
    html = fit._repr_html_()
    assert html.index("<li>") < html.index("<table>")
    table = fit.table()
    assert list(table.columns) == ["term", "estimate", "se", "statistic", "df", "p_value", "low", "high"]
    assert np.isnan(table["estimate"][5])
    with pytest.raises(ValueError, match="read-only"):
        fit.coefficients[0] = 1.0
    kept = fit.coefficients
    del fit
    assert np.isfinite(kept[0])


def test_a_fit_survives_pickling_without_its_rows() -> None:
    fit = ms.regress.glm(X, FILE["count"], family="negative_binomial")
    back = pickle.loads(pickle.dumps(fit))
    assert np.array_equal(back.coefficients, fit.coefficients)
    assert np.array_equal(back.covariance, fit.covariance)
    assert back.theta == fit.theta
    assert back.names == fit.names
    assert len(pickle.dumps(fit)) < 5000


def test_batches_in_two_workers_give_one_fit() -> None:
    expected = ms.regress.glm(X, FILE["count"], family="poisson", exposure=FILE["exposure"])
    y, exposure = np.array(FILE["count"]), np.array(FILE["exposure"])
    leader = ms.regress.GlmAccumulator(5, family="poisson")
    more = True
    while more:
        workers = [pickle.loads(pickle.dumps(leader)), leader.copy()]
        for worker, part in zip(workers, (slice(0, 50), slice(50, None)), strict=True):
            worker.add(X[part], y[part], exposure=exposure[part])
        workers[0].merge(pickle.loads(pickle.dumps(workers[1])))
        more = workers[0].advance()
        leader = workers[0]
    np.testing.assert_allclose(leader.result().coefficients, expected.coefficients, rtol=1e-12)
    np.testing.assert_allclose(leader.result().covariance, expected.covariance, rtol=1e-11)


def test_terms_are_dropped_and_models_compared() -> None:
    full = ms.regress.glm(X, FILE["count"], family="poisson", exposure=FILE["exposure"], names=[*"abcde"])
    small = ms.regress.glm(X[:, :3], FILE["count"], family="poisson", exposure=FILE["exposure"])
    test = ms.regress.compare_nested(small, full)
    dropped = ms.regress.drop_each(full, {"group": ["d", "e"], "x": [1]})
    assert test.degrees_of_freedom == 2.0
    assert dropped.table()["statistic"][0] == pytest.approx(test.statistic, rel=1e-10)
    assert list(dropped.table()["term"]) == ["group", "x"]
    with pytest.raises(ms.ArgumentError):
        ms.regress.compare_nested(full, small)


def test_the_power_of_amounts_is_found() -> None:
    found = ms.regress.tweedie_power(X[:, :3], FILE["zero"], exposure=np.array(FILE["exposure"]) / 100)
    reference = json.loads((Path(__file__).parents[2] / "reference/regress/compare.json").read_text(encoding="utf-8"))
    assert found.power == pytest.approx(reference["tweedie"]["power"][0], abs=1e-5)
    assert found.low < found.power < found.high
    assert found.fit.power == found.power


@pytest.mark.parametrize(
    ("keywords", "error", "words"),
    [
        ({"family": "poison"}, ms.ArgumentError, "poisson"),
        ({"famly": "poisson"}, ms.ArgumentError, "family"),
        ({"clusters": np.ones(120)}, ms.ArgumentError, "Did you mean 'cluster'"),
        ({"offset": [1.0]}, ms.ArgumentError, "offset"),
        ({"offset": ["none"] * 120}, ms.ArgumentError, "offset must be numbers"),
        ({"family": "poisson", "exposure": np.zeros(120)}, ms.DataError, "exposure"),
        ({"frequency_weights": -np.ones(120)}, ms.DataError, "frequency_weights"),
        ({"names": ["a"]}, ms.ArgumentError, "names"),
        ({"confidence": 2.0}, ms.ArgumentError, "confidence"),
    ],
)
def test_mistakes_are_named(keywords: dict[str, Any], error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        ms.regress.glm(X, FILE["count"], **keywords)


def test_missing_values_are_refused_by_row_and_column() -> None:
    x = X.copy()
    x[7, 2] = np.nan
    with pytest.raises(ms.DataError, match=r"row 8.*year"):
        ms.regress.glm(x, FILE["count"], names=["one", "x", "year", "g1", "g2"])
    with pytest.raises(ms.ArgumentError):
        ms.regress.glm([["a", "b"]], [1.0])
    with pytest.raises(ms.ArgumentError):
        ms.regress.glm(X, [None] * 119 + ["b"])


def test_progress_can_stop_the_work() -> None:
    with pytest.raises(ms.CancelledError):
        ms.regress.glm(X, FILE["count"], progress=lambda done, total: False)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 2**31),
    st.sampled_from(["gaussian", "poisson", "quasi_poisson", "binomial", "gamma", "negative_binomial"]),
    st.integers(1, 4),
)
def test_scores_are_zero_at_the_estimate(seed: int, family: str, p: int) -> None:
    """With the canonical link X'(y - mu) is zero: checked with predictions from the coefficients alone."""
    random = np.random.default_rng(seed)
    x = np.column_stack([np.ones(80), random.normal(size=(80, p))])
    eta = 0.5 + 0.3 * x[:, 1:].sum(axis=1)
    y = {
        "gaussian": eta + random.normal(size=80),
        "binomial": (random.random(80) < 1 / (1 + np.exp(-eta))).astype(float),
        "gamma": np.exp(eta) * random.gamma(2.0, 0.5, 80),
    }.get(family, random.poisson(np.exp(eta) * random.gamma(1.5, 1 / 1.5, 80)).astype(float))
    fit = ms.regress.glm(x, y, family=family)
    if not fit.converged:
        assert fit.caveats
        return
    predictor = x @ fit.coefficients
    mean = {"gaussian": predictor, "binomial": 1 / (1 + np.exp(-predictor))}.get(family, np.exp(predictor))
    variance = {
        "gaussian": np.ones(80),
        "binomial": mean * (1 - mean),
        "gamma": mean**2,
        "negative_binomial": mean + mean**2 / fit.theta,
    }.get(family, mean)
    slope = {"gaussian": np.ones(80), "binomial": mean * (1 - mean)}.get(family, mean)
    score = x.T @ ((y - mean) * slope / variance)
    spread = np.sqrt((x**2 * (slope**2 / variance)[:, None]).sum(axis=0))
    assert np.max(np.abs(score) / spread) < 1e-7
