# SPDX-License-Identifier: Apache-2.0
"""Penalties that choose columns, intercepts per group, and models in two parts for use and cost.

`maatstaf.regress` shows these functions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from maatstaf import _core
from maatstaf._core import (
    ElasticNetCvResult,
    ElasticNetResult,
    HurdleResult,
    PartsExpectation,
    RandomInterceptsResult,
    TwoPartResult,
)
from maatstaf.frames import library_of
from maatstaf.regress.rows import check_keywords, codes_of, new_rows_of, rows_of

__all__ = ["elastic_net", "elastic_net_cv", "expectation", "hurdle", "predict_path", "random_intercepts", "two_part"]


def elastic_net(
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
    progress: bool | Callable[[int, int], Any] | None = None,
    **options: Any,
) -> ElasticNetResult:
    """Fit a path of regressions in which large coefficients cost, so that few columns remain.

    Parameters
    ----------
    x : array or data frame or Table or dict of columns
        The design matrix. A column of ones is the intercept, which is never penalised.
    y : sequence
        The outcome.
    family, link, offset, exposure, prior_weights, frequency_weights, analytic_weights, names
        As for `glm`. A negative binomial needs its theta.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.
    **options
        theta, power; alpha (1: lasso, 0: ridge), lambdas, lambda_count (100), lambda_ratio, standardise (True),
        penalty_factors, max_iterations (200) and tolerance (1e-10).

    Returns
    -------
    ElasticNetResult
        Coefficients per lambda. There are no standard errors: after a choice by penalty the usual ones do not hold.

    Raises
    ------
    ArgumentError, DataError
        As `glm` does, and when there is nothing to choose from.

    Examples
    --------
    >>> import numpy as np
    >>> import maatstaf as ms
    >>> age = np.arange(8.0)
    >>> path = ms.regress.elastic_net(np.column_stack([np.ones(8), age, (age - 4) ** 2]), 2 * age)
    >>> path.nonzero[0], path.nonzero[-1]
    (0, 1)
    """
    check_keywords("elastic_net", options)
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
    made: Any = _core._regress_elastic_net(rows, {"family": family, "link": link, **options}, progress)
    made._library = library_of(x)
    result: ElasticNetResult = made
    return result


def elastic_net_cv(
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
    folds: int = 10,
    seed: int = 1,
    fold_of_row: Any = None,
    cluster: Any = None,
    progress: bool | Callable[[int, int], Any] | None = None,
    **options: Any,
) -> ElasticNetCvResult:
    """Choose the strength of a penalty by how well rows are predicted that were left out.

    Parameters
    ----------
    x, y
        As for `elastic_net`.
    family, link, offset, exposure, prior_weights, frequency_weights, analytic_weights, names
        As for `elastic_net`.
    folds : int
        Number of folds.
    seed : int
        Of the folds; the same rows and seed give the same folds.
    fold_of_row : sequence, optional
        Fold of every row, instead of drawing them.
    cluster : sequence, optional
        Rows of one cluster (a neighbourhood over the years) share their fold.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.
    **options
        As for `elastic_net`.

    Returns
    -------
    ElasticNetCvResult
        `at_min` and `at_one_se` are positions in `fit.lambdas`.

    Raises
    ------
    ArgumentError, DataError
        As `elastic_net` does, and when a fold is empty.
    """
    check_keywords("elastic_net_cv", options)
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
    given = None if fold_of_row is None else codes_of(fold_of_row, "fold_of_row")[0]
    together = None if cluster is None else codes_of(cluster, "cluster")[0]
    asked = {"family": family, "link": link, **options}
    made: Any = _core._regress_elastic_net_cv(rows, asked, folds, seed, given, together, progress)
    made._library = library_of(x)
    result: ElasticNetCvResult = made
    return result


def predict_path(fit: ElasticNetResult, x: Any, at: int, *, offset: Any = None, exposure: Any = None) -> Any:
    """Give the means of new rows at position `at` of a path.

    Parameters
    ----------
    fit : ElasticNetResult
        A path of `elastic_net`, or `fit` of `elastic_net_cv`.
    x : array or data frame or Table or dict of columns
        Columns with names are found by name, in any order; without names they stand in the order of the fit.
    at : int
        Position in `fit.lambdas`.
    offset, exposure : sequence, optional
        Of the new rows; those of the fit are not used.

    Returns
    -------
    numpy.ndarray
        One mean per row.

    Raises
    ------
    ArgumentError
        On wrong lengths, and on a position that is not there.
    """
    return fit._predict(new_rows_of(x, fit.names, offset=offset, exposure=exposure), at)


def random_intercepts(
    x: Any,
    y: Any,
    groups: Any,
    *,
    family: str = "gaussian",
    link: str = "automatic",
    offset: Any = None,
    exposure: Any = None,
    prior_weights: Any = None,
    frequency_weights: Any = None,
    analytic_weights: Any = None,
    names: Sequence[str] | None = None,
    progress: bool | Callable[[int, int], Any] | None = None,
    **options: Any,
) -> RandomInterceptsResult:
    """Fit a regression in which every group has an intercept of its own, drawn from a normal distribution.

    Parameters
    ----------
    x : array or data frame or Table or dict of columns
        The design matrix, with a column of ones.
    y : sequence
        The outcome. For the binomial family a share between 0 and 1, with the trials as prior_weights.
    groups : sequence
        One label per row, of any kind.
    family : str
        'gaussian', 'poisson', 'negative_binomial' or 'binomial'.
    link, offset, exposure, prior_weights, frequency_weights, analytic_weights, names
        As for `glm`.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.
    **options
        theta, nodes (9; 1 is Laplace's approximation), confidence (0.95), max_iterations (100) and tolerance (1e-8, in
        standard errors).

    Returns
    -------
    RandomInterceptsResult
        Coefficients given the group, the spread between groups with its test, and the intercept of each group.

    Raises
    ------
    ArgumentError, DataError
        As `glm` does, on a family without random intercepts, and when there is one group only.

    Examples
    --------
    >>> import numpy as np
    >>> import maatstaf as ms
    >>> fit = ms.regress.random_intercepts(np.ones((6, 1)), [1, 2, 11, 12, 21, 22], ["a", "a", "b", "b", "c", "c"])
    >>> round(fit.sd, 3), fit.group_names
    (8.149, ['a', 'b', 'c'])
    """
    check_keywords("random_intercepts", options)
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
    codes, labels = codes_of(groups, "groups")
    asked = {"family": family, "link": link, **options}
    made: Any = _core._regress_random_intercepts(rows, codes, asked, progress)
    made.group_names = [labels[int(code)] for code in made.group_names]
    made._library = library_of(x)
    result: RandomInterceptsResult = made
    return result


def two_part(
    x: Any,
    y: Any,
    *,
    offset: Any = None,
    exposure: Any = None,
    frequency_weights: Any = None,
    names: Sequence[str] | None = None,
    cluster: Any = None,
    covariance: str = "automatic",
    progress: bool | Callable[[int, int], Any] | None = None,
    **options: Any,
) -> TwoPartResult:
    """Fit whether there is any use, and how much when there is: for costs, which are often zero.

    Parameters
    ----------
    x, y
        Design matrix and amounts, zero or more.
    offset, exposure : sequence, optional
        Of the amount.
    frequency_weights, names
        As for `glm`.
    cluster : sequence, optional
        A label per row: rows with the same label may depend on one another.
    covariance : {'automatic', 'robust', 'model', 'cluster'}
        What standard errors allow for; 'automatic' is 'cluster' with clusters, else 'robust'.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.
    **options
        amount ('gamma', 'inverse_gaussian' or 'lognormal'), use_link ('logit', 'probit' or 'cloglog'), confidence
        (0.95) and max_iterations (50).

    Returns
    -------
    TwoPartResult
        Both parts as ordinary fits; `expectation` puts them together.

    Raises
    ------
    ArgumentError, DataError
        As `glm` does, and when every amount is zero, or none.
    """
    check_keywords("two_part", options)
    rows = rows_of(x, y, offset=offset, exposure=exposure, frequency_weights=frequency_weights, names=names)
    made: Any = _parts(_core._regress_two_part, rows, cluster, covariance, options, progress)
    made._library = library_of(x)
    result: TwoPartResult = made
    return result


def hurdle(
    x: Any,
    y: Any,
    *,
    offset: Any = None,
    exposure: Any = None,
    frequency_weights: Any = None,
    names: Sequence[str] | None = None,
    cluster: Any = None,
    covariance: str = "automatic",
    progress: bool | Callable[[int, int], Any] | None = None,
    **options: Any,
) -> HurdleResult:
    """Fit whether there is any use, and how often when there is: for counts, by a law without its zeros.

    Parameters
    ----------
    x, y
        Design matrix and counts.
    offset, exposure : sequence, optional
        Of the counts.
    frequency_weights, names
        As for `glm`.
    cluster : sequence, optional
        A label per row: rows with the same label may depend on one another.
    covariance : {'automatic', 'robust', 'model', 'cluster'}
        What standard errors allow for; 'automatic' is 'cluster' with clusters, else 'robust'.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.
    **options
        count ('negative_binomial' or 'poisson'), use_link ('logit', 'probit' or 'cloglog'), confidence (0.95),
        max_iterations (100) and tolerance (1e-8).

    Returns
    -------
    HurdleResult
        Both parts as ordinary fits; `expectation` puts them together.

    Raises
    ------
    ArgumentError, DataError
        As `glm` does, and when every count is zero, or none.
    """
    check_keywords("hurdle", options)
    rows = rows_of(x, y, offset=offset, exposure=exposure, frequency_weights=frequency_weights, names=names)
    made: Any = _parts(_core._regress_hurdle, rows, cluster, covariance, options, progress)
    made._library = library_of(x)
    result: HurdleResult = made
    return result


def expectation(
    fit: TwoPartResult | HurdleResult,
    x: Any,
    *,
    offset: Any = None,
    exposure: Any = None,
    frequency_weights: Any = None,
) -> PartsExpectation:
    """Give what new rows may be expected to use, with standard errors of both parts together.

    Parameters
    ----------
    fit : TwoPartResult or HurdleResult
        Of `two_part` or `hurdle`.
    x : array or data frame or Table or dict of columns
        Columns with names are found by name, in any order; without names they stand in the order of the fit.
    offset, exposure, frequency_weights : sequence, optional
        Of the new rows; those of the fit are not used. `total` counts each row by its frequency.

    Returns
    -------
    PartsExpectation
        One mean per row with its interval, and their total.

    Raises
    ------
    ArgumentError
        On wrong lengths.
    """
    rows = new_rows_of(x, fit.use.names, offset=offset, exposure=exposure, frequency_weights=frequency_weights)
    made: Any = fit._expect(rows)
    made._library = library_of(x)
    result: PartsExpectation = made
    return result


def _parts(
    fit: Any, rows: dict[str, Any], cluster: Any, covariance: str, options: dict[str, Any], progress: Any
) -> Any:
    if covariance == "automatic":
        covariance = "robust" if cluster is None else "cluster"
    codes = None if cluster is None else codes_of(cluster, "cluster")[0]
    return fit(rows, codes, {"covariance": covariance, **options}, progress)
