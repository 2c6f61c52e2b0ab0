# SPDX-License-Identifier: Apache-2.0
"""A counterfactual is a value of a trait: all columns that a formula made of it change together."""

import pickle

import numpy as np
import pytest

import maatstaf as ms

pandas = pytest.importorskip("pandas")
pytest.importorskip("formulaic")

ROWS = pandas.DataFrame(dict(ms.risk.simulate_cost(80)))
RANDOM = np.random.default_rng(3)
ROWS["assistance"] = RANDOM.gamma(3.0, 6.0, 80)
ROWS["kind"] = np.where(RANDOM.random(80) < 0.3, "a", np.where(RANDOM.random(80) < 0.5, "b", "c"))
ROWS["users"] = RANDOM.poisson(
    ROWS["people"] * 0.08 * np.exp(np.where(ROWS["kind"] == "a", 0.01, 0.03) * (ROWS["assistance"] - 17))
)


def fitted(formula: str, **options) -> ms.risk.RiskFit:
    return ms.risk.fit(f"users ~ {formula}", ROWS, exposure="people", unit="code", **options)


def remade(fit: ms.risk.RiskFit, **change) -> float:
    """The share that follows from predictions of the changed table."""
    use = fit.expected()["expected"].sum()
    return 1 - fit.predict(ROWS.assign(**change))["expected"].sum() / use


@pytest.mark.parametrize(
    "formula",
    [
        "assistance*C(kind) + single_parents",
        "assistance + I(assistance**2)",
        "poly(assistance, 2) + single_parents",
        "bs(assistance, df=5) + single_parents",
        "np.log(assistance) + kind",
        "assistance:C(kind) + C(kind)",
    ],
)
def test_a_trait_moves_with_all_its_columns(formula: str) -> None:
    fit = fitted(formula)
    for value in (12.0, 0.9 * ROWS["assistance"].clip(9, 40)):
        assert fit.attributable({"assistance": value}).joint.value == pytest.approx(remade(fit, assistance=value))
    low = fit.attributable({"assistance": ROWS["assistance"].to_numpy()})
    assert low.joint.value == pytest.approx(0.0, abs=1e-12)
    again = pickle.loads(pickle.dumps(fit))
    assert again.attributable({"assistance": 12.0}).joint == fit.attributable({"assistance": 12.0}).joint


@pytest.mark.parametrize("formula", ["assistance + I(assistance**2)", "bs(assistance, df=5)", "poly(assistance, 3)"])
def test_the_default_comparison_holds_a_trait_and_not_its_columns(formula: str) -> None:
    fit = fitted(formula)
    sorted_by = np.argsort(ROWS["assistance"].to_numpy())
    people = np.cumsum(ROWS["people"].to_numpy()[sorted_by]) / ROWS["people"].sum()
    value = ROWS["assistance"].to_numpy()[sorted_by]
    low, high = (value[np.searchsorted(people, share)] for share in (0.1, 0.9))
    ends = [remade(fit, assistance=ROWS["assistance"].clip(upper=low)),
            remade(fit, assistance=ROWS["assistance"].clip(lower=high))]
    shares = fit.attributable()
    assert shares.joint.value == pytest.approx(max(ends))
    assert shares.factors[0].average.value == pytest.approx(shares.joint.value)  # one trait, one factor


def test_categories_and_tables() -> None:
    plain = ms.risk.fit("users", ROWS, factors=["assistance", "kind"], exposure="people", unit="code")
    for fit in (plain, fitted("assistance + kind"), fitted("assistance*C(kind)")):
        for level in "abc":
            made = fit.attributable({"kind": level}).joint.value
            assert made == pytest.approx(remade(fit, kind=level), abs=1e-12)
        other = ROWS.assign(kind="b", assistance=9.0)
        assert fit.attributable(other).joint.value == pytest.approx(remade(fit, kind="b", assistance=9.0))
        column = np.where(ROWS["kind"] == "a", "b", ROWS["kind"])
        assert fit.attributable({"kind": column}).joint.value == pytest.approx(remade(fit, kind=column), abs=1e-12)
        with pytest.raises(ms.Error, match="bb"):
            fit.attributable({"kind": "bb"})
        with pytest.raises(ms.ArgumentError, match="assistance"):
            fit.attributable({"asistance": 3.0})
        with pytest.raises(ms.ArgumentError, match="must be a number"):
            fit.attributable({"assistance": "low"})
    with pytest.raises(ms.ArgumentError, match="cannot change by itself"):
        plain.attributable({"kind[a]": 1})
    with pytest.raises(ms.ArgumentError, match="no reference level"):
        fitted("assistance:C(kind)").attributable()


