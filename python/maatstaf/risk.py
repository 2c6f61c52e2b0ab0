# SPDX-License-Identifier: Apache-2.0
"""Which traits go with care use and care cost, and what an area may expect. Always of association, never of cause."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

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
from maatstaf._core import risk_attributable_shares as attributable_shares
from maatstaf._core import risk_divide_difference as divide_difference
from maatstaf._core import risk_expected_cost as expected_cost
from maatstaf._core import risk_fit as fit_arrays
from maatstaf._core import risk_forecast as forecast
from maatstaf._core import risk_levin as levin
from maatstaf._core import risk_miettinen as miettinen
from maatstaf._core import risk_parts_of_whole as parts_of_whole
from maatstaf._core import risk_price_volume_mix as price_volume_mix
from maatstaf._core import risk_stack as stack
from maatstaf.frames import as_table, library_of
from maatstaf.risk_card import card
from maatstaf.risk_page import page
from maatstaf.risk_simulated import notice as simulation_notice
from maatstaf.risk_simulated import simulate_cost

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
    reference: Mapping[str, str] | None = None,
    **options: Any,
) -> RiskFit:
    """Fit a risk model on a table.

    Parameters
    ----------
    outcome : str
        A column of counts (or costs, see `family`), or a formula such as ``"youth_care ~ assistance + C(kind)"``, for
        which the package formulaic is needed.
    data : table
        Anything that `maatstaf.as_table` takes. Rows with an empty cell in a column that is used are left out, with a
        caveat.
    factors : sequence of str, optional
        Columns, when `outcome` is not a formula: numbers, or text and categories, of which every level is compared with
        one of them.
    exposure : str, optional
        Column with the people at risk, or their years. Needed for counts of areas.
    weights, cluster, unit : str, optional
        Columns with weights, with what rows belong together in (their margins then hold for dependent rows), and with
        the name of each row (its number in the table, from 1, when not given).
    reference : mapping of str to str, optional
        Level of a category that its others are compared with; else the one with most rows.
    **options
        family : {'automatic', 'poisson', 'quasi_poisson', 'negative_binomial', 'gaussian', 'binomial', 'gamma', \
'tweedie'}; confidence : float, default 0.95; dispersion_level : float, default 0.05; areas : bool, default True; \
power : float, of Tweedie, default by its likelihood.

    Returns
    -------
    RiskFit

    Raises
    ------
    ArgumentError
        When a column or level is not there, holds text where numbers are needed, or counts of areas have no exposure.
    DataError
        When counts are negative, exposure is not above 0, the outcome is the same in every row, a category has one
        level, rows form one cluster, or the fit does not settle, for example because a category has no use at all.
    """
    table = as_table(data)
    if "~" in outcome:
        made = _fit_formula(outcome, table, exposure, weights, cluster, unit, options)
    else:
        chosen = [factors] if isinstance(factors, str) else list(factors or ())  # a name is not its letters
        columns: dict[str, Any] = {"outcome": outcome, "factors": chosen}
        named = {"exposure": exposure, "weights": weights, "cluster": cluster, "unit": unit}
        columns |= {name: column for name, column in named.items() if column is not None}
        columns["references"] = [{"column": name, "level": level} for name, level in (reference or {}).items()]
        made = _core.risk_fit_table(table, columns, **options)
        made._rows = made.rows  # type: ignore[attr-defined]
    made._library = library_of(data)  # type: ignore[attr-defined]
    made._table = table  # type: ignore[attr-defined]
    return made


def picture(
    data: Any,
    area: str,
    themes: Mapping[str, Mapping[str, str]],
    *,
    unit: str,
    se: Mapping[str, str] | None = None,
    fits: Mapping[str, RiskFit] | None = None,
    references: Mapping[str, float] | None = None,
    **options: Any,
) -> Picture:
    """Lay all figures of one area side by side with their reference.

    Parameters
    ----------
    data : table
        One row per area.
    area : str
        The area, as it is called in column `unit`.
    themes : mapping of str to mapping of str to str
        Per theme the figures, each a label with its column: ``{"Income": {"Assistance per 1000": "assistance"}}``.
    unit : str
        Column with the names of the areas.
    se : mapping of str to str, optional
        Column with the standard error of a column.
    fits : mapping of str to RiskFit, optional
        A label with the risk model that explains it: its figure is the observed use per 1000, its reference what the
        model expects of that area. The label stands under the theme that lists it with the column "".
    references : mapping of str to float, optional
        Reference of a column, instead of the median of all areas.
    **options
        threshold : float, default 2.0; false_discovery : float, default 0.1.

    Returns
    -------
    Picture
    """
    table = as_table(data)
    units = [str(each) for each in table[unit]]
    labels = [(theme, label, column) for theme, figures in themes.items() for label, column in figures.items()]
    shape = (len(units), len(labels))
    values, margins, expected, chances = (np.full(shape, np.nan) for _ in range(4))
    for at, (_, label, column) in enumerate(labels):
        model = (fits or {}).get(label)
        if model is not None:
            _fill_from_model(model, units, values[:, at], expected[:, at], chances[:, at])
            continue
        values[:, at] = _numbers(table, column)
        if se and column in se:
            margins[:, at] = _numbers(table, se[column])
    return _core.risk_picture(
        area,
        units,
        [label for _, label, _ in labels],
        [theme for theme, _, _ in labels],
        values,
        margins,
        expected,
        chances,
        [(references or {}).get(column, np.nan) for _, _, column in labels],
        **options,
    )


def _fill_from_model(model: RiskFit, units: list[str], values: Any, expected: Any, chances: Any) -> None:
    use = model.expected()
    places = {name: at for at, name in enumerate(use["unit"])}
    for row, name in enumerate(units):
        if name in places:
            at = places[name]
            values[row] = 1000.0 * use["observed"][at] / use["exposure"][at]
            expected[row] = 1000.0 * use["expected"][at] / use["exposure"][at]
            chances[row] = use["probability"][at]


def _numbers(table: Table, column: str) -> Any:
    values = np.asarray(table[column])
    if values.dtype.kind not in "fiub":
        _core._refuse_argument("risk_text_column", column=column)
    return values.astype(float)


def _complete(table: Table, columns: Sequence[str]) -> Any:
    """Rows without an empty cell in any of these columns."""
    there = np.ones(table.rows, dtype=bool)
    for column in columns:
        values = np.asarray(table[column])
        if values.dtype.kind == "f":
            there &= ~np.isnan(values)
        elif values.dtype.kind == "O":
            there &= np.array([each is not None for each in values], dtype=bool)
    return np.flatnonzero(there)


def _fit_formula(
    formula: str,
    table: Table,
    exposure: str | None,
    weights: str | None,
    cluster: str | None,
    unit: str | None,
    options: Mapping[str, Any],
) -> RiskFit:
    try:
        import pandas
        from formulaic import Formula
    except ImportError:
        _core._refuse_argument("risk_needs_formula")
    parsed = Formula(formula)
    used = sorted(str(each) for each in parsed.required_variables)
    rows = _complete(table, [*used, *(each for each in (exposure, weights, cluster, unit) if each is not None)])
    frame = pandas.DataFrame({each: table[each][rows] for each in used})
    right = parsed.get_model_matrix(frame, na_action="raise").rhs
    named: dict[str, str] = {}
    for term, places in right.model_spec.term_indices.items():
        for place in places:
            named[str(right.columns[place])] = "" if str(term) == "1" else str(term)

    def numbers(column: str | None) -> Any:
        return None if column is None else _numbers(table, column)[rows]

    labels = None if cluster is None else np.unique(np.asarray(table[cluster][rows], dtype=str), return_inverse=True)[1]
    names = [str(each) for each in (rows + 1 if unit is None else table[unit][rows])]
    made = _core.risk_fit(
        np.asarray(right, dtype=float),
        _numbers(table, formula.partition("~")[0].strip())[rows],
        numbers(exposure),
        numbers(weights),
        labels,
        list(named),
        _factors_of(named),
        names,
        table.rows - len(rows),
        **options,
    )
    made._rows = rows  # type: ignore[attr-defined]
    return made


def _factors_of(named: Mapping[str, str]) -> dict[str, list[int]]:
    """Columns by factor; an interaction makes one factor of the terms it joins, since they change together."""
    terms = list(dict.fromkeys(term for term in named.values() if term))
    group = {term: term for term in terms}
    for term in terms:
        parts = {term, *(part for part in term.split(":") if part in group)}
        joined = {group[part] for part in parts}
        first = next(each for each in terms if group[each] in joined)
        for each in terms:
            if group[each] in joined:
                group[each] = group[first]
    made: dict[str, list[int]] = {}
    for leader in dict.fromkeys(group.values()):
        members = [term for term in terms if group[term] == leader]
        made[" + ".join(members)] = [at for at, term in enumerate(named.values()) if term in members]
    return made
