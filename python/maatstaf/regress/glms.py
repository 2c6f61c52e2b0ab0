# SPDX-License-Identifier: Apache-2.0
"""Generalised linear models: fit them, compare them, find the power of a Tweedie law.

`maatstaf.regress` shows these functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from maatstaf import _core
from maatstaf._core import DropEachResult, GlmResult, NestedTest, TweediePowerResult
from maatstaf.frames import library_of
from maatstaf.regress.inference import robust_covariance
from maatstaf.regress.rows import check_keywords, remembered, rows_of

__all__ = ["compare_nested", "drop_each", "glm", "tweedie_power"]


def glm(
    x: Any,
    y: Any,
    *,
    family: str = "gaussian",
    link: str = "automatic",
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
) -> GlmResult:
    """Fit a generalised linear model.

    Parameters
    ----------
    x : array or data frame or Table or dict of columns
        The design matrix, with a column of ones first if there is to be an intercept. A float64 array is read where it
        is, in either order; anything else is converted once.
    y : sequence
        The outcome. For the binomial families a share between 0 and 1.
    family : str
        'gaussian', 'poisson', 'quasi_poisson', 'negative_binomial', 'binomial', 'quasi_binomial', 'gamma',
        'inverse_gaussian' or 'tweedie'.
    link : str
        'automatic' (log for counts and amounts, logit for shares, identity for gaussian), 'identity', 'log', 'logit',
        'probit', 'cloglog', 'inverse', 'inverse_squared' or 'square_root'.
    offset : sequence, optional
        Added to the linear predictor.
    exposure : sequence, optional
        Above 0; its logarithm is added to the offset. For the log link.
    prior_weights : sequence, optional
        How precise a row is: its variance is divided by it. For the binomial families the number of trials.
    frequency_weights : sequence, optional
        For how many equal rows a row stands.
    analytic_weights : sequence, optional
        How precise rows are relative to one another: rescaled to average 1.
    names : sequence of str, optional
        Of the columns; those of a data frame when None.
    cluster : sequence or data frame or dict of columns, optional
        A label per row: rows with the same label may depend on one another. Two columns are two crossing groupings.
    covariance : str
        What standard errors allow for. 'model': the variance of the family holds. Any kind of `robust_covariance`
        ('hc0' .. 'hc4' without, 'cr0' .. 'cr3' with clusters): it may not. 'automatic': 'cr2' with clusters ('cr1' with
        two groupings), else 'model'.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.
    **options
        theta (negative binomial: size; estimated when None), power (Tweedie: 1.5), confidence (0.95), max_iterations
        (50) and tolerance (1e-11, in standard errors).

    Returns
    -------
    GlmResult
        Estimates with standard errors; `caveats` says what to know before reading them.

    Raises
    ------
    ArgumentError
        On wrong lengths, and options that do not exist or are out of range.
    DataError
        On values that cannot be, naming row and column, and on too few rows.

    Examples
    --------
    >>> import numpy as np
    >>> import maatstaf as ms
    >>> age = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    >>> fit = ms.regress.glm(np.column_stack([np.ones(6), age]), [2, 3, 6, 7, 8, 9], family="poisson")
    >>> fit.coefficients.round(3).tolist()
    [0.695, 0.27]
    """
    check_keywords("glm", options)
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
    fit: Any = _core._regress_glm(rows, {"family": family, "link": link, **options}, progress)
    fit._rows = rows
    fit._library = library_of(x)
    if covariance != "model" and (cluster is not None or covariance != "automatic"):
        fit._robust = robust_covariance(fit, covariance, cluster=cluster)
    made: GlmResult = fit
    return made


def compare_nested(smaller: GlmResult, larger: GlmResult) -> NestedTest:
    """Test whether a larger model fits better than chance would make it.

    Chi-squared on twice the gain in log-likelihood where the dispersion is fixed by the family, else F.

    Parameters
    ----------
    smaller, larger : GlmResult
        From the same rows, family and link; the columns of the smaller lie in the span of those of the larger.

    Returns
    -------
    NestedTest
        The statistic, its degrees of freedom and how often chance alone gives such a gain. Rows count as independent; a
        caveat says so when a fit was given a robust covariance.

    Raises
    ------
    ArgumentError
        When the two cannot be compared.
    """
    robust = any(getattr(each, "_robust", None) is not None for each in (smaller, larger))
    return _core._regress_compare_nested(smaller, larger, robust)


def drop_each(
    fit: GlmResult,
    terms: Mapping[str, Sequence[int | str]] | None = None,
    *,
    progress: bool | Callable[[int, int], Any] | None = None,
) -> DropEachResult:
    """Fit again without each term in turn, and test what it adds to all the others.

    Parameters
    ----------
    fit : GlmResult
        As `glm` gave it: it remembers its rows, but not after pickling.
    terms : dict, optional
        Name of a term: its columns, by name or position. When None each column but a constant first one is a term.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.

    Returns
    -------
    DropEachResult
        One row per term.

    Raises
    ------
    ArgumentError
        When a term has no columns, or one that the fit does not have.
    """
    positions = {
        name: [_position(fit, each) if isinstance(each, str) else int(each) for each in columns]
        for name, columns in (terms or {}).items()
    }
    made: Any = _core._regress_drop_each(
        fit, remembered(fit), positions, getattr(fit, "_robust", None) is not None, progress
    )
    made._library = getattr(fit, "_library", None)
    dropped: DropEachResult = made
    return dropped


def tweedie_power(
    x: Any,
    y: Any,
    *,
    low: float = 1.02,
    high: float = 1.98,
    link: str = "automatic",
    offset: Any = None,
    exposure: Any = None,
    prior_weights: Any = None,
    frequency_weights: Any = None,
    analytic_weights: Any = None,
    names: Sequence[str] | None = None,
    progress: bool | Callable[[int, int], Any] | None = None,
    **options: Any,
) -> TweediePowerResult:
    """Find the variance power that makes amounts with many zeros most likely.

    Parameters
    ----------
    x, y
        Design matrix and amounts, as for `glm`.
    low, high : float
        Powers are tried between these, themselves strictly between 1 and 2.
    link, offset, exposure, prior_weights, frequency_weights, analytic_weights, names
        As for `glm`.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.
    **options
        confidence (0.95), max_iterations (50) and tolerance (1e-11), as for `glm`.

    Returns
    -------
    TweediePowerResult
        The power with its interval, and the fit at that power.

    Raises
    ------
    ArgumentError, DataError
        As `glm` does.
    """
    check_keywords("tweedie_power", options)
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
    return _core._regress_tweedie_power(rows, {"link": link, **options}, low, high, progress)


def _position(fit: GlmResult, name: str) -> int:
    weights = _core._regress_contrast(fit, name)  # refuses an unknown name, with the nearest one
    return int(weights.argmax())
