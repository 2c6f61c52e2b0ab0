# SPDX-License-Identifier: Apache-2.0
"""Ratios and differences of two measures, with their limits."""

from __future__ import annotations

from typing import Any

from maatstaf import _core
from maatstaf._core import Measures
from maatstaf.measure._inputs import Columns, Level, levels


def compare_rates(
    events: Any,
    population: Any,
    other_events: Any,
    other_population: Any,
    *,
    data: Any = None,
    kind: str = "ratio",
    method: str = "score",
    per: float = 1,
    level: Level = 0.95,
    fractional: bool = False,
) -> Measures:
    """Give the ratio or difference of two rates per row.

    Parameters
    ----------
    events, population, other_events, other_population : array or str
        Counts and people of both, or names of columns of `data`. The other may be one row, with which all are compared.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    kind : {'ratio', 'difference'}
        The first over the other, or the first minus the other.
    method : {'score', 'exact', 'mid_p'}
        'score' is Miettinen & Nurminen (1985); the others, for a ratio only, go by the count given the total.
    per : float
        People that a difference is of.
    level : float or sequence of float
        Levels of confidence, each between 0 and 1.
    fractional : bool
        Counts need not be whole.

    Returns
    -------
    Measures
        value, low, high, n (people of both), first, second, p_value, method, reason.

    Raises
    ------
    ArgumentError
        On a method that the kind does not have.
    DataError
        As `rate`.
    """
    columns = Columns(data)
    made = _core.measure_compare_rates(
        columns.numbers(events, "events"),
        columns.numbers(population, "population"),
        columns.numbers(other_events, "other_events"),
        columns.numbers(other_population, "other_population"),
        kind=kind,
        method=method,
        per=per,
        level=levels(level),
        fractional=fractional,
    )
    return columns.keep(made)


def compare_proportions(
    numerator: Any,
    denominator: Any,
    other_numerator: Any,
    other_denominator: Any,
    *,
    data: Any = None,
    kind: str = "difference",
    per: float = 1,
    level: Level = 0.95,
    fractional: bool = False,
) -> Measures:
    """Give the ratio or difference of two proportions per row, by the score method of Miettinen & Nurminen (1985).

    Parameters
    ----------
    numerator, denominator, other_numerator, other_denominator : array or str
        How many of how many, of both, or names of columns of `data`. The other may be one row.
    data, level, fractional
        See `compare_rates`.
    kind : {'difference', 'ratio'}
        The first minus the other, or the first over the other.
    per : float
        1, or 100 for a difference in percentage points.

    Returns
    -------
    Measures
        value, low, high, n, first, second, p_value, method, reason.

    Raises
    ------
    DataError
        As `proportion`.
    """
    columns = Columns(data)
    made = _core.measure_compare_proportions(
        columns.numbers(numerator, "numerator"),
        columns.numbers(denominator, "denominator"),
        columns.numbers(other_numerator, "other_numerator"),
        columns.numbers(other_denominator, "other_denominator"),
        kind=kind,
        per=per,
        level=levels(level),
        fractional=fractional,
    )
    return columns.keep(made)


def compare(first: Measures, second: Measures, *, kind: str = "ratio") -> Measures:
    """Compare two independent results from their limits: standardised rates, proportions, means.

    Parameters
    ----------
    first, second : Measures
        With the same levels, of numbers of the same kind and `per`. Each row is held beside the one with the same keys,
        in whatever order they stand, or all beside the single row of `second`; without keys, row by row.
    kind : {'ratio', 'difference'}
        The first over the second, or the first minus the second.

    Returns
    -------
    Measures
        value, low, high, n, first, second, method, reason. Limits by the square-and-add method (Zou & Donner 2008).

    Raises
    ------
    ArgumentError
        When levels, keys or numbers of rows differ, and on numbers of two kinds or of another `per`.
    DataError
        On a key that one of them lacks or has twice.
    """
    made = _core.measure_compare(first, second, kind)
    made._library = getattr(first, "_library", None)  # type: ignore[attr-defined]
    return made
