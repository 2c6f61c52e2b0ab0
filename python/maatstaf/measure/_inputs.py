# SPDX-License-Identifier: Apache-2.0
"""Where the columns of one call come from: arrays, or names of columns of a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Measures, RowGroups, Table
from maatstaf.frames import as_table, library_of

Level = float | Sequence[float]


def levels(level: Level) -> list[float]:
    """One level or several, as a list."""
    try:
        return [float(each) for each in np.atleast_1d(np.asarray(level, dtype=float))]
    except (TypeError, ValueError):
        _core._refuse_argument("measure_level_not_number", got=str(level))


class Columns:
    """The columns of one call."""

    def __init__(self, data: Any = None) -> None:
        self._table: Table | None = None if data is None else as_table(data)
        self.library: str | None = None if data is None else library_of(data)

    def has(self, name: str) -> bool:
        """Tell whether the table has this column."""
        return self._table is not None and name in self._table

    def are_names(self, values: Any) -> bool:
        """Tell whether this is a list of names of columns."""
        is_list = isinstance(values, (list, tuple)) and len(values) > 0
        return is_list and all(isinstance(each, str) and self.has(each) for each in values)

    def find(self, name: str, argument: str) -> Any:
        """Give a column of the table."""
        if self._table is None:
            _core._refuse_argument("measure_needs_data", argument=argument, got=name)
        assert self._table is not None
        return self._table[name]

    def numbers(self, values: Any, argument: str) -> Any:
        """Give a column of numbers; a single number is one row."""
        if values is None:
            return None
        name = values if isinstance(values, str) else argument
        if isinstance(values, str):
            values = self.find(values, argument)
        elif self.library is None:
            self.library = library_of(values)
        array = np.atleast_1d(np.asarray(values))
        if array.dtype.kind in "OU":
            for row, each in enumerate(array.tolist(), 1):
                if isinstance(each, str):
                    _core._refuse_argument("measure_text_not_number", argument=name, row=row, got=each)
        if array.dtype.kind == "O":
            try:
                array = np.array([np.nan if says_nothing(each) else float(each) for each in array])
            except (TypeError, ValueError):
                pass
        if array.dtype.kind not in "fiub":
            kind = type(array.tolist()[0]).__name__ if array.size else str(array.dtype)
            _core._refuse_argument("measure_not_numbers", column=name, argument=argument, got=kind)
        return array.astype(float)

    def labels(self, values: Any, argument: str) -> list[str]:
        """Give a column as texts, whole numbers without a point; a cell that says nothing is refused by row.

        Several names of columns give labels of all of them together.
        """
        if isinstance(values, str):
            values = self.find(values, argument)
        elif self.are_names(values):
            together = [self.labels(each, argument) for each in values]
            return [", ".join(each) for each in zip(*together, strict=True)]
        made = []
        for row, each in enumerate(np.atleast_1d(np.asarray(values, dtype=object)).tolist(), 1):
            if says_nothing(each):
                _core._refuse_argument("no_label", argument=argument, row=row)
            is_float = isinstance(each, (float, np.floating))
            if is_float and np.isinf(each):
                _core._refuse_argument("not_finite", argument=argument, where=row)
            made.append(str(int(each)) if is_float and each == int(each) else str(each))
        return made

    def groups(self, group_by: Any) -> RowGroups | None:
        """Give rows with the same labels: columns by name, a mapping of names to labels, or labels alone."""
        if group_by is None:
            return None
        if isinstance(group_by, str):
            group_by = [group_by]
        if isinstance(group_by, Mapping):
            table = as_table(dict(group_by))
            return _core.measure_group_rows(table, [str(each) for each in group_by])
        if isinstance(group_by, Sequence) and self._table is not None and all(isinstance(e, str) for e in group_by):
            return _core.measure_group_rows(self._table, list(group_by))
        return _core.measure_group_rows(as_table({"group": group_by}), ["group"])

    def keep(self, made: Measures) -> Measures:
        """Let a result go back to the library of its input."""
        made._library = self.library  # type: ignore[attr-defined]
        return made


def says_nothing(value: Any) -> bool:
    """Tell whether a label is missing: None, NaN, NaT, or pandas' NA, which is not even unequal to itself."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except TypeError:
        return True
