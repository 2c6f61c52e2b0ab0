# SPDX-License-Identifier: Apache-2.0
"""Expected beside observed, gaps, providers and organisations as people type them; results that are kept."""

import pickle
from typing import Any

import maatstaf as ms
import numpy as np
import pytest

LONELY = {
    "unit": ["NL", "a", "b", "c"] * 4,
    "period": [2008] * 4 + [2012] * 4 + [2016] * 4 + [2020] * 4,
    "indicator": ["lonely"] * 16,
    "value": [38, 44, 31, 45, 39.6, 46.5, 32.8, 45.1, 43.4, 50.6, 35.3, 48.8, 47.0, 55.6, 36.0, 51.3],
}
PANEL = ms.Panel.from_long(LONELY, unit="unit", period="period", indicator="indicator", value="value")
RNG = np.random.default_rng(5)
ROWS = {
    "provider": np.repeat(["p", "q", "r", "s"], 30),
    "kind": np.tile(["x", "y", "z"], 40),
    "age": RNG.integers(4, 18, 120),
    "events": RNG.poisson(2, 120),
}


def expected(**more: Any) -> Any:
    return ms.measure.expected_observed(PANEL, "lonely", direction="lower", **more)


def test_units_beside_a_reference_and_peers() -> None:
    made = expected(by="reference_trend", reference="NL", period=2020, base=2012)
    table = made.table()
    assert list(table["unit"]) == ["a", "b", "c"]
    np.testing.assert_allclose(table["expected"], np.array([46.5, 32.8, 45.1]) + 7.4)
    np.testing.assert_allclose(table["benefit"], np.array(table["expected"]) - table["observed"])
    assert made.period.year == 2020 and made.base.year == 2012
    assert "not what would have happened" in made.caveats[0].text()
    peers = expected(by="peers", peers={"a": ["b", "c", "NL"]})
    assert list(peers.peers["a"]) == ["b", "c", "NL"]
    assert list(peers.table()["reason"]) == ["few_points", None, "few_points", "few_points"]
    past = expected(by="own_past")
    np.testing.assert_allclose(past.table()["points"], 3)
    assert all(np.array(past.table()["low"]) < past.table()["high"])


def test_case_mix_and_organisations() -> None:
    made = ms.measure.case_mix("events", ["age", "kind"], data=ROWS, unit="provider", direction="lower")
    table = made.table()
    assert list(table["unit"]) == ["p", "q", "r", "s"]
    assert list(made.coefficients) == ["(intercept)", "age", "kind[y]", "kind[z]"]
    assert sum(table["observed"]) == ROWS["events"].sum()
    together = ms.measure.organisations(made)
    assert len(together) == 4 and together.pairs == 6
    assert ms.measure.organisations(made, minimum=31).table()["reason"][0] == "small_population"
    inside = ms.measure.case_mix(
        "events", [], data=ROWS, unit="provider", direction="lower", leave_out=False, overdispersion="none"
    )
    np.testing.assert_allclose(inside.table()["expected"], ROWS["events"].mean() * 30)
    share = ms.measure.case_mix([3, 5, 9], [], data={"u": ["a", "b", "c"]}, unit="u", size=[10, 10, 12],
                                family="binomial", direction="higher")  # fmt: skip
    np.testing.assert_allclose(share.table()["expected"][0], 10 * 14 / 22, rtol=0.05)
    assert share.table().restricted
    with pytest.raises(ms.ArgumentError, match="direction"):
        ms.measure.organisations([1], [2])


def test_gap_and_providers() -> None:
    gap = ms.measure.explain_gap(
        "seen", "goal", "standard", data={"seen": [48, 60], "goal": [55, 55], "standard": [54, 57]}, unit=["n", "z"],
        reach=[0.5, 0.7], planned_reach=0.6, dose=8.0, planned_dose=10.0, effect=0.5, order=["dose", "reach"],
    )  # fmt: skip
    table = gap.table()
    parts = np.array(table["value"]).reshape(2, 4)
    np.testing.assert_allclose(parts.sum(axis=1), [-7, 5])
    assert list(table["part"][:4]) == ["target", "reach", "dose", "unexplained"]
    clients = {"client": [f"c{i}" for i in range(40)], "score": np.arange(40) % 7 + (np.arange(40) % 2)}
    held = {"client": clients["client"], "provider": ["even", "odd"] * 20, "weight": [0.8] * 40}
    made = ms.measure.provider_shares("score", held, data=clients, least_clients=5)
    assert list(made.table()["provider"]) == ["even", "odd", ""]
    assert made.total == pytest.approx(made.by_traits + made.by_providers + made.unexplained)
    with pytest.raises(ms.ArgumentError, match="c99"):
        ms.measure.provider_shares("score", {**held, "client": ["c99"] * 40}, data=clients)
    with pytest.raises(ms.ArgumentError, match="'c1' stands"):
        ms.measure.provider_shares("score", held, data={**clients, "client": ["c1"] * 40})
    with pytest.raises(ms.DataError, match="at most 1"):
        ms.measure.provider_shares("score", {k: list(v) * 2 for k, v in held.items()}, data=clients)


