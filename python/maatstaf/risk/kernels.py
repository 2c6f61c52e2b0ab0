# SPDX-License-Identifier: Apache-2.0
"""Risk models and their questions on arrays and on published figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from maatstaf import _core
from maatstaf._core import AttributableShares, CareForm, DividedDifference, Estimate, RiskFit, Stacking

__all__ = [
    "attributable_shares", "divide_difference", "fit_arrays", "levin", "miettinen", "parts_of_whole", "stack",
]  # fmt: skip


def fit_arrays(
    x: Any,
    y: Any,
    exposure: Any = None,
    weights: Any = None,
    clusters: Any = None,
    columns: Sequence[str] | None = None,
    factors: Mapping[str, Sequence[int]] | None = None,
    units: Sequence[str] | None = None,
    left_out: int = 0,
    **options: Any,
) -> RiskFit:
    """Fit a risk model on a design matrix; see `maatstaf.risk.fit` for tables and formulas.

    Parameters
    ----------
    x : array, rows x columns
        The design matrix, with a column of ones.
    y : array, rows
        Counts, shares or costs.
    exposure : array, rows, optional
        People at risk, or their years. Needed for counts of areas.
    weights : array, rows, optional
        Prior weights: the users behind a mean, the people behind a share.
    clusters : array of int, rows, optional
        Rows with the same number belong together.
    columns : sequence of str, optional
        Names of the columns; those of `x` when it has them, else x1, x2, ...
    factors : mapping of str to sequence of int, optional
        Columns, counted from 0, that form one factor; None: every column but the constant is one.
    units : sequence of str, optional
        Names of the rows; their numbers from 1 when not given.
    left_out : int
        Rows that were left out beforehand, for the caveat.
    **options
        As of `maatstaf.risk.fit`.

    Returns
    -------
    RiskFit

    Raises
    ------
    ArgumentError, DataError
        As `maatstaf.risk.fit` does.
    """
    if columns is None and hasattr(x, "columns"):
        columns = [str(each) for each in x.columns]
    return _core.risk_fit(x, y, exposure, weights, clusters, columns, factors, units, left_out, **options)


def levin(
    prevalence: Sequence[float],
    rate_ratio: Sequence[float],
    *,
    log_ratio_se: Sequence[float] | None = None,
    n: float | None = None,
    confidence: float = 0.95,
) -> Estimate:
    """Share of use that goes with exposure, from how common it is among all people (Levin 1953).

    Parameters
    ----------
    prevalence : sequence of float
        Part of all people in each level of exposure, without the unexposed; 0.2 is 20 percent.
    rate_ratio : sequence of float
        Rate of each level over that of the unexposed, not adjusted for anything.
    log_ratio_se : sequence of float, optional
        Standard errors of the logarithms of those ratios; None: taken as sure.
    n : float, optional
        People behind the prevalences; None: these are taken as sure.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    Estimate
        Without `log_ratio_se` and `n` it has no margin.

    Raises
    ------
    ArgumentError
        When lengths differ, a prevalence is outside 0 .. 1 or they sum to more than 1, or a ratio is not above 0.
    """
    return _core.risk_levin(prevalence, rate_ratio, log_ratio_se=log_ratio_se, n=n, confidence=confidence)


def miettinen(
    case_prevalence: Sequence[float],
    rate_ratio: Sequence[float],
    *,
    log_ratio_se: Sequence[float] | None = None,
    n: float | None = None,
    confidence: float = 0.95,
) -> Estimate:
    """Share of use that goes with exposure, from how common it is among users (Miettinen 1974).

    Parameters
    ----------
    case_prevalence : sequence of float
        Part of the users in each level of exposure, without the unexposed.
    rate_ratio : sequence of float
        Rate of each level over that of the unexposed; may be adjusted for other traits.
    log_ratio_se : sequence of float, optional
        Standard errors of the logarithms of those ratios; None: taken as sure.
    n : float, optional
        Users behind the prevalences; None: these are taken as sure.
    confidence : float
        Of the interval, between 0 and 1.

    Returns
    -------
    Estimate

    Raises
    ------
    ArgumentError
        As `levin` does.
    """
    return _core.risk_miettinen(case_prevalence, rate_ratio, log_ratio_se=log_ratio_se, n=n, confidence=confidence)


def attributable_shares(
    x: Any,
    counterfactual: Any,
    coefficients: Any,
    factors: Mapping[str, Sequence[int]],
    *,
    y: Any = None,
    offset: Any = None,
    weights: Any = None,
    link: str = "log",
    influence: Any = None,
    covariance: Any = None,
    clusters: Any = None,
    method: Literal["standardised", "bruzzi"] = "standardised",
    confidence: float = 0.95,
    sample: bool = True,
    enumerate: bool = False,
) -> AttributableShares:
    """Shares of use that go with factors, by a model that was fitted elsewhere.

    Parameters
    ----------
    x, counterfactual : array, n x p
        The design matrix as it is, and as it would be under the traits that are compared with.
    coefficients : array, p
    factors : mapping of str to sequence of int
        The columns, counted from 0, that each factor switches together.
    y : array, n, optional
        Observed use; needed for the method 'bruzzi'.
    offset, weights, clusters : array, n, optional
        Offset of the linear predictor (the logarithm of exposure), weights of rows, and numbers of rows that belong
        together.
    link : str
        Of the model.
    influence : array, n x p, optional
        How much every row moved every coefficient, for sandwich margins.
    covariance : array, p x p, optional
        Of the coefficients, when there are no influences: margins then hold for the traits as they are.
    method : {'standardised', 'bruzzi'}
        By what the model expects, or by the observed users (Bruzzi et al. 1985).
    confidence : float
    sample : bool
        Rows are a sample; False: they are all there is.
    enumerate : bool
        Average over all subsets, also where a formula exists.

    Returns
    -------
    AttributableShares

    Raises
    ------
    ArgumentError
        When shapes differ, a column belongs to two factors, or there are too many factors.
    DataError
        When the total use is not above 0.
    """
    return _core.risk_attributable_shares(
        x, counterfactual, coefficients, dict(factors), y=y, offset=offset, weights=weights, link=link,
        influence=influence, covariance=covariance, clusters=clusters, method=method, confidence=confidence,
        sample=sample, enumerate=enumerate,
    )  # fmt: skip


def divide_difference(
    x_a: Any,
    y_a: Any,
    x_b: Any,
    y_b: Any,
    *,
    names: Sequence[str] | None = None,
    dummies: Mapping[str, Sequence[int]] | None = None,
    weights_a: Any = None,
    weights_b: Any = None,
    clusters_a: Any = None,
    clusters_b: Any = None,
    **options: Any,
) -> DividedDifference:
    """The difference between the means of two groups, divided over traits and coefficients (Oaxaca, Blinder).

    Parameters
    ----------
    x_a, x_b : array, rows x columns
        The traits of both groups, with a column of ones.
    y_a, y_b : array
        Their outcomes.
    names : sequence of str, optional
        Of the columns.
    dummies : mapping of str to sequence of int, optional
        For every category the level that was left out, with the columns of the others: their parts then do not depend
        on which level that is.
    weights_a, weights_b, clusters_a, clusters_b : array, optional
    **options
        reference : {'group_a', 'group_b', 'half', 'by_size', 'pooled', 'pooled_with_group'}, default \
