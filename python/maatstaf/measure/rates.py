# SPDX-License-Identifier: Apache-2.0
"""Counts, rates, ratios, proportions and means with their limits."""

from __future__ import annotations

from typing import Any

from maatstaf import _core
from maatstaf._core import Measures
from maatstaf.measure._inputs import Columns, Level, levels


def count(
    events: Any,
    *,
    data: Any = None,
    group_by: Any = None,
    method: str = "exact",
    exact_below: float = 10,
    level: Level = 0.95,
    missing: str = "empty",
    fractional: bool = False,
) -> Measures:
    """Give counts with the limits of the number to expect.

    Parameters
    ----------
    events : array or str
        Counts, or the name of a column of `data`.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    group_by : str or list of str or mapping or array, optional
        Columns of `data`, or labels themselves: rows with the same ones are added up.
    method : {'exact', 'mid_p', 'byar'}
        How limits are made.
    exact_below : float
        Counts below this have exact limits where the method is 'byar'.
    level : float or sequence of float
        Levels of confidence, each between 0 and 1.
    missing : {'empty', 'skip', 'zero'}
        What a row with a missing cell does to its group: leave it empty, be left out of it, or count as no events.
    fractional : bool
        Counts may be weighted or estimated; their limits are then approximate.

    Returns
    -------
    Measures
        value, low, high, n, left_out, method, reason.

    Raises
    ------
    DataError
        On a negative or (unless allowed) fractional count, with its row.
    """
    columns = Columns(data)
    made = _core.measure_count(
        columns.numbers(events, "events"),
        columns.groups(group_by),
        method=method,
        exact_below=exact_below,
        level=levels(level),
        missing=missing,
        fractional=fractional,
    )
    return columns.keep(made)


def rate(
    events: Any,
    population: Any,
    *,
    data: Any = None,
    group_by: Any = None,
    per: float = 100_000,
    method: str = "byar",
    exact_below: float = 10,
    level: Level = 0.95,
    missing: str = "empty",
    fractional: bool = False,
) -> Measures:
    """Events per so many people, with limits.

    Parameters
    ----------
    events, population : array or str
        Counts and the people (or years) among whom they were counted, or names of columns of `data`.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    group_by : str or list of str or mapping or array, optional
        Columns of `data`, or labels themselves: rows with the same ones are added up.
    per : float
        People that the rate is of.
    method : {'byar', 'exact', 'mid_p'}
        How limits are made.
    exact_below : float
        Counts below this have exact limits where the method is 'byar'; 0 for none.
    level : float or sequence of float
        Levels of confidence, each between 0 and 1.
    missing : {'empty', 'skip', 'zero'}
        What a row with a missing cell does to its group: leave it empty, be left out of it, or count as no events.
    fractional : bool
        Counts may be weighted or estimated; their limits are then approximate.

    Returns
    -------
    Measures
        value, low, high, n (people), count, left_out, method, reason.

    Raises
    ------
    DataError
        On a negative number, a fractional count, or events where there are no people.
    """
    columns = Columns(data)
    made = _core.measure_rate(
        columns.numbers(events, "events"),
        columns.numbers(population, "population"),
        columns.groups(group_by),
        per=per,
        method=method,
        exact_below=exact_below,
        level=levels(level),
        missing=missing,
        fractional=fractional,
    )
    return columns.keep(made)


def ratio(
    observed: Any,
    expected: Any,
    *,
    data: Any = None,
    group_by: Any = None,
    per: float = 1,
    method: str = "byar",
    exact_below: float = 10,
    level: Level = 0.95,
    missing: str = "empty",
    fractional: bool = False,
) -> Measures:
    """Observed over expected events, with the limits of what was observed.

    Parameters
    ----------
    observed, expected : array or str
        Counts and what was expected, or names of columns of `data`.
    data, group_by, method, exact_below, level, missing, fractional
        See `rate`.
    per : float
        1, or 100 for percentages.

    Returns
    -------
    Measures
        value, low, high, n (expected), observed, expected, left_out, method, reason.

    Raises
    ------
    DataError
        On a negative number, a fractional count, or events where none are expected.
    """
    columns = Columns(data)
    made = _core.measure_ratio(
        columns.numbers(observed, "observed"),
        columns.numbers(expected, "expected"),
        columns.groups(group_by),
        per=per,
        method=method,
        exact_below=exact_below,
        level=levels(level),
        missing=missing,
        fractional=fractional,
    )
    return columns.keep(made)


def proportion(
    numerator: Any,
    denominator: Any,
    *,
    data: Any = None,
    group_by: Any = None,
    per: float = 1,
    method: str = "wilson",
    level: Level = 0.95,
    missing: str = "empty",
    fractional: bool = False,
) -> Measures:
    """Give a part of a whole, with limits.

    Parameters
    ----------
    numerator, denominator : array or str
        How many of how many, or names of columns of `data`.
    data, group_by, level, missing, fractional
        See `rate`.
    per : float
        1 for proportions, 100 for percentages.
    method : {'wilson', 'jeffreys', 'exact', 'mid_p'}
        How limits are made; 'exact' is Clopper-Pearson.

    Returns
    -------
    Measures
        value, low, high, n, count, left_out, method, reason.

    Raises
    ------
    DataError
        On a numerator above its denominator, a negative number, or a fractional count.
    """
    columns = Columns(data)
    made = _core.measure_proportion(
        columns.numbers(numerator, "numerator"),
        columns.numbers(denominator, "denominator"),
        columns.groups(group_by),
        per=per,
        method=method,
        level=levels(level),
        missing=missing,
        fractional=fractional,
    )
    return columns.keep(made)


def mean(
    values: Any, *, data: Any = None, group_by: Any = None, level: Level = 0.95, missing: str = "skip"
) -> Measures:
    """Means with limits of Student's t.

    Parameters
    ----------
    values : array or str
        One value per person, or the name of a column of `data`.
    data, group_by, level
        See `rate`; without `group_by` the mean of all values.
    missing : {'skip', 'empty', 'zero'}
        What a missing value does to its group.

    Returns
    -------
    Measures
        value, low, high, n, sd, se, left_out, method, reason.

    Raises
    ------
    DataError
        On an infinite value.
    """
    columns = Columns(data)
    made = _core.measure_mean(
        columns.numbers(values, "values"), columns.groups(group_by), level=levels(level), missing=missing
    )
    return columns.keep(made)
