# SPDX-License-Identifier: Apache-2.0
"""How sure a fit is: robust covariances, the wild bootstrap, margins and diagnostics.

`maatstaf.regress` shows these functions. They take a fit of `maatstaf.regress.glm`, which remembers the rows it was
made from, and the covariance it was made with.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, overload

import numpy as np

from maatstaf import _core
from maatstaf._core import (
    AbsorbPrediction,
    AbsorbResult,
    Design,
    DiagnosticsResult,
    DispersionResult,
    GlmResult,
    InflationResult,
    InterceptsPrediction,
    MarginResult,
    RandomInterceptsResult,
    RobustResult,
    Table,
    WildBootstrapResult,
)
from maatstaf.frames import as_table, library_of
from maatstaf.regress.rows import codes_of, groupings_of, new_rows_of, remembered

__all__ = [
    "diagnostics",
    "differences",
    "dispersion_test",
    "margins",
    "predict",
    "ratios",
    "robust_covariance",
    "standardised",
    "variance_inflation",
    "wild_bootstrap",
]

_NONE = np.zeros(0)
_NOBODY = np.zeros(0, dtype=np.int32)


def robust_covariance(
    fit: GlmResult,
    kind: str = "automatic",
    *,
    cluster: Any = None,
    lags: int = 0,
    easting: Any = None,
    northing: Any = None,
    distance: float = 0.0,
    confidence: float | None = None,
) -> RobustResult:
    """Give the covariance of the coefficients when the variance of the family cannot be trusted.

    Parameters
    ----------
    fit : GlmResult
        As `glm` gave it. The same is `fit.robust(...)`.
    kind : str
        'hc0' .. 'hc4': independent rows. 'cr0' .. 'cr3': rows of a cluster depend on one another; 'cr2' with its
        degrees of freedom is the one for few clusters ('cr2_residual': the variant of clubSandwich). 'newey_west': rows
        in the order of time. 'conley': rows that lie near one another. 'automatic': 'hc3', with clusters 'cr2', with
        two groupings 'cr1'.
    cluster : sequence or data frame or dict of columns, optional
        For cr*: a label per row; refused with the other kinds. A second, crossing grouping goes with 'cr0' and 'cr1'.
    lags : int
        For 'newey_west': at least 1.
    easting, northing : sequence, optional
        For 'conley', in the unit of `distance`; dependence falls to zero at that distance.
    distance : float
        For 'conley'.
    confidence : float, optional
        Of the intervals; that of the fit when None.

    Returns
    -------
    RobustResult
        Estimates with standard errors, degrees of freedom and intervals; `caveats` says what to know before reading.

    Raises
    ------
    ArgumentError
        On wrong lengths, on options that the kind needs, and on those that it does not use.
    DataError
        When there is one cluster only, or a row has no label.
    """
    groups = groupings_of(cluster, "cluster")
    _refuse_unused(kind, lags=lags != 0, easting=easting is not None, distance=distance != 0.0)
    if len(groups.columns) > 2:
        _core._refuse_argument(
            "argument_out_of_range", argument="cluster", range="one_or_two_columns", got=str(len(groups.columns))
        )
    codes = [codes_of(groups[each], "cluster")[0] for each in groups.columns]
    if kind == "automatic":
        kind = ("hc3", "cr2", "cr1")[len(codes)]
    codes += [_NOBODY] * (2 - len(codes))
    made: Any = _core._regress_robust(
        fit,
        remembered(fit),
        kind,
        codes[0],
        codes[1],
        lags,
        _numbers(easting),
        _numbers(northing),
        distance,
        fit.confidence if confidence is None else confidence,
    )
    made._clusters = codes[0]
    made._library = getattr(fit, "_library", None)
    result: RobustResult = made
    return result


def _refuse_unused(kind: str, **given: bool) -> None:
    """Refuse an option that belongs to another kind, rather than pass it by in silence."""
    for name, is_given in given.items():
        of_kind = "newey_west" if name == "lags" else "conley"
        if is_given and kind != of_kind:
            _core._refuse_argument("regress_unused_option", option=name, kind=of_kind, got=kind)


def wild_bootstrap(
    fit: GlmResult,
    combination: str | Mapping[str, float] | Sequence[float],
    *,
    cluster: Any,
    progress: bool | Callable[[int, int], Any] | None = None,
    **options: Any,
) -> WildBootstrapResult:
    """Test one combination of coefficients with few clusters, and give the values that the data do not reject.

    Parameters
    ----------
    fit : GlmResult
        As `glm` gave it.
    combination : str or dict or sequence
        A coefficient, ``{"income": 1, "age": -1}``, or one weight per coefficient.
    cluster : sequence
        A label per row.
    progress : bool or callable, optional
        True for a bar, or a function of (done, total) that returns False to stop.
    **options
        null_value (0), weights ('automatic', 'rademacher', 'webb'), draws (9999), seed (1), confidence (0.95) and
        interval (True): whether to look for the interval, which takes most of the time.

    Returns
    -------
    WildBootstrapResult
        The p-value and the interval of the combination.

    Raises
    ------
    ArgumentError
        On an unknown coefficient or option.
    DataError
        When there is one cluster only, or a row has no label.
    """
    codes = codes_of(cluster, "cluster")[0]
    return _core._regress_wild_bootstrap(fit, remembered(fit), codes, combination, options, progress)


def margins(
    fit: GlmResult,
    *,
    at: str = "rows",
    design: Design | None = None,
    data: Any = None,
    only: Iterable[str] = (),
    robust: RobustResult | None = None,
    confidence: float | None = None,
) -> MarginResult:
    """Give the effect of every variable on the mean outcome, in its own unit.

    Parameters
    ----------
    fit : GlmResult
        As `glm` gave it.
    at : {'rows', 'means'}
        At every row and then averaged, or at one row that is the mean of all.
    design : Design, optional
        With it, a variable is moved with all interactions it is part of, and levels are compared with their reference.
        Without it, every column is moved by itself: wrong for columns that follow from others.
    data : table, optional
        The table of which the design made the rows of the fit; needed with a design.
    only : iterable of str
        The variables asked for; with a design only.
    robust : RobustResult, optional
        Whose covariance counts, instead of the one of the fit; with cr2 every effect gets its own degrees of freedom.
    confidence : float, optional
        Of the intervals; that of the fit when None.

    Returns
    -------
    MarginResult
        One row per effect.

    Raises
    ------
    ArgumentError
        On a variable that the design does not have.
    """
    robust, covariance, df = _inference(fit, robust)
    level = fit.confidence if confidence is None else confidence
    rows = remembered(fit)
    if design is None:
        made = _core._regress_column_effects(fit, rows, at, covariance, df, level)
    else:
        made = _core._regress_term_effects(design, as_table(data), fit, rows, at, list(only), covariance, df, level)
    return _settled(fit, made, robust, library_of(data))


def standardised(
    fit: GlmResult,
    variable: str,
    values: Iterable[float] = (),
    *,
    design: Design | None = None,
    data: Any = None,
    robust: RobustResult | None = None,
    confidence: float | None = None,
) -> MarginResult:
    """Give the mean outcome if every row had each level, or each value, of a variable: recycled predictions.

    Parameters
    ----------
    fit : GlmResult
        As `glm` gave it.
    variable : str
        A variable of the design or, without a design, a coefficient.
    values : iterable of float
        For a number: which values. For a variable with levels: all of them are taken.
    design, data, robust, confidence
        As for `margins`.

    Returns
    -------
    MarginResult
        One row per level or value; `differences` and `ratios` compare them.

    Raises
    ------
    ArgumentError
        On an unknown variable, and on a number without values.
    """
    robust, covariance, df = _inference(fit, robust)
    level = fit.confidence if confidence is None else confidence
    rows = remembered(fit)
    wanted = list(values)
    if design is None:
        column = int(_core._regress_contrast(fit, variable).argmax())
        if not wanted:
            _core._refuse_argument("design_no_values", column=variable)
        made = _core._regress_held(fit, rows, column, wanted, covariance, df, level)
    else:
        made = _core._regress_standardised(design, as_table(data), fit, rows, variable, wanted, covariance, df, level)
    return _settled(fit, made, robust, library_of(data))


def differences(means: MarginResult, reference: str) -> MarginResult:
    """Give every quantity minus the one called `reference`.

    Parameters
    ----------
    means : MarginResult
        Of `standardised`.
    reference : str
        Label of the quantity that is taken off the others.

    Returns
    -------
    MarginResult
        One row per other quantity, with an interval that knows how they go together.

    Raises
    ------
    ArgumentError
        When no quantity has that label.
    """
    return _compared(means, reference, as_ratios=False)


def ratios(means: MarginResult, reference: str) -> MarginResult:
    """Give every quantity divided by the one called `reference`.

    Parameters
    ----------
    means : MarginResult
        Of `standardised`.
    reference : str
        Label of the quantity by which the others are divided.

    Returns
    -------
    MarginResult
        One row per other quantity, with an interval made on the log scale.

    Raises
    ------
    ArgumentError
        When no quantity has that label.
    """
    return _compared(means, reference, as_ratios=True)


@overload
def predict(
    fit: GlmResult,
    x: Any,
    *,
    offset: Any = None,
    exposure: Any = None,
    robust: RobustResult | None = None,
    confidence: float | None = None,
) -> Table: ...
@overload
def predict(
    fit: AbsorbResult,
    x: Any,
    effects: Any,
    *,
    offset: Any = None,
    exposure: Any = None,
    confidence: float | None = None,
) -> AbsorbPrediction: ...
@overload
def predict(
    fit: RandomInterceptsResult,
    x: Any,
    *,
    groups: Any = None,
    of: str = "automatic",
    offset: Any = None,
    exposure: Any = None,
    confidence: float | None = None,
) -> InterceptsPrediction: ...
def predict(
    fit: GlmResult | AbsorbResult | RandomInterceptsResult,
    x: Any,
    effects: Any = None,
    *,
    groups: Any = None,
    of: str = "automatic",
    offset: Any = None,
    exposure: Any = None,
    robust: RobustResult | None = None,
    confidence: float | None = None,
) -> Table | AbsorbPrediction | InterceptsPrediction:
    """Predict the mean of new rows, with an interval that stays within its range.

    Parameters
    ----------
    fit : GlmResult or AbsorbResult or RandomInterceptsResult
        Of `glm` or `random_intercepts`, where the same is `fit.predict(...)`, or of `absorbed_regression` with
        keep_effects=True.
    x : array or data frame or Table or dict of columns or DesignMatrix
        New rows. Columns with names are found by name, in any order; without names they stand in the order of the fit.
    effects : data frame, Table, dict of columns or one column, optional
        After `absorbed_regression`: the level of every new row, under the names of the fit. A level that the fit did
        not see, or left out, has no prediction.
    groups : sequence, optional
        After `random_intercepts`: a label per row, as in the fit. A label that the fit has not seen is a new group.
    of : {'automatic', 'group', 'average', 'new_group'}
        After `random_intercepts`: the mean of the row's own group; that over all groups, with the interval of that
        average; or the same with the interval for one group that the fit has not seen. 'automatic' is 'group' with
        groups, else 'average'.
    offset, exposure : sequence, optional
        Of the new rows; those of the fit are never used. After a fit with an exposure, leaving it out gives the mean
        for an exposure of 1: a rate per person, or per whatever the exposure counted.
    robust : RobustResult, optional
        Whose covariance counts, instead of the one of the fit. With cr* the interval takes the smallest degrees of
        freedom among the coefficients.
    confidence : float, optional
        Of the intervals; that of the fit when None.

    Returns
    -------
    Table or AbsorbPrediction or InterceptsPrediction
        mean, eta (the linear predictor), se (of eta), low, high. After `absorbed_regression` and `random_intercepts`
        with `caveats` of their own; after `absorbed_regression` with margins only for covariance='iid'.

    Raises
    ------
    ArgumentError
        On wrong lengths, on a fit that cannot predict, on an argument of another kind of fit, and when the group's own
        mean is asked for without groups.
    DataError
        On values that are not finite, naming row and column.
    """
    own: dict[type, tuple[str, ...]] = {
        AbsorbResult: ("effects",),
        GlmResult: ("robust",),
        RandomInterceptsResult: ("groups", "of"),
    }
    if type(fit) not in own:
        _core._refuse_argument("regress_no_prediction", got=type(fit).__name__)
    given = {"effects": effects, "groups": groups, "of": None if of == "automatic" else of, "robust": robust}
    for name, value in given.items():
        if value is not None and name not in own[type(fit)]:
            _core._refuse_argument("regress_other_argument", argument=name, got=type(fit).__name__)
    if isinstance(fit, RandomInterceptsResult):
        codes, labels = (_NOBODY, []) if groups is None else codes_of(groups, "groups")
        asked: dict[str, Any] = {"of": of}
        if confidence is not None:
            asked["confidence"] = confidence
        made: Any = fit._predict(new_rows_of(x, fit.names, offset=offset, exposure=exposure), codes, labels, asked)
        made._library = getattr(fit, "_library", None)
        found: InterceptsPrediction = made
        return found
    if isinstance(fit, AbsorbResult):
        new = new_rows_of(x, fit.names, offset=offset, exposure=exposure)
        levels = groupings_of(effects, next(iter(fit.levels)))
        made = _core._regress_predict_absorbed(fit, new, levels, np.nan if confidence is None else confidence)
        made._library = library_of(x)
        prediction: AbsorbPrediction = made
        return prediction
    robust, covariance, df = _inference(fit, robust)
    if robust is not None and robust.clusters:
        df = float(np.nanmin(robust.degrees_of_freedom))
    level = fit.confidence if confidence is None else confidence
    rows = new_rows_of(x, fit.names, offset=offset, exposure=exposure)
    return _core._regress_predict(fit, rows, covariance, df, level)


def diagnostics(fit: GlmResult, *, seed: int = 1, dfbeta: bool = False) -> DiagnosticsResult:
    """Give what every row does to the fit, and the fit to every row.

    Parameters
    ----------
    fit : GlmResult
        As `glm` gave it.
    seed : int
        Of the random part of quantile residuals of counts and shares.
    dfbeta : bool
        Whether to give what every row adds to each coefficient.

    Returns
    -------
    DiagnosticsResult
        One row per row of the fit.
    """
    made: Any = _core._regress_diagnostics(fit, remembered(fit), {"seed": seed, "dfbeta": dfbeta})
    made._library = getattr(fit, "_library", None)
    result: DiagnosticsResult = made
    return result


def dispersion_test(fit: GlmResult, trend: str = "quadratic") -> DispersionResult:
    """Test whether the outcome varies more than Poisson (or the binomial) allows.

    Parameters
    ----------
    fit : GlmResult
        As `glm` gave it.
    trend : {'linear', 'quadratic'}
        Of the variance that is tested against Poisson's: phi * mean, or mean + alpha * mean ** 2.

    Returns
    -------
    DispersionResult
        The ratio of the two, and how often chance alone makes it so large.

    Raises
    ------
    DataError
        With prior or analytic weights, for which the test is not defined.
    """
    return _core._regress_dispersion_test(fit, remembered(fit), trend)


def variance_inflation(
    fit: GlmResult, groups: Sequence[str] | Design | None = None, *, intercept: str = "(intercept)"
) -> InflationResult:
    """Give what related columns cost in precision: (generalised) variance inflation factors.

    Parameters
    ----------
    fit : GlmResult
        A fit of `glm`.
    groups : Design or sequence of str, optional
        The term of every column; None: every column by itself.
    intercept : str
        Name of the column that is left out.

    Returns
    -------
    InflationResult
        One row per term; 1 is no loss.
    """
    terms = groups.column_terms if isinstance(groups, Design) else list(groups or ())
    return _core._regress_variance_inflation(fit, terms, intercept)


def _inference(
    fit: GlmResult, robust: RobustResult | None
) -> tuple[RobustResult | None, np.ndarray[Any, Any], float | None]:
    """Give the covariance and degrees of freedom to reckon with: those asked for, else those of the fit."""
    if robust is None:
        robust = getattr(fit, "_robust", None)
    if robust is None:
        return None, _NONE, None
    own = [each for each in robust.degrees_of_freedom if not math.isnan(each)]
    return robust, robust.covariance, min(own, default=math.inf)


def _settled(fit: GlmResult, made: Any, robust: RobustResult | None, library: Any) -> MarginResult:
    """Give every quantity its own degrees of freedom where there is a rule for them, and let it remember its fit."""
    if robust is not None and robust.kind in ("cr2", "cr2_residual") and len(made):
        moving = np.any(made.gradient != 0.0, axis=1)
        df = np.full(len(made), math.inf)
        if moving.any():
            gradient = np.array(made.gradient)[moving].T
            gradient[np.isnan(fit.coefficients)] = 0.0
            codes = robust._clusters  # type: ignore[attr-defined]
            df[moving] = _core._regress_satterthwaite(fit, remembered(fit), robust.kind, codes, gradient)
        made = _core._regress_with_df(made, df)
    made._fit, made._robust, made._library = fit, robust, library
    result: MarginResult = made
    return result


def _compared(means: Any, reference: str, *, as_ratios: bool) -> MarginResult:
    labels = list(means.labels)
    if reference not in labels:
        _core._refuse_argument(
            "regress_unknown_coefficient", got=str(reference), nearest="", allowed=", ".join(labels)
        )
    fit = means._fit
    robust, covariance, df = _inference(fit, means._robust)
    made = _core._regress_compared(fit, means, labels.index(reference), as_ratios, covariance, df)
    return _settled(fit, made, robust, means._library)


def _numbers(values: Any) -> np.ndarray[Any, Any]:
    return _NONE if values is None else np.asarray(values, dtype=np.float64)
