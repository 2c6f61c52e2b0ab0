# SPDX-License-Identifier: Apache-2.0
"""Rows in batches: sandwiches, two parts and searches, as of all rows at once."""

import pickle

import numpy as np
import pytest

import maatstaf as ms

RANDOM = np.random.default_rng(5)
X = {"one": np.ones(300), "age": RANDOM.normal(size=300)}
Y = RANDOM.poisson(np.exp(0.2 + 0.4 * X["age"])).astype(float)
TOWN = np.array([f"town {each}" for each in RANDOM.integers(0, 15, 300)])


@pytest.mark.parametrize("kind", ["hc0", "hc3", "cr1", "cr2"])
def test_a_sandwich_from_workers_is_that_of_all_rows(kind: str) -> None:
    fit = ms.regress.glm(X, Y, family="poisson")
    cluster = TOWN if kind.startswith("cr") else None
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


@pytest.mark.parametrize("covariance", ["model", "robust", "cluster"])
@pytest.mark.parametrize("procedure", ["two_part", "hurdle"])
def test_both_parts_from_workers_are_those_of_all_rows(procedure: str, covariance: str) -> None:
    counts = procedure == "hurdle"
    years = np.exp(0.3 * RANDOM.normal(size=300))
    outcome = Y if counts else np.where(Y > 0, Y * (1.0 + RANDOM.random(300)), 0.0)
    options = {"covariance": covariance, **({"count": "poisson"} if counts else {"amount": "lognormal"})}
    kind = ms.regress.HurdleAccumulator if counts else ms.regress.TwoPartAccumulator
    leader = kind(2, names=list(X), **options)
    order = np.argsort(outcome, kind="stable")  # the first batches hold zeros only
    again = True
    while again:
        workers = [leader.copy() for _ in range(4)]
        for worker, at in zip(workers, np.array_split(order, 4), strict=True):
            turned = {"age": X["age"][at], "one": X["one"][at]}
            towns = TOWN[at] if covariance == "cluster" else None
            worker.add(turned, outcome[at], cluster=towns, exposure=years[at])
        for worker in workers[1:]:
            workers[0].merge(worker)
        leader = workers[0]
        again = leader.advance()
    found = leader.result()
    towns = TOWN if covariance == "cluster" else None
    fit = getattr(ms.regress, procedure)(X, outcome, exposure=years, cluster=towns, **options)
    np.testing.assert_allclose(found.use.coefficients, fit.use.coefficients, rtol=1e-12)
    np.testing.assert_allclose(found.covariance, fit.covariance, rtol=1e-10, atol=1e-12)
    assert found.clusters == fit.clusters and list(found.caveats) == list(fit.caveats)
    for column in ("se", "df", "p_value"):
        np.testing.assert_allclose(np.asarray(found.table()[column]), np.asarray(fit.table()[column]), rtol=1e-8)
    expected, said = (ms.regress.expectation(each, X, exposure=years) for each in (fit, found))
    np.testing.assert_allclose(said.total, expected.total, rtol=1e-12)
    np.testing.assert_allclose(said.se, expected.se, rtol=1e-10)


def test_batches_of_two_parts_say_what_is_wrong() -> None:
    with pytest.raises(ms.ArgumentError, match="gamma, inverse_gaussian, lognormal"):
        ms.regress.TwoPartAccumulator(2, amount="normal")
    with pytest.raises(ms.ArgumentError, match="cluster needs clusters"):
        ms.regress.HurdleAccumulator(2, covariance="cluster").add(X, Y)
    with pytest.raises(ms.ArgumentError, match="covariance with clusters"):
        ms.regress.HurdleAccumulator(2).add(X, Y, cluster=TOWN)
    fit = ms.regress.HurdleAccumulator(2)
    with pytest.raises(ms.ArgumentError, match="until advance gives false"):
        fit.result()
    fit.add(X, np.zeros(300))
    with pytest.raises(ms.DataError, match="Every outcome is zero"):
        fit.advance()


