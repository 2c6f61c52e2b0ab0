# SPDX-License-Identifier: Apache-2.0
"""Kernels on arrays: shares, divided differences, price-volume-mix, forecasts, stacking."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import maatstaf as ms

small = st.floats(-1.0, 1.0)


def test_published_shares() -> None:
    assert ms.risk.levin([0.2], [3.0]).value == pytest.approx(0.4 / 1.4)
    assert ms.risk.miettinen([0.6], [3.0]).value == pytest.approx(0.4)
    with pytest.raises(ms.ArgumentError, match="rate_ratio"):
        ms.risk.levin([0.2], [-1.0])


@settings(deadline=None, max_examples=40)
@given(st.lists(small, min_size=2, max_size=6), st.randoms(use_true_random=False))
def test_average_shares_add_up_and_do_not_depend_on_the_order(effects: list[float], random) -> None:
    n, m = 12, len(effects)
    x = np.column_stack([np.ones(n), np.array([[random.random() for _ in range(m)] for _ in range(n)])])
    x0 = x.copy()
    x0[:, 1:] = 0.0
    b = np.array([0.3, *effects])
    factors = {f"f{k}": [k + 1] for k in range(m)}
    made = ms.risk.attributable_shares(x, x0, b, factors)
    assert math.fsum(each.average.value for each in made.factors) == pytest.approx(made.joint.value, abs=1e-12)
    assert math.fsum(each.in_order.value for each in made.factors) == pytest.approx(made.joint.value, abs=1e-12)
    turned = ms.risk.attributable_shares(x, x0, b, dict(reversed(factors.items())), enumerate=True)
    averages = {each.name: each.average.value for each in turned.factors}
    for each in made.factors:
        assert averages[each.name] == pytest.approx(each.average.value, abs=1e-12)


def test_shares_say_that_they_are_associations() -> None:
    x = np.array([[1.0, 1.0], [1.0, 0.0]])
    made = ms.risk.attributable_shares(x, [[1, 0], [1, 0]], [0.0, 0.5], {"a": [1]}, covariance=np.eye(2) * 0.01)
    assert made.caveats[0].name == "risk_association"
    assert made.joint.se > 0
    assert set(made.to_frame("dict")) >= {"factor", "measure", "share", "low", "high", "amount"}
    assert "samenhangen" in made.caveats[0].text("nl")
    assert "associations" in made._repr_html_()


def test_a_divided_difference_adds_up() -> None:
    random = np.random.default_rng(4)
    a = np.column_stack([np.ones(40), random.normal(1.0, 1.0, 40)])
    b = np.column_stack([np.ones(50), random.normal(0.0, 1.0, 50)])
    ya, yb = a @ [2.0, 1.0] + random.normal(size=40), b @ [1.0, 0.5] + random.normal(size=50)
    made = ms.risk.divide_difference(a, ya, b, yb, names=["constant", "x"], reference="half")
    total = made.total
    assert made.gap.value == pytest.approx(ya.mean() - yb.mean())
    assert total.composition.value + total.coefficients.value + total.interaction.value == pytest.approx(made.gap.value)
    assert total.explained.value + total.unexplained_a.value + total.unexplained_b.value == pytest.approx(
        made.gap.value
    )
    with pytest.raises(ms.ArgumentError, match="'A'"):
        ms.risk.divide_difference(a[:2], ya[:2], b, yb)
    with pytest.raises(ms.ArgumentError, match="half"):
        ms.risk.divide_difference(a, ya, b, yb, reference="hafl")


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.floats(0.1, 1e4), st.floats(0.0, 1e7), st.booleans(), st.booleans()), min_size=1, max_size=6),
    st.sampled_from(["average", "price_last"]),
    st.floats(0.5, 2.0),
)
def test_a_change_of_cost_adds_up(products, order: str, inflation: float) -> None:
    before = [{"product": str(k), "volume": v, "cost": c} for k, (v, c, old, _) in enumerate(products) if old]
    after = [{"product": str(k), "volume": 2 * v, "cost": c / 3} for k, (v, c, _, new) in enumerate(products) if new]
    total = ms.risk.price_volume_mix(before, after, order=order, inflation=inflation).total
    parts = math.fsum(total[name] for name in ("volume", "mix", "inflation", "price", "started", "ended"))
    assert parts == pytest.approx(total["after"] - total["before"], rel=1e-9, abs=1e-6)


def test_forecast_refuses_wrong_shapes_and_notices_the_cliff() -> None:
    rates = [{"from_age": 15, "to_age": 19, "cases": 10, "person_years": 100}]
    made = ms.risk.forecast(rates, [2025], [[120.0]], base_year=2024)
    assert made.caveats[0].name == "risk_band_over_cliff"
    assert made.table()["expected"][0] == pytest.approx(12.0)
    with pytest.raises(ms.ArgumentError, match="population"):
        ms.risk.forecast(rates, [2025, 2026], [[120.0]])
    with pytest.raises(ms.ArgumentError, match="population"):
        ms.risk.forecast(rates, [2025], [120.0])


def test_stacking_names_what_contradicts_itself() -> None:
    with pytest.raises(ms.DataError, match="'stay'"):
        ms.risk.stack([[0, 1]], [{"name": "youth"}, {"name": "stay", "parent": "youth"}])
    made = ms.risk.stack([[1, 0], [1, 1], [0, 1], [0, 0]], {"youth": "", "wmo": ""}, [[5, 0], [5, 2], [0, 2], [0, 0]])
    assert made.by_number == (1.0, 2.0, 1.0)
    assert made.pairs()["odds_ratio"][0] == pytest.approx(1.0)
    with pytest.raises(ms.DataError, match="uses of 'wmo' is empty in row 2. Give 0"):
        ms.risk.stack([[1, 0], [1, float("nan")]], {"youth": "", "wmo": ""})
    often = ms.risk.stack([[1, 0], [0, 2], [3, 1]], {"youth": "", "wmo": ""})
    assert often.by_number == ms.risk.stack([[1, 0], [0, 1], [1, 1]], {"youth": "", "wmo": ""}).by_number
    said = [each.text("en") for each in often.caveats if each.name == "risk_use_counted_once"]
    assert said and "above 1: 2 (the first: 2 of 'wmo' in row 2)" in said[0]
    paid = ms.risk.stack([[1, 0], [1, 0], [0, 1]], {"youth": "", "wmo": ""}, [[10, 20], [5, 0], [0, 7]])
    said = [each.text("en") for each in paid.caveats if each.name == "risk_cost_without_use"]
    assert said and "uses is 0: 1 (the first: 20 of 'wmo' in row 1)" in said[0]
    assert ms.risk.parts_of_whole([[1, 3]], [8]).tolist() == [[2.0, 6.0]]
