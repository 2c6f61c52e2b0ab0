# SPDX-License-Identifier: Apache-2.0
"""Likely mistakes that would give a number all the same: each is refused, or said beside the number."""

import numpy as np
import pytest

import maatstaf as ms

ROWS = {name: np.array(values) for name, values in ms.risk.simulate_cost(80).items()}
CODE = -99997.0


def changed(**columns):
    return {**ROWS, **columns}


def fit(rows=ROWS, outcome="users", **options):
    given = {"factors": ["assistance"], "exposure": "people", "unit": "code", **options}
    return ms.risk.fit(outcome, rows, **{name: value for name, value in given.items() if value is not None})


def with_code(name):
    return np.where(np.arange(80) == 3, CODE, ROWS[name])


def names(caveats):
    return [each.name for each in caveats]


def test_people_are_not_counted_twice() -> None:
    with pytest.raises(ms.ArgumentError, match="weights are the exposure once more"):
        fit(weights="people")
    rows = changed(of_sample=np.where(np.arange(80) % 2, 20.0, 10.0))
    assert "risk_weights_of_counts" in names(fit(rows, weights="of_sample").caveats)
    rows["of_sample"] = rows["of_sample"] / 15.0
    assert "risk_weights_of_counts" not in names(fit(rows, weights="of_sample").caveats)


def test_doubled_rows_are_said() -> None:
    assert "risk_rows_twice" not in names(fit().caveats)
    doubled = {name: np.concatenate([values, values[:7]]) for name, values in ROWS.items()}
    said = next(each for each in fit(doubled).caveats if each.name == "risk_rows_twice")
    assert "7 of 87" in str(said)
    made = fit().forecast({**doubled, "year": np.full(87, 2030)}, year="year")
    assert "risk_rows_twice" in names(made.caveats)


@pytest.mark.parametrize("year", [np.nan, 2025.9])
def test_a_year_is_a_whole_number(year: float) -> None:
    later = changed(year=np.where(np.arange(80) == 2, year, 2025.0))
    with pytest.raises(ms.DataError, match="Row 3 has the year"):
        fit().forecast(later, year="year")


def test_codes_for_missing_values_are_no_measurements() -> None:
    rows = changed(assistance=with_code("assistance"))
    with pytest.raises(ms.DataError, match="CBS"):
        fit().predict(rows)
    with pytest.raises(ms.DataError, match="CBS"):
        ms.risk.picture(rows, "SIM0007", {"Income": {"Assistance": "assistance"}}, unit="code")
    users, amount = fit(), fit(changed(each=ROWS["cost"] / ROWS["users"]), "each", weights="users", family="gamma",
                               exposure=None)  # fmt: skip
    with pytest.raises(ms.DataError, match="observed of 'SIM0004' is -99997"):
        ms.risk.expected_cost(users, amount, with_code("cost"))


def test_codes_for_missing_values_in_the_rows_of_a_formula() -> None:
    pytest.importorskip("formulaic")
    made = fit(outcome="users ~ assistance + C(kind)", rows=changed(kind=np.arange(80) % 2), factors=None)
    with pytest.raises(ms.DataError, match="CBS"):
        made.predict(changed(kind=np.arange(80) % 2, assistance=with_code("assistance")))
    with pytest.raises(ms.ArgumentError, match="exposure='people'"):
        fit(outcome="users ~ assistance + offset(np.log(people))", factors=None, exposure=None)


def test_the_cost_of_a_row_is_not_that_of_a_user() -> None:
    users, whole = fit(), fit(ROWS, "cost", weights="users", family="gamma", exposure=None)
    made = ms.risk.expected_cost(users, whole, "cost")
    said = next(each for each in made.caveats if each.name == "risk_cost_far_off")
    times = made.table()["expected"].sum() / ROWS["cost"].sum()
    assert times > 10 and f"{times:.0f} times" in str(said)
    each = fit(changed(each=ROWS["cost"] / ROWS["users"]), "each", weights="users", family="gamma", exposure=None)
    assert "risk_cost_far_off" not in names(ms.risk.expected_cost(users, each, "cost", budget=1.0).caveats)


def test_a_budget_that_is_no_number_is_refused() -> None:
    whole = fit(ROWS, "cost", weights="users", family="gamma", exposure=None)
    for budget in (float("nan"), np.float64("nan"), 0.0):
        with pytest.raises(ms.ArgumentError, match="budget"):
            ms.risk.expected_cost(whole, budget=budget)


@pytest.mark.parametrize("empty", [None, np.nan])
def test_rows_without_a_group_are_named(empty: object) -> None:
    labels = [empty] * 3 + ["a"] * 40 + ["b"] * 37
    with pytest.raises(ms.DataError, match=r"3 of 80 rows \(rows 1, 2, 3\)"):
        fit().divide(labels)


def test_a_picture_says_what_it_was_asked() -> None:
    themes = {"Income": {"Assistance": "assistance"}}
    with pytest.raises(ms.ArgumentError, match=r"themes\['Income'\] must be a dict"):
        ms.risk.picture(ROWS, "SIM0007", {"Income": ["assistance"]}, unit="code")
    by_number = changed(code=np.arange(80))
    assert ms.risk.picture(by_number, 7, themes, unit="code").unit == "7"
    with pytest.raises(ms.DataError, match="se of Assistance of 'SIM0001' is -1"):
        ms.risk.picture(changed(e=-np.ones(80)), "SIM0007", themes, unit="code", se={"assistance": "e"})
