# SPDX-License-Identifier: Apache-2.0
"""The room measure as people type it: arrays or columns, groups, levels, and what a wrong call says."""

import math

import maatstaf as ms
import numpy as np
import pytest

TABLE = {
    "district": np.array(["a", "a", "b", "b", "a", "b"]),
    "age": np.array(["0-4", "5-9", "0-4", "5-9", "10-14", "10-14"]),
    "events": np.array([5, 7, 2, 9, 4, 6]),
    "people": np.array([500, 620, 300, 410, 700, 380]),
}


def test_arrays_levels_and_methods() -> None:
    made = ms.measure.rate([65, 5], [100, 100], per=100, method="byar", level=[0.95, 0.998])
    assert made.value.tolist() == [65, 5]
    assert made.low.shape == (2, 2)
    np.testing.assert_allclose(made.low[0], [50.1631877104595, 42.8802614714802], rtol=1e-12)
    assert made.method == ("byar", "exact")
    assert made.level == (0.95, 0.998)
    single = ms.measure.rate(65, 100, per=100)
    assert single.low.shape == (1,)
    frame = made.to_frame("dict")
    assert list(frame) == [
        "value", "low_95", "high_95", "low_99_8", "high_99_8", "n", "count", "left_out", "method", "reason",
    ]  # fmt: skip


def test_groups_by_name_by_mapping_and_by_labels() -> None:
    by_name = ms.measure.rate("events", "people", data=TABLE, group_by="district")
    assert by_name.keys["district"].tolist() == ["a", "b"]
    assert by_name.value.tolist() == [1e5 * 16 / 1820, 1e5 * 17 / 1090]
    by_mapping = ms.measure.rate(TABLE["events"], TABLE["people"], group_by={"district": TABLE["district"]})
    by_labels = ms.measure.rate(TABLE["events"], TABLE["people"], group_by=TABLE["district"])
    assert by_mapping.value.tolist() == by_labels.value.tolist() == by_name.value.tolist()
    assert "group" in by_labels.to_frame("dict")
    both = ms.measure.count("events", data=TABLE, group_by=["district", "age"])
    assert len(both) == 6


def test_frames_go_back_to_the_library_they_came_from() -> None:
    pl = pytest.importorskip("polars")
    made = ms.measure.proportion("events", "people", data=pl.DataFrame(TABLE), group_by="district", method="jeffreys")
    assert isinstance(made.to_frame(), pl.DataFrame)
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame(TABLE)
    assert isinstance(ms.measure.count(frame["events"]).to_frame(), pd.DataFrame)


def test_standards_by_name_mapping_and_array() -> None:
    weights = {"0-4": 5000, "5-9": 5500, "10-14": 5500}
    options = {"data": TABLE, "strata": "age", "group_by": "district"}
    made = ms.measure.directly_standardised_rate("events", "people", standard=weights, **options)
    by_row = ms.measure.directly_standardised_rate(
        "events", "people", standard=np.array([weights[each] for each in TABLE["age"]]), **options
    )
    assert made.value.tolist() == by_row.value.tolist()
    rate = (5000 * 5 / 500 + 5500 * 7 / 620 + 5500 * 4 / 700) / 16000
    assert math.isclose(made.value[0], 1e5 * rate, rel_tol=1e-12)
    named = ms.measure.directly_standardised_rate("events", "people", standard="esp2013", **options)
    assert set(named.reason) == {"missing_stratum"}  # only three of nineteen bands
    assert ms.measure.standard_population("esp1976")["population"].sum() == 100_000


def test_reference_as_a_table() -> None:
    national = {"age": ["10-14", "0-4", "5-9"], "events": [50, 100, 120], "people": [10000, 9000, 9500]}
    made = ms.measure.indirectly_standardised_ratio(
        "events", "people", data=TABLE, strata="age", reference=national, group_by="district"
    )
    expected = 500 * 100 / 9000 + 620 * 120 / 9500 + 700 * 50 / 10000
    assert math.isclose(made.value[0], 16 / expected, rel_tol=1e-12)
    rate = ms.measure.indirectly_standardised_rate(
        "events", "people", data=TABLE, strata="age", reference=national, group_by="district"
    )
    assert math.isclose(rate.value[0], 16 / expected * 1e5 * 270 / 28500, rel_tol=1e-12)


def test_two_standardised_rates_compared() -> None:
    weights = {"0-4": 1, "5-9": 1, "10-14": 1}
    made = ms.measure.directly_standardised_rate(
        "events", "people", standard=weights, data=TABLE, strata="age", group_by="district"
    )
    ratio = ms.measure.compare(made, made)
    assert ratio.value.tolist() == [1.0, 1.0]
    assert ratio.low[0] < 1 < ratio.high[0]
    rates = ms.measure.compare_rates("events", "people", 5, 500, data=TABLE, method="mid_p")
    assert rates.value[0] == 1.0
    shares = ms.measure.compare_proportions([30], [50], [10], [40], per=100)
    assert shares.value[0] == 35.0


