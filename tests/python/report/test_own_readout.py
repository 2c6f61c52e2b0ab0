# SPDX-License-Identifier: Apache-2.0
"""A read-out of somebody's own framework and panel."""

from typing import Any

import pytest

import maatstaf as ms
from maatstaf.readout import ReadOut, readout
from maatstaf.report import page


def framework(language: str = "en") -> ms.Framework:
    made = ms.Framework("Our town", language=language)
    made.add(ms.Domain("d", name="Living"))
    made.add(ms.LifeArea("l", parent="d", name="Together"))
    made.add(ms.Ambition("a", parent="l", name="People know each other"))
    made.add(ms.Result("r1", parent="a", name="Fewer people are lonely"))
    made.add(ms.Result("r2", parent="a", name="More people meet"))
    made.add(ms.Indicator("lonely", parent="r1", name="Lonely", unit="%", direction="lower"))
    made.add(ms.Indicator("hours", parent="r2", name="Hours of meeting", unit="hours", scale="mean"))
    return made


def panel(**keywords: Any) -> ms.Panel:
    units = ["NL", "A", "B", "C"]
    rows: dict[str, Any] = {"code": units * 2, "year": [2020] * 4 + [2024] * 4}
    rows["kind"] = ["country", "district", "district", "district"] * 2
    rows["lonely"] = [40.0, 44.0, 41.0, 50.0, 41.0, 46.0, 44.0, 51.0]
    rows["hours"] = [5.0, 4.0, 6.0, 5.0, 5.5, 4.5, 6.0, 4.0]
    return ms.Panel(rows, unit="code", period="year", kind="kind", **keywords)


def test_a_framework_and_a_panel_are_enough() -> None:
    made = readout(framework(), panel(), sources=["our survey"])
    text = " ".join(str(made).split())
    assert made.heading == 'OUR TOWN · TOGETHER · "People know each other"'
    rise = "Lonely: a rise in all 3 districts shown from 2020 to 2024 (1.0 to 3.0 percentage points); nationally +1.0."
    assert rise in text
    # Another unit than percent is counted in itself, and nothing is said of Dutch districts or rounding.
    assert "1 with a rise, 1 with a fall and 1 unchanged (-1.0 to 0.5 hours)" in text
    assert "Source: our survey." in text and "Licence" not in text
    assert "Dutch" not in text and "rounds to" not in text and "fewer than 100 residents" not in text
    assert not made.simulated and len(page(made)) > 1000
    grid = made.blocks[1].grid
    assert grid is not None and [row.id for row in grid.rows] == ["NL", "A", "B", "C"]
    assert grid.columns[-1].group == "Outcome (0 = average of the reference, 2020)"


def test_without_a_country_nothing_is_held_against_one() -> None:
    alone = panel().select_units(["A", "B", "C"])
    made = readout(framework("nl"), alone, indicators=["lonely"], rounding=0.1, residents={"A": 50.0})
    text = str(made)
    assert "landelijk" not in text and "t.o.v." not in text
    assert "50 inwoners: niet getoond" in text
    assert "stijging in alle 2 getoonde wijken" in text
    assert "A" in made.hidden and set(made.shown) == {"B", "C"}


def test_a_reference_of_ones_own() -> None:
    figures = {"lonely": {"mean": 40.0, "sd": 5.0}, "hours": {"mean": 5.0, "sd": 1.0}}
    made = readout(framework(), panel(), reference=figures, reference_period=2019)
    grid = made.blocks[1].grid
    assert grid is not None
    assert grid.row("NL").cells[-3].value == 0.0
    assert "2019" in grid.columns[-1].group


