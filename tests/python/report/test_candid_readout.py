# SPDX-License-Identifier: Apache-2.0
"""What a read-out may not pass over in silence: counts, weights, results, margins and slips of its reader."""

from typing import Any

import pytest

import maatstaf as ms
from maatstaf.readout import ReadOut, readout

LONELY = [40.0, 44.0, 41.0, 50.0, 41.0, 46.0, 44.0, 51.0]
HOURS = [5.0, 4.0, 6.0, 5.0, 5.5, 4.5, 6.0, 4.0]


def framework(language: str = "en", *more: Any) -> ms.Framework:
    made = ms.Framework("Our town", language=language)
    for item in (
        ms.Party("raad", name="The council"),
        ms.Domain("d", name="Living"),
        ms.LifeArea("l", parent="d", name="Together"),
        ms.Ambition("a", parent="l", name="People know each other"),
        ms.Result("r1", parent="a", name="Fewer people are lonely"),
        ms.Result("r2", parent="a", name="More people meet"),
        ms.Indicator("lonely", parent="r1", name="Lonely", unit="%", direction="lower"),
        ms.Indicator("hours", parent="r2", name="Hours of meeting", unit="hours", scale="mean"),
        *more,
    ):
        made.add(item)
    return made


def town(indicators: Any = None, **columns: Any) -> ms.Panel:
    """A country and three districts in 2020 and 2024."""
    rows: dict[str, Any] = {"code": ["NL", "A", "B", "C"] * 2, "year": [2020] * 4 + [2024] * 4}
    rows["kind"] = ["country", "district", "district", "district"] * 2
    rows["name"] = ["Country", "Oost", "West", "Zuid"] * 2
    return ms.Panel({**rows, **columns}, unit="code", period="year", kind="kind", name="name", indicators=indicators)


def said(made: ReadOut) -> str:
    return " ".join(str(made).split())


def gaps(made: ReadOut) -> dict[str, str]:
    """What the read-out does not know, by subject."""
    return {line.subject: line.text for line in made.blocks[0].lines}


def test_counts_without_a_scale_are_read_as_the_framework_says() -> None:
    counts = {"lonely_numerator": [4000, 40, 50, 45, 4100, 44, 60, 45], "lonely_denominator": [10000] + [100] * 3}
    counts["lonely_denominator"] *= 2
    bare, told = town(**counts), town([dict(id="lonely", scale="proportion", factor=100, unit="%")], **counts)
    assert str(readout(framework(), bare)) == str(readout(framework(), told))
    text = said(readout(framework(), bare))
    assert "40.0 44.0 +4.0" in text and "(0.0 to 10.0 percentage points)" in text
    assert "Margins known: with every change" in text and "In 3 of 3 districts the change itself" in text
    aiming = framework()
    aiming.replace(
        ms.Indicator(
            "lonely", parent="r1", unit="%", direction="lower", baseline=60, targets=[{"value": 38, "period": "2030"}]
        )
    )
    held = ms.hold_against_targets(aiming, bare).to_frame("dict")
    assert held["value"][1] == 40.0 and held["attainment"][1] == pytest.approx(20 / 22)
    assert held["pace_needed"][1] == pytest.approx(-0.2) and held["low"][1] == pytest.approx(30.8, abs=0.1)
    assert not held["caveat"][1]
    with pytest.raises(ms.DataError, match="a value without a numerator and a denominator"):
        some = {**counts, "lonely_numerator": [4000, None, *[40] * 6], "lonely_denominator": [10000, None, *[100] * 6]}
        readout(framework(), town(**some, lonely=[None, 41.4] + [None] * 6))
    with pytest.raises(ms.ArgumentError, match="framework must be a Framework, but is Panel"):
        ms.hold_against_targets(bare, aiming)  # type: ignore[arg-type]
    with pytest.raises(ms.ArgumentError, match="framework must be a Framework, but is Panel"):
        ms.check_side_links(bare, aiming, 2020, 2024)  # type: ignore[arg-type]
    # A share that the panel calls a share stays one; that the unit is % is asked about.
    share = town([dict(id="lonely", scale="proportion")], **counts)
    assert "All values of lonely lie between 0 and 1, though the unit is %" in said(readout(framework(), share))
    assert "shares held against a percentage" in ms.hold_against_targets(aiming, share).to_frame("dict")["caveat"][1]


