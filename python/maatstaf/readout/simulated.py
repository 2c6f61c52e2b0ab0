# SPDX-License-Identifier: Apache-2.0
"""The blocks of a read-out on made-up measurements of contributions, each with counts and intervals."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations
from typing import TYPE_CHECKING, Any

from ..layout import Block, Cell, Column, Grid, Line, Row
from ..simulated import CHANCES, GOALPOSTS, PERIODS, WEIGHTS
from ..wording import listing, number, words

if TYPE_CHECKING:
    from ..examples import Example

# Entries of the catalogue, by what they name.
QUESTIONS = {
    "reach": "simulated_column_reach",
    "useful": "simulated_column_useful",
    "goal": "simulated_column_goal",
}
GROUP_NAMES = {
    "low_literacy": "simulated_group_low_literacy",
    "lone_parents": "simulated_group_lone_parents",
    "youth": "simulated_group_youth",
}
LINKS = {"core": "simulated_link_core", "side": "simulated_link_side"}
DRAWS = 20_000  # so that the ends of intervals are good to the decimal that is shown
TELLING = 0.95  #: two contributions are told apart when one is above the other with a probability above this
TRACE_ENDS = {
    "no_result": "simulated_serves_no_result",
    "unknown_code": "simulated_serves_unknown_code",
    "no_code": "simulated_serves_no_code",
}


@contextmanager
def said_here() -> Iterator[None]:
    """Keep the warnings of a call to ourselves: the read-out says the same, in the language of the reader."""
    from .. import MaatstafWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MaatstafWarning)
        yield


def simulated_blocks(example: Example) -> tuple[Block, ...]:
    """Return the blocks on the simulated measurements of an example; the first says that they are made up."""
    parts = _Parts(example)
    return (
        parts.explanation(),
        parts.spending(),
        parts.criteria(),
        parts.groups(),
        parts.districts(),
        parts.links(),
        parts.weights(),
    )


class _Parts:
    def __init__(self, example: Example) -> None:
        from .. import ScoreModel

        self.example, self.language, self.made = example, example.language, example.simulated
        self.framework, self.period = self.made.framework, PERIODS[1]
        self.place = next(unit for unit in example.panel.units if unit.kind == "municipality")
        as_they_are = ScoreModel(self.framework, normalise="identity").fit(self.made.panel)
        self.shares = as_they_are.score(self.made.panel, view="contributions", draws=DRAWS)
        self.group_shares = as_they_are.score(self.made.groups, view="contributions", draws=DRAWS)
        self.level = number(100 * self.shares.options["confidence"], 0, self.language)

    def words(self, name: str, /, **parameters: object) -> str:
        return words(name, self.language, **parameters)

    def number(self, value: float, decimals: int = 1, *, signed: bool = False) -> str:
        return number(value, decimals, self.language, signed=signed)

    def percent(self, probability: float) -> str:
        """Return a probability in %, never as certain: below 1 and above 99 are shown as such."""
        if math.isnan(probability):
            return number(probability, 0, self.language)
        if probability < 0.01:
            return "< 1"
        return "> 99" if probability > 0.99 else self.number(100 * probability, 0)

    def organisation(self) -> str:
        id = self.framework[next(iter(CHANCES))].organisation
        return next(str(party.name) for party in self.framework.parties if party.id == id)

    def explanation(self) -> Block:
        return Block(
            self.words("simulated_section"),
            sentences=(
                self.words(
                    "simulated_explanation",
                    place=self.place.name,
                    organisation=self.organisation(),
                    seed=self.made.seed,
                ),
            ),
        )

    def spending(self) -> Block:
        """Return which result the spending should serve, what serves none first: that comes before any score."""
        with said_here():
            trace = self.made.deliveries.trace(self.framework)
        table = trace.to_frame("dict")
        known = {activity.id: activity.name for activity in self.framework.activities}
        rows = []
        for at, activity in enumerate(map(str, table["activity"])):
            end, cost, share = str(table["trace"][at]), float(table["cost"][at]), float(table["share"][at])
            rows.append(
                Row(
                    activity or "-",
                    known.get(activity, activity) or self.words("simulated_activity_unknown"),
                    (
                        Cell(
                            str(table["results"][at]).replace("; ", ", ")
                            if end == "result"
                            else self.words(TRACE_ENDS[end])
                        ),
                        Cell(self.number(float(table["deliveries"][at]), 0), float(table["deliveries"][at])),
                        Cell(self.number(cost, 0), cost),
                        Cell(self.number(100 * share), 100 * share),
                    ),
                )
            )
        columns = (
            Column(self.words("simulated_column_serves"), numeric=False),
            Column(self.words("simulated_column_deliveries")),
            Column(self.words("simulated_column_cost")),
            Column(self.words("simulated_column_spending_share")),
        )
        said = [self.amounts_in(caveat) for caveat in trace.caveats]
        without = [caveat.name == "untraced_spending" for caveat in trace.caveats]
        return Block(
            self.words("simulated_spending_section"),
            sentences=(
                self.words("simulated_spending_explanation"),
                *(text for text, loud in zip(said, without, strict=True) if not loud),
            ),
            warnings=tuple(text for text, loud in zip(said, without, strict=True) if loud),
            grid=Grid(self.words("simulated_column_activity"), columns, tuple(rows)),
        )

    def amounts_in(self, caveat: Any) -> str:
        """Return a caveat with its amounts written as people write them."""
        amounts = {
            name: self.number(float(value), 0) if name in {"cost", "total"} else value
            for name, value in caveat.parameters.items()
        }
        return self.words(caveat.name, **amounts)

    def share(self, scores: Any, indicator: str, unit: str) -> tuple[Cell, ...]:
        """Return a share, its interval and the number of people behind it."""
        cell = scores.cell(indicator, unit, self.period, view="contributions")
        return (
            Cell(self.number(cell.value), cell.value),
            Cell(self.words("readout_range", low=self.number(cell.low), high=self.number(cell.high))),
            Cell(self.number(cell.n, 0), cell.n),
        )

    def share_columns(self, group: str) -> tuple[Column, ...]:
        return (
            Column("%", group),
            Column(self.words("simulated_interval", level=self.level), group),
            Column("n", group),
        )

    def criteria(self) -> Block:
        columns = [column for question in GOALPOSTS for column in self.share_columns(self.words(QUESTIONS[question]))]
        rows = [
            Row(
                id,
                id,
                tuple(
                    cell
                    for question in GOALPOSTS
                    for cell in self.share(self.shares, f"{id}.{question}", self.place.id)
                ),
            )
            for id in CHANCES
        ]
        return Block(
            self.words("simulated_criteria_section"),
            lines=tuple(Line(id, self.framework[id].name) for id in CHANCES),
            grid=Grid(self.words("simulated_column_contribution"), tuple(columns), tuple(rows)),
        )

    def groups(self) -> Block:
        rows = [
            Row(unit.id, self.words(GROUP_NAMES[unit.id]), self.share(self.group_shares, "B-A.reach", unit.id))
            for unit in self.made.groups.units
        ]
        return Block(
            self.words("simulated_reach_section", id="B-A"),
            sentences=(self.words("simulated_groups_overlap"),),
            grid=Grid(self.words("simulated_column_group"), self.share_columns(""), tuple(rows)),
        )

    def districts(self) -> Block:
        rows, warnings = [], []
        for unit in self.example.panel.units:
            cell = (
                self.shares.cell("B-A.useful", unit.id, self.period, view="contributions")
                if unit.id in self.measured
                else None
            )
            if cell is None or unit.kind != "district":
                continue
            rows.append(Row(unit.id, unit.name, self.share(self.shares, "B-A.useful", unit.id)))
            if any(caveat.name == "small_n" for caveat in cell.caveats):
                warnings.append(
                    self.words(
                        "simulated_unreliable",
                        district=unit.name,
                        n=self.number(cell.n, 0),
                        low=self.number(cell.low, 0),
                        high=self.number(cell.high, 0),
                    )
                )
        return Block(
            self.words("simulated_districts_section", id="B-A"),
            warnings=tuple(warnings),
            grid=Grid(self.words("readout_column_unit"), self.share_columns(""), tuple(rows)),
        )

    @property
    def measured(self) -> set[str]:
        return {unit.id for unit in self.made.panel.units}

    def links(self) -> Block:
        from .. import check_side_links

        with said_here():
            checked = check_side_links(self.framework, self.made.panel, PERIODS[0], PERIODS[1]).to_frame("dict")
        at = next(
            at
            for at, unit in enumerate(checked["unit"])
            if unit == self.place.id and checked["activity"][at] == "taalcursus"
        )
        columns = (
            *(Column(period) for period in PERIODS),
            Column(self.words("readout_column_change")),
            Column(self.words("simulated_column_probability")),
        )
        rows = []
        for kind in ("core", "side"):
            id = str(checked[f"{kind}_indicator"][at])
            values = [self.value(id, period) for period in PERIODS]
            change, probability = float(checked[f"{kind}_change"][at]), float(checked[f"{kind}_probability"][at])
            rows.append(
                Row(
                    id,
                    self.words(LINKS[kind], indicator=self.framework[id].name),
                    (
                        *(Cell(self.number(value) + "%", value) for value in values),
                        Cell(self.number(change, signed=True), change),
                        Cell(self.percent(probability) + "%", probability),
                    ),
                )
            )
        name = self.framework["taalcursus"].name
        warnings = (
            (
                self.words(
                    "simulated_side_warning",
                    activity=name,
                    side=self.framework["course.meeting"].name,
                    core=self.framework["course.language"].name,
                ),
            )
            if checked["ask"][at]
            else ()
        )
        return Block(
            self.words("simulated_links_section", activity=name),
            warnings=warnings,
            grid=Grid(self.words("readout_column_indicator", name="Indicator"), columns, tuple(rows)),
        )

    def value(self, indicator: str, period: str) -> float:
        return float(self.shares.cell(indicator, self.place.id, period, view="contributions").value)

    def weights(self) -> Block:
        from .. import ScoreModel, weight_shift

        scores = {
            owner: ScoreModel(self.framework, normalise="goalposts", weight_set=owner)
            .fit(self.made.panel)
            .score(self.made.panel, view="contributions")
            for owner in WEIGHTS
        }
        first, second = scores
        group = {owner: self.words("simulated_weights_named", body=self.framework[owner].body) for owner in scores}
        columns = tuple(
            Column(title, group[owner])
            for owner in scores
            for title in (self.words("simulated_column_score"), self.words("simulated_interval", level=self.level))
        )
        difference = self.words("simulated_column_difference")
        columns += (
            Column(self.words("readout_column_change"), difference),
            Column(self.words("simulated_interval", level=self.level), difference),
            Column(self.words("simulated_column_higher"), difference),
        )
        rows = []
        for id in CHANCES:
            cells: list[Cell] = []
            for result in scores.values():
                cell = result.cell(id, self.place.id, self.period, view="contributions")
                cells += [Cell(self.number(cell.value, 2), cell.value), Cell(self.range(cell.low, cell.high))]
            moved = weight_shift(scores[first], scores[second], id, self.place.id, self.period, "contributions")
            change = moved.change
            rows.append(
                Row(
                    id,
                    id,
                    (
                        *cells,
                        Cell(self.number(change.value, 2, signed=True), change.value),
                        Cell(self.range(change.low, change.high, signed=True)),
                        Cell(self.percent(moved.probability) + "%", moved.probability),
                    ),
                )
            )
        return Block(
            self.words("simulated_weights_section"),
            sentences=(self.score_scale(), *self.told_apart(scores), self.words("simulated_change_known")),
            lines=tuple(Line(self.framework[owner].body, self.weight_text(owner)) for owner in scores),
            grid=Grid(self.words("simulated_column_contribution"), columns, tuple(rows)),
        )

    def range(self, low: float, high: float, *, signed: bool = False) -> str:
        return self.words(
            "readout_range", low=self.number(low, 2, signed=signed), high=self.number(high, 2, signed=signed)
        )

    def score_scale(self) -> str:
        """Return what a score of 0 and of 1 stands for."""
        goalposts = [
            self.words(
                "simulated_goalposts",
                criterion=self.words(QUESTIONS[question]).lower(),
                low=self.number(low, 0),
                high=self.number(high, 0),
            )
            for question, (low, high) in GOALPOSTS.items()
        ]
        return self.words("simulated_score_scale", goalposts="; ".join(goalposts))

    def weight_text(self, owner: str) -> str:
        weights = {each.item: each.weight for each in self.framework[owner].weights}
        own = self.framework[owner]
        parts = [
            f"{self.words(QUESTIONS[question]).lower()} {self.number(weights['B-A.' + question], 0)}"
            for question in GOALPOSTS
        ]
        return self.words("simulated_weights_owner", date=own.date, reference=own.reference, weights=", ".join(parts))

    def told_apart(self, scores: dict[str, Any]) -> list[str]:
        """Return which contributions the answers can tell apart under each set of weights, and which not.

        Nothing is put in order: the contributions of a pair stand in the order of the framework.
        """
        found: dict[str, list[tuple[str, str]]] = {}
        out = []
        for owner, result in scores.items():
            cells = {id: result.cell(id, self.place.id, self.period, view="contributions") for id in CHANCES}
            pairs = list(combinations(cells, 2))
            found[owner] = [pair for pair in pairs if self.are_apart(*(cells[id] for id in pair))]
            others = [pair for pair in pairs if pair not in found[owner]]
            body = self.framework[owner].body
            if found[owner]:
                out.append(
                    self.words(
                        "simulated_told_apart",
                        body=body,
                        pairs=self.pairs(found[owner]),
                        share=self.number(100 * TELLING, 0),
                    )
                )
            if others:
                out.append(self.words("simulated_not_told_apart", body=body, pairs=self.pairs(others)))
        one, other = found.values()
        return [*out, self.words("simulated_weights_decide")] if one != other else out

    def are_apart(self, first: Any, second: Any) -> bool:
        from ..score import probability_met

        # The contributions have answers of their own, so their errors are independent.
        above = probability_met(first.value - second.value, math.hypot(first.se, second.se), target=0.0)
        return max(above, 1.0 - above) > TELLING

    def pairs(self, pairs: list[tuple[str, str]]) -> str:
        return listing(
            [self.words("simulated_pair", first=first, second=second) for first, second in pairs], self.language
        )
