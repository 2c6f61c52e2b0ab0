# SPDX-License-Identifier: Apache-2.0
"""Random intercepts from Python: predictions, and rows in batches."""

import numpy as np
import pytest

import maatstaf as ms

RANDOM = np.random.default_rng(8)
TOWN = np.repeat([f"town {at:02d}" for at in range(20)], 12)
OWN = np.repeat(RANDOM.normal(scale=0.6, size=20), 12)
X = {"one": np.ones(240), "age": RANDOM.normal(size=240)}
YEARS = np.exp(RANDOM.normal(scale=0.3, size=240))
Y = RANDOM.poisson(YEARS * np.exp(0.4 + 0.3 * X["age"] + OWN)).astype(float)
FIT = ms.regress.random_intercepts(X, Y, TOWN, family="poisson", exposure=YEARS)
NEW = {"age": [0.0, 1.0], "one": [1.0, 1.0]}  # another order: columns go by name


def test_a_known_group_an_average_and_a_new_group() -> None:
    made = FIT.predict(NEW, groups=["town 03", "elsewhere"])
    assert made.of == "group" and list(made.table()["known"]) == [True, False]
    effect = dict(zip(FIT.group_names, FIT.effects, strict=True))["town 03"]
    assert made.mean[0] == pytest.approx(np.exp(FIT.coefficients[0] + effect), rel=1e-12)
    assert [each.name for each in made.caveats] == ["regress_new_groups"] and "elsewhere" in str(made.caveats[0])
    average = ms.regress.predict(FIT, NEW)
    single = ms.regress.predict(FIT, NEW, of="new_group", confidence=0.95)
    eta = FIT.coefficients[0] + FIT.coefficients[1] * np.array([0.0, 1.0])
    np.testing.assert_allclose(average.mean, np.exp(eta + FIT.sd**2 / 2), rtol=1e-12)
    np.testing.assert_array_equal(average.mean, single.mean)
    assert (single.low < average.low).all() and (average.high < single.high).all()
    assert made.low[1] == single.low[1] and made.mean[1] == average.mean[1]
    assert set(average.to_frame("dict")) == {"mean", "eta", "se", "low", "high"}
    assert "caveat" in repr(made) and "<table" in made._repr_html_()
    wide = ms.regress.predict(FIT, NEW, exposure=[2.0, 2.0])
    np.testing.assert_allclose(wide.mean, 2.0 * average.mean)


def test_what_does_not_belong_to_a_prediction_is_refused() -> None:
    plain = ms.regress.glm(X, Y, family="poisson")
    with pytest.raises(ms.ArgumentError, match="groups means nothing"):
        ms.regress.predict(plain, NEW, groups=["a", "b"])
    with pytest.raises(ms.ArgumentError, match="robust means nothing"):
        ms.regress.predict(FIT, NEW, robust=plain.robust())
    with pytest.raises(ms.ArgumentError, match="needs groups"):
        FIT.predict(NEW, of="group")
    with pytest.raises(ms.ArgumentError, match="new_group"):
        FIT.predict(NEW, of="newgroup")
    with pytest.raises(ms.ArgumentError, match="no value in row 2"):
        FIT.predict(NEW, groups=["town 03", None])
    with pytest.raises(ms.ArgumentError, match="groups"):
        FIT.predict(NEW, groups=["town 03"])
    with pytest.raises(ms.DataError, match="age"):
        FIT.predict({"one": [1.0], "age": [np.nan]})


def test_batches_of_whole_groups_give_the_fit_of_all_rows() -> None:
    parts = [np.flatnonzero(np.isin(TOWN, names)) for names in np.array_split(np.unique(TOWN), [1, 4, 13])]
    leader = ms.regress.RandomInterceptsAccumulator(2, names=list(X), family="poisson")
    again, sweeps = True, 0
    while again:
        away = leader.copy()
        for at in parts:
            worker = away if at is parts[1] else leader
            rows = {name: X[name][at] for name in (list(X) if at is parts[0] else list(X)[::-1])}
            worker.add(rows, Y[at], TOWN[at], exposure=YEARS[at])
        leader.merge(away)
        again, sweeps = leader.advance(), sweeps + 1
    made = leader.result()
    assert sweeps < 50 and made.names == FIT.names and sorted(made.group_names) == sorted(FIT.group_names)
    np.testing.assert_allclose(made.coefficients, FIT.coefficients, rtol=1e-11)
    np.testing.assert_allclose(made.covariance, FIT.covariance, rtol=1e-7)
    assert made.sd == pytest.approx(FIT.sd, rel=1e-11)
    order = [made.group_names.index(name) for name in FIT.group_names]
    np.testing.assert_allclose(made.effects[order], FIT.effects, rtol=0, atol=1e-11)
    new = {name: values[:30] for name, values in X.items()}
    there, here = made.predict(new, groups=TOWN[:30]), FIT.predict(new, groups=TOWN[:30])
    np.testing.assert_allclose(there.se, here.se, rtol=1e-8)


def test_a_group_cut_in_two_is_refused_with_its_remedy() -> None:
    fit = ms.regress.RandomInterceptsAccumulator(2, family="poisson")
    matrix = np.column_stack(list(X.values()))
    fit.add(matrix[:18], Y[:18], TOWN[:18])
    with pytest.raises(ms.ArgumentError, match="town 01 comes in more than one batch.*sort or partition"):
        fit.add(matrix[18:], Y[18:], TOWN[18:])
    with pytest.raises(ms.ArgumentError, match="until advance gives false"):
        fit.result()
    with pytest.raises(ms.ArgumentError, match="prior_weights"):
        fit.add(matrix[24:], Y[24:], TOWN[24:], analytic_weights=YEARS[24:])
    with pytest.raises(ms.ArgumentError, match="nodes"):
        ms.regress.RandomInterceptsAccumulator(2, nodes=0)
