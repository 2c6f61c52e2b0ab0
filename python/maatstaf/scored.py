# SPDX-License-Identifier: Apache-2.0
"""The figures of a read-out: changes of indicators against the country, and the outcome of an ambition."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from . import _core

if TYPE_CHECKING:
    from ._core import Panel, ScoreModel
    from .subject import Subject


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
    without_margin : bool
        True when the source gives no margin for any of these figures.
    against_se : dict of str to float
        Standard error of `against`, by unit; NaN where a margin is not known.
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
    without_margin: bool
    against_se: Mapping[str, float] = field(default_factory=dict)
    population: str = ""


def values_of(panel: Panel, indicator: str, what: str = "value") -> dict[str, list[float]]:
    """Return one part of the cells of an indicator, by unit, in the order of the periods; NaN where there is none."""
    columns = [[float(each) for each in panel.values(indicator, period, what)] for period in panel.periods]
    return {unit.id: [column[at] if column else math.nan for column in columns] for at, unit in enumerate(panel.units)}


def change_of(subject: Subject, indicator: str, reference: str) -> Change:
    """Return how an indicator changed from the first to the last period in which it was measured.

    The values are those of the panel, whatever the direction of the indicator. A score gives the margins, because it
    derives them from counts too; an indicator that does not score has those of the panel.
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
    se = {unit: math.hypot(row[first], row[last]) for unit, row in _margins(subject, indicator).items()}
    return Change(
        indicator=indicator,
        heading=item.name or indicator,
        unit=item.unit,
        periods=periods,
        reference=reference,
        values={unit: tuple(row[at] for at in measured) for unit, row in values.items()},
        change=change,
        against={unit: each - background for unit, each in change.items()},
        without_margin=all(math.isnan(each) for each in se.values()),
        against_se={unit: math.hypot(each, se.get(reference, math.nan)) for unit, each in se.items()},
        population=item.population,
    )


def _margins(subject: Subject, indicator: str) -> dict[str, list[float]]:
    """Return the standard errors of an indicator, by unit, in the order of the periods; NaN where not known."""
    panel = subject.panel
    scores = outcome_model(subject, normalise="identity").score(panel)
    if indicator not in scores.items:
        return values_of(panel, indicator, "se")
    return {unit.id: [scores.cell(indicator, unit.id, at).se for at in panel.periods] for unit in panel.units}


def outcome_model(
    subject: Subject, *, normalise: Literal["zscore", "identity"] = "zscore", weight_set: str = ""
) -> ScoreModel:
    """Return the score model of a read-out, frozen on its reference; of the example: on all Dutch districts of 2016."""
    from . import Panel, ScoreModel

    model = ScoreModel(subject.framework, normalise=normalise, weight_set=weight_set)
    if isinstance(subject.reference, Panel):
        return model.fit(subject.reference)
    return model.fit(None, subject.reference)
