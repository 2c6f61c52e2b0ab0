# SPDX-License-Identifier: Apache-2.0
"""How unequally something is spread over people."""

from __future__ import annotations

from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Measures
from maatstaf.measure._inputs import Columns, Level, levels


def quantile_groups(
    values: Any, count: int, *, data: Any = None, group_by: Any = None, highest_first: bool = False
) -> Any:
    """Put each value into one of `count` equal groups.

    Parameters
    ----------
    values : array or str
        Values, or the name of a column of `data`.
    count : int
        How many groups: 5 for fifths, 10 for tenths.
    data, group_by
        See `rate`; ranks are then made within each group.
    highest_first : bool
        Group 1 holds the highest values instead of the lowest.

    Returns
    -------
    numpy.ndarray
        1 .. `count` per row; NaN for a missing value, and where there are fewer values than groups.

    Raises
    ------
    ArgumentError
        When `count` is below 1.
    """
    columns = Columns(data)
    numbers = columns.numbers(values, "values")
    return _core.measure_quantile_groups(numbers, count, columns.groups(group_by), highest_first)


def slope_index(
    value: Any,
    population: Any,
    *,
    quantile: Any = None,
    se: Any = None,
    low: Any = None,
    high: Any = None,
    data: Any = None,
    group_by: Any = None,
    kind: str = "plain",
    transform: bool = False,
    per: float = 1,
    level: Level = 0.95,
    limits_level: float = 0.95,
) -> Measures:
    """Give the slope index of inequality: the difference over the whole range of deprivation.

    Parameters
    ----------
    value, population : array or str
        The measure and the people of every group of deprivation, or names of columns of `data`.
    quantile : array or str, optional
        The order of the groups, most deprived first; else the order of the rows.
    se : array or str, optional
        Standard errors on the scale of `kind`; or
    low, high : array or str, optional
        limits of the values, from which standard errors are taken.
    data, group_by, level
        See `rate`; without `group_by` all rows are one.
    kind : {'plain', 'rate', 'proportion'}
        On which scale margins are even: the value, its logarithm, its log odds.
    transform : bool
        Fit the line on that scale too, and turn its ends back.
    per : float
        Of the slope: 100 for percentages. Below 0 the direction is turned round.
    limits_level : float
        Level of `low` and `high`.

    Returns
    -------
    Measures
        value, low, high, n, intercept, se, method, reason.

    Raises
    ------
    ArgumentError
        When neither `se` nor limits are given.
    DataError
        On values that the scale does not have.
    """
    return _slope(
        value, population, quantile, se, low, high, data, group_by, relative=False,
        kind=kind, transform=transform, per=per, level=levels(level), limits_level=limits_level,
    )  # fmt: skip


def relative_index(
    value: Any,
    population: Any,
    *,
    quantile: Any = None,
    se: Any = None,
    low: Any = None,
    high: Any = None,
    data: Any = None,
    group_by: Any = None,
    kind: str = "plain",
    transform: bool = False,
    per: float = 1,
    level: Level = 0.95,
    limits_level: float = 0.95,
) -> Measures:
    """Give the relative index of inequality: the least deprived end of the line over the most deprived end.

    Parameters
    ----------
    value, population, quantile, se, low, high, data, group_by, kind, transform, per, level, limits_level
        See `slope_index`; with `per` below 0 the ratio is turned over.

    Returns
    -------
    Measures
        value, low, high, n, intercept, se, method, reason.

    Raises
    ------
    ArgumentError
        When neither `se` nor limits are given.
    DataError
        On values that the scale does not have.
    """
    return _slope(
        value, population, quantile, se, low, high, data, group_by, relative=True,
        kind=kind, transform=transform, per=per, level=levels(level), limits_level=limits_level,
    )  # fmt: skip


def concentration_index(
    values: Any,
    rank_by: Any,
    *,
    weights: Any = None,
    data: Any = None,
    group_by: Any = None,
    bounds: tuple[float, float] | None = None,
    level: Level = 0.95,
) -> Measures:
    """Concentration index: above 0 when those with a higher rank have more of it.

    Parameters
    ----------
    values, rank_by : array or str
        What is spread, and by what people are ranked (income, say, from poor to rich). With both the same: Gini.
    weights : array or str, optional
        People behind each row.
    data, group_by, level
        See `rate`; without `group_by` all rows are one group.
    bounds : tuple of float, optional
        Lowest and highest value that there could be: gives Erreygers' (2009) index.

    Returns
    -------
    Measures
        value, low, high, n (rows), se, left_out, method, reason.

    Raises
    ------
    DataError
        On a negative value.
    """
    columns = Columns(data)
    lowest, highest = bounds or (0.0, 1.0)
    made = _core.measure_concentration_index(
        columns.numbers(values, "values"),
        columns.numbers(rank_by, "rank_by"),
        columns.numbers(weights, "weights"),
        columns.groups(group_by),
        bounded=bounds is not None,
        lowest=lowest,
        highest=highest,
        level=levels(level),
    )
    return columns.keep(made)


def theil_index(
    amounts: Any,
    *,
    weights: Any = None,
    parts: Any = None,
    data: Any = None,
    group_by: Any = None,
    log_deviation: bool = False,
    level: Level = 0.95,
) -> Measures:
    """Theil's index, with the part between and within `parts`.

    Parameters
    ----------
    amounts : array or str
        Amount per person, household or area (per head), or the name of a column of `data`.
    weights : array or str, optional
        People behind each row.
    parts : array or str, optional
        Labels of parts (districts, say) between and within which the index is divided.
    data, group_by, level
        See `rate`; without `group_by` all rows are one group.
    log_deviation : bool
        The mean log deviation instead, for amounts above 0.

    Returns
    -------
    Measures
        value, low, high, n (rows), se, between, within, left_out, method, reason.

    Raises
    ------
    DataError
        On a negative amount.
    """
    columns = Columns(data)
    places = None if parts is None else np.unique(columns.labels(parts, "parts"), return_inverse=True)[1]
    made = _core.measure_theil_index(
        columns.numbers(amounts, "amounts"),
        columns.numbers(weights, "weights"),
        places,
        columns.groups(group_by),
        log_deviation=log_deviation,
        level=levels(level),
    )
    return columns.keep(made)


def _slope(
    value: Any,
    population: Any,
    quantile: Any,
    se: Any,
    low: Any,
    high: Any,
    data: Any,
    group_by: Any,
    **options: Any,
) -> Measures:
    columns = Columns(data)
    made = _core.measure_slope_index(
        columns.numbers(value, "value"),
        columns.numbers(population, "population"),
        columns.numbers(quantile, "quantile"),
        columns.numbers(se, "se"),
        columns.numbers(low, "low"),
        columns.numbers(high, "high"),
        columns.groups(group_by),
        **options,
    )
    return columns.keep(made)
