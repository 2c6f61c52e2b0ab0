# SPDX-License-Identifier: Apache-2.0
"""The figures of a read-out: changes of indicators against the country, and the outcome of an ambition."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from ._core import ScoreModel
    from .examples import Example


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
        Id of the unit whose change is the background.
    without_margin : bool
        True when the source gives no margin for any of these figures.
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


def change_of(example: Example, indicator: str, reference: str) -> Change:
    """Return how an indicator changed from the first to the last period in which it was measured.

    The differences are those of scores that are the values themselves (`normalise="identity"`), which turns
    lower-is-better indicators round; here they are turned back.
    """
    item = example.framework[indicator]
    turn = -1.0 if item.direction == "lower" else 1.0
    scores = outcome_model(example, normalise="identity").score(example.panel)
    values = {
        unit.id: tuple(turn * scores.cell(indicator, unit.id, period).value for period in example.panel.periods)
        for unit in example.panel.units
    }
    measured = [
        at for at in range(len(example.panel.periods)) if any(not math.isnan(row[at]) for row in values.values())
    ]
    periods = tuple(str(example.panel.periods[at]) for at in measured)
    table = scores.change(periods[0], periods[-1], reference_unit=reference).to_frame("dict")
    rows = [at for at, name in enumerate(table["item"]) if name == indicator]
    return Change(
        indicator=indicator,
        heading=item.name,
        unit=item.unit,
        periods=periods,
        reference=reference,
        values={unit: tuple(row[at] for at in measured) for unit, row in values.items()},
        change={str(table["unit"][at]): turn * float(table["change"][at]) for at in rows},
        against={str(table["unit"][at]): turn * float(table["against_reference"][at]) for at in rows},
        without_margin=all(math.isnan(float(table["se"][at])) for at in rows),
    )


def outcome_model(
    example: Example, *, normalise: Literal["zscore", "identity"] = "zscore", weight_set: str = ""
) -> ScoreModel:
    """Return the score model of an example, frozen on the mean and spread of all Dutch districts of 2016."""
    from . import ScoreModel

    return ScoreModel(example.framework, normalise=normalise, weight_set=weight_set).fit(None, example.reference)
