# SPDX-License-Identifier: Apache-2.0
"""Whether judges agree, and whether what they expect comes about."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Calibration, JudgeAgreement
from maatstaf.measure._inputs import Columns


def weighted_kappa(
    first: Any,
    second: Any,
    *,
    kinds: Sequence[Any] | None = None,
    data: Any = None,
    weights: str = "none",
    confidence: float = 0.95,
) -> JudgeAgreement:
    """Cohen's kappa of two judges.

    Parameters
    ----------
    first, second : array or str
        One judgement per case each, or names of columns of `data`. None or NaN: not judged.
    kinds : sequence, optional
        The kinds of judgement in their order; else those that occur. Weights need an order, so texts need `kinds` then.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    weights : {'none', 'linear', 'quadratic'}
        How much judgements that differ still agree.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    JudgeAgreement
        kappa (value, se, low, high, n), observed, by_chance, left_out, reason.

    Raises
    ------
    ArgumentError
        On a judgement that is not among `kinds`, and on weights for texts whose order nobody gives.
    """
    columns = Columns(data)
    one, two = (_texts(columns, each) for each in (first, second))
    order = _order(kinds, [*one, *two], weights != "none")
    return _core.measure_weighted_kappa(
        _codes(one, order), _codes(two, order), len(order), weights=weights, confidence=confidence
    )


def fleiss_kappa(
    item: Any, kind: Any, *, kinds: Sequence[Any] | None = None, data: Any = None, confidence: float = 0.95
) -> JudgeAgreement:
    """Fleiss' kappa of any number of judges; one row per judgement.

    Parameters
    ----------
    item, kind : array or str
        What was judged and how, or names of columns of `data`.
    kinds : sequence, optional
        The kinds of judgement; else those that occur.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    confidence : float
        Of the interval (a jackknife over items), between 0 and 1.

    Returns
    -------
    JudgeAgreement
        kappa (value, se, low, high, n), observed, by_chance, left_out, reason.

    Raises
    ------
    ArgumentError
        On a judgement that is not among `kinds`.
    """
    columns = Columns(data)
    judged = _texts(columns, kind)
    order = _order(kinds, judged)
    items = np.unique(columns.labels(item, "item"), return_inverse=True)
    return _core.measure_fleiss_kappa(items[1], _codes(judged, order), len(items[0]), len(order), confidence=confidence)


def calibration(
    judged: Any, outcome: Any, *, data: Any = None, bins: int = 10, confidence: float = 0.95
) -> Calibration:
    """Hold the chances that people gave beforehand against what came about.

    Parameters
    ----------
    judged, outcome : array or str
        Chances between 0 and 1, and 0 or 1, or names of columns of `data`.
    data : table, optional
        Anything that `maatstaf.as_table` takes.
    bins : int
        Of equal width, for judgements with more different values than this.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    Calibration
        intercept, slope, brier (each with a margin), reliability, resolution, uncertainty, within, bins.

    Raises
    ------
    DataError
        On a judgement outside 0 .. 1, and an outcome that is neither 0 nor 1.
    """
    columns = Columns(data)
    return _core.measure_calibration(
        columns.numbers(judged, "judged"), columns.numbers(outcome, "outcome"), bins=bins, confidence=confidence
    )


def _texts(columns: Columns, values: Any) -> list[str | None]:
    if isinstance(values, str):
        values = columns.find(values, "judgements")
    array = np.asarray(values)
    if array.dtype.kind in "iufbU":  # few kinds among many rows: each is put into words once
        kinds, place = np.unique(array, return_inverse=True)
        words = [None if each != each else _label(each) for each in kinds.tolist()]
        return [words[at] for at in place.tolist()]
    made: list[str | None] = []
    for each in array.tolist():
        none = each is None or (isinstance(each, float) and each != each)
        made.append(None if none else _label(each))
    return made


def _label(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)


def _order(kinds: Sequence[Any] | None, seen: list[str | None], matters: bool = False) -> list[str]:
    if kinds is not None:
        return [_label(each) for each in kinds]
    found = {each for each in seen if each is not None}
    try:
        return sorted(found, key=float)
    except ValueError:
        if matters and len(found) > 2:  # of two kinds either order says the same
            _core._refuse_argument("measure_kinds_order", allowed=", ".join(sorted(found)))
        return sorted(found)


def _codes(judged: list[str | None], order: list[str]) -> Any:
    place: dict[str | None, float] = {each: float(at) for at, each in enumerate(order)} | {None: np.nan}
    for row, each in enumerate(judged, 1):
        if each not in place:
            near = get_close_matches(str(each), order, 1)
            _core._refuse_argument(
                "measure_kind_not_named", row=row, got=each, nearest=near[0] if near else "", allowed=", ".join(order)
            )
    return np.array([place[each] for each in judged])
