# SPDX-License-Identifier: Apache-2.0
"""How long it takes: waiting, help, living at home; also where it has not happened yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Incidence, IntervalTimes, Survival
from maatstaf.measure._inputs import Columns, says_nothing


def survival(
    time: Any, event: Any, *, data: Any = None, entry: Any = None, group_by: Any = None, **options: Any
) -> Survival:
    """Kaplan-Meier: the part that has not had the event yet.

    Parameters
    ----------
    time, event : array or str
        How long everybody was followed, and 1 where the event came then, 0 where it had not come; or names of columns
        of `data`. Rows with an empty cell are left out, with a caveat.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    entry : array or str, optional
        When somebody came under observation, where that is later than 0.
    group_by : str, sequence or array, optional
        A curve for each. Rows without a group are left out and counted.
    **options
        confidence : float; interval : {'log_log', 'log', 'plain'}; horizon : float, of the restricted mean;
        quantiles : sequence of float; terms : sequence of float, legal terms.

    Returns
    -------
    Survival
        to_frame() for the curve; summary() for the restricted mean, quantiles and the part within each term.

    Raises
    ------
    DataError
        On a time before its entry or below 0.
    """
    columns = Columns(data)
    groups, names = _groups(columns, group_by)
    made = _core.measure_survival(
        columns.numbers(time, "time"),
        columns.numbers(event, "event"),
        columns.numbers(entry, "entry"),
        groups,
        names,
        **options,
    )
    made._library = columns.library  # type: ignore[attr-defined]
    return made


def competing_risks(
    time: Any,
    cause: Any,
    *,
    causes: Sequence[str] | None = None,
    data: Any = None,
    entry: Any = None,
    group_by: Any = None,
    **options: Any,
) -> Incidence:
    """Aalen-Johansen: the part that had each cause, where another can come first.

    Parameters
    ----------
    time, cause : array or str
        How long everybody was followed, and 0 (nothing yet) or the number of what came, from 1; or names of columns.
    causes : sequence of str, optional
        What the numbers 1, 2, ... are called; else '1', '2', ...
    data, entry, group_by
        See `survival`.
    **options
        See `survival`; quantiles are not used.

    Returns
    -------
    Incidence
        to_frame() for the curves; summary() for the time lost to each cause and the part within each term.

    Raises
    ------
    DataError
        On a time before its entry or below 0.
    """
    columns = Columns(data)
    groups, names = _groups(columns, group_by)
    made = _core.measure_competing_risks(
        columns.numbers(time, "time"),
        columns.numbers(cause, "cause"),
        columns.numbers(entry, "entry"),
        groups,
        names,
        None if causes is None else list(causes),
        **options,
    )
    made._library = columns.library  # type: ignore[attr-defined]
    return made


def interval_times(low: Any, high: Any, *, data: Any = None, **options: Any) -> IntervalTimes:
    """Turnbull: times of which only an interval is known, such as answers in classes.

    Parameters
    ----------
    low, high : array or str
        Ends of (low, high]; equal where the time is exact, high infinite where it had not happened yet.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    **options
        terms : sequence of float, legal terms; confidence : float; tolerance : float; most_iterations : int.

    Returns
    -------
    IntervalTimes
        to_frame() for the masses; summary() for the part within each term, with its limits (no value where the term
        lies within an interval that holds mass); quantile(probability) for the interval in which that part lies.

    Raises
    ------
    DataError
        On high below low.
    """
    columns = Columns(data)
    made = _core.measure_interval_times(columns.numbers(low, "low"), columns.numbers(high, "high"), **options)
    made._library = columns.library  # type: ignore[attr-defined]
    return made


def _groups(columns: Columns, group_by: Any) -> tuple[Any, list[str] | None]:
    found = columns.groups(group_by)
    if found is None:
        return None, None
    keys = list(zip(*found.keys.to_dict().values(), strict=True))
    named = np.array([not any(says_nothing(each) for each in key) for key in keys])
    place = np.where(named, np.cumsum(named) - 1, -1)  # rows of nobody's group are left out and counted
    names = [", ".join(str(each) for each in key) for key, there in zip(keys, named, strict=True) if there]
    return place[np.asarray(found.positions)], names
