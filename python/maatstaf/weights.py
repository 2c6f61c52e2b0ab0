# SPDX-License-Identifier: Apache-2.0
"""What moves when weights change, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

from . import _core


@dataclass(frozen=True, slots=True)
class Shift:
    """How the score of one item changes from one set of weights to another.

    Attributes
    ----------
    item, unit, period : str
    before, after : float
        Scores under the two sets.
    change, se : float
        After minus before, and its standard error; NaN where an indicator beneath has no margin.
    low, high : float
        Interval of the change, of the confidence of the scores.
    probability : float
        That the change is above zero; NaN without a margin.
    """

    item: str
    unit: str
    period: str
    before: float
    after: float
    change: float
    se: float
    low: float
    high: float
    probability: float


def shift(before: Any, after: Any, item: str, unit: str, period: str, view: str = "results") -> Shift:
    """Return how the score of an item moves when the weights of its model change and the measurements do not.

    Both scores rest on the same measurements, so their margins must not be compared as if they were independent. For
    arithmetic means the difference is itself a weighted sum of indicator scores, with the differences of the weights:

        change = sum_j (v_j - w_j) s_j,    se^2 = sum_j (v_j - w_j)^2 se_j^2,

    with w_j and v_j the effective weights before and after, renormalised over the indicators that are observed. Exact
    for a linear model with independent, normal errors.

    Parameters
    ----------
    before, after : ScoreResult
        Scores of the same panel under two models that differ in their weights only.
    item, unit, period : str
        The cell to compare.
    view : {"results", "contributions"}
        Which picture of the framework.

    Returns
    -------
    Shift

    Raises
    ------
    ArgumentError
        When the models differ in more than their weights (weights_not_comparable) or are not linear
        (weights_need_linear).
    """
    # repr, because a floor that was not set is NaN, and no NaN equals another.
    theirs = after.model.options
    differ = {name for name, value in before.model.options.items() if repr(value) != repr(theirs[name])} - {"weight_set"}
    if differ:
        _core._refuse_argument("weights_not_comparable", got=", ".join(sorted(differ)))
    first, second = (result.cell(item, unit, period, view=view) for result in (before, after))
    old, new = (effective_weights(result, item, unit, period, view) for result in (before, after))
    parts = [
        (new[leaf] - old[leaf]) * before.cell(leaf, unit, period, view=view).se
        for leaf in old
        if new[leaf] != old[leaf]
    ]
    change, se = second.value - first.value, math.hypot(*parts)
    half = NormalDist().inv_cdf(0.5 + before.options["confidence"] / 2) * se
    return Shift(
        item,
        unit,
        period,
        first.value,
        second.value,
        change,
        se,
        change - half,
        change + half,
        probability_above(change, se),
    )


def effective_weights(result: Any, item: str, unit: str, period: str, view: str = "results") -> dict[str, float]:
    """Return the weight of each indicator in the score of an item, over the indicators that are observed.

    Parameters
    ----------
    result : ScoreResult
        Made with arithmetic means.
    item, unit, period : str
    view : {"results", "contributions"}

    Returns
    -------
    dict of str to float
        Weights that sum to 1 when anything is observed.

    Raises
    ------
    ArgumentError
        When a mean of the model is not arithmetic or gaps are filled (weights_need_linear).
    """
    options = result.model.options
    means = {options["aggregate"], *(node.aggregate for node in options["nodes"])}
    if means != {"arithmetic"}:
        _core._refuse_argument("weights_need_linear", got="aggregate=" + ", ".join(sorted(means)))
    if options["missing"] == "reference":
        _core._refuse_argument("weights_need_linear", got="missing=reference")
    return _weights(result, result.model.weights(view), item, unit, period, view)


def _weights(
    result: Any, tree: Mapping[str, Mapping[str, float]], item: str, unit: str, period: str, view: str
) -> dict[str, float]:
    if item not in tree:
        return {item: 1.0}
    there = {
        child: weight
        for child, weight in tree[item].items()
        if not math.isnan(result.cell(child, unit, period, view=view).value)
    }
    whole = math.fsum(there.values())
    out: dict[str, float] = {}
    for child, weight in there.items():
        for leaf, part in _weights(result, tree, child, unit, period, view).items():
            out[leaf] = out.get(leaf, 0.0) + weight / whole * part
    return out


def probability_above(difference: float, se: float) -> float:
    """Return the probability that a difference with a normal error is above zero; NaN without a margin."""
    if math.isnan(se) or math.isnan(difference):
        return math.nan
    if se == 0.0:
        return 0.5 if difference == 0.0 else float(difference > 0.0)
    return NormalDist().cdf(difference / se)
