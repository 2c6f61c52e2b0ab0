# SPDX-License-Identifier: Apache-2.0
"""Cost: its own words, and two parts that need not have the same columns."""

import numpy as np
import pytest

import maatstaf as ms


def bills(areas: int = 121) -> dict[str, object]:
    """Made-up cost in cities and villages; three cities have no user, so among those with users villages are more."""
    rows: dict[str, object] = {name: np.array(values) for name, values in ms.risk.simulate_cost(areas).items()}
    city = np.arange(areas) % 2 == 0
    cost = np.array(rows["cost"]) * np.where(city, 1.6, 1.0)
    users = np.array(rows["users"])
    cost[[0, 2, 4]] = users[[0, 2, 4]] = 0.0
    with np.errstate(invalid="ignore"):
        per_user = cost / users
    return {**rows, "users": users, "cost": cost, "per_user": per_user, "kind": np.where(city, "city", "village")}


ROWS = bills()


def users(factors=("assistance", "kind"), rows=ROWS, **options) -> ms.risk.RiskFit:
    return ms.risk.fit("users", rows, **{"factors": list(factors), "exposure": "people", "unit": "code", **options})


def amount(factors=("assistance", "kind"), rows=ROWS, **options) -> ms.risk.RiskFit:
    given = {"weights": "users", "family": "gamma", "unit": "code", **options}
    return ms.risk.fit("per_user", rows, factors=list(factors), **given)


def by_hand(first: ms.risk.RiskFit, second: ms.risk.RiskFit) -> np.ndarray:
    each = second.predict({name: ROWS[name] for name in ("assistance", "single_parents", "kind", "code")})
    return first.expected()["expected"] * each["expected"]


def test_the_amount_is_expected_on_its_own_columns() -> None:
    first, second = users(), amount()
    assert list(first.columns)[2] == "kind[village]" and list(second.columns)[2] == "kind[city]"
    made = ms.risk.expected_cost(first, second, "cost", "kind")
    same = ms.risk.expected_cost(first, amount(reference={"kind": "city"}), "cost", "kind")
    assert np.allclose(made.table()["expected"], same.table()["expected"], rtol=1e-9)
    assert np.allclose(made.table()["se"], same.table()["se"], rtol=1e-6)
    assert np.allclose(made.groups()["se"], same.groups()["se"])
    assert made.r2 > 0.2 and np.abs(made.groups()["per_person"]).max() < 100
    assert np.allclose(made.table()["expected"], by_hand(first, second))


@pytest.mark.parametrize("factors", [("kind", "assistance"), ("single_parents",), ("assistance", "single_parents")])
def test_the_amount_may_have_other_factors(factors) -> None:
    first, second = users(), amount(factors)
    made = ms.risk.expected_cost(first, second, "cost")
    assert np.allclose(made.table()["expected"], by_hand(first, second))
    assert (made.table()["se"] > 0).all() and made.caveats[0].name == "risk_parts_joined"


def test_parts_on_arrays_are_found_by_name() -> None:
    first, second = users(["assistance", "single_parents"]), amount(["assistance", "single_parents"])
    right = ms.risk.expected_cost(first, second, ROWS["cost"]).table()["expected"]
    rows = np.asarray(second.rows)
    turned = ms.risk.fit_arrays(second.design[:, [0, 2, 1]], ROWS["per_user"][rows], None, ROWS["users"][rows],
                                columns=["(intercept)", "single_parents", "assistance"], family="gamma",
                                units=[str(each) for each in ROWS["code"][rows]])  # fmt: skip
    found = ms.risk.expected_cost(first, turned, ROWS["cost"]).table()["expected"]
    assert np.allclose(found, right, rtol=1e-8)
    with pytest.raises(ms.ArgumentError, match="'z'"):
        other = ms.risk.fit_arrays(second.design, ROWS["per_user"][rows], None, ROWS["users"][rows],
                                   columns=["(intercept)", "z", "assistance"], family="gamma")  # fmt: skip
        ms.risk.expected_cost(first, other, ROWS["cost"])


