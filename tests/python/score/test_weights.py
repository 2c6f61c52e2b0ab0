# SPDX-License-Identifier: Apache-2.0
"""What moves when weights change: the margin of the difference, held against repeated measurements."""

import math
import pickle

import maatstaf as ms
import numpy as np
import pytest

VALUES, ERRORS = {"x": 10.0, "y": 20.0, "z": 40.0}, {"x": 1.0, "y": 2.0, "z": 0.5}
BEFORE, AFTER = {"r": 1.0, "q": 1.0, "x": 3.0, "y": 1.0}, {"r": 1.0, "q": 3.0, "x": 1.0, "y": 1.0}


def framework() -> ms.Framework:
    made = ms.Framework("weights")
    for item in (
        ms.Domain("d"),
        ms.LifeArea("l", parent="d"),
        ms.Ambition("a", parent="l"),
        ms.Result("r", parent="a"),
        ms.Result("q", parent="a"),
        ms.Indicator("x", parent="r"),
        ms.Indicator("y", parent="r"),
        ms.Indicator("z", parent="q"),
    ):
        made.add(item)
    for name, weights in (("before", BEFORE), ("after", AFTER)):
        made.add(ms.WeightSet(name, body="a body", date="2026-01-01", weights=weights))
    return made


def scores(panel: ms.Panel, weight_set: str) -> ms.ScoreResult:
    return ms.ScoreModel(framework(), normalise="identity", weight_set=weight_set).fit(panel).score(panel)


def wide(rows: int, noise: np.random.Generator | None = None) -> ms.Panel:
    columns: dict[str, object] = {"unit": [f"u{at}" for at in range(rows)]}
    for name, value in VALUES.items():
        columns[name] = value + (ERRORS[name] * noise.standard_normal(rows) if noise else np.zeros(rows))
        columns[name + "_se"] = np.full(rows, ERRORS[name])
    return ms.Panel(columns, fixed_period="2025")


def test_the_change_and_its_margin_by_hand() -> None:
    panel = wide(2)
    moved = ms.weight_shift(scores(panel, "before"), scores(panel, "after"), "a", "u0", "2025")
    # before: x 3/8, y 1/8, z 1/2; after: x 1/8, y 1/8, z 3/4
    assert moved.before == pytest.approx(26.25) and moved.after == pytest.approx(33.75)
    change = moved.change
    assert change.value == pytest.approx(7.5)
    assert change.se == pytest.approx(math.hypot(1.0 / 4, 0.5 / 4))
    assert change.low == pytest.approx(7.5 - 1.959963984540054 * change.se)
    assert change.high == pytest.approx(7.5 + 1.959963984540054 * change.se)
    assert moved.probability == pytest.approx(1.0)


def test_the_margin_is_the_spread_over_repeated_measurements() -> None:
    repeated = wide(4000, np.random.default_rng(1))
    before, after = scores(repeated, "before"), scores(repeated, "after")
    differences = np.asarray(after.values("a", "2025")) - np.asarray(before.values("a", "2025"))
    moved = ms.weight_shift(before, after, "a", "u0", "2025")
    assert differences.std(ddof=1) == pytest.approx(moved.change.se, rel=0.05)
    # Treating the two scores as independent would be far too wide.
    assert moved.change.se < 0.5 * math.hypot(before.cell("a", "u0", "2025").se, after.cell("a", "u0", "2025").se)


def test_weights_are_renormalised_over_what_is_observed() -> None:
    panel = ms.Panel(
        {"unit": ["u0", "u1"], "x": [10.0, 11.0], "y": [float("nan"), 21.0], "z": [40.0, 41.0]}, fixed_period="2025"
    )
    result = scores(panel, "before")
    assert ms.effective_weights(result, "a", "u0", "2025") == pytest.approx({"x": 0.5, "z": 0.5})
    assert ms.effective_weights(result, "a", "u1", "2025") == pytest.approx({"x": 0.375, "y": 0.125, "z": 0.5})


def test_without_a_margin_nothing_is_said() -> None:
    panel = ms.Panel(
        {"unit": ["u0", "u1"], "x": [10.0, 11.0], "y": [20.0, 21.0], "z": [40.0, 41.0]}, fixed_period="2025"
    )
    moved = ms.weight_shift(scores(panel, "before"), scores(panel, "after"), "a", "u0", "2025")
    change = moved.change
    assert change.value == pytest.approx(7.5)
    assert all(math.isnan(each) for each in (change.se, change.low, change.high, moved.probability))


@pytest.mark.parametrize("more", [{"aggregate": "geometric"}, {"nodes": {"q": "harmonic"}}, {"missing": "reference"}])
def test_curved_and_filled_models_are_refused(more: dict[str, object]) -> None:
    panel = wide(2)
    made = ms.ScoreModel(framework(), normalise="identity", weight_set="before", **more).fit(panel).score(panel)
    with pytest.raises(ms.ArgumentError) as caught:
        ms.effective_weights(made, "a", "u0", "2025")
    assert caught.value.name == "weights_need_linear"


def test_models_that_differ_in_more_than_weights_are_refused() -> None:
    panel = wide(2)
    other = ms.ScoreModel(framework(), normalise="zscore", weight_set="after").fit(panel).score(panel)
    with pytest.raises(ms.ArgumentError) as caught:
        ms.weight_shift(scores(panel, "before"), other, "a", "u0", "2025")
    assert caught.value.name == "weights_not_comparable" and "normalise" in str(caught.value)


def by_area() -> ms.Framework:
    made = framework()
    made.add(ms.WeightSet("north", body="a district", area="dn", weights=AFTER))
    return made


def test_units_of_an_area_are_scored_with_its_weights() -> None:
    units = [ms.Unit("u0", parent="dn"), ms.Unit("u1", parent="ds")]
    rows = [
        {"unit": unit.id, "parent": unit.parent, "period": 2025, "indicator": name, "value": value, "se": ERRORS[name]}
        for unit in units
        for name, value in VALUES.items()
    ]
    panel = ms.Panel.from_long(rows, parent="parent", se="se")
    model = ms.ScoreModel(by_area(), normalise="identity", weight_set="before", area_weights=["north"]).fit(panel)
    result = model.score(panel)
    assert result.cell("a", "u0", "2025").value == scores(wide(2), "after").cell("a", "u0", "2025").value
    assert result.cell("a", "u1", "2025").value == scores(wide(2), "before").cell("a", "u0", "2025").value
    assert (result.area_weights("u0"), result.area_weights("u1")) == ("north", "")
    assert result.cell("a", "u0", "2025").area_weights == "north"
    assert "weights_of_area" in [each.name for each in result.cell("a", "u0", "2025").caveats]
    assert "weights_of_area" not in [each.name for each in result.cell("a", "u1", "2025").caveats]
    assert {"area_weights_used", "weights_of_area"} <= {each.name for each in result.caveats}
    caveats = result.to_frame("dict")["caveat"]
    assert any("'north'" in caveat for caveat in caveats)
    assert model.weights(area_weights="north")["a"]["q"] == 0.75 and model.weights()["a"]["q"] == 0.5
    with pytest.raises(ms.ArgumentError) as caught:
        model.weights(area_weights="nort")
    assert caught.value.parameters["nearest"] == "north"
    assert ms.effective_weights(result, "a", "u0", "2025")["z"] == 0.75
    again = pickle.loads(pickle.dumps(result))
    assert again.to_csv() == result.to_csv() and again.area_weights("u0") == "north"
