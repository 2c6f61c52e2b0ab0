# SPDX-License-Identifier: Apache-2.0
"""Made-up records of youth help, of an open activity and of what became of young people, to try the measures on.

Nobody is in them. They are drawn from fixed chances, keyed by the seed and the number of the youth.
"""

from __future__ import annotations

import datetime
import math
from typing import Any

from . import _core

_PURPOSE = 7102
AREAS = ("north", "east", "south")
PROVIDERS = ("A", "B")
#: End reasons with their chances: as planned, by the client, by the provider, by agreement, outside cause, change.
REASONS = (("31", 0.62), ("32", 0.12), ("33", 0.05), ("34", 0.09), ("35", 0.04), ("37", 0.08))
FIRST = datetime.date(2022, 7, 1)
LAST = datetime.date(2024, 12, 31)
#: Residents per target group and area; groups overlap, so everybody together is a row of its own.
RESIDENTS = {"lone parents": (420, 310, 250), "low literacy": (610, 540, 380), "all": (3100, 2700, 2400)}


class _Chances:
    """The random numbers of one youth."""

    def __init__(self, seed: int, youth: int) -> None:
        self._stream = _core.RandomStream(seed, purpose=_PURPOSE, unit=f"youth {youth}")

    def yes(self, chance: float) -> bool:
        return float(self._stream.uniform(1)[0]) < chance

    def of(self, choices: tuple[tuple[str, float], ...]) -> str:
        left = float(self._stream.uniform(1)[0])
        for choice, chance in choices:
            left -= chance
            if left < 0.0:
                return choice
        return choices[-1][0]

    def among(self, names: tuple[str, ...]) -> str:
        return names[int(len(names) * float(self._stream.uniform(1)[0]))]

    def days(self, mean: float) -> int:
        return 1 + int(-mean * math.log(float(self._stream.uniform(1)[0])))

    def score(self, mean: float, spread: float) -> float:
        return round(mean + spread * float(self._stream.normal(1)[0]), 1)


def _add(table: dict[str, list[Any]], *row: Any) -> None:
    for column, value in zip(table.values(), row, strict=True):
        column.append(value)


def simulate_records(youths: int = 600, *, seed: int = 2024) -> dict[str, dict[str, list[Any]]]:
    """Make up records as a municipality has them, under the names of iJw messages.

    Parameters
    ----------
    youths : int
        How many receive help.
    seed : int
        The same seed gives the same records on every machine.

    Returns
    -------
    dict of str to dict
        Tables: assignments, starts, stops; goals, changes, answers, attained; participants and population of an open
        activity. All of them made up.
    """
    names = {
        "assignments": ("client", "huishouden", "toewijzing", "aanbieder", "wijk", "toewijzingsdatum"),
        "starts": ("toewijzing", "begindatum"),
        "stops": ("toewijzing", "einddatum", "reden_beeindiging", "zonder_hulp"),
        "goals": ("client", "wijk", "doel", "deeldoel", "behaald", "gewicht", "jaar"),
        "changes": ("client", "wijk", "voormeting", "nameting", "jaar"),
        "answers": ("client", "wijk", "vraag", "antwoord", "jaar"),
        "attained": ("client", "wijk", "uitkomst", "start", "stop"),
        "participants": ("client", "doelgroep", "wijk"),
    }
    made: dict[str, dict[str, list[Any]]] = {
        name: {column: [] for column in columns} for name, columns in names.items()
    }
    for youth in range(youths):
        chances = _Chances(seed, youth)
        who, household = f"y{youth}", f"h{youth * 3 // 4}"
        area = chances.among(AREAS)
        day = FIRST + datetime.timedelta(days=int(620 * youth / youths))
        for spell in range(3):
            number = f"{youth}-{spell}"
            decided = day - datetime.timedelta(days=chances.days(25))
            _add(made["assignments"], who, household, number, chances.among(PROVIDERS), area, decided)
            _add(made["starts"], number, day)
            stop = day + datetime.timedelta(days=chances.days(190))
            if stop > LAST:
                break
            asked = chances.of((("ja", 0.42), ("nee", 0.28), ("", 0.3)))
            _add(made["stops"], number, stop, chances.of(REASONS), asked)
            _after_help(made, chances, who, area, number, stop.year)
            if not chances.yes(0.3):
                break
            day = stop + datetime.timedelta(days=31 + chances.days(150))
            if day > LAST:
                break
        _grown_up(made, chances, who, area)
        if chances.yes(0.4):
            groups = [name for name, chance in (("lone parents", 0.2), ("low literacy", 0.15)) if chances.yes(chance)]
            unknown = chances.yes(0.1)
            for group in [""] if unknown or not groups else groups:
                # Who is in neither target group is known to be so by a row of the whole.
                _add(made["participants"], who, group or ("" if unknown else "all"), area)
    made["population"] = {
        "doelgroep": [group for group in RESIDENTS for _ in AREAS],
        "wijk": [area for _ in RESIDENTS for area in AREAS],
        "inwoners": [people for per_area in RESIDENTS.values() for people in per_area],
    }
    return made


def _after_help(
    made: dict[str, dict[str, list[Any]]], chances: _Chances, who: str, area: str, number: str, year: int
) -> None:
    """What is asked and measured when help ends."""
    for goal, parts in (("school", ("on time", "homework")), ("home", ("calm evenings",))):
        for part in parts:
            reached = "" if chances.yes(0.12) else ("ja" if chances.yes(0.64) else "nee")
            _add(made["goals"], who, area, f"{goal} {number}", part, reached, 2.0 if part == "on time" else 1.0, year)
    before = chances.score(24.0, 6.0)
    after = None if chances.yes(0.25) else round(before - 6.0 + chances.score(0.0, 6.0), 1)
    _add(made["changes"], who, area, before, after, year)
    for item, shift in (("perceived_usefulness", 0.0), ("satisfaction", 0.12)):
        agrees = chances.of((("5", 0.3 + shift), ("4", 0.36), ("3", 0.18 - shift / 2), ("2", 0.1), ("1", 0.06)))
        _add(made["answers"], who, area, item, None if chances.yes(0.35) else int(agrees), year)


def _grown_up(made: dict[str, dict[str, list[Any]]], chances: _Chances, who: str, area: str) -> None:
    """What somebody of eighteen or older has: a diploma, work, a home; and what was lost again."""
    if not chances.yes(0.35):
        return
    for outcome, chance, lost in (("diploma", 0.6, 0.0), ("work", 0.55, 0.3), ("home", 0.7, 0.15)):
        if chances.yes(0.06):
            continue  # nobody knows
        start = FIRST + datetime.timedelta(days=chances.days(250)) if chances.yes(chance) else None
        stop = start + datetime.timedelta(days=chances.days(200)) if start and chances.yes(lost) else None
        _add(made["attained"], who, area, outcome, start, stop)