def test_what_is_no_cost_is_refused() -> None:
    count, bill = users(), amount()
    with pytest.raises(ms.ArgumentError, match="gamma or tweedie"):
        ms.risk.expected_cost(count)
    with pytest.raises(ms.ArgumentError, match="gamma or tweedie"):
        ms.risk.expected_cost(count, count, "cost")
    with pytest.raises(ms.ArgumentError, match="how many people"):
        ms.risk.expected_cost(bill, count, "cost")
    with pytest.raises(ms.ArgumentError, match="observed"):
        ms.risk.expected_cost(count, bill)
    with pytest.raises(ms.ArgumentError, match="same cluster"):
        ms.risk.expected_cost(users(cluster="code"), bill, "cost")


def test_a_level_of_which_no_cost_is_known_is_named() -> None:
    island = np.isin(np.arange(121), [10, 11, 12, 13])
    rows = {**ROWS, "kind": np.where(island, "island", ROWS["kind"]),
            "per_user": np.where(island, np.nan, ROWS["per_user"])}  # fmt: skip
    with pytest.raises(ms.DataError, match="island"):
        ms.risk.expected_cost(users(rows=rows), amount(rows=rows), "cost")


def test_cost_and_groups_by_column_or_by_the_rows_of_the_table() -> None:
    rows = {**ROWS, "single_parents": np.where(np.arange(121) == 7, np.nan, ROWS["single_parents"])}
    first = users(["single_parents"], rows)
    second = amount(["single_parents"], rows)
    named = ms.risk.expected_cost(first, second, "cost", "kind")
    assert len(named) == 120
    for cost, kind in ((rows["cost"], rows["kind"]), (rows["cost"][first.rows], list(rows["kind"][first.rows]))):
        again = ms.risk.expected_cost(first, second, cost, kind)
        assert again == named
    assert list(first.effects_by("single_parents", rows["kind"]).table()["group"]) == ["city", "village"]
    with pytest.raises(ms.ArgumentError, match=r"observed has 119 entries.*120 rows of the fit.*121"):
        ms.risk.expected_cost(first, second, rows["cost"][:119])
    with pytest.raises(ms.DataError, match="Column observed, row 3"):
        ms.risk.expected_cost(first, second, np.where(np.arange(121) == 2, np.nan, rows["cost"]))
    with pytest.raises(ms.ArgumentError, match="by has 3"):
        first.effects_by("single_parents", ["a", "b", "c"])
    with pytest.raises(ms.ArgumentError, match="120 groups"):
        first.effects_by("single_parents", "code")


def test_groups_know_which_rows_belong_together() -> None:
    twice = {name: np.concatenate([values, values]) for name, values in ROWS.items()}
    alone = ms.risk.expected_cost(users(rows=twice), amount(rows=twice), "cost", "kind").groups()
    known = {"cluster": "code"}
    together = ms.risk.expected_cost(users(rows=twice, **known), amount(rows=twice, **known), "cost", "kind").groups()
    # Every area stands twice in full: its two rows say no more than one.
    assert np.allclose(together["se"] / alone["se"], np.sqrt(2.0), rtol=0.02)


def test_numbers_of_rows_of_other_tables_are_no_names() -> None:
    some = np.flatnonzero(ROWS["users"] > 0)
    rest = {name: values[some] for name, values in ROWS.items()}  # row 1 is another area than in the whole table
    made = ms.risk.expected_cost(users(unit=None), amount(rows=rest, unit=None), "cost")
    assert any(each.name == "risk_parts_independent" for each in made.caveats)
    joined = ms.risk.expected_cost(users(), amount(rows=rest), "cost")
    assert any(each.name == "risk_parts_joined" for each in joined.caveats)


def test_what_the_amount_has_to_say_is_passed_on() -> None:
    rows = {**ROWS, "twice": 2.0 * np.array(ROWS["assistance"])}
    made = ms.risk.expected_cost(users(rows=rows), amount(["assistance", "twice"], rows), "cost")
    assert any(each.name == "regress_aliased" and "twice" in each.text("en") for each in made.caveats)
    assert not any(each.name == "risk_rows_left_out" for each in made.caveats)
    plain = ms.risk.expected_cost(users(rows=rows), amount(["assistance"], rows), "cost")
    assert np.allclose(made.table()["expected"], plain.table()["expected"])
    assert len({each.name for each in made.caveats}) == len(made.caveats)