def results() -> dict[str, Any]:
    days = {"person": ["a", "b", "c"], "start": ["2023-01-01"] * 3, "stop": ["2023-03-01"] * 3, "amount": [1.0, 2, 3]}
    answers = {"person": ["a", "b"], "activity": ["k", "k"], "item": ["1", "1"], "answer": [4, 5]}
    assignments = {"person": ["a"], "assignment": ["t"], "decided": ["2023-01-01"]}
    spells = ms.measure.spells(
        assignments,
        {"person": ["a"], "assignment": ["t"], "start": ["2023-01-05"]},
        {"person": ["a"], "assignment": ["t"], "stop": ["2023-02-05"]},
        as_of="2023-12-31",
    )
    volumes = {"person": ["a"], "start": ["2023-01-01"], "stop": ["2023-03-01"], "volume": [2.0], "unit": ["04"],
               "frequency": ["2"]}
    clients = {"client": [f"c{i}" for i in range(40)], "score": np.arange(40) % 7 + (np.arange(40) % 2)}
    held = {"client": clients["client"], "provider": ["even", "odd"] * 20, "weight": [0.8] * 40}
    return {
        "Measures": ms.measure.rate([5, 3], [100, 200], group_by={"d": ["x", "y"]}, level=[0.9, 0.95]),
        "Funnel": ms.measure.funnel([5, 9, 4], [100, 120, 90]),
        "JudgeAgreement": ms.measure.weighted_kappa([1, 2, 1, 2], [1, 2, 2, 2]),
        "Calibration": ms.measure.calibration([0.2, 0.4, 0.7, 0.9], [0, 0, 1, 1]),
        "RuleBreaches": ms.measure.check_rules(PANEL, [("lonely", "<", "50")]),
        "Outliers": ms.measure.outliers(PANEL, method="range", highest=50),
        "Claims": ms.measure.claims(days, as_of="2023-12-31", act="wmo"),
        "Spells": spells,
        "LeadTimes": ms.measure.lead_times(spells, terms={"waiting": 14}),
        "AssignedVolumes": ms.measure.assigned_volume(volumes, as_of="2023-12-31"),
        "YouthOutcomes": ms.measure.youth_outcomes(spells, as_of="2023-12-31"),
        "Survey": ms.measure.survey(answers),
        "Survival": ms.measure.survival([3, 5, 7], [1, 0, 1], terms=[4]),
        "Incidence": ms.measure.competing_risks([3, 5, 7], [1, 2, 0]),
        "IntervalTimes": ms.measure.interval_times([0, 2], [4, 6]),
        "Expected": expected(by="own_past"),
        "CaseMix": ms.measure.case_mix("events", ["age"], data=ROWS, unit="provider", direction="lower"),
        "Gap": ms.measure.explain_gap([1.0], [2.0], [1.5]),
        "Organisations": ms.measure.organisations([12, 30], [15, 22], direction="lower"),
        "ProviderShares": ms.measure.provider_shares("score", held, data=clients, least_clients=5),
    }


@pytest.mark.parametrize("name", results())
def test_results_are_kept_and_compared(name: str) -> None:
    made, other = results()[name], results()["Gap" if name != "Gap" else "Funnel"]
    assert type(made).__name__ == name
    again = pickle.loads(pickle.dumps(made))
    assert again == made and again != other
    assert type(again) is type(made)
    if hasattr(made, "to_csv"):
        assert again.to_csv(allow_restricted="test") == made.to_csv(allow_restricted="test")
        assert [each.text() for each in again.caveats] == [each.text() for each in made.caveats]
    with pytest.raises(ms.ArchiveError):
        type(made).__setstate__(type(made).__new__(type(made)), (b"not an archive", {}))
