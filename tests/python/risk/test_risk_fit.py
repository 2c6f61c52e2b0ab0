# SPDX-License-Identifier: Apache-2.0
"""Risk models on tables, their questions, and what is wrong with tables."""

import numpy as np
import pytest

import maatstaf as ms

ROWS = ms.risk.simulate_cost(90)
FACTORS = ["assistance", "single_parents"]


def fitted(**options) -> ms.risk.RiskFit:
    return ms.risk.fit("users", ROWS, factors=FACTORS, exposure="people", unit="code", **options)


def test_plain_poisson_is_not_believed() -> None:
    fit = fitted()
    assert fit.family == "negative_binomial"
    assert fit.poisson_dispersion > 2
    assert any(each.name == "risk_over_dispersed" for each in fit.caveats)
    asked = fitted(family="poisson")
    assert asked.family == "poisson"
    assert any(each.name == "risk_poisson_asked" for each in asked.caveats)
    assert "RiskFit(90 rows, 2 factors, negative_binomial" in repr(fit)


def test_the_truth_lies_within_the_margins_as_often_as_it_should() -> None:
    inside = []
    for seed in range(40):
        rows = ms.risk.simulate_cost(60, seed=seed)
        table = ms.risk.fit("users", rows, factors=FACTORS, exposure="people").table()
        for at, truth in enumerate((0.02, 0.03)):
            inside.append(table["low"][at] <= np.exp(truth) <= table["high"][at])
    assert np.mean(inside) > 0.87  # 95 percent, less three standard errors of 80


def test_expected_use_adds_up_and_goes_back_to_the_library_of_the_data() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(ROWS)
    fit = ms.risk.fit("users", frame, factors=FACTORS, exposure="people", unit="code")
    use = fit.expected().to_frame()
    assert isinstance(use, pandas.DataFrame)
    assert list(use["unit"]) == list(frame["code"])
    inside = (use["low"] <= use["observed"]) & (use["observed"] <= use["high"])
    assert inside.mean() > 0.88
    assert (use["left_out"] - use["expected"]).abs().max() < 0.2 * use["expected"].max()
    assert fit.expected().caveats[-1].name == "risk_own_outcome"


def test_a_profile_in_two_languages() -> None:
    profile = fitted().profile("SIM0003")
    assert profile.composition + profile.practice + profile.noise == pytest.approx(profile.difference)
    dutch, english = profile.sentences("nl"), profile.sentences("en")
    assert len(dutch) == len(english)
    assert "verwacht" in dutch[0] and "expected" in english[0]
    assert not any("?" in each.replace("zien?", "").replace("zien ", "") and "{" in each for each in dutch)
    for word in ("veroorza", "cause", "effect of"):
        assert not any(word in each.lower() for each in dutch + english)
    with pytest.raises(ms.ArgumentError, match="SIM0003"):
        fitted().profile("SIM003")


def test_shares_against_a_chosen_counterfactual() -> None:
    fit = fitted()
    same = fit.attributable({"assistance": float(np.max(ROWS["assistance"]))})
    lower = fit.attributable({"assistance": 0.0})
    assert same.joint.value < 0 < lower.joint.value
    assert lower.factors[1].alone.value == 0.0
    with pytest.raises(ms.ArgumentError, match="assistance"):
        fit.attributable({"asistance": 0.0})
    assert fit.attributable().joint.low < fit.attributable().joint.value


def test_effects_by_a_column_and_by_labels() -> None:
    rows = {**ROWS, "kind": ["old", "new"] * 45}
    fit = ms.risk.fit("users", rows, factors=FACTORS, exposure="people")
    by_column = fit.effects_by("assistance", "kind")
    by_label = fit.effects_by("assistance", rows["kind"])
    assert list(by_column.table()["group"]) == ["new", "old"]
    assert by_column.difference_p == by_label.difference_p
    table = by_column.table()
    assert np.allclose(table["rate_high"] / table["rate_low"], table["ratio"])


def test_rows_with_empty_cells_are_left_out_and_said() -> None:
    rows = {name: list(values) for name, values in ROWS.items()}
    rows["assistance"][3] = None
    fit = ms.risk.fit("users", rows, factors=FACTORS, exposure="people", unit="code")
    assert len(fit.units) == 89 and "SIM0004" not in fit.units
    assert any(each.name == "risk_rows_left_out" and "1 of 90" in each.text("en") for each in fit.caveats)


def test_formulas() -> None:
    pytest.importorskip("formulaic")
    rows = {**ROWS, "kind": ["old", "new", "mixed"] * 30}
    plain = ms.risk.fit("users", ROWS, factors=FACTORS, exposure="people")
    formula = ms.risk.fit("users ~ assistance + single_parents", ROWS, exposure="people")
    assert np.allclose(formula.coefficients, plain.coefficients)
    category = ms.risk.fit("users ~ assistance * C(kind) + single_parents", rows, exposure="people", cluster="kind")
    assert sorted(len(each.split(" + ")) for each in category.factors) == [1, 3]


