# SPDX-License-Identifier: Apache-2.0
"""Rows of a regression as the compiled functions take them, from whatever people have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Table
from maatstaf.frames import as_table, columns_called

__all__ = ["check_keywords", "codes_of", "groupings_of", "matrix_called", "new_rows_of", "remembered", "rows_of"]

_KEYWORDS = (
    *("family", "link", "offset", "exposure", "prior_weights", "frequency_weights", "analytic_weights", "names"),
    *("cluster", "covariance", "progress"),
)
_OF_ROWS = ("offset", "exposure", "prior_weights", "frequency_weights", "analytic_weights", "names")


def rows_of(x: Any, y: Any, *, names: Sequence[str] | None = None, **columns: Any) -> dict[str, Any]:
    """Give rows as float64 arrays by name; an array of float64 is not copied."""
    matrix, found = _matrix(x)
    rows: dict[str, Any] = {"x": matrix, "y": _numbers(y, "y"), "names": list(found if names is None else names)}
    for name, values in columns.items():
        if name not in _OF_ROWS:
            _core._refuse_argument("unknown_field", where="rows", got=name, nearest="", allowed=", ".join(_OF_ROWS))
        if values is not None:
            rows[name] = _numbers(values, name)
    return rows


def new_rows_of(x: Any, known: Sequence[str], **columns: Any) -> dict[str, Any]:
    """Give rows without an outcome, for predictions; columns with names come in the order of those `known`."""
    rows = rows_of(columns_called(x, known), (), **columns)
    rows["y"] = None
    return rows


def matrix_called(data: Any, names: Sequence[str]) -> Any:
    """Give data with named columns as an array with its columns in the order of `names`; anything else as it is."""
    ordered = columns_called(data, names)
    return _matrix(ordered)[0] if isinstance(ordered, Mapping) else ordered


def remembered(fit: Any) -> dict[str, Any]:
    """Give the rows that a fit was made from."""
    rows: dict[str, Any] | None = getattr(fit, "_rows", None)
    if rows is None:
        _core._refuse_argument("regress_rows_gone")
    return rows


def check_keywords(where: str, options: Mapping[str, Any]) -> None:
    """Refuse a keyword that is all but one of those that every fit knows, such as clusters for cluster."""
    for name in options:
        if name == "weights":  # which of the three is meant makes another standard error
            _core._refuse_argument(
                "unknown_field", where=where, got=name, nearest="prior_weights", allowed=", ".join(_KEYWORDS)
            )
        near = get_close_matches(name, _KEYWORDS, 1, 0.85)
        if near and near[0] != name:
            _core._refuse_argument(
                "unknown_field", where=where, got=name, nearest=near[0], allowed=", ".join(_KEYWORDS)
            )


def codes_of(labels: Any, argument: str) -> tuple[np.ndarray[Any, Any], list[str]]:
    """Give a whole number per row, in the order of the labels whatever the order of rows, and the labels as text."""
    _, _, values, codes, categories = as_table({argument: labels})._parts()[0]
    if codes is not None:
        values = np.array([*categories, None], dtype=object)[codes]
    array = np.asarray(values)
    if array.dtype.kind == "O":
        gone = np.array([each is None for each in array], dtype=bool)
        array = array.astype(str)
    else:
        gone = np.isnat(array) if array.dtype.kind == "M" else array != array
    if gone.any():
        _core._refuse_argument("regress_no_label", argument=argument, row=int(np.argmax(gone)) + 1)
    different, made = np.unique(array, return_inverse=True)
    return made.astype(np.int32), [str(each) for each in different.tolist()]


def groupings_of(given: Any, name: str) -> Table:
    """Give columns of categories as a table; a single column gets `name`."""
    if given is None:
        return Table({})
    if isinstance(given, (Table, Mapping)) or hasattr(given, "columns"):
        return as_table(given)
    if hasattr(given, "name") and hasattr(given, "to_numpy"):  # a column of a data frame
        return as_table({str(given.name or name): given})
    values = given if isinstance(given, np.ndarray) else list(given)
    if isinstance(values, np.ndarray) and values.ndim == 2:
        return as_table({f"{name}{at + 1}": values[:, at] for at in range(values.shape[1])})
    return as_table({name: values})


def _matrix(x: Any) -> tuple[np.ndarray[Any, Any], list[str]]:
    if isinstance(x, np.ndarray) and x.dtype.names is None:
        return (x.reshape(-1, 1) if x.ndim == 1 else x), []
    if isinstance(x, (list, tuple)) and not any(isinstance(row, Mapping) for row in x):
        return _plain(x), []
    if hasattr(x, "__array__") and not hasattr(x, "columns"):
        return _plain(x), list(getattr(x, "names", []))
    names = [str(each) for each in getattr(x, "columns", [])]
    dtypes = set(map(str, getattr(x, "dtypes", [])))
    if hasattr(x, "to_numpy") and dtypes == {"float64"}:  # pandas keeps such columns in one block
        return np.asarray(x), names
    table: Table = as_table(x)
    made = np.empty((table.rows, len(table.columns)), order="F")
    for at, name in enumerate(table.columns):
        made[:, at] = _numbers(table[name], name)
    return made, list(table.columns)


def _plain(x: Any) -> np.ndarray[Any, Any]:
    try:
        return np.asarray(x, dtype=np.float64)
    except (TypeError, ValueError):
        expected = "a matrix with one row per row of y"
        _core._refuse_argument("wrong_type", argument="x", expected=expected, got=type(x).__name__)
        raise


def _numbers(values: Any, name: str) -> np.ndarray[Any, Any]:
    if hasattr(values, "to_numpy") and not isinstance(values, np.ndarray):
        values = values.to_numpy()
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        got = type(values).__name__ if not isinstance(values, np.ndarray) else f"an array of {values.dtype}"
        _core._refuse_argument("wrong_type", argument=name, expected="numbers", got=got)
        raise
