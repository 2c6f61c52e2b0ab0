# SPDX-License-Identifier: Apache-2.0
"""The one door for data: any table in as a `Table`, a `Table` out as the data frame of the reader's library.

NumPy is always there; pandas, polars, pyarrow and narwhals are looked for only when something of theirs comes in or is
asked for.
"""

from __future__ import annotations

import datetime
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from difflib import get_close_matches
from typing import Any

import numpy as np

from maatstaf import _core
from maatstaf._core import Table

__all__ = ["as_table", "columns_called", "library_of", "records_of", "to_frame"]

LIBRARIES = ("pandas", "polars", "pyarrow")


def as_table(data: Any) -> Table:
    """Give `data` as a `Table`.

    Parameters
    ----------
    data : Table or data frame or Arrow stream or dict of arrays or list of records or structured array
        Anything that offers the Arrow PyCapsule protocol (pandas, polars, pyarrow, DuckDB ...) is read without a copy
        where the layouts allow it. A dictionary holds one-dimensional columns by name; a writeable NumPy array is
        copied, a read-only one is shared.

    Returns
    -------
    Table

    Raises
    ------
    ArgumentError
        When `data` is none of these; the message says what was received.
    """
    if isinstance(data, Table):
        return data
    table = _read(data)
    vars(table)["_library"] = library_of(data)  # where its to_frame() goes back to
    return table


def _read(data: Any) -> Table:
    if isinstance(data, (str, os.PathLike)):
        read = f"ms.read_csv({os.fspath(data)!r})"
        _core._refuse_argument("not_a_table", argument="data", got=_type_name(data), read=read)
    if isinstance(data, type) or (_is_from(data, "pandas") and not hasattr(data, "columns")):
        _core._refuse_argument("not_a_table", argument="data", got=_type_name(data))
    if _is_from(data, "pandas") and hasattr(data, "columns"):
        data = _without_labels(data)
    if hasattr(data, "__arrow_c_stream__"):
        try:
            return _core._table_from_stream(data)
        except _core.Error:
            raise
        except (ImportError, TypeError, ValueError):
            # pandas needs pyarrow here, which gives up on objects of several kinds: column by column names the row
            if not _is_from(data, "pandas"):
                raise
    if hasattr(data, "__arrow_c_array__"):
        return _core._table_from_array(data)
    if isinstance(data, Mapping):
        return _from_columns(data.items())
    if isinstance(data, np.ndarray) and data.dtype.names:
        return _from_columns((name, data[name]) for name in data.dtype.names)
    if isinstance(data, (list, tuple)) and all(isinstance(row, Mapping) for row in data):
        return _from_columns(_columns_of_records(data).items())
    if _is_from(data, "pandas") and hasattr(data, "columns"):
        return _from_columns((name, data.iloc[:, at]) for at, name in enumerate(data.columns))
    return _from_narwhals(data)


def _without_labels(frame: Any) -> Any:
    """Give a frame of pandas without row labels that have no name: what a selection leaves behind is no column."""
    if type(frame.index).__name__ == "RangeIndex" or any(name is not None for name in frame.index.names):
        return frame
    made = frame.copy(deep=False)
    made.index = range(len(frame))
    return made


def columns_called(data: Any, names: Sequence[str]) -> Any:
    """Give the columns of `data` in the order of `names`, whatever the order they stand in.

    Data whose columns have no names, or none of these, are taken by position. When some are there, all must be.
    """
    if not (hasattr(data, "columns") or isinstance(data, Mapping)):
        return data
    found = [str(each) for each in (data if isinstance(data, Mapping) else data.columns)]
    if found == list(names) or not set(found) & set(names):
        return data
    for name in names:
        if name not in found:
            near = get_close_matches(name, found, 1)
            _core._refuse_argument("unknown_column", got=name, nearest="".join(near), allowed=", ".join(found))
    table = as_table(data)
    return {name: table[name] for name in names}


def records_of(data: Any) -> list[dict[str, Any]]:
    """Give `data`, any table, as one dictionary per row, without its empty cells."""
    table = as_table(data)
    columns = {name: np.asarray(table[name]).tolist() for name in table.columns}
    rows = (dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True))
    return [{name: cell for name, cell in row.items() if cell is not None and cell == cell} for row in rows]


def library_of(data: Any) -> str | None:
    """Name the library that results made from `data` go back to; None when there is no preference."""
    remembered = getattr(data, "_library", None)
    if isinstance(remembered, str):
        return remembered
    for library in LIBRARIES:
        if _is_from(data, library):
            return library
    if _is_from(data, "narwhals"):  # what it wraps
        import narwhals.stable.v2 as nw

        return library_of(nw.to_native(data, pass_through=True))
    if isinstance(data, (Mapping, np.ndarray)):
        return "dict"
    return None


