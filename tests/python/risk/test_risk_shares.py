# SPDX-License-Identifier: Apache-2.0
"""Shares and other outcomes: what their figures are called, and whether too much spread is noticed."""

import numpy as np
import pytest

import maatstaf as ms


def shares(spread: float, seed: int = 3, areas: int = 150) -> dict[str, object]:
    """Made-up shares of people: binomial, or with a beta effect per area that makes them vary more."""
    random = np.random.default_rng(seed)
    trait = random.normal(size=areas)
    people = random.integers(200, 900, areas).astype(float)
    mean = 1 / (1 + np.exp(2.2 - 0.4 * trait))
    hidden = random.beta(mean / spread, (1 - mean) / spread) if spread > 0 else mean
    share = random.binomial(people.astype(int), hidden) / people
    code = [f"N{at}" for at in range(areas)]
    return {"share": share, "trait": trait, "people": people, "code": code, "truth": mean}


def fitted(rows: dict[str, object], **options) -> ms.risk.RiskFit:
    return ms.risk.fit("share", rows, factors=["trait"], weights="people", unit="code", **options)


def names(fit: ms.risk.RiskFit) -> set[str]:
    return {each.name for each in fit.caveats}


def test_shares_have_odds_ratios_that_are_called_so() -> None:
    fit = fitted(shares(0.0), family="binomial")
    table = fit.table()
    assert "ratio" not in table.columns and table["odds_ratio"][0] == pytest.approx(np.exp(fit.coefficients[1]))
    assert table["low"][0] < np.exp(0.4) < table["high"][0]
    assert table["odds_ratio_sd"][0] == pytest.approx(np.exp(fit.coefficients[1] * table["sd"][0]))
    assert "risk_odds" in names(fit)
    page = ms.risk.page(fit, language="nl")
    assert "keer de odds" in page and "keer zoveel<" not in page


def test_differences_are_called_differences() -> None:
    rows = shares(0.0)
    fit = fitted(rows, family="gaussian")
    table = fit.table()
    assert table["difference"][0] == fit.coefficients[1] and table["low"][0] < table["difference"][0] < table["high"][0]
    assert "ratio" not in table.columns and "verschil, één sd meer" in ms.risk.page(fit, language="nl")


def test_shares_that_vary_too_much_are_noticed_and_the_default_is_not_fooled() -> None:
    wide = shares(0.02)
    asked = fitted(wide, family="binomial")
    assert asked.family == "binomial" and "risk_binomial_asked" in names(asked) and asked.poisson_dispersion > 3
    chosen = fitted(wide)
    assert chosen.family == "quasi_binomial" and "risk_shares_over_dispersed" in names(chosen)
    assert chosen.dispersion == pytest.approx(asked.poisson_dispersion)
    plain = fitted(shares(0.0))
    assert plain.family == "binomial" and "risk_binomial_kept" in names(plain)

    def held(fit: ms.risk.RiskFit) -> float:
        use = fit.expected()
        return float(np.mean((use["low"] <= use["observed"]) & (use["observed"] <= use["high"])))

    assert held(asked) < 0.75 and held(chosen) > 0.9 and held(plain) > 0.9


def test_default_for_shares_sees_no_spread_that_is_not_there() -> None:
    flagged = sum(fitted(shares(0.0, seed)).family == "quasi_binomial" for seed in range(60))
    assert flagged <= 9  # 5 percent and four standard errors


def test_expected_shares_stay_between_none_and_all() -> None:
    rows = shares(0.02)
    rows["share"][5] = 0.0
    use = fitted(rows).expected()
    assert (use["low"] >= 0).all() and (use["expected_low"] > 0).all() and (use["high"] <= 1).all()
    assert use["probability"][5] < 0.01
    few = fitted({**rows, "people": np.where(np.arange(150) == 5, 3.0, rows["people"])}).expected()
    assert few["probability"][5] > 0.3  # none of three people is nothing to wonder at
    new = fitted(rows).predict({"trait": [0.0, 0.0], "people": [100.0, 10000.0]})
    assert new["high"][0] - new["low"][0] > new["high"][1] - new["low"][1] > 0


def test_single_people_are_not_called_over_dispersed() -> None:
    random = np.random.default_rng(1)
    trait = random.normal(size=300)
    rows = {"trait": trait, "uses": (random.uniform(size=300) < 1 / (1 + np.exp(2 - trait))).astype(float)}
    fit = ms.risk.fit("uses", rows, factors=["trait"], family="binomial", areas=False)
    assert "risk_binomial_asked" not in names(fit) and np.isnan(fit.poisson_dispersion)
    use = fit.expected()
    assert set(np.unique([use["low"], use["high"]])) <= {0.0, 1.0}


def test_shares_need_the_people_behind_them() -> None:
    rows = shares(0.0)
    with pytest.raises(ms.ArgumentError, match="weights"):
        ms.risk.fit("share", rows, factors=["trait"], family="binomial")
    assert ms.risk.fit("share", rows, factors=["trait"], family="quasi_binomial").family == "quasi_binomial"
    with pytest.raises(ms.ArgumentError, match="weights"):  # weights of mean 1 are no people
        fitted({**rows, "people": rows["people"] / np.mean(rows["people"])}, family="binomial")
    with pytest.raises(ms.ArgumentError, match="a share and no count"):
        ms.risk.fit("share", rows, factors=["trait"], exposure="people")
    with pytest.raises(ms.ArgumentError, match="Fit the number of users"):
        fitted(rows).profile("N3")
    with pytest.raises(ms.ArgumentError, match="name the people behind the share as weights"):
        fitted(rows, family="binomial", exposure="people")
    with pytest.raises(ms.ArgumentError, match=r"Leave out exposure\.$"):
        fitted(rows, family="gaussian", exposure="people")


def test_a_cost_of_nothing_is_as_likely_as_the_model_says() -> None:
    random = np.random.default_rng(8)
    bills = [float(random.gamma(2.0, 3000.0, random.poisson(1.5)).sum()) for _ in range(200)]
    rows = {"cost": bills, "trait": random.normal(size=200), "people": [50.0] * 200}
    fit = ms.risk.fit("cost", rows, factors=["trait"], exposure="people", family="tweedie")
    use = fit.expected()
    none = use["observed"] == 0
    share = float(none.mean())
    assert 0.1 < share < 0.4
    assert np.allclose(use["probability"][none], share, atol=0.12)  # twice half the chance of nothing
    assert (use["low"][none] == 0).all()


def test_rows_without_a_constant_are_said() -> None:
    rows = ms.risk.simulate_cost(40)
    x = np.array(rows["assistance"])[:, None]
    fit = ms.risk.fit_arrays(x, rows["users"], rows["people"])
    assert "risk_no_constant" in names(fit)
    assert "risk_no_constant" not in names(ms.risk.fit_arrays(np.hstack([np.ones((40, 1)), x]), rows["users"],
                                                              rows["people"]))
