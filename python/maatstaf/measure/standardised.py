# SPDX-License-Identifier: Apache-2.0
"""Rates as they would be with another population, and life expectancy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Measures, Table
from maatstaf.frames import as_table
from maatstaf.measure._inputs import Columns, Level, levels


def standard_population(name: str) -> Table:
    """Give a published standard population.

    Parameters
    ----------
    name : {'esp1976', 'esp2013'}
        European Standard Population: Waterhouse et al. (1976) to 85+, or Eurostat (2013) to 90+.

    Returns
    -------
    Table
        age, population (100 000 in all).

    Raises
    ------
    ArgumentError
        When there is no standard of that name.
    """
    return _core.measure_standard_population(name)


def directly_standardised_rate(
    events: Any,
    population: Any,
    *,
    standard: Any,
    strata: Any = None,
    frequency: Any = None,
    data: Any = None,
    group_by: Any = None,
    per: float = 100_000,
    method: str = "dobson",
    count_method: str = "byar",
    exact_below: float = 10,
    minimum: float = 10,
    empty_strata: str = "empty",
    level: Level = 0.95,
    missing: str = "empty",
    fractional: bool = False,
) -> Measures:
    """Rates as they would be with the strata (ages) of a standard population.

    Parameters
    ----------
    events, population : array or str
        Counts and people by group and stratum, or names of columns of `data`.
    standard : str or mapping or array
        'esp1976' or 'esp2013' (with ages in `strata`); weights by the labels of `strata`; or weights per stratum or per
        row, as an array or a column of `data`.
    strata : array, str or list of str, optional
        Labels of strata, such as '0-4', or names of columns of `data` that make them together, such as ['age', 'sex'].
        Weights by label then name them in that order, "0-4, woman". Without strata the rows of a group are its strata,
        in their order.
    frequency : array or str, optional
        Events per person, when events of one person are not independent: `events` then counts the people who had that
        many, and `strata` is needed.
    data, group_by, per, level, missing, fractional
        See `rate`; without `group_by` all rows are one group.
    method : {'dobson', 'gamma', 'tiwari'}
        How limits are made: Dobson et al. (1991), Fay & Feuer (1997), Tiwari et al. (2006).
    count_method : {'byar', 'exact', 'mid_p'}
        How limits of the total count are made, for 'dobson'.
    exact_below : float
        Totals below this have exact limits, for 'dobson'.
    minimum : float
        A group with fewer events has no value; 0 for none left empty.
    empty_strata : {'empty', 'leave_out'}
        What a stratum without people does to its group.

    Returns
    -------
    Measures
        value, low, high, n (people), count, se, strata_left_out, left_out, method, reason.

    Raises
    ------
    DataError
        On a stratum that the standard does not have, on events where there are no people, on a negative number or a
        fractional count.
    """
    columns = Columns(data)
    weights, positions, count = _weights(columns, standard, strata)
    made = _core.measure_direct(
        columns.numbers(events, "events"),
        columns.numbers(population, "population"),
        weights,
        columns.groups(group_by),
        positions,
        count,
        columns.numbers(frequency, "frequency"),
        per=per,
        method=method,
        count_method=count_method,
        exact_below=exact_below,
        minimum=minimum,
        empty_strata=empty_strata,
        level=levels(level),
        missing=missing,
        fractional=fractional,
    )
    return columns.keep(made)


def indirectly_standardised_ratio(
    events: Any,
    population: Any,
    *,
    reference: Any = None,
    reference_events: Any = None,
    reference_population: Any = None,
    strata: Any = None,
    data: Any = None,
    group_by: Any = None,
    per: float = 1,
    method: str = "byar",
    exact_below: float = 10,
    level: Level = 0.95,
    missing: str = "empty",
    fractional: bool = False,
) -> Measures:
    """Observed events over those to expect at the rates of a reference population.

    Parameters
    ----------
    events, population : array or str
        Counts and people by group and stratum, or names of columns of `data`.
    reference : table, optional
        A row per stratum, with the columns that `events`, `population` and `strata` name.
    reference_events, reference_population : array or str, optional
        Instead: counts and people of the reference per stratum or per row.
    strata : array or str, optional
        Labels of strata. Without them the rows of a group are its strata, in their order.
    data, group_by, exact_below, level, missing, fractional
        See `rate`; without `group_by` all rows are one group.
    per : float
        1, or 100 for percentages.
    method : {'byar', 'exact', 'mid_p'}
        How limits of the observed count are made.

    Returns
    -------
    Measures
        value, low, high, n (people), observed, expected, reference_rate, left_out, method, reason.

    Raises
    ------
    DataError
        Where the reference lacks a stratum that has people, and as `rate`.
    """
    options = {"per": per, "method": method, "exact_below": exact_below, "level": levels(level), "missing": missing}
    return _indirect(
        events, population, reference, reference_events, reference_population, strata, data, group_by,
        rate=False, fractional=fractional, **options,
    )  # fmt: skip


def indirectly_standardised_rate(
    events: Any,
    population: Any,
    *,
    reference: Any = None,
    reference_events: Any = None,
    reference_population: Any = None,
    strata: Any = None,
    data: Any = None,
    group_by: Any = None,
    per: float = 100_000,
    method: str = "byar",
    exact_below: float = 10,
    level: Level = 0.95,
    missing: str = "empty",
    fractional: bool = False,
) -> Measures:
    """Give the indirectly standardised ratio times the crude rate of the reference.

    Parameters
    ----------
    events, population, reference, reference_events, reference_population, strata, data, group_by
        See `indirectly_standardised_ratio`.
    per : float
        People that the rate is of.
    method, exact_below, level, missing, fractional
        See `indirectly_standardised_ratio`.

    Returns
    -------
    Measures
        value, low, high, n (people), observed, expected, reference_rate, left_out, method, reason.

    Raises
    ------
    DataError
        Where the reference lacks a stratum that has people, and as `rate`.
    """
    options = {"per": per, "method": method, "exact_below": exact_below, "level": levels(level), "missing": missing}
    return _indirect(
        events, population, reference, reference_events, reference_population, strata, data, group_by,
        rate=True, fractional=fractional, **options,
    )  # fmt: skip


def life_expectancy(
    deaths: Any,
    population: Any,
    *,
    age: Any,
    lived: Any = None,
    data: Any = None,
    group_by: Any = None,
    every_age: bool = False,
    minimum_population: float = 5000,
    level: Level = 0.95,
) -> Measures:
    """Life expectancy from deaths and people by age band (Chiang 1984).

    Parameters
    ----------
    deaths, population : array or str
        Deaths and person-years by group and age band, or names of columns of `data`.
    age : array or str
        Age at which each band starts, as a number or the label of a band ('1-4', '1 tot 5 jaar', '90+'); the last one
        is open. Labels that say where a band ends must meet the next.
    lived : array or str, optional
        Part of the band lived by those who die in it; else 0.1 in the first year of life and 0.5 elsewhere.
    data, group_by, level
        See `rate`; without `group_by` all rows are one group.
    every_age : bool
        A row for the start of every band, not for the first alone.
    minimum_population : float
        A group with fewer people has no value.

    Returns
    -------
    Measures
        value (years), low, high, n (person-years), age, deaths, se, method, reason.

    Raises
    ------
    DataError
        On more deaths than people, on a band that stands twice or not at all in a group, and on bands that leave out
        ages or overlap.
    """
    columns = Columns(data)
    start, end = _bands(columns, age)
    made = _core.measure_life_expectancy(
        columns.numbers(deaths, "deaths"),
        columns.numbers(population, "population"),
        start,
        columns.numbers(lived, "lived"),
        columns.groups(group_by),
        end,
        every_age=every_age,
        minimum_population=minimum_population,
        level=levels(level),
    )
    return columns.keep(made)


def _bands(columns: Columns, age: Any) -> tuple[Any, Any]:
    """Where bands start, and where they end if labels may say so."""
    values = columns.find(age, "age") if isinstance(age, str) else age
    if np.asarray(values).dtype.kind in "fiu":
        return columns.numbers(age, "age"), None
    return _core.measure_age_bands(columns.labels(age, "age"))


def _weights(columns: Columns, standard: Any, strata: Any) -> tuple[Any, Any, int]:
    """Weights, the stratum of every row (or None) and how many strata there are."""
    if isinstance(standard, str) and not columns.has(standard):
        ages = _strata(columns, strata)
        weights = np.asarray(standard_population(standard)["population"], dtype=float)
        return weights, _core.measure_age_positions(ages, standard), len(weights)
    if isinstance(standard, Mapping):
        names = [str(each) for each in standard]
        positions = _core.measure_label_positions(_strata(columns, strata), names)
        return np.array([float(each) for each in standard.values()]), positions, len(names)
    weights = columns.numbers(standard, "standard")
    if strata is None:
        return weights, None, 0
    labels = columns.labels(strata, "strata")
    names = list(dict.fromkeys(labels))
    return weights, _core.measure_label_positions(labels, names), len(names)


def _strata(columns: Columns, strata: Any) -> list[str]:
    if strata is None:
        _core._refuse_argument("measure_needs_strata")
    return columns.labels(strata, "strata")


def _indirect(
    events: Any,
    population: Any,
    reference: Any,
    reference_events: Any,
    reference_population: Any,
    strata: Any,
    data: Any,
    group_by: Any,
    **options: Any,
) -> Measures:
    columns = Columns(data)
    positions, count = None, 0
    if reference is not None:
        for value, argument in ((events, "events"), (population, "population"), (strata, "strata")):
            several = argument == "strata" and columns.are_names(value)
            if not isinstance(value, str) and not several:
                _core._refuse_argument("measure_reference_names", argument=argument)
        table = Columns(as_table(reference))
        names = table.labels(strata, "strata")
        positions, count = _core.measure_label_positions(_strata(columns, strata), names), len(names)
        seen = table.numbers(events, "reference_events")
        among = table.numbers(population, "reference_population")
    else:
        if reference_events is None or reference_population is None:
            _core._refuse_argument("measure_needs_reference")
        seen = columns.numbers(reference_events, "reference_events")
        among = columns.numbers(reference_population, "reference_population")
        if strata is not None:
            labels = columns.labels(strata, "strata")
            names = list(dict.fromkeys(labels))
            positions, count = _core.measure_label_positions(labels, names), len(names)
    made = _core.measure_indirect(
        columns.numbers(events, "events"),
        columns.numbers(population, "population"),
        seen,
        among,
        columns.groups(group_by),
        positions,
        count,
        **options,
    )
    return columns.keep(made)
