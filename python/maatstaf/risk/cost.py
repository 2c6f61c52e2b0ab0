# SPDX-License-Identifier: Apache-2.0
"""Expected cost from one fit or two, which need not have the same columns."""

from __future__ import annotations

import math
from typing import Any

from maatstaf import _core
from maatstaf._core import ExpectedCost, RiskFit

__all__ = ["expected_cost"]


def expected_cost(
    users: RiskFit,
    amount: RiskFit | None = None,
    observed: Any = None,
    groups: Any = None,
    *,
    budget: float | None = None,
    confidence: float = 0.95,
) -> ExpectedCost:
    """Expected cost of every row, how good it is, and which groups get too much or too little by it.

    Parameters
    ----------
    users : RiskFit
        A fit of how many people use care, on all rows; or, without `amount`, one of the cost itself (family 'tweedie'
        or 'gamma').
    amount : RiskFit, optional
        A fit of the cost per user (family 'gamma', the number of users as `weights`) on the rows that have users. It
        may have other factors: those of the rows of `users` are read from the table that `users` was fitted on.
    observed : str or array, optional
        Cost of every row of `users`: a column of its table, or a value per row of the fit or of the table. Needed with
        `amount`.
    groups : str or array, optional
        Group of every row, in the same ways.
    budget : float, optional
        What the expected cost must add up to; None: left as it is.
    confidence : float
        Of the intervals, between 0 and 1.

    Returns
    -------
    ExpectedCost
        Rows are matched by the name of their unit, so give both fits the same `unit`.

    Raises
    ------
    ArgumentError
        When `users` does not count people or `amount` is not a cost, a factor of `amount` cannot be found or is empty,
        only one of them has a cluster, or a length is wrong.
    DataError
        When a row of `users` has a level that the fit of `amount` has not seen.
    """
    rows = None
    if isinstance(budget, float) and math.isnan(budget):
        _core._refuse_argument("argument_out_of_range", argument="budget", range="> 0", got="nan")
    if amount is not None and observed is None:
        _core._refuse_argument("risk_needs_observed")
    table = getattr(users, "_table", None)
    if table is not None and isinstance(amount, RiskFit):
        formula = getattr(amount, "_formula", None)
        made_from = _core.risk_design_rows(amount, table, users._rows)  # type: ignore[attr-defined]
        rows = made_from if formula is None else formula.matrix(table, users._rows)  # type: ignore[attr-defined]
    made: ExpectedCost = _core.risk_expected_cost(
        users, amount, observed, groups, rows, budget=budget, confidence=confidence
    )
    return made
