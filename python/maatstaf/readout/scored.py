# SPDX-License-Identifier: Apache-2.0
"""The figures of a read-out: changes of indicators against the country, and the outcome of an ambition."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .. import _core

if TYPE_CHECKING:
    from .._core import Indicator, Panel, ScoreModel, ScoreResult
    from .subject import Subject


#: Lower and upper end of an interval.
Ends = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Change:
    """How one indicator changed in every unit, and against the country.

    Attributes
    ----------
    indicator, heading, unit : str
        Id, name and unit of the indicator.
    periods : tuple of str
        Periods with at least one figure, the first and last of which are compared.
    values : dict of str to tuple of float
        Value per period, by unit; NaN where there is none.
    change, against : dict of str to float
        Last minus first, and that minus the change of the reference; by unit.
    reference : str
        Id of the unit whose change is the background; empty without one.
    interval, against_interval : dict of str to (float, float)
        Ends of the 95% intervals of `change` and `against`, by unit; NaN where a margin is not known.
    limits : dict of str to tuple of (float, float)
        Ends of the 95% intervals of `values`.
    population : str
        About whom the indicator speaks.
    """

    indicator: str
    heading: str
    unit: str
    periods: tuple[str, ...]
    values: Mapping[str, tuple[float, ...]]
    change: Mapping[str, float]
    against: Mapping[str, float]
    reference: str
    interval: Mapping[str, Ends] = field(default_factory=dict)
    against_interval: Mapping[str, Ends] = field(default_factory=dict)
    limits: Mapping[str, tuple[Ends, ...]] = field(default_factory=dict)
    population: str = ""

    @property
    def decimals(self) -> int:
        """With how many decimals its figures say something: by their size, and so that not every change becomes 0."""
        sizes = [abs(value) for row in self.values.values() for value in row if not math.isnan(value)]
        top = max(sizes, default=0.0)
        decimals = 0 if top >= 1000.0 else 1
        if 0.0 < top < 1.0:
            decimals = 1 - math.floor(math.log10(top))
        moved = max((abs(each) for each in self.change.values() if not math.isnan(each)), default=0.0)
        if moved > 1e-9 * top and round(moved, decimals) == 0.0:
            decimals = -math.floor(math.log10(moved))
        return min(decimals, 9)

    def known(self, units: Iterable[str]) -> list[str]:
        """Return those of `units` whose change is known, and how sure it is."""
        return [unit for unit in units if not math.isnan(sum(self.interval[unit]))]

    def bare(self, units: Iterable[str]) -> list[str]:
        """Return those of `units` whose change is known, and nothing of how sure it is."""
        return [unit for unit in units if not math.isnan(self.change[unit]) and math.isnan(sum(self.interval[unit]))]


def values_of(panel: Panel, indicator: str) -> dict[str, list[float]]:
    """Return the values of an indicator, by unit, in the order of the periods; NaN where there is none."""
    columns = [[float(each) for each in panel.values(indicator, period)] for period in panel.periods]
    return {unit.id: [column[at] if column else math.nan for column in columns] for at, unit in enumerate(panel.units)}


def change_of(subject: Subject, indicator: str, reference: str) -> Change:
    """Return how an indicator changed from the first to the last period in which it was measured.

    The values are those of the panel, whatever the direction of the indicator.
    """
    item, panel = subject.framework[indicator], subject.panel
    values = values_of(panel, indicator)
    measured = [at for at in range(len(panel.periods)) if any(not math.isnan(row[at]) for row in values.values())]
    periods = tuple(str(panel.periods[at]) for at in measured)
    if len(periods) < 2:
        _core._refuse_argument("readout_one_period", indicator=indicator, got=", ".join(periods))
    first, last = measured[0], measured[-1]
    change = {unit: row[last] - row[first] for unit, row in values.items()}
    background = change.get(reference, math.nan)
    scores = _as_they_are(panel, item)
    moved = changes_of(scores, indicator, periods[0], periods[-1], reference)
    cells = {unit: [scores.cell(indicator, unit, panel.periods[at]) for at in measured] for unit in values}
    return Change(
        indicator=indicator,
        heading=item.name or indicator,
        unit=item.unit,
        periods=periods,
        reference=reference,
        values={unit: tuple(row[at] for at in measured) for unit, row in values.items()},
        change=change,
        against={unit: each - background for unit, each in change.items()},
        interval={unit: (row["low"], row["high"]) for unit, row in moved.items()},
        against_interval={unit: (row["against_low"], row["against_high"]) for unit, row in moved.items()},
        limits={unit: tuple((cell.low, cell.high) for cell in row) for unit, row in cells.items()},
        population=item.population,
    )


def _as_they_are(panel: Panel, item: Indicator) -> ScoreResult:
    """Return the values of an indicator as scores of their own, which have margins from standard errors and counts.

    The framework has no say in it: also what it does not score, divides or holds against a target has a margin.
    """
    from .. import Ambition, Domain, Framework, Indicator, LifeArea, Result, ScoreModel

    domain, area, ambition, result = [id for id in ("d", "l", "a", "r", "x") if id != item.id][:4]
    alone = Framework("-")
    for each in (
        Domain(domain),
        LifeArea(area, parent=domain),
        Ambition(ambition, parent=area),
        Result(result, parent=ambition),
        Indicator(item.id, parent=result, scale=item.scale),
    ):
        alone.add(each)
    values = panel.select_indicators([item.id])
    return ScoreModel(alone, normalise="identity").fit(values).score(values)


def changes_of(
    scores: ScoreResult, item: str, first: str, last: str, reference: str = ""
) -> dict[str, dict[str, float]]:
    """Return the change of an item and its intervals by unit, as `ScoreResult.change` gives them; NaN where unknown."""
    columns = scores.change(first, last, reference_unit=reference).to_frame("dict")
    wanted = ("change", "low", "high", "against_low", "against_high")
    return {
        unit: {name: float(columns[name][at]) for name in wanted}
        for at, (unit, row) in enumerate(zip(columns["unit"], columns["item"], strict=True))
        if row == item
    }


def outcome_model(subject: Subject, *, weight_set: str = "", area_weights: tuple[str, ...] = ()) -> ScoreModel:
    """Return the score model of a read-out, frozen on its reference; of the example: on all Dutch districts of 2016."""
    from .. import Panel, ScoreModel

    model = ScoreModel(subject.framework, normalise="zscore", weight_set=weight_set, area_weights=list(area_weights))
    if isinstance(subject.reference, Panel):
        return model.fit(subject.reference)
    return model.fit(None, subject.reference)
