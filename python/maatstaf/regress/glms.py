# SPDX-License-Identifier: Apache-2.0
"""Generalised linear models: fit them, compare them, find the power of a Tweedie law.

`maatstaf.regress` shows these functions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import DropEachResult, GlmResult, NestedTest, RobustResult, TweediePowerResult
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


def compare_nested(
    smaller: GlmResult,
    larger: GlmResult,
    *,
    covariance: str | RobustResult = "automatic",
    cluster: Any = None,
) -> NestedTest:
    """Test whether a larger model fits better than chance would make it.

    Without a robust covariance: chi-squared on twice the gain in log-likelihood where the dispersion is fixed by the
    family, else F. With one: Wald's test of the columns that the larger model has more, with degrees of freedom for few
    clusters (see `drop_each`).

    Parameters
    ----------
    smaller, larger : GlmResult
        From the same rows, family and link; the columns of the smaller lie in the span of those of the larger.
    covariance : str or RobustResult
        Of the larger model, as for `drop_each`.
    cluster : sequence, optional
        A label per row, as for `glm`.

    Returns
    -------
    NestedTest
        The statistic, its degrees of freedom and how often chance alone gives such a gain. A caveat says so when a fit
        was given a robust covariance and the test does not use it: with covariance='model', or when the columns of
        the smaller model are not among those of the larger.

    Raises
    ------
    ArgumentError
        When the two cannot be compared.
    """
    robust = _robust_of(larger, covariance, cluster)
    added = None if robust is None else _added(smaller, larger)
    pass_over = any(getattr(each, "_robust", None) is not None for each in (smaller, larger)) or robust is not None
    made = _core._regress_compare_nested(smaller, larger, pass_over)  # refuses what cannot be compared
    if robust is None or added is None:
        return made
    clusters = robust._clusters  # type: ignore[attr-defined]
    return _core._regress_wald(larger, remembered(larger), robust, added, clusters)


def drop_each(
    fit: GlmResult,
    terms: Mapping[str, Sequence[int | str]] | None = None,
    *,
    covariance: str | RobustResult = "automatic",
    cluster: Any = None,
    progress: bool | Callable[[int, int], Any] | None = None,
) -> DropEachResult:
    """Fit again without each term in turn, and test what it adds to all the others.

    Parameters
    ----------
    fit : GlmResult
        As `glm` gave it: it remembers its rows, but not after pickling.
    terms : dict, optional
        Name of a term: its columns, by name or position. When None each column but a constant first one is a term.
    covariance : str or RobustResult
        What the test allows for. 'automatic': what the fit was given, or the clusters that stand here. 'model': the
        family and independent rows, by the gain in likelihood. Any kind of `robust_covariance`, or what that gave:
        Wald's test, F; with 'cr2' its degrees of freedom are those of few clusters (HTZ), also for several columns.
    cluster : sequence, optional
        A label per row, as for `glm`.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.

    Returns
    -------
    DropEachResult
        One row per term; deviance, log-likelihood and AIC are those of the family, whatever the test allows for.

    Raises
    ------
    ArgumentError
        When a term has no columns, or one that the fit does not have.
    """
    positions = {
        name: [_position(fit, each) if isinstance(each, str) else int(each) for each in columns]
        for name, columns in (terms or {}).items()
    }
    rows = remembered(fit)
    robust = _robust_of(fit, covariance, cluster)
    clusters = () if robust is None else robust._clusters  # type: ignore[attr-defined]
    pass_over = robust is None and getattr(fit, "_robust", None) is not None
    made: Any = _core._regress_drop_each(fit, rows, positions, robust, clusters, pass_over, progress)
    made._library = getattr(fit, "_library", None)
    dropped: DropEachResult = made
    return dropped


def _robust_of(fit: GlmResult, covariance: str | RobustResult, cluster: Any) -> RobustResult | None:
    """Give the covariance that a test is asked to use: None for that of the family."""
    if isinstance(covariance, RobustResult):
        return covariance
    if covariance == "model":
        return None
    if covariance != "automatic" or cluster is not None:
        return robust_covariance(fit, covariance, cluster=cluster)
    return getattr(fit, "_robust", None) if getattr(fit, "_rows", None) is not None else None


def _added(smaller: GlmResult, larger: GlmResult) -> list[int] | None:
    """Give the columns that the larger fit has more; None unless all others are columns of the smaller one."""
    if getattr(smaller, "_rows", None) is None:
        return None
    mine, theirs = remembered(larger)["x"], remembered(smaller)["x"]
    left = set(range(theirs.shape[1]))
    added = []
    for at in range(mine.shape[1]):
        same = [each for each in left if np.array_equal(mine[:, at], theirs[:, each])]
        if same:
            left.remove(same[0])
        else:
            added.append(at)
    return None if left else added


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
