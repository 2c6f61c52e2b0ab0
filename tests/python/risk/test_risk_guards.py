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
    with pytest.raises(ms.ArgumentError, match="themes must be a dict of dicts"):
        ms.risk.picture(ROWS, "SIM0007", ["assistance"], unit="code")
    by_number = changed(code=np.arange(80))
    assert ms.risk.picture(by_number, 7, themes, unit="code").unit == "7"
    with pytest.raises(ms.DataError, match="se of Assistance of 'SIM0001' is -1"):
        ms.risk.picture(changed(e=-np.ones(80)), "SIM0007", themes, unit="code", se={"assistance": "e"})


def test_a_figure_per_1000_is_no_count() -> None:
    per_1000 = changed(users=np.round(1000.0 * ROWS["users"] / ROWS["people"]))
    assert "risk_looks_like_rate" in names(fit(per_1000).caveats)
    assert "risk_looks_like_rate" not in names(fit().caveats)


def test_rows_within_rows_are_said() -> None:
    codes = ["GM0034", "WK003401", *(f"BU0034{i:04d}" for i in range(100, 178))]
    said = [each for each in fit(changed(code=np.array(codes))).caveats if each.name == "risk_rows_within_rows"]
    # All neighbourhoods and the district lie in the municipality.
    assert said[0].parameters == {"count": "79", "inside": "WK003401", "around": "GM0034"}
    apart = ["GM0035", "WK003601", *codes[2:]]
    assert "risk_rows_within_rows" not in names(fit(changed(code=np.array(apart))).caveats)


def test_new_rows_outside_the_data_are_said() -> None:
    model = fit()
    rows = changed(assistance=10.0 * ROWS["assistance"], year=np.full(80, 2030))
    for made in (model.predict(rows), model.forecast(rows, year="year")):
        said = [each for each in made.caveats if each.name == "risk_new_rows_outside"]
        assert said[0].parameters["column"] == "assistance"
        assert float(said[0].parameters["got"]) == 10.0 * ROWS["assistance"].max()
    for made in (model.predict(ROWS), model.forecast(changed(year=rows["year"]), year="year")):
        assert "risk_new_rows_outside" not in names(made.caveats)


@pytest.mark.parametrize(("users", "margin", "said"), [(3, False, "too_few"), (8, True, "few"), (40, True, None)])
def test_a_group_of_few_users_has_no_certain_ratio(users: int, margin: bool, said: str | None) -> None:
    random = np.random.default_rng(5)
    side = np.repeat(["north", "south"], 75)
    dealt = np.concatenate([random.multinomial(users, np.full(75, 1 / 75)), random.poisson(4.0, 75)])
    rows = {"users": dealt, "people": np.full(150, 200.0), "trait": random.normal(size=150), "side": side}
    model = ms.risk.fit("users", rows, factors=["trait"], exposure="people")
    made = model.effects_by("trait", "side")
    north, south = made.to_frame("dict")["ratio_low"]
    assert np.isfinite(north) == margin and np.isfinite(south)
    assert np.isfinite(made.difference_p) == margin
    expected = [f"risk_groups_{said}_users"] if said else []
    assert [each for each in names(made.caveats) if each.startswith("risk_groups_")] == expected


def test_a_group_where_few_rows_have_any_cost_has_no_certain_ratio() -> None:
    random = np.random.default_rng(3)
    side = np.repeat(["north", "south"], 100)
    with_cost = np.concatenate([np.arange(100) % 10 == 0, np.arange(100) % 3 != 0])  # 10 and 66 of 100
    rows = {"cost": np.where(with_cost, random.gamma(2.0, 500.0, 200), 0.0), "people": np.full(200, 50.0),
            "trait": random.normal(size=200), "side": side}
    model = ms.risk.fit("cost", rows, factors=["trait"], exposure="people", family="tweedie", power=1.5)
    made = model.effects_by("trait", "side")
    north, south = made.to_frame("dict")["ratio_low"]
    assert np.isnan(north) and np.isfinite(south) and np.isnan(made.difference_p)
    said = [each for each in made.caveats if each.name == "risk_groups_too_few_users"]
    assert said[0].parameters["groups"] == "north (10)"


def test_doubled_rows_of_a_forecast_of_a_panel_are_said() -> None:
    years = {name: np.concatenate([values, values]) for name, values in ROWS.items()}
    years["year"] = np.repeat([2023, 2024], 80)
    model = fit(years, period="year")
    later = {**ROWS, "year": np.full(80, 2026)}
    assert "risk_rows_twice" not in names(model.forecast(later, year="year").caveats)
    twice = {name: np.concatenate([values, values]) for name, values in later.items()}
    assert "risk_rows_twice" in names(model.forecast(twice, year="year").caveats)


def test_margins_of_a_division_are_those_of_hc2() -> None:
    """By hand in NumPy: Newton's method in either group, and what each row says, enlarged for its own leverage."""
    random = np.random.default_rng(8)
    trait, people = random.normal(size=14), random.integers(300, 1500, 14).astype(float)
    users = random.poisson(0.05 * people * np.exp(0.3 * trait)).astype(float)
    x, in_a = np.column_stack([np.ones(14), trait]), np.arange(14) % 2 == 0

    def fitted(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        weight, b = people * rows, np.array([np.log(users[rows].sum() / people[rows].sum()), 0.0])
        for _ in range(30):
            mean = np.exp(x @ b)
            bread = np.linalg.inv(x.T @ (x * (weight * mean)[:, None]))
            b = b + bread @ x.T @ (weight * (users / people - mean))
        leverage = weight * mean * np.einsum("ij,jk,ik->i", x, bread, x)
        return b, (x @ bread) * (weight * (users / people - mean) / np.sqrt(1.0 - leverage))[:, None]

    def rate(rows: np.ndarray, b: np.ndarray, influence: np.ndarray) -> tuple[float, np.ndarray]:
        share, mean = people * rows / people[rows].sum(), np.exp(x @ b)
        value = share @ mean
        return value, share * (mean - value) + influence @ (x.T @ (share * mean))

    a, b = fitted(in_a), fitted(~in_a)
    own_a, own_b, at_b = rate(in_a, *a), rate(~in_a, *b), rate(in_a, *b)
    rows = {"users": users, "people": people, "trait": trait}
    model = ms.risk.fit("users", rows, factors=["trait"], exposure="people")
    made = model.divide(np.where(in_a, "A", "B"), reference="group_b", multiplier=1.0)
    for part, (first, of_first), (second, of_second) in (
        (made.gap, own_a, own_b), (made.unexplained_a, own_a, at_b), (made.composition, at_b, own_b)
    ):
        assert part.value == pytest.approx(first - second, rel=1e-8)
        assert part.se == pytest.approx(np.sqrt(((of_first - of_second) ** 2).sum() * 14 / 13), rel=1e-8)
