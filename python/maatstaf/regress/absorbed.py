# SPDX-License-Identifier: Apache-2.0
"""Regression with an effect for every level of categorical columns, absorbed instead of estimated one by one.

`maatstaf.regress` shows `absorbed_regression`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from maatstaf import _core
from maatstaf._core import AbsorbResult
from maatstaf.frames import library_of
from maatstaf.regress.rows import check_keywords, groupings_of, rows_of

__all__ = ["absorbed_regression"]


def absorbed_regression(
    x: Any,
    y: Any,
    effects: Any,
    *,
    family: str = "gaussian",
    offset: Any = None,
    exposure: Any = None,
    prior_weights: Any = None,
    frequency_weights: Any = None,
    analytic_weights: Any = None,
    names: Sequence[str] | None = None,
    cluster: Any = None,
    covariance: str = "automatic",
    progress: bool | Callable[[int, int], Any] | None = None,
    **options: Any,
) -> AbsorbResult:
    """Fit a linear or Poisson regression with absorbed (fixed) effects.

    Parameters
    ----------
    x : array or data frame or Table or dict of columns
        The columns of interest, without a constant: the effects stand in its place.
    y : sequence
        The outcome.
    effects : data frame, Table, dict of columns or one column
        Categorical columns of texts, whole numbers, booleans or dates; each level gets an effect of its own.
    family : str
        'gaussian', 'poisson' or 'quasi_poisson'.
    offset : sequence, optional
        Added to the linear predictor.
    exposure : sequence, optional
        Above 0; its logarithm is added to the offset. For Poisson.
    prior_weights, frequency_weights, analytic_weights : sequence, optional
        As in `glm`.
    names : sequence of str, optional
        Of the columns of x; those of a data frame when None.
    cluster : sequence or data frame or dict of columns, optional
        One or two groupings within which rows may depend on one another.
    covariance : {'automatic', 'iid', 'hc1', 'cluster'}
        What standard errors allow for; 'automatic' is 'cluster' with clusters, else 'iid'.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.
    **options
        remove_singletons (True), small_sample (True), count ('levels' or 'exact'), confidence (0.95), max_iterations
        (100), tolerance (1e-7), demean_tolerance (1e-9), max_demean_iterations (10000), keep_effects (False) and
        keep_fitted (False).

    Returns
    -------
    AbsorbResult
        Estimates with standard errors; `caveats` says what to know before reading them.

    Raises
    ------
    ArgumentError
        On wrong lengths, and options that do not exist or are out of range.
    DataError
        On values that cannot be, naming row and column, and when no rows are left.

    Examples
    --------
    >>> import maatstaf as ms
    >>> area = {"area": list("aabbcc")}
    >>> fit = ms.regress.absorbed_regression([[1], [2], [1], [3], [2], [4]], [1, 3, 5, 9, 2, 6.5], area)
    >>> fit.coefficients.round(4).tolist()
    [2.1111]
    """
    check_keywords("absorbed_regression", options)
    rows = rows_of(
        x,
        y,
        offset=offset,
        exposure=exposure,
        prior_weights=prior_weights,
        frequency_weights=frequency_weights,
        analytic_weights=analytic_weights,
        names=names,
    )
    within = groupings_of(cluster, "cluster")
    if len(within.columns) > 2:
        _core._refuse_argument(
            "argument_out_of_range", argument="cluster", range="one_or_two_columns", got=str(len(within.columns))
        )
    asked = {"family": family, "covariance": covariance, **options}
    made: Any = _core._regress_absorbed(rows, groupings_of(effects, "effect"), within, asked, progress)
    made._library = library_of(x)
    result: AbsorbResult = made
    return result