def test_columns_without_known_meaning_are_refused() -> None:
    x = np.column_stack([np.ones(80), ROWS["assistance"], ROWS["assistance"] ** 2])
    fit = ms.risk.fit_arrays(x, ROWS["users"], ROWS["people"], columns=["one", "a", "a2"], factors={"a": [1, 2]})
    with pytest.raises(ms.ArgumentError, match="nothing to compare with"):
        fit.attributable()
    with pytest.raises(ms.ArgumentError, match="'a2' was not given"):
        fit.attributable({"a": 5.0})
    both = fit.attributable({"a": 9.0, "a2": 81.0}).joint.value
    formula = fitted("assistance + I(assistance**2)").attributable({"assistance": 9.0}).joint.value
    assert both == pytest.approx(formula, rel=1e-6)
    assert "risk_columns_together" in {each.name for each in fit.caveats}


def test_rates_by_group_are_those_of_the_trait() -> None:
    half = np.where(np.arange(80) % 2 == 0, "x", "y")
    squared = fitted("assistance + I(assistance**2) + single_parents", family="poisson")
    made = squared.effects_by("assistance", half, low=10.0, high=30.0).table()
    # The same model written out: a level and a curve per group.
    rows = ROWS.assign(half=half)
    whole = ms.risk.fit("users ~ (assistance + I(assistance**2))*half + single_parents", rows, exposure="people",
                        family="poisson")
    for k, name in enumerate("xy"):
        there = rows[rows["half"] == name]
        for value, column in ((10.0, "rate_low"), (30.0, "rate_high")):
            use = whole.predict(there.assign(assistance=value))["expected"].sum()
            assert made[column][k] == pytest.approx(1000 * use / there["people"].sum(), rel=1e-6)
    assert list(squared.effects_by("assistance + I(assistance ** 2)", half, low=10.0, high=30.0).table()["ratio"]) \
        == list(made["ratio"])
    mixed = fitted("assistance*C(kind)")
    assert len(mixed.effects_by("assistance", half)) == 2 and len(mixed.effects_by("kind", half)) == 4
    with pytest.raises(ms.ArgumentError, match="no levels of one category"):
        mixed.effects_by("assistance + C(kind) + assistance:C(kind)", half)


def test_a_profile_has_one_part_per_trait() -> None:
    fit = fitted("assistance + I(assistance**2) + bs(single_parents, df=4)")
    assert fit.factors == ["assistance + I(assistance ** 2)", "bs(single_parents, df=4)"]
    curved = fitted("poly(assistance, 2) + bs(single_parents, df=4)")  # the same model in other columns
    for one, other in zip(fit.profile("SIM0003").table()["rate"], curved.profile("SIM0003").table()["rate"]):
        assert one == pytest.approx(other, rel=1e-5, abs=1e-9)


def test_an_archive_without_its_formula_says_so() -> None:
    fit = fitted("assistance + I(assistance**2)")
    state = pickle.loads(pickle.dumps(fit))
    del state._formula
    with pytest.raises(ms.ArgumentError, match="does not hold its formula"):
        state.attributable({"assistance": 3.0})


def test_a_formula_keeps_the_order_of_a_category() -> None:
    kinds = pandas.Categorical(ROWS["kind"], ["d", "c", "b", "a"])
    fit = ms.risk.fit("users ~ kind", ROWS.assign(kind=kinds), exposure="people")
    assert list(fit.columns) == ["Intercept", "kind[T.b]", "kind[T.a]"]
    assert fit.predict(ROWS[:4])["expected"] == pytest.approx(fit.expected()["expected"][:4])
    rows = ROWS.assign(kind=kinds, year=2024)
    years = ms.risk.fit("users ~ kind", rows, exposure="people", unit="code", period="year")
    assert list(years.columns) == list(fit.columns)
    text = ms.risk.fit("users ~ kind", ROWS, exposure="people")
    assert list(text.columns) == ["Intercept", "kind[T.b]", "kind[T.c]"]