def test_what_cannot_be_read_out_is_refused() -> None:
    with pytest.raises(ms.ArgumentError, match="must be a Framework"):
        readout(panel())  # type: ignore[arg-type]
    with pytest.raises(ms.ArgumentError, match="must be a Panel"):
        readout(framework())
    with pytest.raises(ms.ArgumentError, match="two"):
        readout(framework(), panel().at(2020))
    with pytest.raises(ms.ArgumentError, match="only units of kind country"):
        readout(framework(), panel().select_units(["NL"]))
    with pytest.raises(ms.ArgumentError, match="no indicator that scores"):
        readout(framework(), panel().rename_indicators({"lonely": "p", "hours": "q"}))
    with pytest.raises(ms.ArgumentError, match="minimum_residents"):
        readout(framework(), panel(), minimum_residents=-1)


def town(indicators: Any = None, **columns: Any) -> ms.Panel:
    """A country and three districts in 2020 and 2024."""
    units = ["NL", "A", "B", "C"]
    rows: dict[str, Any] = {"code": units * 2, "year": [2020] * 4 + [2024] * 4}
    rows["kind"] = ["country", "district", "district", "district"] * 2
    return ms.Panel({**rows, **columns}, unit="code", period="year", kind="kind", indicators=indicators)


def cells(made: ReadOut, unit: str) -> list[str]:
    grid = made.blocks[1].grid
    assert grid is not None
    return [cell.text for cell in grid.row(unit).cells]


LONELY = [40.0, 44.0, 41.0, 50.0, 41.0, 46.0, 44.0, 51.0]
HOURS = [5.0, 4.0, 6.0, 5.0, 5.5, 4.5, 6.0, 4.0]


def test_an_indicator_that_aims_at_a_target_shows_its_values() -> None:
    aiming = framework()
    aiming.replace(
        ms.Indicator("lonely", parent="r1", unit="days", direction="target", name="Wait", targets=[{"value": 43}])
    )
    made = readout(aiming, town(lonely=LONELY), indicators=["lonely"])
    assert cells(made, "A")[:4] == ["44.0", "46.0", "+2.0", "+1.0"]


def test_a_gap_is_not_printed_as_a_change_of_the_outcome() -> None:
    same = [40.0, 44.0, 41.0, 50.0]
    gap = town(lonely=same * 2, hours=[5.0, 4.0, 6.0, 5.0, 5.0, None, 6.0, 5.0])
    made = readout(framework(), gap, indicators=["lonely"])
    assert cells(made, "A")[-1] == "–" and cells(made, "B")[-1] == "0.00"
    text = " ".join(str(made).split())
    assert "For A its change is unknown: not the same indicators were measured in both periods." in text


def test_what_does_not_score_or_was_measured_once_does_not_stop_a_read_out() -> None:
    wider = framework()
    wider.add(ms.Indicator("visits", parent="r2", name="Visits", measures="output", unit="visits", scale="count"))
    none: list[float | None] = [None] * 4
    once = town(lonely=LONELY, hours=[*none, 5.5, 4.5, 6.0, 4.0], visits=[1.0] * 4 + [2.0] * 4)
    assert tuple(readout(wider, once).changes) == ("lonely",)
    assert cells(readout(wider, once, indicators=["visits"]), "A")[:3] == ["1.0", "2.0", "+1.0"]
    never = readout(wider, town(lonely=LONELY, hours=none + none))
    assert tuple(never.changes) == ("lonely",)


def test_a_district_with_one_gap_is_shown_and_counted() -> None:
    falls = town(
        lonely=[40.0, 44.0, 41.0, 50.0, 41.0, 40.0, 44.0, 51.0], hours=[5.0, 4.0, 6.0, 5.0, 5.5, None, 6.0, 4.0]
    )
    made = readout(framework(), falls)
    text = " ".join(str(made).split())
    assert set(made.shown) == {"A", "B", "C"} and "no figures" not in text
    assert "of the districts shown 2 with a rise, 1 with a fall and 0 unchanged (-4.0 to 3.0" in text
    assert cells(made, "A")[4:7] == ["4.0", "–", "–"]
    assert "0 with a rise, 1 with a fall and 1 unchanged (-1.0 to 0.0 hours); not known of A; nationally +0.5." in text


