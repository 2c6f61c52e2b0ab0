# SPDX-License-Identifier: Apache-2.0
"""Real areas beside statsmodels and glum (tests/reference/risk/real_areas.py): plain Poisson is flagged, the default
is not fooled, and what an area may expect holds as many areas as it says."""

import json
import time
from pathlib import Path

import numpy as np
import pytest

import maatstaf as ms

FOLDER = Path(__file__).parents[2] / "reference" / "risk"
PEERS = json.loads((FOLDER / "real_areas.json").read_text(encoding="utf-8"))
TABLES = {"almere": "areas_almere_2022.csv", "municipalities": "areas_municipalities_2021.csv"}


def areas(name: str) -> tuple[dict[str, np.ndarray], list[str]]:
    """The table with its traits in standard deviations, as the peers had them."""
    table = ms.read_csv(FOLDER / TABLES[name])
    rows = {column: np.asarray(table[column]) for column in table.columns}
    traits = [column for column in rows if column not in ("code", "youth", "care")]
    for trait in traits:
        rows[trait] = (rows[trait] - rows[trait].mean()) / rows[trait].std(ddof=1)
    return rows, traits


def fitted(name: str, **options) -> ms.risk.RiskFit:
    rows, traits = areas(name)
    return ms.risk.fit("care", rows, factors=traits, exposure="youth", unit="code", **options)


@pytest.mark.parametrize("name", list(TABLES))
def test_poisson_is_that_of_statsmodels_and_glum(name: str) -> None:
    rows, traits = areas(name)
    x = np.column_stack([np.ones(len(rows["care"])), *(rows[trait] for trait in traits)])
    fit = ms.regress.glm(x, rows["care"], family="poisson", exposure=rows["youth"])
    peer = PEERS[name]
    for other in ("poisson", "glum"):
        assert np.allclose(fit.coefficients, peer[other], rtol=1e-8, atol=1e-10)
    assert np.allclose(fit.standard_errors, peer["poisson_se"], rtol=1e-8)
    assert fit.deviance == pytest.approx(peer["deviance"], rel=1e-9)
    assert fit.aic == pytest.approx(peer["aic"], rel=1e-9)
    assert round(fit.deviance, 4) == {"almere": 235.0420, "municipalities": 11006.2407}[name]
    asked = fitted(name, family="poisson")
    assert asked.poisson_dispersion == pytest.approx(peer["pearson"] / peer["df"], rel=1e-9)
    assert any(each.name == "risk_poisson_asked" for each in asked.caveats)


@pytest.mark.parametrize("name", list(TABLES))
def test_the_default_is_not_fooled(name: str) -> None:
    fit = fitted(name)
    peer = PEERS[name]
    assert fit.family == "negative_binomial"
    assert any(each.name == "risk_over_dispersed" for each in fit.caveats)
    # theta and the likelihood are flat in their last digits; statsmodels stops at a score of 1e-6.
    assert fit.theta == pytest.approx(peer["theta"], rel=1e-6)
    assert np.allclose(fit.coefficients, peer["negative_binomial"], rtol=1e-6, atol=1e-8)

    def held(made: ms.risk.RiskFit) -> float:
        use = made.expected()
        return float(np.mean((use["low"] <= use["observed"]) & (use["observed"] <= use["high"])))

    asked = fitted(name, family="poisson")
    assert 0.92 <= held(fit) <= 0.99
    assert held(asked) < held(fit)
    # The margins of a Poisson model claim too much where municipalities hold thousands of youths.
    claimed = np.median(fit.table()["se"] / np.array(peer["poisson_se"][1:]))
    assert claimed > {"almere": 1.1, "municipalities": 5.0}[name]
    if name == "municipalities":
        assert held(asked) < 0.6


def test_shares_of_municipalities_are_flagged_too() -> None:
    rows, traits = areas("municipalities")
    rows["share"] = rows["care"] / rows["youth"]
    given = {"factors": traits, "weights": "youth", "unit": "code"}
    asked = ms.risk.fit("share", rows, family="binomial", **given)
    assert any(each.name == "risk_binomial_asked" for each in asked.caveats) and asked.poisson_dispersion > 30
    chosen = ms.risk.fit("share", rows, **given)
    assert chosen.family == "quasi_binomial"
    use = chosen.expected()
    assert 0.92 < np.mean((use["low"] <= use["observed"]) & (use["observed"] <= use["high"])) < 0.99


def test_ten_lines_give_factors_expected_use_and_cost_and_a_profile_within_a_second() -> None:
    bills = ms.risk.simulate_cost(150)  # no open data hold cost per neighbourhood
    bills["each"] = np.array(bills["cost"]) / np.array(bills["users"])

    def answers() -> list[object]:
        data = ms.read_csv(FOLDER / TABLES["almere"])
        use = ms.risk.fit("care", data, factors=["assistance", "single", "divorced"], exposure="youth", unit="code")
        factors, expected, profile = use.to_frame(), use.expected(), use.profile("BU00340101").sentences("nl")
        users = ms.risk.fit("users", bills, factors=["assistance"], exposure="people", unit="code")
        each = ms.risk.fit("each", bills, factors=["single_parents"], weights="users", family="gamma", unit="code")
        return [factors, expected, profile, ms.risk.expected_cost(users, each, "cost")]

    seconds = []
    for _ in range(3):
        begin = time.perf_counter()
        factors, expected, profile, cost = answers()
        seconds.append(time.perf_counter() - begin)
    assert len(factors["factor"]) == 3 and len(expected) == 150 and len(cost) == 150
    assert profile[0].startswith("BU00340101: 20 waargenomen, ")
    assert min(seconds) < 1.0
