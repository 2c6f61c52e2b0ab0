# SPDX-License-Identifier: Apache-2.0
"""Claim lines and times through Python: the counts of a plain loop, tables in and out, what a wrong call says."""

import datetime
from collections import defaultdict

import numpy as np
import pytest

import maatstaf as ms

LAST = datetime.date(2023, 12, 31)


def simulated(rows: int, seed: int) -> dict[str, list]:
    random = np.random.default_rng(seed)
    first = datetime.date(2021, 1, 1)
    person = random.integers(0, rows // 8 + 1, rows)
    start = [first + datetime.timedelta(days=int(each)) for each in random.integers(0, 1095, rows)]
    length = random.integers(-3, 120, rows)
    return {
        "person": [f"p{each}" for each in person],
        "household": [f"h{each // 3}" for each in person],
        "provider": [f"v{each}" for each in random.integers(0, 5, rows)],
        "product": [f"c{each}" for each in random.integers(0, 4, rows)],
        "act": [("jeugdwet", "wmo", "participatiewet")[each] for each in random.integers(0, 3, rows)],
        "area": [f"n{each % 4}" for each in person],
        "start": start,
        "stop": [day + datetime.timedelta(days=int(each)) for day, each in zip(start, length, strict=True)],
        "amount": [float(each) for each in random.integers(1, 1000, rows)],
    }


def counted_by_a_loop(lines: dict[str, list], level: str) -> dict:
    """Day by day, as nobody would want to wait for with a million lines."""
    days, cost, providers = defaultdict(set), defaultdict(float), defaultdict(set)
    for person, provider, item, start, stop, amount in zip(
        *(lines[name] for name in ("person", "provider", level, "start", "stop", "amount")), strict=True
    ):
        stop = min(stop, LAST)
        if stop < start:
            continue
        number = (stop - start).days + 1
        for ahead in range(number):
            day = start + datetime.timedelta(days=ahead)
            days[item, day.year].add((person, day))
            cost[item, day.year] += amount / number
            providers[item, day.year].add(provider)
    return {
        key: (len({person for person, _ in found}), len(found), cost[key], len(providers[key]))
        for key, found in days.items()
    }


@pytest.mark.parametrize("level", ["area", "provider", "product", "act"])
def test_the_counts_are_those_of_a_loop_over_days(level):
    lines = simulated(600, seed=7)
    made = ms.measure.claims(lines, as_of=str(LAST))
    table = made.table()
    found = {
        (item, year): (persons, days, cost, providers)
        for kind, item, year, persons, days, cost, providers in zip(
            *(table[name] for name in ("level", "item", "year", "persons", "days", "cost", "providers")), strict=True
        )
        if kind == level
    }
    wanted = counted_by_a_loop(lines, level)
    assert found.keys() == wanted.keys()
    for key, (persons, days, cost, providers) in wanted.items():
        assert found[key] == (persons, days, pytest.approx(cost), providers)
    assert made.dropped == made.account["stop_before_start"] > 0


def test_stacking_and_double_work_are_those_of_a_loop_over_days():
    lines = simulated(400, seed=8)
    made = ms.measure.claims(lines, as_of=str(LAST))
    acts, care = defaultdict(set), defaultdict(lambda: defaultdict(set))
    for household, act, product, provider, start, stop in zip(
        *(lines[name] for name in ("household", "act", "product", "provider", "start", "stop")), strict=True
    ):
        for ahead in range((min(stop, LAST) - start).days + 1):
            day = start + datetime.timedelta(days=ahead)
            acts[household, day.year].add(act)
            care[household, day][product].add(provider)
    table = made.stacking()
    for year in (2021, 2022, 2023):
        for number in (1, 2, 3):
            households = sum(n for n, y, k in zip(table["households"], table["year"], table["number"], strict=True)
                             if y == year and k == number)
            assert households == sum(len(found) == number for (_, y), found in acts.items() if y == year)
    assert made.household["care_days"] == len(care)
    assert made.household["concurrent_days"] == sum(len(found) > 1 for found in care.values())
    assert made.household["double_days"] == sum(any(len(v) > 1 for v in found.values()) for found in care.values())


def test_frames_come_in_and_go_out_in_their_own_library():
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    lines = simulated(200, seed=9)
    plain = ms.measure.claims(lines, as_of=str(LAST)).table()
    for library, frame in (("pandas", pandas.DataFrame(lines)), ("polars", polars.DataFrame(lines))):
        if library == "pandas":
            frame = frame.astype({"person": "category", "area": "category"})
        with pytest.warns(ms.MaatstafWarning, match="restricted"):
            made = ms.measure.claims(frame, as_of=str(LAST)).to_frame()
        assert type(made).__module__.startswith(library)
        assert sorted(made["cost"].to_list()) == pytest.approx(sorted(plain["cost"]))
    panel = ms.measure.claims(lines, as_of=str(LAST)).panel("provider", kind="organisation")
    assert len(panel.units) == 5


def test_citizen_service_numbers_are_refused_and_not_repeated():
    lines = simulated(20, seed=1) | {"person": ["123456782"] * 19 + ["p1"]}
    with pytest.raises(ms.DataError, match="holds 1 different values") as caught:
        ms.measure.claims(lines, as_of=str(LAST))
    assert "123456782" not in str(caught.value)
    with pytest.raises(ms.ArgumentError, match="as_of"):
        ms.measure.claims(simulated(20, seed=1), as_of="yesterday")


def test_columns_of_any_name():
    lines = simulated(50, seed=2)
    lines["wie"] = lines.pop("person")
    with pytest.raises(ms.ArgumentError, match="no column for person"):
        ms.measure.claims(lines, as_of=str(LAST))
    assert ms.measure.claims(lines, as_of=str(LAST), columns={"person": "wie"}).rows == 50


def test_survival_by_group_and_with_terms():
    data = {"weeks": [1, 2, 3, 4, 5, 6], "started": [1, 1, 0, 1, 1, 0], "area": ["a", "b"] * 3}
    made = ms.measure.survival("weeks", "started", data=data, group_by="area", terms=[2])
    curve = made.table()
    assert list(curve["group"]) == ["a"] * 3 + ["b"] * 3
    assert curve["survival"][:3] == pytest.approx([2 / 3, 2 / 3, 0])
    summary = made.summary()
    assert summary["value"][list(summary["measure"]).index("within")] == pytest.approx(1 / 3)


def test_competing_causes_and_intervals():
    made = ms.measure.competing_risks([1, 2, 3, 4], [1, 2, 0, 1], causes=["home", "moved"]).table()
    assert made["incidence"][3] == pytest.approx(0.25 + 0.5)
    times = ms.measure.interval_times([0, 2, 4], [2, 4, np.inf])
    assert times.table()["mass"] == pytest.approx([1 / 3] * 3)
    assert times.quantile(0.5).high == 4
    asked = ms.measure.interval_times([0, 2, 4] * 5, [2, 4, np.inf] * 5, terms=[4, 3]).summary()
    assert asked["value"][0] == pytest.approx(2 / 3) and np.isnan(asked["value"][1])
    assert asked["low"][0] < 0.5 and asked["high"][0] > 0.8
    assert asked["low"][1] < asked["low"][0] and asked["high"][1] == pytest.approx(asked["high"][0], abs=1e-3)
    with pytest.raises(ms.DataError, match="Row 1"):
        ms.measure.interval_times([3], [2])


def test_messages_become_times_and_volumes():
    number = [str(each) for each in range(1, 7)]
    assignments = {
        "ToewijzingNummer": number,
        "Pseudoniem": [f"p{each}" for each in number],
        "AGB": list("AAABBB"),
        "Toewijzingsdatum": ["2024-01-01"] * 6,
        "Ingangsdatum": ["2024-01-01"] * 6,
        "Einddatum": ["2024-12-29"] * 6,
        "Volume": [7.0] * 6,
        "Eenheid": ["04"] * 6,
        "Frequentie": ["2"] * 5 + ["6"],
    }
    starts = {"ToewijzingNummer": number[:5], "Begindatum": [f"2024-02-0{each}" for each in number[:5]]}
    stops = {"ToewijzingNummer": [], "Einddatum": [], "RedenBeeindiging": []}
    spells = ms.measure.spells(assignments, starts, stops, as_of="2024-12-31")
    times = ms.measure.lead_times(spells, by="provider", terms={"waiting": 32})
    assert times.panel().values("waiting_within", 2024)[0] == pytest.approx(2 / 3)
    with pytest.raises(ms.ArgumentError, match="waiting"):
        ms.measure.lead_times(spells, terms={"waitin": 42})
    with pytest.raises(ms.ArgumentError, match="by_year"):
        ms.measure.lead_times(spells, by="provider", by_year=False).panel()
    volume = ms.measure.assigned_volume(assignments, as_of="2024-12-31").table()
    hours = {item: each for level, item, each in zip(volume["level"], volume["item"], volume["hours"], strict=True)
             if level == "provider"}
    assert hours == pytest.approx({"A": 3 * 364.0, "B": 2 * 364.0 + 7.0})


def test_a_stop_whose_reason_is_not_known_is_still_a_stop():
    number = ["1", "2", "3"]
    assignments = {"ToewijzingNummer": number, "Pseudoniem": ["a", "a", "b"], "AGB": ["A"] * 3,
                   "Toewijzingsdatum": ["2021-12-01", "2022-12-01", "2022-12-01"]}
    starts = {"ToewijzingNummer": number, "Begindatum": ["2022-01-01", "2023-01-01", "2023-01-01"]}
    stops = {"ToewijzingNummer": number, "Einddatum": ["2022-06-01", "2023-06-01", "2023-06-01"],
             "RedenBeeindiging": ["", "31", "99"]}
    spells = ms.measure.spells(assignments, starts, stops, as_of="2024-12-31")
    assert spells.account["stops"] == {"unknown_reason": 1}
    table = {"person": ["a", "a", "b"], "start": starts["Begindatum"], "stop": stops["Einddatum"],
             "reason": stops["RedenBeeindiging"]}
    made = [ms.measure.youth_outcomes(each, as_of="2024-12-31", period="all").measures for each in (spells, table)]
    assert list(made[0].n) == list(made[1].n)
    for name in ("least", "most"):
        assert made[0].column(name) == pytest.approx(made[1].column(name), nan_ok=True)
    assert made[0].value == pytest.approx(made[1].value, nan_ok=True)
    drop_out = list(made[0].keys["measure"]).index("drop_out")
    assert (made[0].column("least")[drop_out], made[0].column("most")[drop_out]) == (0, pytest.approx(2 / 3))


def test_a_panel_of_measures_keeps_the_interval_of_nobody_and_of_everybody():
    made = ms.measure.reach([0, 20, 50], [50] * 3, target=["a"] * 3, group_by={"area": ["N", "Z", "Q"]})
    panel = ms.measure.to_panel(made, in_period="2024", indicator=["measure", "target"])
    name = "coverage:a"
    assert np.isnan(panel.values(name, 2024, "se")).all()
    assert list(panel.values(name, 2024, "numerator")) == [0, 20, 50]
    framework = ms.Framework("Town")
    for item in (ms.Domain("d"), ms.LifeArea("l", parent="d"), ms.Ambition("a", parent="l"), ms.Result("r", parent="a"),
                 ms.Indicator(name, parent="r", direction="higher", scale="proportion")):
        framework.add(item)
    scores = ms.ScoreModel(framework, normalise="identity").fit(panel).score(panel)
    for unit in ("N", "Q"):
        cell = scores.cell(name, unit, "2024").estimate
        assert cell.high - cell.low > 0.04


def test_nobody_through_is_no_certainty():
    summary = ms.measure.survival([30.0, 40.0], [0, 0], terms=[20]).summary()
    at = {measure: row for row, measure in enumerate(summary["measure"])}
    assert np.isnan([summary["low"][at["restricted_mean"]], summary["low"][at["quantile"]]]).all()
    lost = ms.measure.competing_risks([30.0, 40.0], [0, 0])
    assert any("Nobody" in each.text("en") for each in lost.caveats)
    assert np.isnan(lost.summary()["high"][list(lost.summary()["measure"]).index("lost_time")])
    assignments = {"ToewijzingNummer": ["1", "2"], "Pseudoniem": ["a", "b"], "Toewijzingsdatum": ["2024-01-01"] * 2}
    nothing = {"ToewijzingNummer": [], "Begindatum": [], "Einddatum": [], "RedenBeeindiging": []}
    spells = ms.measure.spells(assignments, nothing, nothing, as_of="2024-12-31")
    assert any("not reached" in each.text("en") for each in ms.measure.lead_times(spells).caveats)
