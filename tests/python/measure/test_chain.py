# SPDX-License-Identifier: Apache-2.0
"""From tables as others name them to a score: the GGM's names alone, and a survey in the shape of Ervaringwijzer."""

import maatstaf as ms
import pytest

AREAS = ["Noord", "Zuid"]


def ggm() -> tuple[dict, dict, dict]:
    """Toewijzing and Levering with the attributes of the GGM and none of iJw; made up, 20 people per area."""
    people = range(40)
    number = [str(100 + each) for each in people]
    assigned = {
        "toewijzingnummer": number,
        "pseudoniem": [f"p{each}" for each in people],
        "leverancier": ["A" if each % 3 else "B" for each in people],
        "code": ["45A01"] * 40,
        "wet": ["jeugdwet"] * 40,
        "wijk": [AREAS[each % 2] for each in people],
        "datumToewijzing": ["2023-01-02"] * 40,
        "datumStartToewijzing": ["2023-01-09"] * 40,
        "datumEindeToewijzing": ["2023-12-31"] * 40,
        "omvang": [2.0] * 40,
        "eenheid": ["04"] * 40,
        "frequentie": ["2"] * 40,
    }
    started = {"toewijzingnummer": number, "datumStart": ["2023-01-16"] * 40}
    # In Noord one in four is stopped by the client, in Zuid one in two.
    reason = ["32" if each // 2 % (4 if each % 2 == 0 else 2) == 0 else "31" for each in people]
    stopped = {"toewijzingnummer": number, "datumStop": ["2023-06-30"] * 40, "stopreden": reason}
    return assigned, started, stopped


def answers() -> dict:
    """A row per answer, closed and open ones beside one another, as an export of Ervaringwijzer has them."""
    rows = [
        (f"d{who}", AREAS[who % 2], vraag, antwoord)
        for who in range(40)
        for vraag, antwoord in (
            ("nut", str(5 - who % 2 - who % 3)),
            ("hoe nuttiger", "Vaker afspreken" if who < 5 else ""),
        )
    ]
    return {
        "deelnemer": [row[0] for row in rows],
        "wijk": [row[1] for row in rows],
        "activiteit": ["taalcursus"] * len(rows),
        "vraag": [row[2] for row in rows],
        "antwoord": [row[3] for row in rows],
        "jaar": ["2023"] * len(rows),
        "toestemming": ["ja"] * len(rows),
    }


def test_names_of_the_ggm_are_enough() -> None:
    assigned, started, stopped = ggm()
    spells = ms.measure.spells(assigned, started, stopped, as_of="2024-12-31")
    table = spells.table()
    assert [str(table[name][0]) for name in ("decided", "start", "stop")] == ["2023-01-02", "2023-01-16", "2023-06-30"]
    assert table["provider"][1] == "A" and table["area"][1] == "Zuid" and table["reason"][0] == "32"
    assert spells.account == {"assignments": {}, "starts": {}, "stops": {}}
    volume = ms.measure.assigned_volume(assigned, as_of="2023-12-31").table()
    hours = volume["hours"][list(volume["level"]).index("all")]
    assert hours == pytest.approx(40 * 2 / 7 * 357)
    lines = {"pseudoniem": ["p1"], "leverancier": ["A"], "wet": ["wmo"], "code": ["x"], "bedrag": [10.0],
             "datumStart": ["2023-01-01"], "datumEinde": ["2023-01-10"]}  # fmt: skip
    assert ms.measure.claims(lines, as_of="2023-12-31").table()["days"][0] == 10


@pytest.mark.filterwarnings("ignore::maatstaf.MaatstafWarning")
def test_records_and_answers_become_a_score() -> None:
    youth = ms.measure.youth_outcomes(ms.measure.spells(*ggm(), as_of="2024-12-31"), as_of="2024-12-31", by=["area"])
    survey = ms.measure.survey(answers())
    assert list(survey.stories.to_dict()["text"]) == ["Vaker afspreken"] * 5
    panel = ms.measure.to_panel(youth, period="period").merge(ms.measure.to_panel(survey.measures, period="period"))
    framework = ms.Framework("f")
    for item in (
        ms.Party("p", kind="provider"),
        ms.Domain("d"),
        ms.LifeArea("l", parent="d"),
        ms.Ambition("a", parent="l"),
        ms.Result("r", parent="a"),
        ms.Contribution("c", organisation="p", to={"r": 1.0}),
        ms.Indicator("drop_out", parent="c", direction="lower", scale="proportion", goalpost_low=0, goalpost_high=1),
        ms.Indicator("nut", parent="c", scale="proportion", goalpost_low=0, goalpost_high=1),
    ):
        framework.add(item)
    scores = ms.ScoreModel(framework, normalise="goalposts").fit(panel).score(panel, view="contributions")
    for area, drop_out, useful in (("Noord", 0.25, 13 / 20), ("Zuid", 0.5, 7 / 20)):
        cell = scores.cell("c", area, 2023)
        assert cell.value == pytest.approx((1 - drop_out + useful) / 2)
        assert cell.low < cell.value < cell.high and cell.coverage == 1.0
    assert panel.restricted
