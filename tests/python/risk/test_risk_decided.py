# SPDX-License-Identifier: Apache-2.0
"""What one row or one cluster decides has no margin, and says so; the rest keeps its own."""

import math
import pickle
from typing import Any

import numpy as np
import pytest

import maatstaf as ms

RNG = np.random.default_rng(7)
AREAS, YEARS = 40, 3


def panel() -> dict[str, Any]:
    area = np.repeat(np.arange(AREAS), YEARS)
    people = RNG.integers(300, 900, area.size)
    assistance = RNG.normal(0.0, 1.0, AREAS)[area] + RNG.normal(0.0, 0.1, area.size)
    rate = 0.09 * np.exp(0.2 * RNG.normal(size=AREAS)[area] + 0.1 * assistance)
    return {
        "area": [f"A{each:02d}" for each in area],
        "year": np.tile([2020, 2021, 2022], AREAS),
        "assistance": assistance,
        "one": (area == 5).astype(float),
        "two": np.where(area < 2, "yes", "no").tolist(),
        "text": np.where(area == 9, "yes", "no").tolist(),
        "people": people,
        "use": RNG.poisson(people * rate),
    }


PANEL = panel()
KNOWN = {"exposure": "people", "unit": "area"}
FIRST = {name: np.asarray(values)[::YEARS].tolist() for name, values in PANEL.items()}


def said(result: Any) -> list[str]:
    return [each.name for each in result.caveats]


def row_of(fit: ms.risk.RiskFit, factor: str) -> dict[str, float]:
    table = fit.table()
    at = list(table["factor"]).index(factor)
    return {name: table[name][at] for name in ("ratio", "low", "high", "se", "p_value", "q_value")}


def test_one_row_decides_and_everything_that_needs_it_has_no_margin() -> None:
    fit = ms.risk.fit("use", FIRST, factors=["assistance", "one"], **KNOWN)
    row = row_of(fit, "one")
    assert row["ratio"] > 0.0
    assert all(math.isnan(row[name]) for name in ("low", "high", "se", "p_value", "q_value"))
    assert said(fit).count("risk_decided_by_row") == 1
    caveat = next(each for each in fit.caveats if each.name == "risk_decided_by_row")
    assert "one" in caveat.text("en")
    assert "A05" in caveat.text("en")
    assert row_of(fit, "assistance")["se"] > 0.0
    expected = fit.expected().table()
    unknown = np.isnan(np.asarray(expected["expected_low"]))
    assert unknown.tolist() == [unit == "A05" for unit in FIRST["area"]]
    assert np.isnan(np.asarray(expected["high"])).tolist() == unknown.tolist()
    assert np.isnan(np.asarray(expected["probability"])).tolist() == unknown.tolist()
    for language in ("en", "nl"):
        words = " ".join(fit.profile("A05").sentences(language))
        assert "nan" not in words
        assert "()" not in words
    assert math.isnan(fit.profile("A05").level.low)
    other = fit.profile("A06").table()  # its own traits keep their margins
    assert other["low"][list(other["factor"]).index("assistance")] > 0.0
    shares = fit.attributable({"one": 0.0}).table()
    alone = [k for k in range(len(shares["factor"])) if shares["factor"][k] == "one"]
    assert alone
    assert all(math.isnan(shares["se"][k]) for k in alone)


def test_one_area_over_years_decides() -> None:
    fit = ms.risk.fit("use", PANEL, factors=["assistance", "one", "two", "text"], period="year", **KNOWN)
    assert math.isnan(row_of(fit, "one")["se"])
    assert row_of(fit, "two")["se"] > 0.02
    assert row_of(fit, "assistance")["se"] > 0.0
    assert "risk_decided_by_cluster" in said(fit)
    assert "risk_category_is_cluster" not in said(fit)
    few = next(each for each in fit.caveats if each.name == "risk_few_clusters_behind")
    assert "two" in few.text("nl")
    again = pickle.loads(pickle.dumps(fit))
    assert math.isnan(row_of(again, "one")["se"])
    assert said(again) == said(fit)


def test_a_category_that_is_the_cluster_is_said_once() -> None:
    ages = np.tile(np.arange(14, 20), 5)
    people = RNG.integers(800, 1000, ages.size)
    rows = {
        "age": [str(each) for each in ages],
        "year": np.repeat(np.arange(2020, 2025), 6),
        "people": people,
        "use": RNG.poisson(people * np.where(ages < 18, 0.1, 0.03)),
    }
    fit = ms.risk.fit("use", rows, factors=["age"], exposure="people", unit="age", period="year")
    assert np.isnan(np.asarray(fit.table()["se"])).all()
    assert said(fit).count("risk_category_is_cluster") == 1
    assert "risk_decided_by_cluster" not in said(fit)
    assert np.isnan(np.asarray(fit.expected().table()["expected_low"])).all()
    ahead = {"age": ["17", "18"], "year": [2026, 2026], "people": [900, 900]}
    year = fit.forecast(ahead, year="year", age="age").table()
    assert year["expected"][0] > 0.0
    assert math.isnan(year["low"][0])
    assert math.isnan(year["outcome_high"][0])


