# SPDX-License-Identifier: Apache-2.0
"""What goes wrong between a file and a model: codes for missing values, numbers as text, percentages, thousands."""

import re

import numpy as np
import pytest

import maatstaf as ms

ROWS = {**ms.risk.simulate_cost(60), "kind": ["town", "village", "estate"] * 20}


def fitted(rows=ROWS, outcome="users", **options) -> ms.risk.RiskFit:
    given = {"factors": ["assistance", "single_parents"], "exposure": "people", "unit": "code", **options}
    return ms.risk.fit(outcome, rows, **given)


def said(result, name: str, language: str = "en") -> str:
    return " ".join(each.text(language) for each in result.caveats if each.name == name)


def with_codes(column: str) -> dict:
    values = [float(each) for each in ROWS[column]]
    values[3], values[7] = -99997.0, -99995.0
    return {**ROWS, column: values}


@pytest.mark.parametrize("column", ["assistance", "users", "people"])
def test_codes_of_cbs_for_missing_values_are_no_measurements(column: str) -> None:
    with pytest.raises(ms.DataError, match=rf"'{column}' holds -99997, -99995 in 2 of 60 rows \(rows 4, 8\)") as error:
        fitted(with_codes(column))
    assert "absent=('', '-99997', '-99995')" in str(error.value)
    if column != "users":  # nor in the rows that are predicted
        with pytest.raises(ms.DataError, match=f"'{column}' holds -99997"):
            fitted().predict(with_codes(column))


@pytest.mark.parametrize("role", ["cluster", "unit", "period"])
def test_codes_of_cbs_name_no_rows(role: str) -> None:
    numbers = np.where(np.arange(60) == 6, -99997, np.arange(60) % 9)
    with pytest.raises(ms.DataError, match=r"'code9' holds -99997 in 1 of 60 rows \(rows 7\)"):
        fitted({**ROWS, "code9": numbers}, **{role: "code9"})


def test_the_way_to_mend_codes_that_is_given_works() -> None:
    read = ms.read_csv(b"a;b\n1,5;-99997\n2,5;3\n", absent=("", "-99997"))
    assert np.isnan(read["b"][0]) and read["b"][1] == 3 and read["a"][0] == 1.5


def test_large_negative_amounts_are_no_codes() -> None:
    balance = [-1000.0 * at for at in range(60)]
    balance[20] = -99997.0
    assert fitted({**ROWS, "balance": balance}, factors=["balance"]).columns[1] == "balance"


@pytest.mark.parametrize("empty", ["86,3", "."])
def test_numbers_with_a_decimal_comma_are_no_categories(empty: str) -> None:
    texts = [f"{each:.2f}".replace(".", ",") for each in ROWS["assistance"]]
    texts[5] = empty
    with pytest.raises(ms.DataError, match=r"'assistance' is text, but \d+ of its \d+ .*decimal=','"):
        fitted({**ROWS, "assistance": texts})
    with pytest.raises(ms.DataError, match="'assistance' is text"):
        ms.regress.Design({"assistance": texts}, ["assistance"])
    with pytest.raises(ms.DataError, match="'people' is text"):
        fitted({**ROWS, "people": [f"{each:.1f}" for each in ROWS["people"]]})


def test_texts_that_are_meant_as_categories_stay_categories() -> None:
    years = [str(2019 + at % 4) for at in range(60)]
    codes = [f"0{300 + at % 12}" for at in range(60)]  # of places, with a zero in front
    bands = [("0-4", "4-12", "12-18")[at % 3] for at in range(60)]
    for texts in (years, codes, bands, [f"place {at % 9}" for at in range(60)]):
        assert "c[" in fitted({**ROWS, "c": texts}, factors=["c"]).columns[1]
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({**ROWS, "c": [("1,5", "2,5", "3,5")[at % 3] for at in range(60)]})
    with pytest.raises(ms.DataError, match="'c' is text"):
        fitted(frame, factors=["c"])
    fit = fitted(frame.assign(c=frame["c"].astype("category")), factors=["c"])
    assert list(fit.columns) == ["(intercept)", "c[2,5]", "c[3,5]"]


