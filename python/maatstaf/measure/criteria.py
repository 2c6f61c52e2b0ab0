# SPDX-License-Identifier: Apache-2.0
"""What participants say of an activity, and whether goals were reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from maatstaf import _core
from maatstaf._core import Estimate, Measures, Survey
from maatstaf.frames import library_of
from maatstaf.measure._inputs import Columns


def survey(data: Any, **options: Any) -> Survey:
    """Count answers per activity, item and period; open answers are kept as stories.

    Parameters
    ----------
    data : table
        Anything that `maatstaf.as_table` takes; a row per respondent and item, with columns item, answer and, where
        there are such, respondent, activity, area, period and consent (also under their Dutch names). Consent is a yes:
        a story beside any other word there is left out and counted.
    **options
        scale : int, default 5; top : int, default 2; confidence : float; columns : dict of meaning to column.

    Returns
    -------
    Survey
        to_frame() with the distribution, the top box with its limits and the share that answered; stories; account.
        Words to an item that others answer with numbers count as asked and not answered; an item of which fewer than a
        quarter of the answers are numbers on the scale is an open question.

    Raises
    ------
    ArgumentError
        On a column that is missing and an option that cannot be.
    DataError
        On respondents that look like citizen service numbers.
    """
    made = _core.measure_survey(data, **options)
    made._library = library_of(data)  # type: ignore[attr-defined]
    return made


def superiority(first: Sequence[float], second: Sequence[float], *, confidence: float = 0.95) -> Estimate:
    """Give the chance that somebody of the first group answers higher than somebody of the second.

    Parameters
    ----------
    first, second : sequence of float
        How often each answer was given, from low to high. Ties count half.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    Estimate
        0.5 means no difference.

    Raises
    ------
    ArgumentError
        When lengths differ or a group is empty.
    """
    return _core.measure_superiority(first, second, confidence)


def satisfaction_beside_effect(answer: Any, attained: Any, *, data: Any = None, **options: Any) -> Measures:
    """Put satisfaction and effect of the same people side by side; they are never added.

    Parameters
    ----------
    answer, attained : array or str
        How satisfied somebody is (1 to scale), and whether they reached what help was for (1 or 0); NaN: not known.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    **options
        scale : int, default 5; top : int, default 2; confidence : float.

    Returns
    -------
    Measures
        satisfied, ceiling (the very highest answer), attained, and superiority: the chance that somebody who reached it
        is more satisfied than somebody who did not; 0.5 when the one says nothing about the other.

    Raises
    ------
    DataError
        On values off their scale.
    """
    columns = Columns(data)
    made = _core.measure_satisfaction_beside_effect(
        columns.numbers(answer, "answer"), columns.numbers(attained, "attained"), **options
    )
    return columns.keep(made)


def gas_t(attained: Sequence[float], weights: Sequence[float] | None = None, *, rho: float = 0.3) -> float:
    """Goal Attainment Scaling: one score for the personal goals of a client or household.

    Parameters
    ----------
    attained : sequence of float
        -2 (much less than expected) to 2 (much more); NaN leaves a goal out.
    weights : sequence of float, optional
        Above 0; else equal.
    rho : float
        Mean correlation between goals.

    Returns
    -------
    float
        50 is as expected; NaN without any scored goal.

    Raises
    ------
    ArgumentError
        On values outside these ranges.
    """
    return _core.measure_gas_t(attained, weights, rho)


def reliable_change(before: float, after: float, **options: Any) -> tuple[float, str]:
    """Tell whether somebody changed by more than the instrument errs.

    Parameters
    ----------
    before, after : float
        Scores on the same instrument.
    **options
        sd and reliability of the instrument, needed; cutoff : float; lower_is_better : bool, default True;
        critical : float, default 1.96.

    Returns
    -------
    tuple of float and str
        The index, above 0 for the better, and 'recovered', 'improved', 'unchanged' or 'deteriorated'.

    Raises
    ------
    ArgumentError
        On options outside their range.
    """
    return _core.measure_reliable_change(before, after, **options)


def goal_item(activity: str, result: str, *, language: str = "en") -> str:
    """Write the item by which participants say whether an activity brought what it is for.

    Parameters
    ----------
    activity, result : str
        "de taalcursus" and "spreek ik beter Nederlands"; in English the result begins with "I".
    language : {'en', 'nl'}
        Of the sentence.

    Returns
    -------
    str

    Raises
    ------
    ArgumentError
        On a language that is not known, and when either text is empty.
    """
    return _core.measure_goal_item(activity, result, language)
