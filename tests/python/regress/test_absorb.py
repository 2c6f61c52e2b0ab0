# SPDX-License-Identifier: Apache-2.0
"""Absorbed effects through Python: every kind of column, the same numbers as dummies, errors that name the place."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import maatstaf as ms


def dummies_fit(x: np.ndarray, y: np.ndarray, *groups: np.ndarray) -> np.ndarray:
    """Least squares with explicit dummies, by NumPy alone."""
    columns = [x] + [(group[:, None] == np.unique(group)[None, :]).astype(float) for group in groups]
    return np.linalg.lstsq(np.hstack(columns), y, rcond=None)[0][: x.shape[1]]


def example(seed: int = 1, rows: int = 300) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    area, year = rng.integers(0, 20, rows), rng.integers(0, 6, rows)
    x = rng.normal(size=(rows, 3)) + 0.3 * area[:, None]
    y = x @ [1.0, -0.5, 0.2] + 0.4 * area - 0.2 * year + rng.normal(size=rows)
    return {"x": x, "y": y, "area": area, "year": year}


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), rows=st.integers(60, 400))
def test_it_is_what_dummies_give(seed: int, rows: int) -> None:
    data = example(seed, rows)
    fit = ms.regress.absorbed_regression(
        data["x"], data["y"], {"area": data["area"], "year": data["year"]}, remove_singletons=False
    )
    expected = dummies_fit(data["x"], data["y"], data["area"], data["year"])
    np.testing.assert_allclose(fit.coefficients, expected, rtol=1e-8, atol=1e-10)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_poisson_solves_its_score_equations(seed: int) -> None:
    data = example(seed)
    y = np.floor(np.exp(np.clip(0.2 * data["y"], -3, 3))) + (data["area"] % 3)
    fit = ms.regress.absorbed_regression(
        data["x"], y, {"area": data["area"], "year": data["year"]}, family="poisson", keep_fitted=True
    )
    used = ~np.isnan(fit.fitted)
    assert fit.converged
    assert used.sum() == fit.rows_used == len(y) - fit.rows_singleton - fit.rows_all_zero
    residual = np.where(used, y - np.nan_to_num(fit.fitted), 0.0)
    assert np.abs(data["x"].T @ residual).max() < 1e-7
    for group in (data["area"], data["year"]):
        assert np.abs(np.bincount(group, residual)).max() < 1e-7


def kinds(data: dict[str, np.ndarray]) -> list[object]:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    texts = [f"area {each:02}" for each in data["area"]]
    days = [datetime.date(2020, 1, 1) + datetime.timedelta(int(each)) for each in data["area"]]
    return [
        data["area"].astype(np.int32),
        data["area"] * 10**12,
        texts,
        days,
        pandas.Series(texts, name="area"),
        pandas.DataFrame({"area": pandas.Categorical(texts)}),
        polars.DataFrame({"area": texts}).with_columns(polars.col("area").cast(polars.Categorical)),
    ]


def test_any_kind_of_category_will_do() -> None:
    data = example()
    expected = ms.regress.absorbed_regression(data["x"], data["y"], data["area"], cluster=data["area"])
    for effect in kinds(data):
        fit = ms.regress.absorbed_regression(data["x"], data["y"], effect, cluster=effect)
        np.testing.assert_array_equal(fit.coefficients, expected.coefficients)
        np.testing.assert_allclose(fit.covariance, expected.covariance, rtol=1e-12)
        assert list(fit.levels.values()) == [20]
        assert len(fit.nested) == 1
        assert fit.clusters == 20


def test_effects_come_back_under_their_names() -> None:
    data = example()
    texts = [f"area {each:02}" for each in data["area"]]
    fit = ms.regress.absorbed_regression(
        data["x"], data["y"], {"area": texts, "year": data["year"]}, keep_effects=True, keep_fitted=True
    )
    table = fit.effects_table()
    known = {
        (effect, level): value
        for effect, level, value in zip(table["effect"], table["level"], table["estimate"], strict=True)
    }
    assert known["year", "0"] == 0.0
    made = data["x"] @ fit.coefficients + [
        known["area", area] + known["year", str(year)] for area, year in zip(texts, data["year"], strict=True)
    ]
    np.testing.assert_allclose(made, fit.fitted, atol=1e-9)
    assert table["rows"].sum() == 600


def test_the_result_says_what_it_is() -> None:
    data = example()
    fit = ms.regress.absorbed_regression(
        data["x"], data["y"], {"area": data["area"], "year": data["year"]}, names=["a", "b", "c"], covariance="hc1"
    )
    assert "area (20) + year (6)" in repr(fit)
    assert fit.options["covariance"] == "hc1"
    assert fit.table()["term"].tolist() == ["a", "b", "c"]
    assert fit.to_frame()["estimate"][0] == fit.coefficients[0]
    assert "<table" in fit._repr_html_()
    assert fit.demeaned and fit.imbalance < 1e-9
    assert 0 < fit.within_r_squared < fit.r_squared < 1


def test_errors_name_the_place() -> None:
    data = example()
    missing = ["a"] * 299 + [None]
    with pytest.raises(ms.DataError, match="Row 300 has no value in 'area'"):
        ms.regress.absorbed_regression(data["x"], data["y"], {"area": missing})
    with pytest.raises(ms.ArgumentError, match="area"):
        ms.regress.absorbed_regression(data["x"], data["y"], {"area": data["x"][:, 0]})
    three = {"a": data["area"], "b": data["year"], "c": data["year"]}
    with pytest.raises(ms.ArgumentError, match="cluster"):
        ms.regress.absorbed_regression(data["x"], data["y"], data["area"], cluster=three)
    with pytest.raises(ms.ArgumentError, match="covariance"):
        ms.regress.absorbed_regression(data["x"], data["y"], data["area"], covarance="iid")
    with pytest.raises(ms.ArgumentError, match="area"):
        ms.regress.absorbed_regression(data["x"], data["y"], {"area": data["area"][:-1]})
    with pytest.raises(ms.DataError, match="alone in a level"):
        ms.regress.absorbed_regression(data["x"], data["y"], np.arange(300))


def test_progress_can_stop_it() -> None:
    data = example()
    with pytest.raises(ms.CancelledError):
        ms.regress.absorbed_regression(data["x"], data["y"], data["area"], progress=lambda done, total: False)


def test_new_rows_get_the_effect_of_their_level() -> None:
    pandas = pytest.importorskip("pandas")
    data = example()
    texts = np.array([f"area {each:02}" for each in data["area"]])
    effects = pandas.DataFrame({"area": pandas.Categorical(texts), "year": data["year"]})
    fit = ms.regress.absorbed_regression(
        data["x"], data["y"], effects, names=["a", "b", "c"], keep_effects=True, keep_fitted=True
    )
    rows = pandas.DataFrame(data["x"][:40, ::-1], columns=["c", "b", "a"])
    made = ms.regress.predict(fit, rows, {"year": data["year"][:40], "area": texts[:40]})
    np.testing.assert_allclose(made.mean, fit.fitted[:40], rtol=1e-10)
    # What a dummy for every level says, by NumPy alone.
    whole = np.hstack([data["x"], texts[:, None] == np.unique(texts), data["year"][:, None] == np.arange(1, 6)])
    inverse = np.linalg.inv(whole.T @ whole) * fit.dispersion
    np.testing.assert_allclose(made.se, np.sqrt(np.einsum("ij,jk,ik->i", whole[:40], inverse, whole[:40])), rtol=1e-8)
    assert (made.low < made.mean).all() and isinstance(made.to_frame(), pandas.DataFrame)
    unknown = ms.regress.predict(fit, rows[:2], {"area": ["area 01", "area 99"], "year": ["1", "1"]}, confidence=0.9)
    assert np.isnan(unknown.mean).tolist() == [False, True] and unknown.rows_new_level == 1
    assert "area 99" in str(unknown.caveats[0])
    assert [each.name for each in unknown.caveats] == ["regress_level_without_effect"]


def test_predictions_that_cannot_be_are_refused() -> None:
    data = example()
    fit = ms.regress.absorbed_regression(data["x"], data["y"], data["area"], cluster=data["area"])
    with pytest.raises(ms.ArgumentError, match="keep_effects=True"):
        ms.regress.predict(fit, data["x"], data["area"])
    kept = ms.regress.absorbed_regression(
        data["x"], data["y"], {"area": data["area"]}, cluster=data["area"], keep_effects=True
    )
    made = ms.regress.predict(kept, data["x"], {"area": data["area"]})
    assert np.isfinite(made.mean).all() and np.isnan(made.se).all()
    assert [each.name for each in made.caveats] == ["regress_no_margin_of_effects"]
    with pytest.raises(ms.ArgumentError, match="'area'"):
        ms.regress.predict(kept, data["x"], {"town": data["area"]})
    with pytest.raises(ms.ArgumentError, match="effects"):
        ms.regress.predict(kept, data["x"])


def batches(leader: ms.regress.AbsorbAccumulator, parts: list[np.ndarray], add: object) -> ms.regress.AbsorbResult:
    again = True
    while again:
        workers = [leader.copy() for _ in parts]
        for worker, at in zip(workers, parts, strict=True):
            add(worker, at)
        for worker in workers[1:]:
            workers[0].merge(worker)
        leader = workers[0]
        again = leader.advance()
    return leader.result()


@pytest.mark.parametrize("family", ["gaussian", "poisson"])
def test_batches_give_the_fit_of_all_rows(family: str) -> None:
    data = example()
    y = data["y"] if family == "gaussian" else np.floor(np.exp(0.2 * np.clip(data["y"], -5, 8)))
    texts = np.array([f"area {each:02}" for each in data["area"]])
    options = {"family": family, "keep_effects": True}
    young = np.exp(data["x"][:, 0] * 0.1) if family == "poisson" else None
    effects = {"area": texts, "year": data["year"]}
    x = {name: data["x"][:, at] for at, name in enumerate("abc")}
    expected = ms.regress.absorbed_regression(x, y, effects, exposure=young, cluster=texts, **options)

    def add(to: ms.regress.AbsorbAccumulator, at: np.ndarray) -> None:
        order = "abc" if at[0] == 0 else "cab"  # names tell which column is which
        grouped = {name: effects[name][at] for name in (("area", "year") if at[0] == 0 else ("year", "area"))}
        to.add(
            {name: x[name][at] for name in order},
            y[at],
            grouped,
            cluster={"town": texts[at].tolist()},
            exposure=None if young is None else young[at],
        )

    parts = [np.arange(7), *np.array_split(np.arange(7, 300), 3)]
    fit = batches(ms.regress.AbsorbAccumulator(3, names=list("abc"), **options), parts, add)
    np.testing.assert_allclose(fit.coefficients, expected.coefficients, rtol=1e-12)
    np.testing.assert_allclose(fit.covariance, expected.covariance, rtol=1e-10, atol=1e-14)
    assert fit.table()["term"].tolist() == ["a", "b", "c"] and fit.clusters == expected.clusters == 20
    mine, theirs = fit.effects_table(), expected.effects_table()
    assert mine["level"].tolist() == theirs["level"].tolist() and mine["rows"].tolist() == theirs["rows"].tolist()
    np.testing.assert_allclose(mine["estimate"], theirs["estimate"], atol=1e-9)
    assert fit.nested == expected.nested and len(fit.caveats) == len(expected.caveats)
    made = ms.regress.predict(fit, data["x"][:5], {"area": texts[:5], "year": data["year"][:5]})
    assert np.isfinite(made.mean).all()


def test_batches_that_do_not_belong_together_are_refused() -> None:
    data = example()
    fit = ms.regress.AbsorbAccumulator(3)
    with pytest.raises(ms.ArgumentError, match="until advance gives false"):
        fit.result()
    fit.add(data["x"], data["y"], {"area": data["area"]})
    with pytest.raises(ms.ArgumentError, match="effects"):
        fit.add(data["x"], data["y"], {"area": data["area"], "year": data["year"]})
    with pytest.raises(ms.ArgumentError, match="'area'"):
        fit.add(data["x"], data["y"], {"town": data["area"]})
    assert fit.advance()
    with pytest.raises(ms.ArgumentError, match="same rows"):
        fit.add(data["x"], data["y"], {"area": data["area"] + 100})
    fit.add(data["x"][:9], data["y"][:9], {"area": data["area"][:9]})
    with pytest.raises(ms.ArgumentError, match="exactly once"):
        fit.advance()
    with pytest.raises(ms.ArgumentError, match="keep_fitted"):
        ms.regress.AbsorbAccumulator(3, keep_fitted=True)
    with pytest.raises(ms.DataError, match="Row 300 has no value in 'area'"):
        fit.add(data["x"], data["y"], {"area": ["a"] * 299 + [None]})