def test_a_picture_says_only_what_holds_for_this_read_out() -> None:
    pytest.importorskip("matplotlib")
    from maatstaf.plot import trajectories

    waiting = framework()
    waiting.replace(ms.Indicator("lonely", parent="r1", unit="days", direction="lower", name="Wait", population="12+"))
    quarters = ms.Panel(
        {"code": list("ABC") * 2, "q": ["2020-Q1"] * 3 + ["2020-Q3"] * 3, "lonely": [44.0, 41, 50, 46, 44, 51]},
        unit="code",
        period="q",
        unit_kind="district",
    )
    made = readout(waiting, quarters, residents={"A": 500.0, "B": 500.0, "C": 500.0})
    figure = trajectories(made)
    assert list(figure.axes[0].lines[-1].get_xdata()) == [2020.0, 2020.5]
    said = [text.get_text() for text in figure.texts]
    assert "Blue: the district. Grey: the other districts shown. In days. Population: 12+." in said
    assert made.picture_description.startswith("Line chart of wait per district; the table")
    with pytest.raises(ms.ArgumentError, match="'hours' is not a value of indicator"):
        trajectories(made, indicator="hours")
    hidden = readout(waiting, quarters, residents=dict.fromkeys("ABC", 5.0))
    with pytest.raises(ms.ArgumentError, match="nothing to draw.* hidden are A, B, C"):
        trajectories(hidden)
    assert any("The source publishes no margins" in each for each in said)
    margins = {"lonely": [44.0, 41.0, 50.0, 46.0, 44.0, 51.0], "lonely_se": [0.1, 2.0, 1.0, 0.1, 2.0, None]}
    rows = {"code": list("ABC") * 2, "q": ["2020-Q1"] * 3 + ["2020-Q3"] * 3, **margins}
    drawn = trajectories(readout(waiting, ms.Panel(rows, unit="code", period="q", unit_kind="district")))
    said = [text.get_text() for text in drawn.texts]
    sure = "In 1 of 2 districts the change from 2020-Q1 to 2020-Q3 may be chance. Of C that cannot be said"
    assert any(sure in " ".join(each.split()) for each in said)
    bars = drawn.axes[0].collections[0].get_segments()
    assert [round(float(end), 3) for end in bars[0][:, 1]] == [round(44 - 0.196, 3), round(44 + 0.196, 3)]


def test_an_item_without_a_name_goes_by_its_id_and_a_party_by_its_name() -> None:
    bare = ms.Framework("Our town", language="en")
    for item in (
        ms.Domain("d"),
        ms.LifeArea("l", parent="d"),
        ms.Ambition("a", parent="l"),
        ms.Result("r1", parent="a"),
        ms.Result("r2", parent="a"),
        ms.Indicator("lonely", parent="r1", unit="%", direction="lower"),
        ms.Party("raad", name="The council"),
        ms.WeightSet("w", body="raad", weights={"r1": 3.0, "r2": 1.0}),
    ):
        bare.add(item)
    made = readout(bare, town(lonely=LONELY), weight_set="w")
    text = " ".join(str(made).split())
    assert made.heading == 'OUR TOWN · L · "a"'
    assert "lonely %" in text and "lonely: a rise in all 3 districts" in text and "r2 r2 no indicator" in text
    assert "set by The council" in text and "''" not in text
    assert made.picture_description.startswith("Line chart of lonely per district and for the Netherlands;")


def test_with_every_district_hidden_nothing_rises_or_falls() -> None:
    made = readout(framework(), town(lonely=LONELY), residents=dict.fromkeys("ABC", 5.0))
    grid = made.blocks[1].grid
    assert grid is not None and not made.shown
    assert grid.columns[2].title == "change"


def test_a_framework_without_an_ambition_is_told_so() -> None:
    with pytest.raises(ms.ArgumentError, match="no ambition"):
        readout(ms.Framework("Our town"), town(lonely=LONELY))