def made_up(random: np.random.Generator, areas: int, factors: int, clusters: int = 0):
    x = random.normal(size=(areas, factors))
    people = random.integers(300, 1500, areas)
    b = np.array([0.3, 0.2, -0.1][:factors])
    cluster = np.repeat(np.arange(max(clusters, 1)), areas // max(clusters, 1))
    effect = random.normal(scale=0.3, size=clusters)[cluster] if clusters else 0.0
    y = random.poisson(people * 0.05 * np.exp(x @ b + effect) * random.gamma(20, 1 / 20, areas))
    rows = {f"x{j}": x[:, j] for j in range(factors)} | {"people": people, "y": y, "cluster": cluster}
    z = x.copy()
    z[:, 0] = -1.0
    share = 1 - np.sum(people * np.exp(z @ b)) / np.sum(people * np.exp(x @ b))
    return rows, share


@pytest.mark.parametrize(("areas", "factors", "clusters"), [(14, 2, 0), (20, 3, 0), (100, 2, 10)])
def test_shares_of_few_areas_or_clusters_hold(areas: int, factors: int, clusters: int) -> None:
    random = np.random.default_rng(4)
    fixed, population, samples = 0, 0, 150
    for _ in range(samples):
        rows, share = made_up(random, areas, factors, clusters)
        names = [f"x{j}" for j in range(factors)]
        fit = ms.risk.fit("y", rows, factors=names, exposure="people", cluster="cluster" if clusters else None)
        joint = fit.attributable({"x0": -1.0}, sample=False).joint
        fixed += joint.low <= share <= joint.high
        joint = fit.attributable({"x0": -1.0}).joint
        population += joint.low <= 1 - np.exp(-0.345) <= joint.high
    for held in (fixed, population):
        assert 0.91 * samples <= held <= 0.99 * samples  # 0.845 and 0.84 without the enlargement, 14 areas


def test_rates_of_few_clusters_hold() -> None:
    random = np.random.default_rng(2)
    held, ours, samples = 0, 0, 120
    for _ in range(samples):
        cluster = np.repeat(np.arange(10), 10)
        x = random.normal(size=100)
        people = random.integers(300, 1500, 100)
        effect = random.normal(scale=0.3, size=10)[cluster]
        y = random.poisson(people * 0.05 * np.exp(0.3 * x + effect) * random.gamma(20, 1 / 20, 100))
        rows = {"x": x, "people": people, "y": y, "c": cluster, "g": np.where(cluster < 3, "A", "B")}
        fit = ms.risk.fit("y", rows, factors=["x"], exposure="people", cluster="c")
        made = fit.effects_by("x", "g", low=-1.0, high=1.0).table()
        held += made["rate_low_low"][0] <= 50 * np.exp(-0.3 + 0.045) <= made["rate_low_high"][0]
        new = fit.predict({"x": [0.5], "people": [1000.0]})
        ours += new["expected_low"][0] <= 50 * np.exp(0.15 + 0.045) <= new["expected_high"][0]
    assert held >= 0.9 * samples  # 0.82 with the degrees of freedom of all clusters
    assert ours >= 0.9 * samples


def test_no_certainty_out_of_a_handful_of_users() -> None:
    random = np.random.default_rng(1)
    rows = {"x": random.normal(size=80), "people": np.full(80, 500.0), "y": np.zeros(80)}

    def with_users(count: int) -> ms.risk.RiskFit:
        return ms.risk.fit("y", rows | {"y": (np.arange(80) % 9 == 0) * (np.arange(80) < 9 * count)}, factors=["x"],
                           exposure="people")

    few = with_users(4)
    assert "risk_too_few_users" in {each.name for each in few.caveats}
    assert np.isnan(few.table()["low"][0]) and np.isnan(few.table()["p_value"][0])
    assert np.isnan(few.expected()["expected_low"]).all() and np.isnan(few.attributable().joint.low)
    assert "nan" not in " ".join(few.profile("3").sentences("en"))
    some = with_users(8)
    assert "risk_few_users" in {each.name for each in some.caveats} and some.table()["p_value"][0] > 0
    many = ms.risk.fit("y", rows | {"y": random.poisson(1.0, 80)}, factors=["x"], exposure="people")
    assert not {"risk_few_users", "risk_too_few_users"} & {each.name for each in many.caveats}


def test_parts_of_an_area_have_a_standard_error_that_holds() -> None:
    random = np.random.default_rng(6)
    held, samples = {"composition": 0.0, "practice": 0.0, "noise": 0.0}, 60
    for _ in range(samples):
        x, people = random.normal(size=120), random.integers(300, 1500, 120)
        own = random.gamma(12.0, 1 / 12.0, 120)
        mean = people * 0.04 * np.exp(0.3 * x)
        y = random.poisson(mean * own)
        parts = ms.risk.fit("y", {"x": x, "people": people, "y": y}, factors=["x"], exposure="people").decompose()
        composition = mean / people - 0.04 * np.exp(0.3 * np.sum(x * people) / people.sum())
        truths = {"composition": composition, "practice": mean * (own - 1) / people, "noise": (y - mean * own) / people}
        for name, truth in truths.items():
            held[name] += np.mean(np.abs(parts[name] - truth) < 1.96 * parts[f"{name}_se"])
    assert 0.93 < held["practice"] / samples < 0.97 and 0.93 < held["noise"] / samples < 0.97
    assert held["composition"] / samples > 0.86  # all areas of a data set hold or miss together
