# SPDX-License-Identifier: Apache-2.0
"""Which traits go with care use and care cost, and what an area may expect. Always of association, never of cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from maatstaf import _core
from maatstaf._core import (
    AgeRate,
    AttributableShare,
    AttributableShares,
    CareForm,
    CostChange,
    DifferenceTerm,
    DividedDifference,
    DividedRates,
    EffectsBy,
    ExpectedCost,
    Forecast,
    Picture,
    PurchasedProduct,
    RiskFit,
    RiskProfile,
    RiskTable,
    Stacking,
    Table,
)
from maatstaf._core import risk_forecast as forecast
from maatstaf._core import risk_price_volume_mix as price_volume_mix
from maatstaf.frames import as_table, library_of
from maatstaf.risk.cards import card
from maatstaf.risk.cost import expected_cost
from maatstaf.risk.formula import fit_formula
from maatstaf.risk.kernels import (
    attributable_shares,
    divide_difference,
    fit_arrays,
    levin,
    miettinen,
    parts_of_whole,
    stack,
)
from maatstaf.risk.pages import page
from maatstaf.risk.pictures import picture
from maatstaf.risk.simulated import notice as simulation_notice
from maatstaf.risk.simulated import simulate_cost

__all__ = [
    "AgeRate",
    "AttributableShare",
    "AttributableShares",
    "CareForm",
    "CostChange",
    "DifferenceTerm",
    "DividedDifference",
    "DividedRates",
    "EffectsBy",
    "ExpectedCost",
    "Forecast",
    "Picture",
    "PurchasedProduct",
    "RiskFit",
    "RiskProfile",
    "RiskTable",
    "Stacking",
    "attributable_shares",
    "card",
    "divide_difference",
    "expected_cost",
    "fit",
    "fit_arrays",
    "forecast",
    "levin",
    "miettinen",
    "page",
    "parts_of_whole",
    "picture",
    "price_volume_mix",
    "simulate_cost",
    "simulation_notice",
    "stack",
]


def fit(
    outcome: str,
    data: Any,
    *,
    factors: Sequence[str] | None = None,
    exposure: str | None = None,
    weights: str | None = None,
    cluster: str | None = None,
    unit: str | None = None,
    period: str | None = None,
    reference: Mapping[str, str] | None = None,
    **options: Any,
) -> RiskFit:
    """Fit a risk model on a table.

    Parameters
    ----------
    outcome : str
        A column of counts (or shares, or costs, see `family`), or a formula such as
        ``"youth_care ~ assistance + C(kind)"``, for which the package formulaic is needed.
    data : table
        Anything that `maatstaf.as_table` takes. Rows with an empty cell in a column that is used are left out, with a
        caveat.
    factors : sequence of str, optional
        Columns, when `outcome` is not a formula: numbers, or text and categories, of which every level is compared with
        one of them.
    exposure : str, optional
        Column with the people at risk, or their years. Needed for counts of areas.
    weights : str, optional
        Column with prior weights, which say how much more precise a row is: the users behind a cost per user, the
        people behind a share. They are no frequencies (so many equal rows).
    cluster : str, optional
        Column with what rows belong together in; margins then hold for dependent rows.
    unit : str, optional
        Column with the name of each row; its number in the table, from 1, when not given.
    period : str, optional
        Column that tells rows of the same unit apart, such as years. Rows are then called by both ("BU00340101 2022"),
        and rows of a unit belong together unless `cluster` says otherwise.
    reference : mapping of str to str, optional
        Level of a category that its others are compared with; else the one with most rows. Not with a formula.
    **options
        family : {'automatic', 'poisson', 'quasi_poisson', 'negative_binomial', 'gaussian', 'binomial', \
'quasi_binomial', 'gamma', 'tweedie'}, where 'automatic' chooses among those for counts, or those for shares when the \
outcome lies between 0 and 1, has weights and no exposure; confidence : float, default 0.95; dispersion_level : float, \
default 0.05; areas : bool, default True; power : float, of Tweedie, default by its likelihood.

    Returns
    -------
    RiskFit

    Raises
    ------
    ArgumentError
        When a column or level is not there, holds text where numbers are needed, or is the outcome as well; when counts
        of areas have no exposure or shares no weights; when a formula cannot be read or has no intercept.
    DataError
        When a column holds the numbers by which CBS says that a value is missing (-99997), or is text of which nearly
        all cells read as numbers ("86,3"); when counts are negative, amounts are not above 0 (gamma), exposure is not
        above 0, the outcome per person is the same in every row, a category has one level, rows form one cluster, or
        the fit does not settle, for example because a category has no use at all.
    """
    table = as_table(data)
    named = {"exposure": exposure, "weights": weights, "cluster": cluster, "unit": unit}
    columns: dict[str, Any] = {name: column for name, column in named.items() if column is not None}
    source = table
    _core._need_no_codes(table, [each for each in (cluster, unit, period) if each is not None])
    if period is not None:
        source = _with_periods(table, unit, period)
        columns = {"cluster": unit, **columns, "unit": _row_name(unit, period)}
    if "~" in outcome:
        for name, given in {"factors": factors, "reference": reference}.items():
            if given:
                _core._refuse_argument("risk_formula_alone", argument=name)
        made = fit_formula(outcome, source, columns, options, table if library_of(data) == "pandas" else None)
    else:
        chosen = [factors] if isinstance(factors, str) else list(factors or ())  # a name is not its letters
        references = [{"column": name, "level": level} for name, level in (reference or {}).items()]
        columns |= {"outcome": outcome, "factors": chosen, "references": references}
        made = _core.risk_fit_table(source, columns, **options)
        made._rows = made.rows  # type: ignore[attr-defined]
    made._library = library_of(data)  # type: ignore[attr-defined]
    made._table = source  # type: ignore[attr-defined]
    return made


def _row_name(unit: str | None, period: str) -> str:
    return f"{unit} {period}"


def _with_periods(table: Table, unit: str | None, period: str) -> Table:
    """The table with one column more, in which rows are called by their unit and period."""
    if unit is None:
        _core._refuse_argument("risk_period_needs_unit")
    both = zip(table[unit], table[period], strict=True)
    names = [None if a is None or b is None or b != b else f"{a} {_whole(b)}" for a, b in both]
    return as_table({**{name: table[name] for name in table.columns}, _row_name(unit, period): names})


def _whole(value: Any) -> str:
    """A year as people write it, also when an empty cell made the column one of decimals."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
