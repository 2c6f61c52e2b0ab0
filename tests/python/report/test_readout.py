# SPDX-License-Identifier: Apache-2.0
"""The read-out of Hoorn holds the published figures, in order, in both languages, with sentences derived from them."""

import dataclasses
import math

import maatstaf as ms
import pytest
from maatstaf.layout import WIDTH
from maatstaf.readout import ReadOut, readout
from maatstaf.readout.parts import Parts
from maatstaf.readout.seen import change_sentences
from maatstaf.readout.subject import of_example

# As published (loneliness 2012, 2016, 2020; voluntary work 2016, 2020), with what follows from them.
EXPECTED = {
    "NL01": ["39,6", "43,4", "47,0", "+7,4", "", "28,9", "24,6", "-4,3", "-0,48", "-1,13", "-0,64"],
    "WK040510": ["39,6", "43,6", "47,9", "+8,3", "+0,9", "25,6", "21,8", "-3,8", "-0,74", "-1,41", "-0,67"],
    "WK040513": ["45,1", "48,8", "51,3", "+6,2", "-1,2", "24,2", "20,6", "-3,6", "-1,33", "-1,82", "-0,49"],
    "WK040522": ["32,2", "34,2", "41,3", "+9,1", "+1,7", "30,2", "25,2", "-5,0", "0,47", "-0,55", "-1,02"],
    "WK040532": ["46,5", "50,6", "55,6", "+9,1", "+1,7", "20,9", "16,9", "-4,0", "-1,73", "-2,49", "-0,75"],
}


@pytest.fixture(scope="module", params=["nl", "en"])
def made(request: pytest.FixtureRequest) -> ReadOut:
    return readout(ms.example("hoorn", language=request.param))


@pytest.mark.parametrize("unit", EXPECTED)
def test_the_figures_are_those_of_the_source(made: ReadOut, unit: str) -> None:
    grid = made.blocks[1].grid
    assert grid is not None
    expected = EXPECTED[unit] if made.language == "nl" else [text.replace(",", ".") for text in EXPECTED[unit]]
    assert [cell.text for cell in grid.row(unit).cells] == expected


def test_the_order_is_unknown_seen_discuss(made: ReadOut) -> None:
    titles = {
        "nl": ["EERST: WAT WE NIET WETEN", "WAT WE ZIEN", "OM TE BESPREKEN"],
        "en": ["FIRST: WHAT WE DO NOT KNOW", "WHAT WE SEE", "TO DISCUSS"],
    }[made.language]
    text = made.text()
    places = [text.index(title) for title in titles]
    assert places == sorted(places)
    assert [block.title for block in made.blocks[:3]] == titles
    real, simulated = (text.index(block.title) for block in (made.blocks[-1], made.simulated[0]))
    assert real < simulated


def test_what_is_not_known_comes_from_the_framework_and_the_panel() -> None:
    lines = {line.subject: line.text for line in readout(ms.example("hoorn")).blocks[0].lines}
    subjects = list(lines)
    assert subjects[0].startswith("MR3 ") and lines[subjects[0]] == "geen indicator"
    assert any(
        subject.startswith("MR2 ") and subject.endswith("jongeren") and "18+" in text for subject, text in lines.items()
    )
    assert any(subject.startswith("MR1 ") and text.endswith("pas vanaf 2016") for subject, text in lines.items())
    assert lines["Bijdragen van Netwerk (B-A, B-B, B-C)"] == "bereik, nut en doelrealisatie nog niet gemeten"
    assert lines["Marges"].startswith("niet gepubliceerd door de bron")
    assert lines["Gewichten"] == "gelijk, want nog door niemand vastgesteld"


def test_twelve_districts_are_shown_and_two_say_why_not(made: ReadOut) -> None:
    grid = made.blocks[1].grid
    assert grid is not None
    assert len(made.shown) == 12 and list(made.hidden) == ["WK040534", "WK040536"]
    shown = [row.id for row in grid.rows if row.id.startswith("WK") and row.cells]
    assert shown == list(made.shown)
    assert "10" in grid.row("WK040534").remark and not grid.row("WK040534").cells
    assert grid.row("WK040536").remark in ("geen inwoners: geen cijfers", "no residents: no figures")


