# SPDX-License-Identifier: Apache-2.0
"""Reach and spread over target groups, shares of rows that belong together, and results as a panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Measures, Panel, Table
from maatstaf.frames import library_of
from maatstaf.measure._inputs import Columns


def reach(
    reached: Any, population: Any, *, target: Any, data: Any = None, group_by: Any = None, **options: Any
) -> Measures:
    """Reach and spread over target groups: coverage, parity and the index of dissimilarity.

    Parameters
    ----------
    reached, population : array or str
        Participants and residents per row; or names of columns of `data`. Rows of one set and target group are added.
    target : array or str
        The target group of each row. A row of the target ``"all"`` counts different people where groups overlap; one
        of ``"unknown"``, or an empty one, the participants whose group is not known: then every row has bounds.
    data : table, optional
        Anything that `maatstaf.as_table` takes, such as what `count_reached` gives.
    group_by : str, sequence or array, optional
        What tells sets apart: activity, area, period.
    **options
        level : float or sequence; method : as `proportion`; reference : str, the target group that parity is against
        (otherwise the whole); whole, unknown : str; draws : int, default 2000; seed : int; small : int, default 10.

    Returns
    -------
    Measures
        Keys target and measure ('coverage', 'parity', 'dissimilarity'); columns least, most, least_low, most_high for
        the bounds, corrected for the index without what chance adds. Restricted when counts are small.

    Raises
    ------
    DataError
        On counts that are negative, fractional or above their whole.
    ArgumentError
        On a reference that is not there, or that overlaps with others.
    """
    columns = Columns(data)
    if "level" in options:
        options["level"] = np.atleast_1d(options["level"]).tolist()
    names = columns.find(target, "target") if isinstance(target, str) else target
    unknown = options.get("unknown", "unknown")
    names = [unknown if each is None or each != each or each == "" else each for each in np.asarray(names).tolist()]
    made = _core.measure_reach(
        columns.numbers(reached, "reached"),
        columns.numbers(population, "population"),
        columns.labels(names, "target"),
        columns.groups(group_by),
        **options,
    )
    return columns.keep(made)


def count_reached(participants: Any, population: Any, *, by: Sequence[str] | str = (), **options: Any) -> Table:
    """Count different participants per target group, beside the residents, as `reach` takes them.

    Parameters
    ----------
    participants : table
        A row per person and target group (person, group); an empty group is not known. Somebody may have several.
    population : table
        A row per target group, and one of ``"all"`` where groups overlap (group, people), for each set or for all.
    by : sequence of str
        Columns that tell sets apart.
    **options
        whole, unknown : str; columns : dict of meaning to column.

    Returns
    -------
    Table
        The columns of `by`, target, reached, population. Restricted.

    Raises
    ------
    ArgumentError
        On a column that is missing.
    DataError
        On ids that look like citizen service numbers, a target group without residents, and people in several target
        groups without a row of the whole.
    """
    by = [by] if isinstance(by, str) else list(by)
    made = _core.measure_count_reached(participants, population, by=by, **options)
    made._library = library_of(participants)  # type: ignore[attr-defined]
    return made


def _clusters(columns: Columns, cluster: Any) -> Any:
    if cluster is None:
        return None
    return np.unique(columns.labels(cluster, "cluster"), return_inverse=True)[1]


def share(
    value: Any, *, data: Any = None, cluster: Any = None, weight: Any = None, group_by: Any = None, **options: Any
) -> Measures:
    """Give the share of yes among what is known, where rows of one client or household belong together.

    Parameters
    ----------
    value : array or str
        1 (yes), 0 (no), or a part between; NaN where it is not known.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    cluster : array or str, optional
        Who the row is of; else all rows are of different people.
    weight : array or str, optional
        Above 0.
    group_by : str, sequence or array, optional
        A share for each.
    **options
        level : float or sequence.

    Returns
    -------
    Measures
        With se, clusters, response, and the bounds least, most, least_low, most_high.

    Raises
    ------
    DataError
        On values outside 0 to 1 and weights not above 0.
    """
    columns = Columns(data)
    if "level" in options:
        options["level"] = np.atleast_1d(options["level"]).tolist()
    made = _core.measure_share(
        columns.numbers(value, "value"),
        _clusters(columns, cluster),
        columns.numbers(weight, "weight"),
        columns.groups(group_by),
        **options,
    )
    return columns.keep(made)


def share_within(
    time: Any,
    event: Any,
    window: float,
    *,
    data: Any = None,
    followed: Any = None,
    cluster: Any = None,
    group_by: Any = None,
    **options: Any,
) -> Measures:
    """Give the part that had an event within a window, also where some were not seen that long.

    Parameters
    ----------
    time, event : array or str
        How long each row was seen, and 1 where the event came then.
    window : float
        In the unit of the times.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    followed : array or str, optional
        How long the row would have been seen without the event; needed for the column complete.
    cluster : array or str, optional
        Who the row is of.
    group_by : str, sequence or array, optional
        A part for each.
    **options
        level : float or sequence.

    Returns
    -------
    Measures
        By Kaplan and Meier; complete is the plain share among those who could be seen for the whole window.

    Raises
    ------
    DataError
        On negative times and events other than 0 and 1.
    """
    columns = Columns(data)
    if "level" in options:
        options["level"] = np.atleast_1d(options["level"]).tolist()
    made = _core.measure_share_within(
        columns.numbers(time, "time"),
        columns.numbers(event, "event"),
        window,
        columns.numbers(followed, "followed"),
        _clusters(columns, cluster),
        columns.groups(group_by),
        **options,
    )
    return columns.keep(made)


def to_panel(measures: Any, **options: Any) -> Panel:
    """Make a panel of a result: Measures, YouthOutcomes or Survey.

    Parameters
    ----------
    measures : Measures, YouthOutcomes or Survey
        With a key that names the unit.
    **options
        unit : str, default 'area'; period : str, the key with the period, or in_period : str, one for all rows;
        indicator : sequence of str, default ['measure'], the keys that together name the indicator, or name : str, one
        for all rows; per : float, of proportions: 100 for percentages, else as they are; unknown : str, the unit of
        rows that name none; kind : str, what the units are, default 'neighbourhood'.

    Returns
    -------
    Panel
        Proportions, rates, ratios and counts with their numerators and denominators, and everything else with standard
        errors: those of the result, or half the width of its limits over the normal quantile. Restricted when the
        result is.

    Raises
    ------
    ArgumentError
        On a key that is not there, without a period, on `per` without proportions, and on one indicator for measures of
        two kinds.
    DataError
        When two rows are of one cell, and on rows without a unit when `unknown` does not name them.
    """
    return _core.measure_panel(getattr(measures, "measures", measures), **options)
