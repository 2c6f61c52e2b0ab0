# SPDX-License-Identifier: Apache-2.0
"""The figures of one area, of all themes, side by side with their reference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Picture, RiskFit
from maatstaf.frames import as_table
from maatstaf.risk.formula import numbers

__all__ = ["picture"]


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
        model expects of that area. The label stands under the theme that lists it with the column "". The fit must
        have been made with the same `unit`.
    references : mapping of str to float, optional
        Reference of a column, instead of the median of all areas.
    **options
        threshold : float, default 2.0; false_discovery : float, default 0.1.

    Returns
    -------
    Picture

    Raises
    ------
    ArgumentError
        When the area, a column, a label of `fits` or a column of `se` or `references` is not there, or a fit knows none
        of the areas.
    DataError
        When an area has more than one row.
    """
    table = as_table(data)
    if not isinstance(themes, Mapping):
        expected = "a dict of dicts such as {'Income': {'Assistance per 1000': 'assistance'}}"
        _core._refuse_argument("wrong_type", argument="themes", expected=expected, got=repr(themes))
    for theme, figures in themes.items():
        if not isinstance(figures, Mapping):
            expected = "a dict such as {'Assistance per 1000': 'assistance'}"
            _core._refuse_argument("wrong_type", argument=f"themes[{theme!r}]", expected=expected, got=repr(figures))
    units = [str(each) for each in table[unit]]
    labels = [(theme, label, column) for theme, figures in themes.items() for label, column in figures.items()]
    models = dict(fits or {})
    columns = [column for _, label, column in labels if label not in models]
    _need_known("fits", models, [label for _, label, _ in labels])
    _need_known("se", se or {}, columns)
    _need_known("references", references or {}, columns)
    _core._need_measured(table, [each for each in [*columns, *(se or {}).values()] if each])
    shape = (len(units), len(labels))
    values, margins, expected, chances = (np.full(shape, np.nan) for _ in range(4))
    for at, (_, label, column) in enumerate(labels):
        if label in models:
            _fill_from_model(label, models[label], units, values[:, at], expected[:, at], chances[:, at])
            continue
        if not column:
            _core._refuse_argument("risk_label_without_column", label=label)
        values[:, at] = numbers(table, column)
        if se and column in se:
            margins[:, at] = numbers(table, se[column])
    return _core.risk_picture(
        str(area),
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


def _need_known(argument: str, given: Iterable[str], known: list[str]) -> None:
    for each in given:
        if each not in known:
            allowed = ", ".join(dict.fromkeys(known))
            _core._refuse_argument("unknown_option", argument=argument, got=each, allowed=allowed)


def _fill_from_model(label: str, model: RiskFit, units: list[str], values: Any, expected: Any, chances: Any) -> None:
    use = model.expected()
    places = {name: at for at, name in enumerate(use["unit"])}
    if not places.keys() & set(units):
        _core._refuse_argument("risk_fit_of_other_areas", label=label, first=str(use["unit"][0]))
    for row, name in enumerate(units):
        if name in places:
            at = places[name]
            values[row] = 1000.0 * use["observed"][at] / use["exposure"][at]
            expected[row] = 1000.0 * use["expected"][at] / use["exposure"][at]
            chances[row] = use["probability"][at]