def test_the_threshold_decides_what_is_shown() -> None:
    hoorn = ms.example("hoorn")
    low = readout(hoorn, minimum_residents=10, simulated=False)
    assert "WK040534" in low.shown and list(low.hidden) == ["WK040536"]
    assert "in alle 13 getoonde wijken" in low.text() or "in 1 en daling" in low.text()
    high = readout(hoorn, minimum_residents=5000, simulated=False)
    assert len(high.shown) == 7
    assert "in alle 7 getoonde wijken" in high.text()


def test_the_sentences_follow_from_the_figures() -> None:
    text = " ".join(readout(ms.example("hoorn")).text().split())
    assert "stijging in alle 12 getoonde wijken van 2012 tot 2020 (6,2 tot 9,1 procentpunt); landelijk +7,4." in text
    assert "het kleinst in Grote Waal (-1,2 procentpunt" in text
    assert "het grootst in Nieuwe Steen en Kersenboogerd-Noord (+1,7)" in text
    assert "daling in alle 12 getoonde wijken van 2016 tot 2020 (3,6 tot 5,0 procentpunt); landelijk -4,3." in text
    assert "De uitkomst dekt 2 van de 3 maatschappelijke resultaten van deze ambitie." in text


def test_the_outcome_is_the_mean_of_two_scores_against_the_country() -> None:
    hoorn = ms.example("hoorn")
    grid = readout(hoorn, simulated=False).blocks[1].grid
    assert grid is not None
    lonely, volunteer = hoorn.reference["lonely"], hoorn.reference["volunteer"]
    for unit, figures in {"NL01": (43.4, 28.9), "WK040532": (50.6, 20.9)}.items():
        by_hand = (
            (lonely["mean"] - figures[0]) / lonely["sd"] + (figures[1] - volunteer["mean"]) / volunteer["sd"]
        ) / 2
        assert grid.row(unit).cells[8].value == pytest.approx(by_hand, rel=1e-12)


def test_questions_follow_from_the_gaps() -> None:
    questions = readout(ms.example("hoorn")).blocks[2].questions
    assert questions[0] == "Herkent u dit beeld in uw wijk?"
    assert "Wie spreekt de jongeren, die deze meting niet bereikt?" in questions
    assert any("stigma" in question in question for question in questions)


def test_no_line_is_too_wide_and_nothing_is_left_unfilled(made: ReadOut) -> None:
    text = made.text()
    assert max(map(len, text.splitlines())) <= WIDTH <= 120
    assert "?}" not in text and "{" not in text and "nan" not in text.lower().split()


def test_the_simulated_blocks_say_that_they_are(made: ReadOut) -> None:
    first = made.simulated[0]
    assert "SIMUL" in first.title.upper()
    assert str(ms.example("hoorn").simulated.seed) in first.sentences[0]


def test_spending_that_serves_no_result_comes_before_any_score(made: ReadOut) -> None:
    spending = made.simulated[1]
    assert spending.grid is not None
    assert len(spending.warnings) == 1
    # 42,000 + 12,300 + 35,400 + 4,150 + 6,800 of 216,700.
    amounts = {"nl": ("€ 100.650 van € 216.700", "46%"), "en": ("EUR 100,650 of EUR 216,700", "46%")}[made.language]
    assert all(part in spending.warnings[0] for part in amounts)
    serves = [row.cells[0].text for row in spending.grid.rows]
    assert [bool(text.startswith("MR")) for text in serves] == [False] * 5 + [True] * 2
    assert serves[5:] == ["MR1, MR2", "MR3, MR1"]
    costs = [row.cells[2].value for row in spending.grid.rows]
    assert costs[:5] == sorted(costs[:5], reverse=True) and sum(costs) == 216_700
    # One delivery has no known cost, and nobody agreed how B-B is split: both are said.
    assert len(spending.sentences) == 3