def test_expected_cost() -> None:
    rows = {**ROWS, "per_user": np.array(ROWS["cost"]) / np.array(ROWS["users"])}
    users = fitted()
    amount = ms.risk.fit("per_user", rows, factors=FACTORS, weights="users", family="gamma")
    thirds = np.digitize(rows["assistance"], [10, 20]).astype(str)
    cost = ms.risk.expected_cost(users, amount, rows["cost"], thirds, budget=1e7)
    assert cost.table()["expected"].sum() == pytest.approx(1e7)
    assert cost.cpm < 1 and cost.r2 < 1
    groups = cost.groups()
    assert groups["people"].sum() == sum(rows["people"])
    in_one = ms.risk.fit("cost", rows, factors=FACTORS, exposure="people", family="tweedie")
    assert ms.risk.expected_cost(in_one).table()["observed"].sum() == pytest.approx(sum(rows["cost"]))


def test_expected_cost_covers_simulated_bills_with_their_heavy_tail() -> None:
    inside = []
    for seed in range(6):
        rows = ms.risk.simulate_cost(100, seed=seed)
        rows["per_user"] = np.array(rows["cost"]) / np.array(rows["users"])
        users = ms.risk.fit("users", rows, factors=FACTORS, exposure="people")
        amount = ms.risk.fit("per_user", rows, factors=FACTORS, weights="users", family="gamma")
        cost = ms.risk.expected_cost(users, amount, rows["cost"]).table()
        inside += list((cost["low"] <= cost["observed"]) & (cost["observed"] <= cost["high"]))
    assert 0.91 < np.mean(inside) < 0.99


def test_the_picture_and_its_card() -> None:
    themes = {"Income": {"Assistance <per 1000>": "assistance"}, "Care": {"Users per 1000": ""}}
    picture = ms.risk.picture(ROWS, "SIM0009", themes, unit="code", fits={"Users per 1000": fitted()})
    table = picture.table()
    assert list(table["by_model"]) == [False, True]
    use = fitted().expected()
    assert table["reference"][1] == pytest.approx(1000 * use["expected"][8] / use["exposure"][8])
    assert table["probability"][1] == pytest.approx(use["probability"][8])
    for language in ("nl", "en"):
        page = ms.risk.card(picture, language=language, title="Wijk & <buurt>")
        assert "Wijk &amp; &lt;buurt&gt;" in page and "<per 1000>" not in page and "<script" not in page
    with pytest.raises(ms.ArgumentError, match="SIM0009"):
        ms.risk.picture(ROWS, "SIM009", themes, unit="code", fits={"Users per 1000": fitted()})


@pytest.mark.parametrize(
    ("change", "error", "words"),
    [
        ({"outcome": "usres"}, ms.ArgumentError, "users"),
        ({"weights": "code"}, ms.ArgumentError, "text"),
        ({"factors": ["code"]}, ms.DataError, "90 rows"),
        ({"exposure": None}, ms.ArgumentError, "exposure"),
        ({"family": "poison"}, ms.ArgumentError, "poisson"),
        ({"exposure": "zero"}, ms.DataError, "exposure"),
        ({"outcome": "negative"}, ms.DataError, "-1"),
        ({"cluster": "one"}, ms.DataError, "cluster"),
    ],
)
def test_what_is_wrong_is_said(change, error, words: str) -> None:
    rows = {**ROWS, "zero": [0.0] * 90, "negative": [-1.0] * 90, "one": ["x"] * 90}
    given = {"outcome": "users", "factors": FACTORS, "exposure": "people", **change}
    with pytest.raises(error, match=words):
        ms.risk.fit(given.pop("outcome"), rows, **given)


def test_an_aliased_column_is_said_and_left_out() -> None:
    rows = {**ROWS, "twice": [2 * each for each in ROWS["assistance"]]}
    fit = ms.risk.fit("users", rows, factors=["assistance", "twice"], exposure="people")
    assert np.isnan(fit.coefficients[2])
    assert any(each.name == "regress_aliased" for each in fit.caveats)
    assert fit.attributable().factors[1].alone.value == 0.0


def test_simulated_cost_is_the_same_everywhere_and_says_what_it_is() -> None:
    assert ms.risk.simulate_cost(3, seed=1) == ms.risk.simulate_cost(3, seed=1)
    assert "simulated" in ms.risk.simulation_notice("en") and "gesimuleerd" in ms.risk.simulation_notice("nl")
