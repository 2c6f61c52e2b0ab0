# SPDX-License-Identifier: Apache-2.0
"""Input that means two things, or nothing, is refused with its row; no number comes out that nobody asked for."""

import maatstaf as ms
import numpy as np
import pytest

m = ms.measure
FIRST = "low mid high high low mid low high mid low".split()
SECOND = "mid mid high mid low low low high high low".split()
DEATHS, YEARS = [12, 4, 6, 60, 240, 310, 480, 700], [1800, 7300, 19000, 61000, 40000, 12000, 7200, 4100]
BANDS = ["0", "1-4", "5-14", "15-44", "45-64", "65-74", "75-84", "85+"]


def test_weights_need_the_order_of_judgements_in_words():
    with pytest.raises(ms.ArgumentError, match="high, low, mid"):
        m.weighted_kappa(FIRST, SECOND, weights="quadratic")
    made = m.weighted_kappa(FIRST, SECOND, weights="quadratic", kinds=["low", "mid", "high"])
    place = {"low": 0, "mid": 1, "high": 2}
    by_number = [[place[each] for each in judge] for judge in (FIRST, SECOND)]
    assert made.kappa.value == m.weighted_kappa(*by_number, weights="quadratic").kappa.value
    assert np.isfinite(m.weighted_kappa(FIRST, SECOND).kappa.value)  # without weights no order is needed
    assert np.isfinite(m.weighted_kappa(["ja", "nee", "ja"], ["ja", "ja", "nee"], weights="linear").kappa.value)
    with pytest.raises(ms.ArgumentError, match=r"Judgement 2 is 'midd', .* mean 'mid'"):
        m.weighted_kappa(["low", "midd"], ["low", "low"], kinds=["low", "mid", "high"])


@pytest.mark.parametrize("event", [[0.9, 1, 0], [-1, 1, 0], [2, 1, 0]])
def test_an_event_is_there_or_not(event):
    with pytest.raises(ms.DataError, match="event, row 1"):
        m.survival([1, 2, 3], event)


def test_causes_are_whole_numbers_and_have_names():
    with pytest.raises(ms.DataError, match="cause, row 2 is 1.5"):
        m.competing_risks([1, 2, 3], [1, 1.5, 0])
    assert set(m.competing_risks([1, 2, 3], [1, 2, 0]).to_table()["cause"]) == {"1", "2"}
    left = m.survival([1, 2, 3], [np.nan, 1, 0])  # empty cells are still left out and counted
    assert "1" in str(left.caveats[0])


def test_bands_of_a_life_table_meet():
    whole = m.life_expectancy(DEATHS, YEARS, age=BANDS).value[0]
    assert whole == m.life_expectancy(DEATHS, YEARS, age=[0, 1, 5, 15, 45, 65, 75, 85]).value[0]
    starts = [0, 1, 5, 15, 45, 65, 75, 85]
    between = [f"{a} tot {b} jaar" for a, b in zip(starts[1:-1], starts[2:], strict=True)]
    dutch = ["0 jaar", *between, "85 jaar of ouder"]
    assert whole == m.life_expectancy(DEATHS, YEARS, age=dutch).value[0]
    with pytest.raises(ms.DataError, match="starts at 1 ends at 4, but the next one starts at 85"):
        m.life_expectancy([700, 12, 4], [4100, 1800, 7300], age=["85+", "0", "1-4"])
    with pytest.raises(ms.DataError, match="starts at 5 ends at 9, but the next one starts at 15"):
        m.life_expectancy(DEATHS, YEARS, age=["5-9" if each == "5-14" else each for each in BANDS])
    with pytest.raises(ms.DataError, match="last age band, from 85, ends at 89"):
        m.life_expectancy(DEATHS, YEARS, age=[*BANDS[:-1], "85-89"])
    with pytest.raises(ms.DataError, match="Row 1 has age '<1'"):
        m.life_expectancy(DEATHS, YEARS, age=["<1", *BANDS[1:]])


@pytest.mark.parametrize(("events", "at"), [([0, 0], 0.0), ([100, 120], 1.0)])
def test_a_funnel_of_nobody_or_everybody_has_no_target_of_its_own(events, at):
    made = m.funnel(events, [100, 120], kind="proportion")
    assert made.points.value.tolist() == [at, at] and made.points.reason == ("no_spread",) * 2
    assert np.isnan(made.points.low).all() and "Give target" in str(made.caveats[0])
    assert np.isfinite(m.funnel(events, [100, 120], kind="proportion", target=0.5).points.low).all()
    assert np.isnan(made.lines([50]).low).all()
    with pytest.raises(ms.ArgumentError, match="target"):
        m.funnel(events, [100, 120], kind="proportion", target=0.0)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: m.rate([3], ["1.234"]), "population, row 1 is the text '1.234'"),
        (lambda: m.rate("e", "n", data={"e": [3, 4], "n": ["10", "12"]}), "n, row 1 is the text '10'"),
        (lambda: m.competing_risks([1, 2], ["x", "y"]), "cause, row 1 is the text 'x'"),
        (lambda: m.survival(np.array(["2024-01-01"], "datetime64[D]"), [1]), "holds date and not numbers"),
        (lambda: m.timeliness(["2024-02-01", "01-02-2024"], [None, None]), "due, row 2 is '01-02-2024'"),
        (lambda: m.proportion([3], [40], level="95%"), "level is 95%"),
        (lambda: m.organisations([3, 4], [5, 6], organisation=["a", "a"], direction="lower"), "'a' has two rows"),
        (lambda: m.explain_gap([0.3], [0.2], [0.2], reach=0.5, planned_reach=0.6), "Give effect"),
        (lambda: m.explain_gap([0.3], [0.2], [0.2], dose=0.5, effect=1), "Give planned_dose"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_row(call, message):
    with pytest.raises(ms.Error, match=message):
        call()


def test_missing_numbers_and_days_are_still_missing():
    pandas = pytest.importorskip("pandas")
    column = pandas.array([3, None], dtype="Int64")
    assert m.rate(column, [10, 10]).reason == (None, "missing")
    assert m.timeliness(["2024-02-01", None, "2024-02-03"], ["2024-02-01", None, np.nan]).value[0] == 0.5


def test_strata_can_be_of_several_columns():
    table = {"a": list("xxyy"), "s": list("mvmv"), "e": [5, 6, 7, 8], "n": [100, 110, 120, 130]}
    joined = table | {"b": ["x, m", "x, v", "y, m", "y, v"]}
    weights = dict(zip(joined["b"], (1, 2, 3, 4), strict=True))
    several = {"strata": ["a", "s"], "standard": weights, "minimum": 0}
    one = m.directly_standardised_rate("e", "n", data=joined, **several | {"strata": "b"}).value[0]
    assert m.directly_standardised_rate("e", "n", data=table, **several).value[0] == one
    ratios = [
        m.indirectly_standardised_ratio("e", "n", data=joined, strata=strata, reference=joined).value[0]
        for strata in ("b", ["a", "s"])
    ]
    assert ratios == [1.0, 1.0]