def test_inequality() -> None:
    assert ms.measure.quantile_groups([3, 1, 2, None], 3).tolist()[:3] == [3, 1, 2]
    value, se = np.array([70.0, 72, 74, 75, 78]), np.full(5, 1.0)
    slope = ms.measure.slope_index(value, np.full(5, 100), se=se)
    assert math.isclose(slope.value[0], np.polyfit([0.1, 0.3, 0.5, 0.7, 0.9], value, 1)[0], rel_tol=1e-12)
    limits = ms.measure.slope_index(value, np.full(5, 100), low=value - 1.96, high=value + 1.96)
    assert math.isclose(limits.low[0], slope.low[0], rel_tol=1e-4)
    assert ms.measure.relative_index(value, np.full(5, 100), se=se).value[0] > 1
    assert math.isclose(ms.measure.concentration_index([0, 0, 0, 4], [1, 2, 3, 4]).value[0], 0.75)
    theil = ms.measure.theil_index([1, 1, 3, 3], parts=["x", "x", "y", "y"])
    assert math.isclose(theil.column("between")[0], theil.value[0])


def test_life_expectancy_from_labels() -> None:
    ages, deaths = ["0", "1-4", "5-64", "65+"], [3, 1, 120, 800]
    made = ms.measure.life_expectancy(deaths, [400, 1600, 30000, 9000], age=ages)
    again = ms.measure.life_expectancy(deaths[::-1], [9000, 30000, 1600, 400], age=[65, 5, 1, 0])
    assert made.value[0] == again.value[0]
    every = ms.measure.life_expectancy(deaths, [400, 1600, 30000, 9000], age=ages, every_age=True)
    assert every.value[3] == 9000 / 800


def test_funnels_give_probabilities() -> None:
    made = ms.measure.funnel("events", "people", data=TABLE, group_by=["district", "age"], overdispersion="additive")
    frame = made.to_frame("dict")
    assert {"target", "z", "probability", "q_value"} <= set(frame)
    assert not {"colour", "rank", "verdict"} & set(frame)
    assert made.lines([100, 1000]).low.shape == (2, 2)
    assert made.caveats
    assert math.isclose(made.target, 1e5 * 33 / 2910)


def test_judgements() -> None:
    made = ms.measure.weighted_kappa(["a", "b", "b", None], ["a", "b", "a", "a"], kinds=["a", "b"])
    assert math.isclose(made.kappa.value, 0.4)
    assert made.left_out == 1
    assert made.reason is None
    assert ms.measure.weighted_kappa([1.0, 2, 3], [1, 2, 3], weights="linear").kappa.value == 1.0
    one, two = np.array([1, 2, 2, -100, 1, 100], np.int8), [1, 2, 1, -100, 1, 2]
    by_number = ms.measure.weighted_kappa(one, two, weights="linear").kappa  # the order of numbers, not of words
    by_word = ms.measure.weighted_kappa(one.astype(str), np.array(two, object), weights="linear").kappa
    assert by_number.value == by_word.value == ms.measure.weighted_kappa(one / 1.0, two, weights="linear").kappa.value
    many = {"case": [1, 1, 2, 2, 3, 3], "kind": ["x", "x", "y", "x", "y", "y"]}
    fleiss = ms.measure.fleiss_kappa("case", "kind", data=many)
    assert math.isclose(fleiss.kappa.value, (2 / 3 - 0.5) / 0.5)
    calibrated = ms.measure.calibration([0.2, 0.2, 0.8, 0.8, 0.5], [0, 1, 1, 1, 0])
    parts = calibrated.reliability - calibrated.resolution + calibrated.uncertainty + calibrated.within
    assert math.isclose(calibrated.brier.value, parts)
    assert calibrated.bins.column("judged").tolist() == [0.2, 0.5, 0.8]


def panel() -> ms.Panel:
    return ms.Panel(
        {"code": ["N", "Z"] * 2, "year": [2023, 2023, 2024, 2024], "a": [4, 6, 5, 9], "b": [100, 120, 110, 0]},
        unit="code",
        period="year",
    )


def test_work_on_a_panel() -> None:
    made = ms.measure.derive(panel(), {"per_1000": "1000 * a / b", "growth": "change(per_1000)"})
    assert made.values("per_1000", 2023).tolist() == [40.0, 50.0]
    assert made.values("per_1000", 2024, "status") == ["observed", "not_applicable"]
    assert math.isclose(made.values("growth", 2024)[0], 5000 / 110 - 40)
    described = ms.measure.derive(panel(), [ms.measure.DerivedIndicator("x", expression="a", unit="people")])
    assert described.values("x", 2023).tolist() == [4.0, 6.0]
    breaches = ms.measure.check_rules(panel(), [("a", "<=", "b"), {"left": "a", "op": "<", "right": "9"}])
    assert breaches.to_frame("dict")["unit"].tolist() == ["Z", "Z"]
    assert list(breaches.checked) == [4, 4]
    found = ms.measure.outliers(panel(), method="range", highest=115)
    assert found.to_frame("dict")["value"].tolist() == [120.0]
    late = ms.measure.timeliness(np.array(["2024-02-01"] * 3, dtype="M8[D]"), ["2024-01-30", "2024-02-12", None])
    assert late.column("median_days_late")[0] == 11
    assert late.column("not_received")[0] == 1