def test_amounts_without_weights_are_said() -> None:
    made = ms.risk.expected_cost(users(), amount(weights=None), "cost")
    assert any(each.name == "risk_amount_unweighted" for each in made.caveats)


def test_a_profile_of_cost_speaks_of_euros_and_claims_no_chance() -> None:
    fit = ms.risk.fit("cost", ROWS, factors=["assistance", "kind"], exposure="people", family="tweedie", unit="code")
    profile = fit.profile("SIM0004")
    assert np.isnan(profile.noise) and np.isnan(profile.practice)
    assert profile.rest + profile.composition == pytest.approx(profile.difference)
    dutch, english = profile.sentences("nl"), profile.sentences("en")
    observed = round(float(ROWS["cost"][3]))
    assert f"€ {observed:,}".replace(",", ".") in dutch[0] and f"EUR {observed:,}" in english[0]
    said = " ".join(english)
    assert "EUR" in said and "times the use" not in said and "expected on its traits (EUR" in said
    assert "per 1000" not in said and "cannot be told apart" in said
    assert "Per person the difference" in said and "het gebruik" not in " ".join(dutch[:6])
    assert list(profile.table()["part"])[-3:] == ["composition", "rest", "difference"]
    parts = fit.decompose()
    assert np.isnan(parts["noise"]).all() and np.allclose(parts["composition"] + parts["rest"], parts["difference"])
    page = ms.risk.page(profile, language="nl")
    assert "de rest, toeval inbegrepen" in page and ">toeval<" not in page
    per_user = amount().profile("SIM0004").sentences("nl")
    assert any(each.startswith("Het verschil met het gemiddelde gebied is €") for each in per_user)
    counted = users().profile("SIM0004")
    assert counted.rest == pytest.approx(counted.practice + counted.noise)
    assert np.allclose(users().decompose()["rest"], users().decompose()["practice"] + users().decompose()["noise"])


def test_a_trait_or_a_name_is_no_group() -> None:
    for groups in ("assistance", "code"):
        with pytest.raises(ms.ArgumentError, match="no group"):
            ms.risk.expected_cost(users(), amount(), "cost", groups)
    rows = {**ROWS, "year": 2020 + np.arange(121) % 3}
    made = ms.risk.expected_cost(users(rows=rows), amount(rows=rows), "cost", "year")
    assert list(made.groups()["rows"]) == [41, 40, 40]


def test_a_difference_made_in_a_group_is_seen() -> None:
    """Cities cost more than a model without that trait knows; a margin that forgot what the fit does hid it."""
    rows = bills(80)
    groups = ms.risk.expected_cost(users(["assistance"], rows), amount(["assistance"], rows), "cost", "kind").groups()
    assert groups["high"][0] < 0 < groups["low"][1]


@pytest.mark.parametrize("zeros", [0.7, 0.85])
def test_cost_that_is_mostly_zero_is_fitted_with_its_own_power(zeros: float) -> None:
    random = np.random.default_rng(7)
    persons = 400
    trait = random.normal(size=persons)
    bills_each = random.poisson(-np.log(zeros) * np.exp(0.2 * trait))
    cost = np.array([random.gamma(1.0, 9000.0, count).sum() for count in bills_each])
    rows = {"trait": trait, "cost": cost, "people": np.ones(persons)}
    fit = ms.risk.fit("cost", rows, factors=["trait"], exposure="people", family="tweedie")
    found = ms.regress.tweedie_power(np.column_stack([np.ones(persons), trait]), cost)
    assert fit.power == pytest.approx(found.power, abs=1e-3)
    assert found.low < 1.5 < found.high  # the truth: amounts of shape 1
    assert not found.caveats
    assert fit.expected()["expected"].sum() == pytest.approx(cost.sum(), rel=0.1)
