# SPDX-License-Identifier: Apache-2.0
"""A result knows what kind of number it is: in a panel, beside another result, and in what is made of it."""

import pickle

import maatstaf as ms
import numpy as np
import pytest

m = ms.measure
YEARS = {"e": [5, 8, 3, 9], "n": [100, 200, 90, 220], "wijk": list("NZNZ"), "jaar": [2022, 2022, 2023, 2023]}
CELL = {"unit": "wijk", "period": "jaar", "name": "x"}


def cells(panel, indicator="x"):
    """The columns of one indicator, rows by unit and period."""
    columns = panel.to_frame("dict")
    rows = [at for at, name in enumerate(columns["indicator"]) if name == indicator]
    return {name: np.array([values[at] for at in rows]) for name, values in columns.items()}


def test_rows_are_compared_by_their_keys_in_whatever_order_they_stand():
    a = m.rate([30, 10], [100, 100], group_by={"w": ["N", "Z"]}, per=100)
    b = m.rate([10, 30], [100, 100], group_by={"w": ["Z", "N"]}, per=100)
    made = m.compare(a, b, kind="difference")
    assert made.value.tolist() == [0.0, 0.0] and made.column("second").tolist() == [30.0, 10.0]
    assert made.kind == ("mean", "mean") and made.per == 100 and m.compare(a, b).kind == ("ratio", "ratio")
    single = m.compare(a, m.rate([20], [100], per=100), kind="difference")
    assert single.value.tolist() == [10.0, -10.0]


@pytest.mark.parametrize(
    ("second", "message"),
    [
        (lambda: m.rate([10, 30], [100, 100], group_by={"w": ["Z", "X"]}, per=100), "w N stands in the first"),
        (lambda: m.rate([1, 2, 3], [9, 9, 9], group_by={"w": list("NZX")}, per=100), "w X stands in the second"),
        (lambda: m.rate([10, 30], [100, 100], group_by={"w": ["Z", "N"]}, per=1000), "per=1000"),
        (lambda: m.proportion([10, 30], [100, 100], group_by={"w": ["Z", "N"]}, per=100), "proportion"),
        (lambda: m.rate([10, 30], [100, 100], group_by={"area": ["Z", "N"]}, per=100), "area"),
        (lambda: m.rate([10, 30], [100, 100], per=100), "keys"),
    ],
)
def test_what_does_not_belong_together_is_not_compared(second, message):
    first = m.rate([30, 10], [100, 100], group_by={"w": ["N", "Z"]}, per=100)
    with pytest.raises(ms.Error, match=message):
        m.compare(first, second())


def test_results_know_what_they_are():
    made = m.rate("e", "n", data=YEARS, per=1000)
    assert made.kind == ("rate",) * 4 and made.per == 1000
    assert np.allclose(made.value, made.per * made.numerator / made.denominator, rtol=1e-15)
    assert m.proportion([3], [4], per=100).kind == ("proportion",) and m.count([3]).kind == ("count",)
    assert m.count([3.5], fractional=True).kind == ("mean",) and m.ratio([3], [4]).kind == ("ratio",)
    assert m.mean([1, 2, 4]).kind == ("mean",) and m.share([1, 0, 1]).kind == ("proportion",)
    standard = {"events": [5, 8], "population": [100, 200]}
    direct = m.directly_standardised_rate(**standard, standard=[1, 2], minimum=0, per=1000)
    assert direct.kind == ("rate",) and direct.per == 1000 and np.isnan(direct.numerator[0])
    reference = {"reference_events": [10, 20], "reference_population": [300, 500]}
    for of, kind in ((m.indirectly_standardised_ratio, "ratio"), (m.indirectly_standardised_rate, "rate")):
        made = of(**standard, **reference)
        assert made.kind == (kind,) and np.isclose(made.value, made.per * made.numerator / made.denominator, rtol=1e-14)
    funnel = m.funnel([3, 5], [100, 120], kind="proportion").points
    assert funnel.kind == ("proportion",) * 2 and funnel.numerator.tolist() == [3, 5]
    assert m.share([0.5, 1]).numerator[0] != m.share([0.5, 1]).numerator[0]  # parts are no counts
    with_late = m.share_within([1, 2, 3], [1, 0, 1], 2.5)  # one lost before the window: no plain quotient
    assert np.isnan(with_late.numerator[0]) and m.share_within([1, 3, 3], [1, 0, 1], 2.5).denominator[0] == 3


