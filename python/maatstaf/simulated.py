# SPDX-License-Identifier: Apache-2.0
"""Made-up measurements of the contributions in the Hoorn example, to try their read-out before anyone has measured.

Nobody gave these answers. They are drawn from fixed chances with a fixed seed; the districts and their numbers of
residents are real, everything else is not.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import _core
from .wording import words

if TYPE_CHECKING:
    from .examples import Example

SEED = 20211026
PERIODS = ("2024", "2025")
MUNICIPALITY = "GM0405"
#: Which stream of random numbers: one purpose per question, so that another question leaves these answers alone.
PURPOSE = {"reach": 9001, "answered": 9002, "useful": 9003, "goal": 9004, "group": 9005}

#: Chances per contribution: that a resident takes part, and that who answers finds it useful or reached the goal.
CHANCES = {
    "B-A": {"reach": 0.030, "useful": 0.72, "goal": 0.62},
    "B-B": {"reach": 0.012, "useful": 0.84, "goal": 0.55},
    "B-C": {"reach": 0.008, "useful": 0.70, "goal": 0.73},
}
ANSWERS = 0.6  #: chance that a participant answers
#: Target groups: made-up share of residents, and chance of taking part in B-A. Groups overlap, and some are unknown.
GROUPS = {"low_literacy": (0.11, 0.012), "lone_parents": (0.03, 0.055), "youth": (0.12, 0.009)}
#: The language course: how many were asked, master the language, and meet others weekly. Written down, not drawn.
COURSE = {
    "2024": {"asked": 84, "language": 35, "meeting": 32},
    "2025": {"asked": 91, "language": 37, "meeting": 58},
}


@dataclass(frozen=True)
class Simulated:
    """Made-up measurements with the framework that says what they would be about.

    Attributes
    ----------
    framework : Framework
        The Hoorn framework with a worst and a best end for each criterion, and two made-up weight sets, each with an
        owner.
    panel : Panel
        Reach, usefulness and goal realisation per district and for the municipality, with counts.
    groups : Panel
        Reach of contribution B-A per target group, with counts.
    deliveries : Deliveries
        What activities delivered and what it cost, with two activities that are made up as well.
    seed : int
        Seed of the random streams.
    """

    framework: Any
    panel: Any
    groups: Any
    deliveries: Any
    seed: int


def draw(purpose: str, unit: str, trials: int, chance: float) -> int:
    """Return how many of `trials` say yes, from the stream of this question and this unit."""
    return int(_core.RandomStream(SEED, purpose=PURPOSE[purpose], unit=unit).binomial(trials, chance))


def simulate(example: Example) -> Simulated:
    """Return made-up measurements for an example."""
    districts = [
        unit.id
        for unit in example.panel.units
        if unit.kind == "district" and example.residents.get(unit.id, 0.0) >= 100.0
    ]
    rows: list[tuple[str, str, str, int, int]] = []
    for contribution, chances in CHANCES.items():
        total = {"reach": [0, 0], "useful": [0, 0], "goal": [0, 0]}
        for district in districts:
            residents = int(example.residents[district])
            key = f"{contribution} {district}"
            taking_part = draw("reach", key, residents, chances["reach"])
            answers = draw("answered", key, taking_part, ANSWERS)
            for question, part, whole in (
                ("reach", taking_part, residents),
                ("useful", draw("useful", key, answers, chances["useful"]), answers),
                ("goal", draw("goal", key, answers, chances["goal"]), answers),
            ):
                rows.append((district, PERIODS[1], f"{contribution}.{question}", part, whole))
                total[question][0] += part
                total[question][1] += whole
        rows += [
            (MUNICIPALITY, PERIODS[1], f"{contribution}.{question}", part, whole)
            for question, (part, whole) in total.items()
        ]
    for period, course in COURSE.items():
        rows += [
            (MUNICIPALITY, period, f"course.{each}", course[each], course["asked"]) for each in ("language", "meeting")
        ]
    residents = int(example.residents[MUNICIPALITY])
    groups = []
    for group, (share, chance) in GROUPS.items():
        size = round(share * residents)
        groups.append((group, PERIODS[1], "B-A.reach", draw("group", group, size, chance), size))
    return Simulated(simulated_framework(example), counted(rows), counted(groups), delivered(), SEED)


#: Made-up activities: id, entry of the catalogue that names it, and the contribution that it is part of.
ACTIVITIES = (
    ("buurtkamer", "simulated_activity_meeting_place", "B-A"),
    ("ontmoetingsgroep", "simulated_activity_dementia", "B-B"),
)
#: Deliveries, written down and not drawn: activity, district, participants, EUR. One has no activity registered, one an
#: activity that the framework does not know, one no cost.
DELIVERIES = (
    ("buurtkamer", "WK040511", 210, 38_400.0),
    ("buurtkamer", "WK040513", 160, 31_250.0),
    ("buurtkamer", "WK040532", 185, 27_900.0),
    ("ontmoetingsgroep", "WK040511", 24, 18_500.0),
    ("ontmoetingsgroep", "WK040532", 19, None),
    ("taalcursus", "WK040513", 91, 42_000.0),
    ("ouder-kind-weekend", "WK040532", 36, 12_300.0),
    ("hulp-bij-financien", "WK040513", 118, 35_400.0),
    ("kookclub", "WK040511", 15, 4_150.0),
    ("", "WK040532", 40, 6_800.0),
)


def delivered() -> Any:
    """Return the made-up deliveries of the second period."""
    from . import Deliveries

    names = ("activity", "area", "participants", "cost")
    first_day = datetime.date(int(PERIODS[1]), 1, 1)
    return Deliveries(
        [{**dict(zip(names, row, strict=True)), "start": first_day, "organisation": "netwerk"} for row in DELIVERIES]
    )


#: Entries of the catalogue that name the made-up owners of weights.
OWNERS = {"council": "simulated_weights_council", "residents": "simulated_weights_residents"}
#: Weights of the three criteria, made up, with a made-up owner: the council looks at how many were reached, the
#: residents' panel at what it meant to those who came.
WEIGHTS = {
    "council": {"reach": 3.0, "useful": 1.0, "goal": 1.0},
    "residents": {"reach": 1.0, "useful": 3.0, "goal": 4.0},
}
#: Worst and best end per criterion, in %: what a score of 0 and of 1 stands for.
GOALPOSTS = {"reach": (0.0, 5.0), "useful": (0.0, 100.0), "goal": (0.0, 100.0)}


def simulated_framework(example: Example) -> Any:
    """Return the framework of the example with ends for the criteria and two made-up weight sets."""
    from . import Activity, Framework, WeightSet

    language = example.language
    framework = Framework.from_json(example.framework.to_json())
    ends = {f"{contribution}.{question}": post for contribution in CHANCES for question, post in GOALPOSTS.items()}
    for id, (low, high) in {**ends, "course.language": (0.0, 100.0), "course.meeting": (0.0, 100.0)}.items():
        indicator = framework[id]
        indicator.goalpost_low, indicator.goalpost_high = low, high
        framework.replace(indicator)
    for id, name, contribution in ACTIVITIES:
        framework.add(Activity(id, name=words(name, language), parent=contribution, organisation="netwerk"))
    for owner, weights in WEIGHTS.items():
        body = words(OWNERS[owner], language)
        framework.add(
            WeightSet(
                owner,
                name=words("simulated_weights_named", language, body=body),
                body=body,
                date="2026-01-15",
                reference=words("simulated_weights_reference", language),
                weights={
                    f"{contribution}.{question}": weight
                    for contribution in CHANCES
                    for question, weight in weights.items()
                },
            )
        )
    return framework


def counted(rows: Sequence[tuple[str, str, str, int, int]]) -> Any:
    """Return a panel of shares in % from rows of unit, period, indicator, numerator and denominator."""
    from . import Panel

    table = [dict(zip(("unit", "period", "indicator", "numerator", "denominator"), row, strict=True)) for row in rows]
    return Panel.from_long(
        table,
        indicators=[
            {"id": id, "scale": "proportion", "factor": 100.0, "unit": "%"}
            for id in dict.fromkeys(row[2] for row in rows)
        ],
    )
