# SPDX-License-Identifier: Apache-2.0
"""Reach and the youth outcome set through Python: as a plain loop counts, tables in and out, what a wrong call says."""

import datetime
import random

import numpy as np
import pandas as pd
import polars as pl
import pytest

import maatstaf as ms

pytestmark = pytest.mark.filterwarnings("ignore::maatstaf.MaatstafWarning")  # of restricted frames

RECORDS = ms.measure.simulate_records(200, seed=5)
LAST = "2024-12-31"
INSTRUMENT = {"sd": 6.0, "reliability": 0.88, "cutoff": 16.0}
DAY = datetime.timedelta(days=1)


def joined() -> ms.measure.Spells:
    return ms.measure.spells(RECORDS["assignments"], RECORDS["starts"], RECORDS["stops"], as_of=LAST)


def outcomes(**options) -> ms.measure.YouthOutcomes:
    tables = {name: RECORDS[name] for name in ("goals", "changes", "answers", "attained")}
    return ms.measure.youth_outcomes(joined(), as_of=LAST, **tables, **INSTRUMENT, **options)


def by_row(made: ms.measure.YouthOutcomes, *keys: str) -> dict[tuple, dict]:
    return {tuple(row[key] for key in keys): row for row in made.to_frame("pandas").to_dict("records")}


def test_endings_are_those_of_a_plain_loop():
    spells = joined().to_frame("pandas")
    last = pd.Timestamp(LAST)
    of_area = {area: [0, 0, 0, 0] for area in ("north", "east", "south")}  # drop-outs, endings, repeats, followed
    for spell in spells.itertuples():
        if pd.isna(spell.stop) or spell.reason in ("02", "20", "36", "37") or spell.stop.year != 2023:
            continue
        counts = of_area[spell.area]
        counts[1] += 1
        counts[0] += spell.reason in ("32", "33", "35")
        others = spells[(spells.person == spell.person) & (spells.stop.isna() | (spells.stop > spell.stop))]
        later = others[others.start > spell.stop + 30 * DAY].start.min()
        goes_on = (others.start <= spell.stop + 30 * DAY).any()
        if spell.reason == "31" and not goes_on and spell.stop + 365 * DAY <= last:
            counts[3] += 1
            counts[2] += bool(later <= spell.stop + 365 * DAY)
    rows = by_row(outcomes(by=["area"]), "area", "period", "measure")
    for area, (dropped, endings, repeats, followed) in of_area.items():
        row = rows[area, "2023", "drop_out"]
        assert (row["count"], row["n"]) == (dropped, endings)
        assert row["value"] == pytest.approx(dropped / endings)
        assert row["low"] < row["value"] < row["high"]
        complete = rows[area, "2023", "repeat_use_complete"]
        assert (complete["count"], complete["n"]) == (repeats, followed)


def test_rows_in_another_order_and_another_library_give_the_same():
    order = list(range(len(RECORDS["goals"]["client"])))
    random.Random(1).shuffle(order)
    turned = {name: [values[row] for row in order] for name, values in RECORDS["goals"].items()}
    plain = ms.measure.youth_outcomes(goals=RECORDS["goals"], as_of=LAST)
    assert np.array_equal(plain.measures.value, ms.measure.youth_outcomes(goals=turned, as_of=LAST).measures.value)
    made = ms.measure.youth_outcomes(goals=pl.DataFrame(turned), as_of=LAST)
    assert isinstance(made.to_frame(), pl.DataFrame)
    assert np.array_equal(plain.measures.low, made.measures.low)


def test_groups_that_are_joined_lie_between_their_parts():
    parts = by_row(outcomes(by=["area"]), "area", "period", "measure")
    whole = by_row(outcomes(), "period", "measure")
    areas = [parts[area, "2023", "goals_reached"] for area in ("north", "east", "south")]
    assert whole["2023", "goals_reached"]["count"] == sum(row["count"] for row in areas)
    assert min(row["value"] for row in areas) < whole["2023", "goals_reached"]["value"]


