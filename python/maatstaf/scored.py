# SPDX-License-Identifier: Apache-2.0
"""The figures of a read-out: changes of indicators against the country, and the outcome of an ambition."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from . import _core

if TYPE_CHECKING:
    from ._core import ScoreModel
    from .examples import Example
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


def change_of(subject: Subject | Example, indicator: str, reference: str) -> Change:
    """Return how an indicator changed from the first to the last period in which it was measured.

    The differences are those of scores that are the values themselves (`normalise="identity"`), which turns
    lower-is-better indicators round; here they are turned back.
    """
    item = subject.framework[indicator]
    turn = -1.0 if item.direction == "lower" else 1.0
    panel = subject.panel
    scores = outcome_model(subject, normalise="identity").score(panel)
    values = {
        unit.id: tuple(turn * scores.cell(indicator, unit.id, period).value for period in panel.periods)
        for unit in panel.units
    }
    measured = [at for at in range(len(panel.periods)) if any(not math.isnan(row[at]) for row in values.values())]
    periods = tuple(str(panel.periods[at]) for at in measured)
    if len(periods) < 2:
        _core._refuse_argument("readout_one_period", indicator=indicator, got=", ".join(periods))
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
    subject: Subject | Example, *, normalise: Literal["zscore", "identity"] = "zscore", weight_set: str = ""
) -> ScoreModel:
    """Return the score model of a read-out, frozen on its reference; of the example: on all Dutch districts of 2016."""
    from . import Panel, ScoreModel

    model = ScoreModel(subject.framework, normalise=normalise, weight_set=weight_set)
    if isinstance(subject.reference, Panel):
        return model.fit(subject.reference)
    return model.fit(None, subject.reference)