def test_margins_make_a_read_out_no_surer_than_they_allow() -> None:
    wide: list[float | None] = [0.1, 5.0, 5.0, 5.0] * 2
    made = readout(framework(), town(lonely=LONELY, lonely_se=wide, hours=HOURS))
    text = " ".join(str(made).split())
    assert "In 3 of 3 districts the difference from the Netherlands may be chance (95%)." in text
    assert "without margins" not in text
    assert "Margins of 'Lonely' known: with every change stands" in text
    assert "Margins of 'Hours of meeting' not published by the source" in text
    # One district without a margin: of that one it cannot be said.
    wide[2], wide[5] = None, None
    wide[1], wide[5] = 0.1, 0.1
    made = readout(framework(), town(lonely=LONELY, lonely_se=wide), indicators=["lonely"])
    text = " ".join(str(made).split())
    assert "In 1 of 2 districts the difference" in text
    assert "In 1 of 2 districts the change itself may be chance (95%). Of B that cannot be said" in text
    assert "Whether those differences are more than noise cannot be said for B without margins." in text
    alone = readout(framework(), town(lonely=LONELY), indicators=["lonely"])
    assert "cannot be said without margins." in " ".join(str(alone).split())


def test_the_outcome_is_said_to_be_made_of_what_it_is_made_of() -> None:
    uneven = framework()
    uneven.add(ms.Indicator("visits", parent="r2", name="Visits", unit="visits", scale="mean"))
    uneven.add(ms.Party("raad", name="The council"))
    uneven.add(ms.WeightSet("w", body="raad", weights={"r1": 1.0, "r2": 3.0}))
    full = town(lonely=LONELY, hours=HOURS, visits=[2.0, 1.0, 3.0, 2.0] * 2)
    text = " ".join(str(readout(uneven, full)).split())
    assert "the mean of 'Lonely', 'Hours of meeting' and 'Visits'" in text
    assert "Each result counts the same in the mean, however many indicators it has (2 results)." in text
    weighted = " ".join(str(readout(uneven, full, weight_set="w")).split())
    assert "The mean is weighted: by the weights of The council." in weighted and "counts the same" not in weighted
    # Without spread in the reference an indicator has no yardstick: it is no part of the outcome.
    flat = town(lonely=LONELY, hours=[5.0] * 4 + HOURS[4:])
    text = " ".join(str(readout(framework(), flat)).split())
    assert "the mean of 'Lonely', each" in text and "The outcome covers 1 of the 2" in text
    nothing = readout(framework(), town(lonely=[40.0, *[44.0] * 3, 41.0, 46.0, 44.0, 51.0]))
    assert "Outcome: the mean" not in str(nothing) and "covers 0 of the 2" in " ".join(str(nothing).split())


def test_every_direction_says_how_far_it_may_be_chance() -> None:
    lonely, asked = [4000.0, 9, 8, 40, 4100.0, 10, 24, 41], [10000.0, 40, 40, 80, 10000.0, 40, 40, 80]
    surveyed = town(
        [{"id": "lonely", "scale": "proportion", "factor": 100}, "hours"],
        lonely_numerator=lonely,
        lonely_denominator=asked,
        hours=HOURS,
        hours_se=[0.1] * 8,
    )
    text = " ".join(str(readout(framework(), surveyed)).split())
    # A rise everywhere, only in B by more than chance; hours go both ways.
    assert "a rise in all 3 districts" in text and text.count("the change itself may be chance") == 2
    assert "nationally +1.0. In 2 of 3 districts the change itself may be chance (95%). Against that background" in text
    assert "nationally +0.5. In 1 of 3 districts the change itself may be chance (95%)." in text
    assert "districts the change of the outcome may be chance (95%)" in text and "Margins known: with every" in text
    alone = readout(framework("nl"), surveyed.select_units(["A", "B", "C"]), reference_period=2020)
    assert "In 2 van 3 wijken kan de verandering zelf toeval zijn (95%)." in " ".join(str(alone).split())
    change = alone.changes["lonely"]
    low, high = change.interval["B"]
    assert low > 0.0 and high - change.change["B"] < change.change["B"] - low  # longer towards 0, as for shares
    # Neither a direction nor a role in the score takes a margin away.
    other = framework()
    other.replace(ms.Indicator("hours", parent="r2", unit="hours", scale="mean", measures="output"))
    made = readout(other, surveyed, indicators=["hours"])
    assert made.changes["hours"].interval["A"] == pytest.approx((0.5 - 1.96 * 0.02**0.5, 0.5 + 1.96 * 0.02**0.5), 1e-4)


