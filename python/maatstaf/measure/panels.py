# SPDX-License-Identifier: Apache-2.0
"""Work on a panel: indicators made of others, rules, what stands out, and what came in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import DerivedIndicator, Measures, Outliers, Panel, PanelRule, RuleBreaches
from maatstaf.measure._inputs import Columns, Level, levels, says_nothing


def derive(
    panel: Panel,
    indicators: Mapping[str, str] | Sequence[DerivedIndicator | Mapping[str, Any]],
    *,
    poisson_counts: bool = False,
) -> Panel:
    """Add indicators that are made of others, with their standard errors to first order.

    A cell without a standard error has that of its counts, where its scale is a proportion, rate or count.

    Parameters
    ----------
    panel : Panel
        With the indicators that expressions name.
    indicators : mapping of str to str, or sequence of DerivedIndicator or mapping
        An id with its expression: ``{"per_1000": "1000 * started / youths"}``. In it stand numbers, + - * / and
        brackets, ids (between back quotes where they hold other signs), and the functions previous, change, annualised
        and year_to_date.
    poisson_counts : bool
        A count without a standard error varies as its root.

    Returns
    -------
    Panel
        That of before and the derived ones.

    Raises
    ------
    ArgumentError
        On an unknown indicator or function, or an expression that cannot be read.
    DataError
        On an id that the panel has already.
    """
    if isinstance(indicators, Mapping):
        indicators = [{"id": name, "expression": each} for name, each in indicators.items()]
    made: Panel = _core.measure_derive(panel, list(indicators), poisson_counts=poisson_counts)
    return made


def check_rules(panel: Panel, rules: Sequence[PanelRule | tuple[str, str, str] | Mapping[str, Any]]) -> RuleBreaches:
    """Find where rules do not hold.

    Parameters
    ----------
    panel : Panel
        What is checked, in every unit and period.
    rules : sequence of (left, operator, right) or PanelRule or mapping
        Two expressions and how they must compare: ``("started", "<=", "youths")``.

    Returns
    -------
    RuleBreaches
        A row per breach; `checked` and `not_checked` per rule.

    Raises
    ------
    ArgumentError
        On an unknown indicator or operator, or an expression that cannot be read.
    """
    made = [
        dict(zip(("left", "op", "right"), each, strict=True)) if isinstance(each, tuple) else each for each in rules
    ]
    breaches: RuleBreaches = _core.measure_check_rules(panel, made)
    return breaches


def outliers(
    panel: Panel,
    *,
    method: str = "modified_z",
    threshold: float = 3.5,
    lowest: float = -np.inf,
    highest: float = np.inf,
    least_history: int = 4,
) -> Outliers:
    """Find values that stand out: to look at, not to remove.

    Parameters
    ----------
    panel : Panel
        Units of one kind are held against one another.
    method : {'modified_z', 'z', 'range', 'jump'}
        Against the other units by median and deviation (Iglewicz & Hoaglin 1993) or by mean and sd, against bounds, or
        a unit's change against the changes it had before.
    threshold : float
        Scores further than this from 0 stand out.
    lowest, highest : float
        Bounds, for 'range'.
    least_history : int
        Changes before this one, for 'jump'.

    Returns
    -------
    Outliers
        unit, indicator, period, value, score, middle; `checked` and `not_checked`.

    Raises
    ------
    ArgumentError
        On options outside their range.
    """
    found: Outliers = _core.measure_outliers(
        panel, method=method, threshold=threshold, lowest=lowest, highest=highest, least_history=least_history
    )
    return found


def timeliness(
    due: Any, received: Any, *, data: Any = None, group_by: Any = None, per: float = 1, level: Level = 0.95
) -> Measures:
    """Give the share of deliveries that came in by the day they were due.

    Parameters
    ----------
    due, received : array or str
        Dates (or numbers of days), or names of columns of `data`; a missing `received` did not come in.
    data, group_by, level
        See `rate`; without `group_by` all rows are one group.
    per : float
        1, or 100 for percentages.

    Returns
    -------
    Measures
        value, low, high, n, on_time, late, not_received, median_days_late, left_out, method, reason.

    Raises
    ------
    ArgumentError
        On columns of different length.
    """
    columns = Columns(data)
    made = _core.measure_timeliness(
        _days(columns, due, "due"), _days(columns, received, "received"), columns.groups(group_by),
        per=per, level=levels(level),
    )  # fmt: skip
    return columns.keep(made)


def _day(value: Any, argument: str, row: int) -> Any:
    try:
        return None if says_nothing(value) else np.datetime64(value, "D")
    except (TypeError, ValueError):
        _core._refuse_argument("measure_not_a_day", argument=argument, row=row, got=str(value))


def _days(columns: Columns, values: Any, argument: str) -> Any:
    if isinstance(values, str):
        values = columns.find(values, argument)
    array = np.asarray(values)
    if array.dtype.kind in "OU":
        array = np.array([_day(each, argument, row) for row, each in enumerate(array.tolist(), 1)], "datetime64[D]")
    if array.dtype.kind == "M":
        gone = np.isnat(array)
        return np.where(gone, np.nan, array.astype("datetime64[D]").astype(float))
    return columns.numbers(array, argument)