@pytest.mark.parametrize(
    ("make", "scale", "factor"),
    [
        (lambda **at: m.rate("e", "n", per=1000, **at), "rate", 1000),
        (lambda **at: m.ratio("e", "n", **at), "rate", 1),
        (lambda **at: m.count("e", **at), "count", 1),
        (lambda **at: m.proportion("e", "n", per=100, **at), "proportion", 100),
        (lambda **at: m.proportion("e", "n", **at), "proportion", 1),
    ],
)
def test_counts_go_into_the_panel_with_their_scale(make, scale, factor):
    made = make(data=YEARS, group_by=["wijk", "jaar"])
    panel = m.to_panel(made, **CELL)
    assert (panel.indicators[0].scale, panel.indicators[0].factor) == (scale, factor)
    held = cells(panel)
    assert sorted(held["numerator"]) == [3, 5, 8, 9]
    assert np.allclose(held["value"], factor * held["numerator"] / held["denominator"], rtol=1e-14)
    # What is made of them knows how sure it is.
    change = cells(m.derive(panel, {"change": "change(x)"}), "change")
    assert np.isfinite(change["se"][[each == "2023" for each in change["period"]]].astype(float)).all()
    expected = m.expected_observed(panel, "x", by="reference_trend", reference="Z", direction="lower")
    assert "no_margin" not in [each for each in expected.to_frame("dict")["reason"]]


def test_what_is_no_quotient_has_a_standard_error_in_the_panel():
    reach = m.reach([30, 40], [100, 200], target=["a", "b"], group_by={"area": ["N", "N"]})
    panel = m.to_panel(reach, in_period="2024", indicator=["measure", "target"], per=100)
    z = 1.959963984540054
    table = reach.to_frame("dict")
    for at, (name, target) in enumerate(zip(table["measure"], table["target"], strict=True)):
        cell = cells(panel, f"{name}:{target}")
        if name == "coverage":
            assert cell["numerator"][0] == table["count"][at]
            assert cell["value"][0] == pytest.approx(100 * table["value"][at])
        else:
            times = 100 if name == "dissimilarity" else 1
            assert cell["value"][0] == pytest.approx(times * table["value"][at])
            assert cell["se"][0] == pytest.approx(times * (table["high"][at] - table["low"][at]) / 2 / z)
    scales = {each.id.split(":")[0]: each.scale for each in panel.indicators}
    assert scales == {"coverage": "proportion", "parity": "rate", "dissimilarity": "proportion"}


@pytest.mark.parametrize("third", [70, 20])
def test_a_panel_of_a_ratio_does_not_depend_on_other_rows(third):
    made = m.ratio([60, 80, third], [100, 120, 60], group_by={"w": ["A", "B", "C"]})
    panel = m.to_panel(made, unit="w", in_period="2023", name="smr")
    assert cells(panel, "smr")["value"][0] == 0.6 and panel.indicators[0].scale == "rate"
    with pytest.raises(ms.ArgumentError, match="proportions"):
        m.to_panel(made, unit="w", in_period="2023", name="smr", per=100)
    with pytest.raises(ms.ArgumentError, match="two kinds"):
        reach = m.reach([30, 40], [100, 200], target=["a", "b"])
        m.to_panel(reach, unit="target", in_period="2023", name="reach")


def test_rows_without_a_unit_are_named_or_refused():
    spells = {"client": list("abc"), "start": ["2023-01-01"] * 3, "stop": ["2023-06-01"] * 3}
    spells |= {"reden_beeindiging": ["31", "32", "33"], "wijk": ["N", None, "N"]}
    made = m.youth_outcomes(spells, as_of="2024-12-31", by=["area"])
    with pytest.raises(ms.DataError, match="'area' is empty, in row"):
        m.to_panel(made, period="period")
    panel = m.to_panel(made, period="period", unknown="elsewhere")
    assert {each.id for each in panel.units} == {"N", "elsewhere"}


def test_a_derived_share_has_the_margin_of_its_counts():
    panel = m.to_panel(m.proportion("e", "n", data=YEARS, group_by=["wijk", "jaar"]), **CELL)
    made = cells(m.derive(panel, {"pct": "100 * x"}), "pct")
    at = [(u, p) for u, p in zip(made["unit"], made["period"], strict=True)].index(("N", "2022"))
    a, b = 5.5, 95.5  # Jeffreys
    assert made["se"][at] == pytest.approx(100 * np.sqrt(a * b / 102) / 101, rel=1e-12)


def test_counts_of_which_the_scale_is_not_known_are_told():
    rows = {"unit": [], "period": [], "indicator": [], "value": [], "numerator": [], "denominator": []}
    for unit in "AB":
        for year, events in ((2019, 10), (2020, 12), (2021, 9), (2022, 11)):
            for name, value in zip(rows, (unit, year, "x", events / 100, events, 100), strict=True):
                rows[name].append(value)
    with_scale = ms.Panel.from_long(rows, indicators=[{"id": "x", "scale": "proportion"}])
    told = [
        m.expected_observed(panel, "x", by="reference_trend", reference="B", direction="lower").caveats
        for panel in (ms.Panel.from_long(rows), with_scale)
    ]
    assert ["not its scale" in " ".join(str(each) for each in caveats) for caveats in told] == [True, False]


def test_the_kind_goes_along_into_an_archive():
    made = m.rate([3], [40], per=1000)
    again = pickle.loads(pickle.dumps(made))
    assert again.kind == made.kind and again.per == 1000 and again.numerator.tolist() == [3]
