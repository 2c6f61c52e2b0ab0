# SPDX-License-Identifier: Apache-2.0
"""Frameworks and data that cannot be scored, each with its own message; and what can be scored but says little."""

import math
from typing import Any

import pytest

import maatstaf as ms


def framework(*more: Any) -> ms.Framework:
    made = ms.Framework("f", language="en")
    for item in (
        ms.Domain("d"),
        ms.LifeArea("l", parent="d"),
        ms.Ambition("a", parent="l"),
        ms.Result("r", parent="a"),
        ms.Indicator("x", parent="r", scale="mean"),
        ms.Indicator("y", parent="r", scale="mean"),
        *more,
    ):
        made.add(item)
    return made


def panel(**columns: list[Any]) -> ms.Panel:
    given = {"unit": ["u", "v", "w"], "x": [1.0, 2.0, 3.0], "y": [2.0, 1.0, 4.0], **columns}
    return ms.Panel(given, fixed_period=2016)


@pytest.mark.parametrize(
    ("more", "weight_set", "fragment"),
    [
        ([ms.Ambition("b", parent="c"), ms.Ambition("c", parent="b")], "", "b > c > b"),
        ([ms.Indicator("z", parent="nowhere")], "", "nowhere"),
        ([ms.WeightSet("w", weights={"x": -1, "y": 1})], "w", "-1"),
        ([ms.WeightSet("w", weights={"x": 0, "y": 0})], "w", "w"),
        ([ms.WeightSet("w", weights={"x": 1, "yy": 1})], "w", "yy"),
        ([ms.Party("p"), ms.Contribution("c", organisation="p", to={"r": 1.5})], "", "1.5"),
    ],
)
def test_a_framework_that_contradicts_itself(more: list[Any], weight_set: str, fragment: str) -> None:
    with pytest.raises(ms.DataError) as caught:
        ms.ScoreModel(framework(*more), weight_set=weight_set).fit(panel())
    assert fragment in str(caught.value)


def test_a_constant_indicator_is_left_out_and_said() -> None:
    model = ms.ScoreModel(framework()).fit(panel(y=[5.0, 5.0, 5.0]))
    cell = model.score(panel(y=[5.0, 6.0, 7.0])).cell("y", "v", 2016)
    assert math.isnan(cell.value) and [caveat.name for caveat in cell.caveats] == ["indicator_constant"]
    assert any("y" in caveat.text() for caveat in model.caveats)


def test_one_unit_has_no_spread() -> None:
    lone = ms.Panel({"unit": ["u"], "x": [1.0], "y": [2.0]}, fixed_period=2016)
    assert math.isnan(ms.ScoreModel(framework()).fit(lone).score(lone).cell("r", "u", 2016).value)


def test_all_missing_gives_no_value_and_says_why() -> None:
    fitted = ms.ScoreModel(framework()).fit(panel())
    empty = panel(x=[None] * 3, y=[None] * 3)
    cell = fitted.score(empty).cell("r", "u", 2016)
    assert math.isnan(cell.value) and cell.coverage == 0.0
    assert [caveat.name for caveat in cell.caveats] == ["nothing_measured"]


@pytest.mark.parametrize("status", ["absent", "suppressed", "not_applicable"])
def test_every_status_of_a_cell_reaches_the_score(status: str) -> None:
    fitted = ms.ScoreModel(framework()).fit(panel())
    columns = {"unit": ["u", "v"], "x": [1.0, 2.0], "y": [2.0, None], "y__reason": [None, status]}
    cell = fitted.score(ms.Panel(columns, fixed_period=2016)).cell("y", "v", 2016)
    assert cell.status == status and math.isnan(cell.value)


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"confidence": 1.0}, "argument_out_of_range"),
        ({"draws": -1}, "argument_out_of_range"),
        ({"draws": 1.5}, "not_a_whole_number"),
        ({"seed": -1}, "argument_out_of_range"),
        ({"indicators": 1}, "not_a_boolean"),
        ({"view": "both "}, "unknown_option"),
    ],
)
def test_options_outside_their_range(options: dict[str, Any], name: str) -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.ScoreModel(framework()).fit(panel()).score(panel(), **options)
    assert caught.value.name == name


def test_far_too_many_draws_are_told_how_many_are_meant() -> None:
    with pytest.raises(ms.ArgumentError, match="draws must be 0 or 2 to 1000000, but is 1000000000000"):
        ms.ScoreModel(framework()).fit(panel()).score(panel(), draws=10**12)