def to_frame(table: Table, library: str | None = None) -> Any:
    """Give `table` as a data frame.

    Parameters
    ----------
    table : Table
    library : {'pandas', 'polars', 'pyarrow', 'dict'}, optional
        None: the first of these that is installed.

    Returns
    -------
    pandas.DataFrame or polars.DataFrame or pyarrow.Table or dict of arrays
    """
    if library is None:
        library = next((each for each in LIBRARIES if importlib.util.find_spec(each)), "dict")
    maker = _MAKERS.get(library)
    if maker is None or (library != "dict" and importlib.util.find_spec(library) is None):
        there = [each for each in LIBRARIES if importlib.util.find_spec(each)]
        _core._refuse_argument("unknown_library", got=library, allowed=", ".join([*there, "dict"]))
    assert maker is not None
    if table.restricted and library != "pyarrow":  # whose schema carries the mark
        _core._warn_restricted_frame()
    return maker(table)


def _is_from(data: Any, library: str) -> bool:
    return library in sys.modules and any(each.__module__.partition(".")[0] == library for each in type(data).__mro__)


def _columns_of_records(records: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    names = dict.fromkeys(name for row in records for name in row)
    return {name: [row.get(name) for row in records] for name in names}


def _from_narwhals(data: Any) -> Table:
    frame: Any = None
    if importlib.util.find_spec("narwhals"):
        import narwhals.stable.v2 as nw

        try:
            frame = nw.from_native(data)
        except TypeError:
            frame = None
        if isinstance(frame, nw.LazyFrame):
            frame = frame.collect()
    if frame is None:
        _core._refuse_argument("not_a_table", argument="data", got=_type_name(data))
    return _from_columns((name, frame[name].to_list()) for name in frame.columns)


def _from_columns(columns: Iterable[tuple[Any, Any]]) -> Table:
    return _core._table_from_parts([_parts(str(name), values) for name, values in columns])


# One column as (kind, name, values, missing, categories); kind is number, text, category or date.
_Parts = tuple[str, str, Any, Any, Any]


def _parts(name: str, values: Any) -> _Parts:
    if _is_categorical(values):
        return _category(name, values)
    if _is_from(values, "pandas"):
        return _pandas_parts(name, values)
    if hasattr(values, "to_pylist"):  # pyarrow
        values = values.to_pylist()
    elif _is_from(values, "polars"):
        values = values.to_list()
    missing = None
    if isinstance(values, np.ma.MaskedArray):
        missing, values = np.ma.getmaskarray(values), values.data
    elif isinstance(values, (str, bytes, Set, Mapping)) or not isinstance(values, Iterable):
        _core._refuse_argument("not_a_list", argument=name, got=_type_name(values))
    array = values if isinstance(values, np.ndarray) else None
    if array is None:
        return _from_objects(name, list(values))
    if array.ndim != 1:
        _core._refuse_argument("column_not_flat", column=name, got=array.ndim)
    return _from_array(name, array, missing)


def _from_array(name: str, array: np.ndarray[Any, Any], missing: Any) -> _Parts:
    kind = array.dtype.kind
    if kind == "M":
        return _dates(name, array, missing)
    if kind in "OUT":
        values = array.tolist()
        if missing is not None:
            values = [None if gone else each for each, gone in zip(values, missing, strict=True)]
        return _from_objects(name, values)
    return ("number", name, array, missing, None)


def _dates(name: str, array: np.ndarray[Any, Any], missing: Any) -> _Parts:
    gone = np.isnat(array) if missing is None else np.isnat(array) | missing
    days = array.astype("datetime64[D]")
    timed = ~gone & (days != array)
    if timed.any():  # a time of day would be lost in silence
        row = int(timed.argmax())
        _core._refuse_format("moment_with_time", column=name, row=row + 1, got=str(array[row]).replace("T", " "))
    return ("date", name, np.where(gone, 0, days.astype(np.int64)).astype(np.int32), gone, None)


def _is_categorical(values: Any) -> bool:
    return _is_from(values, "pandas") and str(getattr(values, "dtype", "")) == "category"


def _category(name: str, values: Any) -> _Parts:
    categorical = getattr(values, "array", values)
    codes = np.asarray(categorical.codes, dtype=np.int32)
    labels = list(categorical.categories)
    if not all(isinstance(label, str) for label in labels):
        return _from_objects(name, [None if code < 0 else labels[code] for code in codes.tolist()])
    return ("category", name, np.where(codes < 0, 0, codes).astype(np.int32), codes < 0, labels)


def _pandas_parts(name: str, values: Any) -> _Parts:
    gone = np.asarray(values.isna(), dtype=bool)
    kind = getattr(values.dtype, "kind", "O")
    if kind in "OUT" or not isinstance(values.dtype, np.dtype) and kind not in "biuf":
        return _from_objects(name, [None if none else each for each, none in zip(values.tolist(), gone, strict=True)])
    if kind == "M":
        return _dates(name, values.to_numpy(), gone)
    if isinstance(values.dtype, np.dtype):
        return ("number", name, values.to_numpy(), gone if kind != "f" else None, None)
    plain = values.to_numpy(dtype=f"{kind}{values.dtype.itemsize}" if kind != "b" else "bool", na_value=0)
    return ("number", name, plain, gone, None)


def _kind_of(value: Any) -> str | None:
    if isinstance(value, (bool, np.bool_)):
        return "boolean"
    if isinstance(value, (int, np.integer)):
        return "integer"
    if isinstance(value, (float, np.floating)):
        return "number"
    if isinstance(value, str):
        return "text"
    if isinstance(value, datetime.date):
        return "date"
    return None


def _day_of(column: str, row: int, moment: datetime.datetime) -> datetime.date:
    """Give the day that a moment stands for; only midnight stands for one."""
    if moment.tzinfo not in (None, datetime.timezone.utc):
        _core._refuse_format("moment_with_zone", column=column, got=str(moment.tzinfo))
    if moment.time() != datetime.time():
        _core._refuse_format("moment_with_time", column=column, row=row + 1, got=str(moment))
    return moment.date()


def _is_missing(value: Any) -> bool:
    return value is None or type(value).__name__ in {"NAType", "NaTType"}


def _is_nan(value: Any) -> bool:
    return isinstance(value, float) and value != value


def _from_objects(name: str, values: list[Any]) -> _Parts:
    """Give a column of Python objects the one kind that all of them share."""
    kind: str | None = None
    only_nan = True
    for row, value in enumerate(values):
        if _is_missing(value) or _is_nan(value):
            continue
        if isinstance(value, datetime.datetime):
            value = values[row] = _day_of(name, row, value)
        found = _kind_of(value)
        if found is None:
            _core._refuse_argument("unknown_value_type", column=name, got=_type_name(value))
        if kind is not None and found != kind and {found, kind} != {"integer", "number"}:
            _core._refuse_argument("mixed_column", column=name, row=row + 1, got=found, expected=kind)
        kind = "number" if "number" in (found, kind) else found
        only_nan = False
    gone = np.array([_is_missing(value) or _is_nan(value) for value in values], dtype=bool)
    if only_nan:
        return ("number", name, np.full(len(values), np.nan), None, None)
    if kind == "text":
        return (
            "text",
            name,
            [None if none else str(each) for each, none in zip(values, gone, strict=True)],
            None,
            None,
        )
    if kind == "date":
        days = ["NaT" if none else each.isoformat() for each, none in zip(values, gone, strict=True)]
        return _dates(name, np.array(days, dtype="datetime64[D]"), None)
    dtype = {"boolean": np.bool_, "integer": np.int64, "number": np.float64}[str(kind)]
    filled = [0 if none else each for each, none in zip(values, gone, strict=True)]
    try:
        return ("number", name, np.array(filled, dtype=dtype), gone, None)
    except OverflowError:
        _core._refuse_argument("unknown_value_type", column=name, got="int > 64 bit")
        raise


def _type_name(value: Any) -> str:
    return f"{type(value).__module__}.{type(value).__qualname__}".removeprefix("builtins.")


def _to_pandas(table: Table) -> Any:
    import pandas as pd

    columns: dict[str, Any] = {}
    for name, kind, values, codes, categories in table._parts():
        if kind == "dictionary":
            columns[name] = pd.Categorical.from_codes(codes, categories)
        elif kind in ("int64", "int32") and values.dtype.kind == "f":
            columns[name] = pd.array(values, dtype=kind.capitalize())
        elif kind == "boolean" and values.dtype.kind == "O":
            columns[name] = pd.array(values, dtype="boolean")
        elif kind == "date":
            columns[name] = values.astype("datetime64[s]")
        else:
            columns[name] = values
    return pd.DataFrame(columns)


def _to_polars(table: Table) -> Any:
    import polars as pl

    return pl.DataFrame(table)


def _to_pyarrow(table: Table) -> Any:
    import pyarrow as pa

    return pa.table(table)


def _to_dict(table: Table) -> dict[str, np.ndarray[Any, Any]]:
    arrays = {}
    for name, _, values, codes, categories in table._parts():
        if codes is not None:
            labels = np.array([*categories, None], dtype=object)
            values = labels[codes]
        arrays[name] = values
    return arrays


_MAKERS: dict[str, Callable[[Table], Any]] = {
    "pandas": _to_pandas,
    "polars": _to_polars,
    "pyarrow": _to_pyarrow,
    "dict": _to_dict,
}