def test_of_several_levels_the_wider_holds_the_narrower():
    made = outcomes(level=[0.8, 0.99]).to_frame("pandas").dropna(subset=["low_80"])
    assert (made.low_99 <= made.low_80).all() and (made.high_99 >= made.high_80).all()


def test_the_result_goes_into_a_panel_and_stays_restricted():
    made = outcomes(by=["area"])
    panel = ms.measure.to_panel(made, period="period")
    assert panel.restricted
    value = by_row(made, "area", "period", "measure")["east", "2023", "problems_decreased"]
    cells = panel.to_frame("pandas")
    cell = cells[(cells.unit == "east") & (cells.period == "2023") & (cells.indicator == "problems_decreased")].iloc[0]
    assert cell["value"] == value["value"] and cell["numerator"] == value["count"]  # the counts carry the margin
    with pytest.raises(ms.ArgumentError, match="period"):
        ms.measure.to_panel(made)
    with pytest.raises(ms.DataError, match="twice"):
        ms.measure.to_panel(made, in_period="2023")


def test_households_count_once():
    made = ms.measure.youth_outcomes(joined(), as_of=LAST, unit="household", rule="any", period="all")
    plain = ms.measure.youth_outcomes(joined(), as_of=LAST, period="all")
    any_of, all_of = made.measures.value[0], plain.measures.value[0]
    assert made.measures.n[0] < plain.measures.n[0] and any_of > all_of
    assert made.choices["rule"] == "any" and "household" in " ".join(str(each) for each in made.caveats)


def test_reach_by_area_keeps_people_apart():
    counts = ms.measure.count_reached(RECORDS["participants"], RECORDS["population"], by="wijk")
    made = ms.measure.reach("reached", "population", data=counts, target="target", group_by="wijk")
    rows = made.to_frame("pandas").set_index(["wijk", "target", "measure"])
    for area in ("north", "east", "south"):
        people = {
            who for who, where in zip(RECORDS["participants"]["client"], RECORDS["participants"]["wijk"], strict=True)
            if where == area
        }
        assert rows.loc[area, "all", "coverage"]["count"] == len(people)
        parity = rows.loc[area, "low literacy", "parity"]
        assert parity["least_low"] <= parity["least"] <= parity["most"] <= parity["most_high"]
        assert rows.loc[area, "all", "dissimilarity"]["reason"] == "overlap"


def test_reach_of_groups_that_divide_everybody():
    made = ms.measure.reach([30, 10, 10], [500, 300, 200], target=["a", "b", "c"], level=[0.9, 0.95], seed=1)
    rows = made.to_frame("pandas").set_index(["target", "measure"])
    spread = rows.loc["all", "dissimilarity"]
    assert spread["value"] == pytest.approx(0.1) and spread["corrected"] < 0.1 and spread["low_95"] <= spread["low_90"]
    again = ms.measure.reach([30, 10, 10], [500, 300, 200], target=["a", "b", "c"], level=[0.9, 0.95], seed=1)
    assert np.array_equal(made.low, again.low, equal_nan=True)
    with pytest.raises(ms.DataError, match="residents"):
        ms.measure.reach([600, 10], [500, 300], target=["a", "b"])
    with pytest.raises(ms.ArgumentError, match="Did you mean 'bee'"):
        ms.measure.reach([6, 10], [500, 300], target=["aaa", "bee"], reference="be")


def test_shares_of_clients_and_windows():
    made = ms.measure.share([1, 1, 0, np.nan], cluster=["x", "x", "y", "z"])
    assert made.value[0] == pytest.approx(2 / 3) and made.column("clusters")[0] == 2
    within = ms.measure.share_within([30, 400, 200], [1, 0, 0], 365, followed=[500, 400, 200], cluster=[1, 2, 3])
    assert within.value[0] == pytest.approx(1 / 3) and within.column("complete")[0] == pytest.approx(0.5)
    with pytest.raises(ms.DataError, match="0 .. 1"):
        ms.measure.share([2.0])