def test_formulas_look_at_their_columns_too() -> None:
    pytest.importorskip("formulaic")
    with pytest.raises(ms.DataError, match="'assistance' holds -99997"):
        ms.risk.fit("users ~ assistance", with_codes("assistance"), exposure="people")
    texts = [str(each).replace(".", ",") for each in ROWS["assistance"]]
    with pytest.raises(ms.DataError, match="'assistance' is text"):
        ms.risk.fit("users ~ assistance", {**ROWS, "assistance": texts}, exposure="people")
    with pytest.raises(ms.ArgumentError, match="no column 'asistance'.*'assistance'.*Columns:"):
        ms.risk.fit("users ~ asistance", ROWS, exposure="people")
    with pytest.raises(ms.ArgumentError) as error:
        ms.risk.fit("users ~ log(", ROWS, exposure="people")
    assert "\x1b" not in str(error.value)


def test_a_percentage_with_weights_is_to_be_divided_by_100() -> None:
    percent = [100 * users / people for users, people in zip(ROWS["users"], ROWS["people"], strict=True)]
    rows = {**ROWS, "percent": percent, "share": [each / 100 for each in percent]}
    with pytest.raises(ms.ArgumentError, match="Divide it by 100"):
        fitted(rows, "percent", exposure=None, weights="people")
    assert "binomial" in fitted(rows, "share", exposure=None, weights="people").family
    with pytest.raises(ms.ArgumentError, match="only per person"):
        fitted(exposure=None)


def test_advice_of_refusals_can_be_followed() -> None:
    rows = {**ROWS, "assistance": [None, *ROWS["assistance"][1:]]}
    with pytest.raises(ms.DataError, match=r"assistance: 1 \(row 1\)\. Fill them in, or leave these rows out"):
        fitted().predict(rows)
    with pytest.raises(ms.ArgumentError, match="Give its values as text"):
        fitted(reference={"assistance": "1"})
    with pytest.raises(ms.ArgumentError, match="'assistance' is given twice in factors"):
        fitted(factors=["assistance", "assistance"])
    with pytest.raises(ms.DataError, match=r"holds 0 in row 3.*tweedie"):
        fitted({**ROWS, "cost": [1.0, 2.0, 0.0, *ROWS["cost"][3:]]}, "cost", family="gamma")


def test_separation_names_the_columns() -> None:
    users = [0 if kind == "estate" else n for kind, n in zip(ROWS["kind"], ROWS["users"], strict=True)]
    rows = {**ROWS, "users": users}
    with pytest.raises(ms.DataError, match=r"\(kind\[estate\]\)"):
        fitted(rows, factors=["assistance", "kind"], reference={"kind": "town"})


def test_more_use_than_people_is_said() -> None:
    thousands = {**ROWS, "people": [each / 1000 for each in ROWS["people"]]}
    assert "60 of 60 rows" in said(fitted(thousands), "risk_more_than_people")
    assert said(fitted(), "risk_more_than_people") == ""


def test_a_picture_counts_how_many_areas_are_so_far_off() -> None:
    rng = np.random.default_rng(3)
    values = {f"v{at}": rng.lognormal(0, 1, 200) for at in range(5)}
    rows = {"code": [f"A{at}" for at in range(200)], **values}
    picture = ms.risk.picture(rows, "A3", {"Theme": {name: name for name in values}}, unit="code")
    expected = 0.0
    for column in values.values():
        distance = np.abs(column - np.median(column))
        expected += np.mean(distance >= 2 * 1.4826 * np.median(distance))
    assert expected > 0.5  # 5 x 0.046 would be 0.2
    assert f"about {expected:.1f} would" in said(picture, "risk_many_figures")


