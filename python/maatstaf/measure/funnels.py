# SPDX-License-Identifier: Apache-2.0
"""Points beside what chance would bring: a probability each, no verdict and no rank."""

from __future__ import annotations

from typing import Any

from maatstaf import _core
from maatstaf._core import Funnel
from maatstaf.measure._inputs import Columns, Level, levels

_PER = {"rate": 100_000.0, "proportion": 1.0, "ratio": 1.0}


def funnel(
    events: Any,
    size: Any,
    *,
    data: Any = None,
    group_by: Any = None,
    kind: str = "rate",
    target: float | None = None,
    overdispersion: str = "none",
    scale: str = "stable",
    exact: bool = True,
    winsorise: float = 0.1,
    per: float | None = None,
    level: Level = (0.95, 0.998),
    fractional: bool = False,
) -> Funnel:
    """Hold rates, proportions or ratios of units against a target, with limits for units that are like it.

    Parameters
    ----------
    events, size : array or str
        Counts, and the people (or expected events, for a ratio) of every unit, or names of columns of `data`.
    data, group_by
        See `rate`.
    kind : {'rate', 'proportion', 'ratio'}
        What the points are.
    target : float, optional
        In units of the value; else 1 for a ratio, or that of all units together, unless nobody or everybody has had it.
    overdispersion : {'none', 'multiplicative', 'additive', 'reml', 'predictive'}
        How units differ beyond chance: not, by a factor, by a variance between them (moments or restricted maximum
        likelihood), or as a negative binomial (beta-binomial) distribution with the dispersion most likely.
    scale : {'stable', 'log', 'plain'}
        Where distances are measured: root of a ratio and arc sine of the root of a proportion; logarithm; the value.
    exact : bool
        Without overdispersion: limits of the binomial or Poisson distribution, not of a normal one on the scale.
    winsorise : float
        Part of the distances at each end that is drawn in before they are squared.
    per : float, optional
        People that the value is of; 100 000 for a rate, else 1.
    level : float or sequence of float
        Levels of the limits, each between 0 and 1.
    fractional : bool
        Counts need not be whole.

    Returns
    -------
    Funnel
        value, low, high (limits at the size of each point), n, target, z, probability, q_value, method, reason;
        `lines(sizes)` gives the limits for a picture.

    Raises
    ------
    ArgumentError
        On a target outside its range, and the log scale for proportions.
    DataError
        As `rate` and `proportion`.
    """
    columns = Columns(data)
    width = _PER.get(kind, 1.0) if per is None else per
    made = _core.measure_funnel(
        columns.numbers(events, "events"),
        columns.numbers(size, "size"),
        columns.groups(group_by),
        kind=kind,
        target=float("nan") if target is None else target,
        overdispersion=overdispersion,
        scale=scale,
        exact=exact,
        winsorise=winsorise,
        per=width,
        level=levels(level),
        fractional=fractional,
    )
    made._library = columns.library  # type: ignore[attr-defined]
    return made
