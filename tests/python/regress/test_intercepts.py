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
