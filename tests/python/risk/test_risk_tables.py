# SPDX-License-Identifier: Apache-2.0
"""Categories, new rows, pages, pickles, and every kind of bad table at every door."""

import copy
import pickle

import numpy as np
import pytest

import maatstaf as ms

ROWS = {**ms.risk.simulate_cost(90), "kind": ["town", "village", "estate"] * 30}
KIND = ["town"] * 40 + ["village"] * 30 + ["estate"] * 20
FACTORS = ["assistance", "single_parents"]


def fitted(data=None, **options) -> ms.risk.RiskFit:
    given = {"factors": FACTORS, "exposure": "people", "unit": "code", **options}
    return ms.risk.fit("users", ROWS if data is None else data, **given)


def test_text_is_a_category_compared_with_the_largest_level() -> None:
    rows = {**ROWS, "kind": KIND}
    fit = fitted(rows, factors=[*FACTORS, "kind"])
    assert list(fit.columns) == ["(intercept)", *FACTORS, "kind[estate]", "kind[village]"]
    assert list(fit.factors) == [*FACTORS, "kind"]
    other = fitted(rows, factors=[*FACTORS, "kind"], reference={"kind": "estate"})
    assert other.coefficients[3] == pytest.approx(-fit.coefficients[3], rel=1e-6)
    words = fit.profile("SIM0041").sentences("nl")
    assert any("kind is 'village'" in each for each in words)
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(rows).astype({"kind": "category"})
    assert np.array_equal(fitted(frame, factors=[*FACTORS, "kind"]).coefficients, fit.coefficients)
    with pytest.raises(ms.ArgumentError, match="estate"):
        fitted(rows, factors=["kind"], reference={"kind": "estte"})


def test_a_level_seen_once_is_said() -> None:
    rows = {**ROWS, "kind": ["alone", *["town", "village"] * 44, "town"]}
    fit = fitted(rows, factors=["assistance", "kind"])
    assert any("alone" in each.text("en") for each in fit.caveats)


def test_new_areas_and_a_new_level() -> None:
    fit = fitted(factors=["assistance", "kind"])
    new = {"assistance": [20.0, 30.0], "kind": ["town", "village"], "people": [500.0, 800.0], "code": ["X", "Y"]}
    made = fit.predict(new)
    assert list(made["unit"]) == ["X", "Y"] and np.isnan(made["observed"]).all()
    assert (made["low"] < made["expected"]).all() and (made["expected"] < made["high"]).all()
    again = fit.predict({name: ROWS[name][:5] for name in ("assistance", "kind", "people", "code")})
    assert np.allclose(again["expected"], fit.expected()["expected"][:5])
    with pytest.raises(ms.DataError, match="townn.*town"):
        fit.predict({**new, "kind": ["town", "townn"]})
    with pytest.raises(ms.ArgumentError, match="assistance"):
        fit.predict({"kind": ["town"], "people": [1.0]})
    arrays = ms.risk.fit_arrays(fit.design, ROWS["users"], ROWS["people"])
    assert np.allclose(arrays.predict(fit.design[:3], ROWS["people"][:3])["expected"], again["expected"][:3])


def test_moderation_of_a_category_and_a_divided_difference() -> None:
    fit = fitted(factors=[*FACTORS, "kind"])
    table = fit.effects_by("kind", ["a", "b"] * 45).table()
    assert list(table["level"]) == ["town", "village"] * 2  # against 'estate', the first of the largest
    assert np.allclose(table["rate_high"] / table["rate_low"], table["ratio"])
    half = ["north" if each > 17 else "south" for each in ROWS["assistance"]]
    made = fitted().divide(half, first="south")
    assert (made.group_a, made.group_b) == ("south", "north")
    total = made.composition.value + made.unexplained_a.value + made.unexplained_b.value
    assert total == pytest.approx(made.gap.value) and made.gap.value < 0
    assert sum(each.value for each in made.parts.values()) == pytest.approx(made.composition.value)
    assert made.parts["assistance"].value < made.parts["single_parents"].value
    assert fitted().divide(half, first="south", method="yun").method == "yun"
    with pytest.raises(ms.ArgumentError, match="south"):
        fitted().divide(half, first="suoth")
    with pytest.raises(ms.ArgumentError, match="has 3"):
        fitted().divide("kind")