def test_searches_over_batches_find_what_they_find_in_all_rows() -> None:
    x = {**X, **{f"trait{each}": RANDOM.normal(size=300) for each in range(3)}}
    years = np.exp(RANDOM.normal(size=300))
    parts = np.array_split(np.arange(300), 4)

    def swept(leader, y, **given):
        again = True
        while again:
            workers = [leader.copy() for _ in parts]
            for worker, at in zip(workers, parts, strict=True):
                columns = list(x) if at[0] == 0 else list(x)[::-1]  # names tell which column is which
                rows = {name: x[name][at] for name in columns}
                worker.add(rows, y[at], **{name: values[at] for name, values in given.items()})
            for worker in workers[1:]:
                workers[0].merge(worker)
            leader = workers[0]
            again = leader.advance()
        return leader.result()

    options = {"family": "poisson", "lambda_count": 8, "lambda_ratio": 0.01}
    path = ms.regress.elastic_net(x, Y, exposure=years, **options)
    names = list(x)
    found = swept(ms.regress.ElasticNetAccumulator(5, names=names, **options), Y, exposure=years)
    np.testing.assert_allclose(found.coefficients, path.coefficients, rtol=1e-10, atol=1e-12)
    fold = np.arange(300) % 3
    expected = ms.regress.elastic_net_cv(x, Y, fold_of_row=fold, **options)
    searched = swept(ms.regress.ElasticNetCvAccumulator(5, 3, names=names, **options), Y, fold_of_row=fold)
    np.testing.assert_allclose(searched.mean, expected.mean, rtol=1e-12)
    amount = Y * np.exp(RANDOM.normal(size=300))
    power = swept(ms.regress.TweediePowerAccumulator(5, names=names), amount)
    assert power.power == pytest.approx(ms.regress.tweedie_power(x, amount).power, rel=1e-9)


def test_tests_of_terms_use_the_clusters_or_say_that_they_pass_over_them() -> None:
    plain = ms.regress.glm(X, Y, family="poisson")
    fit = ms.regress.glm(X, Y, family="poisson", cluster=TOWN)
    small = ms.regress.glm({"one": X["one"]}, Y, family="poisson")
    other = ms.regress.glm({"one": X["one"], "other": np.arange(len(Y)) % 3.0}, Y, family="poisson")
    wide = ms.regress.glm({**X, "third": np.arange(len(Y)) % 7.0}, Y, family="poisson", cluster=TOWN)
    assert not ms.regress.drop_each(plain).caveats
    by_family = ms.regress.drop_each(fit, covariance="model")
    assert [each.name for each in by_family.caveats] == ["regress_test_of_family"]
    assert by_family.to_frame("dict")["p_value"] == ms.regress.drop_each(plain).to_frame("dict")["p_value"]
    # With the clusters of the fit: for one column the p-value of its own table.
    dropped = ms.regress.drop_each(fit)
    assert not dropped.caveats
    np.testing.assert_allclose(dropped.to_frame("dict")["p_value"], fit.table()["p_value"][1:])
    asked = ms.regress.drop_each(plain, cluster=TOWN)
    np.testing.assert_allclose(asked.to_frame("dict")["p_value"], dropped.to_frame("dict")["p_value"])
    given = ms.regress.drop_each(plain, covariance=fit.robust("cr2", cluster=TOWN))
    np.testing.assert_allclose(given.to_frame("dict")["p_value"], dropped.to_frame("dict")["p_value"])
    test = ms.regress.compare_nested(small, wide)
    assert not test.caveats
    assert test.degrees_of_freedom == len(wide.names) - 1
    assert 0.0 < test.residual_df < len(set(TOWN))
    assert not ms.regress.compare_nested(small, plain).caveats
    # Columns that the larger model does not have: only the family can say.
    assert [each.name for each in ms.regress.compare_nested(other, wide).caveats] == ["regress_test_of_family"]


def test_what_cannot_predict_and_what_lacks_clusters_is_said() -> None:
    counted = ms.regress.hurdle(X, Y)
    with pytest.raises(ms.ArgumentError, match="not HurdleResult"):
        ms.regress.predict(counted, X)
    with pytest.raises(ms.ArgumentError, match="cr2 needs clusters"):
        ms.regress.glm(X, Y, family="poisson", covariance="cr2")
    with pytest.raises(ms.ArgumentError, match="until advance gives false"):
        ms.regress.GlmAccumulator(2).result()
    amount = np.where(Y > 0, Y + 0.5, 0.0)
    parts = ms.regress.two_part(X, amount, cluster=TOWN)
    table = parts.table()
    assert list(table["part"]) == ["use", "use", "amount", "amount"]
    assert max(table["df"]) < parts.clusters - 1.0
    np.testing.assert_allclose(np.asarray(table["df"])[2:], parts.amount.table()["df"])
    rows = {name: X[name][:5] for name in X}
    expected = ms.regress.expectation(parts, rows)
    assert expected.degrees_of_freedom.shape == (5,)
    assert (expected.degrees_of_freedom < parts.clusters).all()
    np.testing.assert_allclose(np.asarray(table["se"]) ** 2, np.diag(parts.covariance)[:4])
    np.testing.assert_allclose(parts.amount.standard_errors, np.asarray(table["se"])[2:])


def test_lags_belong_to_newey_west() -> None:
    fit = ms.regress.glm(X, Y, family="poisson")
    with pytest.raises(ms.ArgumentError, match="newey_west"):
        fit.robust("hc3", lags=3)
    with pytest.raises(ms.ArgumentError, match="say for which values"):
        ms.regress.standardised(fit, "age")