def test_pages_of_cost_say_euros_and_of_what() -> None:
    cost = fitted(outcome="cost", family="tweedie", power=1.5)
    groups = ["a" if at % 2 else "b" for at in range(60)]
    effects = cost.effects_by("assistance", groups)
    low = float(effects.options.low) if hasattr(effects, "options") else None
    assert "EUR per 1000 people" in said(effects, "risk_rates_of_euros")
    assert re.search(r"low value of assistance is [\d.]+, the high value [\d.]+", said(effects, "risk_rates_of_euros"))
    assert low is None or str(low) in said(effects, "risk_rates_of_euros")
    for result in (effects, cost.divide(groups)):
        page = ms.risk.page(result)
        assert "euro&#x27;s per 1000 mensen" in page and "gebruik bij" not in page and "gebruik van" not in page
    assert "use per 1000 people" in said(fitted().effects_by("assistance", groups), "risk_rates_of_people")


def test_a_page_of_expected_cost_says_how_good_it_is_and_for_whom() -> None:
    cost = fitted(outcome="cost", family="tweedie", power=1.5)
    made = ms.risk.expected_cost(cost, groups="kind")
    page = ms.risk.page(made)
    assert f"vertelt de verwachting {round(100 * made.r2)} op 100 (R2" in page and "overcompensatie" in page
    assert all(f"<td>{each}</td>" in page for each in ("estate", "town", "village"))
    assert "overcompensatie" not in ms.risk.page(ms.risk.expected_cost(cost))


def test_rounding_is_not_shown_as_a_certain_part() -> None:
    cost = fitted(outcome="cost", family="tweedie", power=1.5)
    groups = ["a" if at % 2 else "b" for at in range(60)]
    for reference in ("group_a", "group_b"):
        made = cost.divide(groups, reference=reference)
        none = made.unexplained_a if reference == "group_a" else made.unexplained_b
        assert (none.value, none.se, none.low, none.high) == (0.0, 0.0, 0.0, 0.0)


def test_figures_beyond_measure_are_not_written_out() -> None:
    fit = fitted({**ROWS, "assistance": [each * 1e14 for each in ROWS["assistance"]]})
    words = " ".join(fit.profile("SIM0001").sentences("en"))
    assert "> 10^12" in words and not re.search(r"\d{14}", words)


def test_names_of_columns_come_with_the_array_that_has_them() -> None:
    pandas = pytest.importorskip("pandas")
    x = pandas.DataFrame({"constant": np.ones(60), "assistance": ROWS["assistance"]})
    fit = ms.risk.fit_arrays(x, ROWS["users"], exposure=ROWS["people"])
    assert tuple(fit.columns) == ("constant", "assistance")
    assert tuple(fit.factors) == ("assistance",)
    with pytest.raises(ms.ArgumentError, match="no option 'missing'"):
        fit.predict(x.to_numpy(), missing="leave_out")


def test_options_that_a_covariance_does_not_use_are_refused() -> None:
    x = np.column_stack([np.ones(20), np.arange(20.0)])
    fit = ms.regress.glm(x, np.arange(20.0) % 7)
    with pytest.raises(ms.ArgumentError, match="lags belongs to the kind 'newey_west'"):
        fit.robust("hc3", lags=3)
    with pytest.raises(ms.ArgumentError, match="mean 'prior_weights'.*frequency_weights, analytic_weights"):
        ms.regress.glm(x, np.arange(20.0) % 7, weights=np.ones(20))


def test_tables_go_where_lists_of_records_go() -> None:
    pandas = pytest.importorskip("pandas")
    before = [{"product": "a", "volume": 2, "cost": 10}, {"product": "b", "volume": 4, "cost": 8}]
    after = [{"product": "a", "volume": 3, "cost": 15}, {"product": "b", "volume": 1, "cost": 3}]
    asked = ms.risk.price_volume_mix(before, after)
    made = ms.risk.price_volume_mix(pandas.DataFrame(before), pandas.DataFrame(after))
    assert made.total == asked.total
    rates = [{"from_age": 0, "to_age": 17, "cases": 20, "person_years": 400}]
    years = {"years": [2025], "population": [[120.0]], "base_year": 2024}
    frame = ms.risk.forecast(pandas.DataFrame(rates), **years).table()
    assert list(frame["expected"]) == list(ms.risk.forecast(rates, **years).table()["expected"])
    selected = pandas.DataFrame(ROWS).iloc[5:]  # its row labels are no column
    assert ms.as_table(selected).columns == list(ROWS)
    assert fitted(selected).expected().columns[0] == "unit"