def test_a_district_with_fewer_results_is_named() -> None:
    gone: list[float | None] = [5.0, None, 6.0, 5.0, 5.5, None, 6.0, 4.0]
    text = " ".join(str(readout(framework(), town(lonely=LONELY, hours=gone))).split())
    covers = "The outcome covers 2 of the 2 societal results of this ambition. In 1 of 3 districts it covers fewer: A."
    assert covers in text and "made of fewer indicators" not in text
    half: list[float | None] = [None, 4.0, 6.0, 5.0, None, 4.5, 6.0, 4.0]
    text = " ".join(str(readout(framework(), town(lonely=LONELY, hours=half))).split())
    assert "2 of the 2 societal results of this ambition. For Netherlands it covers fewer." in text
    # One of two indicators of a result: no result less, but fewer indicators.
    wider = framework()
    wider.add(ms.Indicator("visits", parent="r2", unit="visits", scale="mean"))
    some: list[float | None] = [2.0, None, 3.0, 2.0, 2.0, None, 4.0, 2.0]
    text = " ".join(str(readout(wider, town(lonely=LONELY, hours=HOURS, visits=some))).split())
    assert "covers fewer" not in text and "For A it is made of fewer indicators than for the others." in text


def test_hiding_small_districts_needs_to_know_who_lives_there() -> None:
    here = town(lonely=LONELY)
    with pytest.raises(ms.ArgumentError, match="how many people live in them is not known. Give residents"):
        readout(framework(), here, minimum_residents=50)
    with pytest.raises(ms.ArgumentError, match="is not known: B, C. Give"):
        readout(framework(), here, minimum_residents=50, residents={"A": 60.0})
    everybody = readout(framework(), here, minimum_residents=50, residents={"A": 60.0, "B": 40.0, "C": 60.0})
    assert list(everybody.hidden) == ["B"]
    text = " ".join(str(readout(framework(), here)).split())
    assert "How many people live in the districts is not known, so none of these was hidden for having few." in text
    text = " ".join(str(readout(framework(), here, residents={"A": 500.0})).split())
    assert "in the districts is not known (B and C), so none" in text
    assert "is not known" not in str(readout(framework(), here, minimum_residents=0))


def test_slips_of_a_call_are_refused_by_name() -> None:
    here, hoorn = town(lonely=LONELY), ms.example("hoorn")
    for options, words in (
        ({"residents": [1, 2, 3]}, "residents must be a dict, but is list"),
        ({"residents": {"A": "many"}}, r"residents\['A'\] must be a number, but is str"),
        ({"residents": {"A": -1}}, r"residents\['A'\] must be 0 or more, but is -1"),
        ({"rounding": -0.1}, "rounding must be 0 or more, but is -0.1"),
        ({"rounding": "0.1"}, "rounding must be a number, but is str"),
        ({"minimum_residents": "100"}, "minimum_residents must be a number"),
        ({"minimum_residents": float("nan")}, "minimum_residents must be 0 or more, but is nan"),
    ):
        with pytest.raises(ms.ArgumentError, match=words):
            readout(framework(), here, **options)  # type: ignore[arg-type]
    with pytest.raises(ms.ArgumentError, match="An example brings its own panel, rounding"):
        readout(hoorn, here, rounding=0.1)
    with pytest.raises(ms.ArgumentError, match="readout must be a ReadOut, but is Panel"):
        page(here)  # type: ignore[arg-type]
    # One indicator needs no list; residents that are not known are no residents.
    made = readout(framework(), here, indicators="lonely", residents={"A": 5.0, "B": float("nan")})
    assert tuple(made.changes) == ("lonely",) and set(made.hidden) == {"A"}
