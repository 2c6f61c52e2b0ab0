# SPDX-License-Identifier: Apache-2.0
"""What was observed beside what was to be expected, and a gap explained before anyone is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Expected, Gap, Panel
from maatstaf.measure._inputs import Columns

_GAP = (
    *("observed_se", "standard_se", "expected", "expected_se", "reach", "planned_reach", "dose", "planned_dose"),
    *("effect", "effect_se"),
)


def expected_observed(
    panel: Panel,
    indicator: str,
    *,
    by: str,
    direction: str,
    period: Any = None,
    base: Any = None,
    reference: str | None = None,
    peers: Mapping[str, Sequence[str]] | None = None,
    alike: Sequence[str] = (),
    nearest: int = 10,
    past: str = "trend",
    straying: str = "pooled",
    least_points: int = 3,
    confidence: float = 0.95,
) -> Expected:
    """Hold every unit of a panel beside what was to be expected of it.

    An expectation is not what would have happened otherwise: a difference from it does not show that something worked.

    Parameters
    ----------
    panel : Panel
        With the indicator in several periods.
    indicator : str
        Its id. With numerators and denominators of a known scale (or counts) it varies as counts do, else by its
        standard errors, else by how far values strayed before.
    by : {'own_past', 'reference_trend', 'peers'}
        Its own earlier periods carried on; its own level moved as the reference moved, or as its peers did.
    direction : {'higher', 'lower'}
        Which way is better.
    period : Period, str or int, optional
        What is held against its expectation; else the last.
    base : Period, str or int, optional
        Period of the own level, for a reference and for peers; else the one before.
    reference : str, optional
        The unit whose change is followed, such as the country.
    peers : mapping of str to sequence of str, optional
        The units that each unit is held beside, by hand.
    alike : sequence of str
        Indicators by which the nearest units of the same kind are found (standardised, in the base period).
    nearest : int
        So many of them.
    past : {'trend', 'level'}
        A straight line through the own past (log-linear or logistic for counts), or its average.
    straying : {'pooled', 'own', 'none'}
        From whom is learned how far observations stray beyond chance: all units of its kind, the unit alone, nobody.
    least_points : int
        Periods or peers below which nothing is expected, at least 3.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    Expected
        unit, before, observed, expected, expected_se, low, high, benefit, benefit_low, benefit_high, probability (that
        the benefit is above 0), prevented (the part of it that is decline that did not come), n, points, reason.

    Raises
    ------
    ArgumentError
        On a direction that says not which way is better, an unknown unit, indicator or period, no earlier period, and
        no reference or peers where these are asked for.
    """
    made: Expected = _core.measure_expected_observed(
        panel,
        indicator,
        by=by,
        direction=direction,
        period=period,
        base=base,
        reference=reference or "",
        peers=dict(peers or {}),
        alike=[alike] if isinstance(alike, str) else list(alike),
        nearest=nearest,
        past=past,
        straying=straying,
        least_points=least_points,
        confidence=confidence,
    )
    return made


def explain_gap(
    observed: Any,
    target: Any,
    standard: Any,
    *,
    unit: Any = None,
    data: Any = None,
    observed_se: Any = None,
    standard_se: Any = None,
    expected: Any = None,
    expected_se: Any = None,
    reach: Any = None,
    planned_reach: Any = None,
    dose: Any = None,
    planned_dose: Any = None,
    effect: Any = None,
    effect_se: Any = None,
    scale: str = "additive",
    order: Sequence[str] = (),
    confidence: float = 0.95,
) -> Gap:
    """Divide observed minus target over target, case mix, reach, dose and what stays unexplained.

    Parameters
    ----------
    observed, target : array or str
        One per unit, or names of columns of `data`.
    standard : array or str
        What was to be expected with average people and the plan carried out.
    unit : array or str, optional
        Names of the units; else 1, 2, ...
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    observed_se, standard_se, expected_se, effect_se : array, str or float, optional
        Standard errors. Where one is not given, parts that need it have no interval.
    expected : array or str, optional
        What was to be expected with the people who were served (see `case_mix`), the plan carried out.
    reach, planned_reach : array, str or float, optional
        Part of the people who were to be served, 0 .. 1.
    dose, planned_dose : array, str or float, optional
        Amount per person reached.
    effect, effect_se : array, str or float, optional
        Of one unit of dose to one person reached, from elsewhere.
    scale : {'additive', 'proportion'}
        Whether reach and dose add to what is expected, or multiply it by e to the power of the same.
    order : sequence of {'case_mix', 'reach', 'dose'}
        In which they are taken; without it each is the mean over all orders (Shapley).
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    Gap
        unit, part, value, se, low, high, gap, reason. The parts of a unit sum to its gap; those that were not given are
        left out.

    Raises
    ------
    ArgumentError
        On reach or dose without a plan or an effect, and an order that does not name each part given once.
    DataError
        On a reach outside 0 .. 1 and a negative dose.
    """
    given = dict(
        zip(
            _GAP,
            (
                *(observed_se, standard_se, expected, expected_se, reach, planned_reach, dose, planned_dose),
                *(effect, effect_se),
            ),
            strict=True,
        )
    )
    columns = Columns(data)
    held: dict[str, Any] = {"observed": columns.numbers(observed, "observed")}
    rows = len(held["observed"])
    for name, values in {"target": target, "standard": standard, **given}.items():
        found = columns.numbers(values, name)
        if found is not None:
            held[name] = np.full(rows, found[0]) if np.ndim(values) == 0 and len(found) == 1 else found
    units = [str(each + 1) for each in range(rows)] if unit is None else columns.labels(unit, "unit")
    made: Gap = _core.measure_explain_gap(units, held, scale=scale, order=list(order), confidence=confidence)
    made._library = columns.library  # type: ignore[attr-defined]
    return made
