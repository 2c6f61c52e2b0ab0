# SPDX-License-Identifier: Apache-2.0
"""Slips of the hand that would change a score, or the interpreter, in silence."""

from typing import Any

import pytest

import maatstaf as ms

HOORN = ms.example("hoorn")


@pytest.mark.parametrize(
    "figures",
    [
        {"mean": 41, "sd": -5},
        {"mean": float("inf"), "sd": 5},
        {"mean": 41, "sd": float("inf")},
        {"mean": 41, "sd": 5, "n": -4},
        {"mean": 41, "sd": 5, "min": 60, "max": 20},
        {"mean": 70, "sd": 5, "min": 20, "max": 60},
    ],
)
def test_published_figures_that_cannot_be_are_refused(figures: dict[str, float]) -> None:
    with pytest.raises(ms.ArgumentError, match="reference figure .*'lonely'"):
        ms.ScoreModel(HOORN.framework).fit(None, {"lonely": figures})


@pytest.mark.parametrize("parameters", [None, {}])
def test_a_model_is_not_fitted_on_nothing(parameters: Any) -> None:
    with pytest.raises(ms.ArgumentError, match="no reference"):
        ms.ScoreModel(HOORN.framework).fit(None, parameters)


@pytest.mark.parametrize(("earlier", "later"), [(2020, 2016), (2016, 2016)])
def test_a_change_runs_from_the_earlier_to_the_later_period(earlier: int, later: int) -> None:
    scores = ms.ScoreModel(HOORN.framework).fit(None, HOORN.reference).score(HOORN.panel)
    with pytest.raises(ms.ArgumentError, match="earlier one first"):
        scores.change(earlier, later)


def test_figures_of_a_restricted_reference_are_restricted() -> None:
    table = ms.Table({"code": ["a", "b", "c"], "lonely": [40.0, 45.0, 60.0], "volunteer": [20.0, 25.0, 30.0]})
    table.restricted = True
    model = ms.ScoreModel(HOORN.framework).fit(ms.Panel(table, unit="code", fixed_period=2016))
    assert model.parameters.restricted
    assert "fitted_on_restricted" in [caveat.name for caveat in model.caveats]
    for reason in (None, "", "   "):
        with pytest.raises(ms.ArgumentError):
            model.parameters.to_csv(allow_restricted=reason)
    assert not ms.ScoreModel(HOORN.framework).fit(None, HOORN.reference).parameters.restricted


@pytest.mark.parametrize("options", [{"minimum_coverage": 2}, {"floor": float("inf")}, {"minimum_n": -1}])
def test_impossible_options_are_refused_at_once(options: dict[str, float]) -> None:
    with pytest.raises(ms.ArgumentError, match=next(iter(options))):
        ms.ScoreModel(HOORN.framework, **options)  # type: ignore[arg-type]


def test_a_seed_has_64_bits() -> None:
    model = ms.ScoreModel(HOORN.framework).fit(None, HOORN.reference)
    assert model.score(HOORN.panel, seed=2**64 - 1).options["seed"] == 2**64 - 1
    for seed in (2**64, -1):
        with pytest.raises(ms.ArgumentError, match="0 .. 18446744073709551615"):
            model.score(HOORN.panel, seed=seed)


@pytest.mark.parametrize("name", [name for name in ms.__all__ if isinstance(getattr(ms, name), type)])
def test_an_object_made_without_its_constructor_is_refused(name: str) -> None:
    kind = getattr(ms, name)
    if not kind.__module__.startswith("maatstaf._core") or issubclass(kind, BaseException):
        return
    empty = kind.__new__(kind)
    for use in (str, lambda each: each == each, lambda each: each.__getstate__(), lambda each: each._repr_html_()):
        with pytest.raises((ms.ArgumentError, AttributeError, TypeError)):
            use(empty)
            raise TypeError  # some uses need nothing of the object, and that is well too


def test_a_standard_error_is_not_negative() -> None:
    with pytest.raises(ms.ArgumentError, match="se must be 0 or more, but is -1"):
        ms.score.probability_met(45.0, -1.0, target=44.0)
    with pytest.raises(ms.ArgumentError, match="band_high.*38"):
        ms.score.probability_met(40.0, 1.0, goal="stay_in_band", band_low=44.0, band_high=38.0)
    assert ms.score.probability_met(45.0, 1.0, target=44.0) > 0.5


def test_a_year_is_not_compared_with_a_quarter() -> None:
    framework = ms.Framework("F", language="en")
    framework.add(ms.Domain("d"))
    framework.add(ms.LifeArea("l", parent="d"))
    framework.add(ms.Ambition("a", parent="l"))
    framework.add(ms.Result("r", parent="a"))
    framework.add(ms.Indicator("x", parent="r", scale="mean"))
    rows = {"u": ["a", "b"] * 2, "t": ["2016", "2016", "2017-Q1", "2017-Q1"], "x": [1.0, 2.0, 3.0, 5.0]}
    panel = ms.Panel(rows, unit="u", period="t")
    scores = ms.ScoreModel(framework).fit(panel).score(panel)
    with pytest.raises(ms.ArgumentError, match="2017-Q1"):
        scores.change("2016", "2017-Q1")


def test_a_contribution_without_an_agreed_share_is_named() -> None:
    simulated = ms.example("hoorn", language="en").simulated
    model = ms.ScoreModel(simulated.framework, normalise="goalposts").fit(simulated.panel)
    made = model.score(simulated.panel, view="contributions")
    said = {each.name: each.parameters for each in made.caveats}
    assert said["contributions_without_share"] == {"links": "B-B (MR3), B-B (MR1)"}
    # Made from counts with factor 100, so small percentages are no shares.
    assert "percentages_look_like_shares" not in said
    assert "contributions_without_share" not in {each.name for each in model.score(simulated.panel).caveats}


def test_a_core_share_of_an_unknown_activity_is_refused() -> None:
    with pytest.raises(ms.ArgumentError, match="nobody"):
        ms.example("hoorn").framework.core_share("nobody", "B-A")