def test_weights_that_were_set_are_not_said_to_be_missing() -> None:
    council = ms.WeightSet("w", body="raad", date="2024-01-01", weights={"r1": 3.0, "r2": 1.0})
    here = town(lonely=LONELY, hours=HOURS)
    made = readout(framework("en", council), here)
    assert gaps(made)["Weights"] == (
        "equal: weights were set ('w' of The council), but this read-out was not asked to use them"
    )
    text = said(made)
    assert "nobody has set them" not in text and "Should the weights count that were set ('w' of The council)?" in text
    caveats = ms.ScoreModel(framework("en", council)).fit(here).caveats
    assert "weights_not_used" in [each.name for each in caveats]
    used = readout(framework("en", council), here, weight_set="w")
    assert gaps(used)["Weights"] == "set by The council on 2024-01-01"
    assert "weights" not in " ".join(used.blocks[2].questions)
    nobody = readout(framework(), here)
    assert gaps(nobody)["Weights"] == "equal, because nobody has set them yet"
    assert "Who should set the weights" in said(nobody)
    assert "'w' van The council" in gaps(readout(framework("nl", council), here))["Gewichten"]


def test_weights_of_one_area_or_within_a_result_are_called_that() -> None:
    here = town(lonely=LONELY, hours=HOURS, visits=[2.0, 1.0, 3.0, 2.0, 2.0, 1.5, 4.0, 2.0])
    own = ms.WeightSet("w", body="raad", date="2024-01-01", area="A", weights={"r1": 9.0, "r2": 1.0})
    borrowed = readout(framework("en", own), here, weight_set="w")
    assert gaps(borrowed)["Weights"] == "set by The council on 2024-01-01; only for Oost: elsewhere they are borrowed"
    made = readout(framework("en", own), here, area_weights="w")
    assert gaps(made)["Weights"].startswith("equal, because nobody")
    assert gaps(made)["Weights in Oost"] == "set by The council on 2024-01-01"

    def outcome(made: ReadOut, unit: str) -> float:
        grid = made.blocks[1].grid
        assert grid is not None
        return grid.row(unit).cells[-1].value

    equal = readout(framework("en", own), here)
    assert outcome(made, "A") == outcome(borrowed, "A") != outcome(equal, "A")
    assert outcome(made, "B") == outcome(equal, "B") != outcome(borrowed, "B")
    visits = ms.Indicator("visits", parent="r2", name="Visits", scale="mean")
    within = ms.WeightSet("w", body="raad", date="2024-01-01", weights={"hours": 3.0, "visits": 1.0})
    made = readout(framework("en", visits, within), here, weight_set="w")
    assert gaps(made)["Weights"] == (
        "within results set by The council on 2024-01-01; the results themselves count the same, because nobody has "
        "weighed them yet"
    )
    assert "Who should set the weights" in said(made) and "Each result counts the same" in said(made)


def test_every_result_that_does_not_count_says_why() -> None:
    more = (
        ms.Result("r3", parent="a", name="Less stigma"),
        ms.Indicator("stigma", parent="r3", name="Stigma", unit="%"),
        ms.Result("r4", parent="a", name="More places"),
        ms.Indicator("places", parent="r4", name="Places", unit="places", scale="count", measures="output"),
        ms.Result("r5", parent="a", name="A quiet town"),
        ms.Indicator("age", parent="r5", name="Age", scale="mean", direction="context"),
        ms.Result("r6", parent="a", name="Nothing new"),
        ms.Indicator("flat", parent="r6", name="Flat", scale="mean"),
        ms.Indicator("late", parent="r6", name="Late", scale="mean"),
    )
    none: list[float | None] = [None] * 4
    here = town(
        lonely=LONELY,
        hours=HOURS,
        places=[1.0] * 8,
        age=HOURS,
        flat=[5.0, 4.0, 4.0, 4.0, 5.0, 4.0, 5.0, 6.0],
        late=[*none, 1.0, 2.0, 3.0, 4.0],
    )
    lines = [(line.subject, line.text) for line in readout(framework("en", *more), here).blocks[0].lines]
    assert ("r3 Less stigma", "not in the outcome: the panel holds no figures of 'Stigma'") in lines
    assert ("r4 More places", "not in the outcome, being about means and not about results: 'Places'") in lines
    assert ("r5 A quiet town", "not in the outcome, because nobody said whether higher is better: 'Age'") in lines
    assert ("r6 Nothing new", "not in the outcome: the reference holds no figures of 'Late'") in lines
    why = "not in the outcome: the reference knows no differences in 'Flat' (one district, or the same everywhere)"
    assert ("r6 Nothing new", why) in lines
    assert not [text for subject, text in lines if subject.startswith(("r1", "r2"))]
    # Text is no number: the panel has no such indicator, and the read-out says so. Text of figures is refused.
    with pytest.raises(ms.DataError, match="reads as a number"):
        town(lonely=["41,4"] * 8, hours=HOURS)
    text = town(lonely=["many"] * 8, hours=HOURS)
    assert "no figures of 'Lonely'" in gaps(readout(framework(), text))["r1 Fewer people are lonely"]