'pooled_with_group'; confidence : float, default 0.95.

    Returns
    -------
    DividedDifference

    Raises
    ------
    ArgumentError
        When shapes differ, or a group has no more rows than coefficients.
    """
    return _core.risk_divide_difference(
        x_a, y_a, x_b, y_b, names=names, dummies=dummies, weights_a=weights_a, weights_b=weights_b,
        clusters_a=clusters_a, clusters_b=clusters_b, **options,
    )  # fmt: skip


def stack(
    uses: Any,
    forms: Mapping[str, str] | Iterable[CareForm | dict[str, Any]],
    cost: Any = None,
    weights: Any = None,
    *,
    confidence: float = 0.95,
    top: float = 0.05,
) -> Stacking:
    """How acts and care forms are stacked on the same people or households.

    Parameters
    ----------
    uses : table or array, rows x forms
        1 where a row uses a form, else 0; more than 1 counts as 1, with a caveat. Columns with names are found by the
        names of `forms`.
    forms : mapping of str to str, or sequence of CareForm or dict
        Acts with the parent "", care forms with the act that they are part of.
    cost : table or array, rows x forms, optional
        Euros of every form as a whole, so at least as much as its parts.
    weights : array, optional
        How many people a row stands for.
    confidence : float
        Of the intervals, between 0 and 1.
    top : float
        Part of all rows, those that cost most, whose share of the cost is told.

    Returns
    -------
    Stacking

    Raises
    ------
    ArgumentError
        When shapes differ or a parent is not among the forms.
    DataError
        When a row uses a form but not the act that it is part of.
    """
    return _core.risk_stack(uses, forms, cost, weights, confidence=confidence, top=top)


def parts_of_whole(parts: Any, whole: Any) -> Any:
    """Scale the expected parts of every row so that they add up to its expected whole.

    Parameters
    ----------
    parts : array, rows x parts
        Expected use or cost of each part, 0 or more.
    whole : array, rows
        What they must add up to.

    Returns
    -------
    array, rows x parts

    Raises
    ------
    ArgumentError
        When shapes differ or a part is below 0.
    """
    return _core.risk_parts_of_whole(parts, whole)