def test_every_reason_is_said() -> None:
    made = ms.measure.proportion([1, None, 0], [4, 5, 0])
    assert made.reason == (None, "missing", "no_population")
    assert made.value[0] == 0.25
    assert np.isnan(made.value[1:]).all()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ms.measure.proportion([5], [4]), "Row 1 counts 5 of only 4"),
        (lambda: ms.measure.rate([-1], [4]), "events, row 1 is -1"),
        (lambda: ms.measure.rate([1.5], [4]), "fractional=True"),
        (lambda: ms.measure.rate("events", [4]), "there is no table"),
        (lambda: ms.measure.rate("event", "people", data=TABLE), "events"),
        (lambda: ms.measure.rate("age", "people", data=TABLE), "is the text"),
        (lambda: ms.measure.rate([1], [4], method="bayr"), "byar"),
        (lambda: ms.measure.rate([1], [4], level=95), "level"),
        (lambda: ms.measure.directly_standardised_rate([1], [9], standard="esp2013"), "strata"),
        (lambda: ms.measure.directly_standardised_rate([1], [9], standard="esp2013", strata=["0-9"]), "'0-9'"),
        (lambda: ms.measure.directly_standardised_rate([1], [9], standard={"yng": 1}, strata=["yn"]), "'yng'"),
        (lambda: ms.measure.indirectly_standardised_ratio([1], [9]), "reference"),
        (lambda: ms.measure.derive(panel(), {"x": "a +"}), "'a +'"),
        (lambda: ms.measure.derive(panel(), {"x": "aa"}), "'aa'"),
        (lambda: ms.measure.check_rules(panel(), [("a", "=<", "b")]), "<="),
        (lambda: ms.measure.weighted_kappa(["a"], ["c"], kinds=["a", "b"]), "'c'"),
        (lambda: ms.measure.calibration([20], [1]), "judged, row 1"),
        (lambda: ms.measure.slope_index([1, 2, 3], [1, 1, 1]), "se"),
        (lambda: ms.measure.indirectly_standardised_ratio([1], [9], reference=TABLE, strata="age"), "events"),
    ],
)
def test_wrong_calls_say_what_to_mend(call: object, words: str) -> None:
    with pytest.raises(ms.Error) as caught:
        call()  # type: ignore[operator]
    assert words in str(caught.value)


def test_a_label_that_says_nothing_is_refused_by_its_row() -> None:
    pandas = pytest.importorskip("pandas")

    def rate(strata: object, standard: dict[str, float]) -> object:
        return ms.measure.directly_standardised_rate([1, 2], [9, 9], standard=standard, strata=strata)

    for gone in (None, math.nan, np.float32("nan"), pandas.NA, pandas.NaT):
        with pytest.raises(ms.ArgumentError, match="strata says nothing in row 2"):
            rate(["a", gone], {"a": 1.0})
    for column in (np.array([1.0, math.nan]), pandas.Series([1, None]), np.array(["2020-01-01", "NaT"], "M8[D]")):
        with pytest.raises(ms.ArgumentError, match="strata says nothing in row 2"):
            rate(column, {"1": 1.0})
    with pytest.raises(ms.ArgumentError, match="strata holds an infinite value at 2"):
        rate([1.0, math.inf], {"1": 1.0})
    # Whole numbers go without a point, of whatever type.
    for column in ([1.0, 2], np.array([1, 2], "f4"), pandas.Series([1, 2]), pandas.Categorical([1, 2])):
        assert rate(column, {"1": 1.0, "2": 1.0}).value.shape == (1,)  # type: ignore[attr-defined]


@pytest.mark.parametrize("empty", [None, float("nan")])
def test_rows_without_a_group_are_left_out_of_survival_and_said(empty: object) -> None:
    rows = {"t": [1.0, 2.0, 3.0, 4.0], "e": [1, 1, 0, 1], "team": ["A", empty, "A", empty]}
    made = ms.measure.survival("t", "e", data=rows, group_by="team")
    assert list(dict.fromkeys(made.summary()["group"])) == ["A"]
    assert "2" in str(made.caveats[0])
    at_ends = ms.measure.survival([5, 6, 7, 8], [0] * 4, terms=[4]).summary()
    row = list(at_ends["measure"]).index("within")
    assert np.isnan(at_ends["se"][row]) and at_ends["high"][row] > 0.4