def test_nothing_is_put_in_order(made: ReadOut) -> None:
    sentences = made.simulated[6].sentences
    ranked = ("highest", "hoogst", "ahead", "voor ligt", "best", "lowest", "laagst")
    assert not [text for text in sentences if any(word in text.lower().split() for word in ranked)]
    link, owners = {"nl": ("van", ("de raad", "bewonerspanel")), "en": ("from", ("council", "panel"))}[made.language]
    pairs = [f"{first} {link} {second}" for first, second in (("B-A", "B-B"), ("B-A", "B-C"), ("B-B", "B-C"))]
    for owner in owners:
        of_owner = " ".join(text for text in sentences if owner in text)
        # Every pair is either told apart or not, once for each set of weights.
        assert [of_owner.count(pair) for pair in pairs] == [1, 1, 1]


def test_simulated_criteria_carry_counts_and_intervals(made: ReadOut) -> None:
    grid = made.simulated[2].grid
    assert grid is not None
    assert [row.id for row in grid.rows] == ["B-A", "B-B", "B-C"]
    assert len(grid.columns) == 9
    for row in grid.rows:
        for start in (0, 3, 6):
            assert row.cells[start].value > 0 and row.cells[start + 1].text and row.cells[start + 2].value > 0


def test_one_district_is_called_unreliable(made: ReadOut) -> None:
    districts = made.simulated[4]
    assert len(districts.warnings) == 1
    assert "Nieuwe Steen" in districts.warnings[0]


def test_the_course_moved_its_side_and_not_its_core(made: ReadOut) -> None:
    links = made.simulated[5]
    assert len(links.warnings) == 1
    assert links.grid is not None
    core, side = (row.cells[-1].value for row in links.grid.rows)
    assert core < 0.5 < 0.9 < side


def test_weights_have_owners_and_their_change_has_an_interval(made: ReadOut) -> None:
    weights = made.simulated[6]
    assert len(weights.lines) == 2
    assert weights.grid is not None
    for row in weights.grid.rows:
        before, after, change = row.cells[0].value, row.cells[2].value, row.cells[4].value
        assert change == pytest.approx(after - before, abs=1e-12)
        assert not math.isnan(row.cells[6].value)


def test_weights_of_a_body_are_named_as_such() -> None:
    hoorn = ms.example("hoorn")
    framework = hoorn.simulated.framework
    framework.add(
        ms.WeightSet(
            "wijkraad",
            name="Wijkraad",
            body="de wijkraad",
            date="2026-02-01",
            weights={"MR1": 1.0, "MR2": 3.0, "MR3": 1.0},
        )
    )
    other = readout(dataclasses.replace(hoorn, framework=framework), weight_set="wijkraad", simulated=False)
    assert {line.subject: line.text for line in other.blocks[0].lines}[
        "Gewichten"
    ] == "vastgesteld door de wijkraad op 2026-02-01"
    grid, equal = other.blocks[1].grid, readout(hoorn, simulated=False).blocks[1].grid
    assert grid is not None and equal is not None
    assert grid.row("WK040513").cells[8].value != equal.row("WK040513").cells[8].value
    assert [cell.text for cell in grid.row("WK040513").cells[:8]] == [
        cell.text for cell in equal.row("WK040513").cells[:8]
    ]


def test_a_district_without_figures_says_so() -> None:
    hoorn = ms.example("hoorn")
    populated = dataclasses.replace(hoorn, residents={**hoorn.residents, "WK040536": 250.0})
    grid = readout(populated, simulated=False).blocks[1].grid
    assert grid is not None
    assert grid.row("WK040536").remark == "geen cijfers in deze bron"


def test_all_districts_is_said_only_when_it_is_so() -> None:
    hoorn = ms.example("hoorn")
    view = Parts(of_example(hoorn), "A1", ("lonely", "volunteer"), 100, "")
    change = view.changes["lonely"]
    assert "alle 12" in change_sentences(view, change, True)[0]
    still = dataclasses.replace(change, change={**change.change, next(iter(view.shown)): 0.0})
    first, *more = change_sentences(view, still, True)
    assert "11 met een stijging, 0 met een daling en 1 onveranderd (0,0 tot" in first and not more
    one = readout(hoorn, minimum_residents=10000, simulated=False).text()
    assert "alle 1 " not in one
    assert readout(hoorn, minimum_residents=10**9, simulated=False).text()