def test_a_group_of_two_rows_has_a_ratio_without_a_margin() -> None:
    fit = ms.risk.fit("use", FIRST, factors=["assistance"], **KNOWN)
    groups = ["small" if 4 <= k < 6 else "rest" for k in range(AREAS)]
    effects = fit.effects_by("assistance", groups)
    table = effects.table()
    at = list(table["group"]).index("small")
    assert table["rows"][at] == 2.0
    assert table["ratio"][at] > 0.0
    assert math.isnan(table["ratio_low"][at])
    assert math.isnan(table["rate_low_low"][at])
    assert table["ratio_low"][1 - at] > 0.0
    assert math.isnan(effects.difference_p)
    assert "risk_decided_by_row" in said(effects)


@pytest.mark.parametrize("covariance", ["hc0", "hc3", "hc4"])
def test_a_glm_claims_nothing_either(covariance: str) -> None:
    x = np.column_stack([np.ones(AREAS), FIRST["assistance"], FIRST["one"]])
    fit = ms.regress.glm(
        x, FIRST["use"], family="poisson", exposure=FIRST["people"], covariance=covariance, names=["c", "a", "one"]
    )
    assert np.isnan(fit.standard_errors).tolist() == [False, False, True]
    assert "regress_decided_by_row" in said(fit)
    robust = fit.robust(covariance)
    assert list(robust.undetermined) == [2]
    made = ms.regress.predict(fit, x[4:7], exposure=[1.0, 1.0, 1.0])
    assert np.isnan(np.asarray(made["low"])).tolist() == [False, True, False]


def test_an_area_without_the_trait_keeps_the_margin_of_its_level() -> None:
    fit = ms.risk.fit("use", FIRST, factors=["assistance", "one"], **KNOWN)
    assert math.isnan(fit.profile("A05").level.low)
    without = {name: [each for k, each in enumerate(values) if k != 5] for name, values in FIRST.items()}
    apart = ms.risk.fit("use", without, factors=["assistance"], **KNOWN)
    for unit in ("A06", "A31"):
        level = fit.profile(unit).level
        assert level.low < level.value < level.high
        # The column only takes A05 out of the fit; the average area now has a little of a trait that is not sure.
        assert level.se >= 0.97 * apart.profile(unit).level.se


@pytest.mark.parametrize("period", [None, "year"])
def test_parts_of_a_division_that_lean_on_one_area_have_no_margin(period: str | None) -> None:
    rows = FIRST if period is None else PANEL
    fit = ms.risk.fit("use", rows, factors=["assistance", "one"], period=period, **KNOWN)
    half = np.asarray([int(each[1:]) % 2 for each in rows["area"]])
    made = fit.divide(np.where(half == 1, "odd", "even"), reference="pooled")
    caveat = next(each for each in made.caveats if each.name.startswith("risk_decided_by"))
    assert "one" in caveat.text("nl")
    assert "A05" in caveat.text("nl")
    assert made.rate_a.se > 0.0
    assert made.gap.se > 0.0
    assert math.isnan(made.composition.se)
    table = made.table()
    parts = {table["factor"][k]: table["se"][k] for k in range(3, len(table["part"]))}
    assert math.isnan(parts["one"])
    plain = ms.risk.fit("use", rows, factors=["assistance"], period=period, **KNOWN)
    assert plain.divide(np.where(half == 1, "odd", "even"), reference="pooled").composition.se > 0.0


def test_a_difference_of_means_knows_which_terms_lean_on_one_row() -> None:
    x = np.column_stack([np.ones(AREAS), np.asarray(FIRST["assistance"]), np.asarray(FIRST["one"])])
    y = np.asarray(FIRST["use"]) / np.asarray(FIRST["people"])
    a, b = slice(0, 20), slice(20, 40)
    x[25, 2] = x[30, 2] = 1.0  # in B the trait is in two rows
    made = ms.risk.divide_difference(x[a], y[a], x[b], y[b], names=["constant", "assistance", "one"])
    terms = {each.name: each for each in made.terms}
    assert made.gap.se > 0.0
    assert made.mean_a.se > 0.0
    assert math.isnan(terms["one"].coefficients.se)
    assert terms["assistance"].coefficients.se > 0.0
    assert terms["one"].explained.se > 0.0  # valued by both together: three rows
    caveat = next(each for each in made.caveats if each.name == "risk_decided_by_row")
    assert "one (A)" in caveat.text("en")
    of_a = ms.risk.divide_difference(x[a], y[a], x[b], y[b], reference="group_a")
    assert math.isnan(of_a.terms[2].explained.se)
    assert abs(of_a.total.unexplained_a.se) < 1e-9  # nothing is left to be unsure of


def test_degrees_of_freedom_of_what_has_no_margin_are_empty() -> None:
    x = np.column_stack([np.ones(AREAS * YEARS), PANEL["assistance"], PANEL["one"]])
    fit = ms.regress.glm(x, PANEL["use"] / PANEL["people"], cluster=PANEL["area"])
    slopes = ms.regress.margins(fit).table()
    unknown = np.isnan(np.asarray(slopes["se"]))
    assert unknown.any()
    assert not unknown.all()
    assert np.isnan(np.asarray(slopes["df"])).tolist() == unknown.tolist()
