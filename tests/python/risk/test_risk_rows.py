# SPDX-License-Identifier: Apache-2.0
"""Rows that repeat, formulas, columns that cannot be factors, and comparisons beyond the data."""

import pickle

import numpy as np
import pytest

import maatstaf as ms

ROWS = {**ms.risk.simulate_cost(60), "kind": ["town", "village", "estate"] * 20}


def years() -> dict[str, list]:
    """Two years of the same areas."""
    rows = {name: [*values, *values] for name, values in ROWS.items()}
    return {**rows, "year": [2022] * 60 + [2023] * 60, "users": [*ROWS["users"], *(each + 1 for each in ROWS["users"])]}


def fitted(rows=ROWS, **options) -> ms.risk.RiskFit:
    given = {"factors": ["assistance", "single_parents"], "exposure": "people", "unit": "code", **options}
    return ms.risk.fit("users", rows, **given)


def names(fit: ms.risk.RiskFit) -> set[str]:
    return {each.name for each in fit.caveats}


def test_areas_in_several_rows_are_said_and_not_mixed_up() -> None:
    fit = fitted(years())
    assert "risk_units_repeat" in names(fit) and any("60 areas" in each.text("en") for each in fit.caveats)
    assert "risk_units_repeat" not in names(fitted()) | names(fitted(years(), cluster="code"))
    with pytest.raises(ms.ArgumentError, match=r"'SIM0003' stands in 2 rows .*3, 63"):
        fit.profile("SIM0003")
    known = fitted(years(), period="year")
    assert "risk_units_repeat" not in names(known)
    assert np.array_equal(known.table()["se"], fitted(years(), cluster="code").table()["se"])
    assert known.table()["se"][0] > 1.2 * fit.table()["se"][0]
    first, second = known.profile("SIM0003", 2022), known.profile("SIM0003", period=2023)
    assert second.rate > first.rate and first.unit == "SIM0003 2022"
    assert known.profile("SIM0003 2022").rate == first.rate
    with pytest.raises(ms.ArgumentError, match="as unit"):
        fitted(years(), unit=None, period="year")
    with pytest.raises(ms.ArgumentError, match="unit '0'"):
        fitted().profile(0)
    with pytest.raises(ms.DataError, match="SIM0001"):
        ms.risk.picture(years(), "SIM0003", {"Income": {"Assistance": "assistance"}}, unit="code")


def test_the_outcome_or_the_people_at_risk_cannot_be_factors() -> None:
    for column in ("users", "people"):
        with pytest.raises(ms.ArgumentError, match=f"'{column}' is the"):
            fitted(factors=["assistance", column])


def test_a_percentage_is_not_taken_for_a_count_in_silence() -> None:
    percent = [100.0 * users / people for users, people in zip(ROWS["users"], ROWS["people"], strict=True)]
    fit = ms.risk.fit("percent", {**ROWS, "percent": percent}, factors=["assistance"], exposure="people")
    assert "risk_not_whole" in names(fit) and "risk_not_whole" not in names(fitted())


def test_comparisons_beyond_the_data_are_said_or_refused() -> None:
    fit = fitted()
    with pytest.raises(ms.ArgumentError, match="1000000000 for 'assistance'"):
        fit.attributable({"assistance": 1e9})
    far = fit.attributable({"assistance": 200.0})
    assert any(each.name == "risk_outside_data" and "'assistance' to 200" in each.text("en") for each in far.caveats)
    inside = fit.attributable({"assistance": float(np.median(ROWS["assistance"]))})
    assert not any(each.name == "risk_outside_data" for each in inside.caveats)