def test_answers_compare_activities_and_bound_those_who_did_not_answer():
    answers = {
        "activity": ["course"] * 5 + ["weekend"] * 4,
        "item": ["useful"] * 9,
        "respondent": ["a", "b", "c", "d", "d", "e", "f", "g", "h"],
        "answer": ["5", "4", "2", "", "3", "5", "5", "4", ""],
    }
    made = ms.measure.survey(answers)
    rows = made.to_frame("pandas")
    assert list(rows.asked) == [4, 4]  # the later answer of d holds
    assert made.account == {"sent_again": 1}
    assert rows.least[1] == pytest.approx(0.75) and rows.most[1] == pytest.approx(1.0)
    compared = made.comparisons().to_frame("pandas")
    expected = ms.measure.superiority([0, 0, 0, 1, 2], [0, 1, 1, 1, 1])
    assert compared.superiority[0] == expected.value and compared.low[0] == expected.low
    assert ms.measure.to_panel(made, unit="activity", in_period="2024").restricted
    with pytest.raises(ms.ArgumentError, match="weekend"):
        made.comparisons("weekand")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"drop_out": ["31"]}, "31"),
        ({"drop_out": ["99"]}, "end reason"),
        ({"gap_days": 400}, "window_days"),
        ({"by": ["district"]}, "district"),
        ({"unit": "household"}, "household"),
        ({"as_of": "tomorrow"}, "as_of"),
    ],
)
def test_what_cannot_be_is_said(change, message):
    spells = {"client": ["a"], "start": ["2023-01-01"], "stop": ["2023-02-01"], "reden_beeindiging": ["31"]}
    with pytest.raises(ms.ArgumentError, match=message):
        ms.measure.youth_outcomes(spells, **{"as_of": LAST, **change})


def test_citizen_service_numbers_are_refused_everywhere():
    number = "123456782"
    with pytest.raises(ms.DataError, match="citizen service"):
        ms.measure.youth_outcomes(
            goals={"client": [number], "goal": ["g"], "attained": ["ja"], "period": ["2023"]}, as_of=LAST
        )
    with pytest.raises(ms.DataError, match="citizen service"):
        ms.measure.count_reached({"client": [number], "group": ["g"]}, {"group": ["g"], "people": [3]})


def test_simulated_records_say_the_same_every_time():
    again = ms.measure.simulate_records(200, seed=5)
    assert again == RECORDS
    assert ms.measure.simulate_records(200, seed=6) != RECORDS


def test_the_crosswalk_names_every_criterion():
    table = ms.measure.outcome_crosswalk(language="nl").to_frame("pandas").set_index("measure")
    assert set(table.criterion) == {"reach_and_spread", "perceived_usefulness", "goal_realisation", "none"}
    assert table.label["drop_out"] == "uitval" and table.criterion["satisfaction"] == "none"


def test_satisfaction_stands_beside_effect():
    made = ms.measure.satisfaction_beside_effect([5, 5, 4, 5, 3, 5, None, 2], [1, 1, 1, 0, 0, 1, 1, None])
    values = dict(zip(made.to_frame("dict")["measure"], made.value, strict=True))
    assert values["ceiling"] == pytest.approx(4 / 7) and values["superiority"] == pytest.approx(5.5 / 8)


def test_empty_tables_and_target_groups_without_a_name_are_taken_as_they_are():
    nobody = {"client": [], "start": [], "stop": [], "reason": []}
    assert len(ms.measure.youth_outcomes(nobody, as_of=LAST)) == 0
    made = ms.measure.reach([3, 2], [10, np.nan], target=["a", None]).to_frame("pandas")
    assert made.most[0] == pytest.approx(0.5)
    plain = ms.measure.to_panel(ms.measure.rate([1], [10], group_by={"area": ["x"]}), in_period="2023", name="rate")
    assert plain.to_frame("dict")["indicator"][0] == "rate"