def test_margins_are_those_of_all_that_the_outcome_is_made_of() -> None:
    visiting = ms.Indicator("visits", parent="r3", name="Visits", scale="mean")
    third = (ms.Result("r3", parent="a", name="Third"), visiting)
    columns = {"lonely": LONELY, "lonely_se": [0.5] * 8, "hours": HOURS, "hours_se": [0.1] * 8}
    visits = [2.0, 1.0, 3.0, 2.0, 2.0, 1.5, 4.0, 2.0]
    made = readout(framework("en", *third), town(**columns, visits=visits))
    assert gaps(made)["Margins of 'Visits'"].startswith("not published by the source")
    assert gaps(made)["Margins of 'Lonely' and 'Hours of meeting'"].startswith("known")
    unsure = "Whether the change of the outcome is more than chance cannot be said: margins are missing of 'Visits'."
    assert unsure in said(made)
    whole = said(readout(framework("en", *third), town(**columns, visits=visits, visits_se=[0.1] * 8)))
    assert "Margins known" in whole and unsure[:40] not in whole and "the change of the outcome" in whole
    assert "count measurements as independent of each other" in whole
    nowhere = said(readout(framework(), town(lonely=LONELY, hours=HOURS)))
    assert unsure[:40] not in nowhere and "independent of each other" not in nowhere


def test_residents_are_those_of_districts_of_the_panel() -> None:
    here = town(lonely=LONELY)
    with pytest.raises(ms.ArgumentError, match="residents names Oost, .* nothing is said of A, B, C. Use the ids"):
        readout(framework(), here, residents={"Oost": 500.0})
    wide = readout(framework(), here, residents={"A": 500, "B": float("nan"), "C": 50, "Elsewhere": 9})
    assert set(wide.hidden) == {"C"} and "is not known (West)" in said(wide)
    pandas = pytest.importorskip("pandas")
    series = readout(framework(), here, residents=pandas.Series({"A": 500, "B": 600, "C": 50}))
    assert set(series.hidden) == {"C"}
    with pytest.raises(ms.ArgumentError, match="sources must be"):
        readout(framework(), here, sources=3)  # type: ignore[arg-type]
    with pytest.raises(ms.ArgumentError, match="Only an example has simulated measurements"):
        readout(framework(), here, simulated=True)


def test_a_panel_of_two_municipalities_is_refused() -> None:
    rows: dict[str, Any] = {"code": ["M1", "M2", "A", "B"] * 2, "year": [2020] * 4 + [2024] * 4, "lonely": LONELY}
    rows["kind"] = ["municipality", "municipality", "district", "district"] * 2
    rows["name"] = ["Adam", "Bdam", "A", "B"] * 2
    both = ms.Panel(rows, unit="code", period="year", kind="kind", name="name")
    with pytest.raises(ms.ArgumentError, match="one unit of kind municipality, but the panel holds more: Adam, Bdam"):
        readout(framework(), both)
    assert readout(framework(), both.select_units(["M1", "A", "B"])).place == "Adam"