def test_a_forecast_of_a_fit() -> None:
    history = {"age": ["16", "17", "18"] * 4, "people": [1000.0] * 12, "users": [110.0, 130.0, 30.0] * 4}
    fit = ms.risk.fit("users", history, factors=["age"], exposure="people", family="poisson")
    later = {"age": ["16", "17", "18"] * 2, "year": [2026] * 3 + [2027] * 3,
             "people": [1000.0, 900.0, 950.0, 800.0, 1000.0, 900.0]}
    table = fit.forecast(later, year="year", age="age", base_year=2025).table()
    assert table["expected"][0] == pytest.approx(110 + 117 + 28.5)
    assert table["near_end"][1] == pytest.approx(130) and table["after_end"][1] == pytest.approx(27)
    bands = {**history, "age": ["0-14", "15-19", "20-22"] * 4}
    band_fit = ms.risk.fit("users", bands, factors=["age"], exposure="people", family="poisson")
    noted = band_fit.forecast({**later, "age": ["0-14", "15-19", "20-22"] * 2}, year="year", age="age")
    assert [each.name for each in noted.caveats][0] == "risk_band_over_cliff"
    with pytest.raises(ms.DataError, match="'21'"):
        fit.forecast({**later, "age": ["16", "17", "21"] * 2}, year="year", age="age")
    with pytest.raises(ms.DataError, match="young"):
        band_fit = ms.risk.fit("users", {**bands, "age": ["young", "old", "20-22"] * 4}, factors=["age"],
                               exposure="people", family="poisson")
        band_fit.forecast({**later, "age": ["young", "old", "20-22"] * 2}, year="year", age="age")


def results() -> dict[str, object]:
    fit = fitted(factors=[*FACTORS, "kind"])
    rows = {**ROWS, "per_user": np.array(ROWS["cost"]) / np.array(ROWS["users"])}
    amount = ms.risk.fit("per_user", rows, factors=[*FACTORS, "kind"], weights="users", family="gamma", unit="code")
    rates = [{"from_age": 17, "to_age": 17, "cases": 10, "person_years": 100}]
    bought = [{"product": "a", "volume": 2, "cost": 8}]
    return {
        "fit": fit, "expected": fit.expected(), "profile": fit.profile("SIM0003"), "decompose": fit.decompose(),
        "effects": fit.effects_by("assistance", "kind"), "shares": fit.attributable(),
        "cost": ms.risk.expected_cost(fit, amount, rows["cost"]),
        "division": fitted().divide([each > 17 for each in ROWS["assistance"]]),
        "difference": ms.risk.divide_difference(
            [[1, 1], [1, 2], [1, 4]], [1, 2, 3], [[1, 0], [1, 2], [1, 3]], [1, 2, 4]
        ),
        "forecast": ms.risk.forecast(rates, [2025], [[120.0]], base_year=2024),
        "price": ms.risk.price_volume_mix(bought, [{"product": "a", "volume": 3, "cost": 15}]),
        "stack": ms.risk.stack([[1, 0], [0, 1]], {"youth": "", "wmo": ""}),
        "picture": ms.risk.picture(ROWS, "SIM0003", {"Income": {"Assistance": "assistance"}}, unit="code"),
    }  # fmt: skip


@pytest.mark.parametrize("name", list(results()))
def test_every_result_is_a_page_in_both_languages(name: str) -> None:
    result = results()[name]
    for language in ("nl", "en"):
        page = ms.risk.page(result, language=language)
        assert page.startswith("<!DOCTYPE html>") and f'lang="{language}"' in page
        assert "_" not in page.partition("<thead>")[2].partition("</thead>")[0]  # words, not names of columns
        assert "nan" not in page.partition("<tbody>")[2]
        for column in ("q_value", "left_out", "odds_ratio"):
            assert column not in page
        if name in ("expected", "cost"):  # where outcomes fall is not the margin of what is expected
            assert ("uitkomst, laag" if language == "nl" else "outcome, low") in page
    dutch = ms.risk.page(result, language="nl", title="Wijk & <buurt>")
    assert "Wijk &amp; &lt;buurt&gt;" in dutch


def test_a_profile_says_whole_numbers_whole_and_ratios_with_two_decimals() -> None:
    words = fitted().profile("SIM0003").sentences("nl")
    observed = int(ROWS["users"][2])
    assert f"SIM0003: {observed} waargenomen" in words[0]
    assert "keer" in words[2] and "1,00" in " ".join(words) or "," in words[2]
    assert "negative_binomial" not in " ".join(words) and "negatief-binomiaal" in " ".join(words)


def test_what_is_chance_by_assumption_is_not_called_an_estimate() -> None:
    random = np.random.default_rng(5)
    rows = {**ROWS, "users": [float(random.poisson(0.08 * each)) for each in ROWS["people"]]}
    kept = fitted(rows)
    assert kept.family == "poisson"
    said = " ".join(kept.profile("SIM0003").sentences("en"))
    assert "is taken as the play of chance" in said and "by estimate" not in said
    asked = " ".join(fitted(family="poisson").profile("SIM0003").sentences("nl"))
    assert "zou toeval zijn als de aantallen Poisson waren" in asked and "naar schatting toeval" not in asked
    assert "by estimate" in " ".join(fitted().profile("SIM0003").sentences("en"))