class TestFormulas:
    """Everything that a fit on columns can do."""

    @pytest.fixture(autouse=True)
    def needs_formulaic(self) -> None:
        pytest.importorskip("formulaic")

    def fit(self, formula: str, rows=ROWS, **options) -> ms.risk.RiskFit:
        return ms.risk.fit(formula, rows, **{"exposure": "people", "unit": "code", **options})

    @pytest.mark.parametrize("right", ["poly(assistance, 2)", "scale(assistance)", "bs(assistance, df=4)", "C(kind)",
                                       "assistance*single_parents", "np.log(people) + kind"])  # fmt: skip
    def test_new_rows_get_the_columns_of_the_fit(self, right: str) -> None:
        fit = self.fit(f"users ~ {right}")
        some = {name: values[5:9] for name, values in ROWS.items()}
        made = fit.predict(some)
        assert np.allclose(made["expected"], fit.expected()["expected"][5:9]) and list(made["unit"]) == some["code"]
        later = fit.forecast({**some, "year": [2030] * 4}, year="year", base_year=2025)
        assert later.table()["expected"][0] == pytest.approx(made["expected"].sum())
        again = pickle.loads(pickle.dumps(fit))
        assert np.array_equal(again.predict(some)["expected"], made["expected"])

    @pytest.mark.parametrize("right", ["kind", "C(kind)", "assistance*kind"])
    def test_a_level_that_the_fit_has_not_seen_is_named(self, right: str) -> None:
        new = {**{name: values[:2] for name, values in ROWS.items()}, "kind": ["town", "townn"]}
        with pytest.raises(ms.DataError, match="Row 2 has 'townn' in column 'kind'.*Did you mean 'town'"):
            self.fit(f"users ~ {right}").predict(new)

    @pytest.mark.parametrize(("column", "empty"), [("assistance", float("nan")), ("kind", None)])
    def test_an_empty_cell_is_named_by_its_row(self, column: str, empty: object) -> None:
        new = {name: list(values[:3]) for name, values in ROWS.items()}
        new[column][1] = empty
        with pytest.raises(ms.DataError, match=f"lack a value of {column}: 1 .row 2"):
            self.fit("users ~ assistance + kind").predict(new)

    def test_a_category_reads_as_one(self) -> None:
        fit = self.fit("users ~ assistance + C(kind)")
        assert any("C(kind) is 'village'" in each for each in fit.profile("SIM0002").sentences("en"))
        assert list(fit.effects_by("C(kind)", ["a", "b"] * 30).table()["level"]) == ["town", "village"] * 2

    def test_traits_that_act_together_have_no_one_value(self) -> None:
        profile = self.fit("users ~ assistance*single_parents").profile("SIM0002")
        assert np.isnan(profile.table()["value"][0])
        words = profile.sentences("en")[3]
        assert words.startswith("assistance + single_parents + assistance:single_parents, taken together: go with")

    def test_cost_by_formulas(self) -> None:
        rows = {**ROWS, "per_user": np.array(ROWS["cost"]) / np.array(ROWS["users"])}
        users = self.fit("users ~ assistance + C(kind)", rows)
        given = {"exposure": None, "weights": "users", "family": "gamma"}
        by_formula = self.fit("per_user ~ C(kind) + assistance", rows, **given)
        by_column = ms.risk.fit("per_user", rows, factors=["assistance", "kind"], unit="code", weights="users",
                                family="gamma")  # fmt: skip
        made = [ms.risk.expected_cost(users, each, "cost").table()["expected"] for each in (by_formula, by_column)]
        assert np.allclose(made[0], made[1], rtol=1e-8)

    @pytest.mark.parametrize(
        ("formula", "options", "words"),
        [
            ("users ~ assistance", {"reference": {"kind": "town"}}, "leave out reference"),
            ("users ~ assistance", {"factors": ["kind"]}, "leave out factors"),
            ("users ~ 1", {}, "No factor"), ("users ~", {}, "No factor|cannot be used"),
            ("users ~ 0 + assistance", {}, "intercept"), ("users ~ assistance - 1", {}, "intercept"),
            ("users ~ assistence", {}, "assistence"), ("users ~ poly(assistance", {}, "cannot be used"),
            ("users ~ users + assistance", {}, "'users' is the outcome"), ("usres ~ assistance", {}, "usres"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_read_is_said(self, formula: str, options: dict, words: str) -> None:
        with pytest.raises(ms.ArgumentError, match=words):
            self.fit(formula, **options)


def test_a_forecast_with_nothing_seen_gaps_and_years_twice() -> None:
    rate = {"from_age": 16, "to_age": 16, "cases": 0, "person_years": 400}
    none = ms.risk.forecast([rate], [2026], [[10.0]], base_year=2025)
    table = none.table()
    # The upper limit of Poisson after no case: 3.689 / person years.
    assert table["expected"][0] == 0 and table["high"][0] == pytest.approx(3.6888795 * 10 / 400)
    assert table["outcome_high"][0] > table["high"][0]
    assert [each.name for each in none.caveats][0] == "risk_no_cases"
    gap = ms.risk.forecast([{**rate, "cases": 8}, {**rate, "from_age": 18, "to_age": 18, "cases": 2}], [2026],
                           [[10.0], [10.0]], base_year=2025)  # fmt: skip
    assert any(each.name == "risk_age_gap" and "ages 17" in each.text("en") for each in gap.caveats)
    with pytest.raises(ms.DataError, match="2026"):
        ms.risk.forecast([rate], [2026, 2026], [[10.0, 10.0]], base_year=2025)


def test_a_picture_says_what_it_cannot_tell_and_what_it_cannot_find() -> None:
    rare = [9.0 if at == 4 else 1.0 if at == 8 else 0.0 for at in range(60)]
    rows = {**ROWS, "rare": rare}
    themes = {"Safety": {"Incidents": "rare"}, "Care": {"Users": "", "Assistance": "assistance"}}
    given = {"unit": "code", "fits": {"Users": fitted()}}
    made = ms.risk.picture(rows, "SIM0005", themes, **given)
    assert np.isnan(made.table()["robust_z"][0]) and made.table()["place"][0] > 0.98
    assert any(each.name == "risk_no_spread" and "Incidents" in each.text("en") for each in made.caveats)
    assert "unlike most areas" in ms.risk.card(made, language="en")
    assert "unlike most areas" not in ms.risk.card(ms.risk.picture(rows, "SIM0001", themes, **given), language="en")
    for change, words in (
        ({"fits": {"User": fitted()}}, "'Users'"), ({"references": {"asistance": 4.0}}, "'assistance'"),
        ({"se": {"asistance": "rare"}}, "'assistance'"), ({"fits": {}}, "neither a column nor a fit"),
        ({"fits": {"Users": fitted(unit=None)}}, "'1' and so on"),
    ):  # fmt: skip
        with pytest.raises(ms.ArgumentError, match=words):
            ms.risk.picture(rows, "SIM0005", themes, **{**given, **change})
