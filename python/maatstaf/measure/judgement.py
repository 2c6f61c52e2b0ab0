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
    (one, rows_of_one), (two, rows_of_two) = (_judged(columns, each) for each in (first, second))
    order = _order(kinds, [*one, *two], weights != "none")
    return _core.measure_weighted_kappa(
        _codes(one, rows_of_one, order),
        _codes(two, rows_of_two, order),
        len(order),
        weights=weights,
        confidence=confidence,
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
    judged, rows = _judged(columns, kind)
    order = _order(kinds, judged)
    items = np.unique(columns.labels(item, "item"), return_inverse=True)
    codes = _codes(judged, rows, order)
    return _core.measure_fleiss_kappa(items[1], codes, len(items[0]), len(order), confidence=confidence)


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


def _judged(columns: Columns, values: Any) -> tuple[list[str | None], Any]:
    """Give the kinds that occur, in words, and for every row which of them it is: few kinds among many rows."""
    if isinstance(values, str):
        values = columns.find(values, "judgements")
    array = np.asarray(values)
    if array.dtype.kind == "i" and array.size and int(array.max()) - int(array.min()) < 1000:
        steps = array.astype(np.int64) - int(array.min())  # counting them is quicker than sorting them
        there = np.flatnonzero(np.bincount(steps))
        number = np.zeros(there[-1] + 1, dtype=np.intp)
        number[there] = np.arange(len(there))
        return [str(each + int(array.min())) for each in there.tolist()], number[steps]
    if array.dtype.kind in "iufb":
        kinds, rows = np.unique(array, return_inverse=True)
        return [None if each != each else _label(each) for each in kinds.tolist()], rows
    seen: dict[str | None, int] = {}
    rows = np.empty(len(array), dtype=np.intp)
    for row, each in enumerate(array.tolist()):
        none = each is None or (isinstance(each, float) and each != each)
        rows[row] = seen.setdefault(None if none else _label(each), len(seen))
    return list(seen), rows


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


def _codes(judged: list[str | None], rows: Any, order: list[str]) -> Any:
    place: dict[str | None, float] = {each: float(at) for at, each in enumerate(order)} | {None: np.nan}
    unknown = {each for each in judged if each not in place}
    if unknown:
        row, got = next((row, judged[at]) for row, at in enumerate(rows.tolist(), 1) if judged[at] in unknown)
        near = get_close_matches(str(got), order, 1)
        _core._refuse_argument(
            "measure_kind_not_named", row=row, got=got, nearest=near[0] if near else "", allowed=", ".join(order)
        )
    return np.array([place[each] for each in judged], dtype=float)[rows]