def test_figures_have_the_decimals_that_their_size_asks_for() -> None:
    def cells(values: list[float], unit: str = "") -> list[str]:
        own = framework()
        own.replace(ms.Indicator("lonely", parent="r1", name="Lonely", unit=unit, scale="mean", direction="lower"))
        grid = readout(own, town(lonely=values), indicators="lonely").blocks[1].grid
        assert grid is not None
        return [cell.text for cell in grid.row("A").cells][:3]

    assert cells([each / 100 for each in LONELY]) == ["0.44", "0.46", "+0.02"]
    assert cells([each / 1000 for each in LONELY]) == ["0.044", "0.046", "+0.002"]
    assert cells([each * 1e6 for each in LONELY], "EUR") == ["44,000,000", "46,000,000", "+2,000,000"]
    assert cells(LONELY, "%") == ["44.0", "46.0", "+2.0"]
    assert cells([40.0, 44.0, 41.0, 50.0, 40.01, 44.02, 41.01, 50.0])[2] == "+0.02"
    # Without a unit there is none to write.
    own = framework()
    own.replace(ms.Indicator("lonely", parent="r1", name="Lonely", scale="mean", direction="lower"))
    assert "(1.0 to 3.0);" in said(readout(own, town(lonely=LONELY), indicators="lonely"))


def test_changes_that_do_not_differ_and_intervals_without_0_are_said_once() -> None:
    equal = town(lonely=[40.0, 44.0, 41.0, 50.0, 41.0, 46.0, 43.0, 52.0], lonely_se=[0.1] * 8)
    text = said(readout(framework(), equal, indicators="lonely"))
    assert "the change was the same in all 3 districts shown (+1.0 percentage points compared with" in text
    assert "smallest in" not in text and "In 0 of" not in text
    assert "In none of 3 districts does the 95% interval of the change itself hold 0." in text
    assert "In none of 3 districts does the 95% interval of the difference from the Netherlands hold 0." in text


def test_what_was_measured_once_or_aims_at_a_target_is_told() -> None:
    none: list[float | None] = [None] * 4
    late = ms.Result("r3", parent="a", name="Late")
    two = (late, ms.Indicator("x", parent="r3", name="X", scale="mean"), ms.Indicator("y", parent="r3", name="Y"))
    columns = {"x": [*none, 1.0, 2.0, 3.0, 4.0], "y": [*none, 1.0, 2.0, 3.0, 4.0]}
    made = readout(framework("en", *two), town(lonely=LONELY, **columns))
    assert "only 'X' and 'Y' are measured, and only in 2024" in said(made)
    aiming = framework()
    aiming.replace(
        ms.Indicator("lonely", parent="r1", unit="days", direction="target", name="Wait", targets=[{"value": 43}])
    )
    assert "Where a target is aimed at ('Wait'), the distance" in said(readout(aiming, town(lonely=LONELY)))


def test_a_picture_of_scores_takes_the_widest_item_and_has_a_legend() -> None:
    pytest.importorskip("matplotlib")
    here = town(lonely=LONELY, lonely_se=[0.5] * 8, hours=HOURS)
    scores = ms.ScoreModel(framework()).fit(here).score(here)
    axes = scores.plot()
    assert axes.get_xlabel().startswith("d, ")
    assert "Dashed: a unit that is average on everything." in axes.texts[-1].get_text()
    drawn = scores.plot("lonely").texts[-1].get_text()
    assert "Lines: 95% intervals." in drawn and "Hollow" not in drawn


def test_spending_apart_from_what_was_agreed_and_columns_without_values() -> None:
    split = framework()
    for item in (
        ms.Party("wel", name="Welfare"),
        ms.Contribution("c1", organisation="wel", to={"r1": 0.5, "r2": 0.3}),
        ms.Activity("act", organisation="wel", links=[{"kind": "core", "target": "c1"}]),
    ):
        split.add(item)
    trace = ms.Deliveries({"activity": ["act"], "cost": [1000.0]}).trace(split)
    assert trace.unassigned == pytest.approx(200)
    assert [each.name for each in trace.caveats] == ["spending_elsewhere"]
    with pytest.raises(ms.ArgumentError, match="columns for indicator 'lonely' name no values. Add value="):
        ms.Panel(
            {"unit": ["a"], "lonely": [1.0], "lonely_se": [0.1]},
            fixed_period="2020",
            columns=[dict(indicator="lonely", se="lonely_se")],
        )