def test_a_rare_difference_is_called_rare() -> None:
    rows = {**ROWS, "users": [6 * each if at == 7 else each for at, each in enumerate(ROWS["users"])]}
    words = fitted(rows).profile("SIM0008").sentences("en")
    assert "< 1 are this far" in words[1] and any(each.startswith("So far off is rare") for each in words)
    assert not any(each.startswith("So far off") for each in fitted().profile("SIM0003").sentences("en"))


def test_a_fit_can_be_pickled_and_copied_with_all_it_answers() -> None:
    fit = fitted(factors=[*FACTORS, "kind"])
    for made in (pickle.loads(pickle.dumps(fit)), copy.deepcopy(fit)):
        assert np.array_equal(made.coefficients, fit.coefficients)
        assert made.profile("SIM0003").sentences() == fit.profile("SIM0003").sentences()
        assert made.effects_by("assistance", "kind").difference_p == fit.effects_by("assistance", "kind").difference_p
        assert np.array_equal(made.expected()["high"], fit.expected()["high"])


def bad(change: str) -> dict[str, object]:
    rows = {name: list(values) for name, values in ROWS.items()}
    if change == "constant":
        rows["users"] = [0.0] * 90
    elif change == "negative":
        rows["users"][4] = -3.0
    elif change == "no exposure":
        rows["people"][4] = 0.0
    elif change == "one cluster":
        rows["group"] = ["all"] * 90
    elif change == "separated":
        rows["users"] = [0.0 if at % 3 == 2 else value for at, value in enumerate(rows["users"])]
    elif change == "one level":
        rows["kind"] = ["town"] * 90
    elif change == "no rows":
        rows["assistance"] = [None] * 90
    elif change == "infinite":
        rows["assistance"][2] = float("inf")
    elif change == "few rows":
        rows = {name: values[:3] for name, values in rows.items()}
    return rows


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("constant", "same in every row"), ("negative", "row 5"), ("no exposure", "exposure"),
        ("one cluster", "cluster"), ("separated", "tells the outcome"), ("one level", "town"), ("no rows", "no rows"),
        ("infinite", "assistance"), ("few rows", "rows"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("family", ["automatic", "quasi_poisson", "tweedie"])
def test_bad_tables_are_refused_with_what_to_do(change: str, words: str, family: str) -> None:
    if family == "tweedie":
        words = {"negative": "outcome|y", "separated": "did not settle|tells the outcome"}.get(change, words)
    options = {"cluster": "group"} if change == "one cluster" else {}
    with pytest.raises(ms.Error, match=words):
        fitted(bad(change), factors=["assistance", "kind"], family=family, **options)


def test_repeated_columns_are_left_out_and_every_question_still_answers() -> None:
    rows = {**ROWS, "twice": [2 * each for each in ROWS["assistance"]]}
    fit = fitted(rows, factors=["assistance", "twice", "kind"])
    assert any(each.name == "regress_aliased" for each in fit.caveats)
    assert np.isnan(fit.table()["ratio"][1])
    plain = fitted(factors=["assistance", "kind"])
    assert np.allclose(fit.expected()["expected"], plain.expected()["expected"])
    assert fit.profile("SIM0005").level.value == pytest.approx(plain.profile("SIM0005").level.value)
    assert fit.decompose()["practice"][3] == pytest.approx(plain.decompose()["practice"][3])
    with pytest.raises(ms.ArgumentError, match="'twice' repeats"):
        fit.effects_by("twice", "kind")
    assert fit.divide([each > 8 for each in ROWS["single_parents"]]).composition.value == pytest.approx(
        plain.divide([each > 8 for each in ROWS["single_parents"]]).composition.value
    )


def test_cost_of_parts_that_cannot_be_matched_says_so() -> None:
    rows = {**ROWS, "per_user": np.array(ROWS["cost"]) / np.array(ROWS["users"])}
    amount = ms.risk.fit("per_user", rows, factors=FACTORS, weights="users", family="gamma", unit="code")
    joined = ms.risk.expected_cost(fitted(), amount, ROWS["cost"])
    assert joined.caveats[0].name == "risk_parts_joined" and abs(joined.correlation) < 0.5
    renamed = {**rows, "code": [f"other{at}" for at in range(90)]}
    amount = ms.risk.fit("per_user", renamed, factors=FACTORS, weights="users", family="gamma", unit="code")
    apart = ms.risk.expected_cost(fitted(), amount, ROWS["cost"])
    assert apart.caveats[0].name == "risk_parts_independent" and np.isnan(apart.correlation)
    assert "independent" in apart.caveats[0].text("en")
